"""Rates of loaded words: by hand, intervals by another route, and lists that are what they say."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from analysis.measures.loaded_words import LEAST_WORDS, LISTS, load_lists, loaded_rates


def sentences(outlet, article, *n_words):
    rows = [(outlet, article, n, words) for n, words in enumerate(n_words)]
    return pd.DataFrame(rows, columns=["outlet", "article_id", "sentence", "n_words"])


def places(*rows):
    return pd.DataFrame(rows, columns=["outlet", "article_id", "sentence", "term", "list", "n"])


WORDS = pd.concat(
    [sentences("A", "a", *[20] * 10), sentences("A", "b", *[30] * 10), sentences("B", "c", 10, 15)]
)
PLACES = places(
    ("A", "a", 0, "perhaps", "hedge", 1), ("A", "a", 1, "may", "hedge", 2), ("A", "b", 4, "may", "hedge", 1),
    ("A", "b", 4, "absurd", "subjective", 1), ("B", "c", 0, "may", "hedge", 1),
)  # fmt: skip


def test_a_table_worked_by_hand():
    found = loaded_rates(WORDS, PLACES).set_index(["outlet", "list"])
    row = found.loc["A", "hedge"]
    assert row[["n_articles", "n_words", "n", "n_terms"]].tolist() == [2, 500, 4, 2]
    assert row["per_thousand"] == pytest.approx(8)
    assert found.loc[("A", "subjective"), "n"] == 1
    assert found.loc[("A", "intensifier"), "per_thousand"] == 0
    assert found.loc[("A", "intensifier"), "high"] > 0, "none in 500 words is not none ever"


def test_of_few_words_no_rate_is_given():
    few = loaded_rates(WORDS, PLACES).set_index(["outlet", "list"]).loc["B", "hedge"]
    assert few["n_words"] < LEAST_WORDS
    assert few["n"] == 1
    assert few[["per_thousand", "low", "high"]].isna().all()


def test_the_interval_of_one_article_is_that_of_its_sentences():
    random = np.random.default_rng(2)
    counts = random.poisson(0.6, 40)
    found = places(*(("A", "a", n, "may", "hedge", int(one)) for n, one in enumerate(counts) if one))
    row = loaded_rates(sentences("A", "a", *[20] * 40), found, repeats=20_000).iloc[0]
    error = np.hypot(counts.std(ddof=1) / np.sqrt(40) / 20, 1 / 800)
    half = t.ppf(0.975, 39) * error * 1000
    assert [row["low"], row["high"]] == pytest.approx(
        [row["per_thousand"] - half, row["per_thousand"] + half], abs=0.5
    )
    assert row["unit"] == "sentences"


def test_no_rows_keep_the_columns():
    assert (
        loaded_rates(WORDS.iloc[:0], PLACES.iloc[:0]).dtypes.to_dict()
        == loaded_rates(WORDS, PLACES).dtypes.to_dict()
    )


def test_no_word_is_in_two_lists_and_each_is_one_word_in_lower_case():
    lists = load_lists()
    words = [word for name in LISTS for word in lists[name]]
    assert min(map(len, lists.values())) > 40
    assert len(set(words)) == len(words)
    assert all(word.isalpha() and word == word.lower() for word in words)
    assert "perhaps" in lists["hedge"]
    assert "utterly" in lists["intensifier"]
    assert "absurd" in lists["subjective"]
