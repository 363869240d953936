"""Figures of tone towards names: what is filled, what hollow, and what is but a number."""

import pandas as pd
import pytest

from analysis.measures.targeted_tone import balances, parts
from analysis.measures.tone_differences import differences
from dashboard.figures import targets, theme


def tones(outlet, entity, *n, voice="outlet"):
    n_negative, n_neutral, n_positive = n
    letters = [
        *(n_negative * [(1, 0, 0)]),
        *(n_neutral * [(0, 1, 0)]),
        *(n_positive * [(0, 0, 1)]),
        (0, 0, 0),
    ]
    return pd.DataFrame(
        [(outlet, "s", entity, voice, outlet, place, 1, *one) for place, one in enumerate(letters)],
        columns="outlet story entity voice article_id sentence n_mentions n_negative n_neutral n_positive".split(),
    )


ROWS = pd.concat([tones("A", "Roe", 14, 2, 0), tones("B", "Roe", 4, 8, 4), tones("A", "<b>Doe</b>", 2, 0, 0)])
CELLS = balances(ROWS)
EMPTY = CELLS.iloc[:0]


@pytest.fixture(scope="module")
def matrix():
    return targets.target_matrix(CELLS, ["Roe", "<b>Doe</b>"], ["A", "B"])


def test_a_cell_is_filled_only_when_it_can_be_told(matrix):
    dots = matrix.data[1]
    assert dict(zip(map(tuple, dots.customdata), dots.marker.symbol, strict=True)) == {
        ("A", "Roe"): "circle", ("B", "Roe"): "circle-open",
    }  # fmt: skip


def test_a_dot_stands_at_its_balance_within_its_column_and_has_its_interval(matrix):
    dots = matrix.data[1]
    a, b = (CELLS[(CELLS["outlet"] == outlet) & (CELLS["entity"] == "Roe")].iloc[0] for outlet in "AB")
    assert list(dots.x) == pytest.approx([targets.HALF * a["balance"], 1 + targets.HALF * b["balance"]])
    assert list(dots.error_x.array) == pytest.approx(
        [targets.HALF * (c["high"] - c["balance"]) for c in (a, b)]
    )
    assert list(dots.error_x.arrayminus) == pytest.approx(
        [targets.HALF * (c["balance"] - c["low"]) for c in (a, b)]
    )
    assert all(-0.5 < x < 1.5 for x in dots.x)


def test_too_few_mentions_are_a_number_without_a_place_on_the_scale(matrix):
    few = matrix.data[0]
    assert list(few.text) == ["2"]
    assert list(few.x) == [0]
    assert "too few scored mentions" in few.hovertext[0]
    assert "balance" not in few.hovertext[0]


def test_hover_says_that_one_article_is_all_there_is_and_escapes_names(matrix):
    assert "of this one article" in matrix.data[1].hovertext[0]
    assert "more negative than positive" in matrix.data[1].hovertext[0]
    assert "1 not scored" in matrix.data[1].hovertext[0]
    assert "&lt;b&gt;Doe" in matrix.data[0].hovertext[0]
    assert "<b>Doe" not in "".join(matrix.layout.yaxis.ticktext)


def test_the_scale_goes_from_orange_over_grey_to_purple():
    assert [targets.on_scale(one) for one in (-1, 0, 1)] == [theme.NEGATIVE, theme.NEUTRAL, theme.POSITIVE]


def test_pairs_are_hollow_unless_told_apart():
    figure = targets.pair_dots(differences(ROWS))
    assert list(figure.data[-1].marker.symbol) == ["circle"]
    assert "over sentences" in figure.data[-1].hovertext[0]
    alike = differences(pd.concat([tones("A", "Roe", 5, 5, 5), tones("B", "Roe", 5, 5, 4)]))
    assert list(targets.pair_dots(alike).data[-1].marker.symbol) == ["circle-open"]


def test_bars_by_voice_are_as_long_as_there_are_mentions():
    counts = parts(CELLS).assign(label=["A, Doe", "A", "B"])
    figure = targets.voice_bars(counts)
    assert [bar.name for bar in figure.data] == ["negative", "neutral", "positive", "not scored"]
    assert [sum(bar.x[row] for bar in figure.data) for row in range(3)] == pytest.approx([3, 17, 17])
    assert figure.data[0].text[1] == "14"
    assert list(figure.data[0].customdata[1]) == ["A", "share_negative"]


def test_a_long_name_is_cut_before_the_voice_that_tells_its_bars_apart():
    long = "The Quarterly Tribune and Chronicle of the Northern Provinces"
    counts = parts(CELLS).assign(outlet=long, label=f"{long}, in quotation marks")
    for note in targets.voice_bars(counts).layout.annotations:
        assert note.text.endswith("…, in quotation marks")


def test_parts_of_mentions_are_a_whole():
    table = parts(CELLS)
    assert table.filter(like="share_").sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert table["n_not_scored"].tolist() == [1, 1, 1]
    assert parts(EMPTY).columns.tolist() == table.columns.tolist()


@pytest.mark.parametrize(
    "figure",
    [
        targets.target_matrix(EMPTY, [], []),
        targets.pair_dots(differences(ROWS.iloc[:0])),
        targets.voice_bars(EMPTY),
    ],
    ids=["matrix", "pairs", "voices"],
)
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")
