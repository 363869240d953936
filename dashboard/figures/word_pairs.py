"""Words of two outlets, rate against rate; and words of many outlets as a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.figures.words import typical_hover

MOST_POINTS = 2_000  # an SVG with more takes seconds to draw
WIDE, HIGH = 320, 420  # pixels labels are kept apart in: a phone's
THOUSAND = 1_000


def rate_scatter(
    typical: pd.DataFrame, outlet: str, other: str, colours: Mapping[str, str], *, most: int = 26
) -> go.Figure:
    """All words of two outlets: the rate in one upwards, in the other to the right, logarithmic, the clearest named.

    On the line both use a word equally often. A word one of them lacks stands at the edge, at the rate of half an
    occurrence. typical: `typical_terms` of exactly these two. Marks carry [outlet it leans to, term].
    """
    rows = typical[typical["outlet"] == outlet]
    if rows.empty:
        return theme.empty("Needs two outlets on the same story.")
    strongest = rows["z"].abs().sort_values(ascending=False, kind="stable").index[:MOST_POINTS]
    rows = rows.loc[strongest].reset_index(drop=True)
    y = _rate(rows["n_target"], rows["n_words_target"])
    x = _rate(rows["n_reference"], rows["n_words_reference"])
    owner = [outlet if ratio >= 0 else other for ratio in rows["log_ratio"]]
    figure = theme.blank(520)
    ends = (float(min(x.min(), y.min())) / 1.4, float(max(x.max(), y.max())) * 1.8)
    figure.add_scatter(
        x=ends, y=ends, mode="lines", line={"color": theme.EDGE, "width": 1, "dash": "dot"}, hoverinfo="skip"
    )
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers",
        marker={
            "size": 8, "color": [colours[one] for one in owner], "opacity": 0.75,
            "symbol": ["circle" if told else "circle-open" for told in rows["told"]],
        },
        customdata=[[one, term] for one, term in zip(owner, rows["term"], strict=True)],
        hovertext=[typical_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    # A logarithmic axis places annotations by the logarithm.
    figure.update_layout(
        annotations=[
            {
                "text": theme.short(term, 18), "x": log10(float(x[place])), "y": log10(float(y[place])),
                "xanchor": "left", "xshift": 6, "font_size": 12,
            }
            for place, term in _free_labels(rows["term"], x, y, ends, most)
        ]
    )  # fmt: skip
    axis = {
        "type": "log", "range": [log10(end) for end in ends], "tickvals": [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
        "showgrid": True,
    }  # fmt: skip
    figure.update_xaxes(**axis, title_text=f"{theme.short(other)}, per 1,000 words")
    return figure.update_yaxes(**axis, title_text=f"{theme.short(outlet)}, per 1,000 words")


def _rate(count: pd.Series, n_words: pd.Series) -> pd.Series:
    return count.where(count > 0, 0.5) / n_words.clip(lower=1) * THOUSAND


def _free_labels(
    terms: pd.Series, x: pd.Series, y: pd.Series, ends: tuple[float, float], most: int
) -> list[tuple[int, str]]:
    """Row and word of the first words whose labels, drawn on a phone, keep clear of each other and of the edge."""
    span = log10(ends[1]) - log10(ends[0])
    taken: list[tuple[float, float, float]] = []
    free = []
    for place, term in enumerate(terms.iloc[: most * 6]):
        left = (log10(float(x[place])) - log10(ends[0])) / span * WIDE
        height = (log10(float(y[place])) - log10(ends[0])) / span * HIGH
        width = 6 + 6.6 * min(18, len(term))
        clear = all(
            abs(height - other) > 15 or left > end or left + width < start for start, end, other in taken
        )
        if clear and left + width < WIDE:
            taken.append((left, left + width, height))
            free.append((place, str(term)))
        if len(free) == most:
            break
    return free


def outlet_grid(typical: pd.DataFrame, terms: Sequence[str], *, most_outlets: int = 12) -> go.Figure:
    """Words down, outlets across; the darker, the more often per 1,000 words. Cells carry [outlet, term].

    typical: what `typical_terms` returns; a word an outlet's stories lack is blank. terms: the rows, from the top.
    """
    outlets = sorted(set(typical["outlet"]))[:most_outlets]
    shown = typical[typical["term"].isin(terms) & typical["outlet"].isin(outlets)]
    if shown.empty:
        return theme.empty("No words to set side by side.")
    rate = shown["n_target"] / shown["n_words_target"].clip(lower=1) * THOUSAND
    row, column = shown["term"].map(list(terms).index), shown["outlet"].map(outlets.index)
    z: list[list[float | None]] = [[None] * len(outlets) for _ in terms]
    for at_row, at_column, value in zip(row, column, rate, strict=True):
        z[at_row][at_column] = value
    labels = [theme.wrapped(outlet, width=9, lines=3) for outlet in outlets]
    figure = theme.blank(len(terms) * 24 + 110)
    figure.add_heatmap(
        z=z, x=list(range(len(outlets))), y=list(range(len(terms))), colorscale=SCALE, zmin=0, xgap=2, ygap=2,
        hoverinfo="skip", text=[["" if v is None else f"{v:.1f}" for v in line] for line in z],
        texttemplate="%{text}", textfont={"size": 11},
        colorbar={"title": {"text": "per 1,000", "side": "right"}, "thickness": 10, "outlinewidth": 0},
    )  # fmt: skip
    # A heat map reports no clicks; marks that cannot be seen lie over its cells and do.
    figure.add_scatter(
        x=column, y=row, mode="markers", marker={"size": 22, "symbol": "square", "color": "rgba(0,0,0,0)"},
        customdata=shown[["outlet", "term"]].to_numpy(), hovertext=[typical_hover(one) for one in shown.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0}}, unselected={"marker": {"opacity": 0}},
    )  # fmt: skip
    figure.update_xaxes(tickvals=list(range(len(outlets))), ticktext=labels, side="top", tickfont_size=11)
    return figure.update_yaxes(
        tickvals=list(range(len(terms))), ticktext=[theme.short(term, 22) for term in terms],
        range=[len(terms) - 0.5, -0.5],
    )  # fmt: skip


SCALE = [[0.0, "rgba(86,180,233,0.08)"], [0.5, "rgba(0,114,178,0.55)"], [1.0, "#004d7a"]]
"""From hardly there to dark blue, on either ground."""
