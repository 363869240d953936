"""Who is quoted, in what words, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.store.filters import BY_ARTICLE, kept, kept_quotes, split_by
from analysis.store.queries.frame import fetch, limited, texts
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

BETWEEN_PIECES = " … "


def quotes(cursor: duckdb.DuckDBPyConnection, selection: Selection, limit: int | None) -> pd.DataFrame:
    start = kept(selection)
    table, values = kept_quotes(start, selection)
    found = fetch(
        cursor,
        f"""{start.sql}, {table}, pieces AS (
            SELECT q.article, q.quote, min(p.start) AS start, max(p."end") AS "end",
                list([p.start, p."end"] ORDER BY p.start) AS pieces
            FROM kept_quotes q JOIN quote_spans p ON p.article = q.article AND p.quote = q.quote
            WHERE p.role = 'content' GROUP BY q.article, q.quote
        )
        SELECT q.article, q.article_id, q.quote, outlet, story, published, quote_type, cue_lemma, speaker,
            speaker_entity, kind, n_words, nested, rule, confidence, sentence, start, "end", pieces
        FROM kept_quotes q JOIN pieces USING (article, quote) JOIN chosen USING (article)
        ORDER BY q.article, start, q.quote {limited(limit)}""",
        [*start.values, *values],
    )
    text = texts(cursor, found["article"])
    content = [
        BETWEEN_PIECES.join(text[article][start:end] for start, end in pieces)
        for article, pieces in zip(found["article"], found["pieces"], strict=True)
    ]
    return found.drop(columns=["article", "pieces"]).assign(content=_as_text(content, found))


def quoted_words(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, by: tuple[str, ...]
) -> pd.DataFrame:
    start = kept(selection)
    table, values = kept_quotes(start, selection)
    columns = split_by(by, (*BY_ARTICLE, "speaker_entity", "kind", "quote_type", "cue_lemma"))
    return fetch(
        cursor,
        f"""{start.sql}, {table}, found AS (
            SELECT q.* EXCLUDE (article_id), chosen.* EXCLUDE (article)
            FROM kept_quotes q JOIN chosen USING (article) WHERE NOT q.nested
        )
        SELECT {columns} coalesce(sum(found.n_words), 0)::BIGINT AS n_words, count(*) AS n_quotes,
            count(DISTINCT article) AS n_articles
        FROM found GROUP BY ALL ORDER BY {columns} n_words DESC, n_quotes DESC""",
        [*start.values, *values],
    )


def _as_text(content: list[str], beside: pd.DataFrame) -> pd.Series:
    import pandas as pd

    return pd.Series(content, index=beside.index, dtype="str")
