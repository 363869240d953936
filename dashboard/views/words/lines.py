"""KWIC lines: a word in the middle, what stands left and right of it, and a way into the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import captions
from dashboard.choosing import choose
from dashboard.escaping import html
from dashboard.evidence import page_of
from dashboard.links import beside_link

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.queries.contexts import Contexts
    from dashboard.views.words.counting import View

PAGE_SIZE = 12  # lines shown at a time
MAX_LINES = 1_000
MAX_CHOICES = 300  # words in a list to choose from
ORDERS = {
    "articles": ("outlet", "article_id", "start"),
    "word before": ("before", "after", "outlet", "article_id", "start"),
    "word after": ("after", "before", "outlet", "article_id", "start"),
}


def chosen_term(view: View, terms: list[str], *, key: str, event: Any = None) -> None:
    """The lines of the word whose mark was clicked, or that was chosen from the list."""
    term = choose("Contexts of", terms, key=key, event=event, read=lambda data: data[1], most=MAX_CHOICES)
    if term is not None:
        show_term(view, term, key=f"{key}-lines")


def show_term(view: View, term: str, *, key: str, group: str | None = None) -> None:
    """Every occurrence that the counts of the page count. group: the outlet, story or voice they are of."""
    counting = view.counting
    kind = "lemma" if counting.form == "lemma" else "word"
    found = view.store.contexts(
        view.selection, term, kind=kind, pos=counting.pos, names=counting.names, limit=MAX_LINES
    )
    where = f" in {captions.VOICE_NAMES.get(group, group)}" if group else ""
    show_lines(found, of=f"“{term}”{where}", key=key, colours=view.colours)


def show_lines(found: Contexts, *, of: str, key: str, colours: Mapping[str, str]) -> None:
    """Lines a page at a time, sorted as chosen. of: plain text. key: unique on the page."""
    least = "" if found.complete else "at least "
    shown = f"; the first {len(found.lines):,} are shown" if len(found.lines) < found.n_hits else ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.html(
            f'<p class="np-evidence-head"><b>{html(of)}</b>: {least}{captions.count(found.n_hits, "hit")} in '
            f"{least}{captions.count(found.n_articles, 'article')}{shown}.</p>",
            width="stretch",
        )
        order = st.segmented_control(
            "Sort by", ORDERS, default="articles", required=True, key=f"{key}-order",
            help="Sorted by the word before or after, what is said again and again stands together.",
        )  # fmt: skip
    for row in page_of(ordered(found.lines, order), key, PAGE_SIZE).itertuples(index=False):
        beside_link(line_html(row, colours.get(row.outlet)), row.article_id, int(row.sentence))


def ordered(lines: pd.DataFrame, order: str) -> pd.DataFrame:
    """lines: those of `contexts`. order: a key of ORDERS; words before from the nearest outwards."""
    before = lines["left"].str.casefold().str.findall(r"\w+").map(lambda words: " ".join(reversed(words)))
    after = lines["right"].str.casefold().str.findall(r"\w+").map(" ".join)
    keyed = lines.assign(before=before, after=after)
    return keyed.sort_values(list(ORDERS[order]), kind="stable", ignore_index=True)


def line_html(row: Any, colour: str | None = None) -> str:
    """One line with the outlet above it; its middle stands under that of the others where there is room."""
    bar = f' style="border-color:{html(colour)}"' if colour else ""
    return (
        f'<div class="np-kwic"{bar}><span class="np-where">{html(row.outlet)}, sentence {int(row.sentence) + 1}</span>'
        f'<span class="np-left"><bdi>{html(row.left)}</bdi></span><mark>{html(row.node)}</mark>'
        f'<span class="np-right">{html(row.right)}</span></div>'
    )
