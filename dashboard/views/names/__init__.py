"""Who and what is in the story, and together with whom? The network of names, how often each outlet has them, and
which pairs one outlet makes and the others do not. Any name opens to its profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.cards import empty_note
from dashboard.data import remember
from dashboard.views.names import by_outlet, corrections, differences, together

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store


def page(store: Store, selection: Selection) -> None:
    entities, rates = remember(names, store, selection)
    if entities.empty:
        empty_note("No names in this selection.", selection)
        corrections.panel(store)
        return
    together.panel(store, selection, entities, rates)
    by_outlet.panel(store, selection, entities, rates)
    differences.panel(store, selection)
    corrections.panel(store)


def names(store: Store, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Entities of the selection, most mentioned first; and by outlet with their rates."""
    from analysis.measures import frequency

    rates = frequency.per_million(
        store.entity_counts(selection, by=("outlet",)), store.totals(selection), count="n_mentions"
    )
    return store.entity_counts(selection, by=()), rates
