"""Which words are typical of each outlet?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.cards import card, empty_note
from dashboard.data import remember
from dashboard.views.words import lines
from dashboard.views.words.counting import MOST_LIVE, is_summed_up, size, too_many

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.views.words.counting import Counting, View

BY_ARTICLE = ("article_id", "outlet", "story")
GRID_ROWS = 24
MOST_OF_CORPUS = 300  # terms an outlet when all of a large corpus is looked at
EACH, TWO = "each outlet", "two outlets"
WAYS = {
    EACH: "Times as often as the other outlets on the same story; counts here : elsewhere. Filled dots are told apart "
    "from chance. Click a dot for its contexts.",
    TWO: "Rate against rate; on the dotted line both use a word equally often, at the edge one lacks it. Filled dots "
    "are told apart from chance. Click a dot for its contexts.",
    "all side by side": "The most typical of each outlet in all of them, per 1,000 words. Click a cell for contexts.",
}

HOW = """
Each outlet against all others **on the same story**. Words are put in order by *z* of the **weighted log-odds**
(Monroe, Colaresi & Quinn 2008). The dot is the **ratio of rates** (Mantel–Haenszel over stories), the thin line its
95 % interval when articles are resampled. With one article on a side nothing is left to resample: the line then takes
words as the unit and is **too narrow**; the table says which (`interval_by`).

**A filled dot** is told apart from chance: a permutation test of whole articles within stories, adjusted for all words
looked at (Benjamini–Hochberg, 5 %). Hollow: chance explains it well enough. With one article an outlet everything is
hollow: these are words of articles, not habits of outlets.

