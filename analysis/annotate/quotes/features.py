"""What the learned tagger reads: each possible cue, and each token around it in its relation to that cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.annotate.quotes.candidates import Candidate
from analysis.annotate.quotes.reading import SUBJECTS, Reading
from analysis.entities.roles import COLLECTIVES, DOCUMENTS, INSTITUTIONS, PERSON_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE, AFTER = 60, 70  # tokens of the window around a cue
LEVELS = 4  # ancestors of the cue whose branches are told apart
PAIR_FEATURES = (
    "path", "twig", "commas", "dep", "tag", "distance", "quotation", "rule", "speaker", "sentence", "entity", "word"
)  # fmt: skip
CUE_FEATURES = (
    "lemma", "tag", "dep", "quoted", "rule", "subject", "subject class", "object", "class", "before", "after", "edge"
)  # fmt: skip
_DISTANCES = np.array([1, 2, 3, 4, 6, 9, 14, 21, 36])


class TokenColumns:
    """Features of the tokens of an article that do not depend on a cue, as strings."""

    def __init__(self, reading: Reading) -> None:
        tokens = reading.tokens
        self.dep = [t.dep_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.entity = [t.ent_type_ for t in tokens]
        self.word = [t.lower_ if len(t) < 12 else "" for t in tokens]
        self.inside = np.array(reading.inside, dtype=np.int32)
        self.mark = np.array(reading.is_mark, dtype=bool)
        self.sentence = np.array(reading.sentence, dtype=np.int32)
        self.paragraph = np.array(reading.paragraph, dtype=np.int32)


def window(i: int, columns: TokenColumns) -> tuple[int, int]:
    """The tokens looked at for a cue: its sentence and the ones beside it, within its paragraph."""
    n = len(columns.dep)
    start, end = i, i + 1
    while start > max(0, i - BEFORE) and _is_near(start - 1, i, columns):
        start -= 1
    while end < min(n, i + AFTER) and _is_near(end, i, columns):
        end += 1
    return start, end


def _is_near(j: int, i: int, columns: TokenColumns) -> bool:
    return bool(
        columns.paragraph[j] == columns.paragraph[i]
        and abs(int(columns.sentence[j]) - int(columns.sentence[i])) <= 1
    )


def paths(head: Token, start: int, end: int) -> list[str]:
    """For each token of the window: the branch of the parse it is on, seen from the cue.

    "0:ccomp>" is under the cue's clausal complement to its right, "2:nsubj<" under the subject, to the left, of the
    cue's grandparent, "2" that grandparent itself.
    """
    out = ["far"] * (end - start)
    chain = [head]
    while len(chain) <= LEVELS and chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    for level in reversed(range(len(chain))):
        top = chain[level]
        for child in top.children:
            label = f"{level}:{child.dep_}{'<' if child.i < head.i else '>'}"
            for j in range(max(start, child.left_edge.i), min(end, child.right_edge.i + 1)):
                out[j - start] = label
        if start <= top.i < end:
            out[top.i - start] = f"{level}"
    return out


def twigs(head: Token, start: int, end: int, columns: TokenColumns) -> list[str]:
    """For each token under the cue: the part of its branch it is in, with its first word and whether a comma opens it.

    In "said it fell, despite the warnings", "despite the warnings" is "prep>,despite" within the clausal complement.
    """
    out = [""] * (end - start)
    for child in head.children:
        for part in child.children:
            first = part.left_edge
            if first.i < start or part.right_edge.i >= end:
                continue
            comma = "," if first.i > start and columns.word[first.i - 1] in _BREAKS else ""
            word = first.lower_ if first.pos_ in _FUNCTION else ""
            label = f"{part.dep_}{'<' if part.i < child.i else '>'}{comma}{word}"
            out[first.i - start : part.right_edge.i + 1 - start] = [label] * (part.right_edge.i + 1 - first.i)
    return out


_BREAKS = frozenset([",", "-", "\u2013", "\u2014", ";", "("])
_FUNCTION = frozenset({"ADP", "SCONJ", "CCONJ", "PRON", "ADV", "PART"})


def commas(i: int, start: int, end: int, columns: TokenColumns) -> list[str]:
    """For each token: the commas and dashes outside quotations between it and the cue, up to 3."""
    out = ["0"] * (end - start)
    for steps in (range(i + 1, end), range(i - 1, start - 1, -1)):
        n = 0
        for j in steps:
            if columns.word[j] in _BREAKS and columns.inside[j] < 0:
                n += 1
            out[j - start] = str(min(n, 3))
    return out


def pair_strings(candidate: Candidate, columns: TokenColumns, start: int, end: int) -> list[list[str]]:
    """PAIR_FEATURES of each token of the window."""
    i = candidate.i
    span = range(start, end)
    offsets = np.arange(start, end) - i
    buckets = np.digitize(np.abs(offsets), _DISTANCES) * np.where(offsets < 0, -1, 1)
    relation = _quotation_relation(i, columns, start, end)
    rule = candidate.rule or "none"
    sentence = columns.sentence[start:end] - columns.sentence[i]
    return [
        paths(candidate.cue.head, start, end),
        twigs(candidate.cue.head, start, end, columns),
        commas(i, start, end, columns),
        columns.dep[start:end],
        columns.tag[start:end],
        [str(b) for b in buckets.tolist()],
        relation,
        [rule + ("+" if j in candidate.content else "-") for j in span],
        [_speaker_mark(candidate, j) for j in span],
        [str(s) for s in sentence.tolist()],
        columns.entity[start:end],
        columns.word[start:end],
    ]


def _speaker_mark(candidate: Candidate, j: int) -> str:
    if candidate.speaker is None:
        return "none"
    return "head" if j == candidate.speaker.i else "in" if j in candidate.phrase else "out"


def _quotation_relation(i: int, columns: TokenColumns, start: int, end: int) -> list[str]:
    """The quotation each token stands in, seen from the cue: its own, the next, the last, another."""
    own = int(columns.inside[i])
    part = columns.inside[start:end].tolist()
    marks = columns.mark[start:end].tolist()
    numbers = [n for n in part if n >= 0 and n != own]
    after = min((n for n in part[i - start :] if n >= 0 and n != own), default=-1)
    before = max((n for n in part[: i - start] if n >= 0 and n != own), default=-1)
    names = {-1: "out", own: "same", after: "next", before: "last"} if numbers else {-1: "out", own: "same"}
    if own < 0:
        names[-1] = "out"
    return ["mark" if m else names.get(n, "other") for n, m in zip(part, marks, strict=True)]


def cue_strings(candidate: Candidate, reading: Reading, columns: TokenColumns) -> list[str]:
    """CUE_FEATURES of a candidate."""
    head, word = candidate.cue.head, candidate.cue.word
    before, after = reading.previous(head.i), reading.following(head.i)
    return [
        candidate.cue.lemma,
        head.tag_,
        head.dep_,
        "in" if reading.inside[head.i] >= 0 else "out",
        candidate.rule,
        _subject_kind(candidate),
        _subject_class(candidate),
        next((c.lemma_.lower() for c in head.rights if c.dep_ in ("dobj", "pobj")), ""),
        f"{word.pos} {word.reporting_class}" if word.lemma else "",
        reading.tokens[before].lower_ if before >= 0 else "",
        reading.tokens[after].lower_ if after < len(reading.tokens) else "",
        "start" if before < 0 or columns.sentence[before] != columns.sentence[head.i] else "",
    ]


def child_bag(head: Token) -> list[str]:
    """The labels of what hangs on a cue, with side, and of helping verbs their word."""
    out = []
    for child in head.children:
        side = "<" if child.i < head.i else ">"
        out.append(child.dep_ + side)
        if child.dep_ in ("aux", "neg", "prt", "prep", "mark", "auxpass"):
            out.append(f"{child.dep_}={child.lower_}")
    return out


def _subject_kind(candidate: Candidate) -> str:
    token = candidate.speaker
    if token is None:
        own = next((c for c in candidate.cue.head.children if c.dep_ in SUBJECTS), None)
        return f"own {own.tag_}" if own is not None else "none"
    if token.pos_ == "PRON":
        return token.lower_
    return token.ent_type_ or token.tag_


def _subject_class(candidate: Candidate) -> str:
    if candidate.speaker is None:
        return ""
    lemma = candidate.speaker.lemma_.lower()
    classes = {
        "person": PERSON_NOUNS,
        "institution": INSTITUTIONS,
        "document": DOCUMENTS,
        "group": COLLECTIVES,
    }
    return next((name for name, nouns in classes.items() if lemma in nouns), candidate.speaker.tag_)
