"""A column an outlet for the overview, as escaped HTML: no chart library for bars this small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.measures.tone import LEAST_SENTENCES
from dashboard import captions
from dashboard.escaping import html

if TYPE_CHECKING:
    import pandas as pd

TONES = (
    ("negative", "negative"),
    ("neutral", "neutral"),
    ("positive", "positive"),
    ("not_scored", "unscored"),
)
MAX_HEADLINES = 3


def outlet_html(
    outlet: str,
    colour: str,
    *,
    articles: pd.DataFrame,
    voices: pd.DataFrame,
    terms: Sequence[str],
    tone: pd.DataFrame,
) -> str:
    """One outlet. articles: its rows; voices: speaker_entity, share; terms: most typical first;
    tone: a row for "own words" and for "speech" with the shares of negative … not scored sentences."""
    return (
        f'<section class="np-outlet" style="--np-colour:{html(colour)}">'
        f"<h3>{html(outlet)}{_basis(articles['outlet_basis'])}</h3>"
        f"{_headlines(articles)}<p class='np-fact'>{_facts(articles)}</p>"
        f"{_voices(voices)}{_terms(terms)}{_tone(tone)}</section>"
    )


def legend_html() -> str:
    """What the parts of a tone bar are, and which bars say little."""
    items = "".join(f'<span><i class="np-{css}"></i>{name.replace("_", " ")}</span>' for name, css in TONES)
    few = f"<span>pale: fewer than {LEAST_SENTENCES} sentences, too few to compare</span>"
    return f'<p class="np-legend">Colour of the words, sentence by sentence: {items} {few}</p>'


def _headlines(articles: pd.DataFrame) -> str:
    titles = [title for title in articles["title"] if title][:MAX_HEADLINES]
    more = len(articles) - len(titles)
    lines = "".join(f'<p class="np-headline">{html(title)}</p>' for title in titles)
    return lines + (
        f'<p class="np-fact">and {captions.count(more, "article")} more</p>' if more and titles else ""
    )


def _facts(articles: pd.DataFrame) -> str:
    known = articles["published"].dropna()
    when = captions.days(known.min().date(), known.max().date()) if len(known) else "no date"
    facts = [html(when) + (_basis(articles.loc[known.index, "published_basis"]) if len(known) else "")]
    if 0 < len(known) < len(articles):
        facts.append(f"{len(articles) - len(known):,} without a date")
    words = captions.count(int(articles["n_words"].sum()), "word")
    facts.append(words if len(articles) == 1 else f"{captions.count(len(articles), 'article')}, {words}")
    wires = sorted(set(articles["wire"].dropna()))
    facts += [f'<span class="np-tag">{html(wire)} copy</span>' for wire in wires]
    return " · ".join(facts)


def _basis(basis: pd.Series) -> str:
    """Said when any of them is not simply given."""
    other = [value for value in dict.fromkeys(basis) if value != "given"]
    return f' <span class="np-quiet">({html(", ".join(other))})</span>' if other else ""


def _voices(voices: pd.DataFrame) -> str:
    if voices.empty:
        return "<div><h4>Who speaks</h4><p class='np-fact'>No quotes found.</p></div>"
    rows = "".join(
        f'<li class="np-voice"><span>{html(row.speaker_entity)}</span><span>{row.share:.0%}</span>'
        f'<span class="np-track"><i style="width:{row.share:.1%}"></i></span></li>'
        for row in voices.itertuples()
    )
    return f"<div><h4>Who speaks, share of quoted words</h4><ol>{rows}</ol></div>"


def _terms(terms: Sequence[str]) -> str:
    if not terms:
        return ""
    words = " ".join(f"<span>{html(term)}</span>" for term in terms)
    return f'<div><h4>Typical words, against the others</h4><p class="np-terms">{words}</p></div>'


def _tone(tone: pd.DataFrame) -> str:
    rows = "".join(_tone_bar(row) for row in tone.itertuples())
    return f"<div><h4>Colour of the words</h4>{rows}</div>" if rows else ""


def _tone_bar(row) -> str:
    parts = "".join(
        f'<span class="np-{css}" style="width:{getattr(row, "share_" + name):.1%}"></span>'
        for name, css in TONES
    )
    said = ", ".join(f"{getattr(row, 'n_' + name)} {name.replace('_', ' ')}" for name, _ in TONES)
    words = html(row.words)
    few = " np-few" if row.n_sentences < LEAST_SENTENCES else ""
    return (
        f'<div class="np-tone{few}" title="{html(said)}"><span>{words}</span>'
        f'<div role="img" aria-label="{words}: {html(said)}">{parts}</div><span>n={row.n_sentences}</span></div>'
    )
