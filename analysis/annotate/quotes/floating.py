"""Quotations without a cue of their own: those that go on from another, and those that float."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.annotate.quotes.reading import Reading

LONGEST_TURN = 8  # words from one quotation to the next of the same sentence
_TURNS = frozenset({"and", "but", "so", "because", "or", "that"})


def continuations(reading: Reading, owner_of: Mapping[int, int]) -> dict[int, int]:
    """Number of a quotation nobody is given for → the attribution it goes on with.

    owner_of: token → the attribution that holds it as cue or content. A quotation goes on when the one before it was
    left open at the end of its paragraph, when nothing but punctuation lies between, or when it is a whole sentence
    right after the sentence of a cue and its quotation ("A," said X. "B.").
    """
    out: dict[int, int] = {}
    owners = dict(owner_of)
    for number, (first, end) in enumerate(reading.bounds):
        if first in owners or not end > first:
            continue
        owner = _left_open(number, owners, reading)
        if owner is None:
            owner = _after_its_cue(number, owners, reading)
        if owner is None and starts_sentence(number, reading) and is_sentence(number, reading):
            owner = _sentence_before(number, owners, reading)
            if owner is None and _fills_paragraph(number, reading):
                owner = _paragraph_before(number, owners, reading)
        if owner is not None:
            out[number] = owner
            owners.update(dict.fromkeys(range(first, end), owner))
    return out


def _left_open(number: int, owners: Mapping[int, int], reading: Reading) -> int | None:
    if number == 0:
        return None
    first, second = reading.quotations[number - 1], reading.quotations[number]
    gap = reading.text[first.outer.end : second.outer.start]
    runs_on = not gap.strip() if not first.closed else "\n" not in gap and not any(map(str.isalnum, gap))
    return owners.get(reading.bounds[number - 1][0]) if runs_on else None


def _after_its_cue(number: int, owners: Mapping[int, int], reading: Reading) -> int | None:
    """ "A," she said, but "B.": only a cue with its speaker and a conjunction stand between the two quotations."""
    if number == 0:
        return None
    last, first = reading.bounds[number - 1][1], reading.bounds[number][0]
    between = [i for i in range(last, first) if not reading.is_mark[i] and not reading.is_space[i]]
    words = [i for i in between if not reading.is_punct[i]]
    if not 2 < len(words) <= LONGEST_TURN or reading.paragraph[last - 1] != reading.paragraph[first]:
        return None
    if reading.tokens[words[-1]].lower_ not in _TURNS or any(
        reading.tokens[i].text in (".", "!", "?", ";") for i in between
    ):
        return None
    owner = owners.get(reading.bounds[number - 1][0])
    return owner if owner is not None and any(owners.get(i) == owner for i in words) else None


def _sentence_before(number: int, owners: Mapping[int, int], reading: Reading) -> int | None:
    """The attribution that last holds a quotation in the sentence just before, in the same paragraph."""
    first = reading.bounds[number][0]
    start = i = reading.previous(first)
    while i >= 0 and reading.paragraph[i] == reading.paragraph[first]:
        if i < start - 2 and reading.inside[i] < 0 and reading.tokens[i].text in (".", "!", "?"):
            return None
        if reading.inside[i] >= 0 and i in owners:
            return owners[i]
        i = reading.previous(i)
    return None


def _fills_paragraph(number: int, reading: Reading) -> bool:
    """No word of its paragraph stands outside quotation marks."""
    first = reading.bounds[number][0]
    here = reading.paragraph[first]
    for move in (reading.previous, reading.following):
        i = first
        while 0 <= i < len(reading.tokens) and reading.paragraph[i] == here:
            if reading.inside[i] < 0 and not reading.is_mark[i] and not reading.is_punct[i]:
                return False
            i = move(i)
    return True


def _paragraph_before(number: int, owners: Mapping[int, int], reading: Reading) -> int | None:
    """The attribution whose quotation or cue closes the paragraph just before."""
    first = reading.bounds[number][0]
    i = end = reading.previous(first)
    while i >= 0 and reading.is_mark[i]:
        i = end = reading.previous(i)
    if i < 0 or reading.paragraph[i] != reading.paragraph[first] - 1:
        return None
    while i >= 0 and reading.paragraph[i] == reading.paragraph[end]:
        if i < end and reading.inside[i] < 0 and reading.tokens[i].text in (".", "!", "?"):
            return None
        if reading.inside[i] >= 0:
            return owners.get(i)
        i = reading.previous(i)
    return None


def is_sentence(number: int, reading: Reading) -> bool:
    """The quotation is one or more whole sentences: it opens with a capital and ends with a stop."""
    first, end = reading.bounds[number]
    if end - first < 3:
        return False
    quotation = reading.quotations[number]
    inner = reading.text[quotation.inner.start : quotation.inner.end].strip()
    after = reading.text[quotation.outer.end : quotation.outer.end + 1]
    verbs = any(t.pos_ in ("VERB", "AUX") for t in reading.tokens[first:end])
    return (
        bool(inner)
        and (inner[0].isupper() or inner[0] in "[\u2026.")
        and verbs
        and (inner.rstrip("'\u2019")[-1:] in _STOPS or after == ".")
    )


_STOPS = frozenset(".!?\u2026")  # a single mark after one is that of a quotation inside


def starts_sentence(number: int, reading: Reading) -> bool:
    """Nothing of its sentence stands before the quotation."""
    i = reading.previous(reading.bounds[number][0])
    while i >= 0 and reading.is_mark[i]:
        i = reading.previous(i)
    if i < 0 or reading.paragraph[i] != reading.paragraph[reading.bounds[number][0]]:
        return True
    return reading.tokens[i].text in (".", "!", "?")
