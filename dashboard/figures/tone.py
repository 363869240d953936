"""The colour of the words: parts of a whole, means with intervals, differences that can be told or cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from analysis.measures.tone import LEAST_SENTENCES
from dashboard.figures import bars, theme

PARTS = {f"share_{name}": (name.replace("_", " "), colour) for name, colour in theme.TONE_COLOURS.items()}
VERDICTS: dict[str, Literal["same", "one neutral", "opposite"]] = {
    "share_same": "same", "share_one_neutral": "one neutral", "share_opposite": "opposite",
}  # fmt: skip


def distribution_bars(distribution: pd.DataFrame) -> go.Figure:
    """One bar a row: negative, neutral, positive and not scored sentences as parts of all.

    distribution: label, outlet, words, n_sentences, n_… and share_… of each tone. Marks carry [label, "share_…"].
    """
    if distribution.empty:
        return theme.empty("No sentences in this selection.")
    hover = part_hovers(distribution, "sentences")
    above = [
        bars.above_bar(row.outlet, f", {row.words} (n = {row.n_sentences:,})")
        for row in distribution.itertuples()
    ]
    figure = bars.stacked(
        distribution, label="label", parts=PARTS, axis="share of sentences, %", hover=hover, above=above
    )
    enough = list(distribution["n_sentences"] >= LEAST_SENTENCES)
    figure.update_traces(marker_opacity=[1.0 if one else 0.35 for one in enough])
    for bar in figure.data:  # of a few sentences no share is printed; their number stands at the label
        bar.text = [text if one else "" for text, one in zip(bar.text, enough, strict=True)]
    return figure


def part_hovers(rows: pd.DataFrame, noun: str) -> dict[str, list[str]]:
    """What each part of each bar says when pointed at. noun: what is counted, in the column n_<noun>."""
    return {
        part: [
            f"<b>{theme.escape(row['label'])}</b><br>{name}: {row[part.replace('share', 'n')]:,} of "
            f"{row[f'n_{noun}']:,} {noun}"
            for row in rows.to_dict("records")
        ]
        for part, (name, _) in PARTS.items()
    }


def mean_dots(distribution: pd.DataFrame, colours: Mapping[str, str]) -> go.Figure:
    """A dot a row with its 95 % interval; hollow where it cannot be told from zero.

    distribution: label, outlet, words, n_scored, n_articles, mean, low, high. Rows with fewer than
    LEAST_SENTENCES are left out.
    Marks carry [label].
    """
    scored = distribution[distribution["n_scored"] >= LEAST_SENTENCES].reset_index(drop=True)
    if scored.empty:
        return theme.empty(f"No row has {LEAST_SENTENCES} scored sentences, too few for a mean.")
    clear = (scored["low"] > 0) | (scored["high"] < 0)
    hover = [
        f"<b>{theme.escape(row.label)}</b><br>mean polarity {number(row.mean)}{interval(row)}<br>"
        f"{row.n_scored:,} scored sentences in {row.n_articles:,} article{'' if row.n_articles == 1 else 's'}"
        for row in scored.itertuples()
    ]
    of_outlet = [colours[outlet] for outlet in scored["outlet"]]
    figure = dots(
        scored,
        at=scored["mean"],
        clear=clear,
        colours=of_outlet,
        carried=["label"],
        hover=hover,
        axis="mean polarity of scored sentences, −1 to 1",
    )
    return figure.update_yaxes(ticktext=two_lines(scored["outlet"], scored["words"]))


def difference_dots(differences: pd.DataFrame) -> go.Figure:
    """A dot a pair of outlets with its 95 % interval; hollow where no difference can be told.

    differences: a, b, n_stories, n_a, n_b, difference, low, high, told. Marks carry [a, b].
    """
    rows = differences.dropna(subset=["difference"]).reset_index(drop=True)
    if rows.empty:
        return theme.empty(
            f"Needs two outlets with {LEAST_SENTENCES} scored sentences each on the same story."
        )
    rows = rows.assign(label=[f"{a} − {b}" for a, b in zip(rows["a"], rows["b"], strict=True)])
    hover = [
        f"<b>{theme.escape(row.a)}</b> less <b>{theme.escape(row.b)}</b><br>{number(row.difference)}{interval(row)}"
        f"<br>{row.n_a:,} and {row.n_b:,} scored sentences on {row.n_stories:,} "
        f"{'story' if row.n_stories == 1 else 'stories'}"
        for row in rows.itertuples()
    ]
    colours = [theme.NEGATIVE if one < 0 else theme.POSITIVE for one in rows["difference"]]
    figure = dots(
        rows,
        at=rows["difference"],
        clear=rows["told"],
        colours=colours,
        carried=["a", "b"],
        hover=hover,
        axis="difference of mean polarity",
    )
    return figure.update_yaxes(ticktext=two_lines(rows["a"], "− " + rows["b"]))


def agreement_bars(agreement: pd.DataFrame) -> go.Figure:
    """One bar an outlet: sentences two lexicons judge the same, opposite, or of which one is neutral.

    agreement: outlet, n_both, n_same, n_one_neutral, n_opposite, share_same, share_opposite, kappa. Outlets
    without a sentence that both score are left out. Marks carry [outlet, part], a column of VERDICTS.
    """
    both = agreement[agreement["n_both"] > 0].reset_index(drop=True)
    if both.empty:
        return theme.empty("No sentence of this selection is scored by both lexicons.")
    table = both.assign(share_one_neutral=both["n_one_neutral"] / both["n_both"])
    colours = (theme.SAME, theme.NEUTRAL, theme.OPPOSITE)
    names = {part: (name, colour) for (part, name), colour in zip(VERDICTS.items(), colours, strict=True)}
    hover = {
        part: [
            f"<b>{theme.escape(row['outlet'])}</b><br>{name}: {row[part.replace('share', 'n')]:,} of "
            f"{row['n_both']:,} sentences; κ {row['kappa']:.2f}"
            for row in table.to_dict("records")
        ]
        for part, (name, _) in names.items()
    }
    return bars.stacked(
        table, label="outlet", parts=names, axis="share of sentences both score, %", hover=hover
    )


def two_lines(first: pd.Series, second: pd.Series) -> list[str]:
    return [f"{theme.short(a, 22)}<br>{theme.short(b, 22)}" for a, b in zip(first, second, strict=True)]


def dots(
    rows: pd.DataFrame,
    *,
    at: pd.Series,
    clear: pd.Series,
    colours: list[str],
    carried: list[str],
    hover: list[str],
    axis: str,
) -> go.Figure:
    """A dot a row with its interval, filled where clear. carried: columns whose values its mark carries."""
    figure = theme.sized(theme.blank(), len(rows), row=bars.TWO_LINES, axis=axis)
    places = [float(row) for row in range(len(rows))]
    bars.interval_lines(figure, rows, colours)
    figure.add_scatter(
        x=at,
        y=places,
        mode="markers",
        marker={
            "size": 12,
            "color": colours,
            "symbol": ["circle" if one else "circle-open" for one in clear],
            "line": {"color": colours, "width": 2},
        },
        customdata=rows[carried].to_numpy(),
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )
    reach = max(0.1, float(pd.concat([at, rows["low"], rows["high"]]).abs().max()) * 1.1)
    figure.update_xaxes(range=[-reach, reach], zeroline=True)
    return bars.label_rows(figure, list(rows["label"]), lines=2)


def interval(row: object) -> str:
    if pd.isna(row.low):
        return " (too few sentences for an interval)"
    return f", 95 % interval {number(row.low)} to {number(row.high)}"


def number(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
