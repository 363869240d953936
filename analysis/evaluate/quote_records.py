"""Annotated attributions for evaluation: read, checked, and laid over the words of their text.

Only words count: quotation marks, punctuation and blanks never do. So it does not matter whether an annotation keeps
the marks inside or outside of a content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.errors import CorpusError
from analysis.model import Article, QuoteType, Span

Mark = tuple[int, int]  # start, end

_WORD = re.compile(r"\w+(?:['\u2019.\-]\w+)*")
_BORDER = re.compile(r"[,;:()\u2014]| - ")
_ENDS_NAME = frozenset(
    """of for who whose which that in at from with on to by and or as during after speaking including like among near
    under when while""".split()
)
_NEARLY_ALL = 0.95  # share of words in quotation marks from which a content is direct
_SHAPE = (
    '{"doc_id", "text", "quotes": [{"content", "cue", "speaker": [[start, end], …], "type", "speech"}, …]}'
)


@dataclass(frozen=True)
class GoldQuote:
    """An attribution as annotated or predicted."""

    content: tuple[Mark, ...]
    speaker: tuple[Mark, ...]
    quote_type: QuoteType | None = None  # None: as the marks in the text tell
    speech: bool = True  # False: a belief, a wish, a plan


@dataclass(frozen=True)
class QuoteRecord:
    """An article with its attributions. `text` may be empty in predictions."""

    doc_id: str
    text: str
    quotes: tuple[GoldQuote, ...]
    outlet: str = ""


def read_quote_records(path: Path) -> list[QuoteRecord]:
    """The records of a JSON Lines file.

    Raises CorpusError naming file, line and fault: a line of another form, an article twice, an offset out of range.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text: {error}", path=str(path)) from error
    records: dict[str, QuoteRecord] = {}
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = _record(json.loads(line))
            if record.doc_id in records:
                raise ValueError(f"doc_id {record.doc_id!r} stands in an earlier line too")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            message = f"{path}, line {row}: expected {_SHAPE}: {type(error).__name__} {error}"
            raise CorpusError(message, path=str(path), row=row) from error
        records[record.doc_id] = record
    return list(records.values())


def _record(line: dict[str, Any]) -> QuoteRecord:
    text = str(line.get("text") or "")
    quotes = tuple(
        GoldQuote(
            content=_marks(quote.get("content"), text),
            speaker=_marks(quote.get("speaker"), text),
            quote_type=quote.get("type"),
            speech=bool(quote.get("speech", True)),
        )
        for quote in line["quotes"]
    )
    return QuoteRecord(str(line["doc_id"]), text, quotes, str(line.get("outlet") or ""))


def _marks(spans: Iterable[Iterable[int]] | None, text: str) -> tuple[Mark, ...]:
    marks = []
    for start, end in spans or ():
        if not 0 <= start <= end or (text and end > len(text)):
            raise ValueError(f"offset out of range: [{start}, {end}] in a text of {len(text)} code points")
        marks.append((start, end))
    return tuple(marks)


def line_article(record: QuoteRecord) -> Article:
    """The article of a record: every line is a paragraph, all of it editorial."""
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", record.text) if m.group().strip())
    headline = paragraphs[0] if len(paragraphs) > 1 else None
    return Article(record.doc_id, record.text, record.outlet, headline=headline, paragraphs=paragraphs)


@dataclass(frozen=True)
class Words:
    """The words of a text by number, and which of them stand in double quotation marks."""

    text: str
    spans: list[Mark] = field(repr=False)
    quoted: list[bool] = field(repr=False)
    at: dict[int, int] = field(repr=False)  # code point → word

    def within(self, marks: Iterable[Mark]) -> frozenset[int]:
        """The words that lie at least partly in the marked pieces."""
        return frozenset(self.at[k] for start, end in marks for k in range(start, end) if k in self.at)

    def type_of(self, words: frozenset[int]) -> QuoteType:
        n_quoted = sum(self.quoted[word] for word in words)
        if not n_quoted:
            return "indirect"
        return "direct" if n_quoted >= _NEARLY_ALL * len(words) else "mixed"

    def head(self, marks: Iterable[Mark]) -> int | None:
        """The last word of the first simple noun phrase of a speaker; None of nothing."""
        words = sorted(self.within(sorted(marks)[:1]))
        if not words:
            return None
        head = words[0]
        for before, word in pairwise(words):
            gap = self.text[self.spans[before][1] : self.spans[word][0]]
            if self.text[slice(*self.spans[word])].lower() in _ENDS_NAME or _BORDER.search(gap):
                break
            head = word
        return head


def words_of(text: str) -> Words:
    spans = [match.span() for match in _WORD.finditer(text)]
    at = {k: number for number, (start, end) in enumerate(spans) for k in range(start, end)}
    return Words(text, spans, _in_double_marks(text, spans), at)


def _in_double_marks(text: str, spans: list[Mark]) -> list[bool]:
    """Whether each word stands in double marks; a mark left open reaches to the end of its line."""
    inside = [False] * len(text)
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in re.finditer("''|``|[\"\u201c\u201d]", line.group()):
            sign, place = mark.group(), line.start() + mark.start()
            if opened is None:
                opened = None if sign == "\u201d" else place
            elif sign not in ("``", "\u201c"):
                inside[opened:place] = [True] * (place - opened)
                opened = None
        if opened is not None:
            inside[opened : line.end()] = [True] * (line.end() - opened)
    return [inside[start] for start, _ in spans]
