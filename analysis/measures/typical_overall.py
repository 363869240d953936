"""Which words are theirs over a whole corpus, from sums that were made when it was analysed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.discovery import adjusted
from analysis.measures.effect_size import HALF, g2_of_cells, interval
from analysis.measures.significance import pearson_tail
from analysis.measures.typical import COLUMNS, LEVEL, flags


def typical_overall(sums: pd.DataFrame) -> pd.DataFrame:
    """What `typical.typical_terms` says, for corpora of thousands of articles.

    The ratio of rates, G² and the test are those of `effect_sizes` and `article_test`: both are made of sums over
    stories. What is not a sum is left out or done in another way: z is that of the test, articles as the unit;
    log_odds, low and high are the natural logarithm of the ratio and its interval; the interval is the one that
    agrees with the test (its error is log_ratio ÷ z; interval_by "test"); dp is NaN.

    sums: what a store's `typical_sums` returns: terms that at least 20 articles use.

    Returns the columns of `typical_terms`, outlets in order, highest z first, ties by term.

    Miettinen (1976), Estimability and Estimation in Case-Referent Studies, American Journal of Epidemiology 103(2),
    for test-based intervals.
    """
    n1, n2 = (sums[f"n_words_{side}"].to_numpy("float64") for side in ("target", "reference"))
    y1, y2 = (sums[f"n_{side}"].to_numpy("float64") for side in ("target", "reference"))
    mean = n1 / np.maximum(n1 + n2, 1)
    own, chance = sums["own_weighted"].to_numpy("float64"), sums["expected"].to_numpy("float64")
    upper, lower = y1 - own + HALF * (1 - mean), np.maximum(chance - own, 0) + HALF * mean
    log_ratio = np.log2(upper / lower)
    error = np.sqrt(np.maximum(sums["variance"].to_numpy("float64"), 0))
    varied = error > 1e-9
    away = (sums["score"] - sums["mean"]).to_numpy("float64")
    z = np.divide(away, error, out=np.zeros(len(sums)), where=varied)
    skew = np.divide(sums["skewed"].to_numpy("float64"), error**3, out=np.zeros(len(sums)), where=varied)
    p = np.minimum(1.0, 2 * pearson_tail(np.abs(z), np.copysign(1.0, z) * skew))
    p_adjusted = adjusted(np.where(varied, p, np.nan))
    agree = np.sign(z) == np.sign(log_ratio)
    # Where ratio and test point different ways the test gives no error; words as the unit then give the least there is.
    spread = np.sqrt((sums["spread"] + mean * (1 - mean)).to_numpy("float64") / (upper * lower)) / np.log(2)
    by_test = np.divide(log_ratio, z, out=spread.copy(), where=agree & (np.abs(z) > 1e-3))
    low, high = interval(log_ratio, by_test)
    table = sums[["outlet", "term"]].assign(
        log_odds=log_ratio * np.log(2),
        z=z,
        low=low * np.log(2),
        high=high * np.log(2),
        log_ratio=log_ratio,
        ratio_low=low,
        ratio_high=high,
        interval_by=np.where(agree, "test", "words"),
        g2=g2_of_cells((y1, y2), (chance, y1 + y2 - chance), (n1, n2)),
        p=np.where(varied, p, np.nan),
        p_adjusted=p_adjusted,
        dp=np.nan,
        told=(p_adjusted < LEVEL) & agree,
        **{name: sums[name] for name in COLUMNS if name in sums and name not in ("outlet", "term")},
    )
    table = table.assign(flags=flags(table))[list(COLUMNS)].astype(COLUMNS)
    return table.sort_values(["outlet", "z", "term"], ascending=[True, False, True], ignore_index=True)
