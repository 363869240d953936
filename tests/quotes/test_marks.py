"""Quotation marks of every habit, and what only looks like one."""

from __future__ import annotations

import re
import time

import pytest

from analysis.annotate.quotes.marks import find_quotations
from analysis.model import Span


def inner(text: str) -> list[str]:
    paragraphs = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)]
    return [text[q.inner.start : q.inner.end] for q in find_quotations(text, paragraphs) if not q.nested]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We will,” he said, “appeal.”", ["We will,", "appeal."]),
        ('"We," he said, "will."', ["We,", "will."]),
        ("''We,'' he said, ''will.''", ["We,", "will."]),
        ("``We,'' he said", ["We,"]),
        ("«Oui», dit-il", ["Oui"]),
        ("»Ja«, sagte er", ["Ja"]),
        ("„Ja“, sagte er", ["Ja"]),
        ("「はい」と言った", ["はい"]),
        ("‘It’s the dogs’ dinner,’ he said in the ’90s", ["It’s the dogs’ dinner,"]),
        ("'X must resign', says Y's aide", ["X must resign"]),
        ("“All day“ he said", ["All day"]),
    ],
    ids="curly straight doubled backticks guillemets reversed low corner single straight-single wrong-closer".split(),
)
def test_each_kind_of_mark(text, found):
    assert inner(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "He is 5'10\" tall.",
        "Back in the '90s",
        "rock 'n' roll",
        "the teachers' pay and the boys' club",
        '"',
        "''",
        "'",
    ],
)
def test_what_is_no_quotation(text):
    assert inner(text) == []


def test_feet_and_inches_close_no_quotation():
    assert inner("“He is 6'2\" tall,” she said") == ["He is 6'2\" tall,"]


def test_a_quotation_within_a_quotation_is_nested():
    text = "“He said ‘never’ to me,” she said."
    (outer, nested) = find_quotations(text, [Span(0, len(text))])
    assert (outer.nested, nested.nested) == (False, True)
    assert text[nested.inner.start : nested.inner.end] == "never"


def test_an_unclosed_mark_reaches_to_the_end_of_its_sentence_only():
    assert inner('He called it "a disgrace. Nobody answered him.') == ["a disgrace."]


def test_an_unclosed_paragraph_goes_on_where_the_next_opens_with_a_mark():
    assert inner("“First part.\n“Second part,” he said.") == ["First part.", "Second part,"]


def test_no_quotation_crosses_a_paragraph():
    assert all("\n" not in found for found in inner('A "b c\nd e" f "g\nh" i'))


def test_time_grows_with_the_text_and_not_faster():
    def seconds(n: int) -> float:
        text = "'a \"b 'c" * n
        start = time.process_time()
        find_quotations(text, [Span(0, len(text))])
        return time.process_time() - start

    assert seconds(16_000) < 12 * seconds(4_000) + 0.2
