"""Negations a lexicon would miss: contractions spelled out, and what it is too far from to be turned by it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.model import Span

_CONTRACTION = re.compile(r"\b([a-z]+)n't\b|\bcannot\b", re.IGNORECASE)
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
NEGATORS = frozenset(
    "not no never without neither nor none nobody nothing hardly barely scarcely seldom rarely".split()
)
TURNING = frozenset(("not", "no", "never"))  # after these Pattern's lexicon turns the next word it knows
# What may stand between a negation and the word it turns without changing that: "is not the best plan".
_BETWEEN = re.compile(
    r"(?<=\bnot )(?:(?:the|a|an|any|be|been|being|as|so|such|to|that|this) )+(?=\w)"
    r"|(?<=\bno )(?:such )+(?=\w)|(?<=\bnever )(?:(?:the|a|an|any|be|been|being|as|so|such|to) )+(?=\w)",
    re.IGNORECASE,
)
REACH = 4  # words before a scored one in which a negation may be meant for it
_NEGATOR = re.compile(rf"\b(?:{'|'.join(sorted(NEGATORS))})\b", re.IGNORECASE)
_WORD_OR_BREAK = re.compile(r"[\w']+|[,;:.!?()\u2013\u2014\"]")


@dataclass(frozen=True)
class Spelled:
    """A text with its negations spelled out. places: for each character, where it stands in the text given."""

    text: str
    places: Sequence[int]

    def original(self, span: Span) -> Span:
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def spelled_out(text: str) -> Spelled:
    """ "isn't the best" → "is not best": as a lexicon that knows "not good" can read it. Apostrophes are straight."""
    whole = Spelled(text, range(len(text)))
    return _without(_contractions(whole), _BETWEEN)


def is_unclear(text: str, scored: Iterable[tuple[Span, list[str]]]) -> bool:
    """Whether a negation may be meant for a scored word that was not turned: then no score is better than a wrong one.

    text: spelled out. scored: each scored word or phrase with its words, which hold the negation when it was turned.
    """
    if _NEGATOR.search(text) is None:
        return False
    tokens = [(match[0].lower(), match.start()) for match in _WORD_OR_BREAK.finditer(text)]
    starts = [start for _, start in tokens]
    spans = [(span, {word.lower() for word in words}) for span, words in scored]
    taken = {place for span, _ in spans for place in range(span.start, span.end)}
    for span, words in spans:
        if words & (NEGATORS - TURNING):
            return True  # "hardly good": the lexicon takes it for an emphasis
        if words & TURNING:
            continue
        here = bisect_left(starts, span.start)
        for token, start in reversed(tokens[max(0, here - REACH) : here]):
            if not (token[0].isalnum() or token[0] == "'"):
                break
            if token in NEGATORS and start not in taken:
                return True
    return False


def _contractions(text: Spelled) -> Spelled:
    if _CONTRACTION.search(text.text) is None:
        return text
    pieces: list[str] = []
    places: list[int] = []
    cursor = 0
    for match in _CONTRACTION.finditer(text.text):
        pieces.append(text.text[cursor : match.start()])
        places += range(cursor, match.start())
        stem = match[1]
        base = "can" if stem is None else _IRREGULAR.get(stem.lower(), stem)
        last = match.end() - 1
        pieces.append(f"{base} not")
        turn = match.end() - 3  # where "n't", or "not", begins
        places += [
            min(match.start() + n, turn - 1 if turn > match.start() else turn) for n in range(len(base))
        ]
        places += [turn, turn, turn + 1, last]
        cursor = match.end()
    pieces.append(text.text[cursor:])
    places += range(cursor, len(text.text))
    return Spelled("".join(pieces), tuple(text.places[place] for place in places))


def _without(text: Spelled, pattern: re.Pattern[str]) -> Spelled:
    if pattern.search(text.text) is None:
        return text
    kept: list[int] = []
    cursor = 0
    for match in pattern.finditer(text.text):
        kept += range(cursor, match.start())
        cursor = match.end()
    kept += range(cursor, len(text.text))
    return Spelled("".join(text.text[place] for place in kept), tuple(text.places[place] for place in kept))
