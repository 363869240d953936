"""A text cut into the lines and glued sentences a rule looks at, each knowing where it stands."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_TERMINAL = ".!?…。！？"
_CLOSING = "\"'”’»)]"

# Where a page lost the break between two paragraphs: "in November.The Pentagon", "Beijing”.But".
_GLUE = re.compile(r"[.!?…][\"”’»)\]]?(?=[\"“‘«(]?[A-Z](?:[a-z’' ]|[A-Z]))")
_NO_SENTENCE_END = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "St",
        "Gen",
        "Sen",
        "Rep",
        "Gov",
        "Lt",
        "Col",
        "Sgt",
        "Capt",
        "Maj",
        "Adm",
        "Cmdr",
        "Prof",
        "Rev",
        "Hon",
        "Pres",
        "Inc",
        "Ltd",
        "Co",
        "Corp",
        "No",
        "vs",
        "Jr",
        "Sr",
        "Ph",
        "www",
    ]
)
_NO_SENTENCE_START = frozenset("com org net co gov edu io js ai info pdf".split())
_WORD = re.compile(r"[^\W_]+")

MAX_WRAP = 120  # characters; longer lines were not broken by hand or by a mailer
MIN_WRAP = 40


class Segment(NamedTuple):
    """A stretch of the text that begins and ends with a visible character.

    text: the same length as the span, line breaks shown as spaces.
    """

    start: int
    end: int
    text: str


def segments(text: str) -> list[Segment]:
    """Every visible character of the text, in order, in stretches no rule needs to look beyond."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    if width:
        lines = _unwrapped(text, lines, width)
    return [piece for line in lines for piece in _unglued(line)]


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence does: a stop, perhaps followed by closing marks."""
    return text.rstrip(_CLOSING + " \u00a0").endswith(tuple(_TERMINAL)) if text else False


def _flat(text: str) -> str:
    """The text with each line break as one space: as long as before, so offsets hold."""
    return _BREAK.sub(lambda found: " " * len(found[0]), text)


def _lines(text: str) -> list[Segment]:
    found = []
    for line in _LINE.finditer(text):
        shown = line[0].strip()
        if shown:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append(Segment(start, start + len(shown), shown))
    return found


def _n_breaks(text: str, before: Segment, after: Segment) -> int:
    gap = text[before.end : after.start]
    return len(_BREAK.findall(gap))


def _wrap_width(text: str, lines: list[Segment]) -> int:
    """The width at which the text was wrapped by hand or by a mailer; 0 when its lines are whole paragraphs."""
    if len(lines) < 4 or max(len(line.text) for line in lines) > MAX_WRAP:
        return 0
    inner = [a for a, b in itertools.pairwise(lines) if _n_breaks(text, a, b) == 1]
    if len(inner) < 3:
        return 0
    width = max(len(line.text) for line in inner)
    full = sum(len(line.text) >= 0.75 * width for line in inner)
    unfinished = sum(not is_finished(line.text) for line in inner)
    wrapped = width >= MIN_WRAP and full >= 0.6 * len(inner) and unfinished >= 0.5 * len(inner)
    return width if wrapped else 0


def _unwrapped(text: str, lines: list[Segment], width: int) -> list[Segment]:
    """Lines of one paragraph put together again.

    A paragraph ends at a blank line, before an indented line, and after a finished line that had room for
    the next word.
    """
    groups = [[lines[0]]]
    for before, after in itertools.pairwise(lines):
        next_word = after.text.split(None, 1)[0]
        had_room = len(before.text) + 1 + len(next_word) < width
        indented = text[before.end : after.start].endswith(("  ", "\t"))
        if _n_breaks(text, before, after) > 1 or indented or (had_room and is_finished(before.text)):
            groups.append([after])
        else:
            groups[-1].append(after)
    return [
        Segment(group[0].start, group[-1].end, _flat(text[group[0].start : group[-1].end]))
        for group in groups
    ]


def _unglued(line: Segment) -> list[Segment]:
    """The line cut where a stop is followed by a capital without a space."""
    cuts = [0]
    for found in _GLUE.finditer(line.text):
        if _is_glue(line.text, found.start(), found.end(), cuts[-1]):
            cuts.append(found.end())
    cuts.append(len(line.text))
    pieces = []
    for start, end in itertools.pairwise(cuts):
        raw = line.text[start:end]
        shown = raw.strip()
        first = line.start + start + len(raw) - len(raw.lstrip())
        pieces.append(Segment(first, first + len(shown), shown))
    return [piece for piece in pieces if piece.text]


def _is_glue(line: str, stop: int, end: int, since: int) -> bool:
    """Whether a sentence really ends at `stop`: not "U.S.Army", "St.Louis", "Booking.Com"."""
    if line[stop + 1 : end] == '"' and line.count('"', since, end) % 2:
        return False  # that mark opens the next sentence; cutting behind it would leave it on the wrong side
    tail = line[max(since, stop - 24) : stop]
    following = _WORD.search(line, end)
    if not tail or following is None or following[0].lower() in _NO_SENTENCE_START:
        return False
    if tail[-1] in '"”’»)]':
        return True
    last = tail.rsplit(None, 1)[-1] if not tail[-1].isspace() else ""
    word = _WORD.findall(last)[-1] if _WORD.search(last) else ""
    if len(word) < 2 or word in _NO_SENTENCE_END or not tail.endswith(word):
        return False
    return word.isdigit() or "." not in last.removesuffix(word)
