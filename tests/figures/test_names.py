"""Figures of names: dots by outlet, the matrix that can be clicked, the network."""

import pandas as pd
import pytest
from hostile import HOSTILE

from analysis.measures.association import co_occurrence
from analysis.measures.frequency import per_million
from analysis.measures.network import name_network
from dashboard.figures import names, network, theme

COLOURS = theme.outlet_colours(["A", "B"])
ENTITIES = pd.DataFrame(
    [("Ito", "PERSON", 9, 8), ("Leeds", "GPE", 6, 6), ("York", "GPE", 4, 4), ("Alone", "ORG", 3, 3)],
    columns=["entity", "label", "n_mentions", "n_windows"],
)


def scored(rows, entities=ENTITIES, n=40, minimum=2):
    pairs = pd.DataFrame(rows, columns=["a", "b", "n_together"])
    return co_occurrence(pairs, entities, pd.DataFrame({"n_windows": [n]}), minimum=minimum)


def drawn(pairs, entities=ENTITIES, *, most=30, seed=0, **more):
    graph, n_left_out = name_network(pairs, entities, most=most, seed=seed)
    return network.network(graph, n_left_out=n_left_out, seed=seed, **more)


PAIRS = scored([("Ito", "Leeds", 4), ("Ito", "York", 2), ("Leeds", "York", 2)])
BY_OUTLET = per_million(
    pd.DataFrame(
        [("A", "Ito", 6, 5), ("B", "Ito", 3, 3), ("A", "Leeds", 6, 6)],
        columns=["outlet", "entity", "n_mentions", "n_sentences"],
    ).assign(n_articles=1),
    pd.DataFrame({"outlet": ["A", "B"], "n_words": [500, 1000], "n_articles": [1, 1]}),
    count="n_mentions",
)


def test_dots_stand_where_entity_and_outlet_cross_and_nowhere_else():
    trace = names.outlet_dots(BY_OUTLET, COLOURS).data[0]
    marks = {tuple(data): (x, y) for data, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)}
    assert marks == {("A", "Ito"): (0, 0), ("B", "Ito"): (1, 0), ("A", "Leeds"): (0, 1)}
    assert list(trace.text) == ["6", "3", "6"]
    assert list(trace.marker.color) == [COLOURS["A"], COLOURS["B"], COLOURS["A"]]
    assert list(trace.marker.size) == [12_000, 3_000, 12_000]
    assert trace.marker.sizemode == "area"


def test_names_left_out_are_counted():
    figure = names.outlet_dots(BY_OUTLET, COLOURS, most=1)
    assert figure.layout.annotations[0].text == "1 more name in the data"


def test_slanted_headings_have_room_beyond_the_last_column():
    rows = pd.concat([BY_OUTLET.assign(outlet=f"{letter} Tribune of the North") for letter in "ABCD"])
    figure = names.outlet_dots(rows, theme.outlet_colours(rows["outlet"]))
    assert figure.layout.xaxis.tickangle == -60
    assert figure.layout.margin.r == 56
    assert names.outlet_dots(BY_OUTLET, COLOURS).layout.margin.r is None


def test_every_pair_of_the_matrix_can_be_clicked_on_both_sides():
    figure = names.pair_matrix(PAIRS, ENTITIES)
    cells, marks = figure.data
    assert cells.z[0][1] == 4
    assert cells.z[1][0] == 4
    assert {tuple(data) for data in marks.customdata} >= {("Ito", "Leeds"), ("Leeds", "Ito")}
    assert len(marks.x) == 2 * len(PAIRS)
    assert marks.marker.opacity == 0


def lines_of(figure):
    return [trace for trace in figure.data if trace.mode == "lines"]


def dots_of(figure):
    return figure.data[-1]


def test_the_network_has_the_names_that_meet_sized_by_mentions():
    figure = drawn(PAIRS, ENTITIES)
    dots = dots_of(figure)
    assert [data[0] for data in dots.customdata] == ["Ito", "Leeds", "York"]
    assert list(dots.marker.size) == [9, 6, 4]
    assert "3 names, 3 pairs." in figure.layout.annotations[-1].text


def test_every_line_can_be_clicked_in_its_middle():
    figure = drawn(PAIRS, ENTITIES)
    middles = next(trace for trace in figure.data if trace.marker.opacity == 0)
    assert [tuple(data) for data in middles.customdata] == [
        ("Ito", "Leeds"),
        ("Ito", "York"),
        ("Leeds", "York"),
    ]
    assert "4 sentences with both" in middles.hovertext[0]


