"""Quotes one under another: who, with what verb, in which sentence, and a jump into the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.article_html import NOBODY
from dashboard.captions import count
from dashboard.escaping import html
from dashboard.evidence import PAGE_SIZE, open_page
from dashboard.links import beside_link

if TYPE_CHECKING:
    from analysis.store.selection import QuoteFilter, Selection
    from analysis.store.store import Store

Spans = Iterable[Iterable[int]]


def quote_list(
    store: Store, selection: Selection, only: QuoteFilter, *, key: str, colours: Mapping[str, str]
) -> None:
    """The selection's quotes that fit, a page at a time, each in its sentence.

    key: unique on the page; colours: outlet → colour.
    """
    n_quotes = store.n_quotes(selection, only)
    st.html(f'<p class="np-evidence-head">{count(n_quotes, "quote")}.</p>')
    first = open_page(n_quotes, key).start
    rows = store.quotes_in_context(selection, only, limit=PAGE_SIZE, offset=first)
    for row in rows.itertuples(index=False):
        beside_link(quote_html(row, colours.get(row.outlet)), row.article_id, int(row.sentence))


def quote_html(row, colour: str | None = None) -> str:
    """One quote: outlet, speaker, verb and form, and its sentences with content, reporting word and speaker marked."""
    bar = f' style="border-color:{html(colour)}"' if colour else ""
    speaker = row.speaker_entity if isinstance(row.speaker_entity, str) else NOBODY
    written = f" (“{html(row.speaker)}”)" if _differs(row.speaker, row.speaker_entity) else ""
    verb = f", {html(row.cue_lemma)}" if row.cue_lemma else ""
    nested = ", inside another quote" if row.nested else ""
    sure = f" · {row.confidence:.0%} sure" if row.confidence < 1 else ""
    return (
        f'<blockquote class="np-sentence"{bar}><span class="np-where"><b>{html(speaker)}</b>'
        f"{written}{verb} · {html(row.quote_type)}{nested} · {html(row.outlet)}{sure}</span> "
        f"{_marked(row)}</blockquote>"
    )


def _marked(row) -> str:
    """The sentences with what is said highlighted, the reporting word bold, the speaker underlined."""
    roles = (("mark", row.marks), ("b", row.cues), ("u", row.speakers))
    spans = [(start - row.text_start, end - row.text_start, tag) for tag, own in roles for start, end in own]
    edges = sorted({0, len(row.text), *(edge for start, end, _ in spans for edge in (start, end))})
    pieces = []
    for left, right in pairwise(edges):
        tags = [tag for start, end, tag in spans if start <= left and right <= end]
        opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        pieces.append(f"{opened}{html(row.text[left:right])}{closed}")
    return "".join(pieces)


def _differs(written: object, name: object) -> bool:
    return isinstance(written, str) and written != name
