"""Is it spread over the articles, or one article's?"""

from __future__ import annotations

import numpy as np

from analysis.measures.article_counts import ArticleCounts, Floats


def deviation_of_proportions(counts: ArticleCounts, outlet: int) -> Floats:
    """Gries' DP of each term over the articles of one outlet, normalised.

    With s the share of an article in the outlet's words and v its share of the term's occurrences:

        dp = ½ Σ |v − s| ÷ (1 − min s)

    0: spread as the words are; 1: all in the shortest article. A term that occurs once is always near 1: read dp with
    the counts.

    Returns one value a term, in the order of counts.terms; NaN when the outlet has fewer than two articles or lacks
    the term.

    Gries (2008), Dispersions and adjusted frequencies in corpora, International Journal of Corpus Linguistics 13(4);
    Lijffijt & Gries (2012), the same journal 17(1), for the normalisation.
    """
    mine = counts.outlet == outlet
    if mine.sum() < 2:
        return np.full(len(counts.terms), np.nan)
    share = np.where(mine, counts.n_words, 0.0) / counts.n_words[mine].sum()
    entries = mine[counts.article]
    whole = counts.per_term(counts.occurrences, entries)
    article, term = counts.article[entries], counts.term[entries]
    expected = share[article]
    observed = counts.occurrences[entries] / whole[term]
    there = np.bincount(term, np.abs(observed - expected) - expected, len(whole))
    # The articles without the term differ by their whole share: 1 less the shares of those with it.
    dp = (there + 1.0) / 2 / (1 - share[mine].min())
    return np.where(whole > 0, np.clip(dp, 0.0, 1.0), np.nan)
