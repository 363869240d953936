"""One name: how often, with whom, what it is called, in whose quotes, and its sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import captions
from dashboard.article_html import NOBODY
from dashboard.cards import evidence, show_table
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.figures.theme import outlet_colours
from dashboard.sidebar import ENTITY, MAX_ENTITIES
from dashboard.views.names import corrections
from dashboard.views.names.texts import LABELS, MAX_SENTENCES

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

PARTS = ("Its sentences", "What it is called", "With whom", "In whose quotes")


def show(
    store: Store, selection: Selection, name: str, entities: pd.DataFrame, rates: pd.DataFrame, *, key: str
) -> None:
    """The profile. entities, rates: the names of the selection, all together and by outlet; key: unique on the page."""
    facts = entities.set_index("entity").loc[name]
    theirs = rates[rates["entity"] == name]
    mentions = ", ".join(
        f"{row.outlet} {row.n_mentions:,} ({row.per_million / 1000:,.1f} per 1,000 words)"
        for row in theirs.itertuples()
    )
    lines = {
        "Kind": LABELS.get(facts["label"], facts["label"]),
        "Mentions": mentions,
        "Most often with": _company(store, selection, name),
        "Speaks": _speech(store, selection, name),
    }
    st.html(f'<p class="np-evidence-head"><b>{html(name)}</b></p>' + "".join(
        f'<p class="np-fact"><b>{html(what)}</b>: {html(value)}</p>' for what, value in lines.items()
    ))  # fmt: skip
    with st.container(horizontal=True):
        if name in set(store.entity_options(MAX_ENTITIES)["entity"]) and st.button(
            "Only sentences that name it", key=f"{key}-filter", on_click=_filter, args=(name,), type="tertiary",
            help="Sets the filter of the whole page",
        ):  # fmt: skip
            st.rerun()
        corrections.editor(store, selection, name, key=f"{key}-correct")
    drawings = (_sentences, _called, _with_whom, _quotes)
    tabs = st.tabs(PARTS, key=f"{key}-tabs", on_change="rerun")
    for tab, draw in zip(tabs, drawings, strict=True):
        if tab.open:
            with tab:
                draw(store, selection, name, key)


def picked_row(table: pd.DataFrame, key: str) -> dict[str, Any] | None:
    """A table whose rows open; the one that is picked, None before one is."""
    event = show_table(table, key, on_select="rerun", selection_mode="single-row")
    rows = event.selection.rows if event else []
    return None if not rows or rows[0] >= len(table) else table.iloc[rows[0]].to_dict()


def company(store: Store, selection: Selection, name: str) -> pd.DataFrame:
    """The names in the same sentence, by outlet: outlet, with, n_together, expected, n_windows, npmi."""
    from analysis.measures.association import co_occurrence

    by = ("outlet",)
    pairs = store.entity_pairs(selection, by, of=name)
    met = co_occurrence(
        pairs, store.entity_windows(selection, by), store.windows(selection, by), by=by, minimum=1
    )
    other = met["b"].where(met["a"] == name, met["a"])
    return met.assign(**{"with": other})[["outlet", "with", "n_together", "expected", "n_windows", "npmi"]]


def _filter(name: str) -> None:
    st.session_state[ENTITY] = [name]


def _company(store: Store, selection: Selection, name: str) -> str:
    met = store.entity_pairs(selection, of=name).head(5)
    others = [f"{row.b if row.a == name else row.a} ({row.n_together:,})" for row in met.itertuples()]
    return ", ".join(others) or "nobody in the same sentence"


def _speech(store: Store, selection: Selection, name: str) -> str:
    words = store.quoted_words(selection, by=("speaker_entity",))
    said = words[words["speaker_entity"] == name]
    if said.empty:
        return "no quote found in these articles"
    n_words, n_quotes = int(said["n_words"].iloc[0]), int(said["n_quotes"].iloc[0])
    return f"{captions.count(n_words, 'word')} in {captions.count(n_quotes, 'quote')}"


def _sentences(store: Store, selection: Selection, name: str, key: str) -> None:
    sentences = store.sentences_of_entity(selection, name, limit=MAX_SENTENCES)
    _evidence(store, sentences, name, key)


def _called(store: Store, selection: Selection, name: str, key: str) -> None:
    """Names, titles, adjectives, appositions by outlet, each with its sentences."""
    forms = store.entity_forms(selection, name)
    st.html(
        '<p class="np-note">Names as written, and the words set beside them: titles, adjectives, appositions. Read off '
        "the parse, so some are cut wrongly or missed. A place stands again as “metonym” where it acts for its "
        "government (“Beijing says”) and as “place” where it is a place. Pick a row for its sentences.</p>"
    )
    row = picked_row(forms, f"{key}-called")
    if row:
        theirs = replace(selection, outlets=(row["outlet"],))
        sentences = store.sentences_of_form(theirs, name, row["kind"], row["form"], limit=MAX_SENTENCES)
        _evidence(store, sentences, f"“{row['form']}” in {row['outlet']}", key)


def _with_whom(store: Store, selection: Selection, name: str, key: str) -> None:
    met = remember(company, store, selection, name)
    if met.empty:
        st.html('<p class="np-note">No other name stands in a sentence with it.</p>')
        return
    row = picked_row(met, f"{key}-with")
    if row:
        theirs = replace(selection, outlets=(row["outlet"],))
        sentences = store.sentences_of_pair(theirs, name, row["with"], limit=MAX_SENTENCES)
        _evidence(store, sentences, f"{name} and {row['with']} in {row['outlet']}", key)


def _quotes(store: Store, selection: Selection, name: str, key: str) -> None:
    """What it says by outlet, and who speaks of it."""
    said = store.quoted_words(selection, by=("outlet", "speaker_entity"))
    said = said[said["speaker_entity"] == name].drop(columns="speaker_entity").reset_index(drop=True)
    if len(said):
        st.html('<p class="np-evidence-head">It speaks</p>')
        row = picked_row(said, f"{key}-speaks")
        if row:
            theirs = replace(selection, outlets=(row["outlet"],))
            sentences = store.sentences_of_speaker(theirs, name, limit=MAX_SENTENCES)
            _evidence(store, sentences, f"Said by {name} in {row['outlet']}", f"{key}-said")
    of = store.spoken_of(selection, name)
    if of.empty:
        st.html('<p class="np-note">No quote in these articles names it.</p>')
        return
    st.html('<p class="np-evidence-head">It is spoken of by</p>')
    row = picked_row(of.assign(speaker_entity=of["speaker_entity"].fillna(NOBODY)), f"{key}-spoken-of")
    if row:
        theirs = replace(selection, outlets=(row["outlet"],))
        who = None if row["speaker_entity"] == NOBODY else row["speaker_entity"]
        sentences = store.sentences_spoken_of(theirs, name, who, limit=MAX_SENTENCES)
        _evidence(store, sentences, f"{row['speaker_entity']} of {name} in {row['outlet']}", key)


def _evidence(store: Store, sentences: pd.DataFrame, of: str, key: str) -> None:
    evidence(
        sentences, of=of, key=f"{key}-evidence", colours=outlet_colours(store.outlets()), limit=MAX_SENTENCES
    )
