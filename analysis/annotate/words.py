"""The words of an article: what every count of words counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'\u2019")
_CLOSED_CLASSES = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})


@dataclass(frozen=True)
class Word:
    """A written word: tokens joined by hyphens are one ("military-to-military"), a clitic ('s, n't) is none."""

    span: Span
    text: str  # lower case
    lemma: str
    pos: str
    is_stop: bool


def find_words(tokens: list[Token]) -> list[Word]:
    """The words among the tokens of one sentence, in order. Linear in the number of tokens."""
    words: list[Word] = []
    run: list[Token] = []  # a word being put together: word, hyphen, word, …
    for token in tokens:
        if run and _continues(run[-1], token):
            run.append(token)
            continue
        words.extend(_word(run))
        run = [token] if is_word(token) else []
    words.extend(_word(run))
    return words


def is_word(token: Token) -> bool:
    """Whether the token is a word of its own: it holds a letter or digit and is no clitic."""
    text = token.text
    return (
        text[0] not in _APOSTROPHES
        and text.lower() not in ("n't", "n\u2019t")
        and any(map(str.isalnum, text))
    )


def sentence_tokens(doc: Doc) -> list[list[Token]]:
    """The tokens of each sentence without blanks; sentences of nothing but blanks are left out."""
    sentences = ([token for token in sentence if not token.is_space] for sentence in doc.sents)
    return [tokens for tokens in sentences if tokens]


def _continues(last: Token, token: Token) -> bool:
    if last.whitespace_ or last.i + 1 != token.i:
        return False
    return (token.text in _HYPHENS) if last.text not in _HYPHENS else is_word(token)


def _word(run: list[Token]) -> list[Word]:
    while run and run[-1].text in _HYPHENS:
        run = run[:-1]
    if not run:
        return []
    first, last = run[0], run[-1]
    before = "".join(token.text for token in run[:-1])
    return [
        Word(
            span=Span(first.idx, last.idx + len(last)),
            text=(before + last.text).lower(),
            lemma=(before + last.lemma_).lower(),
            pos=last.pos_,
            is_stop=len(run) == 1 and _is_function_word(last),
        )
    ]


def _is_function_word(token: Token) -> bool:
    """Closed word classes, and the adverbs spaCy lists as stop words ("also", "then")."""
    return token.pos_ in _CLOSED_CLASSES or (token.is_stop and token.pos_ == "ADV")
