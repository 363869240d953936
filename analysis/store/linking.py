"""The names of all articles put together: by rule, then by the user's word, as tables that rows are joined to."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from analysis.errors import StoreError
from analysis.model import JOINT, KIND_OF_LABEL
from analysis.store.connection import READ, read_files
from analysis.store.naming import GROUP, settle_names

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from analysis.store.aliases import Alias

Link = Callable[["pd.DataFrame"], "pd.DataFrame"]
Files = Mapping[str, list[str]]

LINKS = ("article_id", "name", "label", "automatic", "reason")

# The rows of a table over all parts, each with the number of its article. Binds the list of files.
PART_ROWS = (
    "(SELECT place.article, found.* EXCLUDE (filename) "
    "FROM read_parquet(?, filename = true, hive_partitioning = false) AS found "
    "JOIN places AS place ON place.article_id = found.article_id "
    "AND place.part = string_split(replace(found.filename, '\\', '/'), '/')[-2])"
)


class Place(NamedTuple):
    """An article and the part its rows are read from."""

    story: str
    article_id: str
    part: str


def numbered(ordered: Sequence[Place]) -> pa.Table:
    """The places in the order of the corpus: article, article_id, part."""
    return pa.table(
        {
            "article": pa.array(range(len(ordered)), pa.int32()),
            "article_id": pa.array([place.article_id for place in ordered], pa.string()),
            "part": pa.array([place.part for place in ordered], pa.string()),
        }
    )


def default_link() -> Link:
    """How names are joined over the corpus."""
    if importlib.util.find_spec("analysis.entities.over_corpus") is None:
        return lambda names: names.assign(entity=names["name"], reason="")
    from analysis.entities.over_corpus import link_entities

    return link_entities


def link_names(con: duckdb.DuckDBPyConnection, files: Files, link: Link) -> pa.Table:
    """Every name of every article with the entity it has by rule: the columns LINKS, by article_id and name."""
    if not files["mentions"]:
        return pa.table({column: pa.array([], pa.string()) for column in LINKS})
    names = con.sql(
        f"SELECT e.article_id, e.name, e.label, count(m.start)::BIGINT AS n_mentions "
        f"FROM {PART_ROWS} AS e "
        f"JOIN {PART_ROWS} AS m ON m.article_id = e.article_id AND m.name = e.name "
        "GROUP BY ALL ORDER BY e.article_id, e.name",
        params=[read_files(files["entities"]), read_files(files["mentions"])],
    ).to_arrow_table()
    frame = names.to_pandas()
    linked = link(frame.copy()).rename(columns={"entity": "automatic"})
    found = frame.merge(
        linked[["article_id", "name", "automatic", "reason"]], on=["article_id", "name"], how="left"
    )
    if len(found) != len(frame) or found["automatic"].isna().any():
        raise StoreError(
            "linking names over the corpus lost or doubled names; this is a fault of the program"
        )
    found["reason"] = found["reason"].fillna("")
    found = found.sort_values(["article_id", "name"])
    return pa.table({column: pa.array(found[column].tolist(), pa.string()) for column in LINKS})


def kept_links(con: duckdb.DuckDBPyConnection, store: Path) -> pa.Table:
    """The same from a finished store."""
    file = read_files([str(store / "tables" / "entities.parquet")])
    return con.sql(
        f"SELECT {', '.join(LINKS)} FROM {READ} ORDER BY article_id, name", params=[file]
    ).to_arrow_table()


def settle(con: duckdb.DuckDBPyConnection, files: Files, aliases: Sequence[Alias]) -> list[int]:
    """Make the tables `scoped`, `settled` and `divided` from `places` and `links`; mentions each alias was about.

    scoped: the articles that aliases are about. settled: see `settle_names`. divided: names with two entities.
    """
    scoped = sorted({alias.article_id for alias in aliases if alias.article_id})
    con.register("scoped", pa.table({"article_id": pa.array(scoped, pa.string())}))
    groups = con.sql(
        "SELECT coalesce(scoped.article_id, '') AS scope, m.name, m.form, l.label, l.automatic, "
        f"count(*)::BIGINT AS n_mentions FROM {_rows(files, 'mentions')} AS m "
        "JOIN links AS l ON l.article_id = m.article_id AND l.name = m.name "
        "LEFT JOIN scoped ON scoped.article_id = m.article_id GROUP BY ALL ORDER BY ALL",
        params=[read_files(files["mentions"])] if files["mentions"] else None,
    ).to_arrow_table()
    settled, counts = settle_names(groups.to_pandas(), aliases)
    con.register("settled", pa.Table.from_pandas(settled, preserve_index=False))
    key = ", ".join(column for column in GROUP if column != "form")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE divided AS SELECT DISTINCT name FROM "
        f"(SELECT {key} FROM settled GROUP BY {key} HAVING count(DISTINCT (entity, dropped)) > 1)"
    )
    return counts


def _rows(files: Files, name: str) -> str:
    """Rows of the parts of a table; without parts, none."""
    return PART_ROWS if files[name] else "(SELECT '' AS article_id, '' AS name, '' AS form WHERE false)"


# A row r with its article's name n, joined to what that name stands for: by the form f where it is known.
_SETTLED = """LEFT JOIN links AS l ON l.article_id = r.article_id AND l.name = {name}
    LEFT JOIN scoped ON scoped.article_id = r.article_id
    LEFT JOIN settled AS s ON s.scope = coalesce(scoped.article_id, '') AND s.name = l.name AND s.label = l.label
        AND s.automatic = l.automatic AND CASE WHEN {form} IS NULL THEN s.whole ELSE s.form = {form} END"""


def named_rows(name: str, columns: Sequence[str], files: Files) -> tuple[str, list[list[str]]]:
    """SQL for the rows of a table that bears names over the corpus, with `article` first; and the files it binds."""
    return _NAMED[name](columns, files)


def _columns(columns: Sequence[str], changed: Mapping[str, str]) -> str:
    return ", ".join(
        [
            "r.article",
            *(f'{changed.get(column, f"r.{chr(34)}{column}{chr(34)}")} AS "{column}"' for column in columns),
        ]
    )


def _mentions(columns: Sequence[str], files: Files) -> tuple[str, list[list[str]]]:
    changed = {
        "entity": "s.entity",
        "label": "s.entity_label",
        "how": "CASE WHEN s.why = '' THEN r.how ELSE s.why END",
    }
    joined = _SETTLED.format(name="r.name", form="r.form")
    sql = f"SELECT {_columns(columns, changed)} FROM {PART_ROWS} AS r {joined} WHERE NOT s.dropped"
    return sql, [read_files(files["mentions"])]


def _inferred(columns: Sequence[str], files: Files) -> tuple[str, list[list[str]]]:
    changed = {"entity": "s.entity", "label": "s.entity_label"}
    joined = _SETTLED.format(name="r.name", form="NULL")
    sql = f"SELECT {_columns(columns, changed)} FROM {PART_ROWS} AS r {joined} WHERE NOT s.dropped"
    return sql, [read_files(files["inferred"])]


def _tones(columns: Sequence[str], files: Files) -> tuple[str, list[list[str]]]:
    changed = {"entity": "coalesce(s.entity, r.entity)", "label": "coalesce(s.entity_label, r.label)"}
    joined = _SETTLED.format(name="r.entity", form="m.form")
    sql = f"""SELECT {_columns(columns, changed)} FROM {PART_ROWS} AS r
        LEFT JOIN {PART_ROWS} AS m ON m.article_id = r.article_id AND m.start = r.start
        {joined} WHERE s.dropped IS NOT TRUE"""
    return sql, [read_files(files["tones"]), read_files(files["mentions"])]


def _quotes(columns: Sequence[str], files: Files) -> tuple[str, list[list[str]]]:
    """Joint speakers ("A; B") one by one, each once; of a divided name, the form that stands in the speaker's words.

    The kind is the first speaker's: of its settled label where it was of the label before, none where all were dropped.
    """
    changed = {
        "speaker_entity": "named.speaker_entity",
        "kind": """CASE WHEN r.speaker_entity IS NULL THEN r.kind WHEN named.speaker_entity IS NULL THEN NULL
            WHEN named.place > 1 OR r.kind = named.kind THEN coalesce(named.settled_kind, r.kind) ELSE r.kind END""",
    }
    joined = _SETTLED.format(name="r.name", form="r.form")
    sql = f"""WITH found AS MATERIALIZED (SELECT * FROM {PART_ROWS}), forms AS (
            SELECT p.article_id, p.quote, m.name, min_by(m.form, m.start) AS form FROM {PART_ROWS} AS m
            SEMI JOIN divided ON divided.name = m.name
            JOIN {PART_ROWS} AS p ON p.article_id = m.article_id AND p.role = 'speaker'
                AND m.start >= p.start AND m.start < p."end"
            GROUP BY ALL
        ), parted AS (
            SELECT article_id, quote, unnest(string_split(speaker_entity, '{JOINT}')) AS name,
                generate_subscripts(string_split(speaker_entity, '{JOINT}'), 1) AS place
            FROM found WHERE speaker_entity IS NOT NULL
        ), spoken AS (
            SELECT parted.*, forms.form FROM parted LEFT JOIN forms USING (article_id, quote, name)
        ), each AS (
            SELECT r.article_id, r.quote, coalesce(s.entity, r.name) AS entity, min(r.place) AS place,
                min_by({_kind("l.label")}, r.place) AS kind, min_by({_kind("s.entity_label")}, r.place) AS settled_kind
            FROM spoken AS r {joined} WHERE s.dropped IS NOT TRUE GROUP BY ALL
        ), named AS (
            SELECT article_id, quote, string_agg(entity, '{JOINT}' ORDER BY place) AS speaker_entity,
                min(place) AS place, min_by(kind, place) AS kind, min_by(settled_kind, place) AS settled_kind
            FROM each GROUP BY ALL
        )
        SELECT {_columns(columns, changed)} FROM found AS r
        LEFT JOIN named ON named.article_id = r.article_id AND named.quote = r.quote"""
    return sql, [read_files(files[name]) for name in ("quotes", "mentions", "quote_spans")]


def _kind(label: str) -> str:
    """SQL for the kind of speaker that an entity of such a label is."""
    return f"CASE {label} {' '.join(f'WHEN {of!r} THEN {kind!r}' for of, kind in KIND_OF_LABEL.items())} END"


def _entities(columns: Sequence[str], files: Files) -> tuple[str, list[list[str]]]:
    changed = {"entity": "CASE WHEN s.dropped THEN '' ELSE s.entity END"}
    places = "(SELECT places.article, links.* FROM links JOIN places USING (article_id))"
    joined = _SETTLED.format(name="r.name", form="NULL")
    return f"SELECT {_columns(columns, changed)} FROM {places} AS r {joined}", []


_NAMED: dict[str, Callable[[Sequence[str], Files], tuple[str, list[list[str]]]]] = {
    "mentions": _mentions,
    "inferred": _inferred,
    "tones": _tones,
    "quotes": _quotes,
    "entities": _entities,
}
NAMED = tuple(_NAMED)
"""The tables that bear names over the corpus."""
