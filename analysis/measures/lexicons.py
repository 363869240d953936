"""Where two lexicons agree on the colour of a sentence, and where they do not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.tone import NEUTRAL

COUNTS = (
    "n_sentences", "n_both", "n_textblob_only", "n_vader_only", "n_neither", "n_same", "n_one_neutral",
    "n_opposite",
)  # fmt: skip


def agreement(scores: pd.DataFrame, by: Sequence[str] = ("outlet",)) -> pd.DataFrame:
    """How TextBlob and VADER judge the same sentences: negative, neutral or positive.

        share_same     = sentences both give the same of the three ÷ sentences both score        0 to 1
        share_opposite = sentences one calls negative and the other positive ÷ the same          0 to 1
        kappa          = (share_same − expected) ÷ (1 − expected), expected by chance from how often each says what;
                         1: always the same, 0: as often as by chance

    A score counts as negative below −0.05 and positive above 0.05, for either. What a lexicon does not score is no
    neutral: it is left out of all three. Agreement is no accuracy: both can be wrong.

    scores: polarity, vader (−1 to 1, NaN: not scored) and the columns of `by`; one row a sentence.
    by: the columns that make a group; () for one group of all.

    Returns one row a group, in order of `by`:
        by…, n_sentences, n_both, n_textblob_only, n_vader_only, n_neither, n_same, n_one_neutral,
        n_opposite, share_same, share_opposite, kappa. The last three are NaN where no sentence has both scores, kappa
        also where both always say the same one thing.

    Cohen (1960), A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20(1).
    """
    keys = list(by)
    first, second = _sign(scores["polarity"]), _sign(scores["vader"])
    marked = scores[keys].assign(_first=first, _second=second)
    groups = marked.groupby(keys, sort=True, observed=True) if keys else [((), marked)] if len(marked) else []
    rows = [(*key, *_compared(group["_first"], group["_second"])) for key, group in groups]
    table = pd.DataFrame(rows, columns=[*keys, *COUNTS, "share_same", "share_opposite", "kappa"])
    kinds = dict.fromkeys(COUNTS, "int64") | dict.fromkeys(
        ("share_same", "share_opposite", "kappa"), "float64"
    )
    return table.astype(kinds | {key: scores[key].dtype for key in keys})


def _sign(polarity: pd.Series) -> pd.Series:
    """−1, 0, 1; NaN where not scored."""
    return ((polarity > NEUTRAL).astype("float64") - (polarity < -NEUTRAL)).where(polarity.notna())


def _compared(first: pd.Series, second: pd.Series) -> tuple[float, ...]:
    both = first.notna() & second.notna()
    a, b = first[both], second[both]
    n, same, opposite = len(a), int((a == b).sum()), int((a * b == -1).sum())
    counts = (
        len(first), n, int((first.notna() & second.isna()).sum()), int((first.isna() & second.notna()).sum()),
        int((first.isna() & second.isna()).sum()), same, n - same - opposite, opposite,
    )  # fmt: skip
    if not n:
        return (*counts, np.nan, np.nan, np.nan)
    expected = sum(float((a == sign).mean() * (b == sign).mean()) for sign in (-1, 0, 1))
    kappa = (same / n - expected) / (1 - expected) if expected < 1 else np.nan
    return (*counts, same / n, opposite / n, kappa)
