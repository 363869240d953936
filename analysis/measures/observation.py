"""One thing that stands out, the story it is seen in, and how its numbers are worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd


@dataclass(frozen=True)
class Observation:
    """One thing that stands out.

    text: a plain sentence; names in it come from articles, so escape it. outlets: the one it speaks of first.
    evidence: what to look up: ("speaker", entity), ("entity", entity), ("term", term), ("kind", speaker kind),
    ("outlet", outlet) or ("tone", outlet). number: the figure it rests on, in `unit`. surprise: 0 and up,
    comparable between rules: how many standard errors the counts lie from "the same everywhere", taking quotes and
    sentences as independent, which they are not quite. It orders; it is no test.
    """

    text: str
    rule: str
    story: str
    outlets: tuple[str, ...]
    evidence: tuple[str, str]
    number: float
    unit: str
    surprise: float


class Size(NamedTuple):
    """What an outlet wrote on a story."""

    n_articles: int
    n_words: int
    n_sentences: int


class Said(NamedTuple):
    """What an outlet quotes of a voice; speaker and kind None when they are not identified."""

    outlet: str
    speaker: str | None
    kind: str | None
    n_words: int
    n_quotes: int


class Named(NamedTuple):
    """How often an outlet names an entity."""

    n_mentions: int
    n_sentences: int


@dataclass(frozen=True)
class Story:
    """What the outlets wrote on one story, as plain records: some dozens, looked at by many small rules.

    outlets: in order of name. entities: entity → outlet → how often; both in order of name.
    """

    name: str
    outlets: dict[str, Size]
    voices: tuple[Said, ...] = ()
    entities: dict[str, dict[str, Named]] = field(default_factory=dict)

    def of(self, outlet: str) -> str:
        n = self.outlets[outlet].n_articles
        return f"{outlet}{'’' if outlet.endswith('s') else '’s'} {'article' if n == 1 else f'{n} articles'}"

    def others(self, outlet: str) -> str:
        rest = [other for other in self.outlets if other != outlet]
        return self.of(rest[0]) if len(rest) == 1 else f"the articles of the other {len(rest)} outlets"

    def n_sentences_but(self, outlet: str) -> int:
        return sum(size.n_sentences for name, size in self.outlets.items() if name != outlet)

    def quoted(self) -> dict[str, Voiced]:
        """All that each outlet quotes; outlets that quote nobody are left out."""
        return summed(self.voices)


class Voiced(NamedTuple):
    n_words: int
    n_quotes: int


def summed(voices: Iterable[Said]) -> dict[str, Voiced]:
    """Words and quotes by outlet, in order of name."""
    found: dict[str, Voiced] = {}
    for said in voices:
        words, quotes = found.get(said.outlet, (0, 0))
        found[said.outlet] = Voiced(words + said.n_words, quotes + said.n_quotes)
    return dict(sorted(found.items()))


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    return frame.itertuples(index=False)


def signed(polarity: float) -> str:
    return f"{polarity:+.2f}".replace("-", "−")


def percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def count(n: int, noun: str) -> str:
    return "once" if (n, noun) == (1, "time") else f"{n} {noun}{'' if n == 1 else 's'}"
