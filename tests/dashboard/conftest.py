"""Tiny stores a page must stand: one with everything, none at all, one outlet, hostile text."""

from __future__ import annotations

import pytest
from hostile import hostile_corpus

from builders import store_of, strike_corpus, told


@pytest.fixture(scope="session")
def tiny_store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("tiny") / "store", *strike_corpus(), report=REPORT)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="session")
def one_outlet_store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("one") / "store", told("One line\nNothing else happened."))


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("hostile") / "store", *hostile_corpus())


@pytest.fixture(scope="session")
def stores(tiny_store, empty_store, one_outlet_store, hostile_store):
    return {
        "tiny": tiny_store,
        "empty": empty_store,
        "one outlet": one_outlet_store,
        "hostile": hostile_store,
    }


REPORT = {
    "n_read": 4,
    "refused": [{"file": "bad.csv", "row": 17, "reason": "'published' is 'yesterday', expected a date"}],
    "duplicates": [],
    "guesses": [{"file": "a.csv", "what": "column", "guess": "medium → outlet"}],
    "warnings": [],
    "encodings": [{"file": "a.csv", "encoding": "utf-8", "n_undecodable": 0, "note": ""}],
    "skipped": [],
}
