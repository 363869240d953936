"""Tone: what the page says of a store made for it, and the sentences behind a choice."""

from streamlit.testing.v1 import AppTest

from analysis.store.selection import Selection

COLOUR = "Colour of the words"


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
