"""The colour of each sentence, and the tone towards who is named in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.store.filters import SENTENCE_IN_VOICE, kept, voice_condition
from analysis.store.queries.frame import fetch, limited
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def sentence_scores(cursor: duckdb.DuckDBPyConnection, selection: Selection) -> pd.DataFrame:
    start = kept(selection)
    return fetch(
        cursor,
        f"""{start.sql}
        SELECT chosen.outlet, chosen.story, chosen.article_id, s.sentence, s.voice, s.polarity, s.subjectivity,
            s.n_scored, s.vader, s.n_vader, s.n_words
        FROM sentences s JOIN chosen USING (article) {start.semi_join("s")}
        WHERE {SENTENCE_IN_VOICE[selection.voice]} ORDER BY article, s.sentence""",
        start.values,
    )


def targets(cursor: duckdb.DuckDBPyConnection, selection: Selection, limit: int | None) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "t.voice")
    return fetch(
        cursor,
        f"""{start.sql}
        SELECT t.entity, min(t.label) AS label, count(*) AS n_mentions, count(t.tone) AS n_scored,
            count(DISTINCT article) AS n_articles, count(DISTINCT chosen.outlet) AS n_outlets
        FROM tones t JOIN chosen USING (article) {start.semi_join("t")} WHERE {condition}
        GROUP BY t.entity ORDER BY n_mentions DESC, n_outlets DESC, t.entity {limited(limit)}""",
        [*start.values, *values],
    )


def targeted_tones(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, entities: Sequence[str] | None
) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "t.voice")
    named = "TRUE" if entities is None else "list_contains(?, t.entity)"
    counts = ", ".join(
        f"count(*) FILTER (t.tone = '{tone}') AS n_{tone}" for tone in ("negative", "neutral", "positive")
    )
    return fetch(
        cursor,
        f"""{start.sql}
        SELECT chosen.outlet, chosen.story, chosen.article_id, t.sentence, t.entity, min(t.label) AS label, t.voice,
            count(*) AS n_mentions, {counts}
        FROM tones t JOIN chosen USING (article) {start.semi_join("t")} WHERE {condition} AND {named}
        GROUP BY article, chosen.outlet, chosen.story, chosen.article_id, t.sentence, t.entity, t.voice
        ORDER BY article, t.sentence, t.entity, t.voice""",
        [*start.values, *values, *([] if entities is None else [list(entities)])],
    )
