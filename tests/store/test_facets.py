"""Articles filtered by what their table says of them."""

from __future__ import annotations

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from analysis.store.selection import Selection
from builders import store_of, told

SECTIONS = (("section", "politics"), ("section", "sport"))
TOLD = (
    told("Ito met Lee.", outlet="A", names={"Ito": "PERSON"}, facets=(("author", "Ann"), SECTIONS[0])),
    told("Ito ran.", outlet="A", names={"Ito": "PERSON"}, facets=(("author", "Ben"), SECTIONS[1])),
    told("Ito sang.", outlet="B", names={"Ito": "PERSON"}, facets=(SECTIONS[1],)),
    told("Nobody ran.", outlet="B"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("facets") / "store", *TOLD)


def test_facets_are_counted_by_articles(store):
    assert store.facets().to_numpy().tolist() == [
        ["author", "Ann", 1],
        ["author", "Ben", 1],
        ["section", "politics", 1],
        ["section", "sport", 2],
    ]


FACETS = st.sets(st.sampled_from([("author", "Ann"), ("author", "Ben"), *SECTIONS, ("section", "none")]))


@given(FACETS)
def test_of_one_name_any_value_of_two_names_both(store, chosen):
    selection = Selection(facets=tuple(sorted(chosen)))
    names = {name for name, _ in chosen}
    expected = {
        one.article_id
        for one, _ in TOLD
        if all(any((name, value) in chosen for value in [dict(one.facets).get(name)]) for name in names)
    }
    assert set(store.articles(selection)["article_id"]) == expected
    assert store.entity_counts(selection, ())["n_mentions"].sum() == sum(
        one.article_id in expected and "Ito" in one.text for one, _ in TOLD
    )
    rows = store.rows("facets", selection).read_all().to_pylist()
    assert {row["article_id"] for row in rows} <= expected


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_facets_are_facets(tmp_path, text):
    facet = (" ".join(text.split())[:80], " ".join(text.split())[:80])
    store = store_of(tmp_path / "store", told("Ito ran.", facets=(facet,)), told("Lee ran."))
    assert len(store.articles(Selection(facets=(facet,)))) == 1
