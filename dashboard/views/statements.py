"""What do several outlets report, and how does each put it? A tab of the Voices page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from analysis.tables import MOST_COMPARED, shared_statements, statements_table
from dashboard import captions
from dashboard.cards import card
from dashboard.data import remember
from dashboard.evidence import open_page
from dashboard.links import beside_link
from dashboard.versions import HOW, version_html

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.quote_versions import Statement
    from analysis.store.selection import Selection
    from analysis.store.store import Store

MOST_VERSIONS = 6  # shown of one statement; the table has them all


def in_several_outlets(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    quotes, found = remember(shared_statements, store, selection)
    table = statements_table(found, quotes)
    cut = (
        f" The first {MOST_COMPARED:,} attributions are compared."
        if store.n_quotes(selection) > MOST_COMPARED
        else ""
    )
    with card(
        "What do several outlets report, and how does each put it?",
        subtitle=f"Attributions of one story that share much of their wording, told by most outlets first.{cut}",
        table=table,
        name="statements",
        selection=selection,
        store=store,
        how=HOW,
        unit=f"n = {captions.count(len(found), 'statement')}, {captions.count(len(table), 'attribution')}",
        view="Side by side",
    ):
        if not found:
            st.html('<p class="np-note">No two outlets were found to report the same in similar words.</p>')
        for statement in found[open_page(len(found), "statements")]:
            _shown(statement, quotes, colours)


def _shown(statement: Statement, quotes: pd.DataFrame, colours: Mapping[str, str]) -> None:
    with st.container(border=True, gap="small"):
        for label in statement.labels[:MOST_VERSIONS]:
            quote = quotes.loc[label]
            shown = version_html(quote, statement.marks[label], colours.get(quote["outlet"]))
            beside_link(shown, quote["article_id"], int(quote["sentence"]))
        if (more := len(statement.labels) - MOST_VERSIONS) > 0:
            st.html(f'<p class="np-note">And {captions.count(more, "version")} more, in the table.</p>')
