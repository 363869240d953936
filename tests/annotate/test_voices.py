"""Whose words: every word has one voice, and a sentence is quoted only when little else stands in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.voices import Cover, Ledger
from analysis.model import Quote, Span


def spans(text: str, *pieces: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def ledger(
    text: str, content: tuple[str, ...], frame: tuple[str, ...] = (), marks: tuple[str, ...] = ()
) -> Ledger:
    quote = Quote(
        content=spans(text, *content), cue=spans(text, *frame), speaker=(), speaker_entity=None, kind=None,
        quote_type="mixed", sentence=0,
    )  # fmt: skip
    return Ledger([quote], spans(text, *marks))


@pytest.mark.parametrize(
    ("content", "frame", "marks", "expected"),
    [
        ((), (), (), "outlet"),
        (("The deal is dead",), ("said", "Ms Ito"), ("The deal is dead",), "quoted"),
        (("The deal is dead",), ("said", "Ms Ito"), ("dead",), "mixed"),
        (("The deal is dead",), ("said", "Ms Ito"), (), "mixed"),
        ((), (), ("dead",), "outlet"),
    ],
    ids=["plain", "quotation", "partly-quoted", "reported", "scare-quotes"],
)
def test_the_voice_of_a_sentence(
    content: tuple[str, ...], frame: tuple[str, ...], marks: tuple[str, ...], expected: str
) -> None:
    text = "“The deal is dead,” said Ms Ito."
    words = [Span(*match.span()) for match in re.finditer(r"\w+", text)]
    assert ledger(text, content, frame, marks).sentence_voice(words) == expected


def test_quoted_words_inside_a_report_stay_quoted() -> None:
    text = "He said the deal was “dead” and buried."
    voices = ledger(text, ("the deal was", "dead", "and buried"), ("said",), ("dead",))
    assert [voices.voice(text.index(word)) for word in ("He", "deal", "dead", "buried")] == [
        "outlet",
        "reported",
        "quoted",
        "reported",
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 10)).map(lambda s: Span(s[0], s[0] + s[1])), max_size=8
    )
)
def test_a_cover_holds_exactly_what_its_spans_hold(pieces: list[Span]) -> None:
    cover = Cover(pieces)
    for offset in range(-1, 75):
        assert (offset in cover) == any(start <= offset < end for start, end in pieces)
