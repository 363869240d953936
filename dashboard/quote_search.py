"""Every quote of the selection, searched and filtered: the words, the speaker, the form, how sure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.store.selection import QuoteFilter
from dashboard import captions
from dashboard.article_html import NOBODY
from dashboard.cards import card
from dashboard.quote_list import quote_list

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

SEARCH, SURE = "quote_search", "quote_sure"
MAX_OPTIONS = 300  # values offered in each list, the most frequent ones
MAX_ROWS = 10_000  # of the table beside the list; the command `newsparallax table quotes` has no limit
CHOICES = {
    "speaker_entity": ("Speaker", "quote_by", NOBODY),
    "kind": ("Kind of speaker", "quote_kind", "not identified"),
    "quote_type": ("Form", "quote_type", ""),
    "cue_lemma": ("Reporting word", "quote_verb", "no reporting word"),
    "cue_class": ("Class of reporting word", "quote_class", "no class"),
}
"""Property → label, key in the link, and what a missing value is called."""

HOW = """
Quotes are found by rules and a small learned model over the grammar of each sentence. **Sure** is how often the rule
or model that found the quote was right in content and speaker when it was measured. What is said is highlighted, the
reporting word bold, the speaker underlined. A quote inside another quote is listed, and counted in no share.
"""


def found_quotes(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    """The search, the choices, and the quotes that fit, each in its sentence."""
    only = choose_quotes(store.quote_options(selection, MAX_OPTIONS), has_measured_rules(store, selection))
    n_found, n_all = store.n_quotes(selection, only), store.n_quotes(selection)
    with card(
        "What do they say?",
        subtitle="Every quote found, in the order of the articles",
        table=store.quotes(selection, only, limit=MAX_ROWS),
        name="quotes",
        selection=selection,
        store=store,
        unit=_unit(n_found, n_all),
        how=HOW,
        view="List",
    ):
        if n_found == 0:
            st.info("No quote fits the search and the choices above.")
        else:
            quote_list(store, selection, only, key="quotes", colours=colours)


def choose_quotes(options: pd.DataFrame, by_certainty: bool) -> QuoteFilter:
    """Draws the search and the choices, and returns what they leave.

    options: property, value, n_quotes of a store's `quote_options`. by_certainty: whether to ask for it.
    """
    grid = st.grid(3, min_column_width=200, gap="small")
    text = grid.text_input("Search in the quotes", key=SEARCH, bind="query-params", placeholder="Any words")
    chosen: dict[str, Any] = {}
    for name, (label, key, missing) in CHOICES.items():
        values = options.loc[options["property"] == name, "value"]
        values = values.astype("object").where(values.notna(), None)
        named = {value or missing: value for value in values}
        picked = grid.multiselect(label, list(named), key=key, bind="query-params", placeholder="Any")
        chosen[name] = tuple(named[one] for one in picked)
    sure = 0
    if by_certainty:
        sure = grid.slider(
            "At least this sure, %",
            0,
            100,
            0,
            step=5,
            key=SURE,
            bind="query-params",
            help="How often the rule that found the quote was right when it was measured",
        )
    return QuoteFilter(text=" ".join(text.split()), least_confidence=sure / 100, **chosen)


def has_measured_rules(store: Store, selection: Selection) -> bool:
    """Whether the confidences say anything: a rule nobody has measured stands at 1."""
    return store.n_quotes(selection, QuoteFilter(least_confidence=1.0)) < store.n_quotes(selection)


def _unit(n_found: int, n_all: int) -> str:
    whole = f"n = {n_found:,} of {captions.count(n_all, 'quote')}, quotes inside quotes included"
    return whole if n_found <= MAX_ROWS else f"{whole}; the table has the first {MAX_ROWS:,}"
