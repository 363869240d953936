"""Two names of one organisation, place, building, event or work: what in the names themselves says so."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.entities.gazetteer import look_up
from analysis.entities.persons import folded

SMALL_WORDS = frozenset("of the for and on in at to de la le du des et y & a an".split())
_GENERIC = """company co corp corporation inc incorporated ltd limited plc llc gmbh ag sa a/s nv group holdings
industries international airlines airways air motors motor electric entertainment studios pictures records news
network media television tv radio newspaper magazine party movement association society foundation institute fund usa
uk project club united fc cf team band family bank stores technologies systems services airport stadium hospital
rainforest islands ocean sea trial cathedral"""
GENERIC = frozenset(_GENERIC.split())  # left out at the end of a name used again
_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "labour": "labor",
    "theatre": "theater",
    "parties": "party",
    "railways": "railway",
    "&": "and",
    "dept": "department",
    "univ": "university",
}
_AREAS = frozenset("county parish province state district region prefecture oblast".split())
_STORMS = frozenset("hurricane typhoon cyclone tropical storm depression".split())
_MINISTRIES = frozenset({"ministry", "department"})


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words, folded, possessives, brackets and small words left out, British spellings made American."""
    plain = re.sub(r"\(.*?\)|['’]s?(?!\w)", "", name)
    words = [folded(word) for word in re.split(r"[\s,]+", plain) if word]
    return tuple(_SPELLINGS.get(word, word) for word in words if word and word not in SMALL_WORDS)


@lru_cache(maxsize=65536)
def signature(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """A name as its words and its countries, order left aside.

    "China's Defense Ministry" and "Chinese Ministry of National Defense" have the same signature.
    """
    words = [w for w in re.split(r"[\s,]+", re.sub(r"\(.*?\)|['’]s?(?!\w)", "", name)) if w]
    countries: set[str] = set()
    rest: list[str] = []
    i = 0
    while i < len(words):
        for size in (4, 3, 2, 1):
            known = look_up(" ".join(words[i : i + size])) if i + size <= len(words) else None
            if known is not None and known.kind in ("country", "demonym", "part"):
                countries.add(known.key)
                i += size
                break
        else:
            rest += name_words(words[i])
            i += 1
    if len(rest) > 2 and _MINISTRIES & set(rest):
        rest = [word for word in rest if word not in ("national", "federal")]
    if len(rest) > 1 and rest[0] in _STORMS:
        rest = [word for word in rest if word not in _STORMS]
    return frozenset(rest), frozenset(countries)


def same_words(a: str, b: str) -> str | None:
    """Why two names of the same words in any order are one: the same country, or a country in one only."""
    (words_a, land_a), (words_b, land_b) = signature(a), signature(b)
    if not words_a or words_a != words_b or (land_a and land_b and land_a != land_b):
        return None
    return "same words" if land_a == land_b else "country left out"


@lru_cache(maxsize=65536)
def initials_of(name: str) -> frozenset[str]:
    """The acronyms a name can have: with and without small words, its country, its "at …"."""
    words = [w for w in _APART.split(_LEFT_OUT.sub("", name)) if w[:1].isalnum()]
    if len(words) < 2:
        return frozenset()
    kept = [words]
    for size in (1, 2):  # China's Ministry of National Defense: MND
        known = look_up(" ".join(words[:size])) if len(words) > size + 1 else None
        if known is not None and known.kind in ("country", "demonym"):
            kept.append(words[size:])
    if "at" in words[1:]:
        kept.append(words[: words.index("at", 1)])
    given = {"".join([w[0] for w in some]).upper() for some in kept}
    given |= {"".join([w[0] for w in some if w.lower() not in SMALL_WORDS]).upper() for some in kept}
    return frozenset([g for g in given if len(g) > 1])


_APART = re.compile(r"[\s\-–/]+")
_LEFT_OUT = re.compile(r"\(.*?\)|['’]s\b")


def letters_of(acronym: str) -> str:
    return re.sub(r"[.\-&]", "", acronym).upper()


@lru_cache(maxsize=65536)
def is_acronym(name: str) -> bool:
    """Written like one: FSB, U.N., PG&E, AfCFTA, G7."""
    plain = re.sub(r"[.\-&]", "", name)
    large = sum(c.isupper() for c in plain)
    return (
        2 <= len(plain) <= 10
        and plain.isalnum()
        and large >= 2
        and 2 * large >= len(plain.rstrip("0123456789"))
    )


def acronym_fits(short: str, long: str) -> bool:
    """Whether the letters of a short form given in brackets run through the name in order, from its first letter."""
    letters, rest = re.sub(r"\W", "", folded(short)), re.sub(r"\W", "", folded(long))
    remaining = iter(rest)
    return bool(letters) and letters[0] == rest[:1] and all(letter in remaining for letter in letters)


@lru_cache(maxsize=65536)
def part_match(short: str, long: str) -> str | None:
    """Why a shorter name stands for a longer one: its country, its "of …", its first or last words left out."""
    (land_a, a), (land_b, b) = _country_first(short), _country_first(long)
    if not a or not b or (land_a and land_a != land_b):
        return None
    if a == b:
        return "country left out" if not land_a and land_b else None
    if len(a) >= len(b):
        return None
    if b[: len(a)] == a:
        rest = b[len(a) :]
        is_tail = (
            rest[0] in ("of", "for", "at", "in", "on") or all(w in GENERIC for w in rest) or rest[0].isdigit()
        )
        return "short form" if is_tail else None
    if b[-len(a) :] == a and b[-len(a) - 1] not in SMALL_WORDS:
        return "short form"
    words_a, words_b = name_words(short), name_words(long)
    if len(words_a) > 1 and words_a[-1] == words_b[-1]:
        remaining = iter(words_b)
        return "short form" if all(word in remaining for word in words_a) else None
    return None


def _country_first(name: str) -> tuple[str, list[str]]:
    """The country a name begins with ("" for none) and the rest of it, folded."""
    words = name.split()
    for size in (3, 2, 1):
        known = look_up(" ".join(words[:size])) if len(words) > size else None
        if known is not None and known.kind in ("country", "demonym", "part"):
            return known.key, folded(" ".join(words[size:])).split()
    return "", folded(name).split()


def area_match(short: str, long: str) -> str | None:
    """Why a place's name stands for a longer one: "Westchester", "Westchester County"; "State of Virginia"."""
    a, b = folded(short).split(), folded(long).split()
    after = b[: len(a)] == a and len(b) == len(a) + 1 and b[-1] in _AREAS
    before = b[-len(a) :] == a and len(b) == len(a) + 2 and b[0] in _AREAS and b[1] == "of"
    return "area" if after or before else None