`3 : 1` beside a word: 3 times here, once elsewhere. **Dispersion** (Gries' DP): 0 spread over the outlet's articles as
its words are, 1 all in one. Function words are left out; in 100 corpora with shuffled outlets the test told none
apart, where the usual word-level G² did in all 100.
"""


@st.fragment
def draw(view: View) -> None:
    from dashboard.figures import words

    if not can_be_typical(*view[:3]):
        empty_note(
            f"Typical words are worked out article by article for up to {MOST_LIVE:,} articles, or for the whole "
            "corpus with no filter and no choice of words. Choose a story.",
            view.selection,
        )
        return
    typical = remember(typical_words, view.store, view.selection, view.counting)
    if typical.empty:
        empty_note("Typical words need two outlets on the same story.", view.selection)
        return
    outlets = sorted(set(typical["outlet"]))
    way = st.segmented_control(
        "Show", list(WAYS), default=EACH, required=True, key="typical_view", bind="query-params"
    )
    if way == TWO:
        _two(view, outlets)
        return
    with card(
        f"Which {view.counting.unit} are typical of each outlet?",
        subtitle=WAYS[way],
        table=typical,
        name="typical-words",
        selection=view.selection,
        store=view.store,
        unit=size(view),
        how=HOW,
    ) as this:
        if way == EACH:
            figure = words.keyness_lollipops(typical, view.colours)
            best = typical.groupby("outlet").head(1)
            alt = "Most typical: " + "; ".join(f"{row.term} of {row.outlet}" for row in best.itertuples())
        else:
            from dashboard.figures import word_pairs

            terms = leading_terms(typical)
            figure = word_pairs.outlet_grid(typical, terms)
            alt = f"Rates of {len(terms)} typical {view.counting.unit} in {len(outlets)} outlets"
        event = this.chart(figure, alt=alt, on_select="rerun", selection_mode="points")
        if way == EACH and (typical["interval_by"] == "words").all():
            st.html(
                '<p class="np-note">With one article an outlet no interval by articles can be given: the lines take '
                "words as the unit and are too narrow. What is typical here is typical of these articles.</p>"
            )
        lines.chosen_term(_compared(view), by_typicality(typical), key="typical-word", event=event)


def _compared(view: View) -> View:
    """What is compared: the stories that two outlets tell."""
    told = view.store.totals(view.selection, ("story", "outlet"))
    n_outlets = told.groupby("story")["outlet"].nunique()
    shared = tuple(sorted(n_outlets.index[n_outlets > 1]))
    if len(shared) == len(n_outlets):
        return view
    return view._replace(selection=replace(view.selection, stories=shared))


def _two(view: View, outlets: list[str]) -> None:
    """Rate against rate of two outlets, chosen where there are more."""
    from dashboard.figures import word_pairs

    with st.container(horizontal=True):
        one = st.selectbox("Upwards", outlets, key="scatter_up", bind="query-params")
        others = [outlet for outlet in outlets if outlet != one]
        if st.session_state.get("scatter_right") not in (None, *others):
            del st.session_state["scatter_right"]
        other = st.selectbox("To the right", others, key="scatter_right", bind="query-params")
    if too_many(view.store, replace(view.selection, outlets=(one, other))):
        st.html(f'<p class="np-note">The two have more than {MOST_LIVE:,} articles; choose a story.</p>')
        return
    pair = view._replace(selection=replace(view.selection, outlets=(one, other)))
    typical = remember(typical_words, view.store, pair.selection, view.counting)
    if typical.empty:
        empty_note("The two have no story in common.", view.selection)
        return
    pair = _compared(pair)
    with card(
        f"Which {view.counting.unit} are typical of {one}, and which of {other}?",
        subtitle=WAYS[TWO],
        table=typical,
        name="typical-words",
        selection=pair.selection,
        store=view.store,
        unit=size(pair),
        how=HOW,
    ) as this:
        event = this.chart(
            word_pairs.rate_scatter(typical, one, other, view.colours),
            alt=f"Words by their rate in {one} and in {other}",
            on_select="rerun",
            selection_mode="points",
        )
        lines.chosen_term(pair, by_typicality(typical), key="pair-word", event=event)


def can_be_typical(store: Store, selection: Selection, counting: Counting) -> bool:
    """Whether typical words can be worked out: of few enough articles, or as they were summed up."""
    return not too_many(store, selection) or is_summed_up(store, selection, counting)


def typical_words(store: Store, selection: Selection, counting: Counting) -> pd.DataFrame:
    from analysis.measures import phrases
    from analysis.measures.typical import typical_terms

    if too_many(store, selection):
        from analysis.measures.typical_overall import typical_overall

        typical = typical_overall(store.typical_sums(**counting.summed_up))
        # The table of a page, not of a vocabulary: what nobody would look at stays in the store.
        typical = typical[(typical["z"] > 0) & ~typical["term"].isin(counting.without)]
        return typical.groupby("outlet").head(MOST_OF_CORPUS).reset_index(drop=True)
    counts, articles = article_counts(store, selection, counting)
    typical = typical_terms(counts, articles, seed=int(store.key[:8], 16))
    return phrases.without_fragments(typical) if counting.unit == "phrases" else typical


def article_counts(
    store: Store, selection: Selection, counting: Counting
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Term counts and words by article."""
    return counting.counts(store, selection, BY_ARTICLE), store.totals(selection, BY_ARTICLE)


def by_typicality(typical: pd.DataFrame) -> list[str]:
    leaning = typical[typical["z"] > 0].sort_values(["z", "term"], ascending=[False, True])
    return list(dict.fromkeys(leaning["term"]))


def leading_terms(typical: pd.DataFrame) -> list[str]:
    """The most typical terms of each outlet in turn, outlet by outlet, as many as the grid has rows."""
    leaning = typical[(typical["z"] > 0) & (typical["n_target"] > 1)]
    n_outlets = max(1, leaning["outlet"].nunique())
    best: Any = leaning.groupby("outlet", sort=True).head(max(2, GRID_ROWS // n_outlets))
    return list(dict.fromkeys(best["term"]))[:GRID_ROWS]
