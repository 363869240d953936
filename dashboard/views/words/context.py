"""Any word, phrase, dictionary form or pattern: its contexts, where it stands, its company, and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import captions
from dashboard.cards import card
from dashboard.data import remember
from dashboard.escaping import html, markdown
from dashboard.views.words import lines
from dashboard.views.words.counting import Counting, size

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.queries.contexts import Contexts
    from analysis.store.queries.terms import Form
    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.views.words.counting import View

KINDS = {"word or phrase": "word", "dictionary form": "lemma", "pattern": "pattern"}
LEAST_DATES = 3  # different days; two points are no trend
SPANS = (2, 5, 10)  # words

HOW_LINES = """
Every place it stands (KWIC). A **word or phrase** is found as written, whatever the case; a **dictionary form** finds
all forms (talk: talks, talked). A **pattern** is a regular expression in RE2's syntax, looked for within sentences:
`(?i)` for any case, `\\b` for the edge of a word without accents, `militar\\w+`, `(talks|dialogue)`; look-around and
back-references are not part of it, so that no pattern can run for ever. Boilerplate is not searched.
"""
HOW_COMPANY = """
Words up to so many words left or right, in the same sentence. **logDice** (Rychlý 2008) orders them: 14 at most, one
more is twice the company; it does not depend on the size of the corpus. **PMI** is log2 of observed ÷ expected and
favours rare words; **G²** (Dunning 1993) is large for frequent company. Words met once are left out; numbers are not
counted as words.
"""
HOW_TREND = """
Occurrences per 1,000 words of the outlet in each day, week or month (the longer the span, the longer the step). A step
in which an outlet published nothing has no dot. One occurrence in a short article is a high rate: see the counts.
"""


@st.fragment
def draw(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = st.text_input(
            "Any word, phrase or pattern", key="word", bind="query-params", max_chars=200,
            placeholder="south china sea",
        )  # fmt: skip
        chosen = st.segmented_control(
            "Find", KINDS, default="word or phrase", required=True, key="word_kind", bind="query-params"
        )
    if not asked.strip():
        return
    kind = KINDS[chosen]
    try:
        found = view.store.contexts(view.selection, asked, kind=kind, limit=lines.MAX_LINES)
    except ValueError as error:
        st.warning(markdown(f"{str(error)[:1].upper()}{str(error)[1:]}."))
        return
    if not found.n_hits:
        st.html(f'<p class="np-note">“{html(asked)}” was not found in these articles.</p>')
        return
    ways = {"contexts": _lines, "where it stands": _places, "company": _company, "over time": _over_time}
    way = st.segmented_control(
        "Show", list(ways), default="contexts", required=True, key="context_view", bind="query-params"
    )
    if kind == "pattern" and way in ("company", "over time"):
        st.html('<p class="np-note">Counted for words, phrases and dictionary forms, not for patterns.</p>')
        return
    ways[way](view, found, asked, kind)


def _lines(view: View, found: Contexts, asked: str, kind: str) -> None:
    with card(
        f"Where does “{asked}” stand?",
        subtitle="Each line a place; Read opens the article there",
        table=found.lines,
        name="contexts",
        selection=view.selection,
        store=view.store,
        unit=_hits(found),
        how=HOW_LINES,
        view="Lines",
    ):
        lines.show_lines(found, of=f"“{asked}”", key="context", colours=view.colours)


def _places(view: View, found: Contexts, asked: str, kind: str) -> None:
    from dashboard.figures import word_places

    with card(
        f"Where in the articles does “{asked}” stand?",
        subtitle="A row is an article from its first sentence to its last, a tick a hit",
        table=found.lines,
        name="dispersion",
        selection=view.selection,
        store=view.store,
        unit=_hits(found),
        how="0: where the first sentence begins; 100: where the last one ends. Articles without a hit have no row.",
    ) as this:
        this.chart(
            word_places.dispersion_strip(found.lines, view.colours),
            alt=f"{found.n_hits} hits of {asked} in {found.n_articles} articles by position",
        )
        n_rows = min(found.n_articles, word_places.MOST_ARTICLES)
        if n_rows < found.n_articles:
            st.html(f'<p class="np-note">The first {n_rows} of {found.n_articles:,} articles.</p>')


def _company(view: View, found: Contexts, asked: str, kind: str) -> None:
    span = st.segmented_control(
        "Words on either side", SPANS, default=5, required=True, key="company_span", bind="query-params"
    )
    node = " ".join(asked.lower().split())
    form: Form = "lemma" if kind == "lemma" else "term"
    table, n_nodes = remember(company, view.store, view.selection, node, form, span)
    if table.empty:
        st.html(
            '<p class="np-note">No word stands twice near it; phrases that begin or end with a function word have no '
            "company counted.</p>"
        )
        return
    function_words = st.toggle("with function words", key="company_stop", bind="query-params")
    shown = table if function_words else table[~table["is_stop"]].reset_index(drop=True)
    with card(
        f"What keeps “{asked}” company?",
        subtitle=f"Up to {span} words left or right of it; closest company first",
        table=shown.drop(columns="is_stop"),
        name="company",
        selection=view.selection,
        store=view.store,
        unit=f"n = {captions.count(n_nodes, 'occurrence')} looked at",
        how=HOW_COMPANY,
        chart=False,
    ):
        pass
    near = shown["term"].tolist()[: lines.MAX_CHOICES]
    other = st.selectbox("Contexts with", near, index=None, key="company_word", placeholder="Choose a word")
    if other is not None:
        beside = view.store.contexts_beside(
            view.selection, node, other, form=form, span=span, limit=lines.MAX_LINES
        )
        lines.show_lines(
            beside, of=f"with “{other}” within {span} words", key="company-lines", colours=view.colours
        )


def company(store: Store, selection: Selection, node: str, form: str, span: int) -> tuple[pd.DataFrame, int]:
    """Collocations, and how many occurrences they rest on."""
    from analysis.measures.collocation import collocations

    found = store.neighbourhood(selection, node, form=form, span=span)  # type: ignore[arg-type]
    table = collocations(found.collocates, n_nodes=found.n_nodes, n_near=found.n_near, n_words=found.n_words)
    return table, found.n_nodes


def _over_time(view: View, found: Contexts, asked: str, kind: str) -> None:
    from dashboard.figures import word_places

    node = " ".join(asked.lower().split())
    rates = remember(over_time, view.store, view.selection, node, "lemma" if kind == "lemma" else "term")
    if rates["start"].nunique() < LEAST_DATES:
        n = rates["start"].nunique()
        st.html(
            f'<p class="np-note">These articles have {captions.count(n, "date")}; a trend needs at least '
            f"{LEAST_DATES}.</p>"
        )
        return
    if not rates["count"].sum():
        st.html('<p class="np-note">Counted over time are words, and phrases between two content words.</p>')
        return
    with card(
        f"How often is “{asked}” used over time?",
        subtitle=f"By {rates['step'].iloc[0]}, a line an outlet",
        table=rates,
        name="trend",
        selection=view.selection,
        store=view.store,
        unit=size(view._replace(counting=Counting())),
        how=HOW_TREND,
    ) as this:
        this.chart(
            word_places.trend_lines(rates, view.colours),
            alt=f"Rate of {asked} by {rates['step'].iloc[0]} in {rates['outlet'].nunique()} outlets",
        )


def over_time(store: Store, selection: Selection, node: str, form: Any) -> pd.DataFrame:
    from analysis.measures.trend import rates_over_time

    by = ("outlet", "published")
    n_words = len(node.split())
    counts = store.term_counts(
        selection, by, form=form, n_words=(n_words,), only=(node,), stop_words=True, pos_apart=False
    )
    return rates_over_time(counts, store.totals(selection, by))


def _hits(found: Contexts) -> str:
    least = "" if found.complete else "at least "
    return (
        f"n = {least}{captions.count(found.n_hits, 'hit')} in {captions.count(found.n_articles, 'article')}"
    )
