"""Who and what stand together: co-occurrence of entities in sentences."""

from __future__ import annotations

from math import log2

import numpy as np
import pandas as pd

MINIMUM = 2  # sentences; a pair met once has the highest PMI by construction and says nothing

COLUMNS = ("a", "b", "n_sentences", "n_a", "n_b", "expected", "pmi", "npmi")


def pmi(
    pairs: pd.DataFrame, entity_sentences: pd.DataFrame, n_sentences: int, *, minimum: int = MINIMUM
) -> pd.DataFrame:
    """How much more often two entities share a sentence than if they were spread by chance.

    With N sentences, n_a and n_b of them naming a and b, n_ab naming both:

        pmi  = log2(n_ab × N ÷ (n_a × n_b))        bits
        npmi = pmi ÷ log2(N ÷ n_ab)                −1 to 1

    0: as often as by chance; above: more often; npmi 1: never one without the other. Both favour rare entities:
    read them with n_sentences, and do not rank pairs of few sentences by them. Sentences of one article are not
    independent, so there is no test of chance here.

    pairs: a, b, n_sentences in which both are named, and any further columns, which are kept.
    entity_sentences: entity, n_sentences in which it is named; an entity once.
    n_sentences: N, all sentences looked at.
    minimum: leave out pairs with fewer sentences.

    Returns one row a pair, most sentences first, then by npmi, a, b:
        a, b, n_sentences, n_a, n_b, expected (sentences, by chance), pmi, npmi, further columns of pairs

    Raises ValueError when minimum is below 1, an entity of a pair is not in entity_sentences or stands there
    twice, or a count exceeds n_sentences.

    Church & Hanks (1990), Word Association Norms, Computational Linguistics 16(1); Bouma (2009), Normalized
    (Pointwise) Mutual Information in Collocation Extraction, GSCL.
    """
    if minimum < 1:
        raise ValueError(f"minimum is {minimum}, expected a number of sentences from 1")
    if entity_sentences["entity"].duplicated().any():
        raise ValueError("an entity stands twice in entity_sentences; expected one row an entity")
    named = entity_sentences.set_index("entity")["n_sentences"]
    kept = pairs[pairs["n_sentences"] >= minimum]
    missing = sorted({*kept["a"], *kept["b"]} - {*named.index})
    if missing:
        raise ValueError(f"entity {missing[0]!r} of a pair is not in entity_sentences")
    n_a, n_b = kept["a"].map(named).astype("float64"), kept["b"].map(named).astype("float64")
    together = kept["n_sentences"].astype("float64")
    if len(kept) and max(n_a.max(), n_b.max(), together.max()) > n_sentences:
        raise ValueError(f"an entity is in more sentences than the {n_sentences} looked at")
    expected = n_a * n_b / max(n_sentences, 1)
    bits = np.log2(together / expected)
    ceiling = together.map(lambda n: log2(n_sentences / n))
    scored = kept.assign(
        n_a=n_a.astype("int64"),
        n_b=n_b.astype("int64"),
        expected=expected,
        pmi=bits,
        # Both in every sentence: 0 ÷ 0; they are never apart, which is what 1 means.
        npmi=np.where(ceiling > 0, bits / ceiling.where(ceiling > 0, 1.0), 1.0),
    )
    scored = scored.sort_values(
        ["n_sentences", "npmi", "a", "b"], ascending=[False, False, True, True], ignore_index=True
    )
    further = [column for column in pairs.columns if column not in COLUMNS]
    return scored[[*COLUMNS, *further]]


def made_by(pairs: pd.DataFrame, first: str, second: str, *, by: str = "outlet") -> pd.DataFrame:
    """The pairs of two groups side by side, with the one that alone makes them.

    pairs: `by`, a, b, n_sentences; a pair once a group. first, second: the groups; rows of others are left out.

    Returns one row a pair, most sentences first, then by a, b:
        a, b, n_sentences (of both), n_first, n_second, only (the group that alone has the pair, else NA)

    `only` rests on what was found in these articles: with few sentences chance makes most of it.
    """
    sides = [
        pairs.loc[pairs[by] == group, ["a", "b", "n_sentences"]].set_index(["a", "b"])["n_sentences"]
        for group in (first, second)
    ]
    table = pd.concat(sides, axis=1, keys=["n_first", "n_second"]).fillna(0).astype("int64").reset_index()
    table["n_sentences"] = table["n_first"] + table["n_second"]
    one_sided = (table["n_first"] == 0) | (table["n_second"] == 0)
    table["only"] = pd.Series(np.where(table["n_first"] > 0, first, second), dtype="str").where(one_sided)
    table = table.sort_values(["n_sentences", "a", "b"], ascending=[False, True, True], ignore_index=True)
    return table[["a", "b", "n_sentences", "n_first", "n_second", "only"]]
