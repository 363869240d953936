"""Which words are theirs? Typical words, frequencies, clouds, contexts of any word, and style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.cards import empty_note
from dashboard.figures.theme import outlet_colours
from dashboard.views.words import clouds, context, frequencies, style, typical
from dashboard.views.words.counting import View, choose_counting

if TYPE_CHECKING:
    from analysis.store.selection import Selection
    from analysis.store.store import Store

DRAWINGS = {
    "Typical": typical.draw,
    "How often": frequencies.draw,
    "Clouds": clouds.draw,
    "In context": context.draw,
    "Style": style.draw,
}


def page(store: Store, selection: Selection) -> None:
    if store.totals(selection).empty:
        empty_note("No words in this selection.", selection)
        return
    counting, selection = choose_counting(store, selection)
    view = View(store, selection, counting, outlet_colours(store.outlets()))
    tabs = st.tabs(list(DRAWINGS), key="words_tab", on_change="rerun", bind="query-params")
    for tab, draw in zip(tabs, DRAWINGS.values(), strict=True):
        if tab.open:
            with tab:
                draw(view)
