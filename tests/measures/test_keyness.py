"""Keyness by hand, by plain loops over the published formula, and by what must not matter."""

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from scipy.stats import power_divergence

from analysis.measures.keyness import against_rest, contrast, log_odds


def counts(**n: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"term": list(n), "count": list(n.values()), "n_articles": [min(x, 1) for x in n.values()]}
    )


TARGET = counts(war=6, talk=2, trade=2)
REFERENCE = counts(war=1, talk=8, peace=1)


def by_formula(
    target: dict[str, int], reference: dict[str, int], prior: float
) -> dict[str, tuple[float, float]]:
    """Monroe et al., eq. 15, 16 and 22, with plain arithmetic."""
    n_t, n_r = sum(target.values()), sum(reference.values())
    found = {}
    for term in {*target, *reference}:
        y_t, y_r = target.get(term, 0), reference.get(term, 0)
        a = prior * (y_t + y_r) / (n_t + n_r)
        delta = log((y_t + a) / (n_t + prior - y_t - a)) - log((y_r + a) / (n_r + prior - y_r - a))
        found[term] = (delta, delta / sqrt(1 / (y_t + a) + 1 / (y_r + a)))
    return found


def test_a_table_worked_by_hand():
    scored = log_odds(TARGET, REFERENCE, prior=20).set_index("term")
    # war: a = 20 × 7 ÷ 20 = 7; (6 + 7) ÷ (10 + 20 − 13) = 13/17 against (1 + 7) ÷ (30 − 8) = 8/22
    assert scored.loc["war", "log_odds"] == pytest.approx(log(13 / 17) - log(8 / 22))
    assert scored.loc["war", "z"] == pytest.approx((log(13 / 17) - log(8 / 22)) / sqrt(1 / 13 + 1 / 8))
    assert scored.loc["war", ["n_target", "n_reference"]].tolist() == [6, 1]
    assert scored.loc["trade", "n_articles_reference"] == 0


def test_agrees_with_the_published_formula_by_a_plain_loop():
    expected = by_formula({"war": 6, "talk": 2, "trade": 2}, {"war": 1, "talk": 8, "peace": 1}, 100)
    scored = log_odds(TARGET, REFERENCE)
    for row in scored.itertuples():
        assert (row.log_odds, row.z) == pytest.approx(expected[row.term])
        assert row.high - row.low == pytest.approx(2 * 1.959964 * row.log_odds / row.z, rel=1e-5)


def test_highest_z_first_and_ties_by_term():
    scored = log_odds(counts(b=3, a=3, c=1), counts(b=1, a=1, c=5))
    assert scored["term"].tolist() == ["a", "b", "c"]


def test_swapping_target_and_reference_flips_the_sign():
    forward = log_odds(TARGET, REFERENCE).set_index("term")["z"].sort_index()
    backward = log_odds(REFERENCE, TARGET).set_index("term")["z"].sort_index()
    assert_series_equal(forward, -backward)


def test_the_same_counts_on_both_sides_score_zero():
    assert log_odds(TARGET, TARGET)["log_odds"].abs().max() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("target", "reference"),
    [(TARGET, REFERENCE.iloc[:0]), (TARGET.iloc[:0], REFERENCE), (counts(war=5), counts(war=2))],
    ids=["no reference", "no target", "one term only"],
)
def test_with_nothing_to_set_against_all_is_zero(target, reference):
    scored = log_odds(target, reference)
    assert len(scored)
    assert scored["log_odds"].tolist() == pytest.approx([0.0] * len(scored), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 10_000), max_size=8),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 10_000), max_size=8),
    st.floats(0.01, 1e6),
)
def test_every_number_is_finite(target, reference, prior):
    scored = log_odds(counts(**target), counts(**reference), prior=prior)
    assert np.isfinite(scored.drop(columns="term").to_numpy("float64")).all()


def test_a_shuffled_corpus_flags_about_one_term_in_twenty():
    """Calibration: words dealt at random to two sides, so whatever is flagged is chance."""
    random = np.random.default_rng(7)
    rates = random.dirichlet(np.full(400, 2.0))
    flagged = total = 0
    for _ in range(40):
        sides = [random.multinomial(20_000, rates) for _ in range(2)]
        frames = [
            pd.DataFrame({"term": [f"t{i}" for i in range(400)], "count": side, "n_articles": 1})
            for side in sides
        ]
        scored = log_odds(*frames)
        flagged += (scored["z"].abs() > 1.96).sum()
        total += len(scored)
    assert 0.03 < flagged / total < 0.06


