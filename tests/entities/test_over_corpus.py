"""Linking over the corpus: what is joined, what stays apart, and that the order of rows changes nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.entities.over_corpus import COLUMNS, link_entities

Row = tuple[str, str, str, int]


def linked(*rows: Row) -> dict[tuple[str, str], str]:
    """(article, name) → entity."""
    table = link_entities(pd.DataFrame(rows, columns=["article_id", "name", "label", "n_mentions"]))
    assert list(table.columns) == COLUMNS
    assert table["reason"].str.len().gt(0).all()
    return {(a, n): e for a, n, e in zip(table["article_id"], table["name"], table["entity"], strict=True)}


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("PERSON", "Charles Q. Brown", "CQ Brown"),
        ("PERSON", "Charles Q. Brown", "C. Brown"),
        ("PERSON", "Liu Zhenli", "Zhenli Liu"),
        ("GPE", "US", "United States"),
        ("NORP", "Americans", "American"),
        ("ORG", "EU", "European Union"),
        ("ORG", "Harbour Relief Fund", "HRF"),
        ("ORG", "Chinese Ministry of National Defense", "China's Defense Ministry"),
        ("ORG", "Chinese Ministry of National Defense", "MND"),
    ],
)
def test_forms_of_one_entity_are_linked(label: str, first: str, second: str) -> None:
    assert len(set(linked(("a", first, label, 3), ("b", second, label, 1)).values())) == 1


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("PERSON", "Charles Brown", "Brown"),
        ("PERSON", "Charles Brown", "Dan Brown"),
        ("PERSON", "Carl A. Reed", "Carl B. Reed"),
        ("GPE", "Niger", "Nigeria"),
        ("ORG", "Chinese Ministry of Defense", "Indian Ministry of Defense"),
        ("ORG", "Supreme Court", "Supreme Court of India"),
    ],
)
def test_what_differs_stays_apart(label: str, first: str, second: str) -> None:
    assert len(set(linked(("a", first, label, 3), ("b", second, label, 1)).values())) == 2


def test_a_name_that_fits_two_people_stays_alone() -> None:
    found = linked(
        ("a", "Charles Brown", "PERSON", 3), ("b", "Clara Brown", "PERSON", 3), ("c", "C. Brown", "PERSON", 1)
    )
    assert len(set(found.values())) == 3


def test_one_person_under_five_names_is_one_and_a_namesake_another() -> None:
    names = ("Lena Q. Hartley", "LQ Hartley", "Lena Hartley", "L. Hartley", "Hartley Lena")
    found = linked(
        *((str(n), name, "PERSON", 5 - n) for n, name in enumerate(names)),
        ("x", "Peter Hartley", "PERSON", 9),
    )
    assert len(set(found.values())) == 2
    assert found["x", "Peter Hartley"] == "Peter Hartley"


def test_a_bare_body_is_that_of_the_country_its_article_names() -> None:
    found = linked(
        ("a", "China's Ministry of Defense", "ORG", 2),
        ("b", "India's Ministry of Defense", "ORG", 2),
        ("c", "Ministry of Defense", "ORG", 1),
        ("c", "India", "GPE", 1),
        ("d", "Ministry of Defense", "ORG", 1),
        ("d", "India", "GPE", 1),
        ("d", "Chinese", "NORP", 1),
    )
    assert found["c", "Ministry of Defense"] == found["b", "India's Ministry of Defense"]
    assert found["d", "Ministry of Defense"] == "Ministry of Defense"


def test_two_entities_of_one_name_are_told_apart_by_their_kind() -> None:
    found = linked(("a", "Jordan", "GPE", 4), ("b", "Jordan", "PERSON", 3))
    assert found == {("a", "Jordan"): "Jordan", ("b", "Jordan"): "Jordan (person)"}


def test_a_kind_seldom_given_to_a_name_does_not_part_it() -> None:
    found = linked(("a", "Facebook", "ORG", 20), ("b", "Facebook", "PERSON", 1))
    assert set(found.values()) == {"Facebook"}


def test_no_names_give_the_empty_table() -> None:
    empty = pd.DataFrame({"article_id": [], "name": [], "label": [], "n_mentions": []})
    assert list(link_entities(empty).columns) == COLUMNS
    assert link_entities(empty).empty


ROWS: list[Row] = [
    ("a", "Charles Q. Brown", "PERSON", 3),
    ("b", "CQ Brown", "PERSON", 3),
    ("c", "Charles Brown", "PERSON", 3),
    ("d", "C. Brown", "PERSON", 1),
    ("d", "China", "GPE", 2),
    ("d", "Ministry of Defense", "ORG", 1),
    ("b", "China's Ministry of Defense", "ORG", 1),
    ("a", "US", "GPE", 2),
    ("b", "United States", "GPE", 2),
    ("c", "Jordan", "GPE", 2),
    ("e", "Jordan", "PERSON", 2),
    ("e", "Harbour Relief Fund", "ORG", 1),
    ("a", "HRF", "ORG", 1),
]


@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(rows: list[Row]) -> None:
    assert linked(*rows) == linked(*ROWS)


def test_the_given_rows_are_left_as_they_were() -> None:
    given_rows = pd.DataFrame(ROWS, columns=["article_id", "name", "label", "n_mentions"])
    before = given_rows.copy()
    link_entities(given_rows)
    pd.testing.assert_frame_equal(given_rows, before)


@pytest.mark.parametrize(
    "name", ["A \"b\" 'c'", "<b>Ada</b> Quill", "=cmd|' /C calc'!A0", "A\x01B Quill", "X " * 200, "…", "’s"]
)
@pytest.mark.parametrize("label", ["PERSON", "ORG", "GPE", "NORP"])
def test_hostile_names_come_through_unchanged(name: str, label: str) -> None:
    assert linked(("a", name, label, 1)) == {("a", name): name}
