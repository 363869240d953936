"""The colour of the words by VADER: a second lexicon, so that where two disagree it can be said.

7,500 words rated by people for social media, with rules for negation, emphasis and "but" (Hutto & Gilbert 2014, VADER,
ICWSM). Like every lexicon it scores words, not what the outlet thinks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.annotate.colour import MAX_SCORED, STRAIGHT, Colour
from analysis.model import ScoredWord, Span

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = STRAIGHT | str.maketrans({"\u2013": " ", "\u2014": " "})  # VADER parts words at blanks only
RATED = 4.0  # VADER's words are rated from −4 to 4
UNSCORED = Colour(None, None, ())


def score_vader(text: str, start: int) -> Colour:
    """VADER's compound score of one sentence, −1 to 1, and the words that made it; no subjectivity.

    start: the sentence's offset in the article. polarity of a word: its rating, turned and weighted as its
    surroundings ask, ÷ 4. A sentence without a rated word is not scored, which VADER itself calls 0.
    """
    plain = text.translate(_PLAIN)
    if len(plain) > MAX_SCORED or not plain.strip():
        return UNSCORED
    compound, ratings = _analyser()(plain)
    words = list(re.finditer(r"\S+", plain))
    if len(words) != len(ratings):
        return UNSCORED
    scored = tuple(
        ScoredWord(_span(word, start), max(-1.0, min(1.0, round(rating / RATED, 6))), None)
        for word, rating in zip(words, ratings, strict=True)
        if rating
    )
    return Colour(compound, None, scored) if scored else UNSCORED


def _span(word: re.Match[str], start: int) -> Span:
    """The word without the punctuation at its ends, unless it is nothing else (an emoticon)."""
    inner = re.search(r"\w(?:.*\w)?", word[0])
    left, right = inner.span() if inner else (0, len(word[0]))
    return Span(start + word.start() + left, start + word.start() + right)


@cache
def _analyser() -> Callable[[str], tuple[float, list[float]]]:
    from vaderSentiment.vaderSentiment import (  # type: ignore[import-untyped,unused-ignore]
        SentimentIntensityAnalyzer,
    )

    class Reader(SentimentIntensityAnalyzer):  # type: ignore[misc,unused-ignore]
        """Gives the rating of each word beside the whole's."""

        def score_valence(self, sentiments: list[float], text: str) -> dict[str, Any]:
            return {**super().score_valence(sentiments, text), "ratings": [float(one) for one in sentiments]}

    reader = Reader()
    reader.emojis = {}  # else emoji become words, and every offset behind them moves

    def score(text: str) -> tuple[float, list[float]]:
        found = reader.polarity_scores(text)
        return float(found["compound"]), found["ratings"]

    return score
