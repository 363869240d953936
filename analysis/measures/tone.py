"""The colour of the words, as distributions with their uncertainty; never a bare mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

NEUTRAL = (
    0.05  # polarity; VADER's usual band. Finer cuts of TextBlob's scale were no better on news sentences
)
REPEATS = 2_000  # bootstrap samples; the interval's ends then wobble by some 3 % of its width
MAX_DRAWS = 20_000_000  # sentences drawn for one interval; about a second of one core

TONES = ("negative", "neutral", "positive", "not_scored")
COUNTS = tuple(f"n_{tone}" for tone in TONES)
SHARES = tuple(f"share_{tone}" for tone in TONES)


def distribution(
    scores: pd.DataFrame, by: Sequence[str] = ("outlet",), *, repeats: int = REPEATS, seed: int = 0
) -> pd.DataFrame:
    """How the polarity of sentences is spread in each group.

    A sentence counts as negative below −0.05, positive above 0.05, neutral between, and *not scored* when no
    word of it is in the lexicon: that is no judgement, and never counted as neutral. Shares are of all
    sentences and sum to 1. mean is over the scored sentences (−1 to 1, higher is more positive words); low and
    high are its 95 % percentile bootstrap interval: articles drawn with replacement, then sentences within each.
    With one article only its sentences vary, so the interval speaks of that article and not of the outlet. From
    one scored sentence no interval is given.

    What is scored is the colour of words, not the outlet's attitude: a report of a disaster scores negative.

    scores: article_id, sentence, polarity (NaN: not scored), and the columns of `by` (outlet, voice, story …).
    by: the columns that make a group; () for one group of all.
    repeats, seed: bootstrap samples and their seed; the same for each group, so a group's interval does not
    depend on which others are looked at.

    Returns one row a group, in order of `by`:
        by…, n_articles, n_sentences, n_scored (sentences), n_negative, n_neutral, n_positive, n_not_scored,
        share_negative, share_neutral, share_positive, share_not_scored, mean, low, high
    mean, low and high are NaN where nothing is scored; low and high also where they cannot be told.

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

    Above 0: a's words are more positive. low and high: 95 % percentile bootstrap interval, articles then
    sentences, each story by itself. `told` is True when the interval leaves out 0; otherwise no difference can
    be told from these sentences. Every pair is one comparison of many: with ten pairs one false "told" in two
    pages is no surprise. The difference is of words, not of attitudes.

    scores: `by`, `within`, article_id, sentence, polarity (NaN: not scored).

    Returns one row a pair with a common story that both have scored sentences on, in order of a, b:
        a, b, n_stories, n_a, n_b (scored sentences), difference, low, high, told

    Raises ValueError as `distribution` does.
    """
    _check(scores, repeats)
    scored = scores[scores["polarity"].notna()]
    cells: dict[Any, Any] = {
        key: _articles(cell) for key, cell in scored.groupby([by, within], sort=True, observed=True)
    }
    # Two cells must not share their random numbers, or their errors would cancel in the difference.
    samples = {
        key: _resampled_means(articles, repeats, [seed, place])
        for place, (key, articles) in enumerate(cells.items())
    }
    groups = sorted({group for group, _ in cells})
    rows = []
    for a, b in combinations(groups, 2):
        common = [story for group, story in cells if group == a and (b, story) in cells]
        if not common:
            continue
        sides = [[np.concatenate(cells[group, story]) for story in common] for group in (a, b)]
        difference = float(np.mean([x.mean() - y.mean() for x, y in zip(*sides, strict=True)]))
        n_a, n_b = (sum(map(len, side)) for side in sides)
        low, high = np.nan, np.nan
        if all(len(cell) > 1 for side in sides for cell in side):
            drawn = np.mean([samples[a, story] - samples[b, story] for story in common], axis=0)
            low, high = np.percentile(drawn, [2.5, 97.5])
        rows.append((a, b, len(common), n_a, n_b, difference, low, high, bool(low > 0 or high < 0)))
    columns = ["a", "b", "n_stories", "n_a", "n_b", "difference", "low", "high", "told"]
    kinds = {"n_stories": "int64", "n_a": "int64", "n_b": "int64", "told": "bool"}
    kinds |= dict.fromkeys(("difference", "low", "high"), "float64")
    return pd.DataFrame(rows, columns=columns).astype(kinds)


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
    low, high = np.nan, np.nan
    if scored > 1:
        drawn = _resampled_means(_articles(group[polarity.notna()]), repeats, [seed])
        low, high = np.percentile(drawn, [2.5, 97.5])
    return (
        group["article_id"].nunique(), len(group), scored, *counts, *shares, polarity.mean(), low, high
    )  # fmt: skip


def _articles(scored: pd.DataFrame) -> list[NDArray[np.float64]]:
    """The polarities of each article, in an order that does not depend on the rows'."""
    ordered = scored.sort_values(["article_id", "sentence"])
    return [group.to_numpy("float64") for _, group in ordered.groupby("article_id")["polarity"]]


def _resampled_means(
    articles: list[NDArray[np.float64]], repeats: int, seed: list[int]
) -> NDArray[np.float64]:
    """Mean of all drawn sentences in each of `repeats` bootstrap samples.

    When the samples would take more than MAX_DRAWS sentences, only articles are drawn: with so many of them,
    drawing sentences within adds next to nothing (Davison & Hinkley, 3.8).
    """
    random = np.random.default_rng(seed)
    sizes = np.array([len(article) for article in articles])
    sums = np.array([article.sum() for article in articles])
    pooled = np.concatenate(articles)
    starts = np.cumsum(sizes) - sizes
    if len(articles) > 1 and repeats * len(pooled) > MAX_DRAWS:
        weights = [
            random.multinomial(len(articles), np.full(len(articles), 1 / len(articles)))
            for _ in range(repeats)
        ]
        return np.array([(w @ sums) / (w @ sizes) for w in weights])
    chosen = random.integers(len(articles), size=(repeats, len(articles)))
    lengths = sizes[chosen]
    drawn = lengths.sum(axis=1)
    first = np.repeat(starts[chosen].ravel(), lengths.ravel())
    within = np.repeat(lengths.ravel(), lengths.ravel())
    sentences = pooled[first + (random.random(len(first)) * within).astype("int64")]
    edges = np.concatenate([[0], np.cumsum(drawn)[:-1]])
    means: NDArray[np.float64] = np.add.reduceat(sentences, edges) / drawn
    return means
