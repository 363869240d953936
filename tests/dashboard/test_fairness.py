from __future__ import annotations

import pandas as pd
import pytest

from dashboard.fairness import remarks


def articles(*rows):
    frame = pd.DataFrame(rows, columns=["outlet", "n_words", "published", "wire", "story"])
    return frame.assign(published=pd.to_datetime(frame["published"]))


A = ("A", 500, "2024-01-10", None, "x")
B = ("B", 510, "2024-01-11", None, "x")


def said(*rows):
    return " ".join(f"{fact} {follows}" for fact, follows in remarks(articles(*rows)))


def test_two_articles_each_alike_need_no_remark():
    assert remarks(articles(A, A, B, B)) == []


def test_one_article_an_outlet_is_said_with_what_follows():
    assert "not about the outlets" in said(A, B)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (("B", 2_000, "2024-01-10", None, "x"), "B 2,000 words"),
        (("B", 500, "2024-01-20", None, "x"), "10 days apart"),
        (("B", 500, None, None, "x"), "without a date"),
        (("B", 500, "2024-01-10", "Reuters", "x"), "Agency copy: B (Reuters)"),
        (("B", 500, "2024-01-10", None, "y"), "2 stories are mixed"),
    ],
    ids=["length", "days", "undated", "wire", "stories"],
)
def test_what_is_uneven_is_said(other, expected):
    assert expected in said(A, other)


def test_far_days_do_not_hide_that_others_have_none():
    found = said(A, ("A", 500, "2024-01-30", None, "x"), ("B", 500, None, None, "x"))
    assert "20 days apart" in found
    assert "1 article without a date" in found


def test_one_outlet_cannot_be_compared():
    assert "Comparing needs two outlets" in said(A, A)


def test_nothing_selected_needs_no_remark():
    assert remarks(articles()) == []
