"""The difference of two outlets, taken within each story both tell."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.measures.resampling import Drawn, Estimate, Unit


def difference(
    pairs: list[tuple[Drawn, Drawn]], weights: NDArray[np.float64], seed: int, *, reach: float
) -> Estimate:
    """The weighted mean over stories of what the one outlet has less what the other has.

    Where each outlet has several articles on every story, the errors of the stories add up. Where there are several
    stories but single articles in them, stories are drawn with replacement, in each sample with that sample's articles
    and sentences: one article is then one story's worth of chance. On one story with single articles only their
    sentences vary, and the difference is one of these articles.

    pairs: the two outlets on each common story. weights: of the stories. reach: the most a difference can be.
    """
    share = weights / weights.sum()
    a, b = ([side.value for side in sides] for sides in zip(*pairs, strict=True))
    value = float(share @ (np.array(a) - np.array(b)))
    cells = [cell for pair in pairs for cell in pair]
    if len(pairs) > 1 and any(cell.unit == "sentences" for cell in cells):
        return _over_stories(value, pairs, share, seed, reach)
    error = sqrt(float(share**2 @ np.array([x.error**2 + y.error**2 for x, y in pairs])))
    degrees = min(sum(cell.degrees for cell in side) for side in zip(*pairs, strict=True))
    unit: Unit = "articles" if all(cell.unit == "articles" for cell in cells) else "sentences"
    return Estimate.of(value, error, degrees, unit, reach=reach)


def _over_stories(
    value: float, pairs: list[tuple[Drawn, Drawn]], share: NDArray[np.float64], seed: int, reach: float
) -> Estimate:
    samples = np.array([x.samples - y.samples for x, y in pairs])
    n_stories, repeats = samples.shape
    chosen = np.random.default_rng(seed).integers(n_stories, size=(n_stories, repeats))
    drawn, weights = samples[chosen, np.arange(repeats)], share[chosen]
    means = (drawn * weights).sum(axis=0) / weights.sum(axis=0)
    error = float(means.std()) * sqrt(n_stories / (n_stories - 1))
    return Estimate.of(value, error, n_stories - 1, "stories", reach=reach)
