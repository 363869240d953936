"""What the corpus is made of: outlets, how they are known, and the user's word on what they are called."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from hostile import HOSTILE
from pages import box, html_of, opened, stands

from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import store_of, told
from dashboard import corrections
from dashboard.views.corpus_outlets import outlets_of

ONE = told("Trains stopped.", outlet="bbc.co.uk", outlet_basis="inferred")
TWO = told("Buses ran today.", outlet="BBC", title="Buses", published=None)
THREE = told("Nobody drove.", outlet="Unidentified", outlet_basis="unknown", title=HOSTILE[0])


@pytest.fixture
def store(tmp_path):
    return store_of(tmp_path / "store", ONE, TWO, THREE)


def called(app, name):
    app.text_input(key="outlet-name").set_value(name).run()
    return stands(app.button(key="outlet-apply").click().run())


def test_outlets_are_listed_with_how_they_are_known(store):
    found = outlets_of(store.articles(Selection()))
    assert found[["outlet", "outlet_basis", "n_articles", "n_words"]].to_numpy().tolist() == [
        ["BBC", "given", 1, 3],
        ["Unidentified", "unknown", 1, 2],
        ["bbc.co.uk", "inferred", 1, 2],
    ]
    assert pd.isna(found["since"][0])
    assert found["n_articles"].sum() == len(store.articles(Selection()))


def test_an_outlet_is_put_together_with_another_and_taken_apart_again(store):
    app = opened("corpus", store)
    stands(box(app, "Outlet").set_value("bbc.co.uk").run())
    assert app.button(key="outlet-apply").disabled
    called(app, "  BBC ")
    renamed = Store.open(store.path)
    assert renamed.outlets() == ["BBC", "Unidentified"]
    app = opened("corpus", renamed)
    assert "Outlets corrected: 1" in [one.label for one in app.expander]
    app.session_state["outlets-corrected-table"] = {"selection": {"rows": [0], "columns": []}}
    app.run().button(key="outlets-corrected-take-back").click().run()
    assert Store.open(store.path).outlets() == store.outlets()


def test_one_article_is_given_to_an_outlet_of_a_hostile_name(store):
    app = opened("corpus", store)
    stands(box(app, "Outlet").set_value("Unidentified").run())
    stands(box(app, "Articles").set_value(THREE[0].article_id).run())
    called(app, HOSTILE[0])
    found = Store.open(store.path)
    assert " ".join(HOSTILE[0].split()) in found.outlets()
    assert HOSTILE[0] not in html_of(opened("corpus", found))


def test_visitors_from_elsewhere_only_look(store, monkeypatch):
    monkeypatch.setattr(corrections, "OWN_MACHINE", ())
    app = opened("corpus", store)
    assert not any(one.label == "Outlet" for one in app.selectbox)


def test_a_store_that_cannot_be_changed_says_why(store):
    app = opened("corpus", store)
    shutil.rmtree(store.path / "parts")
    app.text_input(key="outlet-name").set_value("Auntie").run()
    app.button(key="outlet-apply").click().run()
    assert "missing or damaged" in app.error[0].value
