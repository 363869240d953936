"""Two names of one thing: what in the names themselves says so. Each test answers with a reason, or None.

Nothing here looks at the text around; within_article.py does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from analysis.entities.gazetteer import look_up
from analysis.entities.titles import is_title


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL_WORDS = _words("of the for and on in at to de la le du des et y & a an")
PARTICLES = _words(
    "de da di do du del della der den van von der bin ibn ben al el la le dos das ter ten st abu bint y e"
)
SUFFIXES = _words("jr jr. sr sr. ii iii iv v phd md mp mbe obe kc qc")
COMPANY_WORDS = _words("""
    company co corp corporation inc incorporated ltd limited plc llc gmbh ag sa nv group holdings
    industries international airlines airways air air-lines motors motor electric entertainment studios
    pictures records news network media television tv radio newspaper magazine party movement association
    society foundation institute fund usa uk australia canada america europe online.com .com project club
    united fc cf team band family bank stores supermarkets technologies systems services oceanography
""")
SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "labour": "labor",
    "theatre": "theater",
    "defenses": "defense",
    "authorities": "authority",
    "parties": "party",
    "railways": "railway",
    "&": "and",
    "dept": "department",
    "univ": "university",
    "intl": "international",
}
MINISTRIES = frozenset({"ministry", "department"})


def folded(name: str) -> str:
    """Lower case, without accents, full stops and apostrophe forms: what two spellings of one name share."""
    name = unicodedata.normalize("NFKD", name.replace("’", "'"))
    name = "".join(c for c in name if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", name.replace(".", "").replace("‑", "-").replace("–", "-")).strip().casefold()


def words_of(name: str) -> list[str]:
    return [w for w in re.split(r"[\s,]+", name) if w.strip("()\"“”'’")]


@dataclass(frozen=True)
class PersonName:
    """A person's name in parts: all words but titles and "Jr."."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        words = [w.strip("()\"“”'") for w in words_of(self.text)]
        while len(words) > 1 and is_title(words[0]):
            words = words[1:]
        while len(words) > 1 and words[-1].lower() in SUFFIXES:
            words = words[:-1]
        return tuple(folded(w) for w in words)

    @property
    def is_single(self) -> bool:
        return len(self.words) == 1

    @property
    def surname(self) -> str:
        return self.words[-1]

    @property
    def given(self) -> str:
        return self.words[0]


def _given_agree(a: str, b: str) -> bool:
    """Equal, an initial of the other, or its short form (Chad, Chadwick)."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 3 and long.startswith(short)


@lru_cache(maxsize=4096)
def person_match(a: str, b: str) -> str | None:
    """Why two full names (two words and more each) are one person's."""
    x, y = PersonName(a), PersonName(b)
    if x.words == y.words:
        return "same name"
    if x.is_single or y.is_single:
        return None
    if sorted(x.words) == sorted(y.words):
        return "reordered name"
    if x.surname != y.surname:
        return _within(x, y)
    if _given_agree(x.given, y.given) and _middles_agree(x.words[1:-1], y.words[1:-1]):
        return "initials or short given name" if x.given != y.given else "middle name left out"
    for short, long in ((x, y), (y, x)):
        initials = "".join(w[0] for w in long.words[:-1])
        if len(short.words) == 2 and 2 <= len(short.given) <= 3 and short.given == initials:
            return "initials"
    return _within(x, y)


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """No middle name contradicts another: one has none, or they agree one by one."""
    if not a or not b:
        return True
    return all(_given_agree(p, q) for p, q in zip(a, b, strict=False))


def _within(x: PersonName, y: PersonName) -> str | None:
    """One name's words begin or end the other's: "bin Salman", "Ubolratana Mahidol" of a longer name."""
    short, long = sorted((x.words, y.words), key=len)
    if len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short):
        return "part of the full name"
    return None


