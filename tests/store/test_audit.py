"""Samples to be checked, and a person's verdicts on them."""

from __future__ import annotations

import json

import pytest
from hostile import HOSTILE

from analysis.errors import StoreError
from analysis.store.audit import FILE, Judgement, judge, judgements
from analysis.store.selection import Selection
from builders import said, store_of, told

ALL = Selection()


def telling(number, outlet="Gazette"):
    return told(
        f"Ito met Lee {number} times. “We strike {number},” said Ito.",
        outlet=outlet,
        names={"Ito": "PERSON", "Lee": "PERSON"},
        quotes=[said(f"We strike {number},", by="Ito")],
        tones={"Ito": "positive", "Lee": "unsure"},
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    tellings = [telling(number, outlet) for number in range(12) for outlet in ("Gazette", "Herald")]
    return store_of(tmp_path_factory.mktemp("audit") / "store", *tellings)


def keys(sample):
    return list(zip(sample["article_id"], sample["place"], sample["claim"], strict=True))


@pytest.mark.parametrize(("what", "n"), [("quotes", 24), ("mentions", 72), ("tones", 48)])
def test_a_longer_sample_begins_with_the_shorter_and_the_whole_is_everything(store, what, n):
    everything = keys(store.drawn(what, ALL, 1000))
    assert len(everything) == len(set(everything)) == n
    assert keys(store.drawn(what, ALL, 10)) == everything[:10]
    assert everything != sorted(everything), "not in the order of the corpus"


@pytest.mark.parametrize("what", ["quotes", "mentions", "tones"])
def test_a_place_is_where_what_is_claimed_stands(store, what):
    for row in store.drawn(what, ALL, 30).itertuples():
        text = store.layers(row.article_id).article["text"]
        (start, end), *_ = row.marks
        assert row.place == start
        if what == "quotes":
            assert row.claim == f"Ito: {text[start:end]}"
        else:
            assert text[start:end] == row.entity
            assert row.text == text[row.start : row.end]
            assert row.claim == ("positive" if what == "tones" else row.entity)


def test_a_sample_is_of_what_is_looked_at(store):
    found = store.drawn("mentions", Selection(outlets=("Herald",), entities=("Lee",)), 100)
    assert set(found["outlet"]) == {"Herald"}
    assert len(found) == 24, "Ito and Lee, in the sentences that name Lee"
    assert store.drawn("quotes", Selection(voice="outlet"), 5).empty


def test_the_last_verdict_counts(tmp_path):
    store = store_of(tmp_path / "store", telling(1))
    assert judgements(store.path) == {}
    judge(store.path, Judgement("quotes", "ab", 3, "Ito: x", "right"))
    judge(store.path, Judgement("quotes", "ab", 3, "Ito: x", "speaker wrong"))
    judge(store.path, Judgement("quotes", "ab", 3, "Lee: x", "right"))
    assert judgements(store.path) == {
        ("quotes", "ab", 3, "Ito: x"): "speaker wrong",
        ("quotes", "ab", 3, "Lee: x"): "right",
    }
    assert len((store.path / FILE).read_text().splitlines()) == 3, "nothing is written over"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_claims_are_kept_as_they_are(tmp_path, text):
    judge(tmp_path, Judgement("mentions", "ab", 0, text, "no name"))
    assert judgements(tmp_path) == {("mentions", "ab", 0, text): "no name"}


def test_a_damaged_line_is_passed_over(tmp_path):
    judge(tmp_path, Judgement("tones", "ab", 0, "positive", "wrong"))
    with (tmp_path / FILE).open("a") as file:
        file.write('{"what": "tones", "article_id"\n[1]\n' + json.dumps({"what": "tones"}) + "\n")
    judge(tmp_path, Judgement("tones", "ab", 9, "negative", "right"))
    assert len(judgements(tmp_path)) == 2


def test_what_is_no_verdict_is_refused():
    with pytest.raises(
        ValueError, match="the verdict on 'tones' is 'speaker wrong', expected right, wrong, cannot"
    ):
        Judgement("tones", "ab", 0, "positive", "speaker wrong")


def test_a_store_that_cannot_be_written_to_says_so(tmp_path):
    with pytest.raises(StoreError, match="cannot save results"):
        judge(tmp_path / "gone", Judgement("tones", "ab", 0, "positive", "wrong"))
