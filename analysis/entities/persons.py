"""Two names of one person: what in the names themselves says so."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from analysis.entities.titles import is_title

PARTICLES = frozenset(
    "de da di do du del della der den van von bin ibn ben al el la le dos das ter ten abu bint".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "mbe", "obe", "kc", "qc"})
MIN_VARIANT = 5  # letters; in shorter words one letter is often another name


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Lower case, without accents, full stops and kinds of apostrophe and hyphen: what spellings share."""
    name = unicodedata.normalize("NFKD", name.replace("’", "'"))
    name = "".join(c for c in name if not unicodedata.combining(c)).replace(".", "")
    return " ".join(re.sub("[‐‑–]", "-", name).casefold().split())


class PersonName(NamedTuple):
    """The words of a person's name, folded, without titles, quotation marks and "Jr."."""

    words: tuple[str, ...]
    by_initials: bool  # "CQ Brown", "J.D. Vance"

    @property
    def surname(self) -> str:
        return self.words[-1]

    @property
    def given(self) -> str:
        return self.words[0]


@lru_cache(maxsize=65536)
def person_name(text: str) -> PersonName:
    words = [w for w in (part.strip("()[]\"“”‘’'") for part in re.split(r"[\s,]+", text)) if w] or [text]
    while len(words) > 1 and is_title(words[0]) and words[0] != "Don":
        words = words[1:]
    while len(words) > 1 and folded(words[-1]) in _SUFFIXES:
        words = words[:-1]
    first = words[0].replace(".", "")
    by_initials = len(words) == 2 and 2 <= len(first) <= 3 and first.isalpha() and first.isupper()
    return PersonName(tuple(folded(w) for w in words), by_initials)


def given_agree(a: str, b: str) -> str | None:
    """Why two given names can be one person's: equal, an initial, a short form (Chad, Chadwick)."""
    if a == b:
        return "same name"
    if min(len(a), len(b)) == 1 and a[0] == b[0]:
        return "initial"
    short, long = sorted((a, b), key=len)
    return "short given name" if len(short) >= 3 and long.startswith(short) else None


@lru_cache(maxsize=65536)
def full_match(a: str, b: str) -> str | None:
    """Why two names of two words and more are one person's; None when nothing says so."""
    x, y = person_name(a), person_name(b)
    if len(x.words) < 2 or len(y.words) < 2:
        return None
    if x.words == y.words:
        return "same name"
    if sorted(x.words) == sorted(y.words):
        return "reordered name"
    if x.surname != y.surname:
        return None
    for short, long in ((x, y), (y, x)):
        if short.by_initials and short.given == "".join(word[0] for word in long.words[:-1]):
            return "initials"
    reason = given_agree(x.given, y.given)
    if reason is None or not _middles_agree(x.words[1:-1], y.words[1:-1]):
        return None
    return reason if reason != "same name" else "middle name left out"


def compatible(a: str, b: str) -> bool:
    """Whether nothing in two full names of one surname speaks against one person: "CQ Brown", "Charles Brown"."""
    if full_match(a, b):
        return True
    x, y = person_name(a), person_name(b)
    return x.surname == y.surname and any(
        short.by_initials
        and len(long.words) == 2
        and not long.by_initials
        and short.given[0] == long.given[0]
        for short, long in ((x, y), (y, x))
    )


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """No middle name contradicts another: one name has none, or they agree one by one."""
    return not a or not b or all(given_agree(p, q) for p, q in zip(a, b, strict=False))


SHORT_REASONS = (  # the surest first; a short name goes to the one person it fits for the surest reason
    "surname",
    "part of the surname",
    "first word of the name",
    "first words of the name",
    "short given name",
    "spelling of the surname",
)


@lru_cache(maxsize=65536)
def short_match(short: str, full: str) -> str | None:
    """Why a shorter name stands for a full one; one of SHORT_REASONS."""
    a, b = person_name(short).words, person_name(full).words
    if len(a) >= len(b):
        return None
    if len(a) > 1:
        if b[-len(a) :] == a:
            return "surname"
        return "first words of the name" if b[: len(a)] == a else None
    word, surname = a[0], b[-1]
    if word == surname:
        return "surname"
    if (word in b[1:-1] and word not in PARTICLES) or word in surname.split("-"):
        return "part of the surname"
    if word == b[0]:
        return "first word of the name"
    if len(word) >= 3 and b[0].startswith(word) and len(b[0]) - len(word) >= 2:
        return "short given name"
    return "spelling of the surname" if spelling_variant(word, surname) else None


def spelling_variant(a: str, b: str) -> bool:
    """One letter apart (or two swapped), same first letter, long enough: Chirac and Chriac."""
    if (
        min(len(a), len(b)) < MIN_VARIANT
        or not (a + b).isalpha()
        or a == b
        or a[0] != b[0]
        or a.rstrip("s") == b.rstrip("s")
    ):
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1
