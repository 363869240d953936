"""Who is spoken of how: outlets × targets, differences of pairs, and whose words they are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme
from dashboard.figures.tone import PARTS, dots, interval, number, part_hovers, two_lines

HALF = 0.44  # of a column: how far from its middle a balance of 1 is drawn
FLAT = 3  # outlets whose names, in up to three lines, fit side by side on a phone
FLAT_WIDTH = 9  # characters of such a line
UNITS = {
    "articles": "95 % interval over articles",
    "sentences": "95 % interval over the sentences of this one article",
}


def target_matrix(balances: pd.DataFrame, targets: Sequence[str], outlets: Sequence[str]) -> go.Figure:
    """A row a target, a column an outlet, in each cell a dot at the balance with its interval.

    The middle of a column is 0, its edges are −1 (all negative, orange) and 1 (all positive, purple). Filled: can be
    told from 0. A number alone: so many scored mentions are too few. Nothing: not named.

    balances: outlet, entity, n_… and share_… of each tone, balance, low, high, q, unit, verdict: one row a cell.
    Marks carry [outlet, entity].
    """
    cells = balances[balances["entity"].isin(targets) & balances["outlet"].isin(outlets)]
    if cells.empty:
        return theme.empty("No name that one can speak of in this voice.")
    column = {outlet: place for place, outlet in enumerate(outlets)}
    row = {target: place for place, target in enumerate(targets)}
    figure = theme.sized(theme.blank(), len(targets), row=bars.TWO_LINES, axis="")
    names = [theme.wrapped(name, width=FLAT_WIDTH, lines=3) for name in column]
    slanted = len(column) > FLAT
    if slanted:
        names = [theme.short(name, 16) for name in column]
    figure.update_layout(
        height=figure.layout.height + (110 if slanted else 55), margin_r=56 if slanted else 16
    )
    for place in column.values():
        figure.add_vline(x=place, line={"color": theme.EDGE, "width": 1}, layer="below")
    few = cells["verdict"] == "too few"
    _numbers(figure, cells[few], column, row)
    _estimates(figure, cells[~few], column, row)
    figure.update_xaxes(
        side="top", tickvals=list(column.values()), ticktext=names, range=[-0.5, len(column) - 0.5],
        showgrid=False, zeroline=False, tickangle=-60 if slanted else 0,
    )  # fmt: skip
    figure = bars.label_rows(figure, list(targets), lines=2)
    figure.add_annotation(
        text="in each column: ← negative &#124; positive →", x=1, xref="paper", xanchor="right", y=len(row) - 0.5,
        yanchor="top", font={"size": 12},
    )  # fmt: skip
    return figure.update_yaxes(showgrid=True, range=[len(row) - 0.1, -0.5])


def pair_dots(differences: pd.DataFrame) -> go.Figure:
    """A dot a pair of outlets and target with its 95 % interval; hollow where the two cannot be told apart.

    differences: entity, a, b, n_stories, n_a, n_b, difference, low, high, q, unit, told. Marks carry [entity, a, b].
    """
    if differences.empty:
        return theme.empty("Needs two outlets with enough scored mentions on the same story.")
    rows = differences.reset_index(drop=True)
    rows = rows.assign(label=[f"{row.entity}: {row.a} − {row.b}" for row in rows.itertuples()])
    hover = [
        f"<b>{theme.escape(row.entity)}</b><br>{theme.escape(row.a)} less {theme.escape(row.b)}<br>"
        f"{number(row.difference)}{interval(row)} (over {row.unit}), q = {row.q:.2g}<br>{row.n_a:,} and {row.n_b:,} "
        f"scored mentions on {row.n_stories:,} {'story' if row.n_stories == 1 else 'stories'}"
        for row in rows.itertuples()
    ]
    colours = [theme.NEGATIVE if one < 0 else theme.POSITIVE for one in rows["difference"]]
    figure = dots(
        rows, at=rows["difference"], clear=rows["told"], colours=colours, hover=hover,
        carried=["entity", "a", "b"], axis="difference of the balances, −2 to 2",
    )  # fmt: skip
    return figure.update_yaxes(ticktext=two_lines(rows["entity"], rows["a"] + " − " + rows["b"]))


def voice_bars(counts: pd.DataFrame) -> go.Figure:
    """One bar an outlet and voice: negative, neutral, positive and not scored mentions, as long as they are many.

    Counts, not shares: of three mentions no share says anything.

    counts: label (the outlet and whose words), outlet, n_mentions, n_… and share_… of each tone. Marks carry
    [label, "share_…"].
    """
    if counts.empty:
        return theme.empty("Nobody is named in this selection.")
    numbers = counts.assign(**{part: counts[part.replace("share", "n")] / 100 for part in PARTS})
    hover = part_hovers(counts, "mentions")
    above = [bars.above_bar(row.outlet, row.label.removeprefix(row.outlet)) for row in counts.itertuples()]
    figure = bars.stacked(numbers, label="label", parts=PARTS, axis="mentions", hover=hover, above=above)
    longest = int(counts["n_mentions"].max())
    for bar, part in zip(figure.data, PARTS, strict=True):
        bar.text = [
            str(n) if n >= longest * bars.LEAST_LABELLED else "" for n in counts[part.replace("share", "n")]
        ]
    return figure.update_xaxes(range=[0, longest * 1.02], dtick=None, nticks=5)


def on_scale(balance: float) -> str:
    """The colour of a balance: orange at −1, grey at 0, purple at 1; half-way already at a third."""
    end = theme.NEGATIVE if balance < 0 else theme.POSITIVE
    weight = min(1.0, abs(balance) * 1.5)
    parts = [
        round(int(theme.NEUTRAL[n : n + 2], 16) * (1 - weight) + int(end[n : n + 2], 16) * weight)
        for n in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _estimates(figure: go.Figure, cells: pd.DataFrame, column: dict[str, int], row: dict[str, int]) -> None:
    colours = [on_scale(balance) for balance in cells["balance"]]
    figure.add_scatter(
        x=[column[outlet] + HALF * value for outlet, value in zip(cells["outlet"], cells["balance"], strict=True)],
        y=[row[entity] for entity in cells["entity"]],
        mode="markers",
        error_x={
            "type": "data", "symmetric": False, "array": HALF * (cells["high"] - cells["balance"]),
            "arrayminus": HALF * (cells["balance"] - cells["low"]), "color": theme.EDGE, "thickness": 2, "width": 0,
        },
        marker={
            "size": 13, "color": colours, "line": {"color": colours, "width": 2},
            "symbol": ["circle" if one.startswith("more") else "circle-open" for one in cells["verdict"]],
        },
        customdata=cells[["outlet", "entity"]].to_numpy(),
        hovertext=[_about(cell) for cell in cells.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _numbers(figure: go.Figure, cells: pd.DataFrame, column: dict[str, int], row: dict[str, int]) -> None:
    figure.add_scatter(
        x=[column[outlet] for outlet in cells["outlet"]],
        y=[row[entity] for entity in cells["entity"]],
        mode="markers+text",
        marker={"size": 20, "color": "rgba(128,128,128,0.12)", "line": {"width": 0}},
        text=[str(n) for n in cells["n_scored"]],
        textfont={"size": 11},
        customdata=cells[["outlet", "entity"]].to_numpy(),
        hovertext=[_about(cell) for cell in cells.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _about(cell: tuple) -> str:
    lines = [f"<b>{theme.escape(cell.entity)}</b> in {theme.escape(cell.outlet)}"]
    if cell.verdict == "too few":
        lines.append("too few scored mentions for an estimate")
    else:
        lines.append(
            f"balance {number(cell.balance)}, {UNITS[cell.unit]} {number(cell.low)} to {number(cell.high)}"
        )
        lines.append(
            f"{cell.verdict} than {'positive' if cell.balance < 0 else 'negative'}"
            if cell.verdict.startswith("more")
            else "cannot be told from zero"
        )
    unsure = cell.n_mentions - cell.n_scored
    lines.append(
        f"{cell.n_negative:,} negative, {cell.n_neutral:,} neutral, {cell.n_positive:,} positive, {unsure:,} not scored"
    )
    articles = f"{cell.n_articles:,} article{'' if cell.n_articles == 1 else 's'}"
    lines.append(f"{cell.n_mentions:,} mentions in {cell.n_sentences:,} sentences of {articles}")
    return "<br>".join(lines)
