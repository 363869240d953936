"""Which pairs an outlet makes and another does not: by hand, by counting all permutations, and under no difference."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measures.pair_differences import COLUMNS, pair_differences

ARTICLES = pd.DataFrame(
    [
        ("1", "A", "flood", 10), ("2", "A", "flood", 10), ("3", "B", "flood", 20),
        ("4", "A", "strike", 10), ("5", "B", "strike", 30), ("6", "B", "other", 50), ("7", "C", "flood", 5),
    ],
    columns=["article_id", "outlet", "story", "n_windows"],
)  # fmt: skip
PAIRS = pd.DataFrame(
    [
        ("1", "Ito", "Leeds", 3), ("2", "Ito", "Leeds", 1), ("3", "Ito", "Leeds", 2),
        ("4", "Ito", "York", 2), ("6", "Ito", "York", 9), ("7", "Hull", "York", 4),
    ],
    columns=["article_id", "a", "b", "n_together"],
)  # fmt: skip


def shifted(n_first, n_second, n_stories, *, seed, more=0.0, n_pairs=12):
    """Bursty pairs over the stories of two outlets; `more`: by how much A's rate of the first pair is higher."""
    rng = np.random.default_rng(seed)
    rows, articles = [], []
    for story in range(n_stories):
        base = rng.gamma(2, 0.015, n_pairs)
        for outlet, n in (("A", n_first), ("B", n_second)):
            for number in range(n):
                name = f"{story}{outlet}{number}"
                size = int(rng.integers(15, 40))
                articles.append((name, outlet, f"s{story}", size))
                rate = base * rng.gamma(2, 0.5, n_pairs)
                rate[0] += more * (outlet == "A")
                counts = np.minimum(rng.poisson(rate * size), size)
                rows += [(name, f"a{k:02d}", "b", counts[k]) for k in np.flatnonzero(counts)]
    return pd.DataFrame(rows, columns=list(PAIRS)), pd.DataFrame(articles, columns=list(ARTICLES))


def test_a_table_worked_by_hand():
    found = pair_differences(PAIRS, ARTICLES, "A", "B").set_index("b")
    # flood: A 4 of 20, B 2 of 20; strike: A 2 of 10, B 0 of 30. Weights 20 × 20 ÷ 40 = 10 and 10 × 30 ÷ 40 = 7.5.
    assert found.loc["Leeds", "difference"] == pytest.approx((4 / 20 - 2 / 20) * 10 / 17.5)
    assert found.loc["York", "difference"] == pytest.approx(2 / 10 * 7.5 / 17.5)
    assert found.loc["Leeds", ["n_first", "n_second", "n_articles_first", "n_articles_second"]].tolist() == [
        4, 2, 2, 1,
    ]  # fmt: skip
    assert found["rate_first"].tolist() == pytest.approx([4 / 30, 2 / 30])
    assert found["only"].fillna("both").tolist() == ["both", "A"]
    assert "Hull" not in set(found["a"])


def test_all_others_together_are_one_side():
    found = pair_differences(PAIRS, ARTICLES, "C").set_index(["a", "b"])
    assert found.loc[("Ito", "Leeds"), ["n_first", "n_second"]].tolist() == [0, 6]
    assert found.loc[("Ito", "Leeds"), "only"] == "the others"
    assert found.loc[("Hull", "York"), "only"] == "C"


def test_swapping_the_two_flips_the_sign():
    pairs, articles = shifted(4, 5, 2, seed=1)
    forward = pair_differences(pairs, articles, "A", "B", repeats=50)
    backward = pair_differences(pairs, articles, "B", "A", repeats=50)
    assert forward["difference"].tolist() == pytest.approx((-backward["difference"]).tolist(), abs=1e-6)
    assert forward["n_first"].tolist() == backward["n_second"].tolist()


