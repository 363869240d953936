"""The names of one article put together: which forms name the same thing, and why.

Forms are joined for the surest reasons first. A short form that fits two things stays alone, unless the article
itself says which is meant. A form whose kind is in doubt takes the kind of the name it is short for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from analysis.entities import organisations, persons
from analysis.entities.gazetteer import PEOPLES, look_up
from analysis.entities.groups import Form, Groups, Resolved
from analysis.model import Label

MAX_SHARING = (
    60  # forms with one word in common; a word in more of them tells nothing and would cost the square
)
SURE_INITIALS = 4  # as many equal a name of the article by chance too seldom for its kind to matter
DOUBT = 0.05  # a form may change to a kind the model gave at least this probability
THINGS = ("ORG", "FAC", "LOC", "EVENT", "OTHER", "GPE")
_RELATIVE = re.compile(
    r"\b(?:wife|husband|widow|widower|spouse|partner|fiancée?|son|daughter|brother|sister|mother|father|parents|uncle"
    r"|aunt|cousin|nephew|niece|grandson|granddaughter|grandfather|grandmother|twin|children|sons|daughters|siblings"
    r"|(?:step|half-)(?:son|daughter|brother|sister|mother|father))(?:-in-law)?,? (?:named |called |\w+ and )?$",
    re.IGNORECASE,
)


def group_forms(forms: Sequence[Form], text: str) -> dict[str, Resolved]:
    """Each form of the article → its entity. Forms are distinct; their order does not matter."""
    groups = Groups(sorted(forms, key=lambda f: (f.starts[:1], f.text)))
    _join_same(groups)
    _join_bracketed(groups, text)
    _join_full_persons(groups)
    _join_short_persons(groups, text)
    _join_things(groups)
    return _named(groups)


def _join_same(groups: Groups) -> None:
    """Spellings of one form, and forms the gazetteer knows as one place or people."""
    seen: dict[tuple[str, str], int] = {}
    for i, form in enumerate(groups.forms):
        known = look_up(form.text)
        keys = [("spelling " + form.label, persons.folded(form.text).replace("-", ""))]
        if known is not None and form.label == "GPE" and known.kind in ("country", "part"):
            keys.append(("form of one place", known.key))
        elif known is not None and form.label == "NORP" and known.kind in PEOPLES:
            keys.append(("form of one people", known.key))
        for kind, key in keys:
            if (first := seen.setdefault((kind, key), i)) != i:
                groups.join(i, first, "same name" if kind.startswith("spelling") else kind)


def _may_be(form: Form, label: Label) -> bool:
    return form.label == label or form.weight(label) >= DOUBT


def _join_bracketed(groups: Groups, text: str) -> None:
    """ "World Health Organization (WHO)", "FSB (Federal Security Service)": one stands in brackets after the other."""
    opens = {start: i for i, form in enumerate(groups.forms) for start in form.starts}
    for i, form in enumerate(groups.forms):
        for start in form.starts:
            end = start + len(form.text)
            gap = re.match(
                r"(?:['’]s)? ?[(\[](?:the |The |or |abbreviated |known as )?", text[end : end + 20]
            )
            j = opens.get(end + gap.end()) if gap else None
            if gap is None or j is None or i == j:
                continue
            stop = end + gap.end() + len(groups.forms[j].text)
            if text[stop : stop + 1] not in (")", "]", ",", ";"):
                continue
            short, long = sorted((i, j), key=lambda k: len(groups.forms[k].text))
            if _is_acronym_of(groups.forms[short], groups.forms[long]):
                groups.join(short, long, "acronym in brackets")


def _is_acronym_of(short: Form, long: Form) -> bool:
    if (
        " " in short.text
        or " " not in long.text
        or long.label in ("PERSON",)
        or look_up(short.text) is not None
    ):
        return False
    fits = organisations.acronym_fits(short.text, long.text)
    capitals = organisations.is_acronym(short.text) and len(short.text) > 2
    same = short.label == long.label
    return (fits and (same or capitals)) or (capitals and same and long.label == "ORG")


def _pairs(groups: Groups, some: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of forms with a word in common, the later one first."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for i in some:
        for word in sorted(set(re.split(r"[\s\-]+", persons.folded(groups.forms[i].text)))):
            if len(word) > 1 and word not in organisations.SMALL_WORDS:
                sharing[word].append(i)
    seen = {
        (b, a)
        for same in sharing.values()
        if len(same) <= MAX_SHARING
        for n, b in enumerate(same)
        for a in same[:n]
    }
    return iter(sorted(seen))


def _join_full_persons(groups: Groups) -> None:
    """Full names that agree, unless a group they would make holds two that do not."""
    people = [i for i, form in enumerate(groups.forms) if form.label == "PERSON" and " " in form.text]
    for i, j in _pairs(groups, people):
        reason = persons.full_match(groups.forms[i].text, groups.forms[j].text)
        if reason and all(
            persons.compatible(groups.forms[a].text, groups.forms[b].text)
            for a in groups.members(i)
            for b in groups.members(j)
        ):
            groups.join(i, j, reason)


def _join_short_persons(groups: Groups, text: str) -> None:
    """Surnames and given names, to the one person they fit."""
    full = [i for i, form in enumerate(groups.forms) if groups.label[i] == "PERSON" and " " in form.text]
    words: dict[str, list[int]] = defaultdict(list)
    for j in full:
        for word in sorted(set(persons.person_name(groups.forms[j].text).words)):
            words[word].append(j)
    for i, form in enumerate(groups.forms):
        own = persons.person_name(form.text).words
        if not _may_be(form, "PERSON") or (form.label != "PERSON" and look_up(form.text) is not None):
            continue
        near = {j for word in own for part in word.split("-") for j in words.get(part, ())[:MAX_SHARING]}
        if len(own) == 1 and len(full) <= MAX_SHARING:
            near |= set(full)
        fits = [
            (r, j) for j in sorted(near - {i}) if (r := persons.short_match(form.text, groups.forms[j].text))
        ]
        _join_best(groups, i, fits, text)


def _join_best(groups: Groups, i: int, fits: list[tuple[str, int]], text: str) -> None:
    if not fits:
        return
    best = min(persons.SHORT_REASONS.index(reason) for reason, _ in fits)
    reason = persons.SHORT_REASONS[best]
    ids = [j for r, j in fits if r == reason]
    if len({groups.find(j) for j in ids}) == 1:
        groups.join(i, ids[0], reason)
        return
    if reason != "surname":
        return
    heads = sorted({groups.find(j) for j in ids})
    chosen = _introduced_before(groups, i, heads) or _not_a_relative(groups, heads, text)
    if chosen is not None:
        groups.join(i, chosen[0], chosen[1])


def _starts(groups: Groups, head: int) -> list[int]:
    return sorted(
        s for j in groups.members(head) if " " in groups.forms[j].text for s in groups.forms[j].starts
    )


def _introduced_before(groups: Groups, i: int, heads: list[int]) -> tuple[int, str] | None:
    """The one person of the surname who was named in full when the bare surname was first used."""
    first = {head: _starts(groups, head)[0] for head in heads}
    used = [start for start in groups.forms[i].starts if start > min(first.values())]
    named = [head for head in heads if used and first[head] < used[0]]
    return (named[0], "surname, used before the other was named") if len(named) == 1 else None


def _not_a_relative(groups: Groups, heads: list[int], text: str) -> tuple[int, str] | None:
    """The one person of the surname who is not brought in as somebody's wife, son, …"""
    own = [
        h for h in heads if not any(_RELATIVE.search(text[max(0, s - 40) : s]) for s in _starts(groups, h))
    ]
    return (own[0], "surname, the other is named as a relative") if len(own) == 1 else None