def test_the_cut_is_said():
    figure = drawn(PAIRS, ENTITIES, most=2)
    assert figure.layout.annotations[-1].text == "2 names, 1 pair. 1 more name in the data."


def test_the_drawing_is_the_same_for_the_same_seed_whatever_the_order_of_rows():
    one = drawn(PAIRS, ENTITIES, seed=3)
    assert one.to_json() == drawn(PAIRS.iloc[::-1], ENTITIES.iloc[::-1], seed=3).to_json()
    assert one.to_json() != drawn(PAIRS, ENTITIES, seed=4).to_json()


def test_groups_that_hardly_meet_have_different_colours():
    pairs = pd.DataFrame(
        [
            ("a", "b", 9),
            ("b", "c", 9),
            ("a", "c", 9),
            ("x", "y", 9),
            ("y", "z", 9),
            ("x", "z", 9),
            ("c", "x", 1),
        ],
        columns=["a", "b", "n_together"],
    )
    entities = pd.DataFrame({"entity": list("abcxyz"), "label": "ORG", "n_mentions": 20, "n_windows": 20})
    dots = dots_of(drawn(scored(pairs, entities, 100, minimum=1), entities))
    colour = {data[0]: one for data, one in zip(dots.customdata, dots.marker.color, strict=True)}
    assert colour["a"] == colour["b"] == colour["c"] != colour["x"] == colour["y"] == colour["z"]


DIFFERENCES = pd.DataFrame(
    [
        ("Ito", "Leeds", 4, 4, 0, 2, 0, 0.1, 0.02, 0.2, True, "A"),
        ("Ito", "York", 2, 1, 1, 1, 1, 0.01, -0.1, 0.1, False, None),
        ("Leeds", "York", 2, 0, 2, 0, 1, -0.05, -0.2, 0.1, False, "B"),
    ],
    columns="a b n_together n_first n_second n_articles_first n_articles_second difference low high told only".split(),
)


def test_two_outlets_colour_the_lines_that_only_they_make():
    table = PAIRS.merge(DIFFERENCES.drop(columns="n_together"), on=["a", "b"])
    figure = drawn(table, ENTITIES, outlets=COLOURS)
    assert {line.name: (line.line.color, line.line.dash) for line in lines_of(figure)} == {
        "only A": (COLOURS["A"], "solid"), "only B": (COLOURS["B"], "dot"), "both": (network.SHARED, "solid"),
    }  # fmt: skip
    assert figure.layout.showlegend
    table.loc[table["b"] == "York", ["told", "only"]] = [True, None]
    legend = {line.name for line in lines_of(drawn(table, ENTITIES, outlets=COLOURS))}
    assert legend == {"only A", "more in A", "more in B"}


def test_two_outlets_colour_the_cells_that_only_they_make():
    table = PAIRS.merge(DIFFERENCES.drop(columns="n_together"), on=["a", "b"])
    *cells, marks = names.pair_matrix(table, ENTITIES, outlets=COLOURS).data
    assert [(one.name, int((pd.notna(one.z)).sum())) for one in cells] == [
        ("both", 2),
        ("only A", 2),
        ("only B", 2),
    ]
    assert "A 4, B 0" in marks.hovertext[0]
    assert cells[1].colorscale[1][1] == "rgba(230,159,0,1)"


def test_a_difference_is_a_dot_on_the_side_of_who_makes_more():
    figure = names.difference_dots(DIFFERENCES, "A", "B", COLOURS, unit="sentence")
    dots = figure.data[-1]
    assert [tuple(data) for data in dots.customdata] == [("Ito", "Leeds"), ("Leeds", "York"), ("Ito", "York")]
    assert list(dots.x) == pytest.approx([10, -5, 1])
    assert list(dots.marker.color) == [COLOURS["A"], COLOURS["B"], COLOURS["A"]]
    assert list(dots.marker.symbol) == ["circle", "circle-open", "circle-open"]
    assert [tuple(line.x) for line in lines_of(figure)] == [(2, 20), (-20, 10), (-10, 10)]
    one_article = DIFFERENCES.assign(low=float("nan"), high=float("nan"), told=False)
    figure = names.difference_dots(one_article, "A", "B", COLOURS, unit="sentence", most=2)
    assert not lines_of(figure)
    assert "this speaks of the article" in figure.data[-1].hovertext[0]
    assert figure.layout.annotations[0].text == "1 more pair in the data"


