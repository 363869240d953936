"""Places and peoples by name: countries and their forms, regions, cities, seas, nationalities, religions, parties.

Read once a process from lexicons/places.tsv (made by lexicons/build_places.py) and lexicons/places_by_hand.tsv, which
holds what the libraries lack and wins where both know a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, get_args

from analysis.model import Label

LABELS: tuple[Label, ...] = get_args(Label)

PEOPLES = ("demonym", "people", "religion", "party")
LABEL_OF_KIND: dict[str, Label] = {
    "country": "GPE",
    "part": "GPE",
    "capital": "GPE",
    "region": "GPE",
    "city": "GPE",
    "landscape": "LOC",
    "demonym": "NORP",
    "people": "NORP",
    "religion": "NORP",
    "party": "NORP",
}


class Known(NamedTuple):
    """What the gazetteer says of a name."""

    kind: str  # a key of LABEL_OF_KIND
    key: str  # the same for all forms of one place or people, e.g. "US" for U.S. and America


@cache
def gazetteer() -> dict[str, Known]:
    """Name as written → what it is."""
    known: dict[str, Known] = {}
    for file in ("places_by_hand.tsv", "places.tsv"):
        text = (resources.files("analysis.lexicons") / file).read_text(encoding="utf-8")
        for line in text.splitlines():
            name, kind, key = line.split("\t")
            known.setdefault(name, Known(kind, key))
    return known


@lru_cache(maxsize=65536)
def look_up(name: str) -> Known | None:
    """What the gazetteer says of a name; plural peoples ("Serbians") and straight apostrophes are tried too."""
    known = gazetteer()
    name = name.replace("’", "'")
    if (found := known.get(name)) is not None:
        return found
    if name.isupper() and len(name) > 4 and (found := known.get(name.title())) is not None:
        return found
    if name.endswith("s") and (found := known.get(name[:-1])) is not None and found.kind in PEOPLES:
        return found
    return _inhabitants(name)


MIN_STEM = 4  # letters a place's name keeps in that of its inhabitants
_INHABITANTS = re.compile(r"(.+?)(?:n|an|ian|er|ite|ese)s?")


@lru_cache(maxsize=65536)
def _inhabitants(name: str) -> Known | None:
    """ "Londoners", "Montanan", "Hong Konger": a people called after a place the gazetteer knows."""
    match = _INHABITANTS.fullmatch(name)
    if match is None or len(match[1]) < MIN_STEM:
        return None
    for end in ("", "a", "o", "y", "e"):
        found = gazetteer().get(match[1] + end)
        if found is not None and (
            found.kind in ("country", "part", "capital") or found.key.startswith("US-")
        ):
            return Known("people", f"of {match[1] + end}")
    return None


def _table(file: str) -> list[list[str]]:
    text = (resources.files("analysis.lexicons") / file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def known_names() -> dict[str, str]:
    """Widely known organisations, buildings, events and works → "label kind", e.g. "ORG media"."""
    return {name: f"{label} {kind}" for name, label, kind in _table("known_names.tsv")}


def known_name(name: str) -> str | None:
    """What known_names says of a name, "al-Qa’ida" read as "al-Qaida"."""
    return known_names().get(name) or known_names().get(name.replace("’", "").replace("'", ""))


@cache
def name_heads() -> dict[str, str]:
    """Common nouns that tell what a name is of ("bridge": FAC) → its labels, joined by "+"."""
    return {word: labels for word, labels in _table("name_heads.tsv")}  # noqa: C416  # two columns, said to mypy


@cache
def person_names() -> dict[str, str]:
    """Given names and surnames → "given", "surname" or "both"."""
    return {name: kind for name, kind in _table("person_names.tsv")}  # noqa: C416


@cache
def acronyms() -> dict[str, str]:
    """Widely known acronyms and short names of organisations → the full name."""
    return {short: full for short, full in _table("known_acronyms.tsv")}  # noqa: C416


@cache
def sure_heads() -> dict[tuple[str, str], Label]:
    """("first" or "last", word) → the kind of any name with that word there ("last", "hospital": FAC)."""
    return {(place, word): label_of(label) for word, place, label in _table("sure_heads.tsv")}


@cache
def sure_tails() -> dict[str, Label]:
    """Words that belong to the name before them even when written small → the kind of the whole."""
    return {word: label_of(label) for word, label in _table("sure_tails.tsv")}


def label_of(text: str) -> Label:
    """A label as read from a file.

    Raises ValueError when it is none.
    """
    for label in LABELS:
        if label == text:
            return label
    raise ValueError(f"{text!r} is no label, expected one of {', '.join(LABELS)}")
