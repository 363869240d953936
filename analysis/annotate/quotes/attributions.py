"""Attributions in tokens: what is put together from candidates before offsets and names are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.annotate.quotes.announced import announced, signed
from analysis.annotate.quotes.candidates import Candidate
from analysis.annotate.quotes.cues import Cue
from analysis.annotate.quotes.floating import continuations, is_sentence, starts_sentence
from analysis.annotate.quotes.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


DIRECT = frozenset({"cue_after", "cue_before"})  # rules that give a cue the quotation beside it


@dataclass
class Attribution:
    """Who said what, as token numbers of a Reading."""

    cue: Cue | None
    content: set[int]
    speaker: set[int]
    rule: str
    head: Token | None = None  # of the speaker's noun phrase
    chance: float = field(default=1.0, compare=False)  # the tagger's, that this is speech

    def place(self) -> int:
        """Where the attribution is read: at its speaker, cue or content."""
        if self.speaker:
            return min(self.speaker)
        return self.cue.i if self.cue is not None else min(self.content)


def by_rules(candidates: Iterable[Candidate], reading: Reading) -> list[Attribution]:
    """The attributions the rules alone would make."""
    return [
        Attribution(c.cue, set(c.content), set(c.phrase), c.rule, c.speaker)
        for c in candidates
        if reading.words(c.content)
        and (reading.inside[c.i] < 0 or (c.rule == "clause_after" and tells_of_a_third(c)))
    ]


def tells_of_a_third(candidate: Candidate) -> bool:
    """Inside a quotation: somebody else's words are told ("he told me that …"), not an act of the one quoted."""
    speaker = candidate.speaker
    return speaker is not None and speaker.lower_ not in _PARTIES and candidate.cue.head.tag_ in _TENSED


_PARTIES = frozenset({"i", "we", "you", "who", "which", "that", "it", "this", "they"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})


