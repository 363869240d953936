"""Headline against body, and tone over the course of the articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.measures.tone_course import LEAST_ARTICLES, LEAST_BODY
from dashboard import captions
from dashboard.cards import card, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.evidence import page_of
from dashboard.links import beside_link
from dashboard.views.tone_colour import (
    CLICKED,
    HOW_SCORED,
    LEXICONS,
    MAX_SENTENCES,
    choose_lexicon,
    scored_by,
)

if TYPE_CHECKING:
    from analysis.store.queries.evidence import Lexicon
    from analysis.store.selection import Selection
    from analysis.store.store import Store

FIFTHS = ("first", "second", "third", "fourth", "last")
MAX_SEARCHED = 5_000  # scored sentences of an outlet among which those of a fifth are looked for
SIGNS = {-1.0: "negative", 0.0: "neutral", 1.0: "positive"}
HOW_HEADLINE = f"""
The sign of a headline's score (−1, 0, 1) less the mean sign of the scored sentences of its body, averaged over the
articles of an outlet, with its 95 % interval (articles drawn with replacement, Student's t). Below 0: the words of the
headline are darker than those of the body. Left out: headlines without a scored word, bodies with fewer than
{LEAST_BODY} scored sentences, outlets with fewer than {LEAST_ARTICLES} such articles.
{HOW_SCORED}"""
HOW_COURSE = f"""
The body of each article is cut into fifths of its words. **Balance** = share of positive less share of negative of the
scored sentences in a fifth; 95 % interval by drawing articles, then sentences within each. Hollow: cannot be told from
0, also after correction for all dots. No dot: fewer than 10 scored sentences.
{HOW_SCORED}"""


@st.fragment
def draw(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    lexicon = choose_lexicon("course_lexicon")
    left, right = st.columns(2)
    with left:
        _headlines(store, selection, colours, lexicon)
    with right:
        _course(store, selection, colours, lexicon)


def headlines_of(store: Store, selection: Selection, lexicon: Lexicon) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Each headline beside its body, and the differences of outlets with enough of them."""
    from analysis.measures.tone_course import headline_differences, headlines

    articles = headlines(scored_by(lexicon, store.sentence_places(selection)))
    return articles, headline_differences(articles)


def fifths_of(store: Store, selection: Selection, lexicon: Lexicon) -> pd.DataFrame:
    """The balance of the sentences in each fifth of the articles, by outlet."""
    from analysis.measures.tone_course import over_fifths

    return over_fifths(scored_by(lexicon, store.sentence_places(selection)))


def _headlines(store: Store, selection: Selection, colours: Mapping[str, str], lexicon: Lexicon) -> None:
    from dashboard.figures.course import headline_dots

    articles, differences = remember(headlines_of, store, selection, lexicon)
    if articles.empty:
        st.info("No headline was found in this selection.")
        return
    n_scored = int(articles["headline"].notna().sum())
    with card(
        "Is the headline darker than the article?",
        subtitle="Left of 0: the headlines' words are darker than those below them; hollow: cannot be told. Click a "
        "dot for its headlines.",
        table=differences if len(differences) else articles,
        name=f"tone-headline-{lexicon}",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(articles), 'headline')}, {n_scored:,} of them scored by {LEXICONS[lexicon]}",
        how=HOW_HEADLINE,
    ) as this:
        if len(differences):
            event = this.chart(
                headline_dots(differences, colours), alt="Headline less body by outlet", **CLICKED
            )
            chosen = choose(
                "Headlines of", list(differences["outlet"]), key="tone-headline-of", event=event,
                read=lambda mark: mark[0],
            )  # fmt: skip
            if chosen is not None:
                counted = (articles["outlet"] == chosen) & articles["difference"].notna()
                articles = articles[counted]
                n = captions.count(len(articles), "scored headline")
                st.html(f'<p class="np-evidence-head"><b>{html(chosen)}</b>: {n} over a scored body.</p>')
        else:
            st.html(
                f'<p class="np-note">No outlet here has {LEAST_ARTICLES} articles with a scored headline over a scored '
                "body, so nothing is said of outlets. Below is each headline with what stands under it.</p>"
            )
        _list(store, selection, articles, colours)


