"""Figures of tone: the parts, the intervals, and hollow where nothing can be told."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.lexicons import agreement
from analysis.measures.tone import differences, distribution
from dashboard.figures import bars, theme, tone

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
    assert [note.text for note in figure.layout.annotations] == [
        "A, own words (n = 18)",
        "B, own words (n = 4)",
    ]
    assert list(figure.data[0].marker.opacity) == [1.0, 0.35]


def test_a_long_name_is_cut_before_the_words_that_tell_its_bars_apart():
    long = "The Quarterly Tribune & Chronicle of the Northern Provinces"
    spread = SPREAD.assign(outlet=long, label=f"{long}, own words")
    text = tone.distribution_bars(spread).layout.annotations[0].text
    assert text == "The Quarterly Tribune &amp; Chr…, own words (n = 18)"
    assert len(text.replace("&amp;", "&")) <= bars.MOST_ABOVE


def test_not_scored_is_drawn_unlike_neutral():
    bars = {bar.name: bar for bar in tone.distribution_bars(SPREAD).data}
    assert bars["not scored"].marker.color != bars["neutral"].marker.color
    assert bars["not scored"].marker.pattern.shape == "/"


def test_a_mean_is_never_without_its_interval_nor_of_too_few():
    figure = tone.mean_dots(SPREAD, COLOURS)
    line, dots = figure.data
    assert list(line.x) == SPREAD.loc[0, ["low", "high"]].tolist()
    assert list(dots.marker.symbol) == ["circle"]
    assert "95 % interval" in dots.hovertext[0]
    assert "18 scored sentences in 1 article" in dots.hovertext[0]


def test_a_mean_that_cannot_be_told_from_zero_is_hollow():
    spread = distribution(scores("A", *[0.4, -0.5, 0.1] * 6)).assign(label="A", words="")
    assert list(tone.mean_dots(spread, COLOURS).data[-1].marker.symbol) == ["circle-open"]


def test_the_lexicons_agreement_is_parts_of_what_both_score():
    table = agreement(SCORES.assign(vader=-SCORES["polarity"]))
    figure = tone.agreement_bars(table)
    assert [bar.name for bar in figure.data] == ["same", "one neutral", "opposite"]
    assert list(figure.data[2].x) == [100, 100]
    assert not tone.agreement_bars(table.iloc[:0]).data


def test_a_difference_is_filled_only_when_it_can_be_told():
    far = differences(pd.concat([scores("A", *[0.5, 0.4] * 9), scores("B", *[-0.5, -0.4] * 9)]))
    near = differences(pd.concat([scores("A", *[0.5, -0.4] * 9), scores("B", *[0.4, -0.5] * 9)]))
    assert list(tone.difference_dots(far).data[-1].marker.symbol) == ["circle"]
    assert list(tone.difference_dots(near).data[-1].marker.symbol) == ["circle-open"]
    assert tone.difference_dots(far).layout.yaxis.ticktext[0] == "A<br>− B"
    assert list(tone.difference_dots(far).data[-1].customdata[0]) == ["A", "B"]


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
