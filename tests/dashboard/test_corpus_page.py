"""What the corpus is made of: outlets, how they are known, and the user's word on what they are called."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from hostile import HOSTILE
from pages import box, html_of, opened, stands

from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import said, store_of, told
from dashboard import corrections
from dashboard.views.corpus_outlets import outlets_of

ONE = told("Trains stopped.", outlet="bbc.co.uk", outlet_basis="inferred")
TWO = told("Buses ran today.", outlet="BBC", title="Buses", published=None)
THREE = told("Nobody drove.", outlet="Unidentified", outlet_basis="unknown", title=HOSTILE[0])


@pytest.fixture
def store(tmp_path):
    return store_of(tmp_path / "store", ONE, TWO, THREE)


def called(app, name):
    app.text_input(key="outlet-name-0").set_value(name).run()
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
    app.text_input(key="outlet-name-0").set_value("Auntie").run()
    app.button(key="outlet-apply").click().run()
    assert "missing or damaged" in app.error[0].value


def audited(store, **chosen):
    app = opened("corpus", store)
    for label, value in chosen.items():
        stands(box(app, label).set_value(value).run())
    return app


def shares(app):
    return next(
        one.value for one in app.dataframe if list(one.value.columns)[:3] == ["outlet", "n_judged", "n_right"]
    )


@pytest.fixture
def spoken(tmp_path):
    tellings = [
        told(
            f"Ito met {HOSTILE[0]} {number} times. “We strike {number},” said Ito.",
            outlet=outlet,
            names={"Ito": "PERSON"},
            quotes=[said(f"We strike {number},", by="Ito")],
            tones={"Ito": "positive"},
        )
        for number, outlet in enumerate("AAB")
    ]
    return store_of(tmp_path / "store", *tellings)


def test_a_sample_is_judged_one_by_one_and_the_share_counted(spoken):
    app = audited(spoken)
    assert "1 of 3." in html_of(app)
    for verdict in ("right", "speaker wrong", "cannot tell"):
        stands(app.button(key=f"audit-{verdict}").click().run())
    assert "3 of 3 results judged" in html_of(app)
    row = shares(app).iloc[0]
    assert row[["outlet", "n_judged", "n_right", "n_open", "share"]].tolist() == ["all outlets", 2, 1, 1, 0.5]
    again = opened("corpus", Store.open(spoken.path))
    assert shares(again)["n_judged"].tolist() == shares(app)["n_judged"].tolist(), "kept beside the results"


def test_a_verdict_can_be_gone_back_to(spoken):
    app = audited(spoken, Check="mentions")
    stands(app.button(key="audit-no name").click().run())
    assert "2 of 6." in html_of(app)
    stands(app.button(key="audit-back").click().run())
    assert "judged “no name”" in html_of(app)
    stands(app.button(key="audit-right").click().run())
    assert shares(app)["n_right"].tolist()[0] == 1


def test_tones_say_towards_whom(spoken):
    assert "positive towards Ito" in html_of(audited(spoken, Check="tones"))
    assert HOSTILE[0] not in html_of(audited(spoken, Check="mentions"))


def test_where_there_is_nothing_to_check_the_page_says_so(store):
    assert "There are none in this selection." in html_of(audited(store))


def test_visitors_from_elsewhere_do_not_judge(spoken, monkeypatch):
    monkeypatch.setattr(corrections, "OWN_MACHINE", ())
    assert audited(spoken).button(key="audit-right").disabled
