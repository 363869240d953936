"""HTML in the text of a record: its tags marked so that no count sees them, its entities read as characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from analysis.corpus.formats.html import BLOCKS, HIDDEN
from analysis.model import Boilerplate, Span

_INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big button center cite code col del dfn em embed font i img input ins kbd label "
    "link mark meta object param picture q s samp small source span strike strong sub sup time tt u var video "
    "wbr".split()
)
_NAMES = "|".join(sorted(BLOCKS | HIDDEN | _INLINE, key=lambda name: (-len(name), name)))
# A quoted value holds no "<", so that a mark that is never closed is not searched for beyond the next tag.
_TAG = re.compile(
    rf"<!--|<!doctype[^<>]*>|<(?P<closes>/?)(?P<name>(?:{_NAMES})|[a-z]\w*:[a-z]\w*)"
    r"(?:[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?>",
    re.IGNORECASE,
)
# What prose does not hold: "a <b or c> d" is none of these.
_SURE = re.compile(
    rf"</(?:{_NAMES})\s*>|<(?:p|br|hr)\s*/?>|<(?:p|img|div|a)\s[a-z-]+=[^<>]*>|<!--", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_AT_LINE_START = re.compile(r"(?:\A|[\r\n])[ \t]*\Z")
_AT_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|\Z)")


def characters(text: str) -> str:
    """The text with entities ("&amp;", "&#8217;") as the characters they stand for; what only looks like one stays."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if known else entity[0]


def text_and_tags(text: str) -> tuple[str, tuple[Boilerplate, ...]]:
    """The text with its entities as characters, and the spans in it of tags, comments, scripts and styles.

    A tag that begins or ends a block stands at a line break, put there where the text has none. A text without
    tags, "<" and "&" of prose in it, is the same text.
    """
    if "<" not in text or not _SURE.search(text):
        text = characters(text)  # tags may have been written as entities too
        if not _SURE.search(text):
            return text, ()
    pieces: list[str] = []
    marks: list[Boilerplate] = []
    length = since = 0
    tail = ""  # the last characters, to see whether they end a line

    def add(piece: str) -> None:
        nonlocal length, tail
        pieces.append(piece)
        length += len(piece)
        tail = (tail + piece)[-100:]

    for start, end, name, opens in _tags(text):
        add(characters(text[since:start]))
        block = name in BLOCKS
        if block and opens and name != "br" and not _AT_LINE_START.search(tail):
            add("\n\n")
        marks.append(Boilerplate(Span(length, length + end - start), "markup"))
        add(text[start:end])
        if block and (name == "br" or not opens) and not _AT_LINE_END.match(text, end):
            add("\n" if name == "br" else "\n\n")
        since = end
    add(characters(text[since:]))
    return "".join(pieces), tuple(marks)


def _tags(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where each tag begins and ends, its name ("" for a comment), and whether it opens.

    A comment and an element whose content is not shown are one with what they hold.
    """
    never_closed: set[str] = set()
    at = 0
    while found := _TAG.search(text, at):
        name = (found["name"] or "").lower()
        opens = not found["closes"]
        at = found.end()
        hides = name in HIDDEN and opens and not found[0].endswith("/>")
        closing = "-->" if found[0] == "<!--" else rf"</{name}\s*>" if hides else ""
        if closing and closing not in never_closed:
            if there := re.compile(closing, re.IGNORECASE).search(text, at):
                at = there.end()
            else:
                never_closed.add(closing)  # the rest is shown: a text is not lost to one slip
        yield found.start(), at, name, opens
