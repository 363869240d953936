"""Clouds: size is the rate on one scale, the same picture each time, and what is missing is said."""

import base64
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hostile import HOSTILE
from PIL import Image

from dashboard.figures import clouds

RATES = {
    "A": {"talks": 20_000.0, "war": 10_000.0, "sea": 5_000.0, "law": 4_800.0},
    "B": {"talks": 10_000.0, "peace": 8_000.0, "sea": 5_200.0},
}


def drawn(rates=None, seed=1, **colours):
    return clouds.clouds(rates or RATES, seed=seed, **colours)


def test_the_same_rate_is_the_same_size_in_every_cloud():
    a, b = (dict(cloud.shown) for cloud in drawn().values())
    assert a["war"] == b["talks"]


def test_size_is_proportional_to_the_rate():
    for outlet, cloud in drawn().items():
        sizes = dict(cloud.shown)
        scale = sizes["talks"] / RATES[outlet]["talks"]
        for word, size in sizes.items():
            assert size == pytest.approx(scale * RATES[outlet][word], abs=1.1)


def test_every_word_is_drawn_or_listed_once():
    many = {f"word{n}": 10_000.0 / (n + 1) for n in range(120)}
    cloud = drawn({"A": many})["A"]
    missing = [word for word, _ in cloud.omitted]
    assert sorted([word for word, _ in cloud.shown] + missing) == sorted(many)
    assert {reason for _, reason in cloud.omitted} <= {
        "beyond the 60 most frequent", "too rare for a readable size on this scale", "no room left",
    }  # fmt: skip


def test_the_largest_word_is_never_missing():
    wide = {"w" * 40: 50_000.0, "a": 40_000.0, "b": 30_000.0}
    assert drawn({"A": wide})["A"].shown[0][0] == "w" * 40


def test_the_same_seed_gives_the_same_picture_and_another_a_different_one():
    assert drawn(seed=5) == drawn(seed=5)
    assert drawn(seed=5)["A"].png != drawn(seed=6)["A"].png
    shuffled = {outlet: dict(reversed(words.items())) for outlet, words in reversed(RATES.items())}
    assert drawn(shuffled) == drawn()


def test_the_picture_is_three_times_the_size_on_the_page():
    with Image.open(BytesIO(drawn()["A"].png)) as picture:
        assert picture.size == (3 * clouds.WIDTH, 3 * clouds.HEIGHT)


def test_the_svg_brings_the_letters_it_uses_and_fetches_nothing():
    content = clouds.svg(drawn()["A"]).decode()
    assert set(re.findall(r">([^<]+)</text>", content)) == set(RATES["A"])
    font = re.search(r'url\("data:[^,]+,([^"]+)"\)', content)
    letters = TTFont(BytesIO(base64.b64decode(font[1]))).getBestCmap()
    assert {ord(letter) for word in RATES["A"] for letter in word} <= set(letters)
    assert not re.search(r'(?:href|src)="?https?:', content)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("台湾", "the font has no letter '台' (U+53F0)"),
        ("שלום", "written from right to left, which this picture cannot set"),
        ("x" * 60, "longer than 40 characters"),
        ("  ", "blank"),
    ],
)
def test_a_word_that_cannot_be_drawn_is_left_out_with_the_reason(word, reason):
    cloud = drawn({"A": {"talks": 2.0, word: 9.0}})["A"]
    assert [shown for shown, _ in cloud.shown] == ["talks"]
    assert (word, reason) in cloud.omitted


def test_other_alphabets_that_the_font_has_are_drawn():
    cloud = drawn({"A": {"война": 2.0, "ειρήνη": 1.5, "Straße": 1.2}})["A"]
    assert not cloud.omitted


@pytest.mark.parametrize(
    "words",
    [{}, {"talks": 0.0}, {"talks": float("nan")}, {"talks": float("inf")}, {"台湾": 3.0}, {"talks": -1.0}],
    ids=["no words", "zero", "not a number", "infinite", "no letters", "negative"],
)
def test_nothing_to_draw_is_a_message_and_no_exception(words):
    cloud = drawn({"A": words, "B": {"talks": 2.0}})["A"]
    assert cloud.png is None
    assert cloud.message == "There is no word that can be drawn."
    assert [word for word, _ in cloud.omitted] == list(words)


def test_words_of_an_outlet_that_are_all_too_rare_for_the_common_scale():
    cloud = drawn({"A": {"talks": 1_000_000.0}, "B": {"sea": 1.0}})["B"]
    assert cloud.png is None
    assert cloud.message == "No word is frequent enough to be drawn."


def test_hostile_words_are_only_text():
    rates = {"A": {text: 5.0 + n for n, text in enumerate(HOSTILE)}}
    cloud = drawn(rates)["A"]
    assert cloud.shown
    content = clouds.svg(cloud).decode()
    assert "<script" not in content
    assert "<img" not in content


def test_a_comparison_gives_each_word_to_the_outlet_furthest_above_the_mean():
    import pandas as pd

    rates = pd.DataFrame(
        [("A", "war", 6.0), ("B", "war", 2.0), ("B", "sea", 4.0), ("A", "alike", 3.0), ("B", "alike", 3.0)],
        columns=["outlet", "term", "per_thousand"],
    )
    excess, owners = clouds.leaning(rates)
    assert excess == {"war": 2.0, "sea": 2.0, "alike": 0.0}
    assert owners == {"war": "A", "sea": "B", "alike": "A"}
    cloud = clouds.clouds({"all": excess}, seed=1)["all"]
    assert dict(cloud.omitted) == {"alike": "no rate"}


def test_words_have_colours_of_their_own_also_in_the_svg():
    cloud = drawn(inks={"A": {"war": "#123456"}}, text="#654321")["A"]
    picture = clouds.svg(cloud).decode()
    assert "#123456" in picture
    assert "#654321" in picture


def test_the_scale_is_said_by_its_ends():
    sentence = clouds.scale_of(drawn().values(), "per million")
    assert "“talks” 20000.0" in sentence
    assert "per million" in sentence
    assert clouds.scale_of([], "per million")
