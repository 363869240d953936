"""Whatever the text: no exception, spans in it and in order, nothing of a cue in its own content, bounded time."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quoting import lined, quotes_of

from analysis.annotate import load_pipeline
from analysis.annotate.quotes import extract_quotes
from analysis.model import Quote

WORDS = st.sampled_from(
    ["“", "”", '"', "''", "'", "‘", "’", "\n", "\n\n", ",", ".", ":", "said", "told", "according", "to", "that",
     "Ms Ito", "he", "we", "they", "the", "ministry", "report", "“We", "will”", "urged", "Iran", "return",
     "per", "call", "for", "statement", "-", "co", "his", "office", "and", "who", "5'10\"",
     "’90s", "中文", "שלום", "🙂", "\u200b"]
)  # fmt: skip


def check(text: str, quotes: list[Quote]) -> None:
    places = [quote.content for quote in quotes]
    assert places == sorted(places)
    for quote in quotes:
        assert quote.content
        for spans in (quote.content, quote.cue, quote.speaker):
            borders = [border for span in spans for border in span]
            assert borders == sorted(borders)
            assert all(0 <= start < end <= len(text) for start, end in spans)
        for start, end in quote.content:
            assert "\n" not in text[start:end]
            for other in (*quote.cue, *quote.speaker):
                assert end <= other.start or other.end <= start
    letters = [
        {i for start, end in quote.content for i in range(start, end) if text[i].isalnum()}
        for quote in quotes
        if not quote.nested
    ]
    for one, other in itertools.combinations(letters, 2):
        assert not one & other, "counted twice"


@pytest.mark.parametrize("rules_only", [True, False], ids=["rules", "learned"])
@settings(max_examples=60, deadline=None)
@given(words=st.lists(WORDS, max_size=60))
def test_any_words(rules_only, words):
    text = " ".join(words)
    check(text, quotes_of(text, rules_only=rules_only))


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text(text):
    check(text, quotes_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“Everything here is quoted. Every word of it.\n“And this too.\n“And this.”",
        'An odd "mark said the man and "another" one.',
        "THE MINISTER SAID THAT RENTS HAD RISEN. “WE WILL APPEAL,” SAID MS ITO.",
        "the minister said rents rose and then they fell he added",
        "大臣は「家賃が上がった」と述べた。",
        "השר אמר כי “שכר הדירה עלה”.",
    ],
    ids=["empty", "all-quoted", "odd", "capitals", "bare", "cjk", "rtl"],
)
def test_hostile_texts(text):
    check(text, quotes_of(text))


def test_nothing_quoted_crosses_a_paragraph():
    text = 'The minister said "we will\nappeal" and left. He said rents rose.'
    assert all("\n" not in text[start:end] for quote in quotes_of(text) for start, end in quote.content)


def test_time_grows_with_the_text_and_not_faster():
    text = "“We will appeal,” said Ms Ito. The minister said that rents had risen in the city. He left.\n"

    def seconds(n: int) -> float:
        article = lined(text * n)
        doc = load_pipeline().parse(article)
        start = time.process_time()
        extract_quotes(doc, article, [])
        return time.process_time() - start

    assert seconds(200) < 8 * seconds(50) + 0.5
