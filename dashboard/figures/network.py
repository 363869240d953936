"""The network of names: who is named together with whom, and the groups that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

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

Places = Mapping[str, tuple[float, float]]


def network(
    graph: nx.Graph,
    *,
    n_left_out: int = 0,
    seed: int = 0,
    unit: str = "sentence",
    width: str = "n_together",
    outlets: Mapping[str, str] | None = None,
) -> go.Figure:
    """Names as dots, windows in which two stand together as lines.

    graph: as `name_network` makes it; its edges carry n_together and npmi, with `outlets` also difference, told and
    only. n_left_out: names that meet another and are not drawn, which is said. Area is mentions; colour is the group a
    name meets most; nearness is a drawing's, no measure.
    unit: what a window is, in the singular. width: what a line's width says, n_together or npmi.
    outlets: the colours of two outlets, the first of which makes a pair more when its difference is above 0; lines are
    then coloured by who makes them, dotted where that is no more than chance could do.

    Dots carry [entity]; unseen marks in the middle of each line carry [a, b].
    """
    if not graph.number_of_edges():
        return theme.empty("No two names stand together often enough to be drawn.")
    places = _places(graph, seed)
    figure = theme.blank(HEIGHT)
    _lines(figure, graph, places, outlets or {}, width)
    _middles(figure, graph, places, unit, outlets or {})
    _dots(figure, graph, places)
    n_pairs = graph.number_of_edges()
    cut = f" {theme.left_out(n_left_out, 'name')}." if n_left_out else ""
    size = {
        "text": f"{graph.number_of_nodes():,} names, {n_pairs:,} pair{'' if n_pairs == 1 else 's'}.{cut}",
        "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "font_size": 12,
    }  # fmt: skip
    figure.update_layout(annotations=[*_labels(graph, places), size])
    for axis in (figure.update_xaxes, figure.update_yaxes):
        axis(visible=False, range=[-1.22, 1.22], fixedrange=True)
    # On a phone each entry of a legend takes a line.
    legend = theme.LINE * (1 + sum(bool(trace.showlegend) for trace in figure.data)) if outlets else 0
    return figure.update_layout(
        showlegend=bool(outlets), height=HEIGHT + legend, margin={"l": 0, "r": 0, "t": 0, "b": 28 + legend}
    )


def _places(graph: nx.Graph, seed: int) -> Places:
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


def _lines(
    figure: go.Figure, graph: nx.Graph, places: Places, outlets: Mapping[str, str], width: str
) -> None:
    """The lines in bundles of one look each: few traces, however many pairs."""
    values = [data[width] for _, _, data in graph.edges(data=True)]
    low, high = min(values), max(values)
    bundles: dict[tuple[str, str, bool, int], list[tuple[str, str]]] = {}
    for a, b, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        thick = 1 + round(4 * (data[width] - low) / ((high - low) or 1))
        told = not outlets or bool(data.get("told", False))
        bundles.setdefault((*maker(data, outlets), told, thick), []).append((a, b))
    named = set()
    for (who, how, told, thick), edges in sorted(bundles.items()):
        name = theme.short(f"{how} {who}" if who else "both")
        figure.add_scatter(
            x=[x for a, b in edges for x in (places[a][0], places[b][0], None)],
            y=[y for a, b in edges for y in (places[a][1], places[b][1], None)],
            mode="lines", opacity=0.8 if who else 0.5,
            line={
                "color": outlets.get(who, SHARED), "width": thick,
                "dash": "solid" if told or not who else "dot",
            },
            hoverinfo="skip", name=name, legendgroup=name, showlegend=name not in named,
        )  # fmt: skip
        named.add(name)


def maker(data: Mapping[str, Any], outlets: Mapping[str, str]) -> tuple[str, str]:
    """The outlet that makes a pair alone, or more than the other as far as can be told; nobody when both do."""
    if not outlets:
        return "", ""
    if data.get("only") in outlets:
        return str(data["only"]), "only"
    if not data.get("told"):
        return "", ""
    first, second = outlets
    return (first if data["difference"] > 0 else second), "more in"


def _middles(
    figure: go.Figure, graph: nx.Graph, places: Places, unit: str, outlets: Mapping[str, str]
) -> None:
    """An unseen mark on each line, for a click or a pointer: lines themselves answer neither."""
    edges = sorted(graph.edges(data=True), key=lambda edge: edge[:2])
    figure.add_scatter(
        x=[(places[a][0] + places[b][0]) / 2 for a, b, _ in edges],
        y=[(places[a][1] + places[b][1]) / 2 for a, b, _ in edges],
        mode="markers", marker={"size": 12, "opacity": 0}, showlegend=False,
        customdata=[sorted((a, b)) for a, b, _ in edges],
        hovertext=[
            pair_hover({**data, "a": a, "b": b}, unit, outlets) for a, b, data in edges
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def pair_hover(pair: Mapping[str, Any], unit: str, outlets: Mapping[str, str]) -> str:
    """The names of a pair, how often they are together, and with two outlets how often in each. Escaped."""
    times = f"{pair['n_together']:,} {unit}{'' if pair['n_together'] == 1 else 's'} with both"
    two = ""
    if outlets and "n_first" in pair:
        first, second = (theme.short(name) for name in outlets)
        told = "" if pair.get("told") else "; no difference can be told"
        two = f"<br>{first} {pair['n_first']:,}, {second} {pair['n_second']:,}{told}"
    return (
        f"<b>{theme.escape(pair['a'])}</b> and <b>{theme.escape(pair['b'])}</b><br>{times}, "
        f"NPMI {pair['npmi']:+.2f}{two}"
    )


def _dots(figure: go.Figure, graph: nx.Graph, places: Places) -> None:
    nodes = list(graph)
    mentions = [graph.nodes[node]["n_mentions"] for node in nodes]
    figure.add_scatter(
        x=[places[node][0] for node in nodes],
        y=[places[node][1] for node in nodes],
        mode="markers",
        marker={
            "size": mentions, "sizemode": "area", "sizeref": 2 * max(mentions) / 34**2, "sizemin": 4,
            "color": [GROUPS[min(graph.nodes[node]["group"], len(GROUPS) - 1)] for node in nodes],
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


def _labels(graph: nx.Graph, places: Places) -> list[dict[str, Any]]:
    """Labels where there is room, the most mentioned first; the rest is in the hover and the table."""
    most = max(graph.nodes[node]["n_mentions"] for node in graph)
    taken: list[tuple[float, float, float, float]] = []
    labels = []
    for node in graph:
        radius = 17 * (graph.nodes[node]["n_mentions"] / most) ** 0.5
        x, y = places[node][0] * ROOM[0] / 2.44, places[node][1] * ROOM[1] / 2.44
        for length, right, up in _offers(x, len(node), radius):
            half = _half(length)
            box = (x + right - half, y + up - 7, x + right + half, y + up + 7)
            inside = -ROOM[0] / 2 <= box[0] and box[2] <= ROOM[0] / 2
            if inside and all(
                box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1]
                for other in taken
            ):
                taken.append(box)
                labels.append(
                    {
                        "text": theme.short(node, length), "x": places[node][0], "y": places[node][1],
                        "xshift": right, "yshift": up, "xanchor": "center", "yanchor": "middle", "font_size": 12,
                    }
                )  # fmt: skip
                break
    return labels


def _offers(x: float, length: int, radius: float) -> Iterator[tuple[int, float, float]]:
    """Lengths and places for a label, the best first: above or below the dot, as far to a side as the edge asks for,
    then beside it; then the same cut short."""
    for size in dict.fromkeys(min(most, length) for most in (20, 11)):
        half = _half(size)
        edge = ROOM[0] / 2 - half
        slid = min(max(x, -edge), edge) - x
        beside = radius + half + 2
        for right, up in ((slid, radius + 8), (slid, -radius - 8), (beside, 0), (-beside, 0)):
            yield size, right, up


def _half(length: int) -> float:
    """Half the width of a label, in pixels."""
    return 3.3 * length + 2
