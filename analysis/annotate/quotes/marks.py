"""Quotation marks: where each quotation opens and closes, paragraph by paragraph.

Knows curly, straight and low double marks, doubled apostrophes (as The New York Times prints them), guillemets, corner
brackets, and single marks that are not apostrophes. One pass over the marks of a paragraph, linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from analysis.model import Span

_MARK = re.compile(
    "''|``|[\"\u201c\u201d\u201e\u201f\uff02\u00ab\u00bb\u2039\u203a\u2018\u2019\u201a'「」『』]"
)

_DOUBLE = frozenset(["''", "``", '"', "\u201c", "\u201d", "\u201e", "\u201f", "\uff02"])
_SINGLE = frozenset(["'", "\u2018", "\u2019", "\u201a"])
_GUILLEMETS = frozenset("\u00ab\u00bb\u2039\u203a")
_ONLY_OPEN = frozenset(["``", "\u201e", "\u201f", "\u201a", "「", "『"])
_ONLY_CLOSE = frozenset("」』")

_ELISION = re.compile(r"\d0s|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b|bout\b|cos\b|s\b", re.IGNORECASE)
_INCHES = re.compile(r"\d['\u2019\u2032]\s?\d{1,2}$|(?:^|\s)\d{1,3}(?:\.\d+)?$")
_SENTENCE_END = re.compile(r"[.!?](?=\s+\S)")


@dataclass(frozen=True)
class Quotation:
    """A stretch of text in quotation marks, within one paragraph."""

    outer: Span  # with its marks
    inner: Span  # between them
    closed: bool  # False: no closing mark, it runs on or the mark is missing
    nested: bool  # inside another quotation


@dataclass(frozen=True)
class _Open:
    """A mark that opened a quotation and waits for its closing mark."""

    family: str  # "double", "single", "guillemet" or "corner"
    mark: str
    span: Span


def find_quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """Every quotation, outer ones before the ones inside them, in order of their start.

    An opening mark without a closing one reaches to the end of its paragraph where it starts the paragraph or follows
    a colon or comma, or where the next paragraph goes on with a mark; else to the end of its sentence. Nothing crosses
    a paragraph: a quotation over several paragraphs is one Quotation in each.
    """
    found: list[Quotation] = []
    spans = list(paragraphs)
    for paragraph, following in zip_longest(spans, spans[1:]):
        goes_on = following is not None and bool(_MARK.match(text, following.start))
        found.extend(_of_paragraph(text, paragraph, goes_on))
    return sorted(found, key=lambda quotation: (quotation.outer.start, -quotation.outer.end))


def _of_paragraph(text: str, paragraph: Span, goes_on: bool) -> Iterator[Quotation]:
    stack: list[_Open] = []
    closers = _last_single_closer(text, paragraph)
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, span = match.group(), Span(*match.span())
        opens, closes = _shape(text, span, paragraph)
        family = _family(mark)
        if family == "single" and _is_apostrophe(text, span, paragraph, stack, closers):
            continue
        if family == "double" and mark != "\u201c" and _is_inches(text, span, stack, opens):
            continue
        partner = next((i for i in reversed(range(len(stack))) if stack[i].family == family), None)
        if partner is not None and _is_closing(stack[partner], mark, opens, closes):
            yield _closed(stack[partner], span, nested=partner > 0)
            del stack[partner:]
        elif _is_opening(mark, opens, family):
            if partner is not None:  # the earlier one was never closed
                yield from _unclosed(text, stack[partner], span.start, partner > 0, False)
                del stack[partner:]
            stack.append(_Open(family, mark, span))
    for depth, opened in enumerate(stack):
        if opened.family != "single":
            to_end = goes_on or _is_introduced(text, opened, paragraph)
            yield from _unclosed(text, opened, paragraph.end, depth > 0, to_end)


def _family(mark: str) -> str:
    if mark in _DOUBLE:
        return "double"
    if mark in _SINGLE:
        return "single"
    return "guillemet" if mark in _GUILLEMETS else "corner"


def _shape(text: str, span: Span, paragraph: Span) -> tuple[bool, bool]:
    """Whether what stands around a mark lets it open, and lets it close."""
    before = text[span.start - 1] if span.start > paragraph.start else " "
    after = text[span.end] if span.end < paragraph.end else " "
    opens = not after.isspace() and not before.isalnum() and before not in ".,!?;"
    closes = not before.isspace() and not after.isalnum()
    if opens and closes:  # between two other marks or brackets
        opens, closes = (
            before in "([{-\u2013\u2014/\u201c\u2018\"'",
            after in ")]}.,;:!?-\u2013\u2014/\u201d\u2019\"'",
        )
    return opens, closes


def _is_closing(opened: _Open, mark: str, opens: bool, closes: bool) -> bool:
    if mark in _ONLY_OPEN:
        return False
    if mark == "\u201d" or mark in _ONLY_CLOSE:
        return True
    if mark == "\u201c":  # closes „German“ quotations, and where it was typed for ”
        return opened.mark == "\u201e" or (closes and not opens)
    if opened.family == "guillemet":
        return mark != opened.mark
    if mark == "\u2018":
        return opened.mark == "\u201a"
    return closes or not opens


def _is_opening(mark: str, opens: bool, family: str) -> bool:
    if mark in _ONLY_CLOSE:
        return False
    if mark in _ONLY_OPEN or mark in "\u201c\u00ab\u2039":
        return True
    return opens


def _is_apostrophe(
    text: str, span: Span, paragraph: Span, stack: list[_Open], closers: dict[int, int]
) -> bool:
    """A single mark that is a letter's: "don't", "dogs' dinner", "'90s"; or one that nothing closes."""
    if text[span.start] in "\u201a":
        return False
    before = text[span.start - 1] if span.start > paragraph.start else " "
    after = text[span.end] if span.end < paragraph.end else " "
    if before.isalnum() and after.isalnum():
        return True
    is_open = any(opened.family == "single" for opened in stack)
    if not is_open:
        if before.isalnum() or after.isspace() or (not after.isalnum() and after not in '\u201c"[($£€.'):
            return True
        return bool(_ELISION.match(text, span.end)) or closers.get(span.start, -1) < 0
    if after.isalnum():
        return True
    return before in "sS" and after == " " and closers.get(span.start, -1) >= 0


