"""Headline against body, and tone over the course of the articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.measures.tone_course import LEAST_ARTICLES, LEAST_BODY
from dashboard import captions
from dashboard.cards import card
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.evidence import page_of
from dashboard.links import beside_link
from dashboard.views.tone_colour import HOW_SCORED, LEXICONS

if TYPE_CHECKING:
    from analysis.store.selection import Selection
    from analysis.store.store import Store

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
    chosen = st.segmented_control(
        "Lexicon", LEXICONS, default="TextBlob", required=True, key="course_lexicon", bind="query-params"
    )
    lexicon = LEXICONS[chosen]
    left, right = st.columns(2)
    with left:
        _headlines(store, selection, colours, lexicon)
    with right:
        _course(store, selection, colours, lexicon)


def headlines_of(store: Store, selection: Selection, lexicon: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Each headline beside its body, and the differences of outlets with enough of them."""
    from analysis.measures.tone_course import headline_differences, headlines

    articles = headlines(_scores(store, selection, lexicon))
    return articles, headline_differences(articles)


def fifths_of(store: Store, selection: Selection, lexicon: str) -> pd.DataFrame:
    """The balance of the sentences in each fifth of the articles, by outlet."""
    from analysis.measures.tone_course import over_fifths

    return over_fifths(_scores(store, selection, lexicon))


def _scores(store: Store, selection: Selection, lexicon: str) -> pd.DataFrame:
    scores = store.sentence_places(selection)
    return scores.assign(polarity=scores["vader"]) if lexicon == "vader" else scores


def _headlines(store: Store, selection: Selection, colours: Mapping[str, str], lexicon: str) -> None:
    from dashboard.figures.course import headline_dots

    articles, differences = remember(headlines_of, store, selection, lexicon)
    if articles.empty:
        st.info("No headline was found in this selection.")
        return
    n_scored = int(articles["headline"].notna().sum())
    with card(
        "Is the headline darker than the article?",
        subtitle="Left of 0: the headlines' words are darker than those below them; hollow: cannot be told",
        table=differences if len(differences) else articles,
        name="tone-headline",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(articles), 'headline')}, {n_scored:,} of them with a scored word",
        how=HOW_HEADLINE,
    ) as this:
        if len(differences):
            this.chart(headline_dots(differences, colours), alt="Headline less body by outlet")
        else:
            st.html(
                f'<p class="np-note">No outlet here has {LEAST_ARTICLES} articles with a scored headline over a scored '
                "body, so nothing is said of outlets. Below is each headline with what stands under it.</p>"
            )
        _list(store, selection, articles, colours)


def _list(store: Store, selection: Selection, articles: pd.DataFrame, colours: Mapping[str, str]) -> None:
    """Each headline with its label and the sentences of its body counted."""
    titles = store.articles(selection).set_index("article_id")["title"]
    for row in page_of(articles, "tone-headlines").itertuples(index=False):
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


def _course(store: Store, selection: Selection, colours: Mapping[str, str], lexicon: str) -> None:
    from dashboard.figures.course import fifths_lines

    table = remember(fifths_of, store, selection, lexicon)
    known = table[table["balance"].notna()]
    if known.empty:
        st.info("The course of tone needs 10 scored sentences of an outlet in a fifth of its articles.")
        return
    told = int(known["verdict"].str.startswith("more").sum())
    with card(
        "Does the tone change from first to last paragraph?",
        subtitle="Balance of the sentences by fifth of the article's body; hollow: cannot be told from 0",
        table=table,
        name="tone-course",
        selection=selection,
        store=store,
        unit=(
            f"n = {captions.count(int(known['n_scored'].sum()), 'scored sentence')}; {told} of "
            f"{captions.count(len(known), 'dot')} can be told from 0"
        ),
        how=HOW_COURSE,
    ) as this:
        this.chart(fifths_lines(table, colours), alt=f"Balance by fifth; {told} dots can be told from 0")
