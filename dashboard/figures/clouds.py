"""Word clouds that keep their promise: size is the rate, one scale for all, what is missing is listed."""

from __future__ import annotations

import importlib.util
import logging
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from math import isfinite, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT = 340, 250  # pixels on the page; drawn at three times that
LEAST_FONT = 9  # pixels; smaller is not read
MOST_FONT = 72
MOST_WORDS = 60
MOST_CHARACTERS = 40  # of a word; a longer one would set the scale for all
FILL = 0.65  # of the canvas, as boxes of words; fuller and words begin to be left out
LINE = 1.2  # height of a line, in font sizes
RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True)
class Cloud:
    """A drawn cloud, or why there is none.

    png: None when nothing was drawn; message then says why. shown: words with their font size in pixels. omitted:
    words that are missing, each with the reason. layout, paper: what `svg` needs.
    """

    png: bytes | None
    layout: tuple[Any, ...] = ()
    paper: str = "#ffffff"
    shown: tuple[tuple[str, int], ...] = ()
    omitted: tuple[tuple[str, str], ...] = ()
    message: str = ""
    rates: Mapping[str, float] = field(default_factory=dict)
    top: float = 0.0
    size: tuple[int, int] = (WIDTH, HEIGHT)


def clouds(
    rates: Mapping[str, Mapping[str, float]],
    *,
    seed: int,
    text: str = "#1b1f24",
    paper: str = "#ffffff",
    inks: Mapping[str, Mapping[str, str]] | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> dict[str, Cloud]:
    """One cloud an outlet; the same rate is the same font size in each.

    rates: outlet → word → rate, in any unit. The same rates and seed give the same pictures. text, paper: colours of
    letters and ground. inks: outlet → word → colour, for words that have one of their own. size: width and height in
    pixels on the page.
    """
    chosen = {outlet: _choose(words) for outlet, words in rates.items()}
    scale = _scale([words for words, _ in chosen.values()], size)
    top = max((rate for words, _ in chosen.values() for rate in words.values()), default=0.0)
    look = _Look(seed, text, paper, size)
    found = {}
    for outlet, (words, omitted) in chosen.items():
        cloud = _draw(words, omitted, scale, look, (inks or {}).get(outlet, {}))
        # Beyond those drawn only the most frequent are named, or a file would list a whole vocabulary.
        named = {word for word, _ in cloud.shown} | {word for word, _ in cloud.omitted}
        kept = {word: rate for word, rate in rates[outlet].items() if word in named}
        found[outlet] = replace(cloud, rates=kept, top=top)
    return found


def leaning(rates: pd.DataFrame) -> tuple[dict[str, float], dict[str, str]]:
    """For a comparison: how far each word's highest rate lies above the mean of the outlets, and whose rate that is.

    rates: outlet, term, per_thousand; an outlet without the word has rate 0. Words that all use alike have 0.

    Fellows' comparison.cloud in the R package wordcloud.
    """
    n_outlets = rates["outlet"].nunique()
    mean = rates.groupby("term")["per_thousand"].sum() / max(1, n_outlets)
    best = rates.sort_values(["per_thousand", "outlet"], ascending=[False, True]).drop_duplicates("term")
    excess = best["per_thousand"] - best["term"].map(mean)
    return dict(zip(best["term"], excess, strict=True)), dict(zip(best["term"], best["outlet"], strict=True))


def scale_of(drawn: Iterable[Cloud], unit: str) -> str:
    """What the sizes mean, in a sentence: the largest and the smallest word drawn. unit: plain words of ours."""
    sizes = [(cloud.rates[word], word) for cloud in drawn for word, _ in cloud.shown]
    if not sizes:
        return "Font size is proportional to the rate"
    (high, large), (low, small) = max(sizes), min(sizes)
    if large == small:
        return f"Font size is proportional to the rate; “{large}” {high:.1f} {unit}"
    return f"Font size is proportional to the rate {unit}: largest “{large}” {high:.1f}, smallest “{small}” {low:.1f}"


class _Look(NamedTuple):
    seed: int
    text: str
    paper: str
    size: tuple[int, int]


def _choose(words: Mapping[str, float]) -> tuple[dict[str, float], list[tuple[str, str]]]:
    """The words that can be drawn, most frequent first, and those that cannot with the reason."""
    usable, omitted = {}, []
    for word, rate in sorted(words.items(), key=lambda item: (-_order(item[1]), item[0])):
        if not isfinite(rate) or rate <= 0:
            omitted.append((word, "no rate"))
        elif len(word) > MOST_CHARACTERS:
            omitted.append((word, f"longer than {MOST_CHARACTERS} characters"))
        elif reason := _undrawable(word):
            omitted.append((word, reason))
        elif len(usable) == MOST_WORDS:
            omitted.append((word, f"beyond the {MOST_WORDS} most frequent"))
        else:
            usable[word] = rate
    return usable, omitted


def _order(rate: float) -> float:
    return rate if isfinite(rate) else 0.0


def _undrawable(word: str) -> str:
    """Why the font cannot show the word; "" when it can."""
    if not word.strip():
        return "blank"
    missing = sorted({letter for letter in word if not letter.isspace() and ord(letter) not in _letters()})
    if missing:
        return f"the font has no letter {missing[0]!r} (U+{ord(missing[0]):04X})"
    if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in word):
        return "written from right to left, which this picture cannot set"
    return ""


