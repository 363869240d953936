"""How often do the words occur?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import captions
from dashboard.cards import card, empty_note
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.figures.theme import outlet_colours
from dashboard.views.words import lines
from dashboard.views.words.counting import is_summed_up, size, too_many

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.views.words.counting import Counting, View

SPLITS = ("outlet", "story", "voice")
RATES = {"per_thousand": "per 1,000 words", "per_article": "per article"}
VOICES = ("outlet", "reported", "quoted")
MOST_TERMS = 500  # where there are too many articles to list every word
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
        _contexts(view, rates, by, event)


def _contexts(view: View, rates: pd.DataFrame, by: str, event: Any) -> None:
    """Of a bar that was clicked the lines of its group; of a word from the list those of all groups."""
    terms = list(dict.fromkeys(rates["term"]))
    bars = {
        _bar(group, term): (group, term)
        for group, term in zip(rates[by].tolist(), rates["term"].tolist(), strict=True)
    }
    picked = choose(
        "Contexts of", [*terms, *bars], key="frequent-word", event=event, read=lambda data: _bar(*data),
        most=min(len(terms), lines.MAX_CHOICES),
    )  # fmt: skip
    if picked in bars:
        group, term = bars[picked]
        own = view._replace(selection=only(view.selection, by, group))
        lines.show_term(own, term, key="frequent-word-lines", group=group)
    elif picked is not None:
        lines.show_term(view, picked, key="frequent-word-lines")


def _bar(group: str, term: str) -> str:
    """A bar in words; no term has a bracket in it."""
    return f"{term} ({captions.VOICE_NAMES.get(group, group)})"


def only(selection: Selection, by: str, group: str) -> Selection:
    """What a bar counts. by: one of SPLITS."""
    if by == "voice":
        return replace(selection, voice=group)  # type: ignore[arg-type]
    return replace(selection, outlets=(group,)) if by == "outlet" else replace(selection, stories=(group,))


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
    if by == "outlet" and is_summed_up(store, selection, counting):
        counts = store.frequent_terms(**counting.summed_up)
        counts = counts[~counts["term"].isin(counting.without)]
    else:
        most = MOST_TERMS if too_many(store, selection) else None
        counts = counting.counts(store, selection, (by,), most=most)
    rates = frequency.per_million(counts, totals, by=(by,))
    return rates.assign(per_thousand=rates["per_million"] / 1_000).drop(columns="per_million")
