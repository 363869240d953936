"""VADER by sentence: its own score, the words that made it, and no score where it knows no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.annotate.colour import MAX_SCORED
from analysis.annotate.vader import score_vader

THEIRS = SentimentIntensityAnalyzer()


@pytest.mark.parametrize(
    "text",
    [
        "A good start, then a terrible and sad end!",
        "That isn't a bad idea.",
        "The plan was praised, but the delay is a DISASTER.",
        "No good reason was given, at least not a happy one.",
        "It went kind of well, hardly a great success.",
    ],
)
def test_the_score_is_vaders(text: str) -> None:
    assert score_vader(text, 0).polarity == THEIRS.polarity_scores(text)["compound"]


def test_the_words_that_made_it_are_shown_turned_where_they_were_turned() -> None:
    text = "It is “bad”, says she. On the way home she saw a fine—great day, not a good one."
    words = score_vader(text, 50).scored
    assert [text[w.span.start - 50 : w.span.end - 50] for w in words] == ["bad", "fine", "great", "good"]
    assert [w.polarity > 0 for w in words] == [False, True, True, False]
    assert all(w.subjectivity is None for w in words)


def test_curly_quotation_marks_and_apostrophes_change_nothing() -> None:
    assert score_vader("It isn’t “good”.", 0).polarity == score_vader('It isn\'t "good".', 0).polarity
    assert score_vader("It isn’t “good”.", 0).polarity < 0


@pytest.mark.parametrize("text", ["Delegates met on Monday.", "", "   ", "good " * MAX_SCORED])
def test_what_has_no_rated_word_or_no_end_is_not_scored(text: str) -> None:
    colour = score_vader(text, 0)
    assert (colour.polarity, colour.scored) == (None, ())


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" good bad not’😀.:)")), max_size=120))
def test_any_text_scores_within_range_where_it_stands(text: str) -> None:
    colour = score_vader(text, 0)
    assert colour.polarity is None or -1 <= colour.polarity <= 1
    assert all(0 <= w.span.start < w.span.end <= len(text) and -1 <= w.polarity <= 1 for w in colour.scored)
    assert (colour.polarity is None) == (not colour.scored)
