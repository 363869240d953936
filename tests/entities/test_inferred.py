"""Pronouns and descriptions: one that surely stands for a name and one left alone a rule, and who counts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.annotate.mentions import find_mentions
from analysis.annotate.pipeline import load_pipeline
from analysis.annotate.quotes import extract_quotes
from analysis.corpus import article_from_text
from analysis.entities.cast import Cast
from analysis.entities.inferred import find_inferred
from analysis.model import InferredMention, Span
from analysis.store.aliases import Alias
from analysis.store.selection import Selection
from builders import store_of, told


def resolved(text: str) -> list[tuple[str, str]]:
    """The words of each record, and the name they stand for."""
    article = article_from_text(text, outlet="Gazette")
    doc = load_pipeline().parse(article)
    mentions = find_mentions(doc, article)
    found = find_inferred(Cast(doc, mentions), extract_quotes(doc, article, mentions))
    assert {m.entity for m in found} <= {m.entity for m in mentions}
    assert all(0 < m.confidence < 1 for m in found)
    return [(article.text[m.span.start : m.span.end], m.entity) for m in found]


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Thomas Hale came to the capital on Monday. He met reporters.", ("He", "Thomas Hale")),
        ("Thomas Hale wrote to Maria Lind. She answered on Friday.", ("She", "Maria Lind")),
        (
            "The Harbour Commission met on Monday. Reporters heard that the commission will vote soon.",
            ("the commission", "Harbour Commission"),
        ),
        ("Judge Maria Lind heard the case on Monday. The judge left at noon.", ("The judge", "Maria Lind")),
    ],
    ids=["alone", "gender", "body", "office"],
)
def test_what_surely_stands_for_a_name_is_resolved(text: str, record: tuple[str, str]) -> None:
    assert record in resolved(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rained on Monday. He stayed at home.",
        "Thomas Hale and Peter Lind met. Reporters asked him about the talks.",
        "Thomas Hale spoke. “He will resign,” officials said.",
        "The Harbour Commission and the Trade Commission met. Reporters heard that the commission will vote.",
        "General Thomas Hale spoke. Peter Lind was sanctioned in May. Reporters asked about the general.",
    ],
    ids=["nobody", "two", "quoted", "two-bodies", "another-since"],
)
def test_what_could_stand_for_another_is_left_alone(text: str) -> None:
    assert resolved(text) == []


def test_they_count_only_when_asked_for_and_follow_the_users_word(tmp_path):
    read, found = told("Ana Ito left Leeds. She slept.", names={"Ana Ito": "PERSON", "Leeds": "GPE"})
    place = Span(20, 23)
    assert read.text[slice(*place)] == "She"
    record = InferredMention(place, 1, "Ana Ito", "PERSON", "pronoun", "test", 0.9)
    telling = (read, replace(found, inferred=(record,)))
    store = store_of(tmp_path / "store", telling, aliases=[Alias("rename", "Ana Ito", "A. Ito")])
    names, both = Selection(), Selection(inferred=True)

    def count(selection: Selection) -> int:
        found = store.entity_counts(selection, ()).set_index("entity")["n_mentions"]
        marks = store.sentences_of_entity(selection, "A. Ito")["marks"].map(len).sum()
        assert found["A. Ito"] == marks, "every number opens the sentences it counts"
        return int(marks)

    assert (count(names), count(both)) == (1, 2)
    assert store.rows("inferred", names).read_all()["form"].to_pylist() == ["She"]
    about = {"entities": ("A. Ito",)}
    assert store.totals(Selection(**about), ())["n_sentences"].tolist() == [1]
    assert store.totals(Selection(**about, inferred=True), ())["n_sentences"].tolist() == [2]
    dropped = store_of(tmp_path / "dropped", telling, aliases=[Alias("drop", "Ana Ito")])
    assert dropped.rows("inferred", both).read_all().num_rows == 0
