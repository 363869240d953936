"""DuckDB as this package uses it: in memory, over Parquet files, never reaching for the network."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator

THREADS = 2
MEMORY = "2GB"  # of one process; what needs more spills to disk


def open_connection(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection of its own. spill: folder for what does not fit into memory."""
    con = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": str(THREADS),
            "memory_limit": MEMORY,
        },
    )
    # For every cursor: a cursor is a session of its own, which a plain SET does not reach.
    con.execute("SET GLOBAL parquet_metadata_cache = true")
    con.execute("SET enable_progress_bar = false")  # it would stand among the results on stdout
    if spill is not None:
        con.execute("SET temp_directory = ?", [str(spill)])
    return con


@contextmanager
def connect(store: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for writing a store; it spills into the store's folder."""
    con = open_connection(store / ".spill")
    try:
        yield con
    finally:
        con.close()


# A folder called "outlet=…" on the way to a store would otherwise become a column, in place of the table's own.
READ = "read_parquet(?, hive_partitioning = false)"


def read_files(paths: Sequence[str]) -> list[str]:
    """Paths as `read_parquet` takes them: it reads *, ? and [ in a name as a pattern."""
    return ["".join(f"[{letter}]" if letter in "[*?" else letter for letter in path) for path in paths]
