"""Names: how often each outlet has them, and which pairs meet."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme

LARGEST = 26  # pixels across, of the dot of the most mentioned


def outlet_dots(entities: pd.DataFrame, colours: Mapping[str, str], *, most: int = 20) -> go.Figure:
    """Entities × outlets: the area of a dot is its mentions per 1,000 words, the number its mentions.

    No dot: not found in these articles. entities: outlet, entity, label, n_mentions, n_sentences, n_articles,
    per_million; the entities with most mentions first. Marks carry [outlet, entity].
    """
    if entities.empty:
        return theme.empty("No names in this selection.")
    total = entities.groupby("entity")["n_mentions"].sum().reset_index()
    order = list(total.sort_values(["n_mentions", "entity"], ascending=[False, True])["entity"])
    rows = {entity: float(place) for place, entity in enumerate(order[:most])}
    outlets = [outlet for outlet in colours if outlet in set(entities["outlet"])]
    columns = {outlet: float(place) for place, outlet in enumerate(outlets)}
    shown = entities[entities["entity"].isin(rows)]
    figure = theme.blank(len(rows) * bars.TWO_LINES + 90)
    figure.add_scatter(
        x=shown["outlet"].map(columns),
        y=shown["entity"].map(rows),
        mode="markers+text",
        marker={
            "size": shown["per_million"], "sizemode": "area",
            "sizeref": 2 * float(shown["per_million"].max()) / LARGEST**2,
            "sizemin": 4, "color": [colours[outlet] for outlet in shown["outlet"]], "opacity": 0.85,
            "line": {"color": theme.EDGE, "width": 0.5},
        },
        text=[f"{n:,}" for n in shown["n_mentions"]],
        textposition="middle right",
        textfont_size=11,
        customdata=shown[["outlet", "entity"]].to_numpy(),
        hovertext=[
            f"<b>{theme.escape(row.entity)}</b><br>{theme.escape(row.outlet)}: {row.n_mentions:,} mentions in "
            f"{row.n_sentences:,} sentences<br>{row.per_million / 1000:,.1f} per 1,000 words"
            for row in shown.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    few = len(outlets) <= 3
    figure.update_xaxes(
        tickvals=list(columns.values()), side="top", showgrid=False, zeroline=False, tickfont_size=12,
        ticktext=[theme.wrapped(outlet, width=11, lines=3) if few else theme.short(outlet, 18) for outlet in outlets],
        range=[-0.5, len(outlets) - 0.35], tickangle=0 if few else -50,
    )  # fmt: skip
    figure.update_yaxes(showgrid=True)
    bars.label_rows(figure, list(rows), lines=2)
    return _say_cut(figure, len(order) - most, "names")


def pair_matrix(pairs: pd.DataFrame, entities: pd.DataFrame, *, most: int = 30) -> go.Figure:
    """Entities × entities: the darker, the more sentences they share. For when a network would be a tangle.

    pairs: a, b, n_sentences, npmi. entities: entity, n_mentions. most: entities, by mentions. Every cell with a pair
    can be clicked: an unseen mark on it carries [a, b].
    """
    order = list(entities.sort_values(["n_mentions", "entity"], ascending=[False, True])["entity"].head(most))
    place = {entity: n for n, entity in enumerate(order)}
    shown = pairs[pairs["a"].isin(place) & pairs["b"].isin(place)]
    if shown.empty:
        return theme.empty("No two of these names stand in the same sentence.")
    both = pd.concat([shown, shown.rename(columns={"a": "b", "b": "a"})], ignore_index=True)
    cells = both.pivot(index="a", columns="b", values="n_sentences").reindex(index=order, columns=order)
    figure = theme.blank(len(order) * 17 + 60)
    figure.add_heatmap(
        z=cells.to_numpy(), x=list(range(len(order))), y=list(range(len(order))), hoverinfo="skip", showscale=False,
        colorscale=[[0, "rgba(0,114,178,0.28)"], [1, "rgba(0,114,178,1)"]], xgap=1, ygap=1, zmin=0,
    )  # fmt: skip
    # Clicks on a heatmap reach nobody; marks that are not seen lie on its cells.
    figure.add_scatter(
        x=both["b"].map(place),
        y=both["a"].map(place),
        mode="markers",
        marker={"size": 15, "opacity": 0, "symbol": "square"},
        customdata=both[["a", "b"]].to_numpy(),
        hovertext=[
            f"<b>{theme.escape(row.a)}</b> and <b>{theme.escape(row.b)}</b><br>{row.n_sentences:,} sentences, "
            f"NPMI {row.npmi:+.2f}"
            for row in both.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[-0.5, len(order) - 0.5], fixedrange=True)
    bars.label_rows(figure, order)
    figure.update_yaxes(tickfont_size=11, showgrid=False)
    return _say_cut(figure, len(entities) - most, "names")


def _say_cut(figure: go.Figure, n_left_out: int, noun: str) -> go.Figure:
    if n_left_out > 0:
        figure.add_annotation(
            text=f"{n_left_out:,} more {noun} are in the data", xref="paper", yref="paper", x=0, y=0, xanchor="left",
            yanchor="top", yshift=-6, font={"size": 12},
        )  # fmt: skip
        figure.update_layout(margin_b=30)
    return figure
