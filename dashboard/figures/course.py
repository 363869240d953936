"""Headline against body, tone by fifths of an article, and rates of loaded words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme
from dashboard.figures.tone import dots, interval, number, two_lines

LISTS = {"hedge": "hedges", "intensifier": "intensifiers", "subjective": "subjective words"}


def headline_dots(differences: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """A dot an outlet: headline less body, with its 95 % interval; hollow where it cannot be told from 0.

    differences: outlet, n_articles, difference, low, high, told. Marks carry [outlet].
    """
    if differences.empty:
        return theme.empty("Needs outlets with enough scored headlines.")
    rows = differences.reset_index(drop=True).assign(label=lambda rows: rows["outlet"])
    hover = [
        f"<b>{theme.escape(row.outlet)}</b><br>headline less body {number(row.difference)}{interval(row)}<br>"
        f"{row.n_articles:,} articles"
        for row in rows.itertuples()
    ]
    return dots(
        rows, at=rows["difference"], clear=rows["told"], colours=[colours[one] for one in rows["outlet"]], hover=hover,
        carried=["outlet"], axis="sign of the headline less mean sign of its body, −2 to 2",
    )  # fmt: skip


def fifths_lines(balances: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """A line an outlet over the fifths of its articles, a dot with its interval where there are enough sentences.

    balances: outlet, fifth, n_scored, balance, low, high, verdict. Marks carry [outlet, fifth].
    """
    known = balances[balances["balance"].notna()]
    if known.empty:
        return theme.empty("Needs more scored sentences in a fifth.")
    outlets = [outlet for outlet in colours if outlet in set(known["outlet"])]
    figure = theme.blank(height=360 + theme.LINE * len(outlets)).update_layout(showlegend=True)
    for place, outlet in enumerate(outlets):
        own = known[known["outlet"] == outlet]
        figure.add_scatter(
            name=theme.short(outlet),
            x=own["fifth"] + (place - (len(outlets) - 1) / 2) * 0.08,
            y=own["balance"],
            mode="lines+markers",
            line={"color": colours[outlet], "width": 1},
            error_y={
                "type": "data", "symmetric": False, "array": own["high"] - own["balance"],
                "arrayminus": own["balance"] - own["low"], "color": colours[outlet], "thickness": 1.5, "width": 0,
            },
            marker={
                "size": 10, "color": colours[outlet], "line": {"color": colours[outlet], "width": 2},
                "symbol": ["circle" if one.startswith("more") else "circle-open" for one in own["verdict"]],
            },
            customdata=[[outlet, int(fifth)] for fifth in own["fifth"]],
            hovertext=[
                f"<b>{theme.escape(outlet)}</b>, fifth {row.fifth}<br>balance {number(row.balance)}{interval(row)}<br>"
                f"{row.n_scored:,} scored sentences of {row.n_articles:,} articles; {row.verdict}"
                for row in own.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.update_xaxes(
        tickvals=[1, 2, 3, 4, 5], ticktext=["first", "second", "third", "fourth", "last"], range=[0.6, 5.4],
        title_text="fifth of the body, by words", zeroline=False, showgrid=False,
    )  # fmt: skip
    return figure.update_yaxes(title_text="balance, −1 to 1", showgrid=True, zeroline=True)


def rate_dots(rates: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """A dot an outlet and list of words: how many in a thousand words, with the 95 % interval.

    rates: outlet, list, n, n_terms, n_words, per_thousand, low, high, unit. Marks carry [outlet, list].
    """
    known = rates[rates["per_thousand"].notna()]
    if known.empty:
        return theme.empty("Too few words in this selection for a rate.")
    order = {name: place for place, name in enumerate(LISTS)}
    rows = known.sort_values(["list", "outlet"], key=lambda c: c.map(order) if c.name == "list" else c)
    rows = rows.reset_index(drop=True)
    figure = theme.sized(theme.blank(), len(rows), row=bars.TWO_LINES, axis="in a thousand words")
    places = list(range(len(rows)))
    marks = [colours[outlet] for outlet in rows["outlet"]]
    bars.interval_lines(figure, rows, marks)
    whose = {"articles": "95 % interval over articles", "sentences": "95 % interval within this one article"}
    figure.add_scatter(
        x=rows["per_thousand"], y=places, mode="markers", marker={"size": 12, "color": marks},
        customdata=rows[["outlet", "list"]].to_numpy(),
        hovertext=[
            f"<b>{LISTS[row.list]}</b> in {theme.escape(row.outlet)}<br>{row.per_thousand:.1f} in a thousand words, "
            f"{whose[row.unit]} {row.low:.1f} to {row.high:.1f}<br>{row.n:,} of {row.n_words:,} words, "
            f"{row.n_terms:,} different"
            for row in rows.itertuples()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    reach = float(rows[["per_thousand", "high"]].max().max()) or 1.0
    figure.update_xaxes(range=[-0.03 * reach, 1.08 * reach])
    figure = bars.label_rows(figure, [f"{row.outlet}, {row.list}" for row in rows.itertuples()], lines=2)
    return figure.update_yaxes(ticktext=two_lines(rows["list"].map(LISTS), rows["outlet"]))
