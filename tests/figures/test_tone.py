"""Figures of tone: the parts, the intervals, and hollow where nothing can be told."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.tone import differences, distribution
from dashboard.figures import theme, tone

COLOURS = theme.outlet_colours(["A", "B"])


def scores(outlet, *polarities):
    rows = [(outlet, "s", outlet, n, p) for n, p in enumerate(polarities)]
    return pd.DataFrame(rows, columns=["outlet", "story", "article_id", "sentence", "polarity"])


SCORES = pd.concat([scores("A", *[0.4, 0.5, 0.6] * 6), scores("B", 0.5, -0.5, np.nan, np.nan)])
SPREAD = distribution(SCORES).assign(label=lambda rows: rows["outlet"] + ", own words", words="own words")
EMPTY = SPREAD.iloc[:0]


def test_the_parts_of_a_bar_are_the_shares_and_make_a_whole():
    figure = tone.distribution_bars(SPREAD)
    assert [bar.name for bar in figure.data] == ["negative", "neutral", "positive", "not scored"]
    assert np.sum([bar.x for bar in figure.data], axis=0).tolist() == pytest.approx([100, 100])
    assert [bar.x[1] for bar in figure.data] == [25, 0, 25, 50]
    assert figure.layout.barmode == "stack"
    assert list(figure.data[0].customdata[1]) == ["B, own words", "share_negative"]
    assert "1 of 4 sentences" in figure.data[0].hovertext[1]
    assert [note.text for note in figure.layout.annotations] == ["A, own words", "B, own words"]


def test_not_scored_is_drawn_unlike_neutral():
    bars = {bar.name: bar for bar in tone.distribution_bars(SPREAD).data}
    assert bars["not scored"].marker.color != bars["neutral"].marker.color
    assert bars["not scored"].marker.pattern.shape == "/"


def test_a_mean_is_never_without_its_interval_and_hollow_when_too_few():
    figure = tone.mean_dots(SPREAD, COLOURS)
    *lines, dots = figure.data
    assert len(lines) == 2
    assert list(lines[0].x) == SPREAD.loc[0, ["low", "high"]].tolist()
    assert list(dots.marker.symbol) == ["circle", "circle-open"]
    assert "95 % interval" in dots.hovertext[0]
    assert "18 scored sentences in 1 article" in dots.hovertext[0]


def test_one_scored_sentence_has_no_interval_and_says_so():
    spread = distribution(scores("A", 0.9)).assign(label="A", words="")
    figure = tone.mean_dots(spread, COLOURS)
    assert len(figure.data) == 1
    assert "too few sentences for an interval" in figure.data[0].hovertext[0]
    assert figure.data[0].marker.symbol[0] == "circle-open"


def test_a_difference_is_filled_only_when_it_can_be_told():
    far = differences(pd.concat([scores("A", *[0.5, 0.4] * 9), scores("B", *[-0.5, -0.4] * 9)]))
    near = differences(pd.concat([scores("A", *[0.5, -0.4] * 9), scores("B", *[0.4, -0.5] * 9)]))
    assert list(tone.difference_dots(far).data[-1].marker.symbol) == ["circle"]
    assert list(tone.difference_dots(near).data[-1].marker.symbol) == ["circle-open"]
    assert tone.difference_dots(far).layout.yaxis.ticktext[0] == "A<br>− B"


@pytest.mark.parametrize(
    "figure",
    [
        tone.distribution_bars(EMPTY),
        tone.mean_dots(EMPTY, COLOURS),
        tone.mean_dots(distribution(scores("A", np.nan)).assign(label="A", words=""), COLOURS),
        tone.difference_dots(differences(scores("A", 0.1))),
    ],
    ids=["parts", "means", "nothing scored", "one outlet"],
)
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")
