"""A network taken away and read again: the same names, numbers and edges, whatever the names are."""

from io import BytesIO

import networkx as nx
import pandas as pd
import pytest
from hostile import HOSTILE

from analysis.measures.network import name_network
from dashboard.graph_files import graph_downloads, plain, to_gexf, to_graphml

NAMES = (
    "Ana Ito", *HOSTILE, "O'Neil \"x\" & <b>", "=cmd|' /C calc'!A0", "bell\x07, nul\x00, escape\x1b", "x" * 400,
    "李明 😀", "two  spaces\tand\nlines\r", "]]>", "\ufffe\uffff", "bell\x08, nul\x00, escape\x1b",
)  # fmt: skip
ENTITIES = pd.DataFrame(
    {"entity": NAMES, "label": "ORG", "n_mentions": range(len(NAMES), 0, -1), "n_windows": 3}
)
PAIRS = pd.DataFrame(
    [(a, b, i + 1, 0.1 * i) for i, a in enumerate(NAMES) for b in NAMES[i + 1 :]],
    columns=["a", "b", "n_together", "npmi"],
)
PAIRS["only"] = [HOSTILE[0] if row % 2 else None for row in range(len(PAIRS))]
GRAPH, _ = name_network(PAIRS, ENTITIES, most=1_000)


@pytest.mark.parametrize(
    ("write", "read"), [(to_gexf, nx.read_gexf), (to_graphml, nx.read_graphml)], ids=["GEXF", "GraphML"]
)
def test_a_network_is_read_again_as_it_was(write, read):
    again = read(BytesIO(write(GRAPH)))
    names = list(GRAPH)
    number = {name: f"n{place}" for place, name in enumerate(names)}
    assert set(again) == set(number.values())
    for name in names:
        node = again.nodes[number[name]]
        assert node["label"] == plain(name)
        facts = GRAPH.nodes[name]
        assert (node["kind"], node["n_mentions"], node["group"]) == (
            facts["label"], facts["n_mentions"], facts["group"],
        )  # fmt: skip
    assert again.number_of_edges() == GRAPH.number_of_edges()
    for a, b, facts in GRAPH.edges(data=True):
        edge = again.edges[number[a], number[b]]
        assert edge["weight"] == facts["weight"]
        assert edge["npmi"] == pytest.approx(facts["npmi"])
        assert edge.get("only") == (plain(facts["only"]) if "only" in facts else None)


def test_what_xml_can_hold_stays_as_it_is():
    for name in ("Ana Ito", 'O\'Neil "x" & <b>', "=cmd", "李明 😀", "]]>", "x" * 400):
        assert plain(name) == name
    assert plain("a\x00b\tc\r\nd") == "a\ufffdb c d"


def test_the_same_network_is_the_same_file_whatever_the_order_of_rows():
    other, _ = name_network(PAIRS.iloc[::-1], ENTITIES.iloc[::-1], most=1_000)
    for write in (to_gexf, to_graphml):
        assert write(GRAPH) == write(other)
    assert b"lastmodifieddate" not in to_gexf(GRAPH)


def test_a_network_is_made_only_when_it_is_asked_for():
    made = []
    downloads = graph_downloads(lambda: made.append(1) or GRAPH)
    assert not made
    assert [download.extension for download in downloads] == ["gexf", "graphml"]
    assert downloads[0].build() == to_gexf(GRAPH)


def test_no_names_are_an_empty_network():
    empty, n_left_out = name_network(PAIRS.iloc[:0], ENTITIES.iloc[:0], most=10)
    assert not n_left_out
    assert not nx.read_graphml(BytesIO(to_graphml(empty)))
    assert not nx.read_gexf(BytesIO(to_gexf(empty)))