def with_continuations(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """The attributions, each with the quotations that go on from it, and quotations that float on their own."""
    owners: dict[int, int] = {}
    for number, item in enumerate(found):
        if item.cue is not None and reading.inside[item.cue.i] < 0:
            owners.update(dict.fromkeys((item.cue.i, *item.content), number))
    beside = {number: told for number, told in signed(reading).items() if not told.content & owners.keys()}
    owners.update(dict.fromkeys((i for told in beside.values() for i in told.content), _SIGNED))
    for number, owner in continuations(reading, owners).items():
        if owner != _SIGNED:
            found[owner].content |= set(range(*reading.bounds[number]))
    taken = {i for item in found for i in item.content} | {i for t in beside.values() for i in t.content}
    floats = [
        Attribution(None, told.content, told.phrase, told.rule, told.head)
        for told in [*beside.values(), *announced(reading, taken)]
    ]
    taken.update(i for item in floats for i in item.content)
    for number, (first, end) in enumerate(reading.bounds):
        if first not in taken and starts_sentence(number, reading) and is_sentence(number, reading):
            floats.append(Attribution(None, set(range(first, end)), set(), "floating"))
    return found + floats


_SIGNED = -1  # in place of the number of an attribution


def without_others_quotations(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """The attributions, a quotation taken from those beside it where a cue stands right by it.

    In "Song said rents rose. "We will stay," the expert said." the quotation is not Song's too. One whose content holds
    the other's cue keeps it: there the other is nested.
    """
    owner = {
        reading.inside[i]: item
        for item in found
        if item.rule in DIRECT and item.cue is not None
        for i in item.content
        if reading.inside[i] >= 0
    }
    for item in found:
        if item.rule in DIRECT:
            continue
        for number in {reading.inside[i] for i in item.content} - {-1}:
            other = owner.get(number)
            if other is None or other.cue is None or other.cue.i in item.content:
                continue
            rest = item.content - other.content
            is_whole = is_sentence(number, reading) or (
                other.rule == "cue_after" and starts_sentence(number, reading)
            )
            if is_whole and reading.words(rest):
                item.content = rest
    return found


def with_parallel_reports(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """The attributions, one ending where its speaker is reported to say something else.

    In "He said rents rose and asked for a freeze" and "He said rents rose, adding they would rise again" the second
    report stands beside the first and has its speaker, though the parser mostly puts it inside.
    """
    holders: dict[int, list[Attribution]] = {}
    for item in found:
        for i in item.content:
            holders.setdefault(i, []).append(item)
    for inner in found:
        if inner.cue is None or reading.inside[inner.cue.i] >= 0:
            continue
        at = inner.cue.i
        around = {
            outer.cue.i: outer
            for i in (at, *inner.content)
            for outer in holders.get(i, ())
            if outer.cue is not None and outer.cue.i < at and i in outer.content
        }
        outer = around[max(around)] if around else None
        if outer is None or outer.cue is None or at > max(outer.content):
            continue
        if not _goes_on(outer.cue.head, inner.cue.head, reading):
            continue
        end = _start_of(at, reading)
        rest = {i for i in outer.content if i < end}
        if not reading.words(rest):
            continue
        if inner.speaker <= outer.content:
            inner.speaker, inner.head = outer.speaker - inner.content, outer.head
        outer.content = rest
    return found


def _goes_on(first: Token, second: Token, reading: Reading) -> bool:
    """Two reports of one speaker: ", adding …", or "said … and asked …" in one tense."""
    before = reading.tokens[_start_of(second.i, reading)]
    if second.tag_ == "VBG":
        return before.text in _BREAKS
    return (
        second.tag_ in _TENSED
        and first.tag_ == second.tag_
        and any(t.pos_ == "CCONJ" for t in reading.tokens[before.i : second.i])
    )


def _start_of(i: int, reading: Reading) -> int:
    """The first of the commas, conjunctions and adverbs right before a token."""
    while i > 0 and not reading.is_mark[i - 1] and reading.tokens[i - 1].pos_ in _LEADING:
        i -= 1
    return i


_BREAKS = frozenset({",", "-", "\u2013", "\u2014"})
_LEADING = frozenset({"ADV", "CCONJ", "PUNCT"})


def without_doubles(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """Of attributions with nearly the same content and no other speaker, the likeliest."""
    kept: list[tuple[Attribution, set[int]]] = []
    holders: dict[int, list[int]] = {}
    for item in sorted(found, key=lambda a: (-a.chance, a.place())):
        words = set(reading.words(item.content))
        near = {number for i in words for number in holders.get(i, ())}
        if not any(_is_double(item, words, *kept[number]) for number in near):
            for i in words:
                holders.setdefault(i, []).append(len(kept))
            kept.append((item, words))
    return sorted((item for item, _ in kept), key=lambda a: (a.cue.i if a.cue else 0, a.place()))


def without_shared_words(found: list[Attribution], reading: Reading) -> list[Attribution]:
    """The attributions, words that two of them claim left to the likelier, so that no word is counted twice.

    Where one lies in the other, by its cue or with all its words, both keep them: there one is nested.
    """
    owners: dict[int, list[Attribution]] = {}
    for item in sorted(found, key=lambda a: (-a.chance, a.place())):
        words = set(reading.words(item.content))
        for other in {id(one): one for i in words for one in owners.get(i, ())}.values():
            theirs = set(reading.words(other.content))
            cues = {one.cue.i for one in (item, other) if one.cue is not None}
            if not (words <= theirs or theirs <= words or cues & (item.content | other.content)):
                item.content = item.content - other.content
                words -= theirs
        for i in words:
            owners.setdefault(i, []).append(item)
    return found


def _is_double(item: Attribution, words: set[int], other: Attribution, theirs: set[int]) -> bool:
    if len(words & theirs) < 0.8 * len(words | theirs):
        return False
    return not item.speaker or not other.speaker or bool(item.speaker & other.speaker)
