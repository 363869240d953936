"""Collocations: by hand, by scipy, and what must not be."""

from math import log2

import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from analysis.measures.collocation import collocations

NEAR = pd.DataFrame(
    {
        "term": ["south", "rough", "the", "once"],
        "count": [8, 4, 60, 1],
        "n_near": [6, 3, 5, 1],
        "n_nodes": [6, 4, 5, 1],
        "is_stop": [False, False, True, False],
    }
)


def scored(**options):
    return collocations(NEAR, n_nodes=10, n_near=50, n_words=1_000, **options).set_index("term")


def test_scores_by_hand():
    south = scored().loc["south"]
    assert south["expected"] == pytest.approx(0.4)
    assert south["pmi"] == pytest.approx(log2(6 / 0.4))
    assert south["log_dice"] == pytest.approx(14 + log2(12 / 18))
    assert scored().loc["rough", "log_dice"] == pytest.approx(14 + log2(2 * 3 / 14)), "at most its n_near"


def test_g2_agrees_with_scipy_and_says_the_direction():
    table = scored()
    for term, whole, near in zip(NEAR["term"], NEAR["count"], NEAR["n_near"], strict=True):
        if near > 1:
            cells = [[near, 50 - near], [whole - near, 950 - (whole - near)]]
            expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
            sign = 1 if near / 50 > whole / 1_000 else -1
            assert table.loc[term, "g2"] == pytest.approx(sign * expected)


def test_what_was_met_once_is_left_out_unless_asked_for():
    assert "once" not in scored().index
    assert "once" in scored(least=1).index


def test_closest_first_and_further_columns_stay():
    table = scored()
    assert table["log_dice"].is_monotonic_decreasing
    assert table.loc["the", "is_stop"]


def test_nothing_near_gives_all_columns():
    assert collocations(NEAR.iloc[:0], n_nodes=0, n_near=0, n_words=0).columns.tolist() == [
        "term", "count", "n_near", "n_nodes", "expected", "pmi", "log_dice", "g2", "is_stop",
    ]  # fmt: skip


def test_each_error_names_what_is_wrong():
    with pytest.raises(ValueError, match="least is 0"):
        scored(least=0)
    with pytest.raises(ValueError, match="'south' stands near the node more often than at all"):
        collocations(NEAR.assign(count=1), n_nodes=1, n_near=50, n_words=1_000)
