"""One entity: what it is called, and in whose quotes it is spoken of. With the sentences of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.store.filters import (
    BY_ARTICLE,
    Kept,
    counted_mentions,
    kept,
    kept_quotes,
    split_by,
    voice_condition,
)
from analysis.store.queries.evidence import sentences_with
from analysis.store.queries.frame import fetch
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def entity_forms(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, entity: str, by: tuple[str, ...]
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, BY_ARTICLE)
    called, values = _called(start, selection, entity)
    return fetch(
        cursor,
        f"""{start.sql}, {called}
        SELECT {columns} kind, form, count(*) AS count, count(DISTINCT article) AS n_articles
        FROM called JOIN chosen USING (article) GROUP BY {columns} kind, form
        ORDER BY {columns} list_position(['name', 'title', 'adjective', 'apposition'], kind), count DESC, form""",
        [*start.values, *values],
    )


def sentences_of_form(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    entity: str,
    *,
    kind: str,
    form: str,
    limit: int | None,
) -> pd.DataFrame:
    start = kept(selection)
    called, values = _called(start, selection, entity)
    hits = f"{called}, hits AS (SELECT * FROM called WHERE kind = ? AND form = ?)"
    return sentences_with(cursor, start, hits, [*values, kind, form], limit)


def spoken_of(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, entity: str, by: tuple[str, ...]
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, (*BY_ARTICLE, "speaker_entity", "kind"))
    inside, values = _inside_quotes(start, selection, entity)
    return fetch(
        cursor,
        f"""{start.sql}, {inside}
        SELECT {columns} count(*) AS n_mentions, count(DISTINCT (article, quote)) AS n_quotes,
            count(DISTINCT article) AS n_articles
        FROM inside JOIN chosen USING (article) GROUP BY ALL ORDER BY {columns} n_mentions DESC""",
        [*start.values, *values],
    )


def sentences_spoken_of(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    entity: str,
    speaker_entity: str | None,
    limit: int | None,
) -> pd.DataFrame:
    start = kept(selection)
    inside, values = _inside_quotes(start, selection, entity)
    hits = f"{inside}, hits AS (SELECT * FROM inside WHERE speaker_entity IS NOT DISTINCT FROM ?)"
    return sentences_with(cursor, start, hits, [*values, speaker_entity], limit)


def _called(start: Kept, selection: Selection, entity: str) -> tuple[str, list[Any]]:
    """A table `called` (article, sentence, start, end, kind, form) for the WITH clause: names and descriptions."""
    condition, values = voice_condition(selection, "m.voice")
    described = 'substring(a.text, d.start + 1, d."end" - d.start)'
    return (
        f"""mine AS MATERIALIZED (
            SELECT m.article, m.sentence, m.start, m."end", m.form, m.use
            FROM mentions m SEMI JOIN chosen USING (article)
            {start.semi_join("m")} WHERE m.entity = ? AND {condition}
        ), written AS (
            SELECT article, sentence, start, "end", 'name' AS kind, form FROM mine
            UNION ALL
            SELECT article, sentence, start, "end", use AS kind, form FROM mine WHERE use <> ''
            UNION ALL
            SELECT d.article, mine.sentence, d.start, d."end", d.kind, {described} AS form
            FROM descriptions d JOIN mine ON mine.article = d.article AND mine.start = d.mention
            JOIN articles a ON a.article = d.article
        ), called AS (SELECT * REPLACE (trim(regexp_replace(form, '\\s+', ' ', 'g')) AS form) FROM written)""",
        [entity, *values],
    )


def _inside_quotes(start: Kept, selection: Selection, entity: str) -> tuple[str, list[Any]]:
    """A table `inside` (article, sentence, start, end, quote, speaker_entity, kind) for the WITH clause.

    The mentions that lie in the content of a quote. Of quotes within quotes the outer one counts, once.
    """
    table, values = kept_quotes(start, selection)
    return (
        f"""{table}, inside AS (
            SELECT m.article, m.sentence, m.start, m."end", q.quote, q.speaker_entity, q.kind
            FROM kept_quotes q JOIN quote_spans p ON p.article = q.article AND p.quote = q.quote
            JOIN {counted_mentions(selection)} m ON m.article = p.article AND p.start <= m.start AND m."end" <= p."end"
            WHERE p.role = 'content' AND NOT q.nested AND m.entity = ?
        )""",
        [*values, entity],
    )
