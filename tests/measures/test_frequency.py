"""Rates by hand, by another route, and what they refuse."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measures.frequency import per_million

COUNTS = pd.DataFrame(
    {"outlet": ["A", "A", "B"], "term": ["war", "talk", "war"], "count": [2, 1, 3], "n_articles": [1, 1, 2]}
)
TOTALS = pd.DataFrame({"outlet": ["A", "B"], "n_words": [500, 2000], "n_articles": [1, 3]})


def test_rates_of_a_table_worked_by_hand():
    rates = per_million(COUNTS, TOTALS)
    assert rates["per_million"].tolist() == [4000.0, 2000.0, 1500.0]
    assert rates["per_article"].tolist() == [2.0, 1.0, 1.0]
    assert rates["n_words_group"].tolist() == [500, 500, 2000]
    assert rates["n_articles_group"].tolist() == [1, 1, 3]
    assert rates["count"].tolist() == [2, 1, 3]
    assert rates["n_articles"].tolist() == [1, 1, 2]


def test_agrees_with_a_plain_loop():
    words = dict(zip(TOTALS["outlet"], TOTALS["n_words"], strict=True))
    expected = [1e6 * n / words[outlet] for n, outlet in zip(COUNTS["count"], COUNTS["outlet"], strict=True)]
    assert per_million(COUNTS, TOTALS)["per_million"].tolist() == pytest.approx(expected)


def test_twice_the_text_with_twice_the_words_has_the_same_rates():
    doubled = per_million(
        COUNTS.assign(count=COUNTS["count"] * 2), TOTALS.assign(n_words=TOTALS["n_words"] * 2)
    )
    assert doubled["per_million"].tolist() == per_million(COUNTS, TOTALS)["per_million"].tolist()


def test_without_groups_one_total_serves_all():
    totals = pd.DataFrame({"n_words": [1000], "n_articles": [2]})
    rates = per_million(COUNTS.drop(columns="outlet"), totals, by=())
    assert rates["per_million"].tolist() == [2000.0, 1000.0, 3000.0]


def test_another_column_can_hold_the_count():
    names = COUNTS.rename(columns={"term": "entity", "count": "n_mentions"})
    assert per_million(names, TOTALS, count="n_mentions")["per_million"].tolist() == [4000.0, 2000.0, 1500.0]


def test_a_group_without_words_is_left_out():
    rates = per_million(COUNTS, TOTALS.assign(n_words=[0, 2000]))
    assert rates["outlet"].tolist() == ["B"]


def test_empty_counts_give_an_empty_table_with_all_columns():
    rates = per_million(COUNTS.iloc[:0], TOTALS)
    assert rates.empty
    assert list(rates.columns) == list(per_million(COUNTS, TOTALS).columns)


def test_inputs_stay_as_they_were():
    counts, totals = COUNTS.copy(), TOTALS.copy()
    per_million(counts, totals)
    assert_frame_equal(counts, COUNTS)
    assert_frame_equal(totals, TOTALS)


def test_a_group_without_total_is_named():
    with pytest.raises(ValueError, match="no totals for 'B'; totals has A"):
        per_million(COUNTS, TOTALS.iloc[:1])


def test_a_group_twice_in_the_totals_is_refused():
    with pytest.raises(ValueError, match="totals has a group twice, expected one row for each outlet"):
        per_million(COUNTS, pd.concat([TOTALS, TOTALS]))
