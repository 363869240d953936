"""What a name is called beside its name: titles and adjectives before it, phrases set against it by commas.

Read off the parse, so only what a sentence says in so many words beside the name. "He is a hawk" is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.model import Description, DescriptionKind, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_TOKENS = 12  # of one description; longer ones are misread clauses more often than not
_GAP = re.compile(r"\n|\s{2}")  # boilerplate or a line between: the words do not stand together
_BEFORE = frozenset(("ADJ", "NOUN", "PROPN"))
_HYPHENS = frozenset("-\u2010\u2011")
_ARTICLES = frozenset(("a", "an", "the"))
_TRIMMED = frozenset((",", ";", ":", "-", "–", "—", "(", ")", "[", "]", "'", "’", '"', "“", "”", "."))


def find_descriptions(doc: Doc, text: str, mentions: Sequence[Mention]) -> list[Description]:
    """Every description of a mention, in the order of the mentions, then of the text.

    doc: the parse; its offsets count code points of `text`. mentions: in order, none within another. Nothing that
    is itself a mention is a description: names set side by side are a list more often than an apposition.
    """
    names: set[int] = set()
    pieces: list[tuple[Mention, list[Token]]] = []
    for mention in mentions:
        span = doc.char_span(*mention.span, alignment_mode="expand")
        tokens = [] if span is None else [token for token in span if not token.is_space]
        names.update(token.i for token in tokens)
        pieces.append((mention, tokens))
    found: list[Description] = []
    for mention, tokens in pieces:
        if not tokens:
            continue
        seen: set[int] = set()
        for kind, run in _runs(doc, tokens, names):
            span_ = _shown(run, mention.span)
            if span_ and span_.start not in seen and not _GAP.search(text, *span_):
                seen.add(span_.start)
                found.append(Description(mention.span, span_, kind))
    return sorted(found, key=lambda one: (one.mention, one.span))


def _runs(doc: Doc, tokens: list[Token], names: set[int]) -> Iterator[tuple[DescriptionKind, list[Token]]]:
    inside = {token.i for token in tokens}
    # The word of the name that the rest of the sentence hangs on.
    root = next((token for token in tokens if token.head.i not in inside or token.head is token), tokens[0])
    before = _before(doc, tokens[0], root)
    if before and before[-1].i not in names:
        yield ("title" if before[-1].pos_ in ("NOUN", "PROPN") else "adjective"), before
    for child in root.children:
        if child.dep_ == "appos" and child.i > tokens[-1].i and _is_common(child, names):
            yield "apposition", [*doc[child.left_edge.i : child.right_edge.i + 1]]
    head = root.head
    if root.dep_ == "appos" and head.i < tokens[0].i and _is_common(head, names):
        end = (before or tokens)[0].i
        if doc[end - 1].pos_ in ("ADP", "PART"):  # "chief of | Xi's | General Staff": one phrase
            end = tokens[0].i
        yield "apposition", [*doc[head.left_edge.i : end]]


def _before(doc: Doc, first: Token, root: Token) -> list[Token]:
    """The nouns and adjectives right before a name that hang on it, and hyphens between them."""
    run: list[Token] = []
    for place in range(first.i - 1, max(first.i - MAX_TOKENS, first.sent.start) - 1, -1):
        token = doc[place]
        # What a hyphen joins is one word ("self-ruled", "16-year-old"), whatever the parse makes of its parts.
        joined = bool(run) and not token.whitespace_ and _HYPHENS & {token.text, run[0].text}
        hangs = root.is_ancestor(token) and token.dep_ != "appos"
        if not (joined or (hangs and (token.pos_ in _BEFORE or token.dep_ == "amod"))):
            break
        run.insert(0, token)
    while run and run[0].text in _HYPHENS:
        run.pop(0)
    return run


def _is_common(token: Token, names: set[int]) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.i not in names


def _shown(run: list[Token], mention: Span) -> Span | None:
    """The span of a run without articles, commas and marks at its ends; None when nothing or too much is left."""
    while run and (run[0].lower_ in _ARTICLES or run[0].text in _TRIMMED or run[0].is_space):
        run = run[1:]
    while run and (run[-1].text in _TRIMMED or run[-1].is_space):
        run = run[:-1]
    if not run or len(run) > MAX_TOKENS:
        return None
    span = Span(run[0].idx, run[-1].idx + len(run[-1]))
    apart = span.end <= mention.start or mention.end <= span.start
    return span if apart and any(token.is_alpha for token in run) else None
