from __future__ import annotations

from datetime import date

import pytest

from analysis.store.selection import Selection
from builders import store_of, told
from dashboard import captions


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, ""),
        (date(2023, 12, 21), None, "21 December 2023"),
        (date(2023, 12, 21), date(2023, 12, 21), "21 December 2023"),
        (date(2023, 12, 21), date(2023, 12, 22), "21–22 December 2023"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 – 2 January 2024"),
    ],
)
def test_days_are_said_once(since, until, said):
    assert captions.days(since, until) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (list("abcd"), "a, b, c and d"),
        (list("abcdef"), "a, b, c and 3 more names"),
    ],
)
def test_listings_grow_no_longer_than_a_line(names, said):
    assert captions.listing(names) == said


def test_a_selection_is_described_in_one_sentence(tiny_store):
    chosen = Selection(stories=("strike",), entities=("Leeds",))
    assert captions.describe(chosen, tiny_store) == (
        "3 articles from 3 outlets on “strike”, published 10–11 January 2024, sentences naming Leeds."
    )


def test_two_stories_are_counted(tiny_store):
    assert "on 2 stories" in captions.describe(Selection(), tiny_store)


def test_nothing_is_described_as_nothing(tiny_store):
    said = captions.describe(Selection(outlets=("Nobody",), voice="quoted"), tiny_store)
    assert said == "No articles in this selection, words in quotation marks only."


def test_file_names_say_what_was_looked_at():
    chosen = Selection(outlets=("The Straits Times",), entities=("../Taiwan",), voice="quoted")
    name = captions.file_name("speakers", chosen)
    assert name == "newsparallax_speakers_the-straits-times_taiwan_quoted"


def test_articles_without_a_date_are_counted(tmp_path):
    store = store_of(tmp_path / "store", told("A day at sea."), told("Another one.", published=None))
    assert "(1 without a date)" in captions.describe(Selection(), store)
