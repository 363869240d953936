"""Direct speech: which cue reports a quotation that stands by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.annotate.quotes.cues import Cue
from analysis.annotate.quotes.floating import is_sentence
from analysis.annotate.quotes.reading import SUBJECTS, Reading

REACH = 40  # tokens between a quotation and its cue


class Neighbourhood:
    """The tokens outside quotations just before and just after one quotation, within its paragraph."""

    def __init__(self, number: int, reading: Reading) -> None:
        self.number = number
        first, end = reading.bounds[number]
        self.first, self.end = first, end
        self.before = _region(reading, first, -1)
        self.after = _region(reading, end - 1, 1)


def _region(reading: Reading, i: int, step: int) -> list[int]:
    """Tokens from i on in one direction, to the end of the sentence or the next quotation."""
    out: list[int] = []
    move = reading.following if step > 0 else reading.previous
    start = i
    i = move(i)
    if step < 0 and _is_announced(start, reading):  # Mr Carson continued:⏎"We will."
        while reading.is_mark[i]:
            i = move(i)
        start = i
    while 0 <= i < len(reading.tokens) and reading.paragraph[i] == reading.paragraph[start]:
        if reading.is_mark[i] and not out:
            i = move(i)
            continue
        if reading.inside[i] >= 0 or len(out) > REACH:
            break
        text = reading.tokens[i].text
        if text in (".", ";", "?", "!") and (out or step < 0):
            break
        if reading.is_mark[i]:
            break
        out.append(i)
        i = move(i)
    return out


def _is_announced(first: int, reading: Reading) -> bool:
    """The paragraph begins with the quotation, and the one before it ends with a colon."""
    i = reading.previous(first)
    while i >= 0 and reading.is_mark[i]:
        i = reading.previous(i)
    return i >= 0 and reading.paragraph[i] == reading.paragraph[first] - 1 and reading.tokens[i].text == ":"


def cue_after(place: Neighbourhood, cues: dict[int, Cue], reading: Reading) -> Cue | None:
    """ "We will," said Ms Ito. "We will," Ms Ito, who was there, told reporters."""
    region = place.after
    if not region or not _ends_open(place, region, reading):
        return None
    candidates = [
        cues[i]
        for i in region
        if (i in cues and cues[i].word.pos == "verb") or (i in cues and cues[i].lemma == "according")
    ]
    candidates = [
        c for c in candidates if c.takes("q", "according", "c") and not _is_in_the_way(place, c, reading)
    ]
    words = reading.words(region)
    for cue in candidates:
        if words and cue.i == words[0]:
            return cue
        if _in_relative(cue, region):
            continue
        if any(reading.tokens[j].dep_ in SUBJECTS and reading.tokens[j].head.i == cue.i for j in region):
            return cue
        if words and cue.i - words[0] <= 6:
            return cue
    return None


def _is_in_the_way(place: Neighbourhood, cue: Cue, reading: Reading) -> bool:
    """The quotation only stands between the cue and its subject, or before a cue that has its content after it.

    Mr Carson, on ABC's "This Week," admitted that …
    """
    if any(c.dep_ in SUBJECTS and c.i < place.first for c in cue.head.lefts):
        return True
    if is_sentence(place.number, reading):
        return False
    return any(c.dep_ == "ccomp" and reading.inside[c.i] < 0 and c.i > cue.i for c in cue.head.rights)


def _ends_open(place: Neighbourhood, region: Sequence[int], reading: Reading) -> bool:
    """The quotation ends as one that its sentence goes on after."""
    last = reading.tokens[place.end - 1].text
    return last in (",", "?", "!", "\u2026", "...", "\u2014", "-", "\u2013") or reading.tokens[
        region[0]
    ].text in (",", "\u2014", "\u2013", "-")


def lead_in(number: int, cue: Cue, reading: Reading) -> set[int]:
    """What stands outside the marks before a quotation that its sentence leads into, where the cue follows.

    Rents rose and "many are afraid," said Ms Ito: the whole clause is hers. Nothing where the quotation is a sentence
    by itself.
    """
    first, _ = reading.bounds[number]
    if cue.i < first or is_sentence(number, reading) or reading.tokens[first].text[:1].isupper():
        return set()
    out: set[int] = set()
    i = reading.previous(first)
    while i >= 0 and reading.paragraph[i] == reading.paragraph[first]:
        token = reading.tokens[i]
        if reading.inside[i] < 0 and not reading.is_mark[i] and token.text in (".", "!", "?", ";", ":"):
            break
        out.add(i)
        i = reading.previous(i)
    return out


def _in_relative(cue: Cue, region: Sequence[int]) -> bool:
    token = cue.head
    return token.dep_ in ("relcl", "acl") and token.head.i in region


def cue_before(place: Neighbourhood, cues: dict[int, Cue], reading: Reading) -> Cue | None:
    """He said, "We will." In a statement he said: "We will." """
    region = place.before
    if not region:
        return None
    text = reading.tokens[region[0]].text
    found = [cues[i] for i in region if i in cues]
    if text == ":":
        verbs = [c for c in found if c.word.pos == "verb"] or [c for c in found if c.word.pos == "noun"]
        return verbs[0] if verbs else None
    if text == ",":
        verbs = [c for c in found if c.word.pos == "verb" and c.takes("q", "c")]
        return verbs[0] if verbs else None
    if found and found[0].i == region[0] and found[0].word.pos == "verb" and found[0].takes("q", "c"):
        return found[0]
    return None


DIRECT_RULES: tuple[Callable[[Neighbourhood, dict[int, Cue], Reading], Cue | None], ...] = (
    cue_after,
    cue_before,
)


def direct_cues(cues: Sequence[Cue], reading: Reading) -> dict[int, tuple[Cue, str]]:
    """Number of the quotation → its cue and the rule that found it."""
    by_token = {cue.i: cue for cue in cues if reading.inside[cue.i] < 0}
    out: dict[int, tuple[Cue, str]] = {}
    for number in range(len(reading.quotations)):
        place = Neighbourhood(number, reading)
        for rule in DIRECT_RULES:
            if (cue := rule(place, by_token, reading)) is not None:
                out[number] = (cue, rule.__name__)
                break
    return out