def _list(store: Store, selection: Selection, articles: pd.DataFrame, colours: Mapping[str, str]) -> None:
    """Each headline with its label and the sentences of its body counted."""
    titles = store.articles(selection).set_index("article_id")["title"]
    shown_first = articles["article_id"].iloc[0]  # other headlines begin on their first page
    for row in page_of(articles, f"tone-headlines-{shown_first}-{len(articles)}").itertuples(index=False):
        head = SIGNS.get(row.headline, "not scored")
        body = (
            f"headline {head}; body: {row.n_negative:,} negative, {row.n_neutral:,} neutral, {row.n_positive:,} "
            f"positive, {row.n_not_scored:,} not scored"
        )
        bar = html(colours.get(row.outlet, "gray"))
        shown = (
            f'<blockquote class="np-sentence" style="border-color:{bar}"><span class="np-where">'
            f"{html(row.outlet)}, {html(body)}</span> {html(titles.get(row.article_id, ''))}</blockquote>"
        )
        beside_link(shown, row.article_id, show=("quotes", "scored words"))


def _course(store: Store, selection: Selection, colours: Mapping[str, str], lexicon: Lexicon) -> None:
    from dashboard.figures.course import fifths_lines

    table = remember(fifths_of, store, selection, lexicon)
    known = table[table["balance"].notna()]
    if known.empty:
        st.info("The course of tone needs 10 scored sentences of an outlet in a fifth of its articles.")
        return
    told = int(known["verdict"].str.startswith("more").sum())
    with card(
        "Does the tone change from first to last paragraph?",
        subtitle="Balance of the sentences by fifth of the article's body; hollow: cannot be told from 0. Click a dot.",
        table=table,
        name=f"tone-course-{lexicon}",
        selection=selection,
        store=store,
        unit=(
            f"n = {captions.count(int(known['n_scored'].sum()), 'sentence')} scored by {LEXICONS[lexicon]}; {told} of "
            f"{captions.count(len(known), 'dot')} can be told from 0"
        ),
        how=HOW_COURSE,
    ) as this:
        event = this.chart(
            fifths_lines(table, colours), alt=f"Balance by fifth; {told} dots can be told from 0", **CLICKED
        )
        chosen = choose(
            "Scored sentences of", list(known[["outlet", "fifth"]].itertuples(index=False, name=None)),
            key="tone-fifth", event=event, read=tuple, show=lambda dot: f"{dot[0]}, {FIFTHS[dot[1] - 1]} fifth",
        )  # fmt: skip
        if chosen is not None:
            outlet, fifth = chosen
            found, whole = _sentences_of_fifth(store, replace(selection, outlets=(outlet,)), lexicon, fifth)
            among = "" if whole else f", among its first {MAX_SEARCHED:,} scored sentences"
            evidence(
                found, of=f"Scored by {LEXICONS[lexicon]}, {outlet}, {FIFTHS[fifth - 1]} fifth{among}",
                key="tone-fifth-sentences", colours=colours, show=("quotes", "scored words"), limit=MAX_SENTENCES,
            )  # fmt: skip


def _sentences_of_fifth(
    store: Store, selection: Selection, lexicon: Lexicon, fifth: int
) -> tuple[pd.DataFrame, bool]:
    """The scored sentences of a fifth, and whether all scored ones were looked through."""
    scored = store.sentences_scored(selection, -1, 1, lexicon=lexicon, limit=MAX_SEARCHED)
    places = store.sentence_places(selection)
    there = places.loc[places["fifth"] == fifth, ["article_id", "sentence"]]
    return scored.merge(there, on=["article_id", "sentence"]).head(MAX_SENTENCES), len(scored) < MAX_SEARCHED
