"""TextBlob by sentence: the score is that of the words shown, and no scored word is no score."""

from __future__ import annotations

import math
from statistics import fmean

import nltk
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from analysis.annotate.colour import MAX_SCORED, score_colour


def test_no_scored_word_is_not_neutral() -> None:
    colour = score_colour("Delegates met on Monday.", 0)
    assert (colour.polarity, colour.subjectivity, colour.scored) == (None, None, ())


@pytest.mark.parametrize(
    "text",
    [
        "A good start, then a terrible and sad end.",
        "It was not good at all.",
        "A very nice — truly great! — day.",
    ],
)
def test_the_score_agrees_with_textblob_and_is_the_mean_of_the_words_shown(text: str) -> None:
    colour = score_colour(text, 0)
    direct = TextBlob(text).sentiment
    assert (colour.polarity, colour.subjectivity) == pytest.approx(
        (direct.polarity, direct.subjectivity), abs=1e-6
    )
    assert colour.polarity == pytest.approx(fmean(word.polarity for word in colour.scored), abs=1e-6)


def test_scored_words_stand_where_they_say() -> None:
    text = "It was not good, it was very bad."
    shown = [text[w.span.start - 100 : w.span.end - 100] for w in score_colour(text, 100).scored]
    assert shown == ["not good", "very bad"]


def test_it_needs_no_language_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nltk.data, "path", [])
    assert score_colour("An excellent idea.", 0).polarity == 1.0


def test_an_endless_sentence_is_not_scored() -> None:
    assert score_colour("good " * MAX_SCORED, 0).polarity is None


@given(st.text(max_size=200))
def test_any_text_scores_within_range(text: str) -> None:
    colour = score_colour(text, 0)
    if colour.polarity is not None and colour.subjectivity is not None:
        assert -1 <= colour.polarity <= 1
        assert 0 <= colour.subjectivity <= 1
        assert math.isfinite(colour.polarity)
    assert all(0 <= word.span.start < word.span.end <= len(text) for word in colour.scored)
