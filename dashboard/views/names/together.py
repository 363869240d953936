"""The network of names, or their matrix; a click opens the sentences of a pair or the profile of a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from dashboard import captions
from dashboard.cards import Card, card, empty_note, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.figures.theme import outlet_colours
from dashboard.graph_files import MOST, graph_downloads
from dashboard.views.names import profile
from dashboard.views.names.texts import HOW_PAIRS, MAX_CHOICES, MAX_SENTENCES, MINIMA, WINDOWS

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

NETWORK, MATRIX = "Network", "Matrix"
MOST_NODES = 40  # names that meet; with more the matrix is shown first
CUTS = (15, 30, 45, 60)  # names drawn
BEYOND = 0.05  # of the pairs that "beyond chance" keeps, the share expected to be chance
WIDTHS = {"n_together": "how often together", "npmi": "NPMI"}


class Asked(NamedTuple):
    """What the controls of the panel say."""

    window: str
    minimum: int
    two: tuple[str, str] | None  # outlets whose lines are told apart
    cut: int
    width: str
    only_beyond: bool


@st.fragment
def panel(store: Store, selection: Selection, entities: pd.DataFrame, rates: pd.DataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        window = st.segmented_control(
            "Together in one", WINDOWS, default="sentence", required=True, key="window", bind="query-params"
        )
        most_met = remember(most_together, store, selection, window)
        minima = [n for n in MINIMA if n <= most_met]
        if not minima:
            empty_note(f"No two names stand in the same {window}.", selection)
            return
        if st.session_state.get("together") not in (None, *minima):
            del st.session_state["together"]
        minimum = st.selectbox(
            f"In at least … {window}s", minima, index=min(1, len(minima) - 1), key="together",
            bind="query-params", width=180,
        )  # fmt: skip
        two = _two_outlets(store, selection)
        with st.popover("More", help="How many names are drawn, and what the lines say"):
            cut = st.select_slider("Names drawn", CUTS, value=30, key="drawn", bind="query-params")
            width = st.radio(
                "Width of a line", WIDTHS, format_func=WIDTHS.__getitem__, key="line", bind="query-params"
            )
            only_beyond = st.toggle(
                "Only pairs beyond chance",
                key="beyond",
                bind="query-params",
                help="q of 0.05 or less: see How",
            )
    asked = Asked(window, minimum, two, cut, width, only_beyond)
    _card(store, selection, asked, entities, rates)


def most_together(store: Store, selection: Selection, window: str) -> int:
    """The most windows that any two names share; 0 when no two meet."""
    # Where any meet twice, and only there, the many that meet once need not be counted.
    pairs = store.entity_pairs(selection, window=window, minimum=2)
    if pairs.empty:
        pairs = store.entity_pairs(selection, window=window)
    return int(pairs["n_together"].max()) if len(pairs) else 0


def pairs_of(store: Store, selection: Selection, asked: Asked) -> pd.DataFrame:
    """The pairs with their scores; of two outlets, on the stories both tell, also with who makes them."""
    from analysis import tables

    if asked.two is None:
        pairs = tables.pairs_together(store, selection, window=asked.window, minimum=asked.minimum)
    else:
        both = _compared(store, selection, asked.two)
        pairs = tables.pairs_together(store, both, window=asked.window, minimum=asked.minimum)
        made = tables.pairs_compared(store, selection, *asked.two, window=asked.window, minimum=asked.minimum)
        made = made.drop(columns=["n_together", "p"]).rename(columns={"q": "q_difference"})
        pairs = pairs.merge(made, on=["a", "b"])
    return pairs[pairs["q"] <= BEYOND].reset_index(drop=True) if asked.only_beyond else pairs


def _compared(store: Store, selection: Selection, two: tuple[str, str] | None) -> Selection:
    """The two outlets on the stories both tell; without two, all."""
    from analysis import tables

    return (tables.shared_stories(store, selection, *two) if two else None) or selection


def possible(store: Store, selection: Selection, asked: Asked) -> tuple[int, int]:
    """How many windows were looked at, and how many pairs the names in enough of them could make."""
    from analysis.measures.association import possible_pairs

    seen = _compared(store, selection, asked.two)
    n_windows = int(store.windows(seen, window=asked.window)["n_windows"].sum())
    named = store.entity_windows(seen, window=asked.window)
    return n_windows, possible_pairs(named, minimum=asked.minimum)[()]


def _two_outlets(store: Store, selection: Selection) -> tuple[str, str] | None:
    """The two outlets whose lines are told apart; None to draw all alike."""
    outlets = sorted(store.totals(selection)["outlet"])
    if len(outlets) < 2:
        return None
    chosen = st.multiselect(
        "Difference between two outlets", outlets, max_selections=2, key="between", placeholder="none", width=300,
        bind="query-params",
    )  # fmt: skip
    return (chosen[0], chosen[1]) if len(chosen) == 2 else None


def _card(
    store: Store, selection: Selection, asked: Asked, entities: pd.DataFrame, rates: pd.DataFrame
) -> None:
    table = remember(pairs_of, store, selection, asked)
    n_windows, n_possible = remember(possible, store, selection, asked)
    met = {*table["a"], *table["b"]}
    form = st.session_state.get("form", st.query_params.get("form"))
    if form not in (NETWORK, MATRIX):
        form = MATRIX if len(met) > MOST_NODES else NETWORK
    seed = int(store.key[:8], 16)
    with card(
        "Who is named together with whom?",
        subtitle=_subtitle(asked, form),
        table=table,
        name="names-together",
        selection=_compared(store, selection, asked.two),
        store=store,
        unit=(
            f"{f'first: {asked.two[0]}, second: {asked.two[1]}; ' if asked.two else ''}"
            f"n = {captions.count(len(table), 'pair')} of {n_possible:,} possible, "
            f"{'q of 0.05 or less, ' if asked.only_beyond else ''}"
            f"{captions.count(asked.minimum, asked.window)} or more of {n_windows:,} together"
        ),
        how=HOW_PAIRS,
        files=graph_downloads(lambda: _graph(table, entities, MOST, seed)[0]),
    ) as this:
        form = st.segmented_control(
            "Draw as", [NETWORK, MATRIX], default=form, required=True, key="form", label_visibility="collapsed",
            bind="query-params",
        )  # fmt: skip
        colours = outlet_colours(store.outlets())
        event = _draw(this, form, table, entities, asked=asked, colours=colours, seed=seed)
        _opened(store, selection, table, entities, rates, asked=asked, colours=colours, event=event)


def _subtitle(asked: Asked, form: str) -> str:
    what = "Lines join" if form == NETWORK else "Cells are"
    if asked.two:
        return (
            f"{what} names in one {asked.window}, coloured by who makes the pair on the stories both tell, "
            f"{asked.two[0]} or {asked.two[1]}"
            + ("; dotted: no more than chance could do. Click one." if form == NETWORK else ". Click one.")
        )
    if form == MATRIX:
        return (
            f"Cells are names in one {asked.window}; the darker, the more often. Click one for its sentences."
        )
    return (
        f"Lines join names in one {asked.window}, colours are groups that meet. Click a dot for the name, the middle "
        "of a line for its sentences."
    )


def _graph(table: pd.DataFrame, entities: pd.DataFrame, most: int, seed: int) -> tuple[nx.Graph, int]:
    from analysis.measures.network import name_network

    return name_network(table, entities, most=most, seed=seed)


def _draw(
    this: Card, form: str, table: pd.DataFrame, entities: pd.DataFrame, *, asked: Asked, colours: Mapping[str, str],
    seed: int,
) -> Any:  # fmt: skip
    two = {name: colours[name] for name in asked.two} if asked.two else None
    if form == MATRIX:
        from dashboard.figures.names import pair_matrix

        met = entities["entity"].isin({*table["a"], *table["b"]})
        figure = pair_matrix(table, entities[met], most=asked.cut, unit=asked.window, outlets=two)
    else:
        from dashboard.figures.network import network

        graph, n_left_out = _graph(table, entities, asked.cut, seed)
        figure = network(
            graph, n_left_out=n_left_out, seed=seed, unit=asked.window, width=asked.width, outlets=two
        )
    top = table.iloc[0] if len(table) else None
    alt = f"Most often together: {top['a']} and {top['b']}" if top is not None else "No pairs"
    return this.chart(figure, alt=alt, on_select="rerun", selection_mode="points")


def _opened(
    store: Store, selection: Selection, table: pd.DataFrame, entities: pd.DataFrame, rates: pd.DataFrame, *,
    asked: Asked, colours: Mapping[str, str], event: Any,
) -> None:  # fmt: skip
    """The sentences with both names of a pair, or the profile of the name whose dot was clicked."""
    pairs: Sequence[tuple[str, ...]] = [
        tuple(sorted(pair)) for pair in zip(table["a"], table["b"], strict=True)
    ]
    met = {*table["a"], *table["b"]}
    singles = [(name,) for name in entities["entity"] if name in met]
    listed, rest = (
        [*pairs[:MAX_CHOICES], *singles[:MAX_CHOICES]],
        [*pairs[MAX_CHOICES:], *singles[MAX_CHOICES:]],
    )
    chosen = choose(
        "Sentences with", [*listed, *rest], key="names-together-choice", event=event,
        read=lambda data: tuple(sorted(data)), show=" and ".join, most=len(listed),
    )  # fmt: skip
    if chosen is None:
        return
    if len(chosen) == 1:
        profile.show(store, selection, chosen[0], entities, rates, key="together-profile")
        return
    sentences = store.sentences_of_pair(
        _compared(store, selection, asked.two), *chosen, window=asked.window, limit=MAX_SENTENCES
    )
    evidence(
        sentences,
        of=" and ".join(chosen),
        key="names-together-evidence",
        colours=colours,
        limit=MAX_SENTENCES,
    )
