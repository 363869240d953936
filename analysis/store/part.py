"""What the parts of a `Store` have in common: each answers about one subject, by a cursor of the store's connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

By = tuple[str, ...]
"""Names of columns that counts are split by."""


class StorePart:
    """A subject of a store's queries; `Store` puts the parts together and says what holds for all queries."""

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        raise NotImplementedError
