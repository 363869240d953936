"""Student's t in a few lines: how surprising a number is that rests on few articles."""

from __future__ import annotations

from functools import cache
from math import atan, cos, isfinite, pi, sin, sqrt

MOST_DEGREES = 400  # of freedom; beyond, t and the normal distribution agree to three digits


def two_sided_p(t: float, degrees: int) -> float:
    """How often a Student t lies at least so far from 0 as `t` when nothing is there.

    0 to 1; smaller is more surprising. degrees: of freedom, from 1.

    Raises ValueError when degrees is below 1.

    Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4: a finite sum for whole degrees.
    """
    if degrees < 1:
        raise ValueError(f"degrees is {degrees}, expected 1 or more")
    if not isfinite(t):
        return 0.0
    degrees = min(degrees, MOST_DEGREES)
    angle = atan(abs(t) / sqrt(degrees))
    square = cos(angle) ** 2
    odd = degrees % 2
    term, total = (cos(angle), cos(angle)) if odd else (1.0, 1.0)
    steps = range(3, degrees - 1, 2) if odd else range(2, degrees - 1, 2)
    for step in steps:
        term *= square * ((step - 1) / step)
        total += term
    if degrees == 1:
        total = 0.0
    within = (2 / pi) * (angle + sin(angle) * total) if odd else sin(angle) * total
    return min(1.0, max(0.0, 1.0 - within))


@cache
def t_quantile(degrees: int, outside: float = 0.05) -> float:
    """The t that leaves `outside` beyond it on both sides together; 12.7 for 1 degree of freedom, 1.97 for many."""
    low, high = 0.0, 1.0
    while two_sided_p(high, degrees) > outside:
        low, high = high, high * 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided_p(middle, degrees) > outside else (low, middle)
    return high
