"""The words of each article in order, for measures of style: those in sentences of the voice that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.store.filters import SENTENCE_IN_VOICE, kept, voice_condition
from analysis.store.queries.frame import fetch
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def word_sequences(cursor: duckdb.DuckDBPyConnection, selection: Selection, limit: int) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "t.voice")
    found = fetch(
        cursor,
        f"""{start.sql}, first AS (SELECT * FROM chosen ORDER BY article LIMIT {int(limit)}), every AS (
            SELECT t.article, t.term, unnest(t.starts) AS start, unnest(t.sentences) AS sentence
            FROM terms t SEMI JOIN first USING (article) WHERE t.n_words = 1 AND {condition}
        ), standing AS (
            SELECT e.* FROM every e JOIN sentences s USING (article, sentence) {start.semi_join("e")}
            WHERE {SENTENCE_IN_VOICE[selection.voice]}
        ), texts AS (
            SELECT article, list(term ORDER BY start) AS words, count(*) AS n_words,
                sum(len(regexp_replace(term, '[^\\p{{L}}\\p{{N}}]', '', 'g')))::BIGINT AS n_letters
            FROM standing GROUP BY article
        ), counted AS (
            SELECT s.article, count(*) AS n_sentences FROM sentences s SEMI JOIN first USING (article)
            {start.semi_join("s")} WHERE {SENTENCE_IN_VOICE[selection.voice]} GROUP BY s.article
        )
        SELECT article_id, outlet, story, published, n_words, coalesce(n_sentences, 0)::BIGINT AS n_sentences,
            n_letters, words
        FROM first JOIN texts USING (article) LEFT JOIN counted USING (article) ORDER BY article""",
        [*start.values, *values],
    )
    return found.assign(words=found["words"].map(list))
