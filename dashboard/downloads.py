"""Files to take away: a table in five formats, a chart as a page that needs nothing else.

Every function builds its bytes when called, so a page can hand it to a button and pay only for a click.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard import escaping

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MAX_SHEET_ROWS = 1_048_575  # rows of an XLSX sheet below its header
MAX_CELL = 32_767  # characters of an XLSX cell


@dataclass(frozen=True)
class Passport:
    """What a file says of itself, so that a stranger can tell what it shows and from what."""

    title: str
    caption: str = ""
    unit: str = ""  # n and what one is
    how: str = ""  # how it is computed, markdown
    facts: Mapping[str, str] = field(default_factory=dict)  # corpus hash, versions, …


class Download(NamedTuple):
    label: str
    extension: str
    mime: str
    build: Callable[[], bytes]


def table_downloads(table: pd.DataFrame, passport: Passport) -> list[Download]:
    """The table as shown, in five formats. Nothing is built until `build` is called."""
    return [
        Download("CSV", "csv", "text/csv", partial(to_csv, table)),
        Download("CSV for Excel", "excel.csv", "text/csv", partial(to_csv_for_excel, table)),
        Download(
            "XLSX",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            partial(to_xlsx, table, passport),
        ),
        Download(
            "Parquet", "parquet", "application/vnd.apache.parquet", partial(to_parquet, table, passport)
        ),
        Download("JSON", "json", "application/json", partial(to_json, table, passport)),
    ]


def to_csv(table: pd.DataFrame) -> bytes:
    """UTF-8, comma, the values as they are: for programs."""
    return _flat(table).to_csv(index=False, lineterminator="\n").encode()


def to_csv_for_excel(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark; text that Excel would run as a formula begins with an apostrophe."""
    safe = _flat(table).map(escaping.spreadsheet)
    safe.columns = [escaping.spreadsheet(str(name)) for name in safe.columns]
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def to_json(table: pd.DataFrame, passport: Passport) -> bytes:
    """{"about": {…}, "rows": [{…}]}; dates as ISO 8601, unknown values as null."""
    rows = json.loads(
        table.to_json(orient="records", date_format="iso", force_ascii=False, double_precision=15)
    )
    about = {name.lower(): value for name, value in _about(passport, len(table))}
    return json.dumps({"about": about, "rows": rows}, ensure_ascii=False, indent=1).encode()


def to_parquet(table: pd.DataFrame, passport: Passport) -> bytes:
    """The table with its types; what it shows stands in the schema's metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = pa.Table.from_pandas(table, preserve_index=False)
    about = {f"newsparallax {name.lower()}": value for name, value in _about(passport, len(table))}
    arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), **about})
    out = BytesIO()
    pq.write_table(arrow, out)
    return out.getvalue()


def to_xlsx(table: pd.DataFrame, passport: Passport) -> bytes:
    """A sheet "data" and a sheet "README". No text becomes a formula or a link; what was cut is said."""
    import xlsxwriter

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet, readme = book.add_worksheet("data"), book.add_worksheet("README")
        flat = _flat(table)
        for column, name in enumerate(flat.columns):
            sheet.write_string(0, column, str(name), bold)
        n_cut = 0
        for row, values in enumerate(flat.head(MAX_SHEET_ROWS).itertuples(index=False), start=1):
            for column, value in enumerate(values):
                n_cut += _write_cell(sheet, row, column, value, day)
        sheet.freeze_panes(1, 0)
        notes = list(_about(passport, len(flat)))
        if len(flat) > MAX_SHEET_ROWS:
            notes.append(
                ("Cut", f"{len(flat) - MAX_SHEET_ROWS:,} rows do not fit a sheet; the CSV has them all")
            )
        if n_cut:
            notes.append(
                ("Cut", f"{n_cut:,} cells longer than {MAX_CELL:,} characters; the CSV has them whole")
            )
        for row, (name, value) in enumerate(notes):
            readme.write_string(row, 0, name, bold)
            readme.write_string(row, 1, value[:MAX_CELL])
        readme.set_column(0, 0, 18)
        readme.set_column(1, 1, 100)
    return out.getvalue()


def chart_html(figure: go.Figure, passport: Passport) -> bytes:
    """The chart as one page that works without a network: plotly.js is inside, and a policy forbids the rest."""
    import plotly.io as pio

    e = escaping.html
    chart = pio.to_html(
        figure,
        full_html=False,
        include_plotlyjs=True,
        include_mathjax=False,
        config=CHART_CONFIG,
        div_id="chart",
    )
    facts = "".join(f"<dt>{e(name)}</dt><dd>{e(value)}</dd>" for name, value in passport.facts.items())
    return _PAGE.format(
        title=e(passport.title), caption=e(passport.caption), unit=e(passport.unit), chart=chart, facts=facts
    ).encode()


CHART_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "responsive": True,
    "plotlyServerURL": "",  # no button that would send data anywhere
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "sendDataToCloud"],
}

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<style>body{{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1f2328}}
h1{{font-size:1.4rem;margin:0}}p{{margin:.3rem 0}}.quiet,dl{{color:#57606a;font-size:.85rem}}
dl{{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin-top:1.5rem}}dd{{margin:0}}</style>
</head><body><h1>{title}</h1><p>{caption}</p>{chart}<p class="quiet">{unit}</p><dl>{facts}</dl></body></html>
"""


def _about(passport: Passport, n_rows: int) -> list[tuple[str, str]]:
    """What stands in a README sheet, in order; empty lines left out."""
    lines = [
        ("Title", passport.title),
        ("Selection", passport.caption),
        ("Unit", passport.unit),
        ("Rows", str(n_rows)),
        ("How", passport.how),
        *passport.facts.items(),
    ]
    return [(name, value) for name, value in lines if value]


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Lists and records as JSON text: a cell holds one value."""
    flat = table.copy(deep=False)
    for name in flat.columns:
        if any(isinstance(value, (list, tuple, dict)) or hasattr(value, "tolist") for value in flat[name]):
            flat[name] = flat[name].map(_as_text)
    return flat


def _as_text(value: object) -> object:
    if hasattr(value, "tolist"):
        value = value.tolist()
    return (
        json.dumps(value, ensure_ascii=False, default=str)
        if isinstance(value, (list, tuple, dict))
        else value
    )


def _write_cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> bool:
    """Writes one value by its kind; True when it had to be cut."""
    import pandas as pd

    if pd.isna(value):
        sheet.write_blank(row, column, None)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, Real):
        sheet.write_number(row, column, value)
    else:
        text = str(value)
        sheet.write_string(row, column, text[:MAX_CELL])
        return len(text) > MAX_CELL
    return False
