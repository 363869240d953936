"""How often each outlet has each name: dots or a table, and the profile of the one that is picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import captions
from dashboard.cards import Card, card
from dashboard.choosing import choose
from dashboard.figures.theme import outlet_colours
from dashboard.views.names import profile
from dashboard.views.names.texts import HOW_NAMES, LABELS, MAX_CHOICES

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

DOTS, TABLE = "Dots", "Table"
MOST_OUTLETS = 12  # columns of the table, those of most mentions; the data have all
MOST_ROWS = 1_000  # of the table


@st.fragment
def panel(store: Store, selection: Selection, entities: pd.DataFrame, rates: pd.DataFrame) -> None:
    top = entities.iloc[0]
    with card(
        "Who names whom, and how often?",
        subtitle="Mentions by outlet; no dot: not found in these articles. Click one for the name's profile.",
        table=rates,
        name="names-by-outlet",
        selection=selection,
        store=store,
        unit=(
            f"n = {captions.count(int(entities['n_mentions'].sum()), 'mention')} of "
            f"{captions.count(len(entities), 'name')}"
        ),
        how=HOW_NAMES,
    ) as this:
        form = st.segmented_control(
            "Show as",
            [DOTS, TABLE],
            default=DOTS,
            required=True,
            key="names_form",
            label_visibility="collapsed",
        )
        key, event = f"{this.key}-name", None
        if form == TABLE:
            _table(this, entities, rates, key)
        else:
            from dashboard.figures.names import outlet_dots

            event = this.chart(
                outlet_dots(rates, outlet_colours(store.outlets())),
                alt=f"Mentions by outlet; most: {top['entity']}, {top['n_mentions']} times",
                on_select="rerun",
                selection_mode="points",
            )
        options = list(entities["entity"])
        name = choose(
            "Profile of", options, key=key, event=event, read=lambda data: data[1], most=MAX_CHOICES
        )
        if name is not None:
            profile.show(store, selection, name, entities, rates, key=f"{this.key}-profile")


def side_by_side(entities: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """One row a name: kind, all mentions, and for each outlet its mentions and mentions per 1,000 words."""
    outlets = rates.groupby("outlet")["n_mentions"].sum().sort_values(ascending=False, kind="stable")
    shown = sorted(outlets.index[:MOST_OUTLETS])
    table = entities[["entity", "label", "n_mentions", "n_sentences", "n_articles"]].head(MOST_ROWS)
    table = table.assign(label=table["label"].map(lambda label: LABELS.get(label, label)))
    for outlet in shown:
        own = rates[rates["outlet"] == outlet].set_index("entity")
        counts = own["n_mentions"].reindex(table["entity"], fill_value=0)
        per_thousand = (own["per_million"] / 1000).reindex(table["entity"], fill_value=0.0)
        table = table.assign(
            **{outlet: counts.to_numpy(), f"{outlet}, per 1,000 words": per_thousand.to_numpy().round(1)}
        )
    return table.rename(columns={"label": "kind"}).reset_index(drop=True)


def _table(this: Card, entities: pd.DataFrame, rates: pd.DataFrame, key: str) -> None:
    table = side_by_side(entities, rates)
    row = profile.picked_row(table, f"{this.key}-wide")
    seen = f"{key}-row"
    if row is not None and row["entity"] != st.session_state.get(seen):
        st.session_state[key] = row["entity"]
    st.session_state[seen] = None if row is None else row["entity"]
