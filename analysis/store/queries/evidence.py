"""The sentences behind a number: every count of the other queries is the number of marks found here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analysis.store.filters import (
    SENTENCE_IN_VOICE,
    Kept,
    counted_mentions,
    kept,
    kept_quotes,
    voice_condition,
)
from analysis.store.queries.frame import fetch, limited, texts
from analysis.store.queries.pairs import PLACE, Window, found_entities
from analysis.store.queries.terms import Form, occurrences, places_of
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb


Lexicon = Literal["textblob", "vader"]
SCORES: dict[Lexicon, str] = {"textblob": "polarity", "vader": "vader"}
Verdict = Literal["same", "one neutral", "opposite"]  # of two lexicons on one sentence
STEPS_APART: dict[Verdict, int] = {"same": 0, "one neutral": 1, "opposite": 2}


def sentences_of_term(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    term: str,
    *,
    form: Form,
    pos: str | None,
    names: bool,
    limit: int | None,
) -> pd.DataFrame:
    start = kept(selection)
    return sentences_with(
        cursor,
        start,
        *occurrences(start, selection, term, form=form, pos=(pos,) if pos else (), names=names),
        limit,
    )


def sentences_of_terms(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, terms: Sequence[str], limit: int | None
) -> pd.DataFrame:
    start = kept(selection)
    return sentences_with(cursor, start, *places_of(start, selection, terms), limit)


def sentences_of_entity(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, entity: str, limit: int | None
) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "m.voice")
    hits = _mentions(start, selection, f"m.entity = ? AND {condition}")
    return sentences_with(cursor, start, f"hits AS ({hits})", [entity, *values], limit)


def sentences_of_pair(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    a: str,
    b: str,
    *,
    window: Window,
    limit: int | None,
) -> pd.DataFrame:
    start = kept(selection)
    found, values = found_entities(start, selection, window)
    condition, more = voice_condition(selection, "m.voice")
    hits = f"""{found}, together AS (
        SELECT article, place FROM found WHERE list_contains(?, entity) GROUP BY article, place HAVING count(*) = 2
    ), either AS (
        {_mentions(start, selection, f"list_contains(?, m.entity) AND {condition}")}
    ), hits AS (
        SELECT e.* FROM either e JOIN sentences s ON s.article = e.article AND s.sentence = e.sentence
        SEMI JOIN together ON together.article = e.article AND together.place = {PLACE[window]}
    )"""
    return sentences_with(cursor, start, hits, [*values, [a, b], [a, b], *more], limit)


def sentences_of_speaker(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, speaker_entity: str | None, limit: int | None
) -> pd.DataFrame:
    start = kept(selection)
    table, values = kept_quotes(start, selection)
    hits = f"""{table}, hits AS (
        SELECT s.article, s.sentence, greatest(p.start, s.start) AS start, least(p."end", s."end") AS "end"
        FROM kept_quotes q JOIN quote_spans p ON p.article = q.article AND p.quote = q.quote
        JOIN sentences s ON s.article = p.article AND s.start < p."end" AND p.start < s."end"
        WHERE p.role = 'content' AND NOT q.nested AND q.speaker_entity IS NOT DISTINCT FROM ?
    )"""
    return sentences_with(cursor, start, hits, [*values, speaker_entity], limit)


def sentences_scored(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    low: float,
    high: float,
    *,
    lexicon: Lexicon,
    own: bool | None,
    limit: int | None,
) -> pd.DataFrame:
    start = kept(selection)
    score = SCORES[lexicon]
    whose = {None: "TRUE", True: "s.voice = 'outlet'", False: "s.voice <> 'outlet'"}[own]
    hits = f"""within AS (
        SELECT s.article, s.sentence FROM sentences s SEMI JOIN chosen USING (article) {start.semi_join("s")}
        WHERE s.{score} >= ? AND (s.{score} < ? OR ? >= 1) AND {SENTENCE_IN_VOICE[selection.voice]} AND {whose}
    ), hits AS (
        SELECT w.article, w.sentence, w.start, w."end" FROM scored_words w SEMI JOIN within USING (article, sentence)
        WHERE w.lexicon = ?
    )"""
    return sentences_with(cursor, start, hits, [low, high, high, lexicon], limit)


def sentences_compared(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, verdict: Verdict, least: float, limit: int | None
) -> pd.DataFrame:
    start = kept(selection)
    textblob, vader = (
        f"CASE WHEN s.{score} > ? THEN 1 WHEN s.{score} < ? THEN -1 ELSE 0 END" for score in SCORES.values()
    )
    hits = f"""within AS (
        SELECT s.article, s.sentence FROM sentences s SEMI JOIN chosen USING (article) {start.semi_join("s")}
        WHERE s.polarity IS NOT NULL AND s.vader IS NOT NULL AND {SENTENCE_IN_VOICE[selection.voice]}
            AND abs(({textblob}) - ({vader})) = {STEPS_APART[verdict]}
    ), hits AS (
        SELECT DISTINCT w.article, w.sentence, w.start, w."end"
        FROM scored_words w SEMI JOIN within USING (article, sentence)
    )"""
    return sentences_with(cursor, start, hits, [least, -least, least, -least], limit)


def sentences_of_tone(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, entity: str, tone: str | None, limit: int | None
) -> pd.DataFrame:
    start = kept(selection)
    condition, values = voice_condition(selection, "t.voice")
    of_tone = {None: "TRUE", "not_scored": "t.tone IS NULL"}.get(tone, "t.tone = ?")
    hits = f"""hits AS (
        SELECT t.article, t.sentence, t.start, t."end" FROM tones t SEMI JOIN chosen USING (article)
        {start.semi_join("t")} WHERE t.entity = ? AND {condition} AND {of_tone}
    )"""
    wanted = [tone] if of_tone.endswith("?") else []
    return sentences_with(cursor, start, hits, [entity, *values, *wanted], limit)


def _mentions(start: Kept, selection: Selection, condition: str) -> str:
    return (
        f'SELECT m.article, m.sentence, m.start, m."end", m.entity FROM {counted_mentions(selection)} m '
        "SEMI JOIN chosen USING (article) "
        f"{start.semi_join('m')} WHERE {condition}"
    )


def sentences_with(
    cursor: duckdb.DuckDBPyConnection, start: Kept, hits: str, values: list[Any], limit: int | None
) -> pd.DataFrame:
    """One row a sentence that has hits, in the order of the corpus and the text.

    hits: a table `hits` (article, sentence, start, end) for the WITH clause.
    """
    found = fetch(
        cursor,
        f"""{start.sql}, {hits}, marked AS (
            SELECT article, sentence, list([start, "end"] ORDER BY start, "end") AS marks
            FROM hits GROUP BY article, sentence
        )
        SELECT article, s.article_id, outlet, s.sentence, s.start, s."end", marks
        FROM marked JOIN sentences s USING (article, sentence) JOIN chosen USING (article)
        ORDER BY article, s.sentence {limited(limit)}""",
        [*start.values, *values],
    )
    text = texts(cursor, found["article"])
    shown = [
        text[article][start:end]
        for article, start, end in zip(found["article"], found["start"], found["end"], strict=True)
    ]
    marks = [[[int(start), int(end)] for start, end in spans] for spans in found["marks"]]
    return found.drop(columns=["article", "marks"]).assign(
        text=pd.Series(shown, index=found.index, dtype="str"),
        marks=pd.Series(marks, index=found.index, dtype="object"),
    )
