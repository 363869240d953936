"""The Names page: pairs in each window, two outlets apart, profiles, differences, and the user's word on a name."""

import shutil

import pages
import pytest
from hostile import HOSTILE
from pages import box, html_of, sentences_of, stands

from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import said, store_of, told

STRIKE = Selection(stories=("strike",))
PEOPLE = {"Ann Ito": "PERSON", "Ito": ("Ann Ito", "PERSON"), "Lee": "PERSON", "Leeds": "GPE"}


def opened(store, selection=STRIKE, **query):
    return pages.opened("names", store, selection, **query)


def picked(app, table, row=0):
    """The page after a row of a table was picked."""
    app.session_state[f"{table}-table"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return stands(app.run())


@pytest.fixture(scope="module")
def strike_store(tmp_path_factory):
    """Three articles an outlet; Gazette alone puts Ito with Leeds into one sentence, Herald into one paragraph."""
    tellings = []
    for day in ("2024-01-10", "2024-01-11", "2024-01-12"):
        tellings += [
            told(
                f"Strike {day}\nThe union leader Ann Ito spoke in Leeds. “Lee is weak,” said Ito. Lee left.",
                outlet="Gazette", published=day, names=PEOPLE, described={"union leader": ("title", "Ann Ito")},
                quotes=[said("Lee is weak,", by="Ito", entity="Ann Ito")],
            ),
            told(f"Calm {day}\nAnn Ito and Lee spoke. Leeds was calm. Lee left.", outlet="Herald", published=day,
                 names=PEOPLE),
        ]  # fmt: skip
    return store_of(tmp_path_factory.mktemp("names") / "store", *tellings)


def test_a_pair_shows_the_sentences_of_its_window(strike_store):
    app = opened(strike_store)
    stands(box(app, "Sentences with").set_value(("Ann Ito", "Leeds")).run())
    assert len(sentences_of(app)) == 3
    app = opened(strike_store, window="paragraph")
    stands(box(app, "Sentences with").set_value(("Ann Ito", "Leeds")).run())
    assert "6 articles" in html_of(app)
    # Gazette's paragraph names Ito twice in two sentences, and Leeds once; Herald's each once, in two sentences.
    assert "12 sentences in 6 articles" in html_of(app)


def test_what_was_counted_is_said(strike_store):
    shown = html_of(opened(strike_store))
    assert "n = 2 pairs of 3 possible, 2 sentences or more of 24 together" in shown
    assert "n = 3 pairs of 3 possible, 2 paragraphs or more of 12 together" in html_of(
        opened(strike_store, window="paragraph")
    )


def test_a_minimum_that_no_pair_reaches_any_more_is_let_go(strike_store):
    app = opened(strike_store)
    stands(box(app, "In at least … sentences").set_value(5).run())
    app.session_state["selection"] = Selection(stories=("strike",), outlets=("Gazette",))
    stands(app.run())
    assert box(app, "In at least … sentences").value == 2


def test_two_outlets_are_told_apart_on_the_stories_both_tell(strike_store):
    app = opened(strike_store)
    next(one for one in app.multiselect if one.key == "between").set_value(["Gazette", "Herald"]).run()
    stands(app)
    assert "coloured by who makes the pair on the stories both tell, Gazette or Herald; dotted" in html_of(
        app
    )
    app.session_state["form"] = "Matrix"
    stands(app.run())


def test_names_that_never_meet_are_listed_and_the_network_says_why(tmp_path):
    store = store_of(
        tmp_path / "store", told("Ito came. Lee went.", names={"Ito": "PERSON", "Lee": "PERSON"})
    )
    app = opened(store)
    assert "No two names stand in the same sentence" in app.info[0].value
    stands(box(app, "Profile of").set_value("Lee").run())
    assert "nobody in the same sentence" in html_of(app)
    assert "no quote found in these articles" in html_of(app)
    assert any("asked of two outlets" in note.value for note in app.info)


def test_the_profile_of_a_name_says_how_often_with_whom_and_what_it_says(strike_store):
    app = opened(strike_store)
    stands(box(app, "Sentences with").set_value(("Ann Ito",)).run())
    facts = html_of(app)
    assert "Gazette 6 (" in facts
    assert "Herald 3 (" in facts
    assert "Lee (6), Leeds (3)" in facts
    assert "9 words in 3 quotes" in facts


@pytest.mark.parametrize(
    ("part", "table", "said_there"),
    [
        ("What it is called", "called", "“Ann Ito” in Gazette</b>: 3 sentences"),
        ("With whom", "with", "Ann Ito and Leeds in Gazette</b>: 3 sentences"),
        ("In whose quotes", "speaks", "Said by Ann Ito in Gazette</b>: 3 sentences"),
    ],
)
def test_every_number_of_a_profile_opens_its_sentences(strike_store, part, table, said_there):
    app = opened(strike_store)
    stands(box(app, "Profile of").set_value("Ann Ito").run())
    app.session_state["card-names-by-outlet-profile-tabs"] = part
    stands(app.run())
    app = picked(app, f"card-names-by-outlet-profile-{table}")
    assert said_there in html_of(app)


def test_who_speaks_of_a_name_opens_what_they_say(strike_store):
    app = opened(strike_store)
    stands(box(app, "Profile of").set_value("Lee").run())
    app.session_state["card-names-by-outlet-profile-tabs"] = "In whose quotes"
    app = picked(app, "card-names-by-outlet-profile-spoken-of")
    assert "Ann Ito of Lee in Gazette</b>: 3 sentences" in html_of(app)


def test_the_title_of_a_name_stands_in_what_it_is_called(strike_store):
    forms = strike_store.entity_forms(STRIKE, "Ann Ito")
    assert forms[forms["kind"] == "title"].to_numpy().tolist() == [["Gazette", "title", "union leader", 3, 3]]


def test_a_row_of_the_table_opens_the_profile(strike_store):
    app = opened(strike_store)
    app.session_state["names_form"] = "Table"
    stands(app.run())
    app = picked(app, "card-names-by-outlet-wide", 1)
    assert box(app, "Profile of").value == strike_store.entity_counts(STRIKE, ())["entity"][1]


def test_differences_open_their_sentences_and_say_what_can_be_told(strike_store):
    app = opened(strike_store, pairs_of="Gazette")
    assert "a difference can be told for none" in html_of(app)
    pairs = next(one for one in app.selectbox if one.key == "names-differences-choice")
    stands(pairs.set_value(("Ann Ito", "Leeds")).run())
    assert len(sentences_of(app)) == 3


def test_one_article_an_outlet_makes_no_statement_about_the_outlet(tmp_path):
    names = {"Ito": "PERSON", "Lee": "PERSON"}
    text = "Ito met Lee. Ito saw Lee."
    store = store_of(tmp_path / "store", *(told(text, outlet=outlet, names=names) for outlet in "AB"))
    assert "speaks of that article, not of the outlet" in html_of(opened(store))


def test_a_name_is_corrected_on_the_page_and_the_correction_is_kept(strike_store, tmp_path):
    path = tmp_path / "store"
    shutil.copytree(strike_store.path, path)
    app = opened(Store.open(path))
    stands(box(app, "Profile of").set_value("Ann Ito").run())
    stands(box(app, "What is wrong?").set_value("rename").run())
    app.text_input(key="card-names-by-outlet-profile-correct-rename").set_value(HOSTILE[0]).run()
    app.button(key="card-names-by-outlet-profile-correct-apply").click().run()
    stands(app)
    corrected = Store.open(path)
    assert [(alias.action, alias.name, alias.value) for alias in corrected.aliases()] == [
        ("rename", "Ann Ito", HOSTILE[0])
    ]
    app = opened(corrected)
    assert "Names corrected: 1" in [one.label for one in app.expander]
    assert HOSTILE[0] in box(app, "Profile of").options
    assert HOSTILE[0] not in html_of(app)
    picked(app, "corrections").button(key="corrections-take-back").click().run()
    stands(app)
    assert not Store.open(path).aliases()


@pytest.mark.parametrize("action", ["merge", "split", "rename", "label", "drop"])
def test_every_correction_can_be_asked_for(strike_store, action):
    app = opened(strike_store)
    stands(box(app, "Profile of").set_value("Ann Ito").run())
    stands(box(app, "What is wrong?").set_value(action).run())
    if action == "split":
        assert "Ann Ito" in box(app, "The form").options


def test_visitors_from_elsewhere_only_look(strike_store, monkeypatch):
    from dashboard import corrections

    app = opened(strike_store)
    stands(box(app, "Profile of").set_value("Ann Ito").run())
    assert any(one.label == "What is wrong?" for one in app.selectbox)
    monkeypatch.setattr(corrections, "OWN_MACHINE", ())
    stands(app.run())
    assert not any(one.label == "What is wrong?" for one in app.selectbox)
