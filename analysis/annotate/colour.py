"""The colour of the words: TextBlob's polarity and subjectivity of a sentence, with the words that were scored.

A lexicon of 1,528 words (de Smedt & Daelemans 2012, Pattern for Python, JMLR 13): it says how positive the *words* are,
not what the outlet thinks. A sentence without a scored word is not neutral, it is not scored; nor is one in which a
negation may be meant for a word that the lexicon did not turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.annotate.negation import is_unclear, spelled_out
from analysis.model import ScoredWord, Span

STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})
MAX_SCORED = 20_000  # characters of one sentence that are scored; a longer "sentence" is a list or a table


@dataclass(frozen=True)
class Colour:
    """polarity −1 (negative) to 1 (positive), subjectivity 0 to 1; both None when no word was scored."""

    polarity: float | None
    subjectivity: float | None
    scored: tuple[ScoredWord, ...]


NOT_SCORED = Colour(None, None, ())


def score_colour(text: str, start: int) -> Colour:
    """Score one sentence. start: its offset in the article, which the spans of the scored words count from."""
    from textblob.en import sentiment  # what TextBlob.sentiment_assessments calls, twice for each text

    plain = text.translate(STRAIGHT)
    if len(plain) > MAX_SCORED:
        return NOT_SCORED
    spelled = spelled_out(plain)
    scored: list[ScoredWord] = []
    found: list[tuple[Span, list[str]]] = []
    cursor = 0
    for written, polarity, subjectivity, _ in sentiment(spelled.text).assessments:
        words = [str(word) for word in written]
        match = _pattern(tuple(words)).search(spelled.text, cursor)
        if match is None:
            continue
        span = Span(*match.span())
        cursor = span.end
        found.append((span, words))
        place = spelled.original(span)
        scored.append(
            ScoredWord(Span(start + place.start, start + place.end), float(polarity), float(subjectivity))
        )
    if not scored or is_unclear(spelled.text, found):
        return NOT_SCORED
    # TextBlob's own mean, over the words that are shown. Rounded: the last bits of a sum differ between platforms.
    return Colour(
        round(sum(word.polarity for word in scored) / len(scored), 6),
        round(sum(word.subjectivity or 0.0 for word in scored) / len(scored), 6),
        tuple(scored),
    )


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Where the words stand one after the other; the lexicon names them without offsets."""
    gap = r"\W*?(?:\w+\W+){0,3}?"  # a negation may stand some words before what it turns
    pattern = gap.join(
        rf"(?<!\w){re.escape(word)}(?!\w)" if word.isalnum() else re.escape(word) for word in words
    )
    return re.compile(pattern, re.IGNORECASE)
