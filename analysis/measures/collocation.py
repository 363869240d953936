"""Which words keep a word company: PMI, logDice and G² of its neighbourhood."""

from __future__ import annotations

import numpy as np
import pandas as pd

LEAST_NEAR = 2  # occurrences in the neighbourhood; one meeting is no company


def collocations(
    collocates: pd.DataFrame, *, n_nodes: int, n_near: int, n_words: int, least: int = LEAST_NEAR
) -> pd.DataFrame:
    """How much more often a word stands near the node than anywhere.

    With f occurrences of the word among N words, o of them among the W words of the neighbourhood, n the occurrences
    of the node and d of them that have the word near (at most o):

        expected = W × f ÷ N
        pmi      = log2(o ÷ expected)                        0 by chance; favours rare words
        log_dice = 14 + log2(2 d ÷ (n + f))                  at most 14; does not depend on N, so may be compared
        g2       = 2 Σ observed × ln(observed ÷ expected)    over the 2 × 2 table, negative when rarer than chance

    Higher is closer company in all three. g2 takes words as independent; it orders, it is no test.

    collocates: term, count (f), n_near (o), n_nodes (d), and any further columns, which are kept.
    least: leave out words with fewer occurrences near the node.

    Returns one row a word, highest log_dice first, ties by term: term, count, n_near, n_nodes, expected, pmi,
    log_dice, g2, further columns.

    Raises ValueError when least is below 1, or a word is more often near than at all.

    Church & Hanks (1990), Computational Linguistics 16(1); Rychlý (2008), A Lexicographer-Friendly Association Score,
    RASLAN; Dunning (1993), Computational Linguistics 19(1).
    """
    if least < 1:
        raise ValueError(f"least is {least}, expected a number of occurrences from 1")
    wrong = collocates["n_near"] > collocates["count"]
    if wrong.any():
        term = collocates.loc[wrong, "term"].iloc[0]
        raise ValueError(
            f"{term!r} stands near the node more often than at all; counts and neighbourhood differ"
        )
    kept = collocates[collocates["n_near"] >= least].reset_index(drop=True)
    near, whole = kept["n_near"].astype("float64"), kept["count"].astype("float64")
    expected = n_near * whole / max(1, n_words)
    pairs = np.minimum(kept["n_nodes"].astype("float64"), near)
    others = n_words - n_near
    cells = (
        (near, expected),
        (whole - near, whole - expected),
        (n_near - near, n_near - expected),
        (others - (whole - near), others - (whole - expected)),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            np.where((seen > 0) & (chance > 0), seen * np.log(seen / chance), 0.0) for seen, chance in cells
        ]
        g2 = np.copysign(2 * np.maximum(np.sum(parts, axis=0), 0.0), near - expected)
        scored = kept.assign(
            expected=expected,
            pmi=np.log2(near / expected),
            log_dice=14 + np.log2(2 * pairs / (n_nodes + whole)),
            g2=g2,
        )
    scored = scored.sort_values(["log_dice", "term"], ascending=[False, True], ignore_index=True)
    first = ["term", "count", "n_near", "n_nodes", "expected", "pmi", "log_dice", "g2"]
    return scored[[*first, *(name for name in scored if name not in first)]]
