"""Short texts made quotes, for the tests of who said what."""

from __future__ import annotations

import re

from analysis.annotate import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.annotate.quotes import extract_quotes
from analysis.model import Article, Quote, Span


def lined(text: str) -> Article:
    """An article whose every line is a paragraph."""
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", text) if m.group().strip())
    return Article("a", text, "Daily", paragraphs=paragraphs)


def quotes_of(text: str, *, rules_only: bool = False) -> list[Quote]:
    article = lined(text)
    doc = load_pipeline().parse(article)
    return extract_quotes(doc, article, find_mentions(doc, article), tagger=None if rules_only else "shipped")


def said(text: str, *, rules_only: bool = False) -> list[tuple[str, str, list[str]]]:
    """(speaker, cue, contents) of each attribution."""
    return [
        (_words(text, q.speaker), _words(text, q.cue), [text[start:end] for start, end in q.content])
        for q in quotes_of(text, rules_only=rules_only)
    ]


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)