def _last_single_closer(text: str, paragraph: Span) -> dict[int, int]:
    """For each single mark: the place of the next later one that can close, before one that opens; -1 without."""
    following: dict[int, int] = {}
    closer = -1
    for match in reversed(list(_MARK.finditer(text, paragraph.start, paragraph.end))):
        if match.group() not in _SINGLE:
            continue
        place = match.start()
        following[place] = closer
        before = text[place - 1] if place > paragraph.start else " "
        after = text[place + 1] if place + 1 < paragraph.end else " "
        if not before.isspace() and not after.isalnum() and match.group() != "\u2018":
            closer = place
        elif before.isspace() and after.isalnum():
            closer = -1
    return following


def _is_inches(text: str, span: Span, stack: list[_Open], opens: bool) -> bool:
    """The mark of 5'10" or 27": after a number, where it cannot close a quotation that began with words."""
    before = text[max(0, span.start - 8) : span.start]
    if not before[-1:].isdigit() or opens:
        return False
    if re.search(r"\d['\u2019\u2032]\s?\d{1,2}$", before):
        return True
    return not any(opened.family == "double" for opened in stack) and bool(_INCHES.search(before))


def _is_introduced(text: str, opened: _Open, paragraph: Span) -> bool:
    before = text[paragraph.start : opened.span.start].rstrip()
    return not before or before[-1] in ":,"


def _closed(opened: _Open, span: Span, *, nested: bool) -> Quotation:
    outer, inner = Span(opened.span.start, span.end), Span(opened.span.end, span.start)
    return Quotation(outer, inner, closed=True, nested=nested)


def _unclosed(text: str, opened: _Open, end: int, nested: bool, to_end: bool) -> Iterator[Quotation]:
    if not to_end:
        stop = _SENTENCE_END.search(text, opened.span.end, end)
        end = stop.end() if stop else end
    if text[opened.span.end : end].strip():
        yield Quotation(Span(opened.span.start, end), Span(opened.span.end, end), closed=False, nested=nested)
