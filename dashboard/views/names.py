"""Who and what is in the story, and together with whom? Names by outlet, the network or matrix, one name's profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import captions
from dashboard.cards import Card, card, empty_note, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.figures.theme import outlet_colours

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

NETWORK, MATRIX = "Network", "Matrix"
MOST_NODES = 40  # names that meet; with more the matrix is shown first
MINIMA = (1, 2, 3, 5, 10)  # sentences together
MAX_CHOICES = 300  # names or pairs in a list
MAX_SENTENCES = 500  # of evidence
LABELS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "country or city", "LOC": "place", "NORP": "nationality or group",
    "FAC": "building", "EVENT": "event", "OTHER": "other",
}  # fmt: skip

HOW_PAIRS = """
Two names are **together** when one sentence has both. **NPMI** sets that against chance: 0 is as often as if names were
spread at random, 1 is never one without the other; it favours rare names, so read it with the number of sentences.
PMI: Church & Hanks 1990; NPMI: Bouma 2009.

In the network, nearness is a matter of drawing and no measure. Colours are groups of names that meet one another more
than others (Louvain; the same articles give the same groups).
"""
HOW_NAMES = """
A name counts once for each place it stands, under one entity for all its forms ("Gen Brown", "Charles Q. Brown"). Names
are found by a language model and put together by rules, so some are missed or put wrongly. No dot means **not found in
these articles**. The area of a dot is the rate in the outlet's words, the number the mentions.
"""


def page(store: Store, selection: Selection) -> None:
    entities, by_outlet = remember(names, store, selection)
    if entities.empty:
        empty_note("No names in this selection.", selection)
        return
    colours = outlet_colours(store.outlets())
    _together(store, selection, entities, colours)
    _by_outlet(store, selection, entities, by_outlet, colours)


def names(store: Store, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Entities of the selection, most mentioned first; and by outlet with their rates."""
    from analysis.measures import frequency

    rates = frequency.per_million(
        store.entity_counts(selection, by=("outlet",)), store.totals(selection), count="n_mentions"
    )
    return store.entity_counts(selection, by=()), rates


def pairs_together(store: Store, selection: Selection, minimum: int) -> pd.DataFrame:
    from analysis.measures import association

    n_sentences = int(store.totals(selection, by=())["n_sentences"].sum())
    return association.pmi(
        store.entity_pairs(selection), store.entity_counts(selection, by=()), n_sentences, minimum=minimum
    )


def pairs_of_two(store: Store, selection: Selection, minimum: int, first: str, second: str) -> pd.DataFrame:
    """The pairs with who makes them, out of two outlets."""
    from analysis.measures import association

    made = association.made_by(store.entity_pairs(selection, by=("outlet",)), first, second)
    scored = pairs_together(store, selection, minimum).drop(columns="n_sentences")
    return made[made["n_sentences"] >= minimum].merge(scored, on=["a", "b"])


def _together(store: Store, selection: Selection, entities: pd.DataFrame, colours: Mapping[str, str]) -> None:
    pairs = store.entity_pairs(selection)
    most_met = int(pairs["n_sentences"].max()) if len(pairs) else 0
    if not most_met:
        empty_note("No two names stand in the same sentence.", selection)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        minima = [n for n in MINIMA if n <= most_met]
        minimum = st.selectbox(
            "In at least … sentences together", minima, index=min(1, len(minima) - 1), key="together",
            bind="query-params", width=220,
        )  # fmt: skip
        pair_of_outlets = _two_outlets(store, selection)
        table = (
            remember(pairs_of_two, store, selection, minimum, *pair_of_outlets)
            if pair_of_outlets
            else remember(pairs_together, store, selection, minimum)
        )
        n_met = len({*table["a"], *table["b"]})
        form = st.segmented_control(
            "Draw as", [NETWORK, MATRIX], default=MATRIX if n_met > MOST_NODES else NETWORK, required=True, key="form",
        )  # fmt: skip
    subtitle = (
        f"Lines: {pair_of_outlets[0]} alone, {pair_of_outlets[1]} alone, or both"
        if pair_of_outlets and form == NETWORK
        else "Lines join names that share a sentence; colours are groups that meet"
        if form == NETWORK
        else "The darker, the more sentences two names share"
    )
    with card(
        "Who is named together with whom?",
        subtitle=f"{subtitle}. Click for the sentences.",
        table=table,
        name="names-together",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(table), 'pair')} with {captions.count(minimum, 'sentence')} or more",
        how=HOW_PAIRS,
    ) as this:
        figure = _drawing(
            form, table, entities, two=pair_of_outlets, colours=colours, seed=int(store.key[:8], 16)
        )
        top = table.iloc[0] if len(table) else None
        alt = f"Most often together: {top['a']} and {top['b']}" if top is not None else "No pairs"
        event = this.chart(figure, alt=alt, on_select="rerun", selection_mode="points")
        _pair_evidence(store, selection, table, entities, colours=colours, event=event)


