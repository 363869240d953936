"""How are the articles written? Variety of words, length of sentences, readability."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import captions
from dashboard.cards import card, empty_note
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.links import reader_link

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.views.words.counting import View

MAX_ARTICLES = 500
MEASURES = {
    "mtld": ("variety of words", "MTLD: words until they repeat; higher is more varied"),
    "words_per_sentence": ("sentence length", "words a sentence, mean"),
    "ari": ("readability", "Automated Readability Index; higher is harder"),
}

HOW = """
**MTLD** (McCarthy & Jarvis 2010): how many words go by, on average, until only 72 % of them are different; unlike the
plain share of different words it hardly depends on the length of a text. **Automated Readability Index** (Smith &
Senter 1967): 4.71 × letters a word + 0.5 × words a sentence − 21.43, about the US school grade a text asks for; no
syllable is guessed. Headlines and captions count as sentences. Texts under 100 words are left out.

A dot is an article, the tick the outlet's mean. **With a handful of articles a mean says little of the outlet**: a text
with many long names or long quotations scores as hard.
"""


@st.fragment
def draw(view: View) -> None:
    from dashboard.figures import word_places

    table = remember(article_styles, view.store, view.selection)
    if table.empty:
        empty_note("No words in this selection.", view.selection)
        return
    n_articles = int(view.store.totals(view.selection, by=())["n_articles"].sum())
    some = (
        f", the first {len(table):,} of {n_articles:,} in the order of the corpus"
        if n_articles > len(table)
        else ""
    )
    with card(
        "How are the articles written?",
        subtitle="A dot is an article, a tick the mean of the outlet",
        table=table,
        name="style",
        selection=view.selection,
        store=view.store,
        unit=f"n = {captions.count(len(table), 'article')}{some}",
        how=HOW,
    ) as this:
        measure = st.segmented_control(
            "Measure", MEASURES, default="mtld", required=True, key="style_measure", bind="query-params",
            format_func=lambda name: MEASURES[name][0],
        )  # fmt: skip
        known = table.dropna(subset=[measure])
        event = this.chart(
            word_places.style_dots(
                table, view.colours, measure=measure, axis=MEASURES[measure][1],
                number="{:,.0f}" if measure == "mtld" else "{:,.1f}",
            ),
            alt=f"{MEASURES[measure][0]} of {len(known)} articles by outlet",
            on_select="rerun",
            selection_mode="points",
        )  # fmt: skip
        titles = dict(zip(table["article_id"], table["outlet"] + ": " + table["title"], strict=True))
        article = choose(
            "Article", list(known["article_id"]), key="style-article", event=event, read=lambda data: data[1],
            show=titles.__getitem__,
        )  # fmt: skip
        if article is not None:
            reader_link(f"Read {titles[article]}", article)


def article_styles(store: Store, selection: Selection) -> pd.DataFrame:
    from analysis.measures.style import styles

    measured = styles(store.word_sequences(selection, limit=MAX_ARTICLES))
    titles = store.articles(selection).set_index("article_id")["title"]
    return measured.assign(title=measured["article_id"].map(titles).fillna("").astype("str"))
