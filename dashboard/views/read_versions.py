"""What was said, as other outlets give it: a panel of the Read page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.measures.quote_versions import Version, quote_versions
from analysis.store.selection import Selection
from analysis.tables import quotes_and_words
from dashboard import captions
from dashboard.cards import card
from dashboard.data import remember
from dashboard.evidence import open_page
from dashboard.figures.theme import outlet_colours
from dashboard.links import beside_link
from dashboard.versions import HOW, version_html

if TYPE_CHECKING:
    from analysis.store.store import Store

MOST_COMPARED = 5_000  # attributions of a story
MOST_VERSIONS = 3  # shown of one quote; the table has them all


def versions_card(store: Store, article_id: str, outlet: str, story: str) -> None:
    """Nothing when the article belongs to no story or its outlet tells that alone."""
    about = Selection(stories=(story,))
    if not story or store.articles(about)["outlet"].nunique() < 2:
        return
    quotes, found = remember(compared, store, about, article_id, outlet)
    table = versions_table(found, quotes)
    with card(
        "How do other outlets put it?",
        subtitle="What is said in this article and, with much of the same wording, in another outlet’s",
        table=table,
        name="versions",
        selection=about,
        store=store,
        how=HOW,
        unit=f"n = {captions.count(len(table), 'pair')} of attributions",
        view="Side by side",
    ):
        if not found:
            beyond = (quotes["article_id"] != article_id).all()
            why = (
                f"None of the first {MOST_COMPARED:,} attributions of the story, those compared, is of this article."
                if beyond and store.n_quotes(about) > MOST_COMPARED
                else "None of its attributions was found with similar words elsewhere."
            )
            st.html(f'<p class="np-note">{why}</p>')
            return
        _pairs(found, quotes, outlet_colours(store.outlets()))


def compared(
    store: Store, about: Selection, article_id: str, outlet: str
) -> tuple[pd.DataFrame, list[Version]]:
    """The attributions of a story, and which of other outlets' are versions of the article's."""
    quotes, words = quotes_and_words(store, about, MOST_COMPARED)
    own, others = quotes[quotes["article_id"] == article_id], quotes[quotes["outlet"] != outlet]
    found = quote_versions(own["content"].to_dict(), others["content"].to_dict(), **words)
    return quotes, found


def versions_table(found: list[Version], quotes: pd.DataFrame) -> pd.DataFrame:
    """sentence, own_speaker, own_reporting_word, own_content, outlet, speaker_entity, cue_lemma, quote_type, content,
    n_shared, share, article_id: a row a pair; sentence counts from 1."""
    columns = {"speaker_entity": "own_speaker", "cue_lemma": "own_reporting_word", "content": "own_content"}
    own = quotes.loc[[version.own for version in found], list(columns)].rename(columns=columns)
    kept = ["outlet", "speaker_entity", "cue_lemma", "quote_type", "content", "article_id"]
    other = quotes.loc[[version.other for version in found], kept]
    table = pd.concat([own.reset_index(drop=True), other.reset_index(drop=True)], axis=1)
    table.insert(0, "sentence", [int(quotes.at[version.own, "sentence"]) + 1 for version in found])
    return table.assign(n_shared=[v.n_shared for v in found], share=[v.share for v in found])


def _pairs(found: list[Version], quotes: pd.DataFrame, colours: Mapping[str, str]) -> None:
    groups = [list(versions) for _, versions in groupby(found, key=lambda version: version.own)]
    for versions in groups[open_page(len(groups), "versions")]:
        shown = versions[:MOST_VERSIONS]
        marks = sorted({mark for version in shown for mark in version.own_marks})
        own = quotes.loc[versions[0].own]
        with st.container(border=True, gap="small"):
            st.html(version_html(own, marks, colours.get(own["outlet"])))
            for version in shown:
                other = quotes.loc[version.other]
                shown_html = version_html(other, version.other_marks, colours.get(other["outlet"]))
                beside_link(shown_html, other["article_id"], int(other["sentence"]))
