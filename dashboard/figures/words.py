"""Words: how typical of an outlet, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme

ROW = 22  # pixels a word
COLUMN_GAP = "\u2002"  # between a word and its counts
MOST_OUTLETS = 12  # drawn; the table has them all
MOST_TIMES = 10  # powers of two on the axis: beyond 1,024 times an interval says no more


def keyness_lollipops(typical: pd.DataFrame, colours: Mapping[str, str], *, most: int = 8) -> go.Figure:
    """The words most typical of each outlet against the others, outlet below outlet on one scale.

    A dot at the ratio of rates with its 95 % interval; at the label the counts here : elsewhere. Filled where a
    difference is told when articles are the unit. typical: what `typical.typical_terms` returns. most: words an
    outlet; only those that lean to the outlet and stand twice in it. Marks carry [outlet, term].
    """
    leaning = typical[(typical["z"] > 0) & (typical["log_ratio"] > 0) & (typical["n_target"] > 1)]
    shown = leaning.groupby("outlet", sort=True).head(most)
    kept = sorted(set(shown["outlet"]))[:MOST_OUTLETS]
    shown = shown[shown["outlet"].isin(kept)]
    if shown.empty:
        return theme.empty("No word stands twice in one outlet and less often in the others.")
    blocks = dict(iter(shown.groupby("outlet", sort=True)))
    n_rows = len(shown) + len(blocks)
    figure = theme.sized(
        theme.blank(), n_rows, row=ROW, axis="times as often as in the other outlets (1: no difference)"
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
    ends = _whole_powers(shown)
    figure.update_xaxes(
        zeroline=True, range=[ends[0] - 0.2, ends[1] + 0.2], tickvals=list(range(ends[0], ends[1] + 1, ends[2])),
        ticktext=[_times(power) for power in range(ends[0], ends[1] + 1, ends[2])],
    )  # fmt: skip
    return figure.update_yaxes(
        tickvals=list(ticks), ticktext=list(ticks.values()), range=[n_rows - 0.5, -0.6], tickfont_size=12.5
    )


def _whole_powers(shown: pd.DataFrame) -> tuple[int, int, int]:
    """First and last power of two on the axis, and the step between them."""
    low = max(-MOST_TIMES, floor(min(0.0, float(shown["ratio_low"].min()))))
    high = min(MOST_TIMES, ceil(max(1.0, float(shown["ratio_high"].max()))))
    return low, high, max(1, ceil((high - low) / 6))


def _times(power: int) -> str:
    return f"{2**power:,}×" if power >= 0 else f"1⁄{2**-power:,}"


def _lollipops(figure: go.Figure, rows: pd.DataFrame, places: list[float], colour: str) -> None:
    stems = [(0.0, at, value, at, None, None) for at, value in zip(places, rows["log_ratio"], strict=True)]
    figure.add_scatter(
        x=[x for stem in stems for x in stem[::2]], y=[y for stem in stems for y in stem[1::2]], mode="lines",
        line={"color": colour, "width": 2}, hoverinfo="skip",
    )  # fmt: skip
    figure.add_scatter(
        x=rows["log_ratio"],
        y=places,
        mode="markers",
        error_x={
            "type": "data", "array": rows["ratio_high"] - rows["log_ratio"],
            "arrayminus": rows["log_ratio"] - rows["ratio_low"], "thickness": 1, "width": 3, "color": theme.EDGE,
        },
        marker={
            "size": 10, "color": colour, "line": {"color": colour, "width": 2},
            "symbol": ["circle" if told else "circle-open" for told in rows["told"]],
        },
        customdata=rows[["outlet", "term"]].to_numpy(),
        hovertext=[typical_hover(row) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def typical_hover(row: object) -> str:
    """Everything a row of `typical_terms` says, for the hover; escaped."""
    p = "not tested" if pd.isna(row.p_adjusted) else f"adjusted p {row.p_adjusted:.2g}"
    dp = "" if pd.isna(row.dp) else f", dispersion {row.dp:.2f}"
    flags = f"<br>{theme.escape(row.flags)}" if row.flags else ""
    return (
        f"<b>{theme.escape(row.term)}</b><br>{theme.escape(row.outlet)}: {row.n_target:,} in "
        f"{_articles(row.n_articles_target)}{dp}<br>others: {row.n_reference:,} in "
        f"{_articles(row.n_articles_reference)}<br>{2**row.log_ratio:.3g} times as often (95 % interval "
        f"{2**row.ratio_low:.2g} to {2**row.ratio_high:.2g}, by {row.interval_by})<br>z {row.z:+.1f}, {p}{flags}"
    )


def frequency_bars(
    rates: pd.DataFrame,
    colours: Mapping[str, str],
    *,
    per: str = "per_thousand",
    most: int = 12,
    group: str = "outlet",
) -> go.Figure:
    """Bars of the most frequent words by outlet. rates: what `frequency.per_million` returns, and per_thousand.

    per: the rate drawn, "per_thousand" or "per_article". group: the column bars are coloured by, its values the keys
    of colours. Words by their highest rate; a group without the word has no bar. Marks carry [group, term].
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
        f"<b>{theme.escape(row.term)}</b><br>{theme.escape(getattr(row, group))}: {row.count_:,} in "
        f"{_articles(row.n_articles)}<br>{row.per_thousand:,.1f} per 1,000 of {row.n_words_group:,} words, "
        f"{row.per_article:,.1f} an article"
        for row in shown.rename(columns={"count": "count_"}).itertuples()
    ]
    axis = {"per_thousand": "per 1,000 words", "per_article": "occurrences an article"}[per]
    return bars.grouped(
        shown, label="term", value=per, axis=axis, hover=hover, colours=colours, group=group, number="{:,.1f}"
    )


def _articles(n: int) -> str:
    return f"{n:,} article{'' if n == 1 else 's'}"
