"""Figures of words: what is drawn, in which order and colour, and what an empty table says."""

from math import log2

import pandas as pd
import pytest
from hostile import HOSTILE

from analysis.measures.frequency import per_million
from analysis.measures.typical import typical_terms
from dashboard.figures import theme, word_pairs, word_places, words

COLOURS = theme.outlet_colours(["A", "B", "C"])
COUNTS = pd.DataFrame(
    [
        ("a1", "war", 9),
        ("a1", "talks", 20),
        ("a1", "sea", 2),
        ("b1", "talks", 22),
        ("b1", "law", 7),
        ("b2", "law", 3),
        ("b2", "war", 1),
    ],
    columns=["article_id", "term", "count"],
)
ARTICLES = pd.DataFrame(
    {"article_id": ["a1", "b1", "b2"], "outlet": ["A", "B", "B"], "story": "s", "n_words": [500, 300, 200]}
)
TYPICAL = typical_terms(COUNTS, ARTICLES)
BY_OUTLET = COUNTS.merge(ARTICLES).groupby(["outlet", "term"], as_index=False)["count"].sum()
TOTALS = pd.DataFrame({"outlet": ["A", "B"], "n_words": [500, 1000], "n_articles": [1, 2]})
RATES = per_million(BY_OUTLET.assign(n_articles=1), TOTALS)
RATES["per_thousand"] = RATES["per_million"] / 1_000


def dots(figure):
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers"]


def test_lollipops_stand_by_outlet_highest_z_first_with_their_counts():
    figure = words.keyness_lollipops(TYPICAL, COLOURS)
    assert [list(map(tuple, trace.customdata)) for trace in dots(figure)] == [
        [("A", "war"), ("A", "sea")],
        [("B", "law"), ("B", "talks")],
    ]
    assert [trace.marker.color for trace in dots(figure)] == [COLOURS["A"], COLOURS["B"]]
    assert figure.layout.yaxis.ticktext[0] == f"war{words.COLUMN_GAP}9 : 1"
    assert [note.text for note in figure.layout.annotations] == ["<b>A</b>", "<b>B</b>"]


def test_lollipops_carry_the_interval_and_are_filled_only_where_a_difference_is_told():
    table = TYPICAL.assign(told=TYPICAL["term"] == "war")
    trace = dots(words.keyness_lollipops(table, COLOURS))[0]
    row = table.iloc[0]
    assert trace.x[0] == pytest.approx(row["log_ratio"])
    assert trace.error_x.array[0] == pytest.approx(row["ratio_high"] - row["log_ratio"])
    assert list(trace.marker.symbol) == ["circle", "circle-open"]


def test_the_axis_of_the_lollipops_counts_times_and_holds_every_interval():
    axis = words.keyness_lollipops(TYPICAL, COLOURS).layout.xaxis
    for power, text in zip(axis.tickvals, axis.ticktext, strict=True):
        top, _, bottom = text.rstrip("×").replace(",", "").partition("⁄")
        assert log2(float(top) / float(bottom or 1)) == power
    shown = TYPICAL[(TYPICAL["z"] > 0) & (TYPICAL["log_ratio"] > 0) & (TYPICAL["n_target"] > 1)]
    assert axis.range[0] <= max(-words.MOST_TIMES, shown["ratio_low"].min())
    assert axis.range[1] >= min(words.MOST_TIMES, shown["ratio_high"].max())


def test_every_row_has_a_place_of_its_own():
    figure = words.keyness_lollipops(TYPICAL, COLOURS)
    places = [y for trace in dots(figure) for y in trace.y]
    assert len(set(places)) == len(places)
    assert list(figure.layout.yaxis.tickvals) == places


def test_frequency_bars_show_the_rate_and_the_most_frequent_first():
    figure = words.frequency_bars(RATES, COLOURS)
    assert [bar.name for bar in figure.data] == ["A", "B"]
    assert list(figure.layout.yaxis.ticktext)[:2] == ["talks", "war"]
    assert figure.data[0].x.tolist()[0] == 40
    assert "20 in 1 article" in figure.data[0].hovertext[0]
    assert figure.layout.xaxis.title.text == "per 1,000 words"


def test_frequency_bars_per_article_and_by_another_group():
    figure = words.frequency_bars(RATES, COLOURS, per="per_article")
    assert figure.data[1].x.tolist()[0] == 11.0
    assert figure.layout.xaxis.title.text == "occurrences an article"
    by_voice = RATES.assign(voice=RATES["outlet"].map({"A": "outlet", "B": "quoted"}))
    figure = words.frequency_bars(by_voice, {"outlet": "#000000", "quoted": "#111111"}, group="voice")
    assert [bar.name for bar in figure.data] == ["outlet", "quoted"]


def test_the_scatter_sets_rate_against_rate_and_the_missing_at_half_an_occurrence():
    figure = word_pairs.rate_scatter(TYPICAL, "A", "B", COLOURS)
    trace = dots(figure)[0]
    at = {term: (x, y) for (_, term), x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}
    assert at["war"] == pytest.approx((2.0, 18.0))
    assert at["law"] == pytest.approx((20.0, 1.0)), "A lacks it: half of 1 in 500"
    leaning = {term: outlet for outlet, term in trace.customdata}
    assert (leaning["war"], leaning["law"]) == ("A", "B")
    assert dict(zip(leaning, trace.marker.color, strict=True))["war"] == COLOURS["A"]
    assert {"war", "law"} <= {note.text for note in figure.layout.annotations}


