"""Which words are theirs, with everything needed to judge it: one table for any number of outlets."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measures.article_counts import ArticleCounts, Floats
from analysis.measures.discovery import adjusted
from analysis.measures.dispersion import deviation_of_proportions
from analysis.measures.effect_size import effect_sizes, interval, reweighted_error
from analysis.measures.keyness import PRIOR, against_rest
from analysis.measures.significance import article_test

LEVEL = 0.05  # of the adjusted p below which a difference is told
LEAST_COUNT = 2  # occurrences in all; a word met once is typical of nothing
FEW = 5  # occurrences in all; fewer are unstable
SAMPLES = 200  # of articles
MOST_CELLS = 24_000_000  # samples × terms × (outlet and story); about half a CPU-second

COLUMNS = {
    "outlet": "str", "term": "str", "log_odds": "float64", "z": "float64", "low": "float64", "high": "float64",
    "log_ratio": "float64", "ratio_low": "float64", "ratio_high": "float64", "interval_by": "str", "g2": "float64",
    "p": "float64", "p_adjusted": "float64", "dp": "float64", "n_target": "int64", "n_reference": "int64",
    "n_articles_target": "int64", "n_articles_reference": "int64", "n_words_target": "int64",
    "n_words_reference": "int64", "told": "bool", "flags": "str",
}  # fmt: skip


def typical_terms(
    counts: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    prior: float = PRIOR,
    n_samples: int = SAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """How typical each term is of each outlet, against all others on the same story.

    Four questions, four numbers: how surely (z of the weighted log-odds, which orders the rows), how much
    (log_ratio, with an interval), by chance (p of a test with articles as the unit, adjusted over all rows), and
    whether one article makes it (dp, n_articles_target). Positive is more often than the others. Only stories that
    two outlets tell are compared.

    counts: article_id, term, count; a term once an article. articles: article_id, outlet, story, n_words (all words).
    prior: of the log-odds, in pseudo-words. n_samples, seed: of the resampling of articles.

    Returns one row an outlet and term, outlets in order, highest z first, ties by term:
        outlet, term,
        log_odds, z, low, high       as `keyness.against_rest`; its interval takes words as the unit
        log_ratio                    log2 of the ratio of rates: 1 is twice, −1 half as often
        ratio_low, ratio_high        95 % interval of log_ratio
        interval_by                  "articles": resampled; "words": too narrow, where a side has one article or
                                     there are too many terms to resample
        g2                           signed; orders, tests nothing
        p, p_adjusted                NaN where too few articles use the term to tell
        dp                           0 spread evenly over the outlet's articles, 1 in one; NaN for one article
        n_target, n_reference, n_articles_target, n_articles_reference
        n_words_target, n_words_reference   all words of the two on the stories they share
        told                         p_adjusted below LEVEL, and the log ratio has the same direction
        flags                        "one article", "not elsewhere", "few occurrences", or several, by commas

    Raises ValueError as `ArticleCounts.of` does, and when prior is not positive or n_samples below 2.

    Sources: those of keyness, effect_size, significance and dispersion.
    """
    if n_samples < 2:
        raise ValueError(f"n_samples is {n_samples}, expected at least 2")
    sparse = ArticleCounts.of(counts, articles)
    scored = against_rest(_by_story(sparse), prior=prior)
    if scored.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    scored = scored[scored["n_target"] + scored["n_reference"] >= LEAST_COUNT].reset_index(drop=True)
    outlet = sparse.outlets.get_indexer(pd.Index(scored["outlet"]))
    term = sparse.terms.get_indexer(pd.Index(scored["term"]))
    effects = [effect_sizes(sparse, one) for one in range(len(sparse.outlets))]
    spread = [deviation_of_proportions(sparse, one) for one in range(len(sparse.outlets))]
    p, beyond = article_test(sparse)

    def of_row(values: list[Floats] | NDArray[np.float64]) -> Floats:
        return np.asarray(values)[outlet, term] if len(scored) else np.zeros(0)

    log_ratio = of_row([one.log_ratio for one in effects])
    by_words = of_row([one.error for one in effects])
    by_articles = of_row(_errors_by_article(sparse, scored, term, n_samples, seed))
    # Where no article is left to vary the sample says nothing; words are then the smallest unit there is.
    error = np.where(np.isfinite(by_articles), by_articles, by_words)
    low, high = interval(log_ratio, error)
    p_row = of_row(p)
    p_adjusted = adjusted(p_row)
    scored = scored.assign(
        log_ratio=log_ratio,
        ratio_low=low,
        ratio_high=high,
        interval_by=np.where(np.isfinite(by_articles), "articles", "words"),
        g2=of_row([one.g2 for one in effects]),
        p=p_row,
        p_adjusted=p_adjusted,
        dp=of_row(spread),
        n_words_target=np.array([one.n_words[0] for one in effects])[outlet],
        n_words_reference=np.array([one.n_words[1] for one in effects])[outlet],
        told=(p_adjusted < LEVEL) & (np.sign(of_row(beyond)) == np.sign(log_ratio)),
    )
    return scored.assign(flags=flags(scored))[list(COLUMNS)].astype(COLUMNS)


def _by_story(sparse: ArticleCounts) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "outlet": sparse.outlet[sparse.article],
            "story": sparse.story[sparse.article],
            "term": sparse.term,
            "count": sparse.occurrences,
            "n_articles": 1,
        }
    )
    summed = rows.groupby(["outlet", "story", "term"], as_index=False)[["count", "n_articles"]].sum()
    names = {"outlet": sparse.outlets, "term": sparse.terms}
    return summed.assign(**{name: index[summed[name].to_numpy()] for name, index in names.items()})


def _errors_by_article(
    sparse: ArticleCounts, scored: pd.DataFrame, term: NDArray[np.intp], n_samples: int, seed: int
) -> NDArray[np.float64]:
    """Outlets × terms; NaN for terms beyond what is affordable, the least typical first."""
    pairs = len(np.unique(sparse.outlet * sparse.n_stories + sparse.story))
    affordable = max(1, MOST_CELLS // (n_samples * max(1, pairs)))
    order = np.argsort(-scored["z"].abs().to_numpy(), kind="stable")
    chosen = pd.unique(term[order])[:affordable]
    errors = np.full((len(sparse.outlets), len(sparse.terms)), np.nan)
    chosen = np.sort(chosen).astype("int64")
    errors[:, chosen] = reweighted_error(sparse, chosen, n_samples=n_samples, seed=seed)
    return errors


def flags(scored: pd.DataFrame) -> pd.Series[str]:
    """What to be wary of in each row of a table of typical terms; "" where there is nothing."""
    marks = (
        ("one article", (scored["n_articles_target"] == 1) & (scored["log_ratio"] > 0)),
        ("not elsewhere", scored["n_reference"] == 0),
        ("few occurrences", scored["n_target"] + scored["n_reference"] < FEW),
    )
    columns = [np.where(holds, name, "") for name, holds in marks]
    return pd.Series(
        [", ".join(filter(None, row)) for row in zip(*columns, strict=True)], index=scored.index, dtype="str"
    )
