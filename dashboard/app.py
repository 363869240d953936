"""The frame of every page: the store, the filters, what is looked at, and where to go."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# `streamlit run dashboard/app.py` puts this folder first on the path and not the one above it, where both packages lie.
ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

import streamlit as st  # noqa: E402

from analysis.errors import StoreError  # noqa: E402
from analysis.store.selection import Selection  # noqa: E402
from dashboard import captions, cards, data, fairness, sidebar  # noqa: E402
from dashboard.escaping import html  # noqa: E402
from dashboard.views import VIEWS, View  # noqa: E402

if TYPE_CHECKING:
    from analysis.store.store import Store


def main() -> None:
    st.set_page_config(page_title="newsparallax", layout="wide", initial_sidebar_state=310)
    st.html(Path(__file__).with_name("style.css"))
    try:
        store = data.open_store()
    except StoreError as error:
        st.title("No results to show")
        st.text(str(error))
        return
    _drop_empty_parameters()
    with st.sidebar:
        _corpus(store)
        selection = sidebar.choose_selection(store)
    first, *rest = VIEWS
    st.navigation(
        [
            st.Page(partial(_show, first, store, selection), title=first.name, default=True),
            *(_page(view, store, selection) for view in rest),
            # The default page stands at the root and has no path of its own; a link may name it all the same.
            _page(first, store, selection, visibility="hidden"),
        ]
    ).run()


def _drop_empty_parameters() -> None:
    """A parameter without a value says nothing; bound to a widget that needs one it would leave it without."""
    for name in [name for name, value in st.query_params.items() if not value]:
        del st.query_params[name]


def _page(view: View, store: Store, selection: Selection, **options) -> st.Page:
    return st.Page(partial(_show, view, store, selection), title=view.name, url_path=view.path, **options)


def _show(view: View, store: Store, selection: Selection) -> None:
    """One page under its question and the sentence that says what is looked at."""
    st.title(view.question)
    st.html(f'<p class="np-caption">{html(captions.describe(selection, store))}</p>')
    if view.compares:
        fairness.strip(store.articles(selection))
    with cards.failing_softly(view.path):
        view.load().page(store, selection)


def _corpus(store: Store) -> None:
    stories = store.stories()
    parts = [
        captions.count(int(stories["n_articles"].sum()), "article"),
        captions.count(len(store.outlets()), "outlet"),
    ]
    if (stories["story"] != "").any():
        parts.append(captions.count(int((stories["story"] != "").sum()), "story", "stories"))
    st.html(f'<p class="np-corpus">{html(", ".join(parts))}</p>')


main()
