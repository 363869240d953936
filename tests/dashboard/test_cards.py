"""A card hands out its table and its chart, survives its body, and keeps callers' frames apart."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.store.selection import Selection
from dashboard.data import CachedStore


def one_card(store, broken):
    import pandas as pd
    import plotly.graph_objects as go
    import streamlit as st

    from analysis.store.selection import Selection
    from dashboard.cards import card

    table = pd.DataFrame({"outlet": ["a"], "n_words": [3]})
    with card(
        "Is <b>it</b>?",
        table=table,
        name="demo",
        selection=Selection(),
        store=store,
        unit="n = 3 words",
        how="*So*",
    ) as this:
        if broken:
            raise RuntimeError("the panel's secret")
        this.chart(go.Figure(go.Bar(x=[3], y=["a"])), alt="a bar")
    st.text("after")


@pytest.fixture
def shown(tiny_store):
    return AppTest.from_function(
        one_card, kwargs={"store": tiny_store, "broken": False}, default_timeout=30
    ).run()


def test_a_card_offers_the_chart_and_the_table_in_five_formats(shown):
    assert not shown.exception
    labels = [button.label for button in shown.get("download_button")]
    assert labels == ["HTML", "CSV", "CSV for Excel", "XLSX", "Parquet", "JSON"]


def test_a_card_says_its_question_unit_and_method(shown):
    html = "".join(element.value for element in shown.html)
    assert "<h3>Is &lt;b&gt;it&lt;/b&gt;?</h3>" in html
    assert "n = 3 words" in html
    assert shown.markdown[0].value == "*So*"


def test_a_broken_panel_leaves_the_rest_of_the_page_standing(tiny_store, caplog):
    app = AppTest.from_function(
        one_card, kwargs={"store": tiny_store, "broken": True}, default_timeout=30
    ).run()
    assert "could not be drawn" in app.error[0].value
    assert "secret" not in app.error[0].value
    assert app.text[0].value == "after"
    reference = app.error[0].value.rstrip(".").split()[-1]
    assert reference in caplog.text
    assert "the panel's secret" in caplog.text


def test_whoever_changes_an_answer_changes_only_their_own(tiny_store):
    store = CachedStore(tiny_store)
    first = store.articles(Selection())
    first["outlet"] = "changed"
    assert "changed" not in set(store.articles(Selection())["outlet"])


def test_a_cached_answer_is_the_stores(tiny_store):
    store = CachedStore(tiny_store)
    chosen = Selection(entities=("Leeds",))
    for _ in range(2):
        pd.testing.assert_frame_equal(
            store.term_counts(chosen, by=("outlet",), n_words=(1, 2)),
            tiny_store.term_counts(chosen, by=("outlet",), n_words=(1, 2)),
        )
    assert store.key == tiny_store.key
    with pytest.raises(AttributeError):
        store.no_such_query  # noqa: B018
