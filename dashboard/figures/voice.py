"""Who speaks, and how: speakers, kinds of speaker, forms of quoting, reporting verbs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import bars, theme

NO_VERB = "(no reporting word)"
UNKNOWN = "unknown"  # the kind of a speaker who is not known
KINDS = {
    "person": ("named person", "#0072b2"),
    "organisation": ("organisation", "#009e73"),
    "state": ("state or government", "#e69f00"),
    "group": ("unnamed group", "#b98ac9"),
    "anonymous": ("unnamed person", "#8c8c8c"),
    UNKNOWN: ("not identified", "rgba(128,128,128,0.18)"),
}
CLASSES = {
    "neutral": ("neutral: said", "#b4b4b4"),
    "insisting": ("insisting: stressed", "#e69f00"),
    "doubting": ("doubting: claimed", "#d55e00"),
    "endorsing": ("endorsing: pointed out", "#0072b2"),
    "requesting": ("requesting: urged", "#009e73"),
    "": ("no reporting word, or none of the list", "rgba(128,128,128,0.18)"),
}
TYPES = {
    "direct": ("direct", "#0072b2"),
    "mixed": ("mixed", "#56b4e9"),
    "indirect": ("indirect", "#b4b4b4"),
}


def share_bars(voices: pd.DataFrame, colours: Mapping[str, str], *, most: int = 12) -> go.Figure:
    """Bars of quoted words by speaker and outlet on one scale, speakers with most words first.

    voices: outlet, speaker_entity, n_words, n_quotes, share (of the outlet's quoted words). most: speakers shown; how
    many are left out is said. Marks carry [outlet, speaker].
    """
    if voices.empty:
        return theme.empty("No quoted or reported speech in this selection.")
    order = _largest(voices, "speaker_entity")
    shown = _in_order(voices, "speaker_entity", order[:most]).assign(percent=lambda rows: rows["share"] * 100)
    hover = [
        f"<b>{theme.escape(row.speaker_entity)}</b><br>{theme.escape(row.outlet)}: {row.n_words:,} words in "
        f"{_quotes(row.n_quotes)}, {row.percent:.0f} % of its quoted words"
        for row in shown.itertuples()
    ]
    figure = bars.grouped(
        shown, label="speaker_entity", value="percent", number="{:.0f}", hover=hover, colours=colours,
        axis="share of the outlet's quoted words, %",
    )  # fmt: skip
    return _say_cut(figure, len(order) - most, "speaker")


def kind_band(kinds: pd.DataFrame) -> go.Figure:
    """One bar an outlet: its quoted words by kind of speaker.

    kinds: outlet, kind (NA: not identified), n_words, n_quotes, share. Marks carry [outlet, kind].
    """
    named = kinds.assign(kind=kinds["kind"].fillna(UNKNOWN))
    return _band(named, "kind", KINDS, axis="share of the outlet's quoted words, %", noun="words")


def type_band(types: pd.DataFrame) -> go.Figure:
    """One bar an outlet: its quotes by form. types: outlet, quote_type, n_quotes, share_quotes.

    Marks carry [outlet, quote_type].
    """
    return _band(types, "quote_type", TYPES, axis="share of the outlet's quotes, %", noun="quotes")


def class_band(classes: pd.DataFrame) -> go.Figure:
    """One bar an outlet: its quotes by class of reporting word. classes: outlet, cue_class, n_quotes, share_quotes.

    Marks carry [outlet, cue_class].
    """
    return _band(classes, "cue_class", CLASSES, axis="share of the outlet's quotes, %", noun="quotes")


def verb_bars(verbs: pd.DataFrame, colours: Mapping[str, str], *, most: int = 12) -> go.Figure:
    """Bars of quotes by reporting word and outlet, the commonest first.

    verbs: outlet, cue_lemma ("" without one), cue_class, n_quotes, share_quotes. Marks carry [outlet, reporting word].
    """
    if verbs.empty:
        return theme.empty("No quotes in this selection.")
    order = _largest(verbs, "cue_lemma", "n_quotes")
    shown = _in_order(verbs, "cue_lemma", order[:most])
    shown = shown.assign(cue_lemma=shown["cue_lemma"].replace("", NO_VERB))
    hover = [
        f"<b>{theme.escape(row.cue_lemma)}</b>{f' ({row.cue_class})' if row.cue_class else ''}<br>"
        f"{theme.escape(row.outlet)}: {_quotes(row.n_quotes)}, {row.share_quotes * 100:.0f} % of its quotes"
        for row in shown.itertuples()
    ]
    figure = bars.grouped(
        shown, label="cue_lemma", value="n_quotes", hover=hover, colours=colours, axis="quotes",
    )  # fmt: skip
    return _say_cut(figure, len(order) - most, "reporting word")


def _band(
    table: pd.DataFrame, part: str, parts: Mapping[str, tuple[str, str]], *, axis: str, noun: str
) -> go.Figure:
    """noun: "words" or "quotes", what the shares are shares of."""
    if table.empty:
        return theme.empty("No quoted or reported speech in this selection.")
    count, share = ("n_words", "share") if noun == "words" else ("n_quotes", "share_quotes")
    shares = table.pivot_table(index="outlet", columns=part, values=share, aggfunc="sum", fill_value=0.0)
    n = table.pivot_table(index="outlet", columns=part, values=count, aggfunc="sum", fill_value=0)
    drawn = {value: look for value, look in parts.items() if value in shares}
    hover = {
        value: [
            f"<b>{theme.escape(outlet)}</b><br>{name}: {int(n.loc[outlet, value]):,} of "
            f"{int(n.loc[outlet].sum()):,} {noun}"
            for outlet in shares.index
        ]
        for value, (name, _) in drawn.items()
    }
    return bars.stacked(shares.reset_index(), label="outlet", parts=drawn, axis=axis, hover=hover)


def _largest(table: pd.DataFrame, label: str, count: str = "n_words") -> list[str]:
    total = table.groupby(label)[count].sum().reset_index()
    return list(total.sort_values([count, label], ascending=[False, True])[label])


def _in_order(table: pd.DataFrame, label: str, order: list[str]) -> pd.DataFrame:
    shown = table[table[label].isin(order)]
    return shown.sort_values(
        label, key=lambda column: column.map({one: n for n, one in enumerate(order)}), kind="stable"
    )


def _quotes(n: int) -> str:
    return f"{n:,} quote{'' if n == 1 else 's'}"


def _say_cut(figure: go.Figure, n_left_out: int, noun: str) -> go.Figure:
    if n_left_out > 0:
        axis = figure.layout.xaxis.title.text
        figure.update_xaxes(title_text=f"{axis}<br>{theme.left_out(n_left_out, noun)}")
        figure.update_layout(height=figure.layout.height + theme.LINE)
    return figure
