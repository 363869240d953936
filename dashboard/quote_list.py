"""Quotes one under another: who, in what words, with what verb, and a jump into the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.article_html import NOBODY
from dashboard.captions import count
from dashboard.escaping import html
from dashboard.evidence import page_of
from dashboard.links import reader_link

if TYPE_CHECKING:
    import pandas as pd


def quote_list(quotes: pd.DataFrame, *, key: str, colours: Mapping[str, str]) -> None:
    """quotes: rows of a store's `quotes` query; key: unique on the page; colours: outlet → colour."""
    st.html(f'<p class="np-evidence-head">{count(len(quotes), "quote")}.</p>')
    for row in page_of(quotes, key).itertuples(index=False):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            st.html(quote_html(row, colours.get(row.outlet)), width="stretch")
            reader_link("Read", row.article_id, int(row.sentence))


def quote_html(row, colour: str | None = None) -> str:
    """One quote with its outlet, speaker, verb and type."""
    bar = f' style="border-color:{html(colour)}"' if colour else ""
    speaker = row.speaker_entity if isinstance(row.speaker_entity, str) else NOBODY
    written = f" (“{html(row.speaker)}”)" if _differs(row.speaker, row.speaker_entity) else ""
    verb = f", {html(row.cue_lemma)}" if row.cue_lemma else ""
    nested = ", inside another quote" if row.nested else ""
    return (
        f'<blockquote class="np-sentence"{bar}><span class="np-where"><b>{html(speaker)}</b>'
        f"{written}{verb} · {html(row.quote_type)}{nested} · {html(row.outlet)}</span> {html(row.content)}</blockquote>"
    )


def _differs(written: object, name: object) -> bool:
    return isinstance(written, str) and written != name
