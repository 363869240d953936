"""The colour of each sentence, and the tone towards who is named in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.store.filters import SENTENCE_IN_VOICE, WORDS_IN_VOICE, kept, voice_condition
from analysis.store.queries.frame import fetch, limited
from analysis.store.queries.terms import places_of
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


def sentence_places(cursor: duckdb.DuckDBPyConnection, selection: Selection) -> pd.DataFrame:
    start = kept(selection)
    return fetch(
        cursor,
        f"""{start.sql}, placed AS (
            SELECT s.*, p.start IS NOT NULL AS is_headline,
                sum(CASE WHEN p.start IS NULL THEN s.n_words ELSE 0 END) OVER (
                    PARTITION BY s.article ORDER BY s.sentence) - s.n_words / 2 AS middle,
                sum(CASE WHEN p.start IS NULL THEN s.n_words ELSE 0 END) OVER (PARTITION BY s.article) AS n_body
            FROM sentences s SEMI JOIN chosen USING (article)
            LEFT JOIN passages p ON p.article = s.article AND p.kind = 'headline'
                AND p.start <= s.start AND s.start < p."end"
        )
        SELECT chosen.outlet, chosen.story, chosen.article_id, s.sentence, s.voice, s.polarity, s.vader, s.n_words,
            CASE WHEN is_headline THEN 0 ELSE least(5, 1 + floor(5 * middle / greatest(n_body, 1)))::INTEGER END
                AS fifth
        FROM placed s JOIN chosen USING (article) {start.semi_join("s")}
        WHERE {SENTENCE_IN_VOICE[selection.voice]} ORDER BY article, s.sentence""",
        start.values,
    )


def sentence_words(cursor: duckdb.DuckDBPyConnection, selection: Selection) -> pd.DataFrame:
    start = kept(selection)
    return fetch(
        cursor,
        f"""{start.sql}
        SELECT chosen.outlet, chosen.article_id, s.sentence, {WORDS_IN_VOICE[selection.voice]} AS n_words
        FROM sentences s JOIN chosen USING (article) {start.semi_join("s")}
        WHERE {WORDS_IN_VOICE[selection.voice]} > 0 ORDER BY article, s.sentence""",
        start.values,
    )


def word_places(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, terms: Sequence[str]
) -> pd.DataFrame:
    start = kept(selection)
    hits, values = places_of(start, selection, terms)
    return fetch(
        cursor,
        f"""{start.sql}, {hits}
        SELECT chosen.outlet, chosen.article_id, h.sentence, h.term, count(*) AS n
        FROM hits h JOIN chosen USING (article)
        GROUP BY article, chosen.outlet, chosen.article_id, h.sentence, h.term
        ORDER BY article, h.sentence, h.term""",
        [*start.values, *values],
    )
