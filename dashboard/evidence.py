"""The sentences behind a number, with what was counted marked, and a way into the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import streamlit as st

from dashboard.captions import count
from dashboard.escaping import html
from dashboard.links import beside_link

if TYPE_CHECKING:
    import pandas as pd

PAGE_SIZE = 8  # sentences shown at a time; the table below a card has them all


def evidence(
    sentences: pd.DataFrame,
    *,
    of: str,
    key: str,
    colours: Mapping[str, str] | None = None,
    show: Sequence[str] = (),
    limit: int | None = None,
) -> None:
    """Shows sentences as a store's `sentences_of_…` query returns them, a page at a time.

    sentences: article_id, outlet, sentence, start, end, text, marks (pairs of offsets in the article).
    of: what they are the evidence for, plain text ("Taiwan in Global Times"). key: unique on the page.
    colours: outlet → colour of its bar. show: layers of the Read page that the links open with. limit: how many
    sentences were asked for; where as many came there may be more, and that is said.
    """
    n_marks = sum(len(marks) for marks in sentences["marks"])
    first = "the first " if limit is not None and len(sentences) == limit else ""
    where = count(sentences["article_id"].nunique(), "article")
    st.html(
        f'<p class="np-evidence-head"><b>{html(of)}</b>: {first}{count(len(sentences), "sentence")} in {where}, '
        f"{count(n_marks, 'mark')}.</p>"
    )
    # Something else to look at begins on its first page.
    for row in page_of(sentences, f"{key}-{crc32(of.encode('utf-8', 'replace')):x}").itertuples(index=False):
        shown = sentence_html(row, (colours or {}).get(row.outlet))
        beside_link(shown, row.article_id, int(row.sentence), show=show)


def page_of(rows: pd.DataFrame, key: str, size: int = PAGE_SIZE) -> pd.DataFrame:
    """The rows of the page that is open, under a pager when there is more than one."""
    return rows.iloc[open_page(len(rows), key, size)]


def open_page(n_rows: int, key: str, size: int = PAGE_SIZE) -> slice:
    """Which of n rows are on the page that is open; draws a pager when there is more than one page."""
    n_pages = -(-n_rows // size)
    page = st.pagination(n_pages, key=f"{key}-page") if n_pages > 1 else 1
    return slice((page - 1) * size, page * size)


def sentence_html(row: object, colour: str | None = None) -> str:
    """One sentence: the outlet, its position in the article, the text with its marks."""
    bar = f' style="border-color:{html(colour)}"' if colour else ""
    return (
        f'<blockquote class="np-sentence"{bar}><span class="np-where">{html(row.outlet)}, '
        f"sentence {int(row.sentence) + 1}</span> {marked(row.text, row.start, row.marks)}</blockquote>"
    )


def marked(text: str, start: int, marks: Iterable[Iterable[int]], tag: str = "mark") -> str:
    """Escaped text with the marked pieces in <mark>.

    start: the article offset of the text's first character; marks: pairs of article offsets, any order;
    what lies outside the text is cut off, overlaps are drawn as one.
    """
    pieces, at = [], 0
    for begin, end in sorted((int(a) - start, int(b) - start) for a, b in marks):
        first, last = max(begin, at), min(end, len(text))
        if first < last:
            pieces += [html(text[at:first]), f"<{tag}>", html(text[first:last]), f"</{tag}>"]
            at = last
    return "".join([*pieces, html(text[at:])])
