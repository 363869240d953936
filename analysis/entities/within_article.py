"""The names of one article put together: which forms name the same thing, and why.

Forms are joined pair by pair, the surest reasons first; a short form that fits two different things stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from analysis.entities import names
from analysis.entities.gazetteer import PEOPLES, look_up
from analysis.model import Label


@dataclass(frozen=True)
class Form:
    """One way a name is written in the article, and where."""

    text: str
    label: Label
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Resolved:
    """The entity a form belongs to, under its fullest name, and why."""

    entity: str
    label: Label
    how: str


class _Groups:
    """Forms joined so far: a small union-find that keeps the reason of each form."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = forms
        self.head = list(range(len(forms)))
        self.how = [""] * len(forms)

    def find(self, i: int) -> int:
        while self.head[i] != i:
            i = self.head[i]
        return i

    def join(self, short: int, long: int, reason: str) -> None:
        a, b = self.find(short), self.find(long)
        if a == b:
            return
        first, second = min(a, b), max(a, b)
        self.head[second] = first
        self.how[short] = self.how[short] or reason

    def members(self) -> dict[int, list[int]]:
        groups: dict[int, list[int]] = {}
        for i in range(len(self.forms)):
            groups.setdefault(self.find(i), []).append(i)
        return groups


def group_forms(forms: Sequence[Form], text: str) -> dict[tuple[str, Label], Resolved]:
    """Each form of the article → its entity. Order of `forms` does not matter."""
    forms = sorted(set(forms), key=lambda f: (f.starts[:1], f.text, f.label))
    groups = _Groups(forms)
    _join_same(groups)
    _join_bracketed(groups, text)
    _join_full_persons(groups)
    _join_unique(groups, ("PERSON",), names.short_match, order=_surname_first)
    _join_unique(groups, ("ORG", "FAC", "EVENT", "OTHER", "LOC", "GPE"), names.acronym_match)
    _join_all(groups, ("ORG",), names.org_match)
    _join_unique(groups, ("ORG", "FAC", "EVENT", "OTHER", "LOC"), names.part_match)
    return _named(groups)


def _join_same(groups: _Groups) -> None:
    """Spellings of one form, and forms the gazetteer knows as one place or people."""
    seen: dict[tuple[str, str], int] = {}
    for i, form in enumerate(groups.forms):
        known = look_up(form.text)
        keys: list[tuple[str, str]] = [(form.label, names.folded(form.text))]
        if known is not None and form.label == "GPE" and known.kind in ("country", "part"):
            keys.append(("place", known.key))
        elif known is not None and form.label == "NORP" and known.kind in PEOPLES:
            keys.append(("people", known.key))
        for kind, key in keys:
            if (first := seen.setdefault((kind, key), i)) != i:
                groups.join(i, first, "same name" if kind == form.label else f"form of one {kind}")


def _join_bracketed(groups: _Groups, text: str) -> None:
    """ "World Health Organization (WHO)": the form in brackets stands for the one before them."""
    ends = sorted((start + len(f.text), start, i) for i, f in enumerate(groups.forms) for start in f.starts)
    opens = {start: i for i, f in enumerate(groups.forms) for start in f.starts}
    for end, _, i in ends:
        gap = re.match(r"['’]?s? ?\((?:the |The )?", text[end : end + 8])
        j = opens.get(end + gap.end()) if gap else None
        if j is None or i == j:
            continue
        long, short = groups.forms[i], groups.forms[j]
        closed = text[end + gap.end() + len(short.text) :][:1] in (")", ",", ";") if gap else False
        if not closed or len(short.text) > len(long.text):
            continue
        if (
            names.is_acronym(short.text)
            and short.label == long.label
            and names.acronym_fits(short.text, long.text)
        ):
            groups.join(j, i, "acronym in brackets")


def _join_full_persons(groups: _Groups) -> None:
    _join_all(groups, ("PERSON",), names.person_match)


Test = Callable[[str, str], str | None]


def _of(groups: _Groups, labels: Iterable[str]) -> list[int]:
    wanted = set(labels)
    return [i for i, f in enumerate(groups.forms) if f.label in wanted]


def _join_all(groups: _Groups, labels: Iterable[str], test: Test) -> None:
    """Join whatever two forms the test accepts, unless a form fits two things that differ."""
    some = _of(groups, labels)
    for n, i in enumerate(some):
        for j in some[:n]:
            if groups.forms[i].label == groups.forms[j].label and (
                reason := test(groups.forms[i].text, groups.forms[j].text)
            ):
                groups.join(i, j, reason)


def _surname_first(reason: str) -> int:
    return ("surname", "one of the surnames", "first word of the name", "short given name").index(reason)


def _join_unique(
    groups: _Groups, labels: Iterable[str], test: Test, order: Callable[[str], int] = lambda reason: 0
) -> None:
    """Join a short form to the one thing it fits; of several, to none."""
    some = _of(groups, labels)
    for i in some:
        fits: list[tuple[int, int, str]] = []
        for j in some:
            if i != j and groups.forms[i].label == groups.forms[j].label:
                reason = test(groups.forms[i].text, groups.forms[j].text)
                if reason:
                    fits.append((order(reason), j, reason))
        if not fits:
            continue
        best = min(rank for rank, _, _ in fits)
        fits = [f for f in fits if f[0] == best]
        if len({groups.find(j) for _, j, _ in fits}) == 1:
            groups.join(i, fits[0][1], fits[0][2])


def _named(groups: _Groups) -> dict[tuple[str, Label], Resolved]:
    """Each group under its fullest form; two groups of one name are told apart by nothing but their label."""
    resolved: dict[tuple[str, Label], Resolved] = {}
    for members in groups.members().values():
        best = min(members, key=lambda i: (*_fullness(groups.forms[i].text), groups.forms[i].starts[:1]))
        name, label = groups.forms[best].text, groups.forms[best].label
        for i in members:
            form = groups.forms[i]
            how = "full name" if form.text == name else groups.how[i] or "same entity"
            resolved[form.text, form.label] = Resolved(name, label, how)
    return resolved


def _fullness(text: str) -> tuple[int, int, str]:
    """Sort key: most words, then most letters, then the alphabet."""
    return (-len(names.words_of(text)), -len(text), text)
