"""PARTS → TABLES: what was found in the articles put together, in the order of the corpus, entities linked over it.

A part is a folder with the tables of some articles (`writer.make_tables`). Parts keep the names each article uses, so
linking names anew needs no analysis.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import StoreError
from analysis.store import schema
from analysis.store.aliases import KEPT, Alias, Word, word_json
from analysis.store.connection import connect, read_files
from analysis.store.linking import (
    NAMED,
    PART_ROWS,
    Files,
    Link,
    Place,
    default_link,
    link_names,
    named_rows,
    numbered,
    settle,
)
from analysis.store.manifest import (
    MANIFEST,
    article_hash,
    corpus_hash,
    digest,
    replacing,
    save_manifest,
    saving,
)
from analysis.store.outlet_names import (
    CALLED,
    KEPT_OUTLETS,
    NAME,
    OutletName,
    outlet_names_json,
    outlet_names_table,
)
from analysis.store.rollups import build_rollups
from analysis.store.writer import make_tables

if TYPE_CHECKING:
    import duckdb

    from analysis.model import Annotation, Article

ROW_GROUP = 32_768  # rows; one story of a large corpus then lies in one or two groups of each table
ARTICLES_ROW_GROUP = 256  # rows of articles, which hold the texts: the reader opens one at a time
PLACES = "places.parquet"  # beside the parts: which one each article is read from


def write_store(
    path: Path,
    annotated: Iterable[tuple[Article, Annotation]],
    *,
    settings: Mapping[str, Any] | None = None,
    report: Mapping[str, Any] | None = None,
    aliases: Iterable[Alias] = (),
    link: Link | None = None,
) -> None:
    """Save annotated articles as a finished store, at once and from memory.

    For small corpora; `analysis.batch.analyse` works in parts, skips what is done and resumes. link: what joins names
    over the corpus, by default `analysis.entities.over_corpus.link_entities`.

    Raises StoreError when the folder cannot be written to.
    """
    pairs = sorted(annotated, key=lambda pair: pair[0].article_id)
    part = "only"
    with saving(path):
        save_part(path / "parts" / part, make_tables(pairs))
        places = [Place(article.story, article.article_id, part) for article, _ in pairs]
        finish(
            path,
            places,
            corpus=corpus_hash(article_hash(article) for article, _ in pairs),
            settings=settings or {},
            report=report or {},
            word=Word(tuple(aliases)),
            link=link,
        )


def save_part(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """The tables of some articles; each file appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with replacing(folder / f"{name}.parquet") as file:
            pq.write_table(rows, file, compression="zstd")


def finish(
    store: Path,
    places: Iterable[Place],
    *,
    corpus: str,
    settings: Mapping[str, Any],
    report: Mapping[str, Any],
    versions: Mapping[str, str] | None = None,
    failures: Iterable[Mapping[str, str]] = (),
    word: Word | None = None,
    outlet_names: Iterable[OutletName] = (),
    link: Link | None = None,
) -> dict[str, Any]:
    """Merge parts into the tables of the store and write its manifest last. Returns the manifest.

    When parts cannot be merged, the store that stood there before stays as it was.

    failures: articles that could not be analysed.
    word: the user's on names. outlet_names: the user's word on outlets.
    places: every other article of the corpus once. The same articles and settings give the same tables, whatever
    parts they lie in.
    """
    ordered, outlet_names = sorted(places), tuple(outlet_names)
    word = word or Word()
    files = part_files(store, ordered)
    with connect(store) as con:
        con.register("places", numbered(ordered))
        con.register("outlet_names", outlet_names_table(outlet_names))
        links = link_names(con, files, link or default_link())
        con.register("links", links)
        n_settled = settle(con, files, word.all)
        counts = renew_tables(store, con, files, schema.TABLES)
    keep_word(store, word)
    keep_outlet_names(store, outlet_names)
    build_rollups(store)
    with replacing(store / "parts" / PLACES) as file:
        columns = [[place[n] for place in ordered] for n in range(len(Place._fields))]
        pq.write_table(
            pa.table([pa.array(values, pa.string()) for values in columns], list(Place._fields)), file
        )
    content = {
        "corpus": corpus,
        "settings": dict(settings),
        "versions": dict(versions or {}),
        "report": dict(report),
        "failures": [dict(failure) for failure in failures],
        "counts": counts,
        "links": digest(links.to_pylist()),
        "aliases": alias_record(word.all, n_settled),
        "outlet_names": [asdict(name) for name in outlet_names],
    }
    return save_content(store, content)


