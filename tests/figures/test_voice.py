"""Figures of voices: bars on one scale, bands that make a whole."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.voice import share_of_voice
from dashboard.figures import theme, voice

COLOURS = theme.outlet_colours(["A", "B"])
WORDS = pd.DataFrame(
    [
        ("A", "Ito", "person", 30, 3),
        ("A", None, None, 10, 1),
        ("A", "Union", "organisation", 60, 1),
        ("B", "Ito", "person", 5, 1),
    ],
    columns=["outlet", "speaker_entity", "kind", "n_words", "n_quotes"],
)  # fmt: skip
SPEAKERS = share_of_voice(WORDS.drop(columns="kind"))
KINDS = share_of_voice(WORDS.drop(columns="speaker_entity"))
QUOTES = pd.DataFrame(
    {
        "outlet": ["A", "A", "B"], "quote_type": ["direct", "indirect", "mixed"], "cue_lemma": ["say", "", "claim"],
        "cue_class": ["neutral", "", "doubting"], "n_words": [4, 6, 3], "n_quotes": [3, 1, 1],
    }
)  # fmt: skip
FORMS = share_of_voice(QUOTES[["outlet", "quote_type", "n_words", "n_quotes"]])
VERBS = share_of_voice(QUOTES.drop(columns="quote_type"))
CLASSES = share_of_voice(QUOTES[["outlet", "cue_class", "n_words", "n_quotes"]])


def test_speakers_stand_by_all_their_words_and_bars_show_shares():
    figure = voice.share_bars(SPEAKERS, COLOURS)
    assert list(figure.layout.yaxis.ticktext) == ["Union", "Ito", "speaker not identified"]
    by_outlet = {
        bar.name: dict(zip((d[1] for d in bar.customdata), bar.x, strict=True)) for bar in figure.data
    }
    assert by_outlet["A"] == pytest.approx({"Union": 60, "Ito": 30, "speaker not identified": 10})
    assert by_outlet["B"] == {"Ito": 100}
    assert figure.data[1].marker.color == COLOURS["B"]
    assert "30 words in 3 quotes" in figure.data[0].hovertext[1]


def test_bars_side_by_side_do_not_overlap():
    a, b = voice.share_bars(SPEAKERS, COLOURS).data
    assert a.offset + a.width <= b.offset + 1e-9
    assert a.offset > -0.5
    assert b.offset + b.width < 0.5


def test_speakers_left_out_are_counted_at_the_axis():
    assert (
        "2 more speakers in the data" in voice.share_bars(SPEAKERS, COLOURS, most=1).layout.xaxis.title.text
    )


def test_bands_make_a_whole_and_an_unknown_kind_is_its_own_part():
    figure = voice.kind_band(KINDS)
    assert [bar.name for bar in figure.data] == ["named person", "organisation", "not identified"]
    assert np.sum([bar.x for bar in figure.data], axis=0).tolist() == pytest.approx([100, 100])
    assert "10 of 100 words" in figure.data[2].hovertext[0]


def test_forms_in_their_order():
    figure = voice.type_band(FORMS)
    assert [bar.name for bar in figure.data] == ["direct", "mixed", "indirect"]
    assert figure.data[0].x.tolist() == [75, 0]  # of quotes, not of words


def test_a_reporting_word_without_class_is_a_part_of_its_own():
    figure = voice.class_band(CLASSES)
    assert [bar.name.split(":")[0] for bar in figure.data] == [
        "neutral",
        "doubting",
        "no reporting word, or none of the list",
    ]
    assert np.sum([bar.x for bar in figure.data], axis=0).tolist() == pytest.approx([100, 100])


def test_a_quote_without_reporting_word_is_named_so():
    figure = voice.verb_bars(VERBS, COLOURS)
    assert list(figure.layout.yaxis.ticktext) == ["say", "(no reporting word)", "claim"]
    assert "claim</b> (doubting)" in figure.data[1].hovertext[0]


@pytest.mark.parametrize(
    "figure",
    [
        voice.share_bars(SPEAKERS.iloc[:0], COLOURS),
        voice.kind_band(KINDS.iloc[:0]),
        voice.type_band(FORMS.iloc[:0]),
        voice.class_band(CLASSES.iloc[:0]),
        voice.verb_bars(VERBS.iloc[:0], COLOURS),
    ],
    ids=["speakers", "kinds", "forms", "classes", "verbs"],
)
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert not figure.data
    assert figure.layout.annotations[0].text.endswith(".")
