"""Does it matter whose an article is? A permutation test within stories, without permuting."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEP = 1.0  # between one count and the next
LEAST_SKEW = 1e-3  # below, a Pearson curve is a normal one


def label_test(scores: Floats, has: NDArray[np.bool_], is_first: NDArray[np.bool_], starts: Ints) -> Floats:
    """Probability that handing out the labels of each story at random gives a sum as far from its mean, two-sided.

    The statistic is the sum of the scores of the articles labelled first. If labels mean nothing, every way to hand
    out those of a story among its articles is as likely as the one seen. The mean, variance and skewness of the sum
    over all of them are known exactly; the tail is that of the Pearson curve with these moments, from half a count
    nearer to the mean, since counts go in steps. Where few articles have what is counted, a curve would promise more
    than there is: p is never below twice the share of ways that give `first` just those articles with it. So one
    article of each label tells nothing. p errs on the safe side: with ten articles it is often twice the exact one.

    scores: articles × things counted: counts less what the story lets expect, of mean 0 in each story. has: which
    article has which thing. is_first: labels. starts: the first article of each story, whose articles lie together.

    Returns p, one a thing, 0 to 1; 1 where no way differs from another.

    Mielke & Berry (2007), Permutation Methods, ch. 2; Wilson & Hilferty (1931), PNAS 17, for the curve's tail.
    """
    size = np.diff(np.append(starts, len(is_first))).astype("float64")[:, None]
    first = np.add.reduceat(is_first, starts, dtype="float64")[:, None]
    drawn = first * (size - first) / (size * np.maximum(size - 1, 1))
    lopsided = drawn * (size - 2 * first) / np.maximum(size - 2, 1)
    squares, cubes = (np.add.reduceat(scores**power, starts, axis=0) for power in (2, 3))
    variance, third = (drawn * squares).sum(axis=0), (lopsided * cubes).sum(axis=0)
    varies = variance > 1e-18
    error = np.sqrt(np.where(varies, variance, 1.0))
    seen = scores[is_first].sum(axis=0)
    away = np.maximum(np.abs(seen) - STEP / 2, 0.0) / error
    tail = _pearson_tail(away, np.sign(seen) * np.where(varies, third / error**3, 0.0))
    least = np.exp(_log_share(has, is_first, starts, size, first))
    return np.where(varies, np.minimum(1.0, 2 * np.maximum(tail, least)), 1.0)


def _log_share(
    has: NDArray[np.bool_], is_first: NDArray[np.bool_], starts: Ints, size: Floats, first: Floats
) -> Floats:
    """Logarithm of the share of ways to hand out labels that give `first` just the articles it has."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(size.max()) + 1)))])

    def choose(n: Floats, k: Floats) -> Floats:
        n_, k_ = n.astype("int64"), k.astype("int64")
        chosen: Floats = logs[n_] - logs[k_] - logs[n_ - k_]
        return chosen

    using = np.add.reduceat(has, starts, axis=0, dtype="float64")
    mine = np.add.reduceat(has & is_first[:, None], starts, axis=0, dtype="float64")
    share: Floats = (choose(size - using, first - mine) - choose(size, first)).sum(axis=0)
    return share


def _pearson_tail(away: Floats, skew: Floats) -> Floats:
    """Probability of lying at least so many standard deviations above the mean, under a Pearson III curve."""
    straight = np.abs(skew) < LEAST_SKEW
    curved = np.where(straight, LEAST_SKEW, skew)
    # Below 0 lies beyond the end of a curve that leans the other way.
    base = np.maximum(curved * away / 2 + 1, 0.0)
    z = np.where(straight, away, 6 / curved * (np.cbrt(base) - 1) + curved / 6)
    return np.array([erfc(one / sqrt(2)) / 2 for one in z])
