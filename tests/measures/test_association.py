"""Co-occurrence by hand, against scipy, under chance alone, and at the edges."""

from math import log2

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.stats import chi2_contingency, entropy, false_discovery_control, fisher_exact
from scipy.stats.contingency import crosstab

from analysis.measures.association import co_occurrence, possible_pairs
from analysis.measures.discovery import adjusted

PAIRS = pd.DataFrame(
    {
        "a": ["Ito", "Ito", "Leeds"],
        "b": ["Leeds", "York", "York"],
        "n_together": [4, 2, 1],
        "n_articles": [2, 1, 1],
    }
)
NAMED = pd.DataFrame({"entity": ["Ito", "Leeds", "York"], "n_windows": [8, 5, 2]})
TWENTY = pd.DataFrame({"n_windows": [20]})


def of(n):
    return pd.DataFrame({"n_windows": [n]})


def test_a_table_worked_by_hand():
    scored = co_occurrence(PAIRS, NAMED, TWENTY)
    assert scored["b"].tolist() == ["Leeds", "York"]
    assert scored["expected"].tolist() == [2.0, 0.8]
    assert scored["pmi"].tolist() == pytest.approx([1.0, log2(2.5)])
    assert scored["npmi"].tolist() == pytest.approx([1 / log2(5), log2(2.5) / log2(10)])
    assert scored[["n_a", "n_b", "n_windows", "n_articles"]].to_numpy().tolist() == [
        [8, 5, 20, 2],
        [8, 2, 20, 1],
    ]
    # York is named twice, both times with Ito: 8/20 × 7/19.
    assert scored["p"].iloc[1] == pytest.approx(8 / 20 * 7 / 19)


def random_pairs(rng, n_pairs, n):
    n_a, n_b = rng.integers(1, n, n_pairs), rng.integers(1, n, n_pairs)
    least = np.maximum(1, n_a + n_b - n)
    both = least + (rng.random(n_pairs) * (np.minimum(n_a, n_b) - least + 1)).astype(int)
    names = [(f"a{i}", f"b{i}") for i in range(n_pairs)]
    pairs = pd.DataFrame(names, columns=["a", "b"]).assign(n_together=both)
    named = pd.DataFrame({"entity": [*pairs["a"], *pairs["b"]], "n_windows": np.concatenate([n_a, n_b])})
    return pairs, named


def test_g2_and_p_agree_with_scipy():
    n = 60
    scored = co_occurrence(*random_pairs(np.random.default_rng(0), 60, n), of(n), minimum=1)
    for row in scored.itertuples():
        table = np.array(
            [
                [row.n_together, row.n_a - row.n_together],
                [row.n_b - row.n_together, n - row.n_a - row.n_b + row.n_together],
            ]
        )
        if (table.sum(0) > 0).all() and (table.sum(1) > 0).all():
            g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
            assert row.g2 == pytest.approx(g2, abs=1e-9)
        assert row.p == pytest.approx(fisher_exact(table, alternative="greater").pvalue)


def test_q_agrees_with_scipy_when_what_never_met_counts_as_tested():
    scored = co_occurrence(PAIRS, NAMED, TWENTY, minimum=1)
    p = scored["p"].tolist()
    assert scored["q"].tolist() == pytest.approx(false_discovery_control(p).tolist())
    more = pd.concat([NAMED, pd.DataFrame({"entity": ["Hull", "Bath"], "n_windows": [3, 2]})])
    assert possible_pairs(more, minimum=1) == {(): 10}
    scored = co_occurrence(PAIRS, more, TWENTY, minimum=1)
    assert scored["q"].tolist() == pytest.approx(false_discovery_control([*p, *[1.0] * 7])[:3].tolist())


def test_more_probabilities_than_tests_are_refused():
    with pytest.raises(ValueError, match="n_tests is 1, but there are 2 probabilities"):
        adjusted(np.array([0.1, 0.2]), 1)


def test_names_spread_by_chance_are_not_called_tied():
    """Of 200 sets of 12 names over 80 sentences, at most one in twenty may have a pair with q ≤ 0.05."""
    rng = np.random.default_rng(5)
    found = 0
    for _ in range(200):
        present = rng.random((80, 12)) < rng.uniform(0.02, 0.3, 12)
        together = present.T.astype(int) @ present
        names = [f"n{i:02d}" for i in range(12)]
        pairs = pd.DataFrame(
            [(names[i], names[j], together[i, j]) for i in range(12) for j in range(i + 1, 12)],
            columns=["a", "b", "n_together"],
        )
        named = pd.DataFrame({"entity": names, "n_windows": present.sum(0)})
        found += bool((co_occurrence(pairs, named, of(80))["q"] <= 0.05).any())
    assert found <= 10


