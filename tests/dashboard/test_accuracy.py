"""The figures on the page are those of the documentation, which says how they were obtained."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.accuracy import MEASURED, accuracy_table

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("row", MEASURED, ids=[row.method for row in MEASURED])
def test_each_figure_stands_in_its_page(row):
    page = " ".join((DOCS / row.page).read_text(encoding="utf-8").split())
    assert row.value in page
    assert row.interval in page


def test_the_table_has_a_row_a_method():
    assert len(accuracy_table()) == len(MEASURED)
