"""Markdown: kept as written, its signs marked so that no count sees them."""

from __future__ import annotations

import re

from analysis.corpus.columns import guess_columns
from analysis.corpus.raw import RawArticle
from analysis.model import Boilerplate, Span

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n((?:[^\n]{0,2000}\n){0,60}?)---[ \t]*(?:\r?\n|\Z)")
_FACT = re.compile(r"^([A-Za-z_][\w -]{0,40}):[ \t]+(.{1,1000}?)[ \t]*\r?$", re.MULTILINE)

# Each pattern's groups are the signs; what stands between them is the article.
_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[ \t]{0,3}(```[^\n]*|~~~[^\n]*)$",
        r"^[ \t]{0,3}([-*_](?:[ \t]?[-*_]){2,}[ \t]*)$",
        r"^[ \t]{0,3}(#{1,6})[ \t]",
        r"[ \t](#{1,6})[ \t]*$",
        r"^[ \t]{0,3}((?:>[ \t]?){1,5})",
        r"^[ \t]{0,12}([-*+]|\d{1,3}[.)])[ \t]+(?=\S)",
        r"^[ \t]{0,3}(\[[^\]\n]{1,80}\]:[ \t]\S{1,500}[^\n]{0,200})$",
        r"(!\[[^\]\n]{0,300}\]\([^()\n]{0,1000}\))",
        r"(?<!!)(\[)[^\[\]\n]{1,500}(\]\([^()\n]{0,1000}\))",
        r"(\*{1,3}|(?<![\w_])_{1,3})(?=[^\s*_])[^*_\n]{1,1000}(?<=[^\s*_])(\1)(?!\w)",
        r"(`)[^`\n]{1,500}(`)",
        r"(</?[a-zA-Z][^<>\n]{0,500}>)",
        r"(<)https?://[^<>\s]{1,500}(>)",
    )
)


def article_of_markdown(text: str, label: str) -> RawArticle:
    """The text as it is, with its signs as markup and the facts of a "key: value" block at its head."""
    front = _FRONT.match(text)
    facts: dict[str, str] = {}
    marks: list[Span] = []
    start = 0
    if front:
        start = front.end()
        marks.append(Span(front.start(), len(front[0].rstrip()) + front.start()))
        named = {found[1].strip(): found[2].strip("\"'") for found in _FACT.finditer(front[1])}
        facts = {
            field: named[column]
            for field, column in guess_columns(named).items()
            if field not in {"text", "file"}
        }
    for pattern in _SIGNS:
        for found in pattern.finditer(text, start):
            marks += [Span(*found.span(group)) for group in range(1, pattern.groups + 1)]
    return RawArticle(label, text, facts=facts, markup=tuple(_apart(marks)))


def _apart(spans: list[Span]) -> list[Boilerplate]:
    kept: list[Boilerplate] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if span.start < span.end and (not kept or span.start >= kept[-1].span.end):
            kept.append(Boilerplate(span, "markup"))
    return kept