def test_mean_pmi_over_all_cells_is_mutual_information():
    """The four cells named/not named of two entities, weighted, give scipy's mutual information in bits."""
    a = [1, 1, 1, 1, 0, 0, 0, 0, 0, 1]
    b = [1, 1, 1, 0, 1, 0, 0, 0, 1, 0]
    table = crosstab(a, b).count
    n = len(a)
    information = 0.0
    for x in (0, 1):
        for y in (0, 1):
            pair = pd.DataFrame({"a": ["x"], "b": ["y"], "n_together": [table[x, y]]})
            ones = pd.DataFrame({"entity": ["x", "y"], "n_windows": [a.count(x), b.count(y)]})
            information += table[x, y] / n * co_occurrence(pair, ones, of(n), minimum=1)["pmi"].iloc[0]
    rows, columns = table.sum(1) / n, table.sum(0) / n
    assert information == pytest.approx(
        entropy(rows, base=2) + entropy(columns, base=2) - entropy(table.ravel() / n, base=2)
    )


def test_ten_times_the_windows_change_pmi_not_and_g2_tenfold():
    small = co_occurrence(PAIRS, NAMED, TWENTY)
    large = co_occurrence(
        PAIRS.assign(n_together=PAIRS["n_together"] * 10), NAMED.assign(n_windows=NAMED["n_windows"] * 10), of(200),
        minimum=20,
    )  # fmt: skip
    assert small["pmi"].tolist() == pytest.approx(large["pmi"].tolist())
    assert (small["g2"] * 10).tolist() == pytest.approx(large["g2"].tolist())


def test_always_together_is_one_and_by_chance_is_zero():
    pairs = pd.DataFrame({"a": ["x"], "b": ["y"], "n_together": [5]})
    same = pd.DataFrame({"entity": ["x", "y"], "n_windows": [5, 5]})
    assert co_occurrence(pairs, same, of(5))[["npmi", "g2", "p"]].to_numpy().tolist() == [[1.0, 0.0, 1.0]]
    assert co_occurrence(pairs, same, of(50))["npmi"].tolist() == pytest.approx([1.0])
    by_chance = co_occurrence(pairs, same.assign(n_windows=[10, 10]), of(20))
    assert by_chance[["npmi", "g2"]].to_numpy().ravel().tolist() == pytest.approx([0.0, 0.0])


def test_the_minimum_is_kept():
    assert len(co_occurrence(PAIRS, NAMED, TWENTY, minimum=1)) == 3
    assert len(co_occurrence(PAIRS, NAMED, TWENTY, minimum=3)) == 1


def test_each_group_is_what_it_is_by_itself():
    other = PAIRS.iloc[:2].assign(n_together=[3, 2])
    pairs = pd.concat([PAIRS.assign(outlet="B"), other.assign(outlet="A")])
    named = pd.concat([NAMED.assign(outlet="B"), NAMED.assign(outlet="A", n_windows=[9, 4, 3])])
    windows = pd.DataFrame({"outlet": ["A", "B"], "n_windows": [30, 20]})
    scored = co_occurrence(pairs, named, windows, by=("outlet",))
    alone = co_occurrence(PAIRS, NAMED, TWENTY)
    assert_frame_equal(scored[scored["outlet"] == "B"].drop(columns="outlet").reset_index(drop=True), alone)
    assert scored["outlet"].tolist() == ["A", "A", "B", "B"]


def test_order_of_rows_does_not_matter():
    assert_frame_equal(
        co_occurrence(PAIRS, NAMED, TWENTY), co_occurrence(PAIRS.iloc[::-1], NAMED.iloc[::-1], TWENTY)
    )


@pytest.mark.parametrize("n", [0, 20])
@pytest.mark.parametrize("by", [(), ("outlet",)], ids=["whole", "by outlet"])
def test_no_pairs_give_an_empty_table_with_all_columns(n, by):
    frames = [frame.assign(outlet="A") for frame in (PAIRS, NAMED, of(20))]
    full = co_occurrence(*frames, by=by)
    empty = co_occurrence(frames[0].iloc[:0], frames[1].iloc[:n], frames[2].assign(n_windows=n), by=by)
    assert empty.empty
    assert empty.drop(columns="outlet", errors="ignore").dtypes.equals(
        full.drop(columns="outlet", errors="ignore").dtypes
    )


def test_inputs_stay_as_they_were():
    pairs, named = PAIRS.copy(), NAMED.copy()
    co_occurrence(pairs, named, TWENTY)
    assert_frame_equal(pairs, PAIRS)
    assert_frame_equal(named, NAMED)


def test_errors_name_the_value():
    with pytest.raises(ValueError, match="minimum is 0, expected a number of windows from 1"):
        co_occurrence(PAIRS, NAMED, TWENTY, minimum=0)
    with pytest.raises(ValueError, match="entity 'York' of a pair is not among those named"):
        co_occurrence(PAIRS, NAMED.iloc[:2], TWENTY)
    with pytest.raises(ValueError, match="an entity stands twice among those named"):
        co_occurrence(PAIRS, pd.concat([NAMED, NAMED]), TWENTY)
    with pytest.raises(ValueError, match="in more windows than were looked at"):
        co_occurrence(PAIRS, NAMED, of(6))
