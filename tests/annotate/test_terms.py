"""Words and terms: what is one, and that every occurrence is where it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import load_pipeline
from analysis.annotate.quotes.marks import find_quotations
from analysis.annotate.terms import extract_terms
from analysis.annotate.voices import Ledger
from analysis.annotate.words import find_words, sentence_tokens
from analysis.corpus import article_from_text
from analysis.model import Article, Mention, Quote, Span, Term


def words_of(text: str) -> list[list[str]]:
    doc = load_pipeline().parse(Article("a", text, "Daily", paragraphs=(Span(0, len(text)),)))
    return [[word.text for word in find_words(tokens)] for tokens in sentence_tokens(doc)]


def terms_of(
    text: str, quotes: tuple[Quote, ...] = (), mentions: tuple[Mention, ...] = ()
) -> tuple[Term, ...]:
    article = article_from_text(text)
    doc = load_pipeline().parse(article)
    sentences = [find_words(tokens) for tokens in sentence_tokens(doc)]
    return extract_terms(
        text,
        sentences,
        Ledger(quotes, [q.inner for q in find_quotations(text, article.paragraphs)]),
        mentions,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Military-to-military ties resumed.", ["military-to-military", "ties", "resumed"]),
        ("China’s policy isn’t new.", ["china", "policy", "is", "new"]),
        ("They won 3-2 - at last.", ["they", "won", "3-2", "at", "last"]),
        ("— … !", []),
    ],
    ids=["hyphens", "clitics", "dash", "no-word"],
)
def test_what_counts_as_a_word(text: str, expected: list[str]) -> None:
    assert [word for sentence in words_of(text) for word in sentence] == expected


def test_phrases_start_and_end_with_a_content_word_and_hold_no_punctuation() -> None:
    phrases = {
        term.term
        for term in terms_of("The freedom of speech, press freedom and the law.")
        if term.n_words > 1
    }
    assert "freedom of speech" in phrases
    assert "press freedom" in phrases
    assert not any(phrase.startswith("of") or phrase.endswith("the") for phrase in phrases)
    assert "speech press" not in phrases


def test_phrases_do_not_end_inside_a_group_of_nouns_and_have_at_most_four_words() -> None:
    found = terms_of("Chinese military officials began two days of military talks in the old capital city.")
    phrases = {term.term for term in found if term.n_words > 1}
    assert {"chinese military officials", "days of military talks", "military talks"} <= phrases
    assert phrases.isdisjoint({"chinese military", "two days of military", "days of military"})
    assert {term.n_words for term in found} == {1, 2, 3, 4}


def test_a_term_in_two_voices_is_counted_in_each() -> None:
    text = "The deal failed. “The deal is dead,” said Ms Ito."
    start = text.index("The deal is")
    quote = Quote(
        content=(Span(start, start + len("The deal is dead,")),), cue=(), speaker=(), speaker_entity=None, kind=None,
        quote_type="direct", sentence=1,
    )  # fmt: skip
    voices = {term.voice: len(term.spans) for term in terms_of(text, (quote,)) if term.term == "deal"}
    assert voices == {"outlet": 1, "quoted": 1}


def test_a_term_is_a_name_only_when_every_occurrence_is() -> None:
    text = "Rose Brown wore brown."
    mention = Mention(Span(0, 10), 0, "Rose Brown", "PERSON", "full name")
    flags = {(term.term, term.pos): term.is_name for term in terms_of(text, mentions=(mention,))}
    assert flags["rose brown", "PHRASE"]
    assert not all(flag for (term, _), flag in flags.items() if term == "brown")


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc thé-’'.,“” \nAB12中🙂"), max_size=200))
def test_every_occurrence_is_the_term(text: str) -> None:
    terms = terms_of(text)
    for term in terms:
        assert len(term.spans) == len(term.sentences) > 0
        for span in term.spans:
            assert re.sub(r"\s+", " ", text[span.start : span.end].lower()) == term.term
    assert len({(term.term, term.pos, term.voice) for term in terms}) == len(terms)
