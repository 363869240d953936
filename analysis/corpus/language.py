"""Which language a text is written in."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the and of that with from which this they were have has been his their would said".split()
)
_ENGLISH_SHARE = 0.08  # of the first words; the lowest of 178 English Wikinews articles has 0.106
_MIN_WORDS = 6
_LOOK_AT = 4000  # characters


_CALLED_ENGLISH = frozenset(
    "eng english anglais englisch inglés ingles inglês inglese engels engelsk angielski английский 英语 英文".split()
)
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*")
_NO_CODES = frozenset(("un", "na", "no data"))  # "unknown", "not available"


def code_of(value: str) -> str:
    """The ISO 639-1 code that a table's value says: "en-GB" is "en"; "" when it says none that is known here."""
    said = value.strip().lower()
    if said in _CALLED_ENGLISH:
        return "en"
    code = _CODE.fullmatch(said)
    return code[1] if code and code[1] not in _NO_CODES else ""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language; "en" when there are too few words to tell.

    Plain English is known by its function words; only a text without them costs a look by py3langid.
    """
    words = [word.lower() for word in _WORD.findall(text[:_LOOK_AT])]
    latin = text.isascii()
    if len(words) < _MIN_WORDS and (latin or not words):
        return "en"
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words) and len(words) >= _MIN_WORDS:
        return "en"
    from py3langid import rank

    return next((code for code, _ in rank(text[:_LOOK_AT]) if len(code) == 2), "en")
