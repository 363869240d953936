"""How often results are right: by hand, by another formula, at the edges."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.audit import ALL, rates, wilson
from analysis.measures.keyness import Z_95


@given(st.integers(1, 400), st.data())
def test_the_interval_holds_the_shares_a_test_does_not_reject(n, data):
    """Second route: its ends are the shares p with |right/n - p| = z·√(p(1-p)/n)."""
    n_right = data.draw(st.integers(0, n))
    low, high = wilson(n_right, n)
    assert 0 <= low <= n_right / n <= high <= 1
    for end in (low, high):
        apart = abs(n_right / n - end)
        assert apart == pytest.approx(Z_95 * math.sqrt(end * (1 - end) / n), abs=1e-9)


def test_it_covers_the_truth_about_as_often_as_it_says():
    chance = np.random.default_rng(1)
    for truth in (0.5, 0.8, 0.95):
        ends = [wilson(int(k), 30) for k in chance.binomial(30, truth, size=2000)]
        assert 0.92 <= np.mean([low <= truth <= high for low, high in ends]) <= 0.98


def test_rates_by_hand():
    verdicts = pd.DataFrame(
        {"outlet": [*"AAAB", "B"], "verdict": ["right", "wrong", "right", "cannot tell", "right"]}
    )
    found = rates(verdicts, right="right", open_verdicts=("cannot tell",))
    assert found[["outlet", "n_judged", "n_right", "n_open"]].to_numpy().tolist() == [
        [ALL, 4, 3, 1],
        ["A", 3, 2, 0],
        ["B", 1, 1, 1],
    ]
    assert found["share"].tolist() == [0.75, pytest.approx(2 / 3), 1.0]
    assert found["share_low"][2] == pytest.approx(0.2065, abs=1e-4)


def test_nothing_judged_is_no_share():
    assert rates(pd.DataFrame({"outlet": [], "verdict": []}), right="right").empty
    only_open = rates(pd.DataFrame({"outlet": ["A"], "verdict": ["?"]}), right="right", open_verdicts=("?",))
    assert only_open["n_judged"].tolist() == [0, 0]
    assert only_open[["share", "share_low", "share_high"]].isna().all(axis=None)
