"""Who and what stand together: co-occurrence of entities in sentences, paragraphs or articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measures.discovery import adjusted

MINIMUM = 2  # windows; a pair met once has the highest PMI by construction and says nothing

COLUMNS = ("a", "b", "n_together", "n_a", "n_b", "n_windows", "expected", "pmi", "npmi", "g2", "p", "q")

Floats = NDArray[np.float64]


def co_occurrence(
    pairs: pd.DataFrame,
    named: pd.DataFrame,
    windows: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """How much more often two entities share a window than if they were spread over the windows by chance.

    A window is a sentence, a paragraph or an article. With N windows, n_a and n_b of them naming a and b, n_ab
    naming both:

        expected = n_a × n_b ÷ N
        pmi      = log2(n_ab ÷ expected)                    bits
        npmi     = pmi ÷ log2(N ÷ n_ab)                     −1 to 1
        g2       = 2 Σ n ln(n ÷ expected n)                 over the four cells named/not named; 0 or more
        p        = probability of n_ab or more by chance    hypergeometric, as Fisher's exact test, one-sided
        q        = p after Benjamini & Hochberg             over every pair that could have been

    pmi 0: as often as by chance; above: more often; npmi 1: never one without the other. Both favour rare entities:
    read them with n_together, and do not rank pairs of few windows by them. g2 tells how much the windows say, not
    how strong the tie is. p is exact since Dunning's χ² for g2 overstates rare pairs tenfold and more. The pairs that
    could have been are those of all entities in `minimum` windows or more: a pair that never met has been looked at
    too. Windows of one article are not independent: q says that chance over all windows does not explain a pair, not
    that its being the subject of one article does not.

    pairs: `by`, a, b, n_together, and any further columns, which are kept; a pair once a group.
    named: `by`, entity, n_windows in which it is named; an entity once a group.
    windows: `by`, n_windows looked at; a row a group.
    by: columns that tell groups apart (outlet, story); each group is by itself, with a q of its own.
    minimum: leave out pairs with fewer windows together.

    Returns one row a pair, groups in order, most windows first, then by npmi, a, b:
        by…, a, b, n_together, n_a, n_b, n_windows (N), expected, pmi, npmi, g2, p, q, further columns of pairs

    Raises ValueError when minimum is below 1, an entity of a pair is not named or stands there twice, or a count
    exceeds the windows looked at.

    Church & Hanks (1990), Word Association Norms, Computational Linguistics 16(1); Bouma (2009), Normalized
    (Pointwise) Mutual Information in Collocation Extraction, GSCL; Dunning (1993), Accurate Methods for the
    Statistics of Surprise and Coincidence, Computational Linguistics 19(1); Pedersen (1996), Fishing for Exactness,
    SCSUG; Benjamini & Hochberg (1995), Controlling the False Discovery Rate, JRSS B 57(1).
    """
    if minimum < 1:
        raise ValueError(f"minimum is {minimum}, expected a number of windows from 1")
    keys = list(by)
    if named.duplicated([*keys, "entity"]).any():
        raise ValueError("an entity stands twice among those named; expected one row an entity and group")
    kept = pairs.loc[pairs["n_together"] >= minimum].reset_index(drop=True)
    kept = _with_counts(kept, named, windows, keys)
    n, n_a, n_b, both = (kept[c].to_numpy("float64") for c in ("n_windows", "n_a", "n_b", "n_together"))
    if len(kept) and (np.maximum(np.maximum(n_a, n_b), both) > n).any():
        raise ValueError("an entity is in more windows than were looked at")
    expected = n_a * n_b / np.maximum(n, 1)
    bits = np.log2(both / expected)
    ceiling = np.log2(n / both)
    scored = kept.assign(
        expected=expected,
        pmi=bits,
        # Both in every window: 0 ÷ 0; they are never apart, which is what 1 means.
        npmi=np.where(ceiling > 0, bits / np.where(ceiling > 0, ceiling, 1.0), 1.0),
        g2=g_squared(both, n_a, n_b, n),
        p=chance_of_more(both, n_a, n_b, n),
    )
    possible = possible_pairs(named, by=by, minimum=minimum)
    scored["q"] = _by_group(scored, keys, possible)
    scored = scored.sort_values(
        [*keys, "n_together", "npmi", "a", "b"],
        ascending=[*[True] * len(keys), False, False, True, True],
        ignore_index=True,
    )
    further = [column for column in pairs.columns if column not in (*COLUMNS, *keys)]
    return scored[[*keys, *COLUMNS, *further]]


def possible_pairs(
    named: pd.DataFrame, *, by: Sequence[str] = (), minimum: int = MINIMUM
) -> dict[tuple[str, ...], int]:
    """How many pairs the entities in `minimum` windows or more could make, by group; () is all when by is empty."""
    often = named[named["n_windows"] >= minimum]
    if not by:
        return {(): len(often) * (len(often) - 1) // 2}
    sizes = often.groupby(list(by)).size()
    return {key if isinstance(key, tuple) else (key,): int(k) * (int(k) - 1) // 2 for key, k in sizes.items()}


def g_squared(both: Floats, n_a: Floats, n_b: Floats, n: Floats) -> Floats:
    """Log-likelihood ratio of the four cells of two events against independence; 0 or more."""
    total = np.zeros(len(both))
    for seen, one, other in (
        (both, n_a, n_b),
        (n_a - both, n_a, n - n_b),
        (n_b - both, n - n_a, n_b),
        (n - n_a - n_b + both, n - n_a, n - n_b),
    ):
        expected = np.where(seen > 0, one * other / np.maximum(n, 1), 1.0)
        total += 2 * seen * np.log(np.where(seen > 0, seen, 1.0) / expected)
    return np.maximum(total, 0.0)


def chance_of_more(both: Floats, n_a: Floats, n_b: Floats, n: Floats) -> Floats:
    """Probability that two events of n_a and n_b of n windows share `both` or more of them, drawn at random."""
    if not len(both):
        return np.empty(0)
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(n.max()) + 1)))])
    small, large = np.minimum(n_a, n_b), np.maximum(n_a, n_b)
    counts = (small - both + 1).astype("int64")
    row = np.repeat(np.arange(len(both)), counts)
    k = both[row] + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rest = (n[row] - large[row] - small[row] + k).astype("int64")
    possible = rest >= 0

    def choose(m: Floats, j: Floats) -> Floats:
        m_, j_ = m.astype("int64"), j.astype("int64")
        chosen: Floats = logs[m_] - logs[j_] - logs[m_ - j_]
        return chosen

    s, big, whole = small[row][possible], large[row][possible], n[row][possible]
    k = k[possible]
    terms = np.exp(choose(big, k) + choose(whole - big, s - k) - choose(whole, s))
    return np.minimum(np.bincount(row[possible], terms, len(both)), 1.0)


def _by_group(scored: pd.DataFrame, keys: list[str], possible: dict[tuple[str, ...], int]) -> Floats:
    """q of every row, each group for itself."""
    p, q = scored["p"].to_numpy("float64"), np.empty(len(scored))
    groups = scored.groupby(keys).indices if keys else {(): np.arange(len(scored))}
    for key, rows in groups.items():
        q[rows] = adjusted(p[rows], possible[key if isinstance(key, tuple) else (key,)])
    return q


def _with_counts(
    kept: pd.DataFrame, named: pd.DataFrame, windows: pd.DataFrame, keys: list[str]
) -> pd.DataFrame:
    """The pairs with n_a, n_b and n_windows beside them."""
    counts = named.set_index([*keys, "entity"])["n_windows"]
    for side in ("a", "b"):
        wanted = pd.MultiIndex.from_frame(kept[[*keys, side]]) if keys else pd.Index(kept[side])
        found = counts.reindex(wanted)
        if found.isna().any():
            missing = kept.loc[found.isna().to_numpy(), side].iloc[0]
            raise ValueError(f"entity {missing!r} of a pair is not among those named")
        kept[f"n_{side}"] = found.to_numpy("int64")
    if not keys:
        return kept.assign(n_windows=int(windows["n_windows"].sum()))
    return kept.merge(windows[[*keys, "n_windows"]], on=keys, how="left").astype({"n_windows": "int64"})
