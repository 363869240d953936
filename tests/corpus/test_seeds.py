"""The five sample articles, read as the product ships them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.corpus import read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def articles():
    return {article.file[:3]: article for article in read_corpus(SEEDS).articles}


def editorial(article):
    """What is left of the text when everything outside paragraphs and inside boilerplate is taken away."""
    marks = {i for mark in article.boilerplate for i in range(*mark.span)}
    return "\n".join(
        "".join(article.text[i] for i in range(*span) if i not in marks) for span in article.paragraphs
    )


def test_every_file_is_read_byte_for_byte(articles):
    assert sorted(articles) == ["000", "001", "002", "003", "004"]
    for article in articles.values():
        assert article.text.encode() == (SEEDS / article.file).read_bytes()


def test_what_is_known_of_them(articles):
    assert articles["000"].outlet == "The Straits Times"
    assert articles["000"].outlet_basis == "inferred"
    assert articles["000"].wire == "Reuters"
    assert articles["002"].outlet == "Unidentified (002)"
    assert articles["002"].outlet_basis == "unknown"
    assert articles["004"].published == date(2023, 12, 22)
    stories = {
        story: sorted(n for n, a in articles.items() if a.story == story)
        for story in {a.story for a in articles.values()}
    }
    assert stories == {
        "Brown–Liu video call, 21 December 2023": ["000", "003", "004"],
        "Defence Policy Coordination Talks, 8–9 January 2024": ["001", "002"],
    }


def test_every_headline_is_found(articles):
    for article in articles.values():
        assert article.text[slice(*article.headline)] == article.title


PAGE = {
    "000": "Sign up|FILE PHOTO|Schiefelbein|PHOTO|REUTERS|Follow topic|See more|looking at resuming",
    "001": "Stay informed|inbox|myFT|Recommended|Additional|Wenjie|Source link|Thank You|leave your|Featured",
    "003": "Read next|vow to reduce|Read more|armed conflict|This is the fruition",
    "004": "Comments|comments yet|Leave a Reply|email|Required|Global Times\n",
}
ARTICLE = {
    "000": "Xi Jinping in November\n\nto resume military-to-military ties\n\nsevered by|Western sanctions.",
    "001": "US and Chinese military officials have held|US defence secretary Lloyd|between the two militaries.",
    "003": "Righting the wrongs|This was the fruition",
    "004": "told the Global Times on Friday|two countries’ militaries.",
}


@pytest.mark.parametrize("number", PAGE)
def test_nothing_of_the_page_is_left(articles, number):
    text = editorial(articles[number])
    assert [words for words in PAGE[number].split("|") if words in text] == []


@pytest.mark.parametrize("number", ARTICLE)
def test_nothing_of_the_article_is_lost(articles, number):
    text = editorial(articles[number])
    assert [words for words in ARTICLE[number].split("|") if words not in text] == []


def test_the_file_without_page_furniture_has_none_marked(articles):
    assert articles["002"].boilerplate == ()


def test_the_headline_counts_once(articles):
    for article in articles.values():
        assert editorial(article).count(article.title) == 1


def test_a_second_read_gives_the_same(articles):
    assert {article.file[:3]: article for article in read_corpus(SEEDS).articles} == articles
