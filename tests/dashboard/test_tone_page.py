"""Tone: what the page says of a store made for it, and the sentences behind a choice."""

from dataclasses import replace

import pytest
from pages import chosen, html_of, opened, sentences_of, stands

from analysis.model import Span
from analysis.store.selection import Selection
from builders import store_of, told

COLOUR, COURSE = "Colour of the words", "Headline and course"


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
    app = chosen(app, "Sentences both score", ("Gazette", "share_opposite"))
    assert "TextBlob and VADER: opposite, Gazette</b>: 1 sentence" in html_of(app)


def test_each_piece_of_the_lexicons_agreement_opens_its_sentences(tiny_store):
    from dashboard.views.tone_colour import agreements

    selection = Selection(stories=("strike",))
    for row in agreements(tiny_store, selection).to_dict("records"):
        for part, verdict in (("same", "same"), ("one_neutral", "one neutral"), ("opposite", "opposite")):
            app = opened("tone", tiny_store, selection, tone_tab=COLOUR)
            options = next(box for box in app.selectbox if box.label == "Sentences both score").options
            n = row[f"n_{part}"]
            assert (f"{verdict}: {row['outlet']}" in options) == (n > 0)
            if n:
                app = chosen(app, "Sentences both score", (row["outlet"], f"share_{part}"))
                assert len(sentences_of(app)) == n


def test_tone_of_one_outlet_says_what_telling_apart_needs(tiny_store):
    app = opened("tone", tiny_store, Selection(outlets=("Gazette",)), tone_tab=COLOUR)
    assert "needs two of them" in app.info[0].value


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """Two outlets with twelve scored sentences each on one story, and more of one of them on another; one with few."""
    good, bad = "A good day came. " * 12, "A bad day came. " * 12
    rates = {"good": 0.7, "bad": -0.7}
    return store_of(
        tmp_path_factory.mktemp("scored") / "store",
        told(good, outlet="Gazette", scores=rates),
        told(bad, outlet="Herald", scores=rates),
        told(good + bad, outlet="Herald", story="flood", scores=rates),
        told("A bad start. Nothing else.", outlet="Times", scores=rates),
    )


def test_means_say_which_rows_are_left_out_and_count_only_those_drawn(scored):
    shown = html_of(opened("tone", scored, Selection(stories=("strike",)), tone_tab=COLOUR))
    assert "n = 24 sentences scored by TextBlob" in shown
    assert "No mean for Times (own words): fewer than 10 scored sentences." in shown


def test_differences_count_the_pairs_that_have_one(scored, tiny_store):
    shown = html_of(opened("tone", scored, tone_tab=COLOUR))
    assert "n = 1 pair of outlets, scored by TextBlob" in shown
    assert "2 more with fewer than 10 scored sentences" in shown
    few = html_of(opened("tone", tiny_store, Selection(stories=("strike",)), tone_tab=COLOUR))
    assert "n = 0 pairs of outlets" in few


def test_a_mean_and_a_difference_open_the_sentences_they_are_taken_over(scored):
    app = opened("tone", scored, tone_tab=COLOUR)
    app = chosen(app, "Scored sentences of", "Herald, own words")
    assert "Scored by TextBlob, Herald, own words</b>: 36 sentences in 2 articles" in html_of(app)
    app = opened("tone", scored, tone_tab=COLOUR)
    second = [one for one in app.selectbox if one.label == "Scored sentences of"][1]
    shown = html_of(stands(second.set_value(("Gazette", "Herald")).run()))
    for outlet in ("Gazette", "Herald"):
        assert f"Scored by TextBlob, {outlet}</b>: 12 sentences in 1 article" in shown


@pytest.mark.parametrize("name", ["TextBlob", "VADER"])
def test_the_lexicon_stands_in_the_names_and_units_of_what_is_taken_away(scored, name):
    app = opened("tone", scored, tone_tab=COLOUR, lexicon=name)
    assert f"of them scored by {name}" in html_of(app)
    assert f"card-tone-{name.lower()}-csv" in [button.key for button in app.get("download_button")]


@pytest.fixture(scope="module")
def headlined(tmp_path_factory):
    """Six articles of an outlet, each a dark headline over twelve sentences of which every second is bright."""
    body = "A good day came. Nothing happened today. " * 6
    tellings = [told(f"A bad day {number}\n{body}", scores={"good": 0.7, "bad": -0.7}) for number in "abcdef"]
    headed = [(replace(read, headline=Span(0, 11)), found) for read, found in tellings]
    return store_of(tmp_path_factory.mktemp("headlined") / "store", *headed)


def test_a_dot_of_the_course_opens_the_sentences_it_counts(headlined):
    from dashboard.views.tone_course import FIFTHS, fifths_of

    known = fifths_of(headlined, Selection(), "textblob").dropna(subset="balance")
    assert len(known)
    row = known.iloc[-1]
    app = opened("tone", headlined, tone_tab=COURSE)
    app = chosen(app, "Scored sentences of", ("Gazette", row["fifth"]))
    of = f"Scored by TextBlob, Gazette, {FIFTHS[row['fifth'] - 1]} fifth"
    assert f"{of}</b>: {row['n_scored']} sentences in {row['n_articles']} articles" in html_of(app)


def test_a_dot_of_headlines_lists_those_it_counts(headlined):
    app = chosen(opened("tone", headlined, tone_tab=COURSE), "Headlines of", "Gazette")
    assert "<b>Gazette</b>: 6 scored headlines over a scored body" in html_of(app)
    assert len(sentences_of(app)) == 6
    assert "n = 6 headlines, 6 of them scored by TextBlob" in html_of(app)
