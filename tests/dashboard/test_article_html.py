"""The article as HTML: every letter of it once, in order, with its layers round it and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.store.selection import Selection
from builders import said, store_of, told
from dashboard.article_html import LAYERS, Layer, _pieces, article_html, speakers
from dashboard.evidence import marked

TAGS = {"article", "h2", "p", "span", "details", "summary", "a"}


class Reader(HTMLParser):
    """The text a browser would show, and the tags it would see."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.spans = "", [], []
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        self.text += data
        self.spans += [(attrs.get("class", ""), data) for tag, attrs in self._open if tag == "span"]


def layers_of(store, number=0):
    return store.layers(store.articles(Selection())["article_id"].iloc[number])


def test_quotes_cues_and_names_stand_where_they_stand(tiny_store):
    talks = next(
        row.article_id for row in tiny_store.articles(Selection()).itertuples() if row.outlet == "Gazette"
    )
    read = Reader(article_html(tiny_store.layers(talks), LAYERS))
    of = lambda css: [data for classes, data in read.spans if css in classes.split()]  # noqa: E731
    assert of("q") == ["We will strike,", "that the talks were over"]
    assert of("cue") == ["said", "said"]
    assert of("who") == ["Ana Ito", "Ito"]
    assert of("name") == ["Leeds", "Rail Union", "Ana Ito", "Ito"]


def test_a_quote_inside_a_quote_can_be_told_from_it(tmp_path):
    inner = said("it was over", by="Ng", quote_type="indirect", nested=True)
    outer = said("that Ng had said it was over", by="Ito", quote_type="indirect")
    store = store_of(
        tmp_path / "store", told("Ito said that Ng had said it was over.", quotes=[outer, inner])
    )
    read = Reader(article_html(layers_of(store), LAYERS))
    assert [data for classes, data in read.spans if "nested" in classes.split()] == ["it was over"]


def test_without_layers_the_text_is_bare(tiny_store):
    read = Reader(article_html(layers_of(tiny_store), []))
    assert "span" not in read.tags


def test_a_hostile_article_is_shown_as_it_is_written(hostile_store):
    layers = layers_of(hostile_store)
    read = Reader(article_html(layers, LAYERS, sentence=1))
    assert set(read.tags) <= TAGS
    squeeze = lambda text: re.sub(r"\s+|Left out:[^\n]*?\$\$", "", text)  # noqa: E731
    assert squeeze(layers.article["text"])[:400] in squeeze(read.text)


def test_boilerplate_is_folded_and_named(tmp_path):
    store = store_of(
        tmp_path / "store",
        told("Title\nText of it.\nSign up now!", boilerplate={"Sign up now!": "sign-up"}),
    )
    html = article_html(layers_of(store), ["boilerplate"])
    assert "<summary>Left out: sign-up</summary><span>Sign up now!</span>" in html
    assert "Sign up" not in article_html(layers_of(store), [])


def test_a_sentence_a_link_points_at_can_be_found(tiny_store):
    html = article_html(layers_of(tiny_store), LAYERS, sentence=0)
    assert html.count('id="np-here"') == 1
    assert "np-here" not in article_html(layers_of(tiny_store), LAYERS, sentence=999)


def test_speakers_are_ordered_by_their_words(tmp_path):
    store = store_of(
        tmp_path / "store",
        told(
            "“One two three,” said Ann. “Four,” said Bob. “Five six seven eight,” it said.",
            quotes=[
                said("One two three,", by="Ann"),
                said("Four,", by="Bob"),
                said("Five six seven eight,", by=None),
            ],
        ),
    )
    found = speakers(layers_of(store))
    assert [one.n_words for one in found] == [3, 1, 4], "nobody comes last"
    assert [one.name for one in found][:2] == ["Ann", "Bob"]


@given(
    text=st.text(alphabet="ab<&\"' \u00e4\U0001f600", min_size=1, max_size=30),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5),
)
def test_pieces_show_every_letter_once_whatever_overlaps(text, spans):
    marks = sorted(
        (Layer(min(pair), max(pair), f"m{n}") for n, pair in enumerate(spans) if pair[0] != pair[1]),
        key=lambda mark: (mark.start, -mark.end),
    )
    read = Reader("".join(_pieces(text, 0, len(text), marks)))
    assert read.text == text
    for mark in marks:
        covered = "".join(data for classes, data in read.spans if mark.css in classes.split())
        assert covered == text[mark.start : mark.end]


@given(
    text=st.text(alphabet='ab<&" ', max_size=20),
    start=st.integers(0, 50),
    marks=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
)
def test_marked_sentences_show_every_letter_once(text, start, marks):
    read = Reader(marked(text, start, marks))
    assert read.text == text
    assert set(read.tags) <= {"mark"}


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([[14, 17]], "the <mark>cat</mark> sat"),
        ([[10, 13], [18, 21]], "<mark>the</mark> cat <mark>sat</mark>"),
        ([[12, 19], [14, 17]], "th<mark>e cat s</mark>at"),
        ([[0, 5], [90, 95]], "the cat sat"),
    ],
    ids=["one", "two", "overlapping", "outside"],
)
def test_marks_lie_where_the_offsets_say(marks, shown):
    assert marked("the cat sat", 10, marks) == shown
