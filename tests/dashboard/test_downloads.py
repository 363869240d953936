"""What comes down is read back with other libraries than it was written with, where there is one."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import numpy as np
import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pyarrow.parquet as pq
import pytest
from hostile import HOSTILE
from pandas.testing import assert_frame_equal

from dashboard import downloads

ABOUT = downloads.Passport("Who <speaks>?", "3 articles", "n = 3", "a ÷ b", {"Corpus hash": "abc"})


@pytest.fixture
def table():
    return pd.DataFrame(
        {
            "text": [*HOSTILE, "line\nbreak", 'comma, and "quotes"', None],
            "n": [*range(-3, len(HOSTILE)), 0][: len(HOSTILE) + 3],
            "share": [0.1, -0.5, np.nan] + [0.25] * len(HOSTILE),
            "day": pd.to_datetime([date(2024, 1, 9), pd.NaT] + [date(2024, 1, 10)] * (len(HOSTILE) + 1)),
            "marks": [[[0, 3], [5, 7]]] * (len(HOSTILE) + 3),
        }
    )


def test_csv_holds_the_values_as_they_are(table):
    rows = list(csv.DictReader(io.StringIO(downloads.to_csv(table).decode("utf-8"))))
    assert [row["text"] for row in rows[:-1]] == list(table["text"][:-1])
    assert json.loads(rows[0]["marks"]) == [[0, 3], [5, 7]]


def test_csv_for_excel_has_a_mark_and_no_formula(table):
    data = downloads.to_csv_for_excel(table)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    cells = [value for row in rows for value in row.values()]
    assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-(?![\d.])", cell)]
    assert rows[0]["n"] == "-3"
    assert rows[1]["share"] == "-0.5"


def test_parquet_keeps_types_and_says_what_it_shows(table):
    read = pq.read_table(io.BytesIO(downloads.to_parquet(table, ABOUT)))
    assert_frame_equal(
        read.to_pandas()[["text", "n", "share"]], table[["text", "n", "share"]], check_dtype=False
    )
    assert read.schema.metadata[b"newsparallax corpus hash"] == b"abc"


def test_json_holds_rows_and_what_they_are_about(table):
    read = json.loads(downloads.to_json(table, ABOUT))
    assert read["about"]["selection"] == "3 articles"
    assert [row["text"] for row in read["rows"]] == [*table["text"][:-1], None]
    assert read["rows"][2]["share"] is None


def test_xlsx_has_text_numbers_days_and_a_readme(table):
    book = openpyxl.load_workbook(io.BytesIO(downloads.to_xlsx(table, ABOUT)))
    sheet = book["data"]
    assert [cell.value for cell in sheet[1]] == list(table.columns)
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells[:-1]] == list(table["text"][:-1])
    assert {cell.data_type for cell in cells[:-1]} == {"s"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert sheet["B2"].value == -3
    assert sheet["D2"].value.date() == date(2024, 1, 9)
    assert sheet["C4"].value is None
    readme = {row[0].value: row[1].value for row in book["README"].iter_rows()}
    assert readme["Selection"] == "3 articles"
    assert readme["Corpus hash"] == "abc"


def test_a_cell_too_long_for_a_sheet_is_cut_and_said():
    table = pd.DataFrame({"text": ["x" * 40_000]})
    book = openpyxl.load_workbook(io.BytesIO(downloads.to_xlsx(table, ABOUT)))
    assert len(book["data"]["A2"].value) == downloads.MAX_CELL
    assert any("1 cells longer" in str(row[1].value) for row in book["README"].iter_rows())


@pytest.mark.parametrize("build", [downloads.to_csv, downloads.to_csv_for_excel])
def test_an_empty_table_has_its_header(build):
    empty = pd.DataFrame({"outlet": pd.Series(dtype="str"), "n": pd.Series(dtype="int64")})
    assert build(empty).decode("utf-8-sig").strip() == "outlet,n"
    assert openpyxl.load_workbook(io.BytesIO(downloads.to_xlsx(empty, ABOUT)))["data"]["B1"].value == "n"


def test_the_table_is_left_as_it_was(table):
    before = table.copy(deep=True)
    for download in downloads.table_downloads(table, ABOUT):
        download.build()
    assert_frame_equal(table, before)


def test_a_chart_comes_as_one_page_that_asks_for_nothing():
    figure = go.Figure(go.Bar(x=[1], y=["a"]))
    page = downloads.chart_html(figure, ABOUT).decode()
    assert "Who &lt;speaks&gt;?" in page
    assert "default-src 'none'" in page
    assert "plotly.js v" in page, "the library is inside"
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=", page)
