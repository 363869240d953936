"""Tone: what the page says of a store made for it, and the sentences behind a choice."""

from pages import chosen, html_of, opened, sentences_of

from analysis.store.selection import Selection

COLOUR = "Colour of the words"


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
