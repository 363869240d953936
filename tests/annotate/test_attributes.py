"""The kept matches of the attribute ruler are the ones spaCy's own ruler finds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from analysis.annotate.attributes import Match, kept_matching
from analysis.annotate.pipeline import DEFAULT_MODEL

SEEDS = Path(__file__).parents[2] / "seeds"
CONTRACTED = (
    "Ain't you gonna go? They'd gotta say y'all c'mon, let's. There's more \t to this \n\n than that."
)


@cache
def bare() -> Language:
    return spacy.load(DEFAULT_MODEL)


def matches_of(text: str) -> tuple[list[Match], list[Match], list[Match]]:
    """By spaCy's ruler; by the kept one when it sees the words for the first time, and when it has kept them."""
    ruler = bare().get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    with bare().select_pipes(enable=["tok2vec", "tagger", "parser"]):
        doc = bare()(text)
    kept = kept_matching(ruler)
    return ruler.match(doc), kept(doc), kept(doc)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_on_the_sample(path: Path) -> None:
    expected, first, again = matches_of(path.read_text(encoding="utf-8"))
    assert len(expected) > 100
    assert first == again == expected


def test_rules_over_several_words_are_kept() -> None:
    expected, first, again = matches_of(CONTRACTED)
    assert any(end - start > 1 for _, _, start, end in expected)
    assert first == again == expected


@settings(max_examples=30, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n'’aisnty")),
        min_size=1,
        max_size=120,
    )
)
def test_on_any_text(text: str) -> None:
    expected, first, again = matches_of(text)
    assert first == again == expected
