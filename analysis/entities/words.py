"""The words names are looked for in: finer than spaCy's tokens, with what spaCy says of them."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """A word of the text with what spaCy says of its token."""

    text: str  # as written; in a headline in capitals, as the rest of the article would write it
    start: int
    end: int
    tag: str  # fine part of speech
    ner: str  # "B-ORG", "I-ORG" or ""
    opens: bool  # first word of its sentence


class Words(NamedTuple):
    """The words of an article; `breaks` are the places between words where no name goes on."""

    words: list[Word]
    breaks: set[int]
