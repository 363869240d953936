"""One thing that stands out, the story it is seen in, and how its numbers are worded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Story:
    """The frames of one story, `story` column dropped: totals by outlet, voices with shares within the outlet."""

    name: str
    totals: pd.DataFrame
    voices: pd.DataFrame
    entities: pd.DataFrame

    def of(self, outlet: str) -> str:
        n = int(self.totals["n_articles"][outlet])
        return f"{outlet}’s {'article' if n == 1 else f'{n} articles'}"

    def others(self, *outlets: str) -> str:
        rest = [outlet for outlet in self.totals.index if outlet not in outlets]
        return self.of(rest[0]) if len(rest) == 1 else f"the articles of the other {len(rest)} outlets"


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    return iter(frame.itertuples())


def signed(polarity: float) -> str:
    return f"{polarity:+.2f}".replace("-", "−")


def percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def count(n: int, noun: str) -> str:
    return "once" if (n, noun) == (1, "time") else f"{n} {noun}{'' if n == 1 else 's'}"