def keep_word(store: Path, word: Word) -> None:
    """Beside the parts, so that the user's word outlives a run that was stopped."""
    with replacing(store / KEPT) as file:
        file.write(word_json(word))


def keep_outlet_names(store: Path, names: Iterable[OutletName]) -> None:
    """In the same place, for the same reason."""
    with replacing(store / KEPT_OUTLETS) as file:
        file.write(outlet_names_json(names))


def alias_record(aliases: Iterable[Alias], n_mentions: Iterable[int]) -> list[dict[str, Any]]:
    return [asdict(alias) | {"n_mentions": n} for alias, n in zip(aliases, n_mentions, strict=True)]


def save_content(store: Path, content: dict[str, Any]) -> dict[str, Any]:
    manifest = content | {"key": digest(content)}
    save_manifest(store, manifest)
    return manifest


def kept_places(store: Path) -> list[Place]:
    file = store / "parts" / PLACES
    try:
        columns = pq.read_table(file).to_pydict()
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(f"{file} is missing or damaged; analyse again", path=str(file)) from error
    return [Place(*row) for row in zip(*(columns[name] for name in Place._fields), strict=True)]


def part_files(store: Path, places: Iterable[Place]) -> dict[str, list[str]]:
    """The files of each table in the parts used."""
    parts = sorted({place.part for place in places})
    return {
        name: [str(store / "parts" / part / f"{name}.parquet") for part in parts] for name in schema.TABLES
    }


def renew_tables(
    store: Path, con: duckdb.DuckDBPyConnection, files: Files, names: Iterable[str]
) -> dict[str, int]:
    """Write tables of a store beside the old ones, and put them in place when all are whole; their numbers of rows.

    From then on there is no manifest, and so no finished store, until the caller saves one.
    """
    fresh = store / "tables" / ".fresh"
    try:
        counts = {name: merge_table(con, name, files, fresh / f"{name}.parquet") for name in names}
        (store / MANIFEST).unlink(missing_ok=True)
        for name in counts:
            os.replace(fresh / f"{name}.parquet", store / "tables" / f"{name}.parquet")
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return counts


def merge_table(con: duckdb.DuckDBPyConnection, name: str, files: Files, target: Path) -> int:
    """Write one table of the store; returns its number of rows."""
    table = schema.TABLES[name]
    full = pa.schema([schema.ORDER, *table.schema])
    group = ARTICLES_ROW_GROUP if name == "articles" else ROW_GROUP
    n_rows = 0
    with replacing(target) as file, pq.ParquetWriter(file, full, compression="zstd") as writer:
        for rows in _grouped(_sorted_rows(con, table, files), group):
            writer.write_table(rows.cast(full), row_group_size=group)
            n_rows += rows.num_rows
    return n_rows


def _sorted_rows(
    con: duckdb.DuckDBPyConnection, table: schema.Table, files: Files
) -> Iterable[pa.RecordBatch]:
    if not files[table.name]:
        return
    if table.name in NAMED:
        sql, bound = named_rows(table.name, table.schema.names, files)
    else:
        called = {"outlet": NAME, "outlet_basis": _BASIS} if table.name == "articles" else {}
        columns = ", ".join(f'{called.get(name, f"r.{name}")} AS "{name}"' for name in table.schema.names)
        joined = CALLED if called else ""
        sql, bound = (
            f"SELECT r.article, {columns} FROM {PART_ROWS} AS r {joined}",
            [read_files(files[table.name])],
        )
    order = ", ".join(["article", *(f'"{column}"' for column in table.key[1:])])
    yield from con.sql(f"SELECT * FROM ({sql}) ORDER BY {order}", params=bound).to_arrow_reader(ROW_GROUP)


# What the user says of an outlet is concluded by a person, and no file states it.
_BASIS = f"CASE WHEN {NAME} = r.outlet THEN r.outlet_basis ELSE 'inferred' END"


def _grouped(batches: Iterable[pa.RecordBatch], size: int) -> Iterable[pa.Table]:
    """The same rows in tables of exactly `size` rows but the last: row groups must not hang on how they came."""
    waiting: list[pa.RecordBatch] = []
    n_waiting = 0
    for batch in batches:
        waiting.append(batch)
        n_waiting += batch.num_rows
        if n_waiting >= size:
            rows = pa.Table.from_batches(waiting)
            whole = n_waiting - n_waiting % size
            for start in range(0, whole, size):
                yield rows.slice(start, size)
            rest = rows.slice(whole)
            waiting, n_waiting = rest.to_batches(), rest.num_rows
    if n_waiting:
        yield pa.Table.from_batches(waiting)
