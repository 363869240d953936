"""What is counted as a word: chosen once above the tabs, the same in all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from dashboard import captions, sidebar
from dashboard.escaping import html

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store


class Unit(NamedTuple):
    """What one term is."""

    form: str
    n_words: tuple[int, ...]


UNITS = {
    "words": Unit("term", (1,)),
    "dictionary forms": Unit("lemma", (1,)),
    "phrases": Unit("term", (2, 3, 4)),
}
POS = {"NOUN": "nouns", "PROPN": "names", "VERB": "verbs", "ADJ": "adjectives", "ADV": "adverbs"}
MOST_LISTED = 200  # function words shown
MOST_LIVE = (
    2_000  # articles counted one by one at a click; of more only what was summed up when they were analysed
)


@dataclass(frozen=True)
class Counting:
    """Which terms count. Its repr keys caches."""

    unit: str = "words"
    names: bool = False
    pos: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def form(self) -> Any:
        return UNITS[self.unit].form

    @property
    def said(self) -> str:
        """What is counted where it is not all words but those in names, after "; "."""
        parts = [
            f"{captions.listing([POS[one] for one in self.pos], noun='kinds')} only" if self.pos else "",
            "names counted" if self.names else "",
            f"without {captions.listing(self.without, noun='words')}" if self.without else "",
            f"also {captions.listing(self.also, noun='words')}" if self.also else "",
        ]
        return "".join(f"; {part}" for part in parts if part)

    @property
    def summed_up(self) -> dict[str, Any]:
        """The options of the store's sums over the whole corpus."""
        return {"form": self.form, "n_words": UNITS[self.unit].n_words, "names": self.names}

    def counts(self, store: Store, selection: Selection, by: tuple[str, ...], **more: Any) -> pd.DataFrame:
        return store.term_counts(
            selection, by=by, form=self.form, n_words=UNITS[self.unit].n_words, names=self.names, pos=self.pos,
            without=self.without, also=self.also, pos_apart=False, **more,
        )  # fmt: skip


class View(NamedTuple):
    """What every tab draws from."""

    store: Store
    selection: Selection
    counting: Counting
    colours: Mapping[str, str]  # by outlet


def choose_counting(store: Store, selection: Selection) -> tuple[Counting, Selection]:
    """The widgets above the tabs: which terms count, and in which articles."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.segmented_control(
            "Count", UNITS, default="words", required=True, key="unit", bind="query-params",
            help="Words as written, their dictionary forms (talks, talked → talk), or phrases of two to four words.",
        )  # fmt: skip
        names = st.toggle(
            "with names", key="with_names", bind="query-params", help="Also words that stand only in names"
        )
        with st.popover("Which words", key="which-words"):
            pos = st.multiselect(
                "Only these parts of speech", POS, key="word_pos", bind="query-params",
                format_func=POS.__getitem__, placeholder="All", disabled=unit == "phrases",
            )  # fmt: skip
            without = st.text_input(
                "Leave out as well", key="without_words", bind="query-params", max_chars=1_000,
                placeholder="said, officials", help="Words or phrases, between commas",
            )  # fmt: skip
            left_out = store.stop_words(selection, MOST_LISTED)["term"].tolist()
            also = st.multiselect(
                "Function words to count all the same", left_out, key="also_words", bind="query-params",
                placeholder="None",
            )  # fmt: skip
            st.html(
                f'<p class="np-note">{captions.count(len(left_out), "function word")} left out here, the most '
                f"frequent first: {html(', '.join(left_out))}.</p>"
            )
            once = False
            if copies := store.copies():
                once = st.toggle(
                    "each text once", key=sidebar.ONCE, bind="query-params",
                    help=f"{captions.count(len(copies), 'article')} of this corpus have the same words as another, or "
                    "most of them; of such, only the one published first is counted on this page.",
                )  # fmt: skip
    counting = Counting(
        unit=unit,
        names=names,
        pos=() if unit == "phrases" else tuple(sorted(pos)),
        without=listed(without),
        also=tuple(sorted(also)),
    )
    return counting, replace(selection, each_text_once=once)


def too_many(store: Store, selection: Selection) -> bool:
    """Whether the selection has too many articles to count each at a click."""
    return int(store.totals(selection, by=())["n_articles"].sum()) > MOST_LIVE


def is_summed_up(store: Store, selection: Selection, counting: Counting) -> bool:
    """Whether what is asked for was summed up: the whole corpus, no choice of words but those of the unit."""
    from analysis.store.selection import Selection as Chosen

    plain = not (counting.pos or counting.also)
    return selection == Chosen() and plain and not store.frequent_terms(**counting.summed_up).empty


def listed(text: str) -> tuple[str, ...]:
    """Words or phrases between commas or on lines, lower case, once each."""
    parts = (" ".join(part.lower().split()) for part in re.split(r"[,;\n]", text))
    return tuple(sorted({part for part in parts if part}))


def size(view: View) -> str:
    """n and the unit, as cards say it."""
    totals = view.store.totals(view.selection, by=())
    n_words, n_articles = int(totals["n_words"].sum()), int(totals["n_articles"].sum())
    n = f"n = {captions.count(n_words, 'word')} in {captions.count(n_articles, 'article')}"
    return n + view.counting.said
