"""Hedges, intensifiers and subjective words of each outlet, with the sentences they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.measures.loaded_words import LEAST_WORDS, LISTS, load_lists
from dashboard import captions
from dashboard.cards import card, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.views.tone_targets import WHERE, choose_voice

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

MAX_SENTENCES = 500  # of evidence
HOW = f"""
**In a thousand words** = words of the list ÷ all words in that voice × 1,000. 95 % interval: articles drawn with
replacement, then sentences within each, by Student's t; with one article an outlet it speaks of that article alone. No
rate below {LEAST_WORDS} words.

*Hedges* leave open whether something is so ("perhaps", "apparently"; words/hedges, MIT). *Intensifiers* make more of
what follows ("utterly", "very"; VADER, MIT). *Subjective words* are adjectives rated a matter of opinion and clearly
good or bad ("absurd", "splendid"; Pattern, public domain). Single words only, as written, names left out. A list
knows no context: "may" is a hedge also where it grants permission.
Dots whose intervals overlap widely cannot be told apart.
"""


@st.fragment
def draw(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    voice = choose_voice(selection, key="loaded_voice")
    theirs = replace(selection, voice=voice)
    rates, terms = remember(rates_of, store, theirs)
    if rates.empty:
        st.info(f"No words {WHERE[voice]} in this selection.")
        return
    from dashboard.figures.course import LISTS as NAMES
    from dashboard.figures.course import rate_dots

    with card(
        f"Who hedges, who intensifies, who judges {WHERE[voice]}?",
        subtitle="How many words of each list in a thousand, with the 95 % interval. Click a dot for the sentences.",
        table=rates,
        name="loaded-words",
        selection=theirs,
        store=store,
        unit=f"n = {captions.count(int(rates['n'].sum()), 'word')} of the three lists",
        how=HOW,
    ) as this:
        alt = "; ".join(f"{row.outlet} {row.n} {NAMES[row.list]}" for row in rates.itertuples())
        event = this.chart(rate_dots(rates, colours), alt=alt, on_select="rerun", selection_mode="points")
        short = sorted(set(rates.loc[rates["per_thousand"].isna(), "outlet"]))
        if short:
            note = f"No rate for {captions.listing(short, noun='outlets')}: under {LEAST_WORDS} words {WHERE[voice]}."
            st.html(f'<p class="np-note">{html(note)}</p>')
        found = rates[rates["n"] > 0]
        options = list(found[["outlet", "list"]].itertuples(index=False, name=None))
        chosen = choose(
            "Sentences with", options, key="loaded-cell", event=event, read=tuple,
            show=lambda cell: f"{NAMES[cell[1]]} of {cell[0]}",
        )  # fmt: skip
        if chosen is not None:
            outlet, name = chosen
            own = terms[(terms["outlet"] == outlet) & (terms["list"] == name)]
            words = own.groupby("term")["n"].sum().sort_values(ascending=False, kind="stable")
            sentences = store.sentences_of_terms(
                replace(theirs, outlets=(outlet,)), list(words.index), limit=MAX_SENTENCES
            )
            most = captions.listing([f"{term} ({n})" for term, n in words.items()], noun="words")
            evidence(
                sentences,
                of=f"{NAMES[name]} of {outlet}: {most}",
                key="loaded-evidence",
                colours=colours,
                limit=MAX_SENTENCES,
            )


def rates_of(store: Store, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rates by outlet and list, and the words of the lists that were found."""
    from analysis.measures.loaded_words import loaded_rates

    list_of = {term: name for name in LISTS for term in load_lists()[name]}
    places = store.word_places(selection, list(list_of))
    places = places.assign(list=places["term"].map(list_of).astype("str"))
    return loaded_rates(store.sentence_words(selection), places), places
