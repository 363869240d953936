"""Many tests at once: how many of what is found may be chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def adjusted(p: Floats, n_tests: int | None = None) -> Floats:
    """q-values of Benjamini & Hochberg: of all with q ≤ x, at most a share x is expected to be chance.

    p: probabilities, any shape; NaN where nothing was tested (stays NaN and counts as no test). n_tests: all tests
    that were made, when those that found least were left out; they count as p = 1. Never below p, at most 1.

    Raises ValueError when n_tests is fewer than the probabilities given.

    Benjamini & Hochberg (1995), Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57(1).
    """
    tested = np.isfinite(p)
    values = p[tested]
    n = len(values) if n_tests is None else n_tests
    if n < len(values):
        raise ValueError(f"n_tests is {n}, but there are {len(values)} probabilities")
    order = np.argsort(values, kind="stable")
    scaled = values[order] * n / np.arange(1, len(values) + 1)
    stepped = np.empty(len(values))
    stepped[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    q = np.full(p.shape, np.nan)
    q[tested] = stepped
    return q
