"""Whether two outlets speak differently of somebody, on the same stories."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.discovery import adjusted
from analysis.measures.resampling import REPEATS, Drawn
from analysis.measures.targeted_tone import FALSE_SHARE, LEAST_MENTIONS, Group, groups
from analysis.measures.within_stories import difference


def differences(
    tones: pd.DataFrame, *, least: int = LEAST_MENTIONS, repeats: int = REPEATS, seed: int = 0
) -> pd.DataFrame:
    """How differently two outlets speak of an entity in one voice, story by story.

        difference = mean over common stories of (balance of a − balance of b), weighted by n_a × n_b ÷ (n_a + n_b)

    Between −2 and 2; above 0: a's sentences are more positive. The balance is that of `targeted_tone.balances`. low and
    high: its 95 % interval by Student's t. What was drawn again is in `unit`: articles (and sentences within) where
    each outlet has several on every common story; else stories where there are several; else the sentences of single
    articles, and then the difference is one between these articles and none between outlets. q: p corrected for
    all rows. told: the interval leaves out 0 and q is at most 0.05; otherwise the two **cannot be told apart**.

    tones: outlet, story, entity, voice, article_id, sentence, n_mentions, n_negative, n_neutral, n_positive.
    least: scored mentions either outlet needs on the common stories; pairs with fewer are left out.

    Returns one row an entity, voice and pair, in order of these:
        entity, voice, a, b, n_stories, n_a, n_b (scored mentions), difference, low, high, p, q, unit, told

    Weights: Mantel & Haenszel (1959), JNCI 22(4), for differences of shares.
    """
    found = _cells(tones, seed, repeats)
    rows = []
    for (entity, voice), cells in found.items():
        for a, b in combinations(sorted({outlet for outlet, _ in cells}), 2):
            common = sorted(story for outlet, story in cells if outlet == a and (b, story) in cells)
            n = [sum(cells[outlet, story].n for story in common) for outlet in (a, b)]
            if min(n) < least:
                continue
            pairs = [(cells[a, story], cells[b, story]) for story in common]
            weights = np.array([one.n * other.n / (one.n + other.n) for one, other in pairs])
            one = difference([(x.drawn, y.drawn) for x, y in pairs], weights, seed, reach=2.0)
            rows.append(
                (entity, voice, a, b, len(common), *n, one.value, one.low, one.high, one.p, np.nan, one.unit)
            )
    columns = [
        "entity",
        "voice",
        "a",
        "b",
        "n_stories",
        "n_a",
        "n_b",
        "difference",
        "low",
        "high",
        "p",
        "q",
        "unit",
    ]
    table = pd.DataFrame(rows, columns=columns)
    kinds = dict.fromkeys(("n_stories", "n_a", "n_b"), "int64")
    kinds |= dict.fromkeys(("difference", "low", "high", "p", "q"), "float64")
    table = table.astype(kinds | dict.fromkeys(("entity", "voice", "a", "b", "unit"), "str"))
    table["q"] = adjusted(table["p"].to_numpy())
    table["told"] = (table["q"] <= FALSE_SHARE) & ((table["low"] > 0) | (table["high"] < 0))
    return table


class _Cell:
    """An outlet's sentences on a story; resampled when first asked for. n: scored mentions."""

    def __init__(self, group: Group, seed: tuple[int | str, ...], repeats: int) -> None:
        self._group, self._seed, self._repeats = group, seed, repeats
        self.n = group.counts()["n_scored"]

    @cached_property
    def drawn(self) -> Drawn:
        return self._group.drawn_balance(self._seed, self._repeats)


def _cells(
    tones: pd.DataFrame, seed: int, repeats: int
) -> dict[tuple[str, str], dict[tuple[str, str], _Cell]]:
    """(entity, voice) → (outlet, story) → the cell; those without a scored mention are left out."""
    found: dict[tuple[str, str], dict[tuple[str, str], _Cell]] = {}
    for (entity, voice, outlet, story), group in groups(tones, ["entity", "voice", "outlet", "story"]):
        cell = _Cell(group, (seed, entity, voice, outlet, story), repeats)
        if cell.n:
            found.setdefault((entity, voice), {})[outlet, story] = cell
    return found
