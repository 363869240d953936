"""Places and peoples by name: countries and their forms, regions, cities, seas, nationalities, religions, parties.

Read once a process from lexicons/places.tsv (made by lexicons/build_places.py) and lexicons/places_by_hand.tsv, which
holds what the libraries lack and wins where both know a name.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from analysis.model import Label

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
    return None


def _table(file: str) -> list[list[str]]:
    text = (resources.files("analysis.lexicons") / file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@cache
def known_names() -> dict[str, str]:
    """Widely known organisations, buildings, events and works → "label kind", e.g. "ORG media"."""
    return {name: f"{label} {kind}" for name, label, kind in _table("known_names.tsv")}


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
