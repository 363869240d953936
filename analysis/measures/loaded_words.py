"""Hedges, intensifiers and subjective words: how often each outlet uses them."""

from __future__ import annotations

import csv
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.measures.resampling import REPEATS, Estimate, Sentences, draw

LISTS = ("hedge", "intensifier", "subjective")
LEAST_WORDS = 200  # of fewer no rate is given: one word more would be 5 in a thousand
PER = 1_000  # words


@cache
def load_lists() -> dict[str, tuple[str, ...]]:
    """The words of each list, in order, from lexicons/loaded.csv."""
    path = Path(__file__).parents[1] / "lexicons" / "loaded.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: tuple(row["term"] for row in rows if row["list"] == name) for name in LISTS}


def loaded_rates(
    words: pd.DataFrame, places: pd.DataFrame, *, repeats: int = REPEATS, seed: int = 0
) -> pd.DataFrame:
    """How often an outlet uses the words of each list.

        per_thousand = words of the list ÷ all words × 1,000

    low and high: 95 % interval by drawing articles with replacement, then sentences within each, by Student's t for few
    articles, not below 0. unit is "sentences" for one article: the interval then speaks of that article alone. Outlets
    whose intervals overlap widely cannot be told apart; a list counts words and knows no irony and no context.

    words: outlet, article_id, sentence, n_words: a row for every sentence looked at.
    places: outlet, article_id, sentence, list, n: a row where words of a list stand, in those sentences.

    Returns one row an outlet and list, in order of these:
        outlet, list, n_articles, n_words, n, n_terms (different words), per_thousand, low, high, unit
    per_thousand, low and high are NaN where there are fewer than LEAST_WORDS words.
    """
    rows = []
    words = words[words["n_words"] > 0].sort_values(["outlet", "article_id", "sentence"], kind="stable")
    for outlet, sentences in words.groupby("outlet", sort=True, observed=True):
        below = sentences["n_words"].to_numpy("float64")
        article = pd.factorize(sentences["article_id"])[0].astype("int64")
        key = pd.MultiIndex.from_frame(sentences[["article_id", "sentence"]])
        for name in LISTS:
            found = places[(places["outlet"] == outlet) & (places["list"] == name)]
            n = (
                found.groupby(["article_id", "sentence"])["n"]
                .sum()
                .reindex(key, fill_value=0)
                .to_numpy("float64")
            )
            estimate = Estimate(np.nan, np.nan, np.nan, np.nan, "articles" if article.max() else "sentences")
            if below.sum() >= LEAST_WORDS:
                # A word more or less: without it a list that never occurs would never occur for sure.
                drawn = draw(
                    Sentences(n, below, article), (seed, str(outlet), name), repeats=repeats,
                    own_error=sqrt(1) / below.sum(),
                )  # fmt: skip
                estimate = Estimate.of(drawn.value, drawn.error, drawn.degrees, drawn.unit)
            rows.append(
                (outlet, name, int(article.max()) + 1, int(below.sum()), int(n.sum()), found["term"].nunique(),
                 estimate.value * PER, float(np.maximum(0.0, estimate.low)) * PER, estimate.high * PER, estimate.unit)
            )  # fmt: skip
    columns = [
        "outlet",
        "list",
        "n_articles",
        "n_words",
        "n",
        "n_terms",
        "per_thousand",
        "low",
        "high",
        "unit",
    ]
    kinds = dict.fromkeys(("n_articles", "n_words", "n", "n_terms"), "int64")
    kinds |= dict.fromkeys(("per_thousand", "low", "high"), "float64") | dict.fromkeys(
        ("outlet", "list", "unit"), "str"
    )
    return pd.DataFrame(rows, columns=columns).astype(kinds)
