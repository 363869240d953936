"""Which outlets are there, how are they known, and the user's word on what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import captions
from dashboard.cards import card
from dashboard.corrections import editable, in_force, put_in_force

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

ALL = "All of its articles"
MAX_OFFERED = 500  # articles, one by one


def panel(store: Store, selection: Selection) -> None:
    articles = store.articles(selection)
    outlets = outlets_of(articles)
    with card(
        "Which outlets, and how are they known?",
        subtitle="“Given” by a file or a column; “inferred” from folders, addresses or by you",
        table=outlets,
        name="outlets",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(outlets['outlet'].nunique(), 'outlet')}",
        chart=False,
    ):
        if editable() and not outlets.empty:
            _editor(store, articles)
    _corrected(store)


def outlets_of(articles: pd.DataFrame) -> pd.DataFrame:
    """outlet, outlet_basis, n_articles, n_words, since, until: a row for each way in which an outlet is known."""
    counted = articles.groupby(["outlet", "outlet_basis"], as_index=False).agg(
        n_articles=("article_id", "size"),
        n_words=("n_words", "sum"),
        since=("published", "min"),
        until=("published", "max"),
    )
    return counted.sort_values(["outlet", "outlet_basis"], ignore_index=True)


def _editor(store: Store, articles: pd.DataFrame) -> None:
    """Two outlets called the same are one from then on, so this renames and merges."""
    with st.popover("Correct an outlet", type="tertiary", help="Holds for all pages, and is kept"):
        outlet = st.selectbox("Outlet", sorted(set(articles["outlet"])), key="outlet-called")
        titles = _titles(articles, outlet)
        article_id = st.selectbox(
            "Articles", ["", *titles], format_func=lambda one: titles.get(one, ALL), key="outlet-article"
        )
        name = " ".join(
            st.text_input(
                "It is called",
                key=f"outlet-name-{len(store.outlet_names())}",  # empty again after each correction
                max_chars=200,
                help="The name of another outlet puts the two together.",
            ).split()
        )
        if st.button("Set it right", key="outlet-apply", disabled=name in ("", outlet), width="stretch"):
            _apply(store, outlet, name, article_id)


def _titles(articles: pd.DataFrame, outlet: str) -> dict[str, str]:
    """article_id → day and title, of the articles of an outlet."""
    of_outlet = articles[articles["outlet"] == outlet].head(MAX_OFFERED)
    days = of_outlet["published"].dt.strftime("%Y-%m-%d").fillna("no date")
    named = of_outlet["title"].where(of_outlet["title"] != "", of_outlet["file"])
    return dict(zip(of_outlet["article_id"], days + ": " + named, strict=True))


def _apply(store: Store, outlet: str, name: str, article_id: str) -> None:
    from analysis.store.corrections import apply_outlet_names
    from analysis.store.outlet_names import called

    names = called(store.outlet_names(), outlet, name, article_id)
    put_in_force(lambda: apply_outlet_names(store.path, names))


@st.fragment
def _corrected(store: Store) -> None:
    """The corrections in force, each to be taken back."""
    names = store.outlet_names()
    if not names:
        return
    with st.expander(f"Outlets corrected: {len(names):,}"):
        import pandas as pd

        from analysis.store.corrections import apply_outlet_names

        rows = pd.DataFrame(list(names), columns=["read", "name", "article_id"])
        stay = in_force(rows, "outlets-corrected")
        if stay is not None:
            put_in_force(lambda: apply_outlet_names(store.path, [names[row] for row in stay]))
