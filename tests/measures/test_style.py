"""Style and trends: worked by hand, and what length must not change."""

import random
from math import isnan

import pandas as pd
import pytest

from analysis.measures.style import mtld, styles
from analysis.measures.trend import rates_over_time


def factors_by_definition(words: list[str], threshold: float) -> float:
    """How often the type-token ratio falls to the threshold, looked up anew for every run."""
    full, first = 0.0, 0
    for end in range(1, len(words) + 1):
        run = words[first:end]
        if len(set(run)) / len(run) <= threshold:
            full, first = full + 1, end
    rest = words[first:]
    return full + ((1 - len(set(rest)) / len(rest)) / (1 - threshold) if rest else 0)


def test_mtld_agrees_with_its_definition():
    rng = random.Random(3)
    words = [f"w{int(rng.paretovariate(0.8))}" for _ in range(400)]
    expected = sum(400 / factors_by_definition(one, 0.72) for one in (words, words[::-1])) / 2
    assert mtld(words) == pytest.approx(expected)


def test_mtld_by_hand():
    """a b a b: after the third word 2 ÷ 3 ≤ 0.72, one factor; the rest is one word: 1 factor, 4 words."""
    assert mtld(["a", "b", "a", "b"]) == pytest.approx(4.0)
    assert mtld(["a", "b", "c"]) == 3
    assert isnan(mtld([]))


def test_mtld_hardly_depends_on_length():
    rng = random.Random(5)
    words = [f"w{int(rng.paretovariate(0.8))}" for _ in range(8_000)]
    assert mtld(words[:2_000]) == pytest.approx(mtld(words), rel=0.15)


def test_readability_and_sentence_length_by_hand():
    articles = pd.DataFrame(
        {
            "outlet": ["A", "B"], "n_words": [200, 20], "n_sentences": [10, 2], "n_letters": [1_000, 100],
            "words": [["a", "b"] * 100, ["a"] * 20],
        }
    )  # fmt: skip
    table = styles(articles)
    assert table.loc[0, "ari"] == pytest.approx(4.71 * 5 + 0.5 * 20 - 21.43)
    assert table.loc[0, "words_per_sentence"] == 20
    assert table.loc[1, ["mtld", "words_per_sentence", "ari"]].isna().all(), "20 words say nothing"
    assert "words" not in table
    assert styles(articles.iloc[:0]).columns.tolist() == table.columns.tolist()


def test_a_threshold_outside_zero_to_one_is_refused():
    with pytest.raises(ValueError, match="threshold is 1"):
        mtld(["a"], threshold=1)


def over_time(days: list[str], counts: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = pd.DataFrame({"outlet": "A", "published": pd.to_datetime(days), "count": counts})
    return table[table["count"] > 0], table.drop(columns="count").assign(n_words=1_000, n_articles=1)


@pytest.mark.parametrize(
    ("days", "step", "starts"),
    [
        (["2024-01-01", "2024-01-03"], "day", ["2024-01-01", "2024-01-03"]),
        (["2024-01-03", "2024-01-05", "2024-03-01"], "week", ["2024-01-01", "2024-02-26"]),
        (["2024-01-31", "2024-01-02", "2025-02-02"], "month", ["2024-01-01", "2025-02-01"]),
    ],
)
def test_the_step_follows_the_span_and_every_word_counts_once(days, step, starts):
    rates = rates_over_time(*over_time(days, [2, 0, 5][: len(days)]))
    assert set(rates["step"]) == {step}
    assert rates["start"].dt.strftime("%Y-%m-%d").tolist() == starts
    assert rates["n_words"].sum() == 1_000 * len(days)
    assert rates["count"].sum() == sum([2, 0, 5][: len(days)])
    assert (
        rates["per_million"].tolist()[-1]
        == rates["count"].tolist()[-1] * 1_000 / rates["n_articles"].tolist()[-1]
    )


def test_undated_articles_are_left_out_and_a_day_without_totals_is_an_error():
    counts, totals = over_time(["2024-01-01", "2024-01-02"], [1, 1])
    totals.loc[0, "published"] = pd.NaT
    with pytest.raises(ValueError, match="no totals for 'A' on 2024-01-01"):
        rates_over_time(counts, totals)
    counts.loc[0, "published"] = pd.NaT
    assert rates_over_time(counts, totals)["count"].tolist() == [1]
    assert rates_over_time(counts.iloc[:0], totals.iloc[:0]).empty
