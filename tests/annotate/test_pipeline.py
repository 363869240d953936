"""The one parse: offsets are the article's own, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import load_pipeline, parse_text
from analysis.annotate.pipeline import MAX_PIECE, _pieces
from analysis.corpus import article_from_text
from analysis.errors import EngineUnavailable
from analysis.model import Article, Boilerplate, Span


def sentences(article: Article) -> list[str]:
    return [
        sentence.text.strip() for sentence in load_pipeline().parse(article).sents if sentence.text.strip()
    ]


def one_paragraph(text: str, *boilerplate: Boilerplate) -> Article:
    return Article("a", text, "Daily", paragraphs=(Span(0, len(text)),), boilerplate=boilerplate)


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from(" .\n“”\"'’-é中🙂\u0301\u200b\ud800")),
        max_size=300,
    )
)
def test_every_token_stands_where_it_says(text: str) -> None:
    article = article_from_text(text)
    plain = parse_text(article)
    doc = load_pipeline().parse(article)
    assert len(plain) == len(text)
    assert doc.text == plain
    assert all(plain[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It last met in 2021.Michael Chase led it.", ["It last met in 2021.", "Michael Chase led it."]),
        ("They met at the DPCT.But nobody spoke.", ["They met at the DPCT.", "But nobody spoke."]),
        ("The U.S. Navy sailed on.", ["The U.S. Navy sailed on."]),
        (
            "Profit rose 3.5 per cent at Booking.com last year.",
            ["Profit rose 3.5 per cent at Booking.com last year."],
        ),
    ],
    ids=["year", "acronym", "abbreviation", "decimal-and-address"],
)
def test_glued_sentences_are_parted(text: str, expected: list[str]) -> None:
    assert sentences(one_paragraph(text)) == expected


def test_a_sentence_starts_after_boilerplate_and_holds_none_of_it() -> None:
    text = "Sign up to our letter, delivered to your inbox.US and Chinese officials met."
    border = text.index("US and")
    article = one_paragraph(text, Boilerplate(Span(0, border), "sign-up"))
    assert sentences(article) == ["US and Chinese officials met."]


def test_a_line_break_inside_a_paragraph_does_not_end_the_sentence() -> None:
    assert (
        len(
            sentences(one_paragraph("The leaders agreed in November\n\nto resume ties\n\nsevered last year."))
        )
        == 1
    )


def test_a_headline_without_a_stop_is_a_sentence_of_its_own() -> None:
    text = "Minister to visit Ruritania\n\nThe visit starts on Monday."
    article = Article("a", text, "Daily", paragraphs=(Span(0, 27), Span(29, len(text))))
    assert sentences(article) == ["Minister to visit Ruritania", "The visit starts on Monday."]


def test_a_long_text_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    text = "\n\n".join(["The mayor opened the bridge on Monday."] * 6_000)
    starts = [start for start in range(len(text)) if start == 0 or text[start - 2 : start] == "\n\n"]
    article = Article("a", text, "Daily", paragraphs=tuple(Span(s, s + 38) for s in starts))
    pieces = _pieces(article)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.end - piece.start <= MAX_PIECE for piece in pieces)
    assert all(piece.start in starts for piece in pieces)


def test_a_long_text_without_any_break_is_still_cut() -> None:
    article = one_paragraph("x" * (2 * MAX_PIECE + 10))
    assert [piece.end - piece.start for piece in _pieces(article)] == [MAX_PIECE, MAX_PIECE, 10]


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(EngineUnavailable, match="no spaCy pipeline 'en_core_web_huge' is installed"):
        load_pipeline("en_core_web_huge")
