"""One look, and article text that Plotly can do nothing with."""

import html
import re

import plotly.graph_objects as go
import pytest
from hostile import HOSTILE

from dashboard.figures import theme


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_has_nothing_that_plotly_reads(text):
    escaped = theme.escape(text)
    assert not re.search(r"[<>$]|%\{", escaped)
    assert not re.search(r"&(?!(amp|lt|gt|#37|#36);)", escaped)
    assert html.unescape(escaped) == text


def test_escaping_drops_what_turns_the_direction_of_writing():
    assert theme.escape("a\u202eb\x00c") == "a b c"


def test_a_long_label_is_cut_before_it_is_escaped():
    assert theme.short("<" * 50, 5) == "&lt;" * 4 + "…"
    assert theme.short("Leeds") == "Leeds"


def test_a_wrapped_label_has_two_short_lines():
    assert theme.wrapped("Chinese People's Liberation Army") == "Chinese People's<br>Liberation Army"
    assert theme.wrapped("one two three four five six seven eight nine ten").endswith("…")
    assert theme.wrapped("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"
    assert len(theme.wrapped("x" * 100).replace("<br>", "")) <= 2 * theme.WRAP


def test_an_outlet_keeps_its_colour_whatever_the_order():
    assert theme.outlet_colours(["Times", "Gazette"]) == theme.outlet_colours(["Gazette", "Times", "Times"])
    colours = theme.outlet_colours([f"outlet {n:02d}" for n in range(8)])
    assert len(set(colours.values())) == 8


def test_more_outlets_than_colours_still_have_one_each():
    assert len(theme.outlet_colours([str(n) for n in range(30)])) == 30


def test_dressing_changes_the_template_of_a_copy_only():
    figure = theme.blank(200)
    dark = theme.dressed(figure, "dark")
    assert dark.layout.template.layout.paper_bgcolor == theme.GROUNDS["dark"]["paper"]
    assert figure.layout.template.layout.paper_bgcolor == theme.GROUNDS["light"]["paper"]
    assert dark.layout.height == 200
    assert theme.dressed(figure, None).layout.template == figure.layout.template


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_letters_can_be_read_on_their_ground(mode):
    ground = theme.GROUNDS[mode]
    assert contrast(ground["text"], ground["paper"]) >= 7
    assert contrast(ground["quiet"], ground["paper"]) >= 4.5


@pytest.mark.parametrize("colour", theme.OKABE_ITO)
def test_outlet_colours_stand_out_from_both_grounds(colour):
    """Light ones have an outline besides; none may vanish."""
    assert all(contrast(colour, ground["paper"]) >= 2 for ground in theme.GROUNDS.values())


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_an_empty_figure_says_why():
    figure = theme.empty("No names in this selection.")
    assert figure.layout.annotations[0].text == "No names in this selection."
    assert not figure.data


def test_the_bar_of_buttons_has_room_above_the_first_row():
    figure = theme.sized(theme.blank(), 3)
    assert figure.layout.margin.t == theme.ABOVE


def test_a_long_axis_title_is_broken_for_a_phone():
    figure = theme.sized(go.Figure(), 3, axis="share of the outlet's quoted words, %")
    assert figure.layout.xaxis.title.text == "share of the outlet's quoted<br>words,\u00a0%"
