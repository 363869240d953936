"""Horizontal bars: one row a label, side by side by outlet or stacked to a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import theme

TWO_LINES = 36  # pixels a row with a label of two lines
LABEL_ABOVE = 44  # pixels a row with its label above the bar, which then has the whole width
THICK, THIN = 18, 11  # pixels of a bar alone, and beside others
MOST_ABOVE = 48  # characters above a bar: so many fit a phone
LEAST_LABELLED = 0.07  # of a whole: a narrower piece has no room for its number


def grouped(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    axis: str,
    hover: Sequence[str],
    colours: Mapping[str, str],
    group: str = "outlet",
    number: str = "{:,.0f}",
) -> go.Figure:
    """Bars side by side: labels from top to bottom in order of first appearance, outlets in the order of colours.

    table: label, group, value; one row a bar, not empty. axis: title with the unit. hover: a line a row of the table,
    already escaped. number: how the value is written at the bar. Marks carry [group, label].
    """
    labels = list(dict.fromkeys(table[label]))
    groups = [name for name in colours if name in set(table[group])]
    place = {name: float(row) for row, name in enumerate(labels)}
    bar = THICK if len(groups) == 1 else THIN
    row = len(groups) * bar + 12
    figure = theme.blank()
    shown = table.assign(_hover=list(hover))
    for number_of_group, name in enumerate(groups):
        own = shown[shown[group] == name]
        figure.add_bar(
            name=theme.short(name),
            x=own[value],
            y=[place[one] for one in own[label]],
            orientation="h",
            width=bar / row * 0.92,
            offset=(number_of_group - len(groups) / 2) * bar / row,
            marker={"color": colours[name], "line": {"color": theme.EDGE, "width": 0.5}},
            text=[number.format(one) for one in own[value]],
            textposition="outside",
            textfont_size=11,
            cliponaxis=False,
            customdata=own[[group, label]].to_numpy(),
            hovertext=own["_hover"],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    theme.sized(figure, len(labels), row=row, axis=axis, n_legend=len(groups) if len(groups) > 1 else 0)
    figure.update_xaxes(range=[0, float(table[value].max()) * 1.14 or 1], tickformat=",", nticks=5)
    return label_rows(figure, labels, lines=2 if row >= TWO_LINES else 1)


def stacked(
    table: pd.DataFrame,
    *,
    label: str,
    parts: Mapping[str, tuple[str, str]],
    axis: str,
    hover: Mapping[str, Sequence[str]],
    above: Sequence[str] = (),
) -> go.Figure:
    """One bar a row of the table, divided into shares that sum to 1.

    parts: column of shares → (name in the legend, colour), in the order they are drawn; a see-through colour
    is hatched. hover: for each part a line a row, already escaped. above: what `above_bar` makes, a line a row; the
    labels alone when empty. Marks carry [label, part].
    """
    figure = theme.blank()
    for part, (name, colour) in parts.items():
        share = table[part]
        figure.add_bar(
            name=name,
            x=share * 100,
            y=[float(row) for row in range(len(table))],
            orientation="h",
            width=18 / LABEL_ABOVE,
            marker={
                "color": colour,
                "line": {"color": theme.EDGE, "width": 0.5},
                "pattern": {
                    "shape": "/" if colour.startswith("rgba") else "",
                    "fgcolor": theme.EDGE,
                    "solidity": 0.12,
                    "size": 6,
                },
            },
            text=[f"{one * 100:.0f}" if one >= LEAST_LABELLED else "" for one in share],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 12, "color": _on(colour)},
            constraintext="none",
            customdata=[[one, part] for one in table[label]],
            hovertext=hover[part],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    theme.sized(figure, len(table), row=LABEL_ABOVE, axis=axis, n_legend=len(parts))
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(range=[0, 100], dtick=25)
    labels = [
        {
            "text": text, "x": 0, "xref": "paper", "xanchor": "left", "y": row, "yanchor": "bottom", "yshift": 9,
        }
        for row, text in enumerate(above or [above_bar(name) for name in table[label]])
    ]  # fmt: skip
    figure.update_layout(annotations=labels)
    return figure.update_yaxes(range=[len(table) - 0.7, -0.62], showticklabels=False)


def above_bar(name: object, rest: str = "") -> str:
    """A line above a bar, escaped: a long name is cut, what tells the bars of one name apart never is."""
    return theme.short(name, MOST_ABOVE - len(rest)) + theme.escape(rest)


def _on(colour: str) -> str:
    """A colour for letters on a bar: white on dark ones, black on light ones, grey where the page shines through."""
    if colour.startswith("rgba"):
        return "#7d858d"
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < 150 else "#1b1f24"


def interval_lines(figure: go.Figure, rows: pd.DataFrame, colours: Sequence[str]) -> None:
    """Draws the interval of each row, from low to high at the row's number; none where low is missing."""
    for place, (colour, low, high) in enumerate(zip(colours, rows["low"], rows["high"], strict=True)):
        if pd.notna(low):
            figure.add_scatter(
                x=[low, high], y=[place, place], mode="lines", line={"color": colour, "width": 2}, hoverinfo="skip"
            )  # fmt: skip


def label_rows(figure: go.Figure, labels: Sequence[str], *, lines: int = 1) -> go.Figure:
    """Rows from the top, each with its label: places are numbers, so two equal labels stay two rows."""
    return figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=[theme.wrapped(label) if lines > 1 else theme.short(label, 22) for label in labels],
        range=[len(labels) - 0.5, -0.5],
    )
