"""What do several outlets report, and how does each put it? A tab of the Voices page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.measures.quote_versions import Statement, statements
from dashboard import captions
from dashboard.cards import card
from dashboard.data import remember
from dashboard.evidence import PAGE_SIZE
from dashboard.links import reader_link
from dashboard.versions import HOW, MOST_FUNCTION_WORDS, version_html

if TYPE_CHECKING:
    from analysis.store.selection import Selection
    from analysis.store.store import Store

MOST_COMPARED = 2_000  # attributions; more take seconds
MOST_VERSIONS = 6  # shown of one statement; the table has them all


def shared_statements(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    quotes, found = remember(compared, store, selection)
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
        n_pages = -(-len(found) // PAGE_SIZE)
        page = st.pagination(n_pages, key="statements-page") if n_pages > 1 else 1
        for statement in found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]:
            _shown(statement, quotes, colours)


def compared(store: Store, selection: Selection) -> tuple[pd.DataFrame, list[Statement]]:
    """The attributions, and what several outlets report, story by story; told by most outlets first."""
    quotes = store.quotes(selection, limit=MOST_COMPARED)
    quotes = quotes[~quotes["nested"].astype(bool)]
    function_words = list(store.stop_words(selection, MOST_FUNCTION_WORDS)["term"])
    names = list(store.entity_counts(selection, ())["entity"])
    found: list[Statement] = []
    for story, told in quotes.groupby("story", sort=False):
        if story and told["outlet"].nunique() > 1:
            contents, outlets = told["content"].to_dict(), told["outlet"].to_dict()
            found += statements(contents, outlets, function_words=function_words, names=names)
    return quotes, sorted(found, key=lambda statement: -statement.n_outlets)


def statements_table(found: list[Statement], quotes: pd.DataFrame) -> pd.DataFrame:
    """statement (from 1), n_outlets, outlet, speaker_entity, cue_lemma, quote_type, content, sentence (from 1),
    article_id: a row an attribution."""
    rows = [(number, one.n_outlets, label) for number, one in enumerate(found, 1) for label in one.labels]
    columns = ["outlet", "speaker_entity", "cue_lemma", "quote_type", "content", "sentence", "article_id"]
    table = quotes.loc[[label for _, _, label in rows], columns].reset_index(drop=True)
    table["sentence"] += 1
    table.insert(0, "statement", [number for number, _, _ in rows])
    table.insert(1, "n_outlets", [n for _, n, _ in rows])
    return table


def _shown(statement: Statement, quotes: pd.DataFrame, colours: Mapping[str, str]) -> None:
    with st.container(border=True, gap="small"):
        for label in statement.labels[:MOST_VERSIONS]:
            quote = quotes.loc[label]
            with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
                shown = version_html(quote, statement.marks[label], colours.get(quote["outlet"]))
                st.html(shown, width="stretch")
                reader_link("Read", quote["article_id"], int(quote["sentence"]))
        if (more := len(statement.labels) - MOST_VERSIONS) > 0:
            st.html(f'<p class="np-note">And {captions.count(more, "version")} more, in the table.</p>')