def test_empty_sets_give_an_empty_table_with_all_columns():
    scored = log_odds(TARGET.iloc[:0], REFERENCE.iloc[:0])
    assert scored.empty
    assert list(scored.columns) == list(log_odds(TARGET, REFERENCE).columns)


def test_inputs_stay_as_they_were():
    target, reference = TARGET.copy(), REFERENCE.copy()
    log_odds(target, reference)
    assert_frame_equal(target, TARGET)
    assert_frame_equal(reference, REFERENCE)


def test_errors_name_the_value():
    with pytest.raises(ValueError, match="prior is 0, expected a positive number of pseudo-words"):
        log_odds(TARGET, REFERENCE, prior=0)
    with pytest.raises(ValueError, match="term 'war' stands twice in the target"):
        log_odds(pd.concat([TARGET, TARGET]), REFERENCE)


def told(outlet: str, story: str, **n: int) -> pd.DataFrame:
    return counts(**n).assign(outlet=outlet, story=story)


def test_each_outlet_against_the_others_on_one_story_is_log_odds():
    rows = pd.concat(
        [told("A", "s", war=6, talk=2), told("B", "s", war=1, talk=8), told("C", "s", war=1, law=3)]
    )
    both = counts(war=2, talk=8, law=3).assign(n_articles=[2, 1, 1])
    expected = log_odds(counts(war=6, talk=2), both)
    assert_frame_equal(
        against_rest(rows).query("outlet == 'A'").drop(columns="outlet").reset_index(drop=True), expected
    )


def test_stories_are_put_together_by_inverse_variance():
    rows = pd.concat(
        [told("A", "s", war=6, talk=2), told("B", "s", war=1, talk=8), told("A", "t", war=3, sea=9),
         told("B", "t", war=2, sea=20)]
    )  # fmt: skip
    found = against_rest(rows).query("outlet == 'A'").set_index("term").loc["war"]
    parts = [
        by_formula({"war": 6, "talk": 2}, {"war": 1, "talk": 8}, 100)["war"],
        by_formula({"war": 3, "sea": 9}, {"war": 2, "sea": 20}, 100)["war"],
    ]
    weights = [(z / delta) ** 2 for delta, z in parts]
    expected = sum(w * delta for w, (delta, _) in zip(weights, parts, strict=True)) / sum(weights)
    assert found["log_odds"] == pytest.approx(expected)
    assert found["z"] == pytest.approx(expected * sqrt(sum(weights)))
    assert found[["n_target", "n_reference"]].tolist() == [9, 3]


def test_a_story_of_one_outlet_is_left_out():
    rows = pd.concat([told("A", "s", war=6, talk=2), told("B", "s", war=1, talk=8)])
    alone = told("A", "own", flood=50)
    assert_frame_equal(against_rest(pd.concat([rows, alone])), against_rest(rows))


def test_order_of_rows_does_not_matter():
    rows = pd.concat([told("A", "s", war=6, talk=2), told("B", "s", war=1, talk=8), told("B", "t", war=1)])
    assert_frame_equal(against_rest(rows), against_rest(rows.iloc[::-1]))


def test_one_outlet_has_nothing_to_be_compared_with():
    found = against_rest(told("A", "s", war=6))
    assert found.empty
    assert list(found.columns)[:3] == ["outlet", "term", "log_odds"]
    assert against_rest(told("A", "s", war=6).iloc[:0]).empty


def test_a_term_twice_for_an_outlet_is_refused():
    with pytest.raises(ValueError, match="a term stands twice for one outlet and story"):
        against_rest(pd.concat([told("A", "s", war=6), told("A", "s", war=1)]))


@pytest.mark.parametrize(("k", "n", "j", "m"), [(6, 10, 1, 12), (0, 10, 5, 20), (3, 30, 3, 30)])
def test_contrast_is_the_root_of_scipys_g2(k, n, j, m):
    rate = (k + j) / (n + m)
    observed, expected = [k, n - k, j, m - j], [n * rate, n * (1 - rate), m * rate, m * (1 - rate)]
    g2 = power_divergence(observed, expected, lambda_="log-likelihood").statistic
    assert contrast(k, n, j, m) == pytest.approx(np.copysign(sqrt(g2), k / n - j / m), abs=1e-6)


def test_contrast_without_a_denominator_is_zero():
    assert contrast(0, 0, 3, 5) == 0.0


def test_a_count_of_zero_is_no_row():
    rows = pd.concat([told("A", "s", war=6, talk=2), told("B", "s", war=1, talk=8)])
    assert_frame_equal(against_rest(pd.concat([rows, told("B", "s", sea=0)])), against_rest(rows))
    assert_frame_equal(log_odds(pd.concat([TARGET, counts(sea=0)]), REFERENCE), log_odds(TARGET, REFERENCE))
