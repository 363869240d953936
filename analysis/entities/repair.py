"""Rules that hold over the tagger's cut: borders and kinds that a few words settle whatever the rest says.

Each rule takes a name and the words and gives it back, changed or not. They were kept when they bettered the score of
articles the tagger had not learnt from.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.entities.gazetteer import (
    LABEL_OF_KIND,
    LABELS,
    PEOPLES,
    known_names,
    look_up,
    name_heads,
    person_names,
    sure_heads,
    sure_tails,
)
from analysis.entities.titles import in_title, is_rank_or_office, is_title
from analysis.entities.words import Word, Words
from analysis.model import Label

SETTLED_KINDS = frozenset({"country", "part", "demonym", "people", "religion", "landscape"})
LANDS = frozenset({"country", "part", "demonym"})
_HYPHENATED = frozenset({"US", "CA", "AU", "GB"})  # "Korean-American" is one people
PLACE_LABELS = frozenset({"GPE", "LOC", "NORP", "EVENT", "OTHER"})
SURE_PERSON = 0.9  # a name this surely a person's keeps its kind whatever its last word: Diane Lane


class Found(NamedTuple):
    """A name in words first to stop: how sure that it is one, and of which of LABELS (probabilities)."""

    first: int
    stop: int
    confidence: float
    kinds: tuple[float, ...]

    @property
    def label(self) -> Label:
        return LABELS[self.kinds.index(max(self.kinds))]

    def weight(self, label: Label) -> float:
        return self.kinds[LABELS.index(label)]

    def of_kind(self, label: Label) -> Found:
        return self._replace(kinds=tuple(float(other == label) for other in LABELS))


def repaired(found: list[Found], words: Words, text: str) -> list[Found]:
    """The names of an article, in order, after all rules."""
    names: list[Found] = []
    people = _words_of_people(found, words)
    parts = [part for name in found for part in _parted(name, words, text, people)]
    for name in _joined(parts, words):
        start = names[-1].stop if names else 0
        whole = with_initials(without_title(with_tail(name, words), words), words, start)
        whole = with_the(whole, words, text, start)
        form = _form(whole, words, text)
        names.append(kind_of_place(kind_of_head(whole, words.words), form))
    return names


def _form(name: Found, words: Words, text: str) -> str:
    return text[words.words[name.first].start : words.words[name.stop - 1].end]


def _words_of_people(found: list[Found], words: Words) -> set[str]:
    """First and last words of the persons named in full; of "Nabil al-Quaety" only the first."""
    items = words.words
    ends = set()
    for name in found:
        if name.label == "PERSON" and name.stop - name.first > 1:
            ends |= {items[i].text for i in (name.first, name.stop - 1) if not _is_tied(items, i)}
    return ends


def _is_tied(items: list[Word], i: int) -> bool:
    """A hyphen joins word i to the next or the one before."""
    return any(items[k].text in ("-", "–") for k in (i - 1, i + 1) if 0 <= k < len(items))


def _parted(name: Found, words: Words, text: str, people: set[str]) -> list[Found]:
    """ "U.S.-Mexican", "Biden-Xi": two; "Korean-American": one. "(of) London Sadiq Khan": two."""
    items = words.words
    if name.stop - name.first == 3 and items[name.first + 1].text in ("-", "–"):
        ends = (items[name.first].text, items[name.stop - 1].text)
        if set(ends) <= people:
            left_one, right_one = name._replace(stop=name.first + 1), name._replace(first=name.stop - 1)
            return [left_one.of_kind("PERSON"), right_one.of_kind("PERSON")]
        left, right = look_up(ends[0]), look_up(ends[1])
        hyphenated = (
            right is not None and right.key in _HYPHENATED and left is not None and left.kind in PEOPLES
        )
        if left and right and {left.kind, right.kind} <= LANDS and not hyphenated:
            return [
                name._replace(stop=name.first + 1).of_kind(LABEL_OF_KIND[left.kind]),
                name._replace(first=name.stop - 1).of_kind(LABEL_OF_KIND[right.kind]),
            ]
    if name.first and items[name.first - 1].text in ("of", "for") and name.label in ("PERSON", "ORG"):
        for size in (2, 1):
            middle = name.first + size
            if name.stop - middle in (2, 3) and person_names().get(items[middle].text) in ("given", "both"):
                known = look_up(_form(name._replace(stop=middle), words, text))
                if known is not None and LABEL_OF_KIND[known.kind] == "GPE":
                    place = name._replace(stop=middle).of_kind("GPE")
                    return [place, name._replace(first=middle).of_kind("PERSON")]
    return [name]


def _joined(found: list[Found], words: Words) -> list[Found]:
    """ "Supreme Court" "of the" "United Kingdom", "Chilean" "Navy", "Amy" "Berman Jackson": one name."""
    out: list[Found] = []
    for name in found:
        if out and not any(i in words.breaks for i in range(out[-1].stop, name.first + 1)):
            if _goes_on(out[-1], name, words):
                out[-1] = out[-1]._replace(stop=name.stop)
                continue
            if _is_land_of(out[-1], name, words):
                out[-1] = name._replace(first=out[-1].first)
                continue
        out.append(name)
    return out


def _goes_on(a: Found, b: Found, words: Words) -> bool:
    between = [word.text for word in words.words[a.stop : b.first]]
    if not between and a.label == b.label == "PERSON":
        return b.stop - a.first <= 4
    if a.label in ("PERSON", "GPE", "NORP"):
        return False
    head = words.words[a.stop - 1].text
    if between == ["in"]:
        return head == "Embassy" and b.label == "GPE"
    is_body = (head[0].isupper() and "ORG" in name_heads().get(head.lower(), "")) or head in (
        "District",
        "Embassy",
    )
    return between in (["of"], ["of", "the"]) and is_body and b.label in ("GPE", "LOC")


def _is_land_of(a: Found, b: Found, words: Words) -> bool:
    """A country or its adjective right before a body of the state: "Chilean" "Navy"."""
    if a.stop != b.first or b.label != "ORG" or a.stop - a.first > 2:
        return False
    items = words.words
    known = look_up(" ".join(word.text for word in items[a.first : a.stop]))
    ends = (items[b.first].text.lower(), items[b.stop - 1].text.lower())
    heads = any("ORG" in name_heads().get(end, "") for end in ends)
    return (
        known is not None and known.kind in LANDS and heads and items[a.stop - 1].end < items[b.first].start
    )


def with_the(name: Found, words: Words, text: str, start: int) -> Found:
    """ "The" "New York Times": the article is part of the title of a newspaper that is known so."""
    i = name.first - 1
    if i >= start and words.words[i].text == "The" and "The " + _form(name, words, text) in known_names():
        return name._replace(first=i)
    return name


def with_tail(name: Found, words: Words) -> Found:
    """ "Waterloo station", "UK parliament": a small word that belongs to the name."""
    items = words.words
    if name.stop >= len(items) or name.stop in words.breaks:
        return name
    tail = items[name.stop].text
    label = sure_tails().get(tail)
    takes_none = name.label in ("PERSON", "EVENT") or (name.label == "NORP") != (tail == "party")
    return name if label is None or takes_none else name._replace(stop=name.stop + 1).of_kind(label)


def without_title(name: Found, words: Words) -> Found:
    """ "Gen Brown" → "Brown"."""
    if name.label == "PERSON":
        while name.stop - name.first > 1 and _is_no_name(words.words[name.first].text):
            name = name._replace(first=name.first + 1)
    return name


def _is_no_name(word: str) -> bool:
    return (
        is_rank_or_office(word) or (is_title(word) and word not in person_names()) or word.endswith("ologist")
    )


def with_initials(name: Found, words: Words, start: int) -> Found:
    """ "CQ Brown": two or three capitals before a surname, when they are no acronym and no title."""
    i = name.first - 1
    if name.label != "PERSON" or i < start or name.first in words.breaks or name.stop - name.first > 1:
        return name
    text = words.words[i].text
    is_initials = re.fullmatch(r"[A-Z]{2}|(?:[A-Z]\.){1,3}", text) is not None
    if not is_initials or look_up(text) or text in known_names() or in_title(text):
        return name
    return name._replace(first=i)


def kind_of_head(name: Found, items: list[Word]) -> Found:
    """ "Wellhouse Lane", "Mount Apo", "County Kerry": the kind its first or last word tells."""
    first, last = items[name.first].text, items[name.stop - 1].text
    if name.stop - name.first < 2 or not first[0].isupper():
        return name
    is_given = person_names().get(first, "surname") != "surname"
    if name.label == "PERSON" and is_given and name.weight("PERSON") >= SURE_PERSON:
        return name
    label = sure_heads().get(("last", last.lower())) or sure_heads().get(("first", first.lower()))
    is_work = name.label == "OTHER" and label != "ORG"  # a work can be called after a place: "Abbey Road"
    return name.of_kind(label) if label and not is_work else name


def kind_of_place(name: Found, form: str) -> Found:
    """The gazetteer's word on countries, peoples, seas, … between kinds that are easily taken for each other."""
    known = look_up(form)
    if known is not None and known.kind in SETTLED_KINDS and name.label in PLACE_LABELS:
        return name.of_kind(LABEL_OF_KIND[known.kind])
    return name
