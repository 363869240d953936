"""What a rule is, and the few ways its patterns are anchored."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

Part = tuple[int, int]
Test = Callable[[str], re.Match[str] | None]

MAX_WORDS = 60  # a longer stretch is prose, perhaps with something in it, never furniture as a whole
_OPENING = r"[\s>»›•*▶►→|#–—-]{0,6}[(\[]?\s{0,3}"
_CLOSING = r"\s{0,3}[.:!…>»›→|)\]-]{0,4}\s{0,3}"


class Rule(NamedTuple):
    """label: what the part is. finds: where it lies in the text given, None when the rule passes."""

    label: str
    finds: Callable[[str], Part | None]
    may_open_a_headline: bool = False  # "Watch: …", "Photos: …" do


def n_words(text: str) -> int:
    """Words, roughly; a long run without spaces counts by its length, so that no test looks into it."""
    return max(text.count(" ") + 1, len(text) // 20)


def whole(text: str) -> Part:
    return (0, len(text))


def bracketed(text: str) -> Part | None:
    """The bracket a text begins with when more stands behind it: "(Related: …) The minister said"."""
    end = text.find({"(": ")", "[": "]"}.get(text[:1], "\0")) + 1
    return (0, end) if 0 < end < len(text.rstrip(" .")) else None


def starts(*patterns: str, ignore_case: bool = True) -> Test:
    """A test whether a text begins with one of the patterns."""
    return re.compile(_OPENING + "(?:" + "|".join(patterns) + ")", re.IGNORECASE if ignore_case else 0).match


def only(*patterns: str) -> Test:
    """A test whether a text is one of the patterns and nothing else."""
    return re.compile(_OPENING + "(?:" + "|".join(patterns) + ")" + _CLOSING, re.IGNORECASE).fullmatch
