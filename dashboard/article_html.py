"""An article with its layers as escaped HTML: quotes shaded by speaker, cues, names, scored words, boilerplate.

Layers overlap (a name inside a quote inside a quote), so the text is cut wherever any of them begins or ends, and
each piece carries the classes of all that cover it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from dashboard.escaping import html

if TYPE_CHECKING:
    from analysis.store.queries.articles import Layers

LAYERS = ("quotes", "speakers", "reporting words", "names", "tone", "scored words", "boilerplate")

# Tol's "bright", told apart by the colour-blind; not the outlets' colours, which stand for something else.
SPEAKER_COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377")
OTHER_SPEAKER = "#888888"
HERE = "np-here"  # the sentence a link points at
MAX_SHOWN = 300_000  # characters; a longer text would freeze the page
NOBODY = "speaker not identified"


@dataclass(frozen=True)
class Layer:
    """One marked stretch of the text."""

    start: int
    end: int
    css: str  # class
    title: str = ""  # shown when pointed at
    colour: str = ""
    anchor: str = ""  # where a link can lead


@dataclass(frozen=True)
class Speaker:
    """Who speaks in the article, how much, and the numbers of their quotes."""

    name: str
    colour: str
    n_words: int
    quotes: tuple[int, ...]


def speakers(layers: Layers) -> list[Speaker]:
    """Speakers of the article, most words first; quotes inside quotes are left out of the words."""
    outer = layers.quotes[~layers.quotes["nested"].astype(bool)]
    names = outer["speaker_entity"].fillna(NOBODY)
    rows = [
        (name, int(group["n_words"].sum()), tuple(int(n) for n in group["quote"]))
        for name, group in outer.groupby(names)
    ]
    rows.sort(key=lambda row: (row[0] == NOBODY, -row[1], row[0]))
    colours = [*SPEAKER_COLOURS, *[OTHER_SPEAKER] * len(rows)]
    return [
        Speaker(name, OTHER_SPEAKER if name == NOBODY else colour, n_words, quotes)
        for colour, (name, n_words, quotes) in zip(colours, rows, strict=False)
    ]


def article_html(layers: Layers, show: Collection[str], sentence: int | None = None) -> str:
    """The article as HTML. show: which of LAYERS to draw; sentence: number of the one to point at."""
    text = str(layers.article["text"])
    marks = sorted(_marks(layers, show, sentence), key=lambda mark: (mark.start, -mark.end))
    passages = layers.passages
    headlines = {(row.start, row.end) for row in passages[passages["kind"] == "headline"].itertuples()}
    paragraphs = sorted(
        {(row.start, row.end) for row in passages[passages["kind"] != "boilerplate"].itertuples()}
    )
    boilerplate = passages[passages["kind"] == "boilerplate"]
    blocks, at = [], 0
    for (start, end), inside in zip(paragraphs, _by_paragraph(paragraphs, marks), strict=True):
        if start > MAX_SHOWN:
            break
        blocks += _left_out(text, at, start, boilerplate, show)
        tag = "h2" if (start, end) in headlines else "p"
        blocks.append(f"<{tag}>{''.join(_pieces(text, start, end, inside))}</{tag}>")
        at = max(at, end)
    if at < MAX_SHOWN:
        blocks += _left_out(text, at, len(text), boilerplate, show)
    else:
        blocks.append(f'<p class="gone">The text goes on for {len(text) - at:,} characters more.</p>')
    return (
        f'<article class="np-article" lang="{html(layers.article["language"])}">{"".join(blocks)}</article>'
    )


def _by_paragraph(paragraphs: list[tuple[int, int]], marks: list[Layer]) -> Iterator[list[Layer]]:
    """The marks that reach into each paragraph, both in order, without looking at all marks each time."""
    starts = [mark.start for mark in marks]
    reach = list(accumulate((mark.end for mark in marks), max))
    first = 0
    for start, end in paragraphs:
        while first < len(marks) and reach[first] <= start:
            first += 1
        yield [mark for mark in marks[first : bisect_left(starts, end)] if start < mark.end]


def _marks(layers: Layers, show: Collection[str], sentence: int | None) -> Iterator[Layer]:
    if sentence is not None:
        rows = layers.sentences[layers.sentences["sentence"] == sentence]
        yield from (Layer(row.start, row.end, "here", anchor=HERE) for row in rows.itertuples())
    if {"quotes", "speakers", "reporting words"} & set(show):
        yield from _quote_marks(layers, show)
    if "names" in show:
        for row in layers.mentions.itertuples():
            yield Layer(row.start, row.end, "name", f"{row.entity} ({row.label})")
    if "tone" in show:
        for row in layers.tones.itertuples():
            tone = row.tone if isinstance(row.tone, str) else "unsure"
            how = "not scored: the model is unsure" if tone == "unsure" else f"{tone} towards {row.entity}"
            parts = f"negative {row.negative:.2f}, neutral {row.neutral:.2f}, positive {row.positive:.2f}"
            yield Layer(row.start, row.end, f"toned toned-{tone}", f"{how} ({parts})")
    if "scored words" in show:
        for row in layers.scored_words.itertuples():
            sign = "positive" if row.polarity > 0 else "negative" if row.polarity < 0 else "neutral"
            whose = "VADER" if row.lexicon == "vader" else "TextBlob"
            yield Layer(row.start, row.end, f"scored {sign}", f"{whose} {row.polarity:+.2f}")
    if "boilerplate" in show:
        rows = layers.passages[layers.passages["kind"] == "boilerplate"]
        yield from (Layer(row.start, row.end, "gone", f"left out: {row.label}") for row in rows.itertuples())


def _quote_marks(layers: Layers, show: Collection[str]) -> Iterator[Layer]:
    colours = {quote: who for who in speakers(layers) for quote in who.quotes}
    about: Mapping[int, object] = {row.quote: row for row in layers.quotes.itertuples()}
    first: set[int] = set()
    for row in layers.quote_spans.sort_values(["start", "end"]).itertuples():
        quote = about[row.quote]
        who = colours.get(row.quote)
        if row.role == "content" and "quotes" in show:
            speaker = quote.speaker_entity if isinstance(quote.speaker_entity, str) else NOBODY
            said = f", {quote.cue_lemma}" if quote.cue_lemma else ""
            anchor = "" if row.quote in first else f"np-q{row.quote}"
            first.add(row.quote)
            colour = who.colour if who else OTHER_SPEAKER
            title = f"{speaker}: {quote.quote_type}{said}"
            if quote.nested:
                yield Layer(row.start, row.end, "q nested", f"inside that quote, {title}", anchor=anchor)
            else:
                yield Layer(row.start, row.end, "q", title, colour, anchor)
        elif row.role == "cue" and "reporting words" in show:
            yield Layer(row.start, row.end, "cue", f"reporting word: {quote.cue_lemma}")
        elif row.role == "speaker" and "speakers" in show:
            named = quote.speaker_entity if isinstance(quote.speaker_entity, str) else NOBODY
            # Inside a quote the shade is that of the quote around it.
            colour = who.colour if who and not quote.nested else ""
            yield Layer(row.start, row.end, "who", f"speaker: {named}", colour)


def _pieces(text: str, start: int, end: int, marks: list[Layer]) -> Iterator[str]:
    """The text between two offsets, cut at every edge of a mark; each piece with all that covers it."""
    edges = sorted({start, end, *(edge for m in marks for edge in (m.start, m.end) if start < edge < end)})
    for left, right in pairwise(edges):
        covering = [mark for mark in marks if mark.start <= left and right <= mark.end]
        piece = html(text[left:right])
        yield _span(piece, covering, left, start) if covering else piece


def _span(piece: str, covering: list[Layer], left: int, block: int) -> str:
    """Inner marks come later in the list and win where only one can be shown."""
    css = " ".join(dict.fromkeys(mark.css for mark in covering))
    title = "; ".join(dict.fromkeys(mark.title for mark in covering if mark.title))
    colour = next((mark.colour for mark in reversed(covering) if mark.colour), "")
    anchors = [mark.anchor for mark in covering if mark.anchor and max(mark.start, block) == left]
    anchors.sort(key=HERE.__eq__)  # one piece has one name; the others stand before it
    targets = "".join(f'<a id="{html(anchor)}"></a>' for anchor in anchors[:-1])
    own = f' id="{html(anchors[-1])}" tabindex="-1"' if anchors else ""
    style = f' style="--c:{html(colour)}"' if colour else ""
    about = f' title="{html(title)}"' if title else ""
    return f'{targets}<span class="{html(css)}"{own}{about}{style}>{piece}</span>'


def _left_out(text: str, start: int, end: int, boilerplate, show: Collection[str]) -> list[str]:
    """What lies between two paragraphs, folded away; nothing when it is only white space or not asked for."""
    if "boilerplate" not in show or not text[start:end].strip():
        return []
    labels = boilerplate.loc[(boilerplate["start"] < end) & (start < boilerplate["end"]), "label"]
    names = ", ".join(dict.fromkeys(label for label in labels if label)) or "not part of the article"
    lines = "".join(
        f"<span>{html(line.strip())}</span>" for line in text[start:end].splitlines() if line.strip()
    )
    return [f"<details><summary>Left out: {html(names)}</summary>{lines}</details>"]
