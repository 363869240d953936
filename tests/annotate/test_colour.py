"""TextBlob by sentence: the score is that of the words shown, and no scored word is no score."""

from __future__ import annotations

import math
import re
from statistics import fmean

import nltk
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from analysis.annotate.colour import MAX_SCORED, NOT_SCORED, score_colour
from analysis.annotate.negation import spelled_out
from analysis.model import Span


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


@pytest.mark.parametrize(
    ("contracted", "spelled"),
    [
        ("That isn’t a bad idea.", "That is not a bad idea."),
        ("He can't be happy.", "He can not be happy."),
        ("It won't be very good.", "It will not be very good."),
        ("They cannot be happy.", "They can not be happy."),
    ],
)
def test_a_contraction_turns_what_its_long_form_turns(contracted: str, spelled: str) -> None:
    assert score_colour(contracted, 0).polarity == score_colour(spelled, 0).polarity
    plain = score_colour(spelled.replace("not ", ""), 0).polarity
    assert plain is not None
    assert score_colour(contracted, 0).polarity == pytest.approx(-plain / 2, abs=0.2)


def test_the_span_of_a_turned_word_is_what_the_text_has_there() -> None:
    text = "They say that isn’t a bad idea, and it is not the best plan."
    shown = [text[w.span.start - 7 : w.span.end - 7] for w in score_colour(text, 7).scored]
    assert shown == ["n’t a bad", "not the best"]


@pytest.mark.parametrize(
    "text",
    [
        "They did not give a good account.",
        "Without a good reason they left.",
        "It was hardly good.",
        "Nobody had a happy word.",
    ],
)
def test_a_negation_that_may_be_meant_leaves_the_sentence_unscored(text: str) -> None:
    assert score_colour(text, 0) == NOT_SCORED


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("They did not meet, a good day.", 0.7),
        ("It was not bad, but good.", 0.525),
        ("No report was read before the summer when a good day came.", 0.7),
    ],
)
def test_a_negation_that_is_used_up_or_far_away_changes_nothing(text: str, polarity: float) -> None:
    assert score_colour(text, 0).polarity == pytest.approx(polarity)


@given(
    st.lists(
        st.sampled_from("isn't can't WON'T cannot not the a no never good ’ n't , bad é😀".split()),
        max_size=12,
    )
)
def test_spelling_out_keeps_every_place(words: list[str]) -> None:
    text = " ".join(words)
    spelled = spelled_out(text)
    assert len(spelled.text) == len(spelled.places)
    assert list(spelled.places) == sorted(spelled.places)
    assert all(0 <= place < len(text) for place in spelled.places)
    for match in re.finditer(r"good|bad|é😀", spelled.text):
        place = spelled.original(Span(*match.span()))
        assert text[place.start : place.end] == match[0]


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
