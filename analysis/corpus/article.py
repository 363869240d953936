"""One text made an article: laid out, its language and agency found, its identifier computed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from analysis.corpus.agencies import agency
from analysis.corpus.language import language_of
from analysis.corpus.layout import Layout, lay_out
from analysis.model import Article, Basis, Boilerplate

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def usable(text: str) -> tuple[str, int]:
    """The text with NUL and lone surrogates as U+FFFD, and how many there were. Offsets stay as they are."""
    return _UNUSABLE.subn("\ufffd", text)


def article_from_text(
    text: str,
    *,
    outlet: str = "",
    outlet_basis: Basis | None = None,
    title: str = "",
    published: date | None = None,
    published_basis: Basis | None = None,
    story: str = "",
    url: str | None = None,
    wire: str | None = None,
    file: str = "",
    language: str = "",
    markup: Sequence[Boilerplate] = (),
    facets: tuple[tuple[str, str], ...] = (),
) -> Article:
    """Lay out one text.

    text: kept as it is, so offsets are code points of what was given; only NUL and lone surrogates, which no
        table can hold, become U+FFFD one for one.
    wire: the agency; found in the signature, dateline or byline when not given.
    outlet_basis, published_basis: "given" when the fact is there and nothing else is said, "unknown" without it.
    markup: spans known not to be editorial. facets: what else is said of it, by name.
    """
    text, _ = usable(text)
    outlet, title, story = (usable(fact)[0] for fact in (outlet, title, story))
    url, wire = (usable(fact)[0] if fact else fact for fact in (url, wire))
    layout = lay_out(text, title=title, outlet=outlet, markup=markup)
    if not title and layout.headline:
        title = " ".join(text[layout.headline.start : layout.headline.end].split())
    return Article(
        article_id=article_id(outlet, published, text),
        text=text,
        outlet=outlet,
        outlet_basis=outlet_basis or ("given" if outlet else "unknown"),
        wire=wire or wire_of(text, layout),
        story=story,
        published=published,
        published_basis=published_basis or ("given" if published else "unknown"),
        title=title,
        url=url,
        file=file,
        language=language or language_of(_editorial(text, layout)),
        headline=layout.headline,
        paragraphs=layout.paragraphs,
        boilerplate=layout.boilerplate,
        facets=tuple((usable(name)[0], usable(value)[0]) for name, value in facets),
    )


def article_id(outlet: str, published: date | None, text: str) -> str:
    """16 hex digits of SHA-256 over outlet, day and text, each on its own line."""
    day = published.isoformat() if published else ""
    return hashlib.sha256(f"{outlet}\n{day}\n{text}".encode()).hexdigest()[:16]


def wire_of(text: str, layout: Layout) -> str | None:
    """The agency that signs the article: behind its last sentence, in its dateline or its byline."""
    for label in ("wire tag", "dateline", "byline"):
        for mark in layout.boilerplate:
            if mark.label == label and (name := agency(text[mark.span.start : mark.span.end])):
                return name
    return None


def _editorial(text: str, layout: Layout) -> str:
    return "\n".join(text[span.start : span.end] for span in layout.paragraphs)
