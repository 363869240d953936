"""The Tone page on names: voices apart, nothing below the least number, every mark opens what it counts."""

from __future__ import annotations

import pytest
from pages import chosen, html_of, opened

from analysis.measures.targeted_tone import LEAST_MENTIONS
from analysis.store.selection import Selection
from builders import said, store_of, told
from dashboard.accuracy import ABOUT_TONE

NAMES = {"Roe": "PERSON", "Union": "ORG"}


def marks_of(app):
    return sum(element.value.count("<mark>") for element in app.html if "np-sentence" in element.value)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    bad = " ".join(f"Roe failed {number} times." for number in range(14))
    good = " ".join(f"Roe won {number} times." for number in range(14))
    one = told(
        f"{bad} “Roe is great,” said Union.", outlet="Gazette", names=NAMES,
        tones={"Roe": "negative", "Union": "neutral"},
        quotes=[said("Roe is great,", by="Union")],
    )  # fmt: skip
    return store_of(
        tmp_path_factory.mktemp("tone") / "store", one,
        told(good, outlet="Herald", names=NAMES, tones={"Roe": "positive"}),
    )  # fmt: skip


def test_what_may_be_read_stands_first_with_the_measured_accuracy(store):
    shown = html_of(opened("tone", store))
    assert "What this may and may not be read as" in shown
    assert ABOUT_TONE.rows[0].value in shown
    assert "no statement about the outlet can be made" in shown


def test_several_stories_are_said_not_to_be_comparable(tiny_store):
    shown = html_of(opened("tone", tiny_store))
    assert "2 stories are mixed, 1 of them told by more than one outlet" in shown
    assert "not comparable" in shown
    assert "not comparable" not in html_of(opened("tone", tiny_store, Selection(stories=("strike",))))


def test_own_words_reported_and_quoted_are_never_in_one_table(store):
    app = opened("tone", store)
    assert "n = 29 scored mentions of 29" in html_of(app)
    app.segmented_control(key="tone_voice").set_value("quoted").run()
    assert "n = 1 scored mention of 1" in html_of(app)
    assert "n = 1 scored mention of 1" in html_of(opened("tone", store, Selection(voice="quoted")))


def test_few_mentions_are_said_to_estimate_nothing(tiny_store):
    shown = html_of(opened("tone", tiny_store))
    assert f"Nobody here has {LEAST_MENTIONS} scored mentions" in shown
    assert "0 can be told from zero" in shown


def test_a_cell_opens_its_sentences_by_tone_with_the_name_marked(store):
    app = chosen(opened("tone", store), "Sentences that name", ("Gazette", "Roe"))
    assert marks_of(app) == 8, "a page of sentences"
    assert "Roe in Gazette, own words, negative</b>: 14 sentences in 1 article, 14 marks" in html_of(app)


def test_a_piece_of_a_bar_opens_the_mentions_it_counts(store):
    app = chosen(
        opened("tone", store), "Mentions that are", ("Gazette, in quotation marks", "share_negative")
    )
    assert marks_of(app) == 1
    assert "“<mark>Roe</mark> is great,”" in html_of(app)


def test_outlets_that_differ_on_a_story_are_told_apart_as_articles(store):
    from dashboard.views.tone_targets import differences_of

    (pair,) = differences_of(store, Selection()).to_dict("records")
    assert (pair["a"], pair["b"], pair["unit"], pair["told"]) == ("Gazette", "Herald", "sentences", True)
    assert "1 can be told apart" in html_of(opened("tone", store))


def test_a_difference_opens_the_mentions_of_both(store):
    app = opened("tone", store)
    shown = html_of(chosen(app, "Sentences of both that name", ("Roe", "Gazette", "Herald")))
    assert "Roe in Gazette, own words, negative</b>: 14 sentences in 1 article, 14 marks" in shown
    assert "Roe in Herald, own words, positive</b>: 14 sentences in 1 article, 14 marks" in shown


