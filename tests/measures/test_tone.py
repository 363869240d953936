"""Tone: counts by hand, the interval by other routes, and what must not matter."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.stats import t, ttest_1samp, ttest_ind

from analysis.measures import tone
from analysis.measures.tone import differences, distribution


def scores(
    outlet: str, *articles: list[float | None], story: str = "s", voice: str = "outlet"
) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (outlet, story, f"{outlet}-{story}-{i}", n, voice, np.nan if polarity is None else polarity)
            for i, article in enumerate(articles)
            for n, polarity in enumerate(article)
        ],
        columns=["outlet", "story", "article_id", "sentence", "voice", "polarity"],
    )


A = scores("A", [0.5, -0.5, None, 0.0] * 3, [0.05, -0.06])
B = scores("B", [None, None])


def test_a_table_worked_by_hand():
    found = distribution(pd.concat([A, B])).set_index("outlet")
    a = found.loc["A"]
    counts = [
        "n_articles",
        "n_sentences",
        "n_scored",
        "n_negative",
        "n_neutral",
        "n_positive",
        "n_not_scored",
    ]
    assert a[counts].tolist() == [2, 14, 11, 4, 4, 3, 3]
    assert a[["share_negative", "share_not_scored"]].tolist() == pytest.approx([4 / 14, 3 / 14])
    assert a["mean"] == pytest.approx((0.05 - 0.06) / 11)


def test_not_scored_is_neither_neutral_nor_zero():
    b = distribution(B).iloc[0]
    assert b[["n_neutral", "n_not_scored", "n_scored"]].tolist() == [0, 2, 0]
    assert b[["mean", "low", "high"]].isna().all()


def test_shares_sum_to_one():
    found = distribution(pd.concat([A, B]))
    assert found[list(tone.SHARES)].sum(axis=1).tolist() == pytest.approx([1.0, 1.0])


def test_voices_stay_apart():
    found = distribution(pd.concat([A, scores("A", [0.9], voice="quoted")]), by=("outlet", "voice"))
    assert found["voice"].tolist() == ["outlet", "quoted"]
    assert found["n_sentences"].tolist() == [14, 1]


def test_of_few_scored_sentences_only_their_number_is_given():
    few = scores("A", [0.3, None, *[0.3] * 8])
    found = distribution(few).iloc[0]
    assert found[["n_scored", "n_positive"]].tolist() == [9, 9]
    assert found[["mean", "low", "high"]].isna().all()
    pair = differences(pd.concat([few, scores("B", [-0.5] * 20)])).iloc[0]
    assert pair[["n_a", "n_b"]].tolist() == [9, 20]
    assert pair[["difference", "low", "high", "q"]].isna().all()
    assert not pair["told"]


def test_the_interval_of_one_article_is_that_of_a_t_test():
    values = np.random.default_rng(3).normal(0.1, 0.3, 40).clip(-1, 1)
    found = distribution(scores("A", values.tolist()), repeats=20_000).iloc[0]
    other = ttest_1samp(values, 0).confidence_interval()
    assert found[["low", "high"]].tolist() == pytest.approx([other.low, other.high], abs=0.003)


def test_the_interval_of_several_articles_is_that_of_a_plain_two_stage_loop():
    random = np.random.default_rng(5)
    articles = [
        (m + random.normal(0, 0.1, n)).clip(-1, 1) for m, n in [(-0.2, 5), (0.1, 20), (0.3, 9), (0.0, 12)]
    ]
    found = distribution(scores("A", *(a.tolist() for a in articles)), repeats=10_000).iloc[0]
    means = []
    for _ in range(10_000):
        drawn = [articles[i] for i in random.integers(4, size=4)]
        means.append(np.concatenate([random.choice(article, len(article)) for article in drawn]).mean())
    half = t.ppf(0.975, 3) * np.std(means) * np.sqrt(4 / 3)
    value = np.concatenate(articles).mean()
    assert found[["low", "high"]].tolist() == pytest.approx([value - half, value + half], abs=0.02)


def test_drawing_articles_alone_is_close_when_there_are_many(monkeypatch):
    random = np.random.default_rng(2)
    many = scores(
        "A", *((random.normal(0, 0.2) + random.normal(0, 0.05, 10)).clip(-1, 1).tolist() for _ in range(150))
    )
    both = distribution(many).iloc[0]
    monkeypatch.setattr("analysis.measures.resampling.MAX_DRAWS", 10)
    articles_only = distribution(many).iloc[0]
    assert articles_only[["low", "high"]].tolist() == pytest.approx(both[["low", "high"]].tolist(), abs=0.006)


def test_order_of_rows_and_company_of_other_groups_do_not_matter():
    alone = distribution(A)
    shuffled = distribution(pd.concat([B, A.sample(frac=1, random_state=1)]))
    assert_frame_equal(shuffled.iloc[[0]], alone)


def test_turning_every_sign_mirrors_the_table():
    forward, back = distribution(A).iloc[0], distribution(A.assign(polarity=-A["polarity"])).iloc[0]
    assert forward["n_negative"] == back["n_positive"]
    assert forward["mean"] == pytest.approx(-back["mean"])


def test_the_mean_lies_in_its_interval_and_the_seed_changes_little():
    first, second = distribution(A, seed=1).iloc[0], distribution(A, seed=2).iloc[0]
    assert first["low"] <= first["mean"] <= first["high"]
    assert first["low"] == pytest.approx(second["low"], abs=0.05)
    assert_frame_equal(distribution(A, seed=1), distribution(A, seed=1))


def test_no_rows_give_an_empty_table_with_all_columns():
    for by in ((), ("outlet",), ("outlet", "voice")):
        empty = distribution(A.iloc[:0], by=by)
        assert empty.empty
        assert list(empty.columns) == list(distribution(A, by=by).columns)


def test_inputs_stay_as_they_were():
    before = A.copy()
    distribution(A)
    differences(pd.concat([A, B]))
    assert_frame_equal(A, before)


def test_errors_name_the_value():
    with pytest.raises(ValueError, match=r"polarity 1\.5 lies outside −1 to 1"):
        distribution(A.assign(polarity=1.5))
    with pytest.raises(ValueError, match="repeats is 0, expected a number of bootstrap samples from 1"):
        distribution(A, repeats=0)


def test_a_difference_is_taken_within_stories_only():
    """A likes a story that is gloomy for all; within it the two do not differ."""
    rows = pd.concat(
        [scores("A", [-0.5] * 10, story="war"), scores("B", [-0.5] * 10, story="war"),
         scores("B", [0.9] * 10, story="prize")]
    )  # fmt: skip
    found = differences(rows).iloc[0]
    assert found[["a", "b", "n_stories", "n_a", "n_b"]].tolist() == ["A", "B", 1, 10, 10]
    assert found["difference"] == pytest.approx(0)
    assert not found["told"]


def test_a_difference_by_hand_over_two_stories():
    rows = pd.concat(
        [scores("A", [0.4, 0.2] * 3, story="s"), scores("B", [0.1, 0.1] * 3, story="s"),
         scores("A", [0.0, 0.2] * 3, story="t"), scores("B", [0.5, 0.3] * 3, story="t")]
    )  # fmt: skip
    assert differences(rows)["difference"].tolist() == pytest.approx([(0.2 - 0.3) / 2])


def test_far_apart_is_told_and_naming_the_outlets_otherwise_turns_the_sign():
    random = np.random.default_rng(4)
    high, low = (random.normal(m, 0.1, 30).clip(-1, 1).tolist() for m in (0.5, -0.5))
    found = differences(pd.concat([scores("A", high), scores("B", low)])).iloc[0]
    turned = differences(pd.concat([scores("A", low), scores("B", high)])).iloc[0]
    assert found["told"]
    assert found["low"] > 0
    assert turned["difference"] == pytest.approx(-found["difference"])
    assert turned["high"] < 0


def test_two_samples_of_one_thing_are_told_apart_as_rarely_as_by_a_t_test():
    random = np.random.default_rng(12)
    told = by_t_test = 0
    for _ in range(100):
        sides = [random.normal(0, 0.3, 25).clip(-1, 1).tolist() for _ in range(2)]
        found = differences(pd.concat([scores("A", sides[0]), scores("B", sides[1])]), repeats=400)
        told += found["told"].iloc[0]
        by_t_test += ttest_ind(*sides).pvalue < 0.05
    assert told <= 5
    assert told == pytest.approx(by_t_test, abs=2)


def test_without_two_outlets_on_a_story_there_is_no_difference():
    columns = list(differences(pd.concat([A, B])).columns)
    for rows in (A, A.iloc[:0], pd.concat([A, scores("B", [0.1], story="t")])):
        empty = differences(rows)
        assert empty.empty
        assert list(empty.columns) == columns
