"""The colour of each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.store.filters import SENTENCE_IN_VOICE, kept
from analysis.store.queries.frame import fetch
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
            s.n_scored, s.n_words
        FROM sentences s JOIN chosen USING (article) {start.semi_join("s")}
        WHERE {SENTENCE_IN_VOICE[selection.voice]} ORDER BY article, s.sentence""",
        start.values,
    )
