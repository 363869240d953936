"""How do they speak of whom? Tone towards names, the colour of the words, headline and course, loaded words."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import captions
from dashboard.accuracy import ABOUT_TONE
from dashboard.cards import empty_note
from dashboard.escaping import html
from dashboard.figures.theme import outlet_colours

if TYPE_CHECKING:
    from analysis.store.selection import Selection
    from analysis.store.store import Store

TABS = {
    "Towards whom": "tone_targets",
    "Colour of the words": "tone_colour",
    "Headline and course": "tone_course",
    "Loaded words": "loaded_words",
}  # name → module of views with `draw(store, selection, colours)`

MAY_BE_READ = (
    "How many mentions of somebody are negative, neutral or positive, in whose words, and in which sentences.",
    "A tone that is called told from zero: its interval leaves zero out, also after looking at many of them.",
)
MAY_NOT_BE_READ = (
    "What an outlet thinks of anybody. A negative sentence may be bad news, or the words of a speaker.",
    "A ranking of outlets. Sets of articles on different events differ by the events first.",
    "A single article. One score in {wrong} is wrong; only many together say something.",
)


def page(store: Store, selection: Selection) -> None:
    totals = store.totals(selection)
    if not totals["n_sentences"].sum():
        empty_note("No sentences in this selection.", selection)
        return
    st.html(_box(store, selection))
    colours = outlet_colours(store.outlets())
    tabs = st.tabs(list(TABS), key="tone_tab", on_change="rerun", bind="query-params")
    for tab, module in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw: Callable[..., None] = import_module(f"dashboard.views.{module}").draw
                draw(store, selection, colours)


def _box(store: Store, selection: Selection) -> str:
    """What may and may not be read, what the scores were measured to be, and what the selection adds to that."""
    may = "".join(f"<li>{html(text)}</li>" for text in MAY_BE_READ)
    may_not = "".join(
        f"<li>{html(text.format(wrong=ABOUT_TONE.one_wrong_in))}</li>" for text in MAY_NOT_BE_READ
    )
    notes = "".join(
        f"<p>{html(note)}</p>" for note in (ABOUT_TONE.measured, *selection_notes(store, selection))
    )
    return (
        '<section class="np-fair np-may" role="note"><b>What this may and may not be read as</b>'
        f'<div class="np-two"><div><p>May</p><ul>{may}</ul></div><div><p>May not</p><ul>{may_not}</ul></div></div>'
        f"{notes}</section>"
    )


def selection_notes(store: Store, selection: Selection) -> list[str]:
    """What follows for statements from how many articles an outlet has, and from stories that only some tell."""
    articles = store.articles(selection)
    notes = []
    per_outlet = articles.groupby("outlet")["article_id"].nunique()
    single = sorted(per_outlet[per_outlet == 1].index)
    if single:
        whose = "Every outlet here has" if len(single) == len(per_outlet) else f"{captions.listing(single)}:"
        notes.append(
            f"{whose} one article: what is shown then describes that article, and no statement about the outlet can be "
            "made from it."
        )
    told_by = articles[articles["story"] != ""].groupby("story")["outlet"].nunique()
    if len(told_by) > 1:
        shared = int((told_by > 1).sum())
        notes.append(
            f"{len(told_by):,} stories are mixed, {shared:,} of them told by more than one outlet. Numbers of single "
            "outlets stand for different stories and are not comparable; differences are taken within the stories that "
            "both tell."
        )
    return notes
