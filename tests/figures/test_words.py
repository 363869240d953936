"""Figures of words: what is drawn, in which order and colour, and what an empty table says."""

import pandas as pd
import pytest
from hostile import HOSTILE

from analysis.measures.frequency import per_million
from analysis.measures.keyness import against_rest
from dashboard.figures import theme, words

COLOURS = theme.outlet_colours(["A", "B", "C"])
COUNTS = pd.DataFrame(
    [
        ("A", "war", 9),
        ("A", "talks", 20),
        ("A", "sea", 2),
        ("B", "talks", 22),
        ("B", "law", 7),
        ("B", "war", 1),
    ],
    columns=["outlet", "term", "count"],
).assign(story="s", n_articles=1)
TYPICAL = against_rest(COUNTS)
TOTALS = pd.DataFrame({"outlet": ["A", "B"], "n_words": [500, 1000], "n_articles": [1, 2]})
RATES = per_million(COUNTS.drop(columns="story"), TOTALS)


def dots(figure):
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_lollipops_stand_by_outlet_highest_z_first_with_their_counts():
    figure = words.keyness_lollipops(TYPICAL, COLOURS)
    assert [list(map(tuple, trace.customdata)) for trace in dots(figure)] == [
        [("A", "war"), ("A", "sea")],
        [("B", "law"), ("B", "talks")],
    ]
    assert [trace.marker.color for trace in dots(figure)] == [COLOURS["A"], COLOURS["B"]]
    assert figure.layout.yaxis.ticktext[0] == f"war{words.COLUMN_GAP}9 : 1"
    assert [note.text for note in figure.layout.annotations] == ["<b>A</b>", "<b>B</b>"]


def test_lollipops_carry_the_interval_and_are_hollow_when_it_holds_zero():
    trace = dots(words.keyness_lollipops(TYPICAL, COLOURS))[0]
    row = TYPICAL.iloc[0]
    assert trace.x[0] == pytest.approx(row["log_odds"])
    assert trace.error_x.array[0] == pytest.approx(row["high"] - row["log_odds"])
    hollow = [symbol == "circle-open" for symbol in trace.marker.symbol]
    assert hollow == [low <= 0 for low in TYPICAL[TYPICAL["outlet"] == "A"].head(2)["low"]]


def test_every_row_has_a_place_of_its_own():
    figure = words.keyness_lollipops(TYPICAL, COLOURS)
    places = [y for trace in dots(figure) for y in trace.y]
    assert len(set(places)) == len(places)
    assert list(figure.layout.yaxis.tickvals) == places


def test_frequency_bars_show_the_rate_and_the_most_frequent_first():
    figure = words.frequency_bars(RATES, COLOURS)
    assert [bar.name for bar in figure.data] == ["A", "B"]
    assert list(figure.layout.yaxis.ticktext)[:2] == ["talks", "war"]
    assert figure.data[0].x.tolist()[0] == 40_000
    assert "20 in 1 article" in figure.data[0].hovertext[0]
    assert figure.layout.xaxis.title.text == "per million words"


def test_frequency_bars_per_article():
    figure = words.frequency_bars(RATES, COLOURS, per="per_article")
    assert figure.data[1].x.tolist()[0] == 11.0
    assert figure.layout.xaxis.title.text == "occurrences an article"


def test_the_scatter_of_two_outlets_points_to_the_one_a_word_leans_to():
    figure = words.two_outlets(TYPICAL, "A", "B", COLOURS)
    trace = dots(figure)[0]
    leaning = {term: outlet for outlet, term in trace.customdata}
    assert leaning["war"] == "A"
    assert leaning["law"] == "B"
    assert dict(zip(trace.x, trace.marker.color, strict=True))[10] == COLOURS["A"]
    assert {"war", "law"} <= {note.text for note in figure.layout.annotations}


def test_labels_of_the_scatter_keep_clear_of_each_other():
    crowd = pd.DataFrame({"term": [f"word{n}" for n in range(50)], "count": 5, "n_articles": 1})
    counts = pd.concat([crowd.assign(outlet="A", story="s"), COUNTS[COUNTS["outlet"] == "B"]])
    notes = words.two_outlets(against_rest(counts), "A", "B", COLOURS).layout.annotations
    assert len([note for note in notes if note.text.startswith("word")]) == 1


@pytest.mark.parametrize(
    "figure",
    [
        words.keyness_lollipops(TYPICAL.iloc[:0], COLOURS),
        words.frequency_bars(RATES.iloc[:0], COLOURS),
        words.two_outlets(TYPICAL.iloc[:0], "A", "B", COLOURS),
    ],
    ids=["lollipops", "bars", "scatter"],
)
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")


def test_hostile_words_are_only_text():
    counts = pd.concat(
        [COUNTS.assign(term=text, outlet=outlet) for text in HOSTILE for outlet in (f"A {HOSTILE[0]}", "B")]
    )
    counts = counts.groupby(["outlet", "story", "term"], as_index=False).sum()
    counts["count"] += [n % 7 for n in range(len(counts))]
    colours = theme.outlet_colours(counts["outlet"])
    figure = words.keyness_lollipops(against_rest(counts), colours)
    shown = [*figure.layout.yaxis.ticktext, *(note.text for note in figure.layout.annotations)]
    shown += [text for trace in dots(figure) for text in trace.hovertext]
    for text in shown:
        plain = text.replace("<b>", "").replace("</b>", "").replace("<br>", "")
        assert "<" not in plain
        assert "%{" not in plain
