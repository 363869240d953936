"""Places that act, places that are places, and what the grammar leaves open. Invented sentences, the shipped parse."""

from __future__ import annotations

import pytest

from analysis.annotate.mentions import find_mentions
from analysis.annotate.pipeline import load_pipeline
from analysis.corpus import article_from_text


def uses(text: str) -> dict[str, str]:
    article = article_from_text(text, outlet="Gazette")
    mentions = find_mentions(load_pipeline().parse(article), article)
    return {article.text[m.span.start : m.span.end]: m.use for m in mentions}


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("Beijing rejected the proposal on Monday.", "Beijing", "metonym"),
        ("Officials held talks with Washington on trade.", "Washington", "metonym"),
        ("Ties were severed by Tehran last year.", "Tehran", "metonym"),
        ("Diplomats urged Moscow to return to the talks.", "Moscow", "metonym"),
        ("Washington and Beijing are at loggerheads over trade.", "Beijing", "metonym"),
        ("The White House said on Friday that talks would go on.", "White House", "metonym"),
        ("The ministers met in Beijing on Monday.", "Beijing", "place"),
        ("She visited Tehran in the spring.", "Tehran", "place"),
        ("Protesters gathered outside the White House on Friday.", "White House", "place"),
        ("Washington is a city of many parks.", "Washington", ""),
        ("Thomas Hale rejected the proposal.", "Thomas Hale", ""),
        ("Chinese officials rejected the proposal.", "Chinese", ""),
    ],
)
def test_how_a_place_is_used(text: str, name: str, use: str) -> None:
    assert uses(text)[name] == use
