"""What outlets are called by the user's word: one outlet, two made one, a single article; kept, and taken back."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import StoreError
from analysis.store import rollups
from analysis.store.aliases import Alias
from analysis.store.corrections import apply_aliases, apply_outlet_names
from analysis.store.outlet_names import OutletName, called, kept_outlet_names, name_of
from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import store_of, told

ALL = Selection()
ONE = told("Trains stopped in Leeds.", outlet="bbc.co.uk", names={"Leeds": "GPE"})
TWO = told("Buses ran in York.", outlet="BBC")
THREE = told("Nobody drove.", outlet="Unidentified", outlet_basis="unknown")
FOUR = told("Somebody walked.", outlet="Unidentified", outlet_basis="unknown")
READ = (ONE, TWO, THREE, FOUR)


def read_store(folder):
    return store_of(folder, *READ)


def outlets(store):
    return (
        store.articles(ALL).set_index("article_id")[["outlet", "outlet_basis"]].apply(tuple, axis=1).to_dict()
    )


def test_two_outlets_called_the_same_are_one(tmp_path):
    store = read_store(tmp_path / "store")
    apply_outlet_names(store.path, called((), "bbc.co.uk", "BBC"))
    renamed = Store.open(store.path)
    assert renamed.outlets() == ["BBC", "Unidentified"]
    assert renamed.totals(ALL).set_index("outlet")["n_articles"].to_dict() == {"BBC": 2, "Unidentified": 2}
    assert outlets(renamed)[ONE[0].article_id] == ("BBC", "inferred"), "a person concluded it"
    assert outlets(renamed)[TWO[0].article_id] == ("BBC", "given")
    assert renamed.key != store.key
    assert set(renamed.entity_counts(ALL)["outlet"]) == {"BBC"}


def test_one_article_is_given_to_an_outlet(tmp_path):
    store = read_store(tmp_path / "store")
    names = called((), "Unidentified", "Herald", THREE[0].article_id)
    apply_outlet_names(store.path, names)
    found = outlets(Store.open(store.path))
    assert found[THREE[0].article_id] == ("Herald", "inferred")
    assert found[FOUR[0].article_id] == ("Unidentified", "unknown")
    assert Store.open(store.path).outlet_names() == kept_outlet_names(store.path) == names


def test_taken_back_the_results_are_those_before(tmp_path):
    store = read_store(tmp_path / "store")
    before = (store.path / "tables" / "articles.parquet").read_bytes()
    apply_outlet_names(store.path, called((), "BBC", "Auntie"))
    assert apply_outlet_names(store.path, ()) == store.key
    assert (store.path / "tables" / "articles.parquet").read_bytes() == before


def test_the_word_on_names_and_that_on_outlets_leave_each_other_alone(tmp_path):
    store = read_store(tmp_path / "store")
    apply_outlet_names(store.path, called((), "BBC", "Auntie"))
    apply_aliases(store.path, [Alias("rename", "Leeds", "City of Leeds")])
    both = Store.open(store.path)
    assert "Auntie" in both.outlets()
    assert list(both.entity_counts(ALL)["entity"]) == ["City of Leeds"]
    apply_outlet_names(store.path, ())
    assert list(Store.open(store.path).entity_counts(ALL)["entity"]) == ["City of Leeds"]


def test_what_was_summed_up_by_outlet_follows(tmp_path, monkeypatch):
    monkeypatch.setattr(rollups, "LEAST_ARTICLES", 1)
    monkeypatch.setattr(rollups, "LEAST_USING", 1)
    tellings = [told(f"Trains stopped {n}.", outlet=outlet) for n, outlet in enumerate("AABB")]
    store = store_of(tmp_path / "store", *tellings)
    apply_outlet_names(store.path, called((), "B", "Ceefax"))
    for file in sorted((store.path / rollups.FOLDER).glob("*.parquet")):
        assert set(pd.read_parquet(file)["outlet"]) <= {"A", "Ceefax"}, file
    found = pd.read_parquet(store.path / rollups.FOLDER / "frequent_words.parquet")
    assert found.groupby("outlet")["n_articles"].max().to_dict() == {"A": 2, "Ceefax": 2}


def test_a_name_follows_what_was_called_so_before():
    names = called(called((), "bbc.co.uk", "BBC"), "BBC", "BBC News")
    assert names == (OutletName("bbc.co.uk", "BBC News"), OutletName("BBC", "BBC News"))
    assert called(names, "BBC News", "BBC") == (
        OutletName("bbc.co.uk", "BBC"),
        OutletName("BBC News", "BBC"),  # also what is read under that name from now on
    )


HOSTILE = ["<b>Gazette</b>", "=cmd|' /C calc'!A0", "a'; DROP TABLE x", "*[?", "…"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name(tmp_path, name):
    store = read_store(tmp_path / "store")
    apply_outlet_names(store.path, called((), "BBC", name))
    assert name in Store.open(store.path).outlets()


@pytest.mark.parametrize("name", ["", "  ", "a  b", " a", "x" * 201])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="an outlet cannot be called"):
        OutletName("BBC", name)


def test_an_identifier_is_checked():
    with pytest.raises(ValueError, match="article_id is 'Gazette', expected 16 hex digits"):
        OutletName("BBC", "BBC News", "Gazette")


def test_where_there_is_no_store_nothing_is_called_anything(tmp_path):
    with pytest.raises(StoreError, match="no store of results"):
        apply_outlet_names(tmp_path, [])


IDS = [one.article_id for one, _ in READ]
STEPS = st.lists(st.tuples(st.sampled_from(IDS), st.booleans(), st.sampled_from("PQR")), max_size=6)


@given(STEPS)
def test_step_by_step_or_at_once_an_article_is_called_the_same(steps):
    """Each step renames the outlet an article has by then, or the article alone: kept one by one as a second route."""
    read = {one.article_id: one.outlet for one, _ in READ}
    now, names = dict(read), ()
    for article_id, alone, name in steps:
        outlet = now[article_id]
        names = called(names, outlet, name, article_id if alone else "")
        if alone:
            now[article_id] = name
        else:
            now = {one: name if its == outlet else its for one, its in now.items()}
    assert {one: name_of(names, outlet, one) for one, outlet in read.items()} == now


def test_the_store_calls_them_as_the_rows_say(tmp_path):
    store = read_store(tmp_path / "store")
    names = called(called((), "Unidentified", "Herald"), "Herald", "Unidentified", FOUR[0].article_id)
    names = called(names, "BBC", "b")
    apply_outlet_names(store.path, names)
    expected = {one.article_id: name_of(names, one.outlet, one.article_id) for one, _ in READ}
    assert {one: outlet for one, (outlet, _) in outlets(Store.open(store.path)).items()} == expected
