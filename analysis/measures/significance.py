"""Chance or not: a test with articles as the unit."""

from __future__ import annotations

from math import erfc, sqrt

import numpy as np

from analysis.measures.article_counts import ArticleCounts, Floats, Ints

LEAST_ARTICLES = (
    5  # that use a term, of the outlet's stories; fewer can hardly stand a correction for thousands
)
LEAST_SKEW = 1e-3  # below, a Pearson curve is a normal one


def article_test(counts: ArticleCounts) -> tuple[Floats, Floats]:
    """Whether the outlet's articles use a term more (or less) than the others on the same story do.

    A permutation test: if the label of an article means nothing, every way to hand out a story's labels to its
    articles is as likely as the one seen. The statistic is the sum of √rate over the outlet's articles (the root
    keeps one article that is full of a word from deciding). Its mean, variance and skewness over all permutations
    are known exactly, without permuting, and add up over stories; the tail is that of the Pearson curve with these
    moments. Of a rare term so few permutations exist that a curve would promise more than there is: p is never below
    the share of permutations that give the outlet just those articles with the term. p is twice the tail, at most 1.

    A term that fills one article counts as one article. p says nothing of how large a difference is. With n articles
    in a story, k of them the outlet's, p is never below 1 ÷ C(n, k): one article an outlet tells nothing.

    Returns p, and how far the sum is from its mean in standard deviations (positive: more than the others), both
    outlets × terms; p is NaN where fewer than LEAST_ARTICLES articles of the outlet's stories use the term, a choice
    that looks at no label.

    Mielke & Berry (2007), Permutation Methods, ch. 2, for moments and the Pearson curve; Wilson & Hilferty (1931),
    PNAS 17, for its tail.
    """
    cells = _Cells(counts)
    ones = np.ones(len(counts.outlet))
    size = counts.per_story(ones).astype("int64")
    p = np.full((len(counts.outlets), len(counts.terms)), np.nan)
    z = np.zeros_like(p)
    for outlet in range(len(counts.outlets)):
        mine = counts.outlet == outlet
        own = counts.per_story(ones, mine).astype("int64")
        entries = mine[counts.article]
        sums = counts.per_term(cells.score, entries)
        mean, variance, third = cells.moments(own, size, len(counts.terms))
        error = np.sqrt(variance)
        away = np.divide(sums - mean, error, out=np.zeros_like(sums), where=variance > 1e-18)
        skew = np.divide(third, error**3, out=np.zeros_like(sums), where=variance > 1e-18)
        tail = pearson_tail(np.abs(away), np.copysign(1.0, away) * skew)
        n_using = np.bincount(cells.term, cells.n_using * (own[cells.story] > 0), len(counts.terms))
        tested = n_using >= LEAST_ARTICLES
        least = cells.rarest(own, size, np.bincount(cells.of_entry[entries], minlength=len(cells.term)))
        p[outlet, tested] = np.minimum(1.0, 2 * np.maximum(tail, least))[tested]
        z[outlet] = away
    return p, z


class _Cells:
    """The scores of the articles summed up by story and term: articles without the term score 0."""

    def __init__(self, counts: ArticleCounts) -> None:
        self.score = np.sqrt(counts.occurrences / counts.n_words[counts.article])
        n_terms = max(1, len(counts.terms))
        cell = counts.story[counts.article] * n_terms + counts.term
        cells, self.of_entry = np.unique(cell, return_inverse=True)
        self.story, self.term = cells // n_terms, cells % n_terms
        self.n_using = np.bincount(self.of_entry, minlength=len(cells))
        self.powers = [np.bincount(self.of_entry, self.score**power, len(cells)) for power in (1, 2, 3)]

    def moments(self, own: Ints, size: Ints, n_terms: int) -> tuple[Floats, Floats, Floats]:
        """Mean, variance and third central moment, by term, of the sum over a random share of each story's articles."""
        n, whole = own[self.story].astype("float64"), size[self.story].astype("float64")
        first, second, third = (power / whole for power in self.powers)
        central = np.maximum(second - first**2, 0.0), third - 3 * first * second + 2 * first**3
        drawn = n * (whole - n) / np.maximum(whole - 1, 1)
        lopsided = drawn * (whole - 2 * n) / np.maximum(whole - 2, 1)
        by_cell = (n * first, drawn * central[0], lopsided * central[1])
        mean, variance, skewed = (np.bincount(self.term, one, n_terms).astype(np.float64) for one in by_cell)
        return mean, variance, skewed

    def rarest(self, own: Ints, size: Ints, found: Ints) -> Floats:
        """By term, the chance that just those of its articles are the outlet's which are. found: theirs, by cell."""
        log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, size.max(initial=0) + 1)))])

        def choose(n: Ints, r: Ints) -> Floats:
            chosen: Floats = log_factorial[n] - log_factorial[r] - log_factorial[n - r]
            return chosen

        n, whole = own[self.story], size[self.story]
        logs = choose(whole - self.n_using, n - found) - choose(whole, n)
        return np.exp(np.bincount(self.term, logs))


def pearson_tail(away: Floats, skew: Floats) -> Floats:
    """Chance of a value at least this many standard deviations above the mean, under a Pearson III curve."""
    curved = np.where(np.abs(skew) < LEAST_SKEW, LEAST_SKEW, skew)
    base = curved * away / 2 + 1
    # Below 0 lies beyond the end of a curve that is skewed to the other side.
    z = 6 / curved * (np.cbrt(np.maximum(base, 0.0)) - 1) + curved / 6
    z = np.where(np.abs(skew) < LEAST_SKEW, away, z)
    return np.array([erfc(one / sqrt(2)) / 2 for one in z])