def short_match(short: str, full: str) -> str | None:
    """Why a single word stands for a full name: its surname, its given name, or part of a compound surname."""
    word, name = PersonName(short), PersonName(full)
    if not word.is_single or name.is_single:
        return None
    one = word.words[0]
    if one == name.surname:
        return "surname"
    if one in name.words[1:] and one not in PARTICLES:
        return "one of the surnames"
    if name.surname.split("-")[-1] == one and len(one) > 2:
        return "surname"
    if one == name.given:
        return "first word of the name"
    if len(one) >= 3 and name.given.startswith(one) and len(name.given) - len(one) >= 2:
        return "short given name"
    return None


@lru_cache(maxsize=8192)
def org_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """An organisation's name as (its words, the countries in it): word order, spelling and small words left aside.

    "China's Defense Ministry" and "Chinese Ministry of National Defense" give the same pair.
    """
    countries = set()
    words = words_of(re.sub(r"['’]s?\b", "", re.sub(r"\(.*?\)", "", name)))
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
            word = folded(words[i])
            if word not in SMALL_WORDS:
                rest.append(SPELLINGS.get(word, word))
            i += 1
    if MINISTRIES & set(rest) and len(rest) > 2:
        rest = [w for w in rest if w not in ("national", "federal")]
    return frozenset(rest), frozenset(countries)


def initials_of(name: str) -> set[str]:
    """The acronyms a name can have: with and without small words, country short, compounds split."""
    words = [
        w for w in re.split(r"[\s\-–/]+", re.sub(r"\(.*?\)|['’]s\b", "", name)) if w[:1].isalnum() or w == "&"
    ]
    full = "".join(w[0] for w in words)
    large = "".join(w[0] for w in words if w.lower() not in SMALL_WORDS)
    given = {full.upper(), large.upper()}
    if len(words) > 2 and (known := look_up(" ".join(words[:2]))) is not None and known.kind == "country":
        given.add("".join(w[0] for w in words[2:] if w.lower() not in SMALL_WORDS).upper())
    return {g for g in given if len(g) > 1}


def is_acronym(name: str) -> bool:
    """Written like one: "FSB", "U.N.", "PG&E", "AfCFTA", "TfL", "G7"."""
    plain = name.replace(".", "").replace("-", "").replace("&", "")
    return (
        2 <= len(plain) <= 10
        and " " not in name
        and sum(c.isupper() for c in plain) >= 2
        and sum(c.isupper() or c.isdigit() for c in plain) * 2 >= len(plain)
    )


def acronym_match(short: str, long: str) -> str | None:
    """Why an acronym stands for a name: its initials."""
    if not is_acronym(short) or len(words_of(long)) < 2:
        return None
    plain = re.sub(r"[.\-&]", "", short).upper()
    return "initials" if plain in {re.sub("&", "", i) for i in initials_of(long)} else None


def acronym_fits(short: str, long: str) -> bool:
    """Whether letters of an acronym given in brackets run through the name in order, from its first letter."""
    letters = re.sub(r"[^a-z0-9]", "", folded(short))
    rest = iter(re.sub(r"[^a-z0-9]", "", folded(long)))
    return bool(letters) and all(letter in rest for letter in letters)


def org_match(a: str, b: str) -> str | None:
    """Why two organisation names of more than a word are one: same words, the country left out in one at most."""
    (words_a, land_a), (words_b, land_b) = org_words(a), org_words(b)
    if words_a and words_a == words_b and land_a == land_b:
        return "same words"
    if words_a and words_a == words_b and not (land_a and land_b):
        return "country left out"
    return None


def part_match(short: str, long: str) -> str | None:
    """Why a shorter name stands for a longer one of the same label: its complement or a generic word left out."""
    a, b = folded(short).split(), folded(long).split()
    if not a or len(a) >= len(b):
        return None
    if b[: len(a)] == a:
        if b[len(a)] in ("of", "for", "at", "in", "to", "on", "and") or all(
            w in COMPANY_WORDS for w in b[len(a) :]
        ):
            return "short form"
        return None
    if b[-len(a) :] == a and b[-len(a) - 1] not in SMALL_WORDS:
        return "short form"
    return None
