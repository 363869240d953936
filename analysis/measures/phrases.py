"""Phrases that are only pieces of longer ones."""

from __future__ import annotations

import pandas as pd


def without_fragments(typical: pd.DataFrame) -> pd.DataFrame:
    """Leaves out phrases that the outlet uses only inside a longer one ("china sea" in "south china sea").

    typical: outlet, term, n_target, and any further columns; a longer phrase covers a shorter one of the same outlet
    when it holds its words in order, side by side, and occurs as often.

    Returns the rows that are left, in their order, with a plain index.
    """
    covered: set[tuple[str, str, int]] = set()
    for outlet, term, count in zip(typical["outlet"], typical["term"], typical["n_target"], strict=True):
        words = term.split()
        pieces = (
            words[first:last]
            for first in range(len(words))
            for last in range(first + 1, len(words) + 1)
            if last - first < len(words)
        )
        covered.update((outlet, " ".join(piece), count) for piece in pieces)
    keys = zip(typical["outlet"], typical["term"], typical["n_target"], strict=True)
    return typical[[key not in covered for key in keys]].reset_index(drop=True)
