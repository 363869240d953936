"""Grouping in one article: one merge found and one left alone for each rule. No parse, no model."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.entities.gazetteer import label_of
from analysis.entities.groups import Form, Resolved
from analysis.entities.within_article import group_forms


def grouped(text: str, **forms: str) -> dict[str, Resolved]:
    """Group the forms of a text, given as label="Form; Form"; a form stands where no longer one does."""
    labels = {name: label_of(label) for label, names in forms.items() for name in names.split("; ")}
    longest_first = sorted(labels, key=len, reverse=True)
    starts: dict[str, list[int]] = {name: [] for name in labels}
    for match in re.finditer("|".join(map(re.escape, longest_first)), text):
        starts[match[0]].append(match.start())
    assert all(starts.values()), "every form stands in the text"
    return group_forms([Form(name, tuple(starts[name]), ((labels[name], 1.0),)) for name in labels], text)


def entities(resolved: dict[str, Resolved]) -> dict[str, str]:
    return {form: r.entity for form, r in resolved.items()}


@pytest.mark.parametrize(
    ("text", "label", "short", "full", "how"),
    [
        ("Ada Quill spoke. Quill left.", "PERSON", "Quill", "Ada Quill", "surname"),
        ("Wu Lanying spoke. Wu left.", "PERSON", "Wu", "Wu Lanying", "first word of the name"),
        ("Charles Q. Brown met CQ Brown.", "PERSON", "CQ Brown", "Charles Q. Brown", "initials"),
        ("Rosa M. Lind is Rosa Lind.", "PERSON", "Rosa Lind", "Rosa M. Lind", "middle name left out"),
        ("Jan van Delft came. Delft left.", "PERSON", "Delft", "Jan van Delft", "surname"),
        ("Omar Chirak came. Chriak left.", "PERSON", "Chriak", "Omar Chirak", "spelling of the surname"),
        ("Harbour Relief Fund (HRF) met.", "ORG", "HRF", "Harbour Relief Fund", "acronym in brackets"),
        ("The Harbour Relief Fund met. HRF paid.", "ORG", "HRF", "Harbour Relief Fund", "initials"),
        ("US and United States.", "GPE", "US", "United States", "form of one place"),
        ("Mahle Air fell. Mahle rose.", "ORG", "Mahle", "Mahle Air", "short form"),
        ("Ester County shook. Ester slept.", "GPE", "Ester", "Ester County", "area"),
    ],
)
def test_a_form_joins_its_full_name_with_the_reason(
    text: str, label: str, short: str, full: str, how: str
) -> None:
    resolved = grouped(text, **{label: f"{full}; {short}"})
    assert (resolved[short].entity, resolved[full].entity) == (full, full)
    assert {resolved[short].how, resolved[full].how} == {how, "full name"}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Ada Quill met Ben Quill.", {"PERSON": "Ada Quill; Ben Quill"}),
        ("Carl A. Reed met Carl B. Reed.", {"PERSON": "Carl A. Reed; Carl B. Reed"}),
        ("The Harbour Relief Fund met. HRT paid.", {"ORG": "Harbour Relief Fund; HRT"}),
        ("Chinese Navy and Indian Navy.", {"ORG": "Chinese Navy; Indian Navy"}),
        ("Iran and Iraq.", {"GPE": "Iran; Iraq"}),
        ("Region 11 and Region 12.", {"GPE": "Region 11; Region 12"}),
        ("House Ethics Committee and House.", {"ORG": "House Ethics Committee; House"}),
        ("George Washington saw Washington.", {"PERSON": "George Washington", "GPE": "Washington"}),
        ("Russian troops left Russia.", {"NORP": "Russian", "GPE": "Russia"}),
        ("South Korean and Korean.", {"NORP": "South Korean; Korean"}),
    ],
    ids=["given", "middle", "acronym", "countries", "iran", "numbers", "committee", "kinds", "adjective", "korean"],
)  # fmt: skip
def test_what_differs_stays_apart(text: str, forms: dict[str, str]) -> None:
    resolved = entities(grouped(text, **forms))
    assert len(set(resolved.values())) == len(resolved)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("China’s Defense Ministry", "Chinese Ministry of National Defense"),
        ("US Supreme Court", "Supreme Court of the United States"),
        ("Ministry of Defence", "Ministry of Defense"),
    ],
)
def test_one_body_in_other_words_is_one(a: str, b: str) -> None:
    assert len(set(entities(grouped(f"{a} and {b} met.", ORG=f"{a}; {b}")).values())) == 1


def test_a_surname_two_people_share_stays_alone() -> None:
    resolved = entities(
        grouped("Ada Quill met Ben Quill. Quill spoke.", PERSON="Ada Quill; Ben Quill; Quill")
    )
    assert resolved == {"Ada Quill": "Ada Quill", "Ben Quill": "Ben Quill", "Quill": "Quill"}


def test_a_surname_used_before_the_other_is_named_is_the_first_ones() -> None:
    resolved = grouped("Ada Quill came. Quill spoke. Ben Quill left.", PERSON="Ada Quill; Ben Quill; Quill")
    assert resolved["Quill"] == Resolved("Ada Quill", "PERSON", "surname, used before the other was named")
    assert resolved["Ben Quill"].entity == "Ben Quill"


def test_a_relative_does_not_claim_the_surname() -> None:
    text = "Ada Quill came with her son Ben Quill. Quill spoke."
    assert grouped(text, PERSON="Ada Quill; Ben Quill; Quill")["Quill"].entity == "Ada Quill"


def test_one_person_under_five_names_is_one() -> None:
    text = "General Charles Q. Brown, CQ Brown, Charles Brown, C. Brown and Brown."
    resolved = entities(grouped(text, PERSON="Charles Q. Brown; CQ Brown; Charles Brown; C. Brown; Brown"))
    assert set(resolved.values()) == {"Charles Q. Brown"}


def test_a_form_of_doubtful_kind_takes_that_of_its_full_name() -> None:
    doubtful = Form("Imber", (12,), (("GPE", 0.6), ("PERSON", 0.4)))
    full = Form("Lea Imber", (0,), (("PERSON", 1.0),))
    resolved = group_forms([doubtful, full], "Lea Imber. Imber.")
    assert resolved["Imber"] == Resolved("Lea Imber", "PERSON", "surname")


FORMS = [
    Form("Ada Quill", (0,), (("PERSON", 1.0),)),
    Form("Ben Quill", (20,), (("PERSON", 1.0),)),
    Form("Quill", (40,), (("PERSON", 1.0),)),
    Form("Harbour Relief Fund", (50,), (("ORG", 1.0),)),
    Form("HRF", (80,), (("ORG", 1.0),)),
    Form("Relief Fund", (90,), (("ORG", 0.7), ("FAC", 0.3))),
    Form("US", (110,), (("GPE", 1.0),)),
    Form("U.S.", (120,), (("GPE", 1.0),)),
    Form("United States", (130,), (("GPE", 1.0),)),
    Form("Ada M. Quill", (150,), (("PERSON", 1.0),)),
]


@given(st.permutations(FORMS))
def test_the_order_of_forms_does_not_matter(forms: list[Form]) -> None:
    assert group_forms(forms, "x" * 200) == group_forms(FORMS, "x" * 200)


NAMES = st.text(alphabet="AbÉ李.-'’\"<>&=(),1 \u200b", min_size=1, max_size=20).filter(str.strip)


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_any_names_are_grouped_whatever_their_characters(names: list[str], chance: random.Random) -> None:
    forms = [
        Form(name, (n * 30,), ((chance.choice(["PERSON", "ORG", "GPE"]), 1.0),))
        for n, name in enumerate(names)
    ]
    resolved = group_forms(forms, "y" * 400)
    assert set(resolved) == set(names)
    assert {r.entity for r in resolved.values()} <= set(names)
