"""The one look of all charts: colours, template, and article text made harmless for Plotly."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]

OKABE_ITO = ("#e69f00", "#56b4e9", "#009e73", "#0072b2", "#d55e00", "#cc79a7", "#b3a200", "#8c8c8c")
"""Okabe & Ito (2008), Color Universal Design; its yellow darkened and its black made grey, to stand on white and on
black. Beyond eight outlets colours repeat: a label, never the colour alone, says which outlet it is."""

NEGATIVE, NEUTRAL, POSITIVE = "#d9731a", "#b4b4b4", "#7b5ea7"  # orange, grey, purple
SAME, OPPOSITE = "#0072b2", "#cc79a7"  # of two judgements on one thing
TONE_COLOURS = {
    "negative": NEGATIVE,
    "neutral": NEUTRAL,
    "positive": POSITIVE,
    "not_scored": "rgba(128,128,128,0.18)",
}
EDGE = "rgba(128,128,128,0.55)"  # outlines and edges: seen on both grounds

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', sans-serif"
GROUNDS = {
    "light": {
        "paper": "#ffffff",
        "text": "#1b1f24",
        "quiet": "#57606a",
        "grid": "#e3e6ea",
        "zero": "#9aa1a9",
    },
    "dark": {"paper": "#14171b", "text": "#e8eaed", "quiet": "#a3abb4", "grid": "#2b3036", "zero": "#6b737c"},
}  # as in .streamlit/config.toml: a picture that is taken away keeps the ground its letters were made for

ROW = 24  # pixels a bar with its label
LINE = 17  # pixels a line of text
ABOVE = 34  # pixels above the first row: there a chart's bar of buttons comes up, and would take the click on a mark
MAX_LABEL = 30  # characters; the hover has the whole
WRAP = 19  # characters a line: a label then leaves more than half of a phone's width to the marks

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "%": "&#37;", "$": "&#36;"}


def escape(text: object) -> str:
    """Text that Plotly shows as it is: no tags, no entities, no %{…} of a template, no $…$.

    Control characters and marks that turn the direction of writing are left out.
    """
    return re.sub("[&<>%$]", lambda found: _ENTITIES[found[0]], _CONTROLS.sub(" ", str(text)))


def short(text: object, most: int = MAX_LABEL) -> str:
    """Text for a label: cut at `most` characters, then escaped."""
    plain = " ".join(_CONTROLS.sub(" ", str(text)).split())
    return escape(plain if len(plain) <= most else plain[: most - 1].rstrip() + "…")


def wrapped(text: object, *, width: int = WRAP, lines: int = 2) -> str:
    """Text for a label on several short lines; what does not fit is cut. Escaped."""
    plain = " ".join(_CONTROLS.sub(" ", str(text)).split())
    kept = textwrap.wrap(plain, width, max_lines=lines, placeholder="…")
    return "<br>".join(escape(line) for line in kept)


def left_out(n: int, noun: str) -> str:
    """Says how many more the data holds than a chart shows. noun: what they are, in the singular."""
    return f"{n:,} more {noun}{'' if n == 1 else 's'} in the data"


def outlet_colours(outlets: Sequence[str]) -> dict[str, str]:
    """A colour for each outlet. Give all outlets of the corpus: one then has the same colour on every page."""
    return {outlet: OKABE_ITO[place % len(OKABE_ITO)] for place, outlet in enumerate(sorted(set(outlets)))}


@cache
def template(mode: Mode = "light") -> go.layout.Template:
    """Few lines, labels at the marks, legends below, margins that grow with the labels."""
    ground = GROUNDS[mode]
    axis = {
        "gridcolor": ground["grid"],
        "zerolinecolor": ground["zero"],
        "zerolinewidth": 1,
        "linecolor": ground["zero"],
        "ticks": "",
        "automargin": True,
        "title": {"font": {"size": 13, "color": ground["quiet"]}, "standoff": 8},
        "tickfont": {"size": 13},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": ground["text"]},
            "paper_bgcolor": ground["paper"],
            "plot_bgcolor": ground["paper"],
            "colorway": list(OKABE_ITO),
            "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
            "xaxis": axis | {"nticks": 6, "tickangle": 0},
            "yaxis": axis | {"showgrid": False, "zeroline": False, "ticklabelstandoff": 4},
            "legend": {
                "orientation": "h", "x": 0, "xanchor": "left", "xref": "container", "y": 0, "yanchor": "bottom",
                "yref": "container",
                "font": {"size": 13}, "itemclick": False, "itemdoubleclick": False,
            },
            "hoverlabel": {
                "align": "left", "bgcolor": ground["paper"], "bordercolor": ground["zero"],
                "font": {"family": FONT, "size": 13, "color": ground["text"]},
            },
            "hovermode": "closest",
            "dragmode": False,
            "separators": ".,",
            "bargap": 0.3,
            "annotationdefaults": {"font": {"color": ground["text"]}, "showarrow": False},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": ground["quiet"], "activecolor": ground["text"]},
        }
    )  # fmt: skip


def dressed(figure: go.Figure, mode: str | None) -> go.Figure:
    """The figure for a light or a dark page; a new one, cheap, the given one is left as it is."""
    layout = figure.layout.to_plotly_json() | {"template": template("dark" if mode == "dark" else "light")}
    return go.Figure(data=figure.data, layout=layout)


def blank(height: int = 120) -> go.Figure:
    """A figure without marks yet, in the light template."""
    return go.Figure(layout={"template": template("light"), "height": height, "showlegend": False})


def empty(why: str) -> go.Figure:
    """A figure that says why there is nothing to draw. why: a plain sentence of ours."""
    figure = blank().update_layout(xaxis_visible=False, yaxis_visible=False)
    return figure.add_annotation(text=escape(why), x=0.5, y=0.5, xref="paper", yref="paper", font_size=14)


def sized(figure: go.Figure, n_rows: int, *, row: int = ROW, axis: str = "", n_legend: int = 0) -> go.Figure:
    """The height that n rows need, with an axis title below and a legend of n entries below that.

    axis: the title, words of ours; broken into lines that fit the marks' part of a phone. It carries the unit.
    """
    title = textwrap.wrap(axis.replace(" %", "\u00a0%"), 30)
    # On a phone each entry of a legend takes a line.
    legend = LINE * (1 + n_legend) if n_legend else 0
    figure.update_xaxes(title_text="<br>".join(title))
    height = n_rows * row + ABOVE + 26 + LINE * len(title) + legend
    return figure.update_layout(height=height, margin_t=ABOVE, showlegend=bool(n_legend))
