"""Each text once: of articles with the same words the one published first is kept, and everything counts that one."""

import itertools

import pytest

from analysis.store.copies import same_texts
from analysis.store.selection import Selection
from builders import store_of, told

TEXT = "Talks fail. The strike goes on."
ONCE = Selection(each_text_once=True)


def pair(kept, other, kind="shared"):
    return {"kind": kind, "kept": kept[0].article_id, "other": other[0].article_id}


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A text that three outlets have, through one another, beside one of its own."""
    first = told(TEXT, outlet="Gazette", published="2024-01-12")
    second = told(TEXT, outlet="Herald", published="2024-01-11")
    undated = told(TEXT, outlet="Times", published=None)
    other = told("A fine day at sea.", outlet="Times", published="2024-01-10")
    pairs = [pair(first, second), pair(second, undated, "near"), pair(other, first, "exact")]
    return store_of(
        tmp_path_factory.mktemp("copied") / "store",
        first,
        second,
        undated,
        other,
        report={"duplicates": pairs},
    )


def test_a_copy_of_a_copy_is_one_too_and_what_was_left_out_while_reading_is_none():
    pairs = [("b", "a"), ("c", "b"), ("x", "y")]
    duplicates = [{"kind": "near", "kept": one, "other": other} for one, other in pairs]
    left_out = {"kind": "exact", "kept": "a", "other": "z"}
    for order in itertools.permutations([*duplicates, left_out]):
        assert same_texts(order) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}


def test_the_copy_published_first_is_kept(copied):
    assert sorted(copied.articles(ONCE)["outlet"]) == ["Herald", "Times"]
    assert len(copied.copies()) == 3


def test_the_first_is_the_first_of_those_that_the_other_filters_keep(copied):
    without = Selection(outlets=("Gazette", "Times"), each_text_once=True)
    kept = copied.articles(without)
    assert sorted(zip(kept["outlet"], kept["published"].notna(), strict=True)) == [
        ("Gazette", True),
        ("Times", True),
    ]


def test_every_count_and_its_lines_are_those_of_the_kept(copied):
    assert copied.contexts(Selection(), "strike").n_hits == 3
    assert copied.contexts(ONCE, "strike").n_hits == 1
    assert copied.totals(ONCE, ())["n_articles"].item() == 2
    counts = copied.term_counts(ONCE, by=("article_id",))
    every = copied.term_counts(Selection(), by=("article_id",))
    kept = set(copied.articles(ONCE)["article_id"])
    assert counts["count"].sum() == every[every["article_id"].isin(kept)]["count"].sum()


def test_a_corpus_without_copies_stays_whole(tmp_path):
    store = store_of(tmp_path / "store", told(TEXT), told("A fine day.", outlet="Times"))
    assert store.articles(ONCE).equals(store.articles(Selection()))
