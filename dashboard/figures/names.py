"""Names: how often each outlet has them, and which pairs meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme
from dashboard.figures.network import SHARED, maker, pair_hover

BLUE = "#0072b2"  # of cells that tell no outlets apart
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
        cliponaxis=False,
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
        ticktext=[theme.wrapped(outlet, width=11, lines=3) if few else theme.short(outlet, 16) for outlet in outlets],
        range=[-0.5, len(outlets) - 0.35], tickangle=0 if few else -60,
    )  # fmt: skip
    if not few:  # slanted headings reach beyond the last column, and what would be cut is not drawn at all
        figure.update_layout(margin_r=56)
    figure.update_yaxes(showgrid=True)
    bars.label_rows(figure, list(rows), lines=2)
    return _say_cut(figure, len(order) - most, "name")


def pair_matrix(
    pairs: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    most: int = 30,
    unit: str = "sentence",
    outlets: Mapping[str, str] | None = None,
) -> go.Figure:
    """Entities × entities: the darker, the more windows they share. For when a network would be a tangle.

    pairs: a, b, n_together, npmi. entities: entity, n_mentions. most: entities, by mentions. unit: what a window is,
    in the singular. outlets: the colours of two outlets, to colour cells by who makes the pair, as in `network`. Every
    cell with a pair can be clicked: an unseen mark on it carries [a, b].
    """
    order = list(entities.sort_values(["n_mentions", "entity"], ascending=[False, True])["entity"].head(most))
    place = {entity: n for n, entity in enumerate(order)}
    shown = pairs[pairs["a"].isin(place) & pairs["b"].isin(place)]
    if shown.empty:
        return theme.empty("No two of these names stand together.")
    both = pd.concat([shown, shown.rename(columns={"a": "b", "b": "a"})], ignore_index=True)
    made = [maker(row, outlets or {}) for row in both.to_dict("records")]
    makers = sorted(set(made))
    # On a phone each entry of a legend takes a line.
    legend = theme.LINE * (1 + len(makers)) if outlets else 0
    figure = theme.blank(len(order) * 17 + 60 + legend)
    for who, how in makers:
        own = both[[one == (who, how) for one in made]]
        cells = own.pivot(index="a", columns="b", values="n_together").reindex(index=order, columns=order)
        colour = (outlets or {}).get(who, SHARED if outlets else BLUE)
        figure.add_heatmap(
            z=cells.to_numpy(), x=list(range(len(order))), y=list(range(len(order))), hoverinfo="skip", xgap=1, ygap=1,
            colorscale=[[0, _see_through(colour, 0.28)], [1, _see_through(colour, 1)]], zmin=0,
            zmax=float(both["n_together"].max()), showscale=False, showlegend=bool(outlets),
            name=theme.short(f"{how} {who}" if who else "both"),
        )  # fmt: skip
    figure.update_layout(showlegend=bool(outlets))
    # Clicks on a heatmap reach nobody; marks that are not seen lie on its cells.
    figure.add_scatter(
        x=both["b"].map(place),
        y=both["a"].map(place),
        mode="markers",
        showlegend=False,
        marker={"size": 15, "opacity": 0, "symbol": "square"},
        customdata=both[["a", "b"]].to_numpy(),
        hovertext=[pair_hover(row, unit, outlets or {}) for row in both.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[-0.5, len(order) - 0.5], fixedrange=True)
    bars.label_rows(figure, order)
    figure.update_yaxes(tickfont_size=11, showgrid=False)
    return _say_cut(figure, len(entities) - most, "name", legend=legend)


def _see_through(colour: str, share: float) -> str:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"


def difference_dots(
    differences: pd.DataFrame,
    first: str,
    second: str,
    colours: Mapping[str, str],
    *,
    unit: str,
    most: int = 20,
) -> go.Figure:
    """A dot a pair with its 95 % interval: right of 0 `first` makes it more; hollow where no difference can be told.

    differences: as `pair_differences` makes them; drawn are those told, then those of largest difference. unit: what a
    window is, in the singular. Marks carry [a, b].
    """
    if differences.empty:
        return theme.empty("The two have no pair on a story they share.")
    size = differences["difference"].abs()
    order = differences.assign(_size=size).sort_values(
        ["told", "_size", "a", "b"], ascending=[False, False, True, True], ignore_index=True
    )
    rows = order.head(most)
    figure = theme.blank(len(rows) * bars.TWO_LINES + 156).update_layout(margin_t=theme.ABOVE)
    sides = [colours.get(first if one > 0 else second, theme.NEUTRAL) for one in rows["difference"]]
    for place, colour, low, high in zip(range(len(rows)), sides, rows["low"], rows["high"], strict=True):
        if pd.notna(low):
            figure.add_scatter(
                x=[low * 100, high * 100], y=[place, place], mode="lines", line={"color": colour, "width": 2},
                hoverinfo="skip",
            )  # fmt: skip
    figure.add_scatter(
        x=rows["difference"] * 100,
        y=list(range(len(rows))),
        mode="markers",
        marker={
            "size": 12, "color": sides, "symbol": ["circle" if one else "circle-open" for one in rows["told"]],
            "line": {"color": sides, "width": 2},
        },
        customdata=rows[["a", "b"]].to_numpy(),
        hovertext=[_difference_hover(row, first, second, unit) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    reach = 110 * float(pd.concat([rows["difference"], rows["low"], rows["high"]]).abs().max())
    figure.update_xaxes(
        range=[-reach, reach], zeroline=True, title_text=f"more of 100 {unit}s<br>"
        f"→ {theme.short(first, 22)}<br>← {theme.short(second, 22)}",
    )  # fmt: skip
    bars.label_rows(figure, list(rows["a"]))
    figure.update_yaxes(
        ticktext=[f"{theme.short(row.a, 22)}<br>+ {theme.short(row.b, 20)}" for row in rows.itertuples()]
    )
    return _say_cut(figure, len(order) - most, "pair", below=86)


def _difference_hover(row: Any, first: str, second: str, unit: str) -> str:
    if pd.isna(row.low):
        interval = "<br>One article of an outlet: this speaks of the article"
    else:
        interval = f", 95 % interval {row.low * 100:+.1f} to {row.high * 100:+.1f}".replace("-", "−")
    told = "" if row.told else "<br>No difference can be told"
    return (
        f"<b>{theme.escape(row.a)}</b> and <b>{theme.escape(row.b)}</b><br>"
        f"{theme.escape(first)}: {row.n_first:,} {unit}s in {row.n_articles_first:,} articles<br>"
        f"{theme.escape(second)}: {row.n_second:,} {unit}s in {row.n_articles_second:,} articles<br>"
        f"{f'{row.difference * 100:+.1f}'.replace('-', '−')} of 100 {unit}s{interval}{told}"
    )


def _say_cut(figure: go.Figure, n_left_out: int, noun: str, *, below: int = 6, legend: int = 0) -> go.Figure:
    """below: pixels under the plot, where an axis has its title; legend: pixels below that."""
    if n_left_out > 0:
        figure.add_annotation(
            text=theme.left_out(n_left_out, noun), xref="paper", yref="paper", x=0, y=0, xanchor="left",
            yanchor="top", yshift=-below, font={"size": 12},
        )  # fmt: skip
        figure.update_layout(margin_b=24 + below)
    if legend:
        figure.update_layout(margin_b=24 + below + legend)
    return figure
