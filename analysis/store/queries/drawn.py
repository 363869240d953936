"""A sample to be checked by a person: the same for the same corpus, and longer when more is asked for.

Drawn by the order of a hash of the corpus and the place, so that who found what first has no part in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.store.filters import kept, voice_condition
from analysis.store.queries.frame import fetch, texts
from analysis.store.queries.quotes import quotes_in_context
from analysis.store.selection import QuoteFilter, Selection

if TYPE_CHECKING:
    import duckdb

CLAIMS = {"mentions": "t.entity", "tones": "t.tone"}
"""Table of places in the text → what is claimed of each; null for nothing."""


def drawn_places(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, table: str, n: int, seed: str
) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "t.voice")
    found = fetch(
        cursor,
        f"""{start.sql}, shown AS (
            SELECT t.*, {CLAIMS[table]} AS claim FROM {table} t SEMI JOIN chosen USING (article)
            {start.semi_join("t")} WHERE {condition} AND {CLAIMS[table]} IS NOT NULL
            ORDER BY md5(concat_ws('/', ?, t.article_id, t.start)), t.article, t.start LIMIT {int(n)}
        )
        SELECT t.article, t.article_id, chosen.outlet, t.sentence, s.start, s."end", t.entity, t.label, t.claim,
            t.start AS place, t."end" AS place_end
        FROM shown t JOIN chosen USING (article) JOIN sentences s ON s.article = t.article AND s.sentence = t.sentence
        ORDER BY md5(concat_ws('/', ?, t.article_id, t.start)), t.article, t.start""",
        [*start.values, *values, seed, seed],
    )
    text = texts(cursor, found["article"])
    rows = zip(found["article"], found["start"], found["end"], strict=True)
    marks: list[Any] = [
        [[first, last]] for first, last in zip(found["place"], found["place_end"], strict=True)
    ]
    return found.assign(
        text=[text[article][first:last] for article, first, last in rows],
        marks=pd.Series(marks, index=found.index, dtype="object"),
    ).drop(columns=["article", "place_end"])


def drawn_quotes(cursor: duckdb.DuckDBPyConnection, selection: Selection, n: int, seed: str) -> pd.DataFrame:
    found = quotes_in_context(cursor, selection, QuoteFilter(), n, seed=seed)
    claims = zip(found["speaker_entity"].fillna(""), found["content"], strict=True)
    return found.assign(place=found["start"], claim=[f"{speaker}: {content}" for speaker, content in claims])
