"""Many tests at once: how many of what is found may be chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def adjusted(p: NDArray[np.float64], n_tests: int | None = None) -> NDArray[np.float64]:
    """q-values of Benjamini & Hochberg: of all with q ≤ x, at most a share x is expected to be chance.

    p: probabilities of the tests that were kept, in any order. n_tests: all that were made, when those that found
    least were left out; they count as p = 1. Never below p, at most 1, in the order of p.

    Raises ValueError when n_tests is fewer than the probabilities given.

    Benjamini & Hochberg (1995), Controlling the False Discovery Rate, JRSS B 57(1).
    """
    m = len(p) if n_tests is None else n_tests
    if m < len(p):
        raise ValueError(f"n_tests is {m}, but there are {len(p)} probabilities")
    order = np.argsort(p, kind="stable")
    scaled = p[order] * m / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
