"""Who gets to speak, and how? Speakers, kinds of speaker, forms, reporting words, and the quotes themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from analysis.store.selection import QuoteFilter
from dashboard import captions
from dashboard.article_html import NOBODY
from dashboard.cards import card, empty_note, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.figures.theme import outlet_colours
from dashboard.quote_list import quote_list
from dashboard.quote_search import found_quotes
from dashboard.views.statements import in_several_outlets

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

TABS = ("Who speaks", "How they are quoted", "In several outlets", "The quotes")

MIXED = "Quotes that are partly in quotation marks count whole here; on Words and Tone only the words inside them."
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
HOW_CLASS = f"""
**Share** = quotes whose reporting word is of the class ÷ all quotes of the outlet, quotes inside quotes left out. The
classes say how a word presents what is said, in general: *neutral* (said), *insisting* (stressed), *doubting*
(claimed), *endorsing* (pointed out: takes it for true), *requesting* (urged). Which is apt depends on what was said.
The list is short and can be edited (docs/quotes.md).
{HOW_QUOTES}"""
HOW_VERB = f"""
Quotes by the dictionary form of the word that reports them. "(no reporting word)" is a quote without one, such as a
quotation whose speaker is named in the sentence before. A verb is the outlet's choice; what it implies is for the
reader.
{HOW_QUOTES}"""


class Band(NamedTuple):
    """A card with one bar an outlet."""

    by: str  # what the shares are split by
    name: str
    title: str
    subtitle: str
    how: str
    alt: str
    ask: str  # the list beside the chart


KINDS = Band(
    "kind",
    "kinds",
    "What kind of voice?",
    "Quoted words by kind of speaker; click a piece for the quotes",
    HOW_KIND,
    "Shares of quoted words by kind of speaker and outlet",
    "See the quotes of a kind of speaker",
)
TYPES = Band(
    "quote_type",
    "forms",
    "In whose wording?",
    "Quotes with quotation marks, without, and partly; click a piece for the quotes",
    HOW_TYPE,
    "Shares of direct, mixed and indirect quotes by outlet",
    "See the quotes of a form",
)
CLASSES = Band(
    "cue_class",
    "classes",
    "At what distance?",
    "Quotes by what their reporting word says of them; click a piece for the quotes",
    HOW_CLASS,
    "Shares of quotes by class of reporting word and outlet",
    "See the quotes of a class",
)


def page(store: Store, selection: Selection) -> None:
    if store.n_quotes(selection) == 0:
        empty_note("No quotes in this selection.", selection)
        return
    if selection.voice == "quoted":
        st.html(f'<p class="np-note">{html(MIXED)}</p>')
    colours = outlet_colours(store.outlets())
    drawings = (_who, _how, in_several_outlets, found_quotes)
    for tab, draw in zip(
        st.tabs(TABS, key="voices_tab", on_change="rerun", bind="query-params"), drawings, strict=True
    ):
        if tab.open:
            with tab:
                draw(store, selection, colours)


def shares(store: Store, selection: Selection, *by: str) -> pd.DataFrame:
    """Shares of each outlet's quoted words and quotes: by speaker_entity, kind, quote_type, cue_lemma, cue_class."""
    from analysis.measures import voice

    return voice.share_of_voice(store.quoted_words(selection, by=("outlet", *by)))


def _who(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    _speakers(store, selection, colours)
    _band(store, selection, KINDS, colours)


def _how(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    left, right = st.columns(2)
    with left:
        _band(store, selection, TYPES, colours)
    with right:
        _band(store, selection, CLASSES, colours)
    _verbs(store, selection, colours)


def _band(store: Store, selection: Selection, band: Band, colours: Mapping[str, str]) -> None:
    from dashboard.figures import voice

    draw, parts = {
        KINDS: (voice.kind_band, voice.KINDS),
        TYPES: (voice.type_band, voice.TYPES),
        CLASSES: (voice.class_band, voice.CLASSES),
    }[band]
    table = remember(shares, store, selection, band.by)
    with card(
        band.title,
        subtitle=band.subtitle,
        table=table,
        name=band.name,
        selection=selection,
        store=store,
        unit=_unit(table),
        how=band.how,
    ) as this:
        event = this.chart(draw(table), alt=band.alt, on_select="rerun", selection_mode="points")
        named = table[band.by].fillna(voice.UNKNOWN)
        chosen = choose(
            band.ask,
            [piece for piece in zip(table["outlet"], named, strict=True) if piece[1] in parts],
            key=f"{this.key}-chosen",
            event=event,
            read=tuple,
            show=lambda piece: f"{parts[piece[1]][0]}, {piece[0]}",
        )
        if chosen is not None:
            outlet, value = chosen
            only = {band.by: (None if value == voice.UNKNOWN else value,), "nested": False}
            theirs = replace(selection, outlets=(outlet,))
            quote_list(store, theirs, QuoteFilter(**only), key=f"{this.key}-quotes", colours=colours)


def _speakers(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    from dashboard.figures.voice import share_bars

    table = remember(shares, store, selection, "speaker_entity")
    if table.empty:  # quotes inside quotes count for the outer speaker, who may lie outside the selection
        empty_note("Only quotes inside other quotes in this selection; no shares can be counted.", selection)
        return
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


def _verbs(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    from dashboard.figures.voice import NO_VERB, verb_bars

    table = remember(shares, store, selection, "cue_lemma", "cue_class")
    with card(
        "Said, stressed or claimed?",
        subtitle="Reporting words by outlet; click a bar to see what they report",
        table=table,
        name="verbs",
        selection=selection,
        store=store,
        unit=_unit(table),
        how=HOW_VERB,
    ) as this:
        event = this.chart(
            verb_bars(table, colours),
            alt="Number of quotes by reporting word and outlet",
            on_select="rerun",
            selection_mode="points",
        )
        chosen = choose(
            "See what a reporting word reports",
            list(dict.fromkeys(table[["outlet", "cue_lemma"]].itertuples(index=False, name=None))),
            key=f"{this.key}-chosen",
            event=event,
            read=lambda mark: (mark[0], "" if mark[1] == NO_VERB else mark[1]),
            show=lambda option: f"{option[1] or NO_VERB} in {option[0]}",
        )
        if chosen is not None:
            outlet, verb = chosen
            theirs = replace(selection, outlets=(outlet,))
            quote_list(
                store,
                theirs,
                QuoteFilter(cue_lemma=(verb,), nested=False),
                key=f"{this.key}-quotes",
                colours=colours,
            )


def _unit(table: pd.DataFrame) -> str:
    words, quotes = int(table["n_words"].sum()), int(table["n_quotes"].sum())
    return f"n = {captions.count(words, 'word')} in {captions.count(quotes, 'quote')}"
