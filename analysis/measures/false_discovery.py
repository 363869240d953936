"""The correction for looking at many numbers at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def benjamini_hochberg(p: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Each p corrected for the others looked at: calling all with q ≤ 0.05 found, 5 % of them are expected to be false.

    p: values from 0 to 1, NaN for what was not tested, which stays NaN and does not count.
    Returns q beside p, never below it.

    Benjamini & Hochberg (1995), Controlling the False Discovery Rate, JRSS B 57(1).
    """
    values = np.asarray(p, dtype="float64")
    q = np.full(len(values), np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    if not len(tested):
        return q
    order = tested[np.argsort(values[tested], kind="stable")[::-1]]
    ranks = np.arange(len(order), 0, -1)
    q[order] = np.minimum(1.0, np.minimum.accumulate(values[order] * len(order) / ranks))
    return q
