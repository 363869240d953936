"""What stands beside a name: found where a sentence says it, left alone where names only stand side by side."""

import pytest

from analysis.annotate import load_pipeline
from analysis.annotate.article import annotate
from analysis.annotate.descriptions import MAX_TOKENS, find_descriptions
from analysis.annotate.pipeline import parse_text
from analysis.model import Mention, Span
from builders import article


def described(text, *names):
    """(kind, words, name) of each description of the names, which are mentions where they first stand."""
    read = article(text)
    spans = sorted(Span(text.index(name), text.index(name) + len(name)) for name in names)
    mentions = [Mention(span, 0, text[slice(*span)], "PERSON", "builder") for span in spans]
    found = find_descriptions(load_pipeline().parse(read), parse_text(read), mentions)
    return [(one.kind, text[slice(*one.span)], text[slice(*one.mention)]) for one in found]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "The talks began when US Defence Secretary Lloyd Austin met reporters on Monday.",
            ["Lloyd Austin"],
            [("title", "US Defence Secretary", "Lloyd Austin")],
        ),
        (
            "Ships sailed past self-ruled Taiwan on Monday.",
            ["Taiwan"],
            [("adjective", "self-ruled", "Taiwan")],
        ),
        (
            "Song Zhongping, a Chinese military expert, told the paper about it.",
            ["Song Zhongping"],
            [("apposition", "Chinese military expert", "Song Zhongping")],
        ),
        (
            "The former head of the navy, Dong Jun, was named minister.",
            ["Dong Jun"],
            [("apposition", "former head of the navy", "Dong Jun")],
        ),
        ("Japan, South Korea and Taiwan sent ships.", ["Japan", "South Korea", "Taiwan"], []),
        ("He flew to Paris, France, on Monday.", ["Paris", "France"], []),
        ("China said that Taiwan is a province.", ["Taiwan"], []),
        ("Taiwan", ["Taiwan"], []),
    ],
    ids=[
        "title",
        "hyphen",
        "apposition behind",
        "apposition before",
        "list",
        "place in place",
        "no copula",
        "alone",
    ],
)
def test_words_beside_a_name(text, names, expected):
    assert described(text, *names) == expected


def test_a_clause_is_no_description():
    clause = "a man " + "who came and went and " * 10 + "left"
    found = described(f"Lee, {clause}, spoke to us on Monday.", "Lee")
    assert all(len(words.split()) <= MAX_TOKENS for _, words, _ in found)


def test_every_description_lies_outside_its_name_in_one_line_of_the_article():
    text = "😀 Breaking\nThe   union leader\tAna Ito, a critic, met General Bob Lee.\nGeneral\nAna Ito left."
    read = article(text)
    annotation = annotate(read, load_pipeline().parse(read))
    assert annotation.descriptions
    mentions = {mention.span for mention in annotation.mentions}
    for one in annotation.descriptions:
        assert one.mention in mentions
        assert one.span.end <= one.mention.start or one.mention.end <= one.span.start
        assert "\n" not in text[slice(*one.span)]
