"""Which words are theirs: what one set of articles uses more than another does."""

from __future__ import annotations

from math import copysign, log, sqrt
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Z_95 = 1.959963984540054  # standard normal quantile at 0.975
PRIOR = 100.0  # pseudo-words; about a third of the content words of a short article, so that one such sways little

COLUMNS = {
    "term": "str",
    "log_odds": "float64",
    "z": "float64",
    "low": "float64",
    "high": "float64",
    "n_target": "int64",
    "n_reference": "int64",
    "n_articles_target": "int64",
    "n_articles_reference": "int64",
}


def log_odds(target: pd.DataFrame, reference: pd.DataFrame, *, prior: float = PRIOR) -> pd.DataFrame:
    """How typical each term is of the target, against the reference.

    Weighted log-odds with an informative Dirichlet prior. With y the count of a term in a set of n words, and
    a = prior × its share of both sets together:

        log_odds = ln((y_t + a) ÷ (n_t + prior − y_t − a)) − the same of the reference
        z        = log_odds ÷ √(1 ÷ (y_t + a) + 1 ÷ (y_r + a))

    Positive: typical of the target; negative: of the reference; |z| above 1.96 is unlikely by chance for a
    single term, and among a hundred terms some five exceed it by chance. Words come in bursts: a term of one
    article (see n_articles_target) may be that article's subject and no habit. Terms seen fewer than about five
    times in all are unstable. Compare z only within one call.

    target, reference: term counts of two disjoint sets of articles: term, count, n_articles; a term once each.
    prior: strength of the prior in pseudo-words; larger pulls rare terms to zero. An empty set gives zeros.

    Returns one row a term, highest z first, ties by term; every number is finite:
        term, log_odds (natural log), z, low and high (95 % interval of log_odds), n_target, n_reference,
        n_articles_target, n_articles_reference

    Raises ValueError when prior is not positive, or a term stands twice in one set.

    Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16(4), eq. 15, 16, 22.
    """
    _check_prior(prior)
    sides = [_side(target, "target"), _side(reference, "reference")]
    terms = sides[0].index.union(sides[1].index, sort=True)
    (n_t, a_t), (n_r, a_r) = (side.reindex(terms, fill_value=0).to_numpy("float64").T for side in sides)
    score, variance = _weighted(np.zeros(len(terms), "int64"), n_t, n_r, prior)
    return _table(terms, score, variance, counts=(n_t, n_r, a_t, a_r))


def against_rest(
    counts: pd.DataFrame, *, by: str = "outlet", within: str | None = "story", prior: float = PRIOR
) -> pd.DataFrame:
    """`log_odds` of each group against all the others, told apart by story.

    Only what a group and at least one other wrote on the same story is compared, each story by itself; the
    log-odds of the stories are then put together weighted by 1 ÷ variance (fixed effect). So a group that
    follows one story more does not get that story's words as its own. Scale, direction and cautions as for
    `log_odds`; low and high are the 95 % interval.

    counts: `by`, `within` (when given), term, count, n_articles; a term once a group and story.
    within: the column that holds the story; None compares all articles at once.

    Returns one row a group and term, groups in order, highest z first, ties by term: `by` and the columns of
    `log_odds`. Empty when there are not two groups with a story in common.

    Raises ValueError when prior is not positive, or a term stands twice in a group and story.

    Monroe, Colaresi & Quinn (2008), as in `log_odds`; the weighting is Woolf's (1955), On Estimating the Relation
    between Blood Group and Disease, Annals of Human Genetics 19(4).
    """
    _check_prior(prior)
    strata = [by, within] if within else [by]
    if counts.duplicated([*strata, "term"]).any():
        raise ValueError(f"a term stands twice for one {by} and {within or 'table'}; expected a row each")
    counts = counts[counts["count"] > 0]
    cells = _Cells.of(counts, within)
    groups, names = pd.factorize(counts[by], sort=True)
    parts = [_one_against_rest(groups == number, cells, prior) for number in range(len(names))]
    frame = (
        pd.concat(parts, ignore_index=True)
        if parts
        else _table(cells.terms, *np.empty((2, 0)), counts=tuple(np.empty((4, 0))))
    )
    frame.insert(0, by, np.repeat(np.asarray(names, dtype=object), [len(part) for part in parts]))
    return frame.astype({by: "str"})


