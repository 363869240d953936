"""The user's word on a finished store, on names and outlets: nothing is read or parsed for it, no rule runs again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.store.aliases import Alias, Word, kept_word
from analysis.store.connection import connect
from analysis.store.linking import NAMED, Files, kept_links, numbered, settle
from analysis.store.manifest import read_manifest, saving, writing_alone
from analysis.store.merge import (
    alias_record,
    keep_outlet_names,
    keep_word,
    kept_places,
    part_files,
    renew_tables,
    save_content,
)
from analysis.store.outlet_names import OutletName, outlet_names_table
from analysis.store.rollups import build_rollups

if TYPE_CHECKING:
    import duckdb


def apply_aliases(store: Path | str, aliases: Iterable[Alias]) -> str:
    """Settle the names of a finished store by the user's word; returns the new key of the store.

    aliases: all that shall hold from now on (start from `Store.aliases()`). Nothing is parsed and no rule for names
    runs again: only the tables that bear names over the corpus are written anew, the same as if the corpus had been
    analysed with these aliases. They stay in force when it is analysed again.

    Raises StoreError when there is no finished store, when somebody else is writing to it, or it cannot be written.
    """
    path, given = Path(store), tuple(aliases)
    with _changing(path) as (con, files, content):
        con.register("links", kept_links(con, path))
        n_settled = settle(con, files, given)
        content["counts"] = content["counts"] | renew_tables(path, con, files, NAMED)
        keep_word(path, Word(given, kept_word(path).file))
        content["aliases"] = alias_record(given, n_settled)
    return str(content["key"])


def apply_outlet_names(store: Path | str, names: Iterable[OutletName]) -> str:
    """Call the outlets of a finished store as the user says; returns the new key of the store.

    names: all that shall hold from now on (start from `Store.outlet_names()`, add with `outlet_names.called`). Only the
    table of articles is written anew, and what was summed up by outlet. They stay in force when it is analysed again.

    Raises StoreError as `apply_aliases` does.
    """
    path, given = Path(store), tuple(names)
    with _changing(path) as (con, files, content):
        con.register("outlet_names", outlet_names_table(given))
        content["counts"] = content["counts"] | renew_tables(path, con, files, ("articles",))
        keep_outlet_names(path, given)
        build_rollups(path)
        content["outlet_names"] = [asdict(name) for name in given]
    return str(content["key"])


@contextmanager
def _changing(path: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Files, dict[str, Any]]]:
    """A finished store to change: a connection with `places`, the files of its parts, and its manifest, which is saved
    in the end with a new key."""
    content = read_manifest(path)
    with saving(path), writing_alone(path):
        ordered = kept_places(path)
        with connect(path) as con:
            con.register("places", numbered(ordered))
            yield con, part_files(path, ordered), content
        for name in ("key", "version"):
            content.pop(name)
        content |= save_content(path, dict(content))