def test_a_difference_leaves_out_stories_that_only_one_of_them_tells(tmp_path):
    from dashboard.views.tone_targets import differences_of

    good, bad = "Roe won again. " * 14, "Roe failed again. " * 14
    store = store_of(
        tmp_path / "store",
        told(bad, outlet="Gazette", names=NAMES, tones={"Roe": "negative"}),
        told(good, outlet="Herald", names=NAMES, tones={"Roe": "positive"}),
        told(good * 2, outlet="Herald", story="flood", names=NAMES, tones={"Roe": "positive"}),
    )
    (pair,) = differences_of(store, Selection()).to_dict("records")
    app = chosen(opened("tone", store), "Sentences of both that name", ("Roe", "Gazette", "Herald"))
    assert f"Roe in Herald, own words, positive</b>: {pair['n_b']} sentences in 1 article" in html_of(app)


def test_how_many_names_were_looked_at_is_said(store, tmp_path):
    from dashboard.views.tone_targets import MOST_TARGETS

    assert "Rows: 2 names." in html_of(opened("tone", store))
    people = [f"{letter}son" for letter in "ABCDEFGHIJKLMNO"]
    text = " ".join(f"{name} left." for name in people)
    named = dict.fromkeys(people, "PERSON")
    many = store_of(tmp_path / "store", told(text, names=named, tones=dict.fromkeys(people, "neutral")))
    shown = html_of(opened("tone", many))
    assert f"Rows: the {MOST_TARGETS} most mentioned of 15 names." in shown
    assert f"of {MOST_TARGETS}, of the {MOST_TARGETS} most mentioned of 15 names" in shown


def test_a_sentence_opens_on_the_read_page_with_its_targets(store):
    app = chosen(opened("tone", store), "Sentences that name", ("Herald", "Roe"))
    link = app.get("page_link")[0].proto
    assert "show=tone" in link.query_string


def test_the_reader_marks_each_target_with_its_tone(store):
    from dashboard.article_html import article_html

    layers = store.layers(store.articles(Selection(outlets=("Herald",)))["article_id"].iloc[0])
    shown = article_html(layers, ["tone"])
    assert shown.count('class="toned toned-positive"') == 14
    assert "positive towards Roe (negative 0.05" in shown
    assert "toned" not in article_html(layers, ["names"])


def test_a_corpus_without_scores_says_so(tmp_path):
    app = opened("tone", store_of(tmp_path / "store", told("Roe left.", names=NAMES)))
    assert "No tone towards a name was scored" in app.info[0].value


def test_each_headline_stands_beside_what_its_body_holds(tiny_store, tmp_path):
    from dataclasses import replace

    from analysis.model import Span

    read, found = told(
        "A terrible loss\nGood news came. Nothing else.", scores={"terrible": -1.0, "Good": 0.7}
    )
    one = store_of(tmp_path / "store", (replace(read, headline=Span(0, 15)), found))
    shown = html_of(opened("tone", one, tone_tab="Headline and course"))
    assert "headline negative; body: 0 negative, 0 neutral, 1 positive, 1 not scored" in shown
    assert "nothing is said of outlets" in shown
    app = opened("tone", tiny_store, tone_tab="Headline and course")
    assert "No headline was found" in app.info[0].value


def test_loaded_words_open_their_sentences(tmp_path):
    text = " ".join("They would perhaps meet again in the old town hall on Monday." for _ in range(20))
    app = opened("tone", store_of(tmp_path / "store", told(text)), tone_tab="Loaded words")
    app = chosen(app, "Sentences with", ("Gazette", "hedge"))
    assert "hedges of Gazette: perhaps (20)</b>: 20 sentences" in html_of(app)
    assert "“" not in html_of(app)
    app.segmented_control(key="loaded_voice").set_value("quoted").run()
    assert "No words in the words they quote" in app.info[0].value
