"""Which pairs of entities one outlet makes and another does not: articles against articles, story by story."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measures.discovery import adjusted

REPEATS = 2_000  # samples; p is then known to 0.005 at 0.05, and no smaller than 0.0005
MAX_WEIGHTS = 40_000_000  # articles × samples of one call; beyond, fewer samples are drawn
LEAST_REPEATS = 200
MOST_PAIRS = 300  # compared, those of most windows together; chosen without a look at who makes them
BLOCK = 64  # pairs weighed at once, which bounds the memory
LEVEL = 0.05

COLUMNS = {
    "a": "str", "b": "str", "n_together": "int64", "n_first": "int64", "n_second": "int64",
    "n_articles_first": "int64", "n_articles_second": "int64", "rate_first": "float64", "rate_second": "float64",
    "difference": "float64", "low": "float64", "high": "float64", "p": "float64", "q": "float64", "told": "bool",
    "only": "str",
}  # fmt: skip

Floats = NDArray[np.float64]


def pair_differences(
    pairs: pd.DataFrame,
    articles: pd.DataFrame,
    first: str,
    second: str | None = None,
    *,
    minimum: int = 2,
    repeats: int = REPEATS,
    seed: int = 0,
) -> pd.DataFrame:
    """How much more often one outlet puts two entities into one window than another does, on the same stories.

    With x windows naming both out of N, for each story s that both wrote on:

        difference = Σ (x_1s N_2s − x_2s N_1s) ÷ N_s   ÷   Σ N_1s N_2s ÷ N_s          N_s = N_1s + N_2s

    the Mantel–Haenszel rate difference: what an outlet writes more about a story does not make its pairs more. Above
    0: `first` makes the pair more. low and high: 95 % percentile bootstrap interval, stories drawn with replacement,
    then articles of each outlet within a story; with fewer than about ten articles an outlet it is too narrow. p: how
    often handing out the outlets' names among the articles of each story at random gives a difference as large, a
    permutation test that holds for few articles too. q: p after Benjamini & Hochberg over the pairs compared. told:
    q is at most 0.05 and the interval leaves out 0; else no difference can be told from these articles.

    With one article of an outlet low, high, p and q are NaN: what is seen speaks of that article, not of the outlet.

    pairs: article_id, a, b, n_together; a pair once an article. articles: article_id, outlet, story, n_windows; every
    article looked at, also those without pairs. first, second: outlets; second None for all others together.
    minimum: leave out pairs with fewer windows of both together. At most MOST_PAIRS are compared.
    repeats, seed: samples and their seed; fewer are drawn for very many articles.

    Returns one row a pair, most windows first, then by a, b:
        a, b, n_together (of both), n_first, n_second (windows), n_articles_first, n_articles_second (with the pair),
        rate_first, rate_second (share of the outlet's windows on common stories), difference, low, high, p, q, told,
        only (the outlet that alone makes the pair on these stories; NA when both do)
    Empty when the two have no story in common.

    Raises ValueError when repeats is below 1, minimum is below 1, or an article of a pair is not in articles.

    Greenland & Robins (1985), Estimation of a Common Effect Parameter from Sparse Follow-up Data, Biometrics 41(1);
    Davison & Hinkley (1997), Bootstrap Methods and their Application, 3.8 and 4.3.
    """
    if repeats < 1:
        raise ValueError(f"repeats is {repeats}, expected a number of samples from 1")
    if minimum < 1:
        raise ValueError(f"minimum is {minimum}, expected a number of windows from 1")
    unknown = set(pairs["article_id"]) - set(articles["article_id"])
    if unknown:
        raise ValueError(f"article {min(unknown)!r} of a pair is not in articles")
    design = _Design.of(articles, first, second)
    kept = pairs[pairs["article_id"].isin(design.ids)]
    totals = kept.groupby(["a", "b"], as_index=False)["n_together"].sum()
    totals = totals[totals["n_together"] >= minimum].sort_values(
        ["n_together", "a", "b"], ascending=[False, True, True], ignore_index=True
    )
    totals = totals.head(MOST_PAIRS)
    if totals.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    kept = kept.merge(totals[["a", "b"]].assign(pair=totals.index), on=["a", "b"])
    together = np.zeros((len(design.ids), len(totals)), "float32")
    together[design.ids.get_indexer(pd.Index(kept["article_id"])), kept["pair"]] = kept["n_together"]
    table = totals.assign(**_counts(design, together))
    # The first row of weights is the difference as it is.
    asked = min(repeats, max(LEAST_REPEATS, MAX_WEIGHTS // len(design.ids)))
    as_is = _weights(design, design.is_first[None, :], np.ones((1, len(design.ids))))
    table["difference"] = _weighed(as_is, together)[0]
    unset = np.full(len(table), np.nan)
    table = table.assign(low=unset, high=unset, p=unset, q=unset)
    if min(design.is_first.sum(), (~design.is_first).sum()) > 1:
        random = np.random.default_rng([seed, 0])
        drawn = _weighed(_weights(design, design.is_first[None, :], _draws(design, asked, random)), together)
        table["low"], table["high"] = np.percentile(drawn, [2.5, 97.5], axis=0)
        random = np.random.default_rng([seed, 1])
        shuffled = _shuffled(design, asked, random)
        by_chance = _weighed(_weights(design, shuffled, np.ones((1, len(design.ids)))), together)
        seen = np.abs(table["difference"].to_numpy())
        # Rounding must not make a permutation that equals the seen one smaller than it.
        as_large = (np.abs(by_chance) >= seen * (1 - 1e-5) - 1e-9).sum(axis=0)
        table["p"] = (as_large + 1) / (asked + 1)
        table["q"] = adjusted(table["p"].to_numpy("float64"))
    table["told"] = (table["q"] <= LEVEL) & ((table["low"] > 0) | (table["high"] < 0))
    alone = np.where(table["n_second"] == 0, first, second if second is not None else "the others")
    one_sided = (table["n_first"] == 0) | (table["n_second"] == 0)
    table["only"] = pd.Series(alone, dtype="str").where(one_sided)
    compared: pd.DataFrame = table[list(COLUMNS)].astype(COLUMNS)
    return compared


class _Design(NamedTuple):
    """The articles compared, by story: whose they are and how many windows they have."""

    ids: pd.Index[str]
    is_first: NDArray[np.bool_]
    n_windows: Floats
    starts: NDArray[np.int64]  # of each story among the articles
    story: NDArray[np.int64]  # number of each article's

    @classmethod
    def of(cls, articles: pd.DataFrame, first: str, second: str | None) -> _Design:
        articles = articles[articles["n_windows"] > 0]  # one without a sentence says nothing
        mine = articles["outlet"] == first
        theirs = ~mine if second is None else articles["outlet"] == second
        common = set(articles.loc[mine, "story"]) & set(articles.loc[theirs, "story"])
        kept = articles[(mine | theirs) & articles["story"].isin(common)].sort_values(["story", "article_id"])
        story = pd.factorize(kept["story"])[0]
        starts = np.flatnonzero(np.diff(story, prepend=-1))
        return cls(
            pd.Index(kept["article_id"]),
            (kept["outlet"] == first).to_numpy(),
            kept["n_windows"].to_numpy("float64"),
            starts,
            story.astype("int64"),
        )


def _counts(design: _Design, together: NDArray[np.float32]) -> dict[str, object]:
    columns: dict[str, object] = {}
    for name, mine in (("first", design.is_first), ("second", ~design.is_first)):
        rows = together[mine].astype("float64")
        columns[f"n_{name}"] = rows.sum(axis=0).astype("int64")
        columns[f"n_articles_{name}"] = (rows > 0).sum(axis=0)
        columns[f"rate_{name}"] = rows.sum(axis=0) / max(1.0, design.n_windows[mine].sum())
    return columns


def _weights(design: _Design, is_first: NDArray[np.bool_], times: Floats) -> NDArray[np.float32]:
    """What each article's windows weigh in the difference: samples × articles. times: how often each is drawn."""
    first = np.where(is_first, times * design.n_windows, 0.0)
    second = np.where(is_first, 0.0, times * design.n_windows)
    n_first = np.add.reduceat(first, design.starts, axis=1)
    n_second = np.add.reduceat(second, design.starts, axis=1)
    both = np.maximum(n_first + n_second, 1.0)
    whole = (n_first * n_second / both).sum(axis=1, keepdims=True)
    other = np.where(is_first, (n_second / both)[:, design.story], -(n_first / both)[:, design.story])
    weights: NDArray[np.float32] = (times * other / whole).astype("float32")
    return weights


def _weighed(weights: NDArray[np.float32], together: NDArray[np.float32]) -> Floats:
    """The difference of each pair in each sample."""
    blocks = [weights @ together[:, start : start + BLOCK] for start in range(0, together.shape[1], BLOCK)]
    return np.concatenate(blocks, axis=1).astype("float64")


def _draws(design: _Design, repeats: int, random: np.random.Generator) -> Floats:
    """How often each article is in each sample: stories drawn with replacement, then articles in outlet and story."""
    n_stories = len(design.starts)
    stories = random.multinomial(n_stories, np.full(n_stories, 1 / n_stories), size=repeats)
    times = stories[:, design.story].astype("float64")
    cell = 2 * design.story + design.is_first
    order = np.argsort(cell, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(cell[order])) + 1):
        if len(members) > 1:
            share = np.full(len(members), 1 / len(members))
            times[:, members] *= random.multinomial(len(members), share, size=repeats)
    return times


def _shuffled(design: _Design, repeats: int, random: np.random.Generator) -> NDArray[np.bool_]:
    """Whose each article is when the names are handed out at random within each story: samples × articles."""
    keys = random.random((repeats, len(design.ids))) + design.story
    order = np.argsort(keys, axis=1)
    shuffled = np.empty((repeats, len(design.ids)), dtype=bool)
    np.put_along_axis(shuffled, order, np.broadcast_to(design.is_first, shuffled.shape), axis=1)
    return shuffled
