"""Horizontal bars: one row a label, side by side by outlet or stacked to a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import theme

THICK, THIN = 18, 11  # pixels of a bar alone, and beside others
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
    figure = theme.blank(theme.rows_height(len(labels), row=row) + (34 if len(groups) > 1 else 0))
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
    figure.update_layout(showlegend=len(groups) > 1)
    figure.update_xaxes(title_text=axis, rangemode="tozero", range=[0, float(table[value].max()) * 1.12 or 1])
    return label_rows(figure, labels)


def stacked(
    table: pd.DataFrame,
    *,
    label: str,
    parts: Mapping[str, tuple[str, str]],
    axis: str,
    hover: Mapping[str, Sequence[str]],
) -> go.Figure:
    """One bar a row of the table, divided into shares that sum to 1.

    parts: column of shares → (name in the legend, colour), in the order they are drawn. hover: for each part a line a
    row, already escaped. Marks carry [label, part].
    """
    figure = theme.blank(theme.rows_height(len(table), row=34) + 34)
    for part, (name, colour) in parts.items():
        share = table[part]
        figure.add_bar(
            name=name,
            x=share * 100,
            y=[float(row) for row in range(len(table))],
            orientation="h",
            width=0.66,
            marker={"color": colour, "line": {"color": theme.EDGE, "width": 0.5}},
            text=[f"{one * 100:.0f}" if one >= LEAST_LABELLED else "" for one in share],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont_size=12,
            constraintext="none",
            customdata=[[one, part] for one in table[label]],
            hovertext=hover[part],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.update_layout(barmode="stack", showlegend=True, legend_traceorder="normal")
    figure.update_xaxes(title_text=axis, range=[0, 100], dtick=25)
    return label_rows(figure, list(table[label]))


def label_rows(figure: go.Figure, labels: Sequence[str]) -> go.Figure:
    """Rows from the top, each with its label: places are numbers, so two equal labels stay two rows."""
    return figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=[theme.short(label) for label in labels],
        range=[len(labels) - 0.5, -0.5],
    )
