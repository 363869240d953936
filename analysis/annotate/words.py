"""The words of an article: what every count of words counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'\u2019")
_CLOSED_CLASSES = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
_COLUMNS: list[int | str] = ["ORTH", "IDX", "LEMMA", "POS", "IS_STOP", "SPACY", "SENT_START", "IS_SPACE"]


class Piece(NamedTuple):
    """What is read of a token, all of them at once: asked one by one, a spaCy token's attributes are dear."""

    i: int  # number of the token in the article
    text: str
    span: Span
    lemma: str
    pos: str
    is_stop: bool  # on spaCy's list of stop words
    is_spaced: bool  # a blank follows


class Word(NamedTuple):
    """A written word: tokens joined by hyphens are one ("military-to-military"), a clitic ('s, n't) is none."""

    span: Span
    text: str  # lower case
    lemma: str
    pos: str
    is_stop: bool


def sentence_tokens(doc: Doc) -> list[list[Piece]]:
    """The tokens of each sentence without blanks; sentences of nothing but blanks are left out."""
    sentences: list[list[Piece]] = [[]]
    array = doc.to_array(_COLUMNS)
    names = {key: doc.vocab.strings[key] for key in np.unique(array[:, [0, 2, 3]]).tolist()}
    for i, (orth, start, lemma, pos, is_stop, spacy, opens, is_space) in enumerate(array.tolist()):
        if opens == 1:
            sentences.append([])
        if not is_space:
            text = names[orth]
            span = Span(start, start + len(text))
            sentences[-1].append(Piece(i, text, span, names[lemma], names[pos], bool(is_stop), bool(spacy)))
    return [tokens for tokens in sentences if tokens]


def find_words(tokens: list[Piece]) -> list[Word]:
    """The words among the tokens of one sentence, in order. Linear in the number of tokens."""
    words: list[Word] = []
    run: list[Piece] = []  # a word being put together: word, hyphen, word, …
    for token in tokens:
        if run and not run[-1].is_spaced and _continues(run[-1], token):
            run.append(token)
            continue
        if run:
            words.append(_word(run))
        run = [token] if is_word(token.text) else []
    if run:
        words.append(_word(run))
    return words


def is_word(text: str) -> bool:
    """Whether a token is a word of its own: it holds a letter or digit and is no clitic."""
    return text.isalnum() or (
        text[0] not in _APOSTROPHES
        and text.lower() not in ("n't", "n\u2019t")
        and any(map(str.isalnum, text))
    )


def _continues(last: Piece, token: Piece) -> bool:
    if last.i + 1 != token.i:
        return False
    return (token.text in _HYPHENS) if last.text not in _HYPHENS else is_word(token.text)


def _word(run: list[Piece]) -> Word:
    while run[-1].text in _HYPHENS:
        run = run[:-1]
    last = run[-1]
    if len(run) == 1:
        # Closed word classes, and the adverbs spaCy lists as stop words ("also", "then").
        is_function_word = last.pos in _CLOSED_CLASSES or (last.is_stop and last.pos == "ADV")
        return Word(last.span, last.text.lower(), last.lemma.lower(), last.pos, is_function_word)
    before = "".join([token.text for token in run[:-1]])
    return Word(
        span=Span(run[0].span.start, last.span.end),
        text=(before + last.text).lower(),
        lemma=(before + last.lemma).lower(),
        pos=last.pos,
        is_stop=False,
    )
