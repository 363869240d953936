"""Words: how often, and how typical of an outlet."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme

ROW = 22  # pixels a word
COLUMN_GAP = "\u2002"  # between a word and its counts


def keyness_lollipops(typical: pd.DataFrame, colours: Mapping[str, str], *, most: int = 8) -> go.Figure:
    """The words most typical of each outlet against the others, outlet below outlet on one scale.

    A dot at the log-odds with its 95 % interval; at the label the counts here : elsewhere. Hollow where the interval
    holds 0. typical: what `keyness.against_rest` returns, by outlet. most: words an outlet; only those that lean to
    the outlet. Marks carry [outlet, term].
    """
    shown = typical[(typical["z"] > 0) & (typical["n_target"] > 1)].groupby("outlet", sort=True).head(most)
    if shown.empty:
        return theme.empty("No word stands twice in one outlet and less often in the others.")
    blocks = dict(iter(shown.groupby("outlet", sort=True)))
    n_rows = len(shown) + len(blocks)
    figure = theme.sized(
        theme.blank(), n_rows, row=ROW, axis="log-odds against the other outlets (0: no difference)"
    )
    ticks, place = {}, 0
    for outlet, rows in blocks.items():
        figure.add_annotation(
            text=f"<b>{theme.short(outlet, 48)}</b>", x=0, xref="paper", xanchor="left", y=place, yanchor="middle",
            font_size=14,
        )  # fmt: skip
        places = [float(place + 1 + n) for n in range(len(rows))]
        ticks |= {
            at: f"{theme.short(row.term, 24)}{COLUMN_GAP}{row.n_target:,} : {row.n_reference:,}"
            for at, row in zip(places, rows.itertuples(), strict=True)
        }
        _lollipops(figure, rows, places, colours[outlet])
        place += len(rows) + 1
    figure.update_xaxes(zeroline=True)
    return figure.update_yaxes(
        tickvals=list(ticks), ticktext=list(ticks.values()), range=[n_rows - 0.5, -0.6], tickfont_size=12.5
    )


def _lollipops(figure: go.Figure, rows: pd.DataFrame, places: list[float], colour: str) -> None:
    stems = [(0.0, at, value, at, None, None) for at, value in zip(places, rows["log_odds"], strict=True)]
    figure.add_scatter(
        x=[x for stem in stems for x in stem[::2]], y=[y for stem in stems for y in stem[1::2]], mode="lines",
        line={"color": colour, "width": 2}, hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=rows["log_odds"],
        y=places,
        mode="markers",
        error_x={
            "type": "data", "array": rows["high"] - rows["log_odds"], "arrayminus": rows["log_odds"] - rows["low"],
            "thickness": 1, "width": 3, "color": theme.EDGE,
        },
        marker={
            "size": 10, "color": colour, "line": {"color": colour, "width": 2},
            "symbol": ["circle" if low > 0 else "circle-open" for low in rows["low"]],
        },
        customdata=rows[["outlet", "term"]].to_numpy(),
        hovertext=[
            f"<b>{theme.escape(row.term)}</b><br>{theme.escape(row.outlet)}: {row.n_target:,} in "
            f"{_articles(row.n_articles_target)}<br>others: {row.n_reference:,} in "
            f"{_articles(row.n_articles_reference)}<br>log-odds {row.log_odds:+.2f} "
            f"(95 % interval {row.low:+.2f} to {row.high:+.2f}), z {row.z:+.1f}"
            for row in rows.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def frequency_bars(
    rates: pd.DataFrame, colours: Mapping[str, str], *, per: str = "per_million", most: int = 12
) -> go.Figure:
    """Bars of the most frequent words by outlet. rates: what `frequency.per_million` returns, by outlet.

    per: the rate drawn, "per_million" or "per_article". Words by their highest rate; an outlet without the word has
    no bar. Marks carry [outlet, term].
    """
    if rates.empty:
        return theme.empty("No words in this selection.")
    highest = (
        rates.groupby("term")[per].max().reset_index().sort_values([per, "term"], ascending=[False, True])
    )
    order = {term: place for place, term in enumerate(highest["term"].head(most))}
    shown = rates[rates["term"].isin(order)]
    shown = shown.sort_values("term", key=lambda terms: terms.map(order), kind="stable")
    hover = [
        f"<b>{theme.escape(row.term)}</b><br>{theme.escape(row.outlet)}: {row.count_:,} in {_articles(row.n_articles)}"
        f"<br>{row.per_million:,.0f} per million of {row.n_words_group:,} words, {row.per_article:,.1f} an article"
        for row in shown.rename(columns={"count": "count_"}).itertuples()
    ]
    axis = {"per_million": "per million words", "per_article": "occurrences an article"}[per]
    number = "{:,.0f}" if per == "per_million" else "{:,.1f}"
    return bars.grouped(
        shown, label="term", value=per, axis=axis, hover=hover, colours=colours, number=number
    )


def two_outlets(
    typical: pd.DataFrame, outlet: str, other: str, colours: Mapping[str, str], *, most: int = 24
) -> go.Figure:
    """All words of two outlets: how often to the right, how typical up or down, the clearest ones named.

    typical: `keyness.against_rest` of exactly these two, rows of `outlet`: up is typical of it, down of the other.
    Marks carry [outlet it leans to, term].
    """
    rows = typical[typical["outlet"] == outlet].reset_index(drop=True)
    if rows.empty:
        return theme.empty("Needs two outlets on the same story.")
    total = rows["n_target"] + rows["n_reference"]
    owner = [outlet if z >= 0 else other for z in rows["z"]]
    figure = theme.blank(460)
    figure.add_scatter(
        x=total,
        y=rows["z"],
        mode="markers",
        marker={"size": 8, "color": [colours[one] for one in owner], "opacity": 0.7},
        customdata=[[one, term] for one, term in zip(owner, rows["term"], strict=True)],
        hovertext=[
            f"<b>{theme.escape(row.term)}</b><br>{theme.escape(outlet)} {row.n_target:,}, {theme.escape(other)} "
            f"{row.n_reference:,}<br>z {row.z:+.1f}"
            for row in rows.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    reach = float(rows["z"].abs().max()) * 1.15 or 1.0
    top = max(2.0, float(total.max()))
    # A logarithmic axis places annotations by the logarithm.
    labels = [
        {
            "text": theme.short(term, 18), "x": log10(float(total[place])), "y": float(rows["z"][place]),
            "xanchor": "left", "xshift": 6, "font_size": 12,
        }
        for place, term in _free_labels(rows, total, reach, top, most)
    ]  # fmt: skip
    sides = [
        {
            "text": f"{arrow} typical of {theme.short(name)}", "xref": "paper", "x": 1, "xanchor": "right",
            "y": sign * reach * 0.97, "font_size": 12,
        }
        for sign, arrow, name in ((1, "↑", outlet), (-1, "↓", other))
    ]  # fmt: skip
    figure.update_layout(annotations=[*labels, *sides])
    figure.update_xaxes(
        title_text="occurrences in both",
        type="log",
        tickvals=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        range=[-0.08, log10(top) + 0.25],
    )
    return figure.update_yaxes(
        title_text="z of the log-odds", range=[-reach, reach], showgrid=True, zeroline=True
    )


def _free_labels(
    rows: pd.DataFrame, total: pd.Series, reach: float, top: float, most: int
) -> list[tuple[int, str]]:
    """Row and word of the clearest words whose labels, drawn 300 pixels wide, do not run into each other."""
    taken: list[tuple[float, float, float]] = []
    free = []
    for place in rows["z"].abs().sort_values(ascending=False, kind="stable").index[: most * 3]:
        x = log10(float(total[place])) / (log10(top) + 0.25) * 300
        y = float(rows["z"][place]) / reach * 200
        width = 7.0 * min(18, len(str(rows["term"][place])))
        if all(abs(y - other) > 14 or x > end or x + width < start for start, end, other in taken):
            taken.append((x, x + width, y))
            free.append((int(place), str(rows["term"][place])))
        if len(free) == most:
            break
    return free


def _articles(n: int) -> str:
    return f"{n:,} article{'' if n == 1 else 's'}"
