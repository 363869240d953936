"""Which pairs one outlet makes and the others do not, with what chance would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import captions
from dashboard.cards import card, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.figures.theme import outlet_colours
from dashboard.views.names.texts import HOW_DIFFERENCES, MAX_CHOICES, MAX_SENTENCES, WINDOWS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

OTHERS = "all others"


@st.fragment
def panel(store: Store, selection: Selection) -> None:
    totals = store.totals(selection)
    outlets = sorted(totals["outlet"])
    if len(outlets) < 2:
        st.info("Which pairs only one outlet makes can be asked of two outlets and more.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = st.selectbox("Outlet", outlets, key="pairs_of", bind="query-params", width=260)
        rest = [OTHERS, *(outlet for outlet in outlets if outlet != first)]
        if st.session_state.get("against") not in (None, *rest):
            del st.session_state["against"]
        against = st.selectbox("Against", rest, key="against", bind="query-params", width=260)
        window = st.segmented_control(
            "Together in one ",
            WINDOWS,
            default="sentence",
            required=True,
            key="pairs_window",
            bind="query-params",
        )
    second = None if against == OTHERS else against
    table = remember(compared, store, selection, first, second, window)
    if table.empty:
        st.info("They make no pair more than once on a story both tell: nothing to compare like with like.")
        return
    both = shared(store, selection, first, second)
    few = bool(table["p"].isna().all())
    told = int(table["told"].sum())
    with card(
        "Which pairs does one outlet make, and the other not?",
        subtitle=(
            "One article of an outlet: what is seen speaks of that article, not of the outlet. Click a dot."
            if few
            else "Difference on the same stories; hollow: no difference can be told. Click a dot for the sentences."
        ),
        table=table,
        name="names-differences",
        selection=both,
        store=store,
        unit=(
            f"first: {first}, second: {against}, in one {window}; n = {captions.count(len(table), 'pair')} compared; "
            + ("no statement about the outlet" if few else f"a difference can be told for {told or 'none'}")
        ),
        how=HOW_DIFFERENCES,
    ) as this:
        from dashboard.figures.names import difference_dots

        colours = outlet_colours(store.outlets())
        event = this.chart(
            difference_dots(table, first, against, colours, unit=window),
            alt=f"Pairs {first} makes more or less often than {against}; told apart: {told}",
            on_select="rerun",
            selection_mode="points",
        )
        pairs = list(zip(table["a"], table["b"], strict=True))[:MAX_CHOICES]
        pair = choose(
            "Sentences with",
            pairs,
            key="names-differences-choice",
            event=event,
            read=tuple,
            show=" and ".join,
        )
        if pair is not None:
            sentences = store.sentences_of_pair(both, *pair, window=window, limit=MAX_SENTENCES)
            evidence(
                sentences,
                of=" and ".join(pair),
                key="names-differences-evidence",
                colours=colours,
                limit=MAX_SENTENCES,
            )


def compared(store: Store, selection: Selection, first: str, second: str | None, window: str) -> pd.DataFrame:
    from analysis import tables

    return tables.pairs_compared(store, selection, first, second, window=window)


def shared(store: Store, selection: Selection, first: str, second: str | None) -> Selection:
    from analysis import tables

    return tables.shared_stories(store, selection, first, second) or selection