def _two_outlets(store: Store, selection: Selection) -> tuple[str, str] | None:
    """The two outlets whose lines are told apart; None to draw all alike."""
    outlets = sorted(store.totals(selection)["outlet"])
    if len(outlets) < 2:
        return None
    chosen = st.multiselect(
        "Difference between two outlets",
        outlets,
        max_selections=2,
        key="between",
        placeholder="none",
        width=320,
    )
    return (chosen[0], chosen[1]) if len(chosen) == 2 else None


def _drawing(
    form: str, table: pd.DataFrame, entities: pd.DataFrame, *, two: tuple[str, str] | None,
    colours: Mapping[str, str], seed: int,
) -> Any:  # fmt: skip
    if form == MATRIX:
        from dashboard.figures.names import pair_matrix

        met = {*table["a"], *table["b"]}
        return pair_matrix(table, entities[entities["entity"].isin(met)])
    from dashboard.figures.network import network

    return network(table, entities, seed=seed, outlets={name: colours[name] for name in two} if two else None)


def _pair_evidence(
    store: Store, selection: Selection, table: pd.DataFrame, entities: pd.DataFrame, *, colours: Mapping[str, str],
    event: Any,
) -> None:  # fmt: skip
    """The sentences with both names of a pair, or with one when its dot was clicked."""
    pairs = [tuple(sorted(pair)) for pair in zip(table["a"], table["b"], strict=True)][:MAX_CHOICES]
    met = {*table["a"], *table["b"]}
    singles = [(name,) for name in entities["entity"] if name in met][:MAX_CHOICES]
    chosen = choose(
        "Sentences with", [*pairs, *singles], key="names-together-choice", event=event,
        read=lambda data: tuple(sorted(data)), show=" and ".join,
    )  # fmt: skip
    if chosen is None:
        return
    sentences = (
        store.sentences_of_pair(selection, *chosen, limit=MAX_SENTENCES)
        if len(chosen) == 2
        else store.sentences_of_entity(selection, chosen[0], limit=MAX_SENTENCES)
    )
    evidence(sentences, of=" and ".join(chosen), key="names-together-evidence", colours=colours)


def _by_outlet(
    store: Store, selection: Selection, entities: pd.DataFrame, by_outlet: pd.DataFrame, colours: Mapping[str, str]
) -> None:  # fmt: skip
    from dashboard.figures.names import outlet_dots

    top = entities.iloc[0]
    with card(
        "Who names whom, and how often?",
        subtitle="Mentions by outlet; no dot: not found in these articles. Click a dot for the name's profile.",
        table=by_outlet,
        name="names-by-outlet",
        selection=selection,
        store=store,
        unit=(
            f"n = {captions.count(int(entities['n_mentions'].sum()), 'mention')} of "
            f"{captions.count(len(entities), 'name')}"
        ),
        how=HOW_NAMES,
    ) as this:
        event = this.chart(
            outlet_dots(by_outlet, colours),
            alt=f"Mentions by outlet; most: {top['entity']}, {top['n_mentions']} times",
            on_select="rerun",
            selection_mode="points",
        )
        _profile(this, store, selection, entities, by_outlet, colours=colours, event=event)


def _profile(
    this: Card, store: Store, selection: Selection, entities: pd.DataFrame, by_outlet: pd.DataFrame, *,
    colours: Mapping[str, str], event: Any,
) -> None:  # fmt: skip
    """One name: how often, with whom, how much it is quoted, and its sentences."""
    options = list(entities["entity"][:MAX_CHOICES])
    name = choose("Profile of", options, key=f"{this.key}-name", event=event, read=lambda data: data[1])
    if name is None:
        return
    facts = entities.set_index("entity").loc[name]
    theirs = by_outlet[by_outlet["entity"] == name]
    mentions = ", ".join(f"{row.outlet} {row.n_mentions:,}" for row in theirs.itertuples())
    pairs = store.entity_pairs(selection)
    met = pairs[(pairs["a"] == name) | (pairs["b"] == name)]
    others = [
        f"{row.b if row.a == name else row.a} ({row.n_sentences:,})" for row in met.head(5).itertuples()
    ]
    words = store.quoted_words(selection, by=("speaker_entity",))
    said = words[words["speaker_entity"] == name]
    speech = (
        f"{int(said['n_words'].iloc[0]):,} words in {captions.count(int(said['n_quotes'].iloc[0]), 'quote')}"
        if len(said)
        else "no quote found in these articles"
    )
    lines = {
        "Kind": LABELS.get(facts["label"], facts["label"]),
        "Mentions": mentions,
        "Most often with": ", ".join(others) or "nobody in the same sentence",
        "Speaks": speech,
    }
    st.html(
        "".join(f'<p class="np-fact"><b>{html(what)}</b>: {html(value)}</p>' for what, value in lines.items())
    )
    sentences = store.sentences_of_entity(selection, name, limit=MAX_SENTENCES)
    evidence(sentences, of=name, key=f"{this.key}-evidence", colours=colours)
