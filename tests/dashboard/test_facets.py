"""Filters by what a table says of its articles: drawn, kept in the link, said in the caption, undone."""

from __future__ import annotations

import pytest
from hostile import HOSTILE
from streamlit.testing.v1 import AppTest

from analysis.store.selection import Selection
from builders import store_of, told
from dashboard import captions, facets, sidebar


def app_of(store):
    import streamlit as st

    from dashboard.sidebar import choose_selection

    st.session_state["made"] = choose_selection(store)


def opened(store, **query):
    app = AppTest.from_function(app_of, kwargs={"store": store}, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def store(tmp_path):
    return store_of(
        tmp_path / "store",
        told("Ito ran.", facets=(("desk", "north"), ("section", "politics"))),
        told("Lee ran.", facets=(("desk", "north"), ("section", "sport"))),
        told("Day ran.", outlet="Herald", facets=(("section", "sport"),)),
    )


def test_a_facet_with_two_values_and_more_filters(store):
    app = opened(store)
    assert facets.offered(store) == {"section": ["politics", "sport"]}
    assert app.session_state["made"].facets == ()
    app.multiselect(key="facet-section").set_value(["sport"]).run()
    made = app.session_state["made"]
    assert made.facets == (("section", "sport"),)
    assert len(store.articles(made)) == 2
    assert captions.describe(made, store).endswith(", section sport.")
    assert captions.file_name("voices", made).startswith("newsparallax_voices")
    assert "sport" in captions.file_name("voices", made)
    assert (("facet-section",), "section sport") in sidebar.active_filters(made)


def test_reset_lets_go_of_it(store):
    app = opened(store)
    app.multiselect(key="facet-section").set_value(["sport"]).run()
    app.button(key="reset").click().run()
    assert app.session_state["made"].facets == ()


def test_a_link_brings_it_back_and_what_is_gone_is_left_out(store):
    made = opened(store, **{"facet-section": ["sport", "opera"]}).session_state["made"]
    assert made.facets in ((("section", "sport"),), ()), "never a value that no article has"


def test_no_facets_no_filter(tmp_path):
    app = opened(store_of(tmp_path / "store", told("Ito ran.")))
    assert not app.expander


def test_each_facet_has_a_key_of_its_own():
    names = ["section", "Section", "SECTION", "主题", "标题", "a b", "a-b", *HOSTILE]
    keys = [facets.key_of(name) for name in names]
    assert len(set(keys)) == len(set(names))
    assert all(key.isascii() and " " not in key for key in keys)


def test_hostile_facets_are_drawn_as_they_are(tmp_path):
    name = " ".join(HOSTILE[0].split())[:80]
    tellings = [told(f"{who} ran.", facets=((name, who),)) for who in ("<b>Ito</b>", "=Lee")]
    app = opened(store_of(tmp_path / "store", *tellings))
    assert app.multiselect(key=facets.key_of(name)).options == ["<b>Ito</b>", "=Lee"]


def test_the_selection_groups_values_by_name():
    chosen = Selection(facets=(("a", "1"), ("b", "2"), ("a", "3")))
    assert chosen.values_by_facet() == {"a": ["1", "3"], "b": ["2"]}
