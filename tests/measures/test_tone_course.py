"""Headline against body and fifths of an article: by hand, and nothing said of too few."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.tone_course import LEAST_ARTICLES, headline_differences, headlines, over_fifths


def article(outlet, name, headline, *body):
    """headline: polarity; body: (fifth, polarity) a sentence; None where nothing was scored."""
    rows = [
        (outlet, name, 0, headline, 0),
        *((outlet, name, n, p, fifth) for n, (fifth, p) in enumerate(body, start=1)),
    ]
    rows = [(*row[:3], np.nan if row[3] is None else row[3], row[4]) for row in rows]
    return pd.DataFrame(rows, columns=["outlet", "article_id", "sentence", "polarity", "fifth"])


BODY = [(1, 0.5), (2, -0.5), (3, 0.0), (4, 0.3), (5, None), (5, -0.2), (5, 0.04)]


def test_a_headline_beside_its_body_by_hand():
    (row,) = headlines(article("A", "a", -0.4, *BODY)).to_dict("records")
    assert [row[f"n_{name}"] for name in ("negative", "neutral", "positive", "not_scored")] == [2, 2, 2, 1]
    assert row["headline"] == -1
    assert row["body"] == 0
    assert row["difference"] == -1


def test_what_cannot_be_set_against_each_other_has_no_difference():
    rows = pd.concat(
        [article("A", "a", None, *BODY), article("A", "b", 0.5, *BODY[:4]), article("A", "c", 0.5)]
    )
    found = headlines(rows)
    assert found["difference"].isna().all()
    assert found["n_positive"].tolist() == [2, 2, 0]
    assert headlines(rows.iloc[:0]).columns.tolist() == found.columns.tolist()


def test_outlets_with_few_headlines_are_left_out():
    few = pd.concat([article("A", str(n), -0.4, *BODY) for n in range(LEAST_ARTICLES - 1)])
    assert headline_differences(headlines(few)).empty
    enough = pd.concat([article("A", str(n), -0.4, *BODY) for n in range(LEAST_ARTICLES)])
    (row,) = headline_differences(headlines(enough)).to_dict("records")
    assert (row["n_articles"], row["difference"], row["told"]) == (LEAST_ARTICLES, -1.0, True)


def test_headlines_that_go_both_ways_cannot_be_told():
    rows = pd.concat([article("A", str(n), 0.4 if n % 2 else -0.4, *BODY) for n in range(8)])
    (row,) = headline_differences(headlines(rows)).to_dict("records")
    assert row["difference"] == 0
    assert row["low"] < 0 < row["high"]
    assert not row["told"]


def test_fifths_are_counted_apart_and_the_headline_is_none():
    rows = pd.concat([article("A", str(n), 0.9, *BODY) for n in range(12)])
    found = over_fifths(rows).set_index("fifth")
    assert found.index.tolist() == [1, 2, 3, 4, 5]
    assert found["n_scored"].tolist() == [12, 12, 12, 12, 24]
    assert found["n_mentions"].tolist() == [12, 12, 12, 12, 36]
    assert found["balance"].tolist() == [1, -1, 0, 1, pytest.approx(-0.5)]
    assert found["verdict"].tolist()[:4] == [
        "more positive",
        "more negative",
        "cannot be told",
        "more positive",
    ]
    assert over_fifths(rows[rows["article_id"] == "1"])["balance"].isna().all()
