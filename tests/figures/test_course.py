"""Figures of headline, course and loaded words: intervals, hollow dots, and why there is nothing."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.targeted_tone import balances
from dashboard.figures import course

COLOURS = {"A": "#e69f00", "B": "#56b4e9"}
HEADLINES = pd.DataFrame(
    {"outlet": ["A", "B"], "n_articles": [6, 9], "difference": [-0.8, 0.1], "low": [-1.2, -0.3], "high": [-0.4, 0.5],
     "told": [True, False]}
)  # fmt: skip
RATES = pd.DataFrame(
    {"outlet": ["A", "A", "B"], "list": ["subjective", "hedge", "hedge"], "n": [1, 4, 0], "n_terms": [1, 2, 0],
     "n_words": [500, 500, 60], "per_thousand": [2.0, 8.0, np.nan], "low": [0.0, 1.0, np.nan],
     "high": [5.0, 15.0, np.nan], "unit": ["articles", "sentences", "sentences"]}
)  # fmt: skip
FIFTHS = balances(
    pd.DataFrame(
        [("A", fifth, "a", n, 1, int(fifth == 1), int(fifth > 1), 0) for fifth in (1, 2) for n in range(12)],
        columns="outlet fifth article_id sentence n_mentions n_negative n_neutral n_positive".split(),
    ),
    by=("outlet", "fifth"),
)


def test_headlines_are_hollow_when_they_cannot_be_told():
    dots = course.headline_dots(HEADLINES, COLOURS).data[-1]
    assert list(dots.marker.symbol) == ["circle", "circle-open"]
    assert "95 % interval" in dots.hovertext[0]


def test_fifths_have_their_intervals_and_are_hollow_at_zero():
    (line,) = course.fifths_lines(FIFTHS, COLOURS).data
    assert list(line.y) == [-1, 0]
    assert list(line.marker.symbol) == ["circle", "circle-open"]
    assert list(line.error_y.array) == pytest.approx((FIFTHS["high"] - FIFTHS["balance"]).tolist())


def test_rates_stand_by_list_and_leave_out_what_has_too_few_words():
    *lines, dots = course.rate_dots(RATES, COLOURS).data
    assert [list(mark) for mark in dots.customdata] == [["A", "hedge"], ["A", "subjective"]]
    assert list(dots.x) == [8, 2]
    assert [list(line.x) for line in lines] == [[1, 15], [0, 5]]
    assert "within this one article" in dots.hovertext[0]


@pytest.mark.parametrize(
    "figure",
    [course.headline_dots(HEADLINES.iloc[:0], COLOURS), course.fifths_lines(FIFTHS.iloc[:0], COLOURS),
     course.rate_dots(RATES.iloc[2:], COLOURS)],
    ids=["headlines", "fifths", "rates"],
)  # fmt: skip
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")
