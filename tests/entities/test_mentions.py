"""Mentions in invented texts, with the shipped model: borders, kinds, grouping, offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analysis.annotate.mentions import find_mentions
from analysis.annotate.pipeline import load_pipeline
from analysis.annotate.words import sentence_tokens
from analysis.corpus import article_from_text
from analysis.model import Article, Mention


def found(text: str) -> tuple[Article, list[Mention]]:
    article = article_from_text(text, outlet="Gazette")
    return article, find_mentions(load_pipeline().parse(article), article)


def shown(text: str) -> list[tuple[str, str]]:
    """The words of each mention and its kind."""
    article, mentions = found(text)
    return [(article.text[m.span.start : m.span.end], m.label) for m in mentions]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("On Monday, General Thomas Hale met reporters in the capital.", ("Thomas Hale", "PERSON")),
        ("Officials said Canada's economy grew quickly last year.", ("Canada", "GPE")),
        ("She flew home to the United States after the talks.", ("United States", "GPE")),
        ("The French president spoke to reporters on Tuesday.", ("French", "NORP")),
        ("Ships crossed the South China Sea on Thursday morning.", ("South China Sea", "LOC")),
        ("He was taken to Saint Anselm Hospital after the crash.", ("Saint Anselm Hospital", "FAC")),
        ("The judges of the Supreme Court of India ruled on Friday.", ("Supreme Court of India", "ORG")),
        ("He told CQ Hartley that the talks were useful.", ("CQ Hartley", "PERSON")),
    ],
)
def test_a_mention_has_clean_borders_and_its_kind(text: str, mention: tuple[str, str]) -> None:
    assert mention in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said on Monday that police had closed three roads.",
        "Sign up now for our newsletter, she said on Tuesday.",
        "Seventeen people were hurt in March, doctors said.",
    ],
)
def test_common_nouns_dates_and_opening_verbs_are_no_mentions(text: str) -> None:
    assert shown(text) == []


def test_a_headline_in_capitals_names_what_the_article_names() -> None:
    text = (
        "FRANCE AND CANADA SIGN TREATY ON FISHING RIGHTS\n\n"
        "Ministers of France and Canada signed a treaty on fishing rights on Monday, officials said."
    )
    _, mentions = found(text)
    assert [m.entity.upper() for m in mentions] == ["FRANCE", "CANADA"] * 2
    assert len({m.entity for m in mentions}) == 2


def test_two_people_of_one_surname_stay_two_and_one_under_several_names_is_one() -> None:
    text = (
        "Senator Maria Hartley met General David Hartley on Monday in London. "
        "Maria Hartley said the talks were useful. General David R. Hartley thanked her on Tuesday."
    )
    _, mentions = found(text)
    people = [m.entity for m in mentions if m.label == "PERSON"]
    assert people == ["Maria Hartley", "David R. Hartley", "Maria Hartley", "David R. Hartley"]


def test_mentions_are_in_order_apart_and_in_their_sentence() -> None:
    article, mentions = found(
        "Canada won. France lost to Germany.\n\nThen Canada, Japan and Kenya went home to Asia."
    )
    sentences = sentence_tokens(load_pipeline().parse(article))
    assert mentions
    for one, other in pairwise(mentions):
        assert one.span.end <= other.span.start
    for mention in mentions:
        assert sentences[mention.sentence][0].span.start <= mention.span.start
        assert mention.span.end <= sentences[mention.sentence][-1].span.end


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "=cmd|' /C calc'!A0", "<b>Ada</b> “Quill” (", "A" * 400, "The " * 300, "李 明 said № ½ \u202e."],
)  # fmt: skip
def test_hostile_texts_are_read_without_harm(text: str) -> None:
    article, mentions = found(text)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(article.text)
        assert mention.how


def test_every_place_of_a_name_is_a_mention() -> None:
    text = "Kenya signed. Officials in Kenya cheered. A Kenya-based firm paid, and Kenya's rival did not."
    assert [name for name, _ in shown(text)].count("Kenya") == 4


def test_a_name_the_article_abbreviates_is_found_with_its_acronym() -> None:
    _, mentions = found(
        "The “Harbour Safety Coordination Talks” ended on Monday. Officials said the HSCT were useful."
    )
    assert {m.entity for m in mentions} == {"Harbour Safety Coordination Talks"}
    assert len(mentions) == 2


def test_two_people_of_one_surname_in_one_article_are_two() -> None:
    article, mentions = found(
        "Lena Hartley met reporters on Monday. Peter Hartley, the mayor, left early. Hartley did not comment."
    )
    entity = {article.text[m.span.start : m.span.end]: m.entity for m in mentions}
    assert entity["Lena Hartley"] != entity["Peter Hartley"]
    assert entity["Hartley"] == "Hartley", "it fits both, so it stays by itself"