Test = Callable[[str, str], str | None]


def _join_things(groups: Groups) -> None:
    """Organisations, places, buildings, events, works: acronyms, the same words, short forms."""
    things = [i for i in range(len(groups.forms)) if groups.label[i] in THINGS]
    _join_acronyms(groups, things)
    pairs = list(_pairs(groups, things))
    for i, j in pairs:
        a, b = groups.forms[i], groups.forms[j]
        if groups.label[i] == groups.label[j] != "GPE" and (why := organisations.same_words(a.text, b.text)):
            groups.join(i, j, why)
    fits: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for i, j in pairs:
        short, long = sorted((i, j), key=lambda k: len(groups.forms[k].text))
        a, b = groups.forms[short], groups.forms[long]
        if _may_be(a, groups.label[long]) and (a.label == groups.label[long] or look_up(a.text) is None):
            match = organisations.area_match if groups.label[long] == "GPE" else organisations.part_match
            if why := match(a.text, b.text):
                fits[short].append((why, long))
    for short in sorted(fits, key=lambda k: (-len(groups.forms[k].text), k)):
        if len({groups.find(j) for _, j in fits[short]}) == 1:
            groups.join(short, fits[short][0][1], fits[short][0][0])
    places = [i for i in things if groups.label[i] == "GPE"]
    for i, j in _near_spellings(groups, places):
        groups.join(i, j, "spelling of a place")


def _join_acronyms(groups: Groups, things: list[int]) -> None:
    named: dict[str, list[int]] = defaultdict(list)
    for j in things:
        for letters in sorted(organisations.initials_of(groups.forms[j].text)):
            named[letters].append(j)
    for i, form in enumerate(groups.forms):
        if organisations.is_acronym(form.text):
            letters = organisations.letters_of(form.text)
            same = [j for j in named.get(letters, []) if j != i]
            same = [j for j in same if len(letters) >= SURE_INITIALS or _may_be(form, groups.label[j])]
            if len({groups.find(j) for j in same}) == 1:
                groups.join(i, same[0], "initials")


def _near_spellings(groups: Groups, places: list[int]) -> Iterator[tuple[int, int]]:
    """A place no gazetteer knows, one letter from another of the article: "Lousiana"."""
    if len(places) > MAX_SHARING:
        return
    for i in places:
        odd = groups.forms[i]
        if len(odd.starts) > 1 or len(odd.text) < 7 or look_up(odd.text) is not None:
            continue
        near = [
            j
            for j in places
            if persons.spelling_variant(persons.folded(odd.text), persons.folded(groups.forms[j].text))
        ]
        if len({groups.find(j) for j in near}) == 1:
            yield i, near[0]


def _named(groups: Groups) -> dict[str, Resolved]:
    """Each group under its fullest form."""
    by_head: dict[int, list[int]] = defaultdict(list)
    for i in range(len(groups.forms)):
        by_head[groups.find(i)].append(i)
    resolved: dict[str, Resolved] = {}
    for head, members in by_head.items():
        best = min(members, key=lambda i: (*_fullness(groups.forms[i].text, groups.label[head]), i))
        name = groups.forms[best].text
        for i in members:
            how = "full name" if i == best else groups.how[i] or groups.how[best] or "same name"
            resolved[groups.forms[i].text] = Resolved(name, groups.label[head], how)
    return resolved


def _fullness(text: str, label: Label) -> tuple[int, int, str]:
    """Sort key, fullest first: words (a person's title is none), then letters, then the alphabet."""
    words = len(persons.person_name(text).words) if label == "PERSON" else len(text.split())
    return (-words, -len(text), text)
