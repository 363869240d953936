"""Who gets to speak, and how? Speakers, kinds of speaker, forms, reporting words, and the quotes themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import captions
from dashboard.article_html import NOBODY
from dashboard.cards import card, empty_note, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.figures.theme import outlet_colours
from dashboard.quote_list import quote_list

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

NO_VERB = "no reporting word"
SEARCH, SPEAKER, KIND, TYPE, VERB, SURE = (
    f"quote_{name}" for name in ("search", "by", "kind", "type", "verb", "sure")
)

HOW_QUOTES = """
Quotes are found by rules over the grammar of each sentence: a quotation mark pair, a reporting word and its speaker
(direct), a clause after "said that" and the like (indirect), or both (mixed). How often the methods are right stands
on the Corpus page.
"""
HOW_SHARE = f"""
**Share of quoted words** = words quoted from, or reported of, the speaker ÷ all such words of the outlet. Quoted and
reported speech count together; a quote inside a quote counts once, for the outer speaker. "{NOBODY}" stays in, for
leaving it out would enlarge all others. With few quotes, one long quote makes the share.
{HOW_QUOTES}"""
HOW_KIND = f"""
The same words by kind of speaker: a named person, a named body, a country or government as such ("Beijing"), people
without a name ("US officials"), one person without a name.
{HOW_QUOTES}"""
HOW_TYPE = f"""
**Share** = quotes of the form ÷ all quotes of the outlet, quotes inside quotes left out.
{HOW_QUOTES}"""
HOW_VERB = f"""
Quotes by the dictionary form of the word that reports them. "{NO_VERB}" is a quote without one, such as a quotation
whose speaker is named in the sentence before. A verb is the outlet's choice; what it implies is for the reader.
{HOW_QUOTES}"""


def page(store: Store, selection: Selection) -> None:
    speakers, kinds, types, verbs = remember(voices, store, selection)
    if speakers.empty:
        empty_note("No quotes in this selection.", selection)
        return
    colours = outlet_colours(store.outlets())
    _speakers(store, selection, speakers, colours)
    left, right = st.columns(2)
    with left:
        _kinds(store, selection, kinds)
    with right:
        _types(store, selection, types)
    _verbs(store, selection, verbs, colours)
    _quotes(store, selection, colours)


def voices(store: Store, selection: Selection) -> tuple[pd.DataFrame, ...]:
    """Share of voice by speaker and by kind; quotes by form and by reporting word."""
    from analysis.measures import voice

    quotes = store.quotes(selection)
    return (
        voice.share_of_voice(store.quoted_words(selection, by=("outlet", "speaker_entity"))),
        voice.share_of_voice(store.quoted_words(selection, by=("outlet", "kind"))),
        voice.shares_of_quotes(quotes, "quote_type"),
        voice.shares_of_quotes(quotes, "cue_lemma"),
    )


def _speakers(store: Store, selection: Selection, table: pd.DataFrame, colours: Mapping[str, str]) -> None:
    from dashboard.figures.voice import share_bars

    top = table.loc[table["n_words"].idxmax()]
    with card(
        "Who is given room?",
        subtitle="Share of each outlet's quoted words by speaker; click a bar to see what they say",
        table=table,
        name="speakers",
        selection=selection,
        store=store,
        unit=_unit(table),
        how=HOW_SHARE,
    ) as this:
        event = this.chart(
            share_bars(table, colours),
            alt=f"Shares of quoted words by speaker; most words: {top['speaker_entity']} in {top['outlet']}",
            on_select="rerun",
            selection_mode="points",
        )
        chosen = choose(
            "See what a speaker says",
            list(table[["outlet", "speaker_entity"]].itertuples(index=False, name=None)),
            key=f"{this.key}-chosen",
            event=event,
            read=lambda mark: (mark[0], mark[1]),
            show=lambda option: f"{option[1]} in {option[0]}",
        )
        if chosen is not None:
            outlet, speaker = chosen
            theirs = replace(selection, outlets=(outlet,))
            said = store.sentences_of_speaker(theirs, None if speaker == NOBODY else speaker)
            evidence(said, of=f"{speaker} in {outlet}", key=f"{this.key}-evidence", colours=colours)


def _kinds(store: Store, selection: Selection, table: pd.DataFrame) -> None:
    from dashboard.figures.voice import kind_band

    with card(
        "What kind of voice?",
        subtitle="Quoted words by kind of speaker",
        table=table,
        name="kinds",
        selection=selection,
        store=store,
        unit=_unit(table),
        how=HOW_KIND,
    ) as this:
        this.chart(kind_band(table), alt="Shares of quoted words by kind of speaker and outlet")


def _types(store: Store, selection: Selection, table: pd.DataFrame) -> None:
    from dashboard.figures.voice import type_band

    with card(
        "In whose wording?",
        subtitle="Quotes with quotation marks, without, and partly",
        table=table,
        name="forms",
        selection=selection,
        store=store,
        unit=_unit(table),
        how=HOW_TYPE,
    ) as this:
        this.chart(type_band(table), alt="Shares of direct, mixed and indirect quotes by outlet")


def _verbs(store: Store, selection: Selection, table: pd.DataFrame, colours: Mapping[str, str]) -> None:
    from dashboard.figures.voice import verb_bars

    with card(
        "Said, stressed or claimed?",
        subtitle="Reporting words by outlet",
        table=table,
        name="verbs",
        selection=selection,
        store=store,
        unit=_unit(table),
        how=HOW_VERB,
    ) as this:
        this.chart(verb_bars(table, colours), alt="Number of quotes by reporting word and outlet")


def _unit(table: pd.DataFrame) -> str:
    words, quotes = int(table["n_words"].sum()), int(table["n_quotes"].sum())
    return f"n = {captions.count(words, 'word')} in {captions.count(quotes, 'quote')}"


def _quotes(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    quotes = store.quotes(selection)
    wanted = filters(quotes)
    table = wanted if has_measured_rules(quotes) else wanted.drop(columns="confidence")
    with card(
        "What do they say?",
        subtitle="Every quote found, in the order of the articles",
        table=table,
        name="quotes",
        selection=selection,
        store=store,
        unit=f"n = {len(wanted):,} of {captions.count(len(quotes), 'quote')}, quotes inside quotes included",
        how=HOW_QUOTES,
        view="List",
    ):
        if wanted.empty:
            st.info("No quote fits the search and the choices above.")
        else:
            quote_list(wanted, key="quotes", colours=colours)


def filters(quotes: pd.DataFrame) -> pd.DataFrame:
    """Draws the search and the choices, and returns the quotes that fit."""
    st.subheader("The quotes", anchor=False)
    grid = st.grid(3, min_column_width=200, gap="small")
    text = grid.text_input("Search in the quotes", key=SEARCH, bind="query-params", placeholder="Any words")
    speaker = quotes["speaker_entity"].fillna(NOBODY)
    kind, verb = quotes["kind"].fillna("not identified"), quotes["cue_lemma"].replace("", NO_VERB)
    kept = quotes["content"].str.contains(text.strip(), case=False, regex=False)
    for label, key, values in (
        ("Speaker", SPEAKER, speaker),
        ("Kind of speaker", KIND, kind),
        ("Form", TYPE, quotes["quote_type"]),
        ("Reporting word", VERB, verb),
    ):
        options = list(
            values.value_counts(sort=True).sort_index().sort_values(ascending=False, kind="stable").index
        )
        chosen = grid.multiselect(label, options, key=key, bind="query-params", placeholder="Any")
        if chosen:
            kept &= values.isin(chosen)
    if has_measured_rules(quotes):
        least = grid.slider(
            "At least this sure, %",
            0,
            100,
            0,
            step=5,
            key=SURE,
            bind="query-params",
            help="How often the rule that found the quote was right when it was measured",
        )
        kept &= quotes["confidence"] * 100 >= least
    return quotes[kept].reset_index(drop=True)


def has_measured_rules(quotes: pd.DataFrame) -> bool:
    """Whether the confidences say anything: a rule nobody has measured stands at 1."""
    return bool((quotes["confidence"] < 1).any())