def test_labels_of_the_network_do_not_run_into_each_other():
    n = 40
    entities = pd.DataFrame(
        {
            "entity": [f"a rather long name {i:02d}" for i in range(n)],
            "label": "ORG",
            "n_mentions": range(n, 0, -1),
        }
    ).assign(n_windows=9)
    pairs = pd.DataFrame(
        [
            (entities["entity"][i], entities["entity"][j], 2)
            for i in range(n)
            for j in range(i + 1, n)
            if (i + j) % 7 == 0
        ],
        columns=["a", "b", "n_together"],
    )
    figure = drawn(scored(pairs, entities, 200), entities, most=n)
    labels = [
        note for note in figure.layout.annotations if note.yshift is not None and note.xshift is not None
    ]
    assert 5 < len(labels) < n
    width, height = network.ROOM
    boxes = [(n.x * width / 2.44 + n.xshift, n.y * height / 2.44 + n.yshift) for n in labels]
    for i, (x, y) in enumerate(boxes):
        assert all(abs(x - u) > 100 or abs(y - v) >= 14 for u, v in boxes[:i])


@pytest.mark.parametrize("n", [300, 2000])
def test_a_crowd_of_names_is_cut_and_drawn(n):
    entities = pd.DataFrame(
        {"entity": [f"n{i}" for i in range(n)], "label": "ORG", "n_mentions": n, "n_sentences": 5}
    )
    pairs = pd.DataFrame(
        {"a": entities["entity"][:-1], "b": list(entities["entity"][1:]), "n_together": 2, "npmi": 0.1}
    )
    figure = drawn(pairs, entities, most=30)
    assert len(dots_of(figure).x) <= 30
    assert "more names in the data" in figure.layout.annotations[-1].text
    assert "more names in the data" in names.pair_matrix(pairs, entities).layout.annotations[-1].text


@pytest.mark.parametrize(
    "figure",
    [
        names.outlet_dots(BY_OUTLET.iloc[:0], COLOURS),
        names.pair_matrix(PAIRS.iloc[:0], ENTITIES),
        drawn(PAIRS.iloc[:0], ENTITIES),
        drawn(PAIRS.iloc[:0], ENTITIES.iloc[:0]),
        drawn(PAIRS.assign(b=PAIRS["a"]), ENTITIES),
        names.difference_dots(DIFFERENCES.iloc[:0], "A", "B", COLOURS, unit="sentence"),
    ],
    ids=["dots", "matrix", "no pairs", "nothing", "only with themselves", "differences"],
)
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")


def test_hostile_names_are_only_text():
    entities = pd.DataFrame({"entity": list(HOSTILE), "label": "ORG", "n_mentions": 3, "n_windows": 3})
    pairs = scored([(a, b, 2) for i, a in enumerate(HOSTILE) for b in HOSTILE[i + 1 :]], entities, 30)
    made = pairs[["a", "b", "n_together"]].assign(
        n_first=2, n_second=0, n_articles_first=1, n_articles_second=0, difference=0.1, low=0.0, high=0.2, told=True,
        only=HOSTILE[0],
    )  # fmt: skip
    two = {HOSTILE[0]: "#e69f00", HOSTILE[6]: "#56b4e9"}
    figures = [
        drawn(pairs, entities),
        names.pair_matrix(pairs, entities),
        drawn(pairs.merge(made.drop(columns="n_together"), on=["a", "b"]), entities, outlets=two),
        names.difference_dots(made, *two, two, unit="sentence"),
    ]
    shown = [note.text for figure in figures for note in figure.layout.annotations]
    shown += [text for figure in figures for trace in figure.data for text in trace.hovertext or ()]
    shown += [trace.name for trace in figures[2].data if trace.name]
    shown += [
        *figures[1].layout.yaxis.ticktext,
        *figures[3].layout.yaxis.ticktext,
        figures[3].layout.xaxis.title.text,
    ]
    assert len(shown) > 200
    for text in shown:
        plain = text.replace("<b>", "").replace("</b>", "").replace("<br>", "")
        assert "<" not in plain
        assert "%{" not in plain