def test_labels_of_the_scatter_keep_clear_of_each_other():
    crowd = pd.DataFrame({"article_id": "a1", "term": [f"word{n}" for n in range(50)], "count": 5})
    counts = pd.concat([crowd, COUNTS[COUNTS["article_id"] != "a1"]])
    notes = word_pairs.rate_scatter(typical_terms(counts, ARTICLES), "A", "B", COLOURS).layout.annotations
    assert len([note for note in notes if note.text.startswith("word")]) == 1


def test_the_grid_shows_each_rate_in_its_cell_and_every_cell_can_be_clicked():
    figure = word_pairs.outlet_grid(TYPICAL, ["war", "law"])
    grid, marks = figure.data
    assert grid.type == "heatmap"
    assert grid.z[0] == pytest.approx((18.0, 2.0))
    assert grid.z[1] == pytest.approx((0.0, 20.0))
    assert {tuple(one) for one in marks.customdata} == {
        ("A", "war"),
        ("B", "war"),
        ("A", "law"),
        ("B", "law"),
    }
    places = dict(zip(map(tuple, marks.customdata), zip(marks.x, marks.y, strict=True), strict=True))
    assert places["B", "law"] == (1, 1)


LINES = pd.DataFrame(
    {
        "article_id": ["a1", "a1", "b1"], "outlet": ["A", "A", "B"], "start": [3, 90, 5], "left": ["<b>x", "y", "z"],
        "node": "war", "right": "on", "position": [0.0, 1.0, 0.25],
    }
)  # fmt: skip


def test_the_strip_has_a_row_an_article_and_a_tick_a_hit():
    figure = word_places.dispersion_strip(LINES, COLOURS)
    ticks = {tuple(data): (x, y) for trace in figure.data for data, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}  # fmt: skip # noqa: E501
    assert ticks == {("a1", 3): (0, 0), ("a1", 90): (100, 0), ("b1", 5): (25, 1)}
    assert list(figure.layout.yaxis.ticktext) == ["A", "B"]
    assert "<b>x" not in figure.data[0].hovertext[0]


def test_trends_are_lines_by_outlet_per_thousand_words():
    rates = pd.DataFrame(
        {
            "outlet": ["A", "A", "B"], "start": pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-01"]),
            "step": "day", "count": [1, 2, 3], "n_words": 500, "n_articles": 1,
            "per_million": [2_000.0, 4_000.0, 6_000.0],
        }
    )  # fmt: skip
    figure = word_places.trend_lines(rates, COLOURS)
    assert [line.name for line in figure.data] == ["A", "B"]
    assert figure.data[0].y.tolist() == [2.0, 4.0]


def test_style_is_a_dot_an_article_and_a_tick_only_where_there_is_a_mean():
    table = pd.DataFrame(
        {
            "outlet": ["A", "A", "B"],
            "article_id": ["a1", "a2", "b1"],
            "n_words": 200,
            "mtld": [80.0, 90.0, None],
        }
    )
    figure = word_places.style_dots(table, COLOURS, measure="mtld", axis="MTLD")
    assert [len(trace.x) for trace in figure.data] == [2, 1]
    assert figure.data[1].x[0] == 85
    assert list(figure.layout.yaxis.ticktext) == ["A (2)"]


@pytest.mark.parametrize(
    "figure",
    [
        words.keyness_lollipops(TYPICAL.iloc[:0], COLOURS),
        words.frequency_bars(RATES.iloc[:0], COLOURS),
        word_pairs.rate_scatter(TYPICAL.iloc[:0], "A", "B", COLOURS),
        word_pairs.outlet_grid(TYPICAL.iloc[:0], []),
        word_places.dispersion_strip(LINES.iloc[:0], COLOURS),
        word_places.trend_lines(pd.DataFrame({"outlet": []}), COLOURS),
        word_places.style_dots(pd.DataFrame({"mtld": []}), COLOURS, measure="mtld", axis="MTLD"),
    ],
    ids=["lollipops", "bars", "scatter", "grid", "strip", "trend", "style"],
)
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")


def test_hostile_words_are_only_text():
    names = [f"A {HOSTILE[0]}", "B"]
    counts = pd.DataFrame(
        [(f"{n}{outlet}", text, 2 + (k + n) % 7) for k, text in enumerate(HOSTILE) for n, outlet in enumerate(names)],
        columns=["article_id", "term", "count"],
    ).drop_duplicates(["article_id", "term"])  # fmt: skip
    articles = pd.DataFrame(
        {
            "article_id": [f"{n}{one}" for n, one in enumerate(names)],
            "outlet": names,
            "story": "s",
            "n_words": 900,
        }
    )
    colours = theme.outlet_colours(names)
    typical = typical_terms(counts, articles)
    figures = [
        words.keyness_lollipops(typical, colours),
        word_pairs.rate_scatter(typical, names[0], names[1], colours),
        word_pairs.outlet_grid(typical, list(dict.fromkeys(typical["term"]))),
    ]
    for figure in figures:
        shown = [*(figure.layout.yaxis.ticktext or ()), *(note.text for note in figure.layout.annotations)]
        shown += [text for trace in dots(figure) for text in trace.hovertext or ()]
        shown += [figure.layout.xaxis.title.text or "", *(figure.layout.xaxis.ticktext or ())]
        for text in shown:
            plain = text.replace("<b>", "").replace("</b>", "").replace("<br>", "")
            assert "<" not in plain
            assert "%{" not in plain
