"""A speaker beside a quotation in place of a cue: Mr Gowdy: "I have not heard it"; "I have not heard it" — Ann Ito.

And the headline Wong: Rents must fall. And she turned to the crowd: "We will never accept this."
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotate.quotes.floating import is_sentence
from analysis.annotate.quotes.reading import SUBJECTS, Reading
from analysis.annotate.quotes.speakers import speaker_tokens
from analysis.entities.roles import COLLECTIVES, DOCUMENTS, INSTITUTIONS, PERSON_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 12  # tokens of a speaker before a colon
LONGEST_NAME = 5  # tokens of a name that signs a quotation
_SPEAKING = DOCUMENTS | PERSON_NOUNS | COLLECTIVES | INSTITUTIONS
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Announced(NamedTuple):
    """What stands after a colon, and the speaker before it."""

    head: Token
    phrase: set[int]
    content: set[int]
    rule: str


def announced(reading: Reading, taken: Container[int]) -> list[Announced]:
    """The quotations nobody has yet that follow a name or a noun that can speak and a colon; and such a headline."""
    out = []
    for number, (first, end) in enumerate(reading.bounds):
        if first in taken or not end > first or not is_sentence(number, reading):
            continue
        colon = reading.previous(first)
        while colon >= 0 and reading.is_mark[colon]:
            colon = reading.previous(colon)
        if colon < 0 or reading.tokens[colon].text != ":":
            continue
        if (speaker := _speaker(colon, reading)) is not None:
            out.append(Announced(*speaker, set(range(first, end)), "announced"))
        elif (head := _acting(colon, reading)) is not None:
            phrase = speaker_tokens(head, reading)
            out.append(Announced(head, phrase, set(range(first, end)), "before_colon"))
    return out + _headline(reading, taken)


def signed(reading: Reading) -> dict[int, Announced]:
    """Number of a quotation → its speaker, where a dash and a name are all that follows it on its line.

    After the name, a comma or a bracket, a few words may say who that is.
    """
    out = {}
    for number, (first, end) in enumerate(reading.bounds):
        after = _SIGNATURE.match(reading.text, reading.quotations[number].outer.end)
        if after is None or not end > first:
            continue
        start, stop = after.span(1)
        words = list(_WORD.finditer(reading.text, start, stop))
        n = next((k for k, word in enumerate(words) if not word.group()[0].isupper()), len(words))
        stops = [k for k, word in enumerate(words[:n]) if word.group()[-1] in ",." and len(word.group()) > 2]
        n = stops[0] + 1 if stops else n
        if not 0 < n <= LONGEST_NAME or (n < len(words) and not stops and words[n].group()[0] != "("):
            continue
        name = range(reading.at(start), reading.at(words[n - 1].end() - 1) + 1)
        phrase = [i for i in name if reading.tokens[i].text[0].isalpha()]
        if phrase:
            out[number] = Announced(
                reading.tokens[phrase[-1]],
                set(range(phrase[0], phrase[-1] + 1)),
                set(range(first, end)),
                "signed",
            )
    return out


_SIGNATURE = re.compile(r"[^\S\n]*(?:--?|[\u2013-\u2015])[^\S\n]*(\S[^\n]{0,60}?)[^\S\n]*(?:\n|$)")
_WORD = re.compile(r"\S+")


def _headline(reading: Reading, taken: Container[int]) -> list[Announced]:
    """ "Wong: Rents must fall", when the rest is a clause."""
    line = [i for i, number in enumerate(reading.paragraph) if number == 0 and not reading.is_space[i]]
    colon = next((i for i in line if reading.tokens[i].text == ":"), -1)
    rest = [i for i in line if i > colon]
    if reading.headline_end <= 0 or not rest or any(i in taken for i in rest):
        return []
    speaker = _speaker(colon, reading) if colon > 0 else None
    if speaker is None or not any(reading.tokens[i].tag_ in _FINITE for i in rest):
        return []
    return [Announced(*speaker, set(rest), "headline")]


def _acting(colon: int, reading: Reading) -> Token | None:
    """Whom the clause before a colon is about: "She turned to her supporters: …" has no word of saying."""
    for i in _back_from(colon, ".!?;:", reading):
        verb = reading.tokens[i]
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ not in _SUBORDINATE and reading.inside[i] < 0:
            subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
            if subject is not None and subject.lower_ not in _NOBODY:
                return subject
    return None


_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj"})
_NOBODY = frozenset({"it", "there", "this", "that", "what"})


def _back_from(colon: int, ends: str, reading: Reading) -> Iterator[int]:
    """The tokens before a colon, the nearest first, to one of these signs or the start of the paragraph."""
    i, signs = reading.previous(colon), frozenset(ends)
    while i >= 0 and reading.paragraph[i] == reading.paragraph[colon] and reading.tokens[i].text not in signs:
        yield i
        i = reading.previous(i)


def _speaker(colon: int, reading: Reading) -> tuple[Token, set[int]] | None:
    """Head and tokens of the noun phrase that is all there is of its sentence before the colon."""
    phrase = list(_back_from(colon, ".!?", reading))
    words = [reading.tokens[i] for i in phrase if not reading.is_punct[i]]
    if (
        not words
        or len(phrase) > LONGEST
        or any(t.tag_ in _FINITE or reading.inside[t.i] >= 0 for t in words)
    ):
        return None
    inside = set(phrase)
    heads = [t for t in words if t.head.i not in inside or t.head.i == t.i]
    heads += [t for t in words if t.ent_type_ == "PERSON"]
    head = next((t for t in heads if t.ent_type_ == "PERSON" or t.lemma_.lower() in _SPEAKING), None)
    return (head, inside) if head is not None else None
