"""Where a word stands in the articles, how often over time, and how articles are written."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import theme

MOST_ARTICLES = 40  # rows of the strip
ROW = 20  # pixels a row


def dispersion_strip(lines: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """Each article a row from its first to its last sentence, a tick where the word stands, articles by outlet.

    lines: those of `contexts`. Marks carry [article_id, start].
    """
    if lines.empty:
        return theme.empty("The word stands nowhere.")
    articles = lines.drop_duplicates("article_id").sort_values(["outlet", "article_id"])
    rows = {one: place for place, one in enumerate(articles["article_id"].head(MOST_ARTICLES))}
    shown = lines[lines["article_id"].isin(rows)]
    figure = theme.sized(
        theme.blank(), len(rows), row=ROW, axis="position in the article (0: first sentence, 100: last), %"
    )
    for outlet, own in shown.groupby("outlet", sort=True):
        figure.add_scatter(
            x=own["position"] * 100,
            y=own["article_id"].map(rows),
            mode="markers",
            marker={"symbol": "line-ns", "size": 13, "line": {"width": 2.5, "color": colours[outlet]}},
            customdata=own[["article_id", "start"]].to_numpy(),
            hovertext=[
                f"<b>{theme.escape(outlet)}</b><br>… {theme.short(row.left[-40:], 44)} <b>{theme.short(row.node)}</b> "
                f"{theme.short(row.right[:40], 44)} …"
                for row in own.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    for place in rows.values():
        figure.add_shape(
            type="line", x0=0, x1=100, y0=place, y1=place, line={"color": theme.EDGE, "width": 0.5}, layer="below"
        )  # fmt: skip
    figure.update_xaxes(range=[-2, 102], dtick=25)
    names = articles["outlet"].head(MOST_ARTICLES).tolist()
    firsts = [
        theme.short(name, 20) if place == 0 or names[place - 1] != name else ""
        for place, name in enumerate(names)
    ]
    return figure.update_yaxes(tickvals=list(rows.values()), ticktext=firsts, range=[len(rows) - 0.5, -0.5])


def trend_lines(rates: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """Rates over time, a line an outlet. rates: what `trend.rates_over_time` returns. Marks carry [outlet, start]."""
    if rates.empty:
        return theme.empty("No article here has a date.")
    figure = theme.blank(280)
    outlets = [name for name in colours if name in set(rates["outlet"])]
    for outlet in outlets:
        own = rates[rates["outlet"] == outlet]
        figure.add_scatter(
            name=theme.short(outlet),
            x=own["start"],
            y=own["per_million"] / 1_000,
            mode="lines+markers",
            line={"color": colours[outlet], "width": 2},
            marker={"size": 7},
            customdata=[[outlet, f"{start:%Y-%m-%d}"] for start in own["start"]],
            hovertext=[
                f"<b>{theme.escape(outlet)}</b>, {row.step} of {row.start:%d %b %Y}<br>{row.count_:,} in "
                f"{row.n_words:,} words of {row.n_articles:,} article{'' if row.n_articles == 1 else 's'}"
                for row in own.rename(columns={"count": "count_"}).itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.update_layout(showlegend=len(outlets) > 1, height=280 + theme.LINE * len(outlets))
    figure.update_xaxes(type="date")
    return figure.update_yaxes(title_text="per 1,000 words", rangemode="tozero", showgrid=True)


def style_dots(
    styles: pd.DataFrame, colours: Mapping[str, str], *, measure: str, axis: str, number: str = "{:,.0f}"
) -> go.Figure:
    """A dot an article, outlets below each other, a tick at the mean. styles: what `style.styles` returns.

    axis: what the measure is called, with the unit. Marks carry [outlet, article_id].
    """
    known = styles.dropna(subset=[measure])
    if known.empty:
        return theme.empty("No article here is long enough to be measured.")
    outlets = [name for name in colours if name in set(known["outlet"])]
    figure = theme.sized(theme.blank(), len(outlets), row=34, axis=axis)
    for place, outlet in enumerate(outlets):
        own = known[known["outlet"] == outlet]
        figure.add_scatter(
            x=own[measure], y=[place] * len(own), mode="markers",
            marker={"size": 11, "color": colours[outlet], "opacity": 0.7, "line": {"color": theme.EDGE, "width": 1}},
            customdata=own[["outlet", "article_id"]].to_numpy(),
            hovertext=[
                f"<b>{theme.escape(outlet)}</b><br>{number.format(getattr(row, measure))} in {row.n_words:,} words"
                for row in own.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
        if len(own) > 1:
            figure.add_scatter(
                x=[own[measure].mean()], y=[place], mode="markers", hoverinfo="skip",
                marker={"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": colours[outlet]}},
            )  # fmt: skip
    labels = [f"{theme.short(name, 20)} ({(known['outlet'] == name).sum()})" for name in outlets]
    return figure.update_yaxes(
        tickvals=list(range(len(outlets))), ticktext=labels, range=[len(outlets) - 0.5, -0.5]
    )
