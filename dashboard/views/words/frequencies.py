"""How often do the words occur?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.cards import card, empty_note
from dashboard.data import remember
from dashboard.figures.theme import outlet_colours
from dashboard.views.words import lines
from dashboard.views.words.counting import size

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.views.words.counting import Counting, View

SPLITS = ("outlet", "story", "voice")
RATES = {"per_thousand": "per 1,000 words", "per_article": "per article"}
VOICES = ("outlet", "reported", "quoted")
MOST_GROUPS = 8  # drawn; the table has them all

HOW = """
**Per 1,000 words** = occurrences ÷ words of the group in this selection × 1,000; **per article** = occurrences ÷ its
articles. In a few hundred words one occurrence is some two or three per 1,000: read rates with their counts. All words
count as words, also the function words that are not listed.
"""


@st.fragment
def draw(view: View) -> None:
    from dashboard.figures import words

    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.segmented_control(
            "By", SPLITS, default="outlet", required=True, key="words_by", bind="query-params"
        )
        per = st.segmented_control(
            "Rate", RATES, default="per_thousand", required=True, key="rate", bind="query-params",
            format_func=RATES.__getitem__,
        )  # fmt: skip
    rates = remember(word_rates, view.store, view.selection, view.counting, by)
    if rates.empty:
        empty_note(f"No {view.counting.unit} in this selection.", view.selection)
        return
    rates = rates.sort_values([per, by, "term"], ascending=[False, True, True], ignore_index=True)
    groups = view.colours if by == "outlet" else outlet_colours(sorted(set(rates[by])))
    with card(
        f"How often do the {view.counting.unit} occur?",
        subtitle=f"The most frequent by {by}; click a bar for its contexts",
        table=rates,
        name="word-frequencies",
        selection=view.selection,
        store=view.store,
        unit=size(view),
        how=HOW,
    ) as this:
        kept = list(dict.fromkeys(rates[by]))[:MOST_GROUPS]
        top = rates.iloc[0]
        event = this.chart(
            words.frequency_bars(rates[rates[by].isin(kept)], groups, per=per, group=by),
            alt=f"Rates by {by}; highest: {top['term']} in {top[by]}, {top['count']} times",
            on_select="rerun",
            selection_mode="points",
        )
        if rates[by].nunique() > MOST_GROUPS:
            st.html(f'<p class="np-note">{rates[by].nunique() - MOST_GROUPS} more in the table.</p>')
        lines.chosen_term(view, list(dict.fromkeys(rates["term"])), key="frequent-word", event=event)


def word_rates(store: Store, selection: Selection, counting: Counting, by: str = "outlet") -> pd.DataFrame:
    """Rates by group; by voice each voice has its own words as the whole."""
    import pandas as pd

    from analysis.measures import frequency

    if by == "voice":
        voices = VOICES if selection.voice == "all" else (selection.voice,)
        parts = [store.totals(replace(selection, voice=one), ()).assign(voice=one) for one in voices]
        totals = pd.concat(parts, ignore_index=True)
    else:
        totals = store.totals(selection, (by,))
    rates = frequency.per_million(counting.counts(store, selection, (by,)), totals, by=(by,))
    return rates.assign(per_thousand=rates["per_million"] / 1_000).drop(columns="per_million")
