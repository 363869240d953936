"""The colour of the words, as distributions with their uncertainty; never a bare mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.discovery import adjusted
from analysis.measures.resampling import REPEATS, Drawn, Estimate, Sentences, draw
from analysis.measures.within_stories import difference

NEUTRAL = (
    0.05  # polarity; VADER's usual band. Finer cuts of TextBlob's scale were no better on news sentences
)
LEAST_SENTENCES = 10  # scored ones; of fewer only their number is given
FALSE_SHARE = 0.05  # of the differences told, expected to be false

TONES = ("negative", "neutral", "positive", "not_scored")
NOTHING_TOLD = Estimate(np.nan, np.nan, np.nan, np.nan, "sentences")
COUNTS = tuple(f"n_{tone}" for tone in TONES)
SHARES = tuple(f"share_{tone}" for tone in TONES)


def distribution(
    scores: pd.DataFrame, by: Sequence[str] = ("outlet",), *, repeats: int = REPEATS, seed: int = 0
) -> pd.DataFrame:
    """How the polarity of sentences is spread in each group.

    A sentence counts as negative below −0.05, positive above 0.05, neutral between, and *not scored* when no
    word of it is in the lexicon: that is no judgement, and never counted as neutral. Shares are of all
    sentences and sum to 1. mean is over the scored sentences (−1 to 1, higher is more positive words); low and
    high are its 95 % interval: articles drawn with replacement, then sentences within each, by Student's t for few.
    With one article only its sentences vary, so the interval speaks of that article and not of the outlet. Below ten
    scored sentences (LEAST_SENTENCES) neither mean nor interval is given.

    What is scored is the colour of words, not the outlet's attitude: a report of a disaster scores negative.

    scores: article_id, sentence, polarity (NaN: not scored), and the columns of `by` (outlet, voice, story …).
    by: the columns that make a group; () for one group of all.
    repeats, seed: bootstrap samples and their seed; the same for each group, so a group's interval does not
    depend on which others are looked at.

    Returns one row a group, in order of `by`:
        by…, n_articles, n_sentences, n_scored (sentences), n_negative, n_neutral, n_positive, n_not_scored,
        share_negative, share_neutral, share_positive, share_not_scored, mean, low, high
    mean, low and high are NaN below LEAST_SENTENCES scored sentences.

    Raises ValueError when repeats is below 1 or a polarity lies outside −1 to 1.

    Bootstrap in two stages: Davison & Hinkley (1997), Bootstrap Methods and their Application, 3.8.
    """
    _check(scores, repeats)
    keys = list(by)
    columns = [*keys, "n_articles", "n_sentences", "n_scored", *COUNTS, *SHARES, "mean", "low", "high"]
    groups = scores.groupby(keys, sort=True, observed=True) if keys else [((), scores)] if len(scores) else []
    rows = [(*key, *_summary(group, repeats, seed)) for key, group in groups]
    frame = pd.DataFrame(rows, columns=columns)
    kinds = {column: "int64" for column in columns if column.startswith("n_")}
    kinds |= dict.fromkeys((*SHARES, "mean", "low", "high"), "float64")
    return frame.astype(kinds)


def differences(
    scores: pd.DataFrame,
    *,
    by: str = "outlet",
    within: str = "story",
    repeats: int = REPEATS,
    seed: int = 0,
) -> pd.DataFrame:
    """Mean polarity of one group less another's, on the stories both wrote about.

        difference = mean over common stories of (mean of a − mean of b)

    Above 0: a's words are more positive. low and high: 95 % interval as `within_stories.difference` gives it; q: p
    corrected for all pairs of the table (Benjamini & Hochberg 1995). `told` is True when the interval leaves out 0 and
    q is at most 0.05; otherwise no difference can be told from these sentences. The difference is of words, not of
    attitudes.

    scores: `by`, `within`, article_id, sentence, polarity (NaN: not scored).

    Returns one row a pair with a common story that both have scored sentences on, in order of a, b:
        a, b, n_stories, n_a, n_b (scored sentences), difference, low, high, q, told
    Where either has fewer than LEAST_SENTENCES of them, only their numbers are given.

    Raises ValueError as `distribution` does.
    """
    _check(scores, repeats)
    scored = scores[scores["polarity"].notna()]
    cells: dict[Any, Drawn] = {}
    n: dict[Any, int] = {}
    for key, cell in scored.groupby([by, within], sort=True, observed=True):
        # Two cells must not share their random numbers, or their errors would cancel in the difference.
        cells[key] = draw(_sentences(cell), (seed, *map(str, key)), repeats=repeats)
        n[key] = len(cell)
    groups = sorted({group for group, _ in cells})
    rows = []
    for a, b in combinations(groups, 2):
        common = [story for group, story in cells if group == a and (b, story) in cells]
        if not common:
            continue
        sizes = [sum(n[group, story] for story in common) for group in (a, b)]
        found = NOTHING_TOLD
        if min(sizes) >= LEAST_SENTENCES:
            pairs = [(cells[a, story], cells[b, story]) for story in common]
            found = difference(pairs, np.ones(len(common)), seed, reach=2.0)
        rows.append((a, b, len(common), *sizes, found.value, found.low, found.high, found.p))
    columns = ["a", "b", "n_stories", "n_a", "n_b", "difference", "low", "high", "q"]
    kinds = {"n_stories": "int64", "n_a": "int64", "n_b": "int64"}
    kinds |= dict.fromkeys(("difference", "low", "high", "q"), "float64")
    table = pd.DataFrame(rows, columns=columns).astype(kinds)
    table["q"] = adjusted(table["q"].to_numpy())
    table["told"] = (table["q"] <= FALSE_SHARE) & ((table["low"] > 0) | (table["high"] < 0))
    return table


def _check(scores: pd.DataFrame, repeats: int) -> None:
    if repeats < 1:
        raise ValueError(f"repeats is {repeats}, expected a number of bootstrap samples from 1")
    outside = scores["polarity"].abs() > 1
    if outside.any():
        raise ValueError(f"polarity {scores.loc[outside, 'polarity'].iloc[0]} lies outside −1 to 1")


def _summary(group: pd.DataFrame, repeats: int, seed: int) -> tuple[float, ...]:
    polarity = group["polarity"]
    negative, positive = int((polarity < -NEUTRAL).sum()), int((polarity > NEUTRAL).sum())
    scored = int(polarity.notna().sum())
    counts = (negative, scored - negative - positive, positive, len(group) - scored)
    shares = (count / len(group) for count in counts)
    found = NOTHING_TOLD
    if scored >= LEAST_SENTENCES:
        drawn = draw(_sentences(group[polarity.notna()]), (seed,), repeats=repeats)
        found = Estimate.of(drawn.value, drawn.error, drawn.degrees, drawn.unit, reach=1.0)
    return (
        group["article_id"].nunique(), len(group), scored, *counts, *shares, found.value, found.low, found.high
    )  # fmt: skip


def _sentences(scored: pd.DataFrame) -> Sentences:
    """The polarities, in an order that does not depend on the rows'."""
    ordered = scored.sort_values(["article_id", "sentence"])
    polarity = ordered["polarity"].to_numpy("float64")
    return Sentences(polarity, np.ones(len(polarity)), pd.factorize(ordered["article_id"])[0].astype("int64"))
