"""The network of names: who is named together with whom, and the groups that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import theme

if TYPE_CHECKING:
    import networkx as nx

HEIGHT = 540
# The room labels are fitted into: a phone's. On a wider page they lie farther apart.
ROOM = (340, HEIGHT - 40)
GROUPS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#8c8c8c")
"""Tol's bright scheme: kept apart from the outlets' colours, for groups are no outlets."""
SHARED = "#9aa1a9"


def network(
    pairs: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    most: int = 30,
    seed: int = 0,
    outlets: Mapping[str, str] | None = None,
) -> go.Figure:
    """Names as dots, sentences in which two stand together as lines.

    pairs: a, b, n_sentences, npmi; with `outlets` also `only`: the outlet that alone makes the pair, NA for both.
    entities: entity, label, n_mentions. most: names drawn, by mentions, of those that meet another; how many are left
    out is said. Area is mentions; colour is the group a name meets most (Louvain, seeded); nearness is a drawing's, no
    measure. outlets: colour by outlet, to colour the lines by who makes them instead.

    Dots carry [entity]; unseen marks in the middle of each line carry [a, b].
    """
    graph, n_left_out = _graph(pairs, entities, most)
    if not graph.number_of_edges():
        return theme.empty("No two names stand in the same sentence often enough to be drawn.")
    places = _places(graph, seed)
    groups = _groups(graph, seed)
    figure = theme.blank(HEIGHT)
    _lines(figure, graph, places, outlets or {})
    _dots(figure, graph, places, groups)
    n_pairs = graph.number_of_edges()
    cut = f" {n_left_out:,} more are in the data." if n_left_out else ""
    size = {
        "text": f"{graph.number_of_nodes():,} names, {n_pairs:,} pair{'' if n_pairs == 1 else 's'}.{cut}",
        "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "font_size": 12,
    }  # fmt: skip
    figure.update_layout(annotations=[*_labels(graph, places), size])
    for axis in (figure.update_xaxes, figure.update_yaxes):
        axis(visible=False, range=[-1.22, 1.22], fixedrange=True)
    return figure.update_layout(showlegend=bool(outlets), margin={"l": 0, "r": 0, "t": 0, "b": 28})


def _graph(pairs: pd.DataFrame, entities: pd.DataFrame, most: int) -> tuple[nx.Graph, int]:
    """The graph of the most mentioned names that meet another, and how many such names are left out."""
    import networkx as nx

    meeting = {*pairs["a"], *pairs["b"]}
    known = entities[entities["entity"].isin(meeting)]
    known = known.sort_values(["n_mentions", "entity"], ascending=[False, True])
    graph = nx.Graph()
    for row in known.head(most).itertuples():
        graph.add_node(row.entity, n_mentions=row.n_mentions, label=row.label)
    for row in pairs.sort_values(["a", "b"]).to_dict("records"):
        if row["a"] in graph and row["b"] in graph and row["a"] != row["b"]:
            graph.add_edge(
                row["a"], row["b"], weight=row["n_sentences"], npmi=row["npmi"], only=row.get("only")
            )
    graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node)])
    return graph, len(meeting) - graph.number_of_nodes()


def _places(graph: nx.Graph, seed: int) -> dict[str, tuple[float, float]]:
    """Positions in −1 to 1 both ways: by springs, then spread by rank so that the middle is not a heap."""
    import networkx as nx

    n = graph.number_of_nodes()
    found = nx.spring_layout(graph, k=2.2 / n**0.5, weight=None, iterations=200, seed=seed)
    places: dict[str, list[float]] = {node: [] for node in graph}
    for axis in (0, 1):
        values = {node: float(found[node][axis]) for node in graph}
        low, high = min(values.values()), max(values.values())
        ranked = {
            node: rank for rank, node in enumerate(sorted(graph, key=lambda node: (values[node], node)))
        }
        for node in graph:
            straight = (values[node] - low) / ((high - low) or 1.0)
            places[node].append((straight + ranked[node] / max(1, n - 1)) - 1.0)
    return {node: (x, y) for node, (x, y) in places.items()}


def _groups(graph: nx.Graph, seed: int) -> dict[str, int]:
    """The community of each node; the largest is 0."""
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(ordered) for node in group}


def _lines(
    figure: go.Figure, graph: nx.Graph, places: Mapping[str, tuple[float, float]], outlets: Mapping[str, str]
) -> None:
    most = max(weight for _, _, weight in graph.edges(data="weight"))
    bins: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for a, b, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        only = data["only"] if data["only"] in outlets else ""
        bins.setdefault((only, 1 + round(4 * (data["weight"] - 1) / max(1, most - 1))), []).append((a, b))
    named = set()
    for (only, width), edges in sorted(bins.items()):
        name = theme.short(f"only {only}") if only else "both"
        figure.add_scatter(
            x=[x for a, b in edges for x in (places[a][0], places[b][0], None)],
            y=[y for a, b in edges for y in (places[a][1], places[b][1], None)],
            mode="lines", line={"color": outlets.get(only, SHARED), "width": width}, opacity=0.75 if only else 0.5,
            hoverinfo="skip", name=name, legendgroup=name, showlegend=name not in named,
        )  # fmt: skip
        named.add(name)
    edges = sorted(graph.edges(data=True), key=lambda edge: edge[:2])
    figure.add_scatter(
        x=[(places[a][0] + places[b][0]) / 2 for a, b, _ in edges],
        y=[(places[a][1] + places[b][1]) / 2 for a, b, _ in edges],
        mode="markers", marker={"size": 12, "opacity": 0}, showlegend=False,
        customdata=[sorted((a, b)) for a, b, _ in edges],
        hovertext=[
            f"<b>{theme.escape(a)}</b> and <b>{theme.escape(b)}</b><br>{data['weight']:,} "
            f"sentence{'' if data['weight'] == 1 else 's'} with both, NPMI {data['npmi']:+.2f}"
            for a, b, data in edges
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _dots(
    figure: go.Figure, graph: nx.Graph, places: Mapping[str, tuple[float, float]], groups: Mapping[str, int]
) -> None:
    nodes = list(graph)
    mentions = [graph.nodes[node]["n_mentions"] for node in nodes]
    figure.add_scatter(
        x=[places[node][0] for node in nodes],
        y=[places[node][1] for node in nodes],
        mode="markers",
        marker={
            "size": mentions, "sizemode": "area", "sizeref": 2 * max(mentions) / 34**2, "sizemin": 4,
            "color": [GROUPS[min(groups[node], len(GROUPS) - 1)] for node in nodes],
            "line": {"color": theme.EDGE, "width": 1},
        },
        customdata=[[node] for node in nodes],
        showlegend=False,
        hovertext=[
            f"<b>{theme.escape(node)}</b><br>{graph.nodes[node]['n_mentions']:,} mentions; named together with "
            f"{graph.degree(node):,} of these names"
            for node in nodes
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _labels(graph: nx.Graph, places: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    """Labels where there is room, the most mentioned first; the rest is in the hover and the table."""
    most = max(graph.nodes[node]["n_mentions"] for node in graph)
    taken: list[tuple[float, float, float, float]] = []
    labels = []
    for node in graph:
        radius = 17 * (graph.nodes[node]["n_mentions"] / most) ** 0.5
        x, y = places[node][0] * ROOM[0] / 2.44, places[node][1] * ROOM[1] / 2.44
        written = theme.short(node, 20)
        half = 3.3 * min(20, len(node)) + 2
        # Above, below, to the right, to the left of the dot.
        beside = radius + half + 2
        for right, up in ((0, radius + 8), (0, -radius - 8), (beside, 0), (-beside, 0)):
            box = (x + right - half, y + up - 7, x + right + half, y + up + 7)
            inside = -ROOM[0] / 2 <= box[0] and box[2] <= ROOM[0] / 2
            if inside and all(
                box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1]
                for other in taken
            ):
                taken.append(box)
                labels.append(
                    {
                        "text": written, "x": places[node][0], "y": places[node][1], "xshift": right, "yshift": up,
                        "xanchor": "center", "yanchor": "middle", "font_size": 12,
                    }
                )  # fmt: skip
                break
    return labels
