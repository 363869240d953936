"""How far a share or rate could be off: articles drawn again, then sentences within each, and Student's t for few."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from analysis.measures.student import t_quantile, two_sided_p

Floats = NDArray[np.float64]
Unit = Literal["stories", "articles", "sentences"]
"""What was drawn first. "sentences": of a single article, so the interval speaks of that article alone."""

REPEATS = 1_000  # bootstrap samples; their spread is then known to 2 %
MAX_DRAWS = 5_000_000  # sentences drawn for one number; about a third of a second
MANY_ARTICLES = 30  # from here on, drawing sentences within articles adds next to nothing


@dataclass(frozen=True)
class Sentences:
    """The sentences a ratio is made of: sum of `above` ÷ sum of `below`.

    above, below, article: one entry a sentence; below is positive. Sentences of an article stand together.
    """

    above: Floats
    below: Floats
    article: NDArray[np.int64]

    @property
    def n_articles(self) -> int:
        return len(np.unique(self.article))

    @property
    def ratio(self) -> float:
        return float(self.above.sum() / self.below.sum())


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval. p: how often so far from 0 by chance; NaN (and no interval) from one unit."""

    value: float
    low: float
    high: float
    p: float
    unit: Unit

    @classmethod
    def of(cls, value: float, error: float, degrees: int, unit: Unit, *, reach: float = np.inf) -> Estimate:
        """error: standard error; degrees: of freedom. reach: the value lies in −reach to reach."""
        if degrees < 1:
            return cls(value, np.nan, np.nan, np.nan, unit)
        half = t_quantile(degrees) * error
        p = two_sided_p(value / error, degrees) if error > 0 else float(value == 0)
        return cls(value, max(-reach, value - half), min(reach, value + half), p, unit)


@dataclass(frozen=True)
class Drawn:
    """What resampling said of one ratio. samples: the ratio in each sample; error: corrected for few units."""

    value: float
    samples: Floats
    error: float
    degrees: int
    unit: Unit


def draw(
    sentences: Sentences, seed: tuple[int | str, ...], *, repeats: int = REPEATS, own_error: float = 0.0
) -> Drawn:
    """Draw articles with replacement, then sentences within each; of one article its sentences.

    seed: numbers and names of what is drawn, so that a result does not hang on what else is looked at, and no two
    things share their chances. own_error: added to the standard error that drawing gives; where all
    sentences are alike, drawing them again says that nothing is uncertain, which is not so.

    The spread over the samples is n − 1 degrees' worth of what n units tell, so it is widened by √(n ÷ (n − 1)).

    Davison & Hinkley (1997), Bootstrap Methods and their Application, 3.8 (two stages), 2.5 (Student's t).
    """
    n_articles = sentences.n_articles
    n_units = n_articles if n_articles > 1 else len(sentences.above)
    samples = _samples(sentences, np.random.default_rng(_numbers(seed)), repeats)
    widened = float(samples.std()) * sqrt(n_units / (n_units - 1)) if n_units > 1 else np.nan
    return Drawn(
        value=sentences.ratio,
        samples=samples,
        error=hypot(widened, own_error),
        degrees=n_units - 1,
        unit="articles" if n_articles > 1 else "sentences",
    )


def _numbers(seed: tuple[int | str, ...]) -> list[int]:
    return [part if isinstance(part, int) else crc32(part.encode("utf-8", "replace")) for part in seed]


def _samples(sentences: Sentences, random: np.random.Generator, repeats: int) -> Floats:
    _, starts, sizes = np.unique(sentences.article, return_index=True, return_counts=True)
    in_order = np.argsort(starts)  # numbers given over a larger table need not rise within a group
    starts, sizes = starts[in_order], sizes[in_order]
    pair = np.column_stack([sentences.above, sentences.below])
    if len(sizes) == 1:
        sums = pair[random.integers(len(pair), size=(repeats, len(pair)))].sum(axis=1)
    elif len(sizes) >= MANY_ARTICLES and repeats * len(pair) > MAX_DRAWS:
        whole = np.add.reduceat(pair, starts, axis=0)
        times = random.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=repeats)
        sums = times.astype("float64") @ whole
    else:
        slots = random.integers(len(sizes), size=(repeats, len(sizes)))
        lengths = sizes[slots]
        within = np.repeat(lengths.ravel(), lengths.ravel())
        first = np.repeat(starts[slots].ravel(), lengths.ravel())
        chosen = first + (random.random(len(first)) * within).astype("int64")
        edges = np.concatenate([[0], np.cumsum(lengths.sum(axis=1))[:-1]])
        sums = np.add.reduceat(pair[chosen], edges, axis=0)
    ratios: Floats = sums[:, 0] / sums[:, 1]
    return ratios
