"""True news prose: the title is found, nothing else of it is marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.corpus import article_from_text

ARTICLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "wikinews" / "articles.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("record", ARTICLES, ids=lambda record: record["date"] + record["title"][:20])
def test_the_title_is_the_headline_and_the_paragraphs_are_those_of_the_page(record):
    article = article_from_text(record["text"])
    lines = [line.strip() for line in record["text"].split("\n") if line.strip()]
    pictures = [
        line for line in lines if line.endswith("Image: Nicholas Moreau.")
    ]  # a gallery behind one of them
    assert [article.text[slice(*span)] for span in article.paragraphs] == [
        x for x in lines if x not in pictures
    ]
    assert article.headline == article.paragraphs[0]
    assert [article.text[slice(*mark.span)] for mark in article.boilerplate] == pictures
    assert article.language == "en"
