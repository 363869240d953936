"""What there is: outlets, stories, articles, how much of them, and one article with all its layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import StoreError
from analysis.store.filters import (
    BY_ARTICLE,
    SENTENCE_IN_VOICE,
    WORDS_IN_VOICE,
    kept,
    kept_quotes,
    split_by,
)
from analysis.store.queries.frame import fetch
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


@dataclass(frozen=True)
class Layers:
    """Everything the reader page draws of one article; frames as in the schema, in the order of the text."""

    article: pd.Series
    passages: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quote_spans: pd.DataFrame
    scored_words: pd.DataFrame
    tones: pd.DataFrame


def outlets(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        row[0] for row in cursor.execute("SELECT DISTINCT outlet FROM articles ORDER BY outlet").fetchall()
    ]


def stories(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return fetch(
        cursor,
        "SELECT story, count(*) AS n_articles, count(DISTINCT outlet) AS n_outlets, min(published) AS since, "
        "max(published) AS until FROM articles GROUP BY story ORDER BY n_articles DESC, story",
    )


def facets(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return fetch(
        cursor,
        "SELECT name, value, count(*) AS n_articles FROM facets GROUP BY name, value ORDER BY name, value",
    )


def articles(cursor: duckdb.DuckDBPyConnection, selection: Selection) -> pd.DataFrame:
    start = kept(selection)
    quotes, quote_values = kept_quotes(start, selection)
    return fetch(
        cursor,
        f"""{start.sql}, {quotes}, counted AS (
            SELECT s.article, count(*) AS n_sentences FROM sentences s SEMI JOIN chosen USING (article)
            {start.semi_join("s")} WHERE {SENTENCE_IN_VOICE[selection.voice]} GROUP BY s.article
        ), attributed AS (
            SELECT article, count(*) AS n_quotes FROM kept_quotes GROUP BY article
        )
        SELECT a.* EXCLUDE (article, text),
            coalesce(n_sentences, 0) AS n_sentences, coalesce(n_quotes, 0) AS n_quotes
        FROM articles a SEMI JOIN chosen USING (article)
        LEFT JOIN counted USING (article) LEFT JOIN attributed USING (article)
        ORDER BY a.story, a.published NULLS LAST, a.outlet, a.article_id""",
        [*start.values, *quote_values],
    )


def totals(cursor: duckdb.DuckDBPyConnection, selection: Selection, by: tuple[str, ...]) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, BY_ARTICLE)
    return fetch(
        cursor,
        f"""{start.sql}, counted AS (
            SELECT s.article, sum({WORDS_IN_VOICE[selection.voice]}) AS n_words,
                count(*) FILTER ({SENTENCE_IN_VOICE[selection.voice]}) AS n_sentences
            FROM sentences s SEMI JOIN chosen USING (article) {start.semi_join("s")} GROUP BY s.article
        )
        SELECT {columns} count(*) AS n_articles, coalesce(sum(n_words), 0)::BIGINT AS n_words,
            coalesce(sum(n_sentences), 0)::BIGINT AS n_sentences
        FROM chosen LEFT JOIN counted USING (article) GROUP BY ALL ORDER BY ALL""",
        start.values,
    )


def layers(cursor: duckdb.DuckDBPyConnection, article_id: str) -> Layers:
    article = fetch(cursor, "SELECT * FROM articles WHERE article_id = ?", [article_id])
    if article.empty:
        raise StoreError(f"no article {article_id!r} in this store")
    number = int(article["article"].iloc[0])

    def rows(table: str) -> pd.DataFrame:
        sql = f"SELECT * EXCLUDE (article) FROM {table} WHERE article = ? ORDER BY ALL"
        return fetch(cursor, sql, [number])

    return Layers(
        article=article.drop(columns="article").iloc[0],
        passages=rows("passages"),
        sentences=rows("sentences"),
        mentions=rows("mentions"),
        quotes=rows("quotes"),
        quote_spans=rows("quote_spans"),
        scored_words=rows("scored_words"),
        tones=rows("tones"),
    )
