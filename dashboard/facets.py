"""Filters by what a table said of its articles beside outlet, story and day: section, author, kind of text."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.escaping import file_name, markdown

if TYPE_CHECKING:
    from analysis.store.store import Store

MOST = 6  # filters drawn; a table with more columns than that has its first by name
PREFIX = "facet-"


def key_of(name: str) -> str:
    """The key of a facet's widget, and its parameter in a link: its name where that is plain, else with a digest."""
    slug = file_name(name)
    if slug != name:
        slug += "-" + blake2b(name.encode(), digest_size=4).hexdigest()
    return PREFIX + slug


def offered(store: Store) -> dict[str, list[str]]:
    """Facet → its values, of the facets that can filter something: with two values and more."""
    values = {
        str(name): list(group["value"]) for name, group in store.facets().groupby("name") if len(group) > 1
    }
    return {name: values[name] for name in sorted(values)[:MOST]}


def keys(store: Store) -> tuple[str, ...]:
    return tuple(key_of(name) for name in offered(store))


def choose_facets(store: Store) -> tuple[tuple[str, str], ...]:
    """Draws the filters and returns what they select; nothing where tables said nothing more."""
    found = offered(store)
    if not found:
        return ()
    chosen: list[tuple[str, str]] = []
    asked = any(st.session_state.get(key_of(name)) or key_of(name) in st.query_params for name in found)
    with st.expander("More about the articles", expanded=asked):
        for name, values in found.items():
            key = key_of(name)
            if key in st.session_state:  # chosen in another corpus
                st.session_state[key] = [value for value in st.session_state[key] if value in values]
            picked = st.multiselect(markdown(name), values, key=key, bind="query-params", placeholder="Any")
            chosen += [(name, value) for value in picked]
    return tuple(chosen)
