"""PARTS → TABLES: what was found in the articles put together, in the order of the corpus, entities linked over it.

A part is a folder with the tables of some articles (`writer.make_tables`). Parts keep the names each article uses, so
linking names anew needs no analysis.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import StoreError
from analysis.store import schema
from analysis.store.connection import connect, read_files
from analysis.store.manifest import (
    MANIFEST,
    article_hash,
    corpus_hash,
    digest,
    replacing,
    save_manifest,
    saving,
)
from analysis.store.rollups import build_rollups
from analysis.store.writer import make_tables

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from analysis.model import Annotation, Article

Link = Callable[["pd.DataFrame"], "pd.DataFrame"]

ROW_GROUP = 32_768  # rows; one story of a large corpus then lies in one or two groups of each table
ARTICLES_ROW_GROUP = 256  # rows of articles, which hold the texts: the reader opens one at a time

LINKED = {
    "mentions": {"entity": "name", "label": "label"},
    "tones": {"entity": "entity"},
    "quotes": {"speaker_entity": "speaker_entity"},
}

# The rows of a table over all parts, each with the number of its article. Binds the list of files.
_PART_ROWS = (
    "(SELECT place.article, found.* EXCLUDE (filename) FROM read_parquet(?, filename = true) AS found "
    "JOIN places AS place ON place.article_id = found.article_id "
    "AND place.part = string_split(replace(found.filename, '\\', '/'), '/')[-2])"
)


class Place(NamedTuple):
    """An article and the part its rows are read from."""

    story: str
    article_id: str
    part: str


def write_store(
    path: Path,
    annotated: Iterable[tuple[Article, Annotation]],
    *,
    settings: Mapping[str, Any] | None = None,
    report: Mapping[str, Any] | None = None,
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
    link: Link | None = None,
) -> dict[str, Any]:
    """Merge parts into the tables of the store and write its manifest last. Returns the manifest.

    failures: articles that could not be analysed.
    places: every other article of the corpus once. The same articles and settings give the same tables, whatever
    parts they lie in.
    """
    ordered = sorted(places)
    (store / MANIFEST).unlink(missing_ok=True)  # until all is in place, there is no finished store here
    counts = {}
    with connect(store) as con:
        con.register("places", _numbered(ordered))
        files = {
            name: [
                str(store / "parts" / part / f"{name}.parquet") for part in sorted({p.part for p in ordered})
            ]
            for name in schema.TABLES
        }
        links = _link(con, files, link or default_link())
        con.register("links", links)
        for name in schema.TABLES:
            counts[name] = _merge(con, name, files[name], store / "tables" / f"{name}.parquet")
    build_rollups(store)
    content = {
        "corpus": corpus,
        "settings": dict(settings),
        "versions": dict(versions or {}),
        "report": dict(report),
        "failures": [dict(failure) for failure in failures],
        "counts": counts,
        "links": digest(links.to_pylist()),
    }
    manifest = content | {"key": digest(content)}
    save_manifest(store, manifest)
    return manifest


def default_link() -> Link:
    """How names are joined over the corpus."""
    if importlib.util.find_spec("analysis.entities.over_corpus") is None:
        return lambda names: names.assign(entity=names["name"], reason="")
    from analysis.entities.over_corpus import link_entities

    return link_entities


def _numbered(ordered: list[Place]) -> pa.Table:
    return pa.table(
        {
            "article": pa.array(range(len(ordered)), pa.int32()),
            "article_id": pa.array([place.article_id for place in ordered], pa.string()),
            "part": pa.array([place.part for place in ordered], pa.string()),
        }
    )


def _link(con: duckdb.DuckDBPyConnection, files: Mapping[str, list[str]], link: Link) -> pa.Table:
    """The links of every name: article_id, name, entity, label (that of most mentions of the entity), reason."""
    columns = ["article_id", "name", "label", "entity", "reason", "entity_label"]
    if not files["mentions"]:
        return pa.table({column: pa.array([], pa.string()) for column in columns})
    names = con.sql(
        f"SELECT e.article_id, e.name, e.label, count(m.start)::BIGINT AS n_mentions "
        f"FROM {_PART_ROWS} AS e "
        f"JOIN {_PART_ROWS} AS m ON m.article_id = e.article_id AND m.name = e.name "
        "GROUP BY ALL ORDER BY e.article_id, e.name",
        params=[read_files(files["entities"]), read_files(files["mentions"])],
    ).to_arrow_table()
    frame = names.to_pandas()
    linked = link(frame.copy())
    found = frame.merge(
        linked[["article_id", "name", "entity", "reason"]], on=["article_id", "name"], how="left"
    )
    if len(found) != len(frame) or found["entity"].isna().any():
        raise StoreError(
            "linking names over the corpus lost or doubled names; this is a fault of the program"
        )
    weights = found.groupby(["entity", "label"], as_index=False)["n_mentions"].sum()
    weights = weights.sort_values(["entity", "n_mentions", "label"], ascending=[True, False, True])
    labels = weights.drop_duplicates("entity").set_index("entity")["label"]
    found["entity_label"] = found["entity"].map(labels)
    found["reason"] = found["reason"].fillna("")
    found = found.sort_values(["article_id", "name"])
    return pa.table({column: pa.array(found[column].tolist(), pa.string()) for column in columns})


def _merge(con: duckdb.DuckDBPyConnection, name: str, files: list[str], target: Path) -> int:
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
    con: duckdb.DuckDBPyConnection, table: schema.Table, files: list[str]
) -> Iterable[pa.RecordBatch]:
    if not files:
        return
    order = ", ".join(["article", *(f'"{column}"' for column in table.key[1:])])
    if table.name == "entities":
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        sql = f"SELECT article, {columns} FROM links JOIN places USING (article_id) ORDER BY {order}"
        yield from con.sql(sql).to_arrow_reader(ROW_GROUP)
        return
    linked = LINKED.get(table.name, {})
    values = {"label": "l.entity_label"}
    columns = ", ".join(
        f'coalesce({values.get(column.name, "l.entity")}, r."{column.name}") AS "{column.name}"'
        if column.name in linked
        else f'r."{column.name}"'
        for column in table.columns
    )
    name_column = next(iter(linked.values()), None)
    join = (
        f'LEFT JOIN links AS l ON l.article_id = r.article_id AND l.name = r."{name_column}"'
        if linked
        else ""
    )
    sql = f"SELECT r.article, {columns} FROM {_PART_ROWS} AS r {join} ORDER BY {order}"
    yield from con.sql(sql, params=[read_files(files)]).to_arrow_reader(ROW_GROUP)


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
