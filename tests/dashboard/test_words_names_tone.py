"""Words, names and tone: what each page says of a store made for it, and the sentences behind a choice."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis.store.selection import Selection
from builders import store_of, told


def one_page(path, store, selection):
    from importlib import import_module

    import_module(f"dashboard.views.{path}").page(store, selection)


def opened(path, store, selection=Selection(), **query):  # noqa: B008
    app = AppTest.from_function(
        one_page, kwargs={"path": path, "store": store, "selection": selection}, default_timeout=30
    )
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].message
    assert not app.error, app.error[0].value
    return app


def html_of(app):
    return "\n".join(element.value for element in app.html)


def chosen(app, label, option):
    """The page after choosing an option of a list."""
    app = next(box for box in app.selectbox if box.label == label).set_value(option).run()
    assert not app.exception, app.exception[0].message
    return app


def sentences_of(app):
    return [element.value for element in app.html if "np-sentence" in element.value]


COLOUR = "Colour of the words"
STRIKE = "Strike talks fail. The strike goes on and the strike is bad."
TALKS = "Talks go on. More talks and good talks are near. A strike may come."


@pytest.fixture(scope="module")
def two_outlets(tmp_path_factory):
    return store_of(
        tmp_path_factory.mktemp("two") / "store",
        told(STRIKE, outlet="Gazette", scores={"bad": -0.7}),
        told(TALKS, outlet="Herald", scores={"good": 0.7}),
    )


def test_a_chosen_word_shows_its_sentences_in_every_outlet(two_outlets):
    app = chosen(opened("words", two_outlets), "Sentences with", "talks")
    assert "3 sentences in 2 articles" in html_of(app)
    assert len(sentences_of(app)) == 3
    assert html_of(app).count("<mark>talks</mark>") == 3
    assert html_of(app).count("<mark>Talks</mark>") == 1


def test_any_word_can_be_looked_up_in_context(two_outlets):
    app = opened("words", two_outlets, words_tab="In context", word="STRIKE")
    assert "4 marks" in html_of(app)
    assert "was not found in these articles" in html_of(
        opened("words", two_outlets, words_tab="In context", word="peace")
    )


def test_frequencies_and_clouds_stand_in_their_tabs(two_outlets):
    assert chosen(opened("words", two_outlets, words_tab="How often"), "Sentences with", "strike")
    clouds = opened("words", two_outlets, words_tab="Clouds")
    assert len(clouds.get("image")) == 2


def test_clouds_of_outlets_whose_names_have_no_latin_letter(tmp_path):
    store = store_of(tmp_path / "store", told("talks talks", outlet="新闻"), told("talks go", outlet="日报"))
    app = opened("words", store, words_tab="Clouds")
    assert "新闻" in html_of(app)


def test_one_outlet_is_told_that_typical_words_need_two(two_outlets):
    app = opened("words", two_outlets, Selection(outlets=("Gazette",)))
    assert "need two outlets" in app.info[0].value


def test_names_that_never_meet_are_listed_and_the_network_says_why(tmp_path):
    store = store_of(
        tmp_path / "store", told("Ito came. Lee went.", names={"Ito": "PERSON", "Lee": "PERSON"})
    )
    app = opened("names", store)
    assert "No two names stand in the same sentence" in app.info[0].value
    app = chosen(app, "Profile of", "Lee")
    assert "nobody in the same sentence" in html_of(app)
    assert "no quote found in these articles" in html_of(app)


def test_the_profile_of_a_name_says_how_often_with_whom_and_what_it_says(tiny_store):
    app = chosen(opened("names", tiny_store, Selection(stories=("strike",))), "Profile of", "Ana Ito")
    facts = html_of(app)
    assert "Gazette 2, Times 1" in facts
    assert "Leeds (1)" in facts
    assert "8 words in 2 quotes" in facts


def test_a_pair_shows_the_sentences_with_both(tiny_store):
    app = opened("names", tiny_store, Selection(stories=("strike",)))
    app = chosen(app, "Sentences with", ("Ana Ito", "Leeds"))
    assert len(sentences_of(app)) == 1


def test_a_piece_of_tone_shows_only_its_own_sentences(tiny_store):
    app = opened("tone", tiny_store, Selection(stories=("strike",)), tone_tab=COLOUR)
    app = chosen(app, "Sentences that are", ("Herald, with speech", "share_negative"))
    assert len(sentences_of(app)) == 1
    assert "<mark>sad</mark>" in sentences_of(app)[0]
    app = chosen(app, "Sentences that are", ("Herald, own words", "share_negative"))
    assert "<mark>terrible</mark>" in sentences_of(app)[0]


def test_the_pieces_of_tone_have_as_many_sentences_as_they_say(tiny_store):
    """Every list entry opens exactly the sentences its piece of the bar counts."""
    from dashboard.views.tone_colour import BANDS, tones

    selection = Selection(stories=("strike",))
    spread, _ = tones(tiny_store, selection)
    for row in spread.to_dict("records"):
        for part in BANDS:
            n = row[part.replace("share", "n")]
            option = f"{part.removeprefix('share_')}: {row['label']}"
            app = opened("tone", tiny_store, selection, tone_tab=COLOUR)
            options = next(box for box in app.selectbox if box.label == "Sentences that are").options
            assert (option in options) == (n > 0)
            if n:
                assert len(sentences_of(chosen(app, "Sentences that are", (row["label"], part)))) == n


def test_vader_stands_beside_textblob_and_they_are_said_to_disagree(tiny_store):
    app = opened("tone", tiny_store, Selection(stories=("strike",)), tone_tab=COLOUR, lexicon="VADER")
    app = chosen(app, "Sentences that are", ("Gazette, own words", "share_positive"))
    assert len(sentences_of(app)) == 2
    assert any("<mark>fail</mark>" in sentence for sentence in sentences_of(app))
    assert "scored by both; opposite: 1" in html_of(app)
    app.toggle(key="tone-opposite").set_value(True).run()
    assert "Opposite by TextBlob and VADER</b>: 1 sentence" in html_of(app)


def test_tone_of_one_outlet_says_what_telling_apart_needs(tiny_store):
    app = opened("tone", tiny_store, Selection(outlets=("Gazette",)), tone_tab=COLOUR)
    assert "needs two of them" in app.info[0].value
