"""Rows of a query as a pandas frame, with all columns and types when there are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def fetch(cursor: duckdb.DuckDBPyConnection, sql: str, values: Iterable[Any] = ()) -> pd.DataFrame:
    """Text is `str`, a missing one NA; days are datetime64; counts are int64."""
    rows: pd.DataFrame = cursor.sql(sql, params=list(values)).to_arrow_table().to_pandas(date_as_object=False)
    return rows


def limited(limit: int | None) -> str:
    """A LIMIT clause; None for no limit."""
    return "" if limit is None else f"LIMIT {int(limit)}"


def texts(cursor: duckdb.DuckDBPyConnection, articles: Iterable[int]) -> dict[int, str]:
    """The text of each article by its number, to cut spans from: a slice in Python costs the span, not the text."""
    numbers = sorted(set(articles))
    found = cursor.execute("SELECT article, text FROM articles WHERE list_contains(?, article)", [numbers])
    return dict(found.fetchall())
