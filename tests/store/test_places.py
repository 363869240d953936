"""Where sentences and listed words stand: the headline, the fifths, and the sentences behind a list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.model import Span
from analysis.store.selection import Selection
from builders import said, store_of, told

TEXT = "Talks perhaps fail\n" + " ".join(f"Sentence {word} is here now." for word in "ab cd ef gh ij".split())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    read, found = told(f"{TEXT} “It may, may fail,” said Roe May.", names={"Roe May": "PERSON"},
                       quotes=[said("It may, may fail,", by="Roe May")])  # fmt: skip
    read = replace(read, headline=Span(0, 18))
    return store_of(tmp_path_factory.mktemp("places") / "store", (read, found))


def test_the_headline_is_no_fifth_and_fifths_are_of_the_words(store):
    places = store.sentence_places(Selection())
    assert places["fifth"].tolist() == [0, 1, 2, 2, 3, 4, 5]
    assert places["n_words"].tolist() == [3, 5, 5, 5, 5, 5, 7]


def test_the_fifth_hangs_on_the_article_not_on_the_filter(store):
    quoted = store.sentence_places(Selection(voice="quoted"))
    assert quoted["fifth"].tolist() == [5]


def test_words_of_a_list_are_counted_where_they_stand_but_not_in_names(store):
    found = store.word_places(Selection(), ["may", "perhaps", "absent"])
    assert found[["sentence", "term", "n"]].values.tolist() == [[0, "perhaps", 1], [6, "may", 2]]
    evidence = store.sentences_of_terms(Selection(), ["may", "perhaps", "absent"])
    assert [len(marks) for marks in evidence["marks"]] == [1, 2]
    assert store.word_places(Selection(voice="outlet"), ["may", "perhaps"])["term"].tolist() == ["perhaps"]


def test_the_words_of_a_voice_sum_up_to_all_words(store):
    whole = store.sentence_words(Selection())["n_words"].sum()
    by_voice = [
        store.sentence_words(Selection(voice=voice))["n_words"].sum()
        for voice in ("outlet", "reported", "quoted")
    ]
    assert sum(by_voice) == whole
    assert by_voice[2] == 4