class _Cells(NamedTuple):
    """The counts with each story and term as one cell, numbered; a row's cell and the cells' story and term."""

    terms: pd.Index[str]
    cell_of_row: NDArray[np.int64]
    stratum: NDArray[np.int64]
    term: NDArray[np.int64]
    occurrences: NDArray[np.float64]  # by row
    n_articles: NDArray[np.float64]  # by row

    @classmethod
    def of(cls, counts: pd.DataFrame, within: str | None) -> _Cells:
        term, terms = pd.factorize(counts["term"], sort=True)
        stratum = pd.factorize(counts[within], sort=True)[0] if within else np.zeros(len(counts), "int64")
        cells, cell_of_row = np.unique(stratum * len(terms) + term, return_inverse=True)
        numbers = (counts[column].to_numpy("float64") for column in ("count", "n_articles"))
        return cls(
            pd.Index(terms), cell_of_row, cells // max(1, len(terms)), cells % max(1, len(terms)), *numbers
        )


def _one_against_rest(mine: NDArray[np.bool_], cells: _Cells, prior: float) -> pd.DataFrame:
    """The terms of one group's stories, scored by story and put together. mine: the group's rows."""

    def summed(values: NDArray[np.float64], rows: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.bincount(cells.cell_of_row[rows], values[rows], len(cells.term)).astype(np.float64)

    n_t, n_r = summed(cells.occurrences, mine), summed(cells.occurrences, ~mine)
    a_t, a_r = summed(cells.n_articles, mine), summed(cells.n_articles, ~mine)
    size = int(cells.stratum.max(initial=-1)) + 1
    shared = (np.bincount(cells.stratum, n_t, size) > 0) & (np.bincount(cells.stratum, n_r, size) > 0)
    kept = shared[cells.stratum]
    score, variance = _weighted(cells.stratum[kept], n_t[kept], n_r[kept], prior)
    term = cells.term[kept]
    precision = np.bincount(term, 1 / variance, len(cells.terms))
    present = precision > 0
    weighted = np.bincount(term, score / variance, len(cells.terms))[present] / precision[present]
    counts = tuple(
        np.bincount(term, one[kept], len(cells.terms)).astype(np.float64)[present]
        for one in (n_t, n_r, a_t, a_r)
    )
    return _table(cells.terms[present], weighted, 1 / precision[present], counts=counts)


def contrast(k: float, n: float, other_k: float, other_n: float) -> float:
    """Signed root of G²: how far k of n is from other_k of other_n, in standard errors; positive when higher.

    0 when either n is 0. For large counts this is a standard normal when both come from one rate.

    Dunning (1993), Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1).
    """
    if n <= 0 or other_n <= 0:
        return 0.0
    rate = (k + other_k) / (n + other_n)
    g2 = 0.0
    for hits, size in ((k, n), (other_k, other_n)):
        for part, expected in ((hits, size * rate), (size - hits, size * (1 - rate))):
            if part > 0:
                g2 += 2 * part * log(part / expected)
    return copysign(sqrt(max(g2, 0.0)), k / n - other_k / other_n)


def _check_prior(prior: float) -> None:
    if not prior > 0 or not np.isfinite(prior):
        raise ValueError(f"prior is {prior}, expected a positive number of pseudo-words such as {PRIOR:.0f}")


def _side(counts: pd.DataFrame, side: str) -> pd.DataFrame:
    twice = counts["term"].duplicated()
    if twice.any():
        raise ValueError(f"term {counts.loc[twice, 'term'].iloc[0]!r} stands twice in the {side}")
    return counts.loc[counts["count"] > 0].set_index("term")[["count", "n_articles"]]


def _weighted(
    stratum: NDArray[np.int64], target: NDArray[np.float64], reference: NDArray[np.float64], prior: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds and variance of each row; the rows of a stratum are all that is compared there."""

    def whole(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(stratum, values).astype(np.float64)[stratum]

    both = target + reference
    weight = prior * both / whole(both)
    rest_target = whole(target) + prior - target - weight
    rest_reference = whole(reference) + prior - reference - weight
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = np.log((target + weight) / rest_target) - np.log((reference + weight) / rest_reference)
    # Where a stratum has a single term nothing is left to set it against: no odds, so no difference.
    alone = both >= whole(both)
    return np.where(alone, 0.0, difference), 1 / (target + weight) + 1 / (reference + weight)


def _table(
    terms: pd.Index[str],
    score: NDArray[np.float64],
    variance: NDArray[np.float64],
    *,
    counts: tuple[NDArray[np.float64], ...],
) -> pd.DataFrame:
    """The table of scores, highest z first. terms: in order, so that a stable sort leaves ties by term."""
    error = np.sqrt(variance)
    z = score / error
    order = np.argsort(-z, kind="stable")
    values: tuple[Any, ...] = (terms, score, z, score - Z_95 * error, score + Z_95 * error, *counts)
    columns = zip(COLUMNS.items(), values, strict=True)
    return pd.DataFrame({name: pd.Series(value[order], dtype=kind) for (name, kind), value in columns})
