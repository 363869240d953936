"""Where the headline, the paragraphs and the boilerplate of a text lie. Nothing is cut: everything is a span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.corpus.boilerplate import inline_marks
from analysis.corpus.page import Page
from analysis.corpus.paragraphs import paragraphs_of
from analysis.corpus.segments import segments
from analysis.model import Boilerplate, Span


@dataclass(frozen=True)
class Layout:
    """The parts of one text. Paragraphs do not overlap, stand in order, and begin with the headline if there is one.

    Every visible character lies in a paragraph or in boilerplate (which may lie inside a paragraph).
    """

    headline: Span | None
    paragraphs: tuple[Span, ...]
    boilerplate: tuple[Boilerplate, ...]


def lay_out(text: str, *, title: str = "", outlet: str = "", markup: Sequence[Boilerplate] = ()) -> Layout:
    """Find headline, paragraphs and boilerplate.

    title: the headline when it is known; it is looked for in the text.
    outlet: a line that says nothing but the outlet's name is not part of the article.
    markup: spans already known not to be editorial, such as Markdown's signs.
    """
    notes = [Boilerplate(Span(*part), label) for label, part in inline_marks(text)]
    markup = _apart(sorted([*markup, *notes], key=lambda mark: (mark.span, mark.label)))
    page = Page(segments(_blanked(text, markup)), title, outlet)
    page.mark()
    headline = None if page.headline is None else page.editorial[page.headline]
    marks = sorted({*page.marks, *markup}, key=lambda mark: (mark.span, mark.label))
    return Layout(
        headline=Span(headline.start, headline.end) if headline else None,
        paragraphs=tuple(paragraphs_of(page.left(), headline)),
        boilerplate=tuple(_apart(marks)),
    )


def _blanked(text: str, marks: Sequence[Boilerplate]) -> str:
    pieces, since = [], 0
    for start, end in sorted(mark.span for mark in marks):
        pieces += [text[since:start], _blank(text[start:end])]
        since = end
    return "".join([*pieces, text[since:]])


def _blank(text: str) -> str:
    """Spaces in place of all but the line breaks."""
    return re.sub(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)


def _apart(marks: Sequence[Boilerplate]) -> list[Boilerplate]:
    """The marks without those that begin inside the one before."""
    kept: list[Boilerplate] = []
    for mark in marks:
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return kept