def _scale(chosen: Sequence[Mapping[str, float]], size: tuple[int, int]) -> float:
    """Pixels of font size for a rate of 1, such that the fullest cloud and the widest word still fit."""
    limits = []
    for words in chosen:
        if words:
            wide = {word: _width(word) * rate for word, rate in words.items()}
            boxes = sum(wide[word] * LINE * rate for word, rate in words.items())
            limits.append(sqrt(FILL * size[0] * size[1] / boxes))
            limits.append(0.95 * size[0] / max(wide.values()))
            limits.append(MOST_FONT / max(words.values()))
    return min(limits, default=1.0)


def _width(word: str) -> float:
    """Width of the word, in font sizes."""
    return sum(_letters().get(ord(letter), 1.0) for letter in word)


def _draw(
    words: dict[str, float],
    omitted: list[tuple[str, str]],
    scale: float,
    look: _Look,
    inks: Mapping[str, str],
) -> Cloud:
    large = {word: rate for word, rate in words.items() if rate * scale >= LEAST_FONT}
    small = [(word, "too rare for a readable size on this scale") for word in words if word not in large]
    if not large:
        why = "No word is frequent enough to be drawn." if words else "There is no word that can be drawn."
        return Cloud(None, omitted=(*omitted, *small), message=why)
    from wordcloud import WordCloud

    def ink(word: str, **_: Any) -> str:
        return inks.get(word, look.text)

    cloud = WordCloud(
        **_canvas(look.paper, look.size), color_func=ink, prefer_horizontal=1.0, relative_scaling=1,
        min_font_size=LEAST_FONT - 1, max_font_size=round(max(large.values()) * scale), max_words=len(large),
        # A word that has no room is left out and listed, not drawn smaller than its rate.
        font_step=10_000, random_state=look.seed,
    )  # fmt: skip
    cloud.generate_from_frequencies(large)
    shown = tuple((item[0][0], int(item[1])) for item in cloud.layout_)
    drawn = {word for word, _ in shown}
    crowded = [(word, "no room left") for word in large if word not in drawn]
    missing = (*omitted, *small, *crowded)
    if not shown:
        return Cloud(None, omitted=missing, message="No word fits the picture.")
    picture = BytesIO()
    cloud.to_image().save(picture, "PNG")
    return Cloud(picture.getvalue(), tuple(cloud.layout_), look.paper, shown, missing, size=look.size)


def svg(cloud: Cloud) -> bytes:
    """The cloud as SVG, the letters it uses inside, so that it looks the same anywhere. Costs about a second."""
    from wordcloud import WordCloud

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # it warns of tables no picture needs
    drawn = WordCloud(**_canvas(cloud.paper, cloud.size))
    drawn.layout_ = list(cloud.layout)
    return drawn.to_svg(embed_font=True).encode()


def _canvas(paper: str, size: tuple[int, int]) -> dict[str, Any]:
    return {
        "font_path": str(_font()), "width": size[0], "height": size[1], "scale": 3, "margin": 2,
        "background_color": paper,
    }  # fmt: skip


@cache
def _font() -> Path:
    """DejaVu Sans, which comes with matplotlib and covers Latin, Greek, Cyrillic and more; else wordcloud's own."""
    found = importlib.util.find_spec("matplotlib")
    for folder in found.submodule_search_locations or [] if found else []:
        path = Path(folder) / "mpl-data/fonts/ttf/DejaVuSans.ttf"
        if path.is_file():
            return path
    import wordcloud

    return Path(wordcloud.__file__).with_name("DroidSansMono.ttf")


@cache
def _letters() -> dict[int, float]:
    """The code points the font has a glyph for, and how wide each is in font sizes."""
    from fontTools.ttLib import TTFont

    with TTFont(str(_font()), lazy=True) as font:
        widths, unit = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}
