"""Fair to compare? What is uneven between the articles looked at, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.captions import count, listing
from dashboard.escaping import html

if TYPE_CHECKING:
    import pandas as pd

MAX_LENGTH_RATIO = 2.0  # longest to shortest, mean words an article
MAX_DAYS_APART = 2  # later articles know more


def remarks(articles: pd.DataFrame) -> list[tuple[str, str]]:
    """What is uneven and what follows, plain text, in a fixed order; [] when nothing is.

    articles: what a store's `articles` query returns.
    """
    if articles.empty:
        return []
    if articles["outlet"].nunique() == 1:
        return [(f"All articles are from {articles['outlet'].iloc[0]}.", "Comparing needs two outlets.")]
    found = (
        _few(articles), _lengths(articles), _days(articles), _undated(articles), _wire(articles), _stories(articles),
    )  # fmt: skip
    return [remark for remark in found if remark]


def strip(articles: pd.DataFrame) -> None:
    """The remarks, quietly; nothing when there are none."""
    found = remarks(articles)
    if found:
        lines = "".join(f"<p>{html(fact)} {html(consequence)}</p>" for fact, consequence in found)
        st.html(f'<div class="np-fair" role="note"><b>Fair to compare?</b>{lines}</div>')


def _few(articles: pd.DataFrame) -> tuple[str, str] | None:
    n = articles["outlet"].value_counts()
    few = sorted(n.index[n == 1])
    if not few:
        return None
    whose = "each outlet" if len(few) == len(n) else listing(few, noun="outlets")
    return (
        f"One article from {whose}.",
        "What follows are statements about these articles, not about the outlets.",
    )


def _lengths(articles: pd.DataFrame) -> tuple[str, str] | None:
    words = articles.groupby("outlet")["n_words"].mean().sort_values(kind="stable")
    if words.iloc[0] <= 0 or words.iloc[-1] / words.iloc[0] < MAX_LENGTH_RATIO:
        return None
    return (
        f"Lengths differ: {words.index[-1]} {words.iloc[-1]:,.0f} words an article, "
        f"{words.index[0]} {words.iloc[0]:,.0f}.",
        "Compare shares and rates, not counts.",
    )


def _days(articles: pd.DataFrame) -> tuple[str, str] | None:
    known = articles["published"].dropna()
    days = (known.max() - known.min()).days if len(known) else 0
    if articles["story"].nunique() == 1 and days > MAX_DAYS_APART:
        return (f"Published up to {days} days apart.", "The later ones could know more.")
    return None


def _undated(articles: pd.DataFrame) -> tuple[str, str] | None:
    if n := int(articles["published"].isna().sum()):
        return (f"{count(n, 'article')} without a date.", "They may be earlier or later than the rest.")
    return None


def _wire(articles: pd.DataFrame) -> tuple[str, str] | None:
    wired = articles[articles["wire"].notna()]
    if wired.empty:
        return None
    agencies = sorted(wired["wire"].unique())
    outlets = sorted(wired["outlet"].unique())
    return (
        f"Agency copy: {listing(outlets, noun='outlets')} ({listing(agencies, noun='agencies')}).",
        "Its wording is the agency's, not the outlet's.",
    )


def _stories(articles: pd.DataFrame) -> tuple[str, str] | None:
    n = articles.loc[articles["story"] != "", "story"].nunique()
    if n < 2:
        return None
    return (f"{n} stories are mixed.", "Choose one to compare how outlets tell the same event.")
