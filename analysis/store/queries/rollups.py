"""Sums over the whole corpus, as they were made when it was analysed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.store.connection import READ, read_files
from analysis.store.queries.frame import fetch
from analysis.store.rollups import FOLDER, UNITS

if TYPE_CHECKING:
    import duckdb

SUMS = (
    "expected own_weighted spread score mean variance skewed".split(),
    "n_target n_reference n_articles_target n_articles_reference n_words_target n_words_reference".split(),
)


def typical_sums(
    cursor: duckdb.DuckDBPyConnection, store: Path, form: str, n_words: tuple[int, ...], names: bool
) -> pd.DataFrame:
    columns = (
        {"outlet": "str", "term": "str"} | dict.fromkeys(SUMS[1], "int64") | dict.fromkeys(SUMS[0], "float64")
    )
    return _read(cursor, store, "typical", (form, n_words, names), columns)


def frequent_terms(
    cursor: duckdb.DuckDBPyConnection, store: Path, form: str, n_words: tuple[int, ...], names: bool
) -> pd.DataFrame:
    columns = {"outlet": "str", "term": "str", "count": "int64", "n_articles": "int64"}
    return _read(cursor, store, "frequent", (form, n_words, names), columns)


def _read(
    cursor: duckdb.DuckDBPyConnection,
    store: Path,
    kind: str,
    options: tuple[str, tuple[int, ...], bool],
    columns: dict[str, str],
) -> pd.DataFrame:
    units = [unit.name for unit in UNITS if (unit.form, unit.n_words, unit.names) == options]
    file = store / FOLDER / f"{kind}_{units[0]}.parquet" if units else None
    if file is None or not file.is_file():
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    return fetch(cursor, f"SELECT {', '.join(columns)} FROM {READ}", read_files([str(file)]))
