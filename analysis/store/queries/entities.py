"""Which entities are named, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.store.filters import BY_ARTICLE, kept, split_by, voice_condition
from analysis.store.queries.frame import fetch, limited
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def entity_options(cursor: duckdb.DuckDBPyConnection, limit: int | None) -> pd.DataFrame:
    return fetch(
        cursor,
        "SELECT entity, min(label) AS label, count(*) AS n_mentions, count(DISTINCT article) AS n_articles "
        f"FROM mentions GROUP BY entity ORDER BY n_articles DESC, n_mentions DESC, entity {limited(limit)}",
    )


def entity_counts(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, by: tuple[str, ...]
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, (*BY_ARTICLE, "voice"))
    condition, values = voice_condition(selection, "m.voice")
    return fetch(
        cursor,
        f"""{start.sql}, found AS (
            SELECT m.* EXCLUDE (article_id), chosen.* EXCLUDE (article) FROM mentions m JOIN chosen USING (article)
            {start.semi_join("m")} WHERE {condition}
        )
        SELECT {columns} entity, min(label) AS label, count(*) AS n_mentions,
            count(DISTINCT (article, sentence)) AS n_sentences, count(DISTINCT article) AS n_articles
        FROM found GROUP BY {columns} entity ORDER BY {columns} n_mentions DESC, entity""",
        [*start.values, *values],
    )


def merges(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, entity: str | None, limit: int | None
) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "m.voice")
    return fetch(
        cursor,
        f"""{start.sql}
        SELECT m.entity, m.form, m.name, CASE WHEN {_BY_USER} THEN '' ELSE m.how END AS how,
            CASE WHEN {_BY_USER} THEN m.how ELSE e.reason END AS reason,
            count(*) AS n_mentions, count(DISTINCT article) AS n_articles
        FROM mentions m SEMI JOIN chosen USING (article) {start.semi_join("m")}
        JOIN entities e USING (article, name)
        WHERE (m.form <> m.entity OR m.name <> m.entity) AND (? IS NULL OR m.entity = ?) AND {condition}
        GROUP BY ALL ORDER BY m.entity, n_mentions DESC, m.form, m.name, how, reason {limited(limit)}""",
        [*start.values, entity, entity, *values],
    )


_BY_USER = "starts_with(m.how, 'your word')"