def test_p_is_the_share_of_all_ways_to_hand_out_the_names():
    """Six articles of one story: every one of the 6! orders, counted."""
    pairs, articles = shifted(3, 3, 1, seed=3, more=0.2, n_pairs=3)
    found = pair_differences(pairs, articles, "A", "B", minimum=1, repeats=4000).set_index("a")
    sizes = articles["n_windows"].to_numpy(float)
    for name in found.index:
        counts = pairs[pairs["a"] == name].set_index("article_id")["n_together"]
        x = counts.reindex(articles["article_id"], fill_value=0).to_numpy(float)

        def difference(labels, x=x):
            first = np.array(labels) == "A"
            return x[first].sum() / sizes[first].sum() - x[~first].sum() / sizes[~first].sum()

        seen = abs(difference(articles["outlet"]))
        ways = [abs(difference(labels)) >= seen - 1e-9 for labels in permutations(articles["outlet"])]
        assert found.loc[name, "p"] == pytest.approx(np.mean(ways), abs=0.03)


def test_outlets_that_write_alike_are_not_told_apart():
    """One corpus in twenty may have a pair told by chance: of 60, more than 7 would be a chance of one in a hundred."""
    told = [
        pair_differences(*shifted(6, 6, 2, seed=seed), "A", "B", repeats=300)["told"].any()
        for seed in range(60)
    ]
    assert sum(told) <= 7


def test_a_pair_that_one_outlet_makes_all_the_time_is_told():
    told = [
        pair_differences(*shifted(12, 12, 2, seed=seed, more=0.15), "A", "B", repeats=1000)
        .set_index("a")
        .loc["a00", ["told", "low"]]
        for seed in range(5)
    ]
    assert all(row["told"] and row["low"] > 0 for row in told)


def test_one_article_says_nothing_of_its_outlet():
    pairs, articles = shifted(1, 8, 1, seed=2, more=0.5)
    found = pair_differences(pairs, articles, "A", "B")
    assert found[["low", "high", "p", "q"]].isna().all().all()
    assert not found["told"].any()
    assert found["difference"].notna().all()


def test_an_article_without_a_sentence_changes_nothing():
    pairs, articles = shifted(3, 3, 1, seed=6)
    blank = pd.DataFrame(
        [("blank", "A", "s0", 0), ("void", "A", "s9", 0), ("nil", "B", "s9", 0)], columns=list(articles)
    )
    more = pd.concat([articles, blank])
    one = pair_differences(pairs, articles, "A", "B", repeats=50)
    assert_frame_equal(one, pair_differences(pairs, more, "A", "B", repeats=50))


def test_the_same_seed_gives_the_same_table_whatever_the_order_of_rows():
    pairs, articles = shifted(3, 4, 2, seed=4)
    one = pair_differences(pairs, articles, "A", "B", seed=7, repeats=100)
    shuffled = pair_differences(
        pairs.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2), "A", "B", seed=7, repeats=100
    )  # fmt: skip
    assert_frame_equal(one, shuffled)
    assert not one.equals(pair_differences(pairs, articles, "A", "B", seed=8, repeats=100))


@pytest.mark.parametrize(
    ("pairs", "first", "second"),
    [
        (PAIRS.iloc[:0], "A", "B"),
        (PAIRS, "A", "Nobody"),
        (PAIRS, "Nobody", None),
        (PAIRS.iloc[4:5], "B", "A"),
    ],
    ids=["no pairs", "no such outlet", "nobody at all", "no common story"],
)
def test_nothing_to_compare_gives_an_empty_table_with_all_columns(pairs, first, second):
    found = pair_differences(pairs, ARTICLES, first, second)
    assert found.empty
    assert found.dtypes.equals(pair_differences(PAIRS, ARTICLES, "A", "B").dtypes)
    assert list(found) == list(COLUMNS)


def test_inputs_stay_as_they_were():
    pairs, articles = PAIRS.copy(), ARTICLES.copy()
    pair_differences(pairs, articles, "A", "B")
    assert_frame_equal(pairs, PAIRS)
    assert_frame_equal(articles, ARTICLES)


def test_errors_name_the_value():
    with pytest.raises(ValueError, match="repeats is 0, expected a number of samples"):
        pair_differences(PAIRS, ARTICLES, "A", "B", repeats=0)
    with pytest.raises(ValueError, match="minimum is 0, expected a number of windows"):
        pair_differences(PAIRS, ARTICLES, "A", "B", minimum=0)
    with pytest.raises(ValueError, match="article '6' of a pair is not in articles"):
        pair_differences(PAIRS, ARTICLES.iloc[:5], "A", "B")
