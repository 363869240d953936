"""A saved web page: its article by trafilatura, checked against a plain count of the page's own paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from analysis.corpus.raw import RawArticle
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

MAX_PAGE = 20_000_000  # characters; trafilatura takes about a second for each 3 million
MAX_DEPTH = (
    500  # elements within one another; a hundred times what pages have, and beyond it parsing takes minutes
)
MAX_LOSS = 0.5  # of the letters within <p>; less found by trafilatura is reported
_MIN_LETTERS = 400  # a page with less in its paragraphs says nothing about loss

_TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
HIDDEN = frozenset("script style noscript template svg head iframe select textarea nav footer".split())
BLOCKS = frozenset(
    "p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 blockquote section article header aside main figure figcaption "
    "dd dt dl pre form hr body html".split()
)
_NESTING = frozenset(
    "div section article span table ul ol blockquote b i em strong font a center form".split()
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"<(?:meta|time)\b[^<>]{0,500}(?:publish|dc\.date)[^<>]{0,500}>|[\"']datePublished[\"']\s*:\s*[\"'][^\"'<>]{0,60}",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)")
_TITLE = re.compile(r"<title[^<>]*>([^<]{1,1000})</title", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page says it has."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def article_of_page(text: str, label: str, report: IngestReport) -> RawArticle:
    """The article of a page, its title as the first line.

    When trafilatura finds nothing, everything between the tags is taken, and that is reported.

    Raises CorpusError when the page is too large or holds no text.
    """
    if len(text) > MAX_PAGE:
        raise CorpusError(
            f"it has {len(text):,} characters, at most {MAX_PAGE:,} of HTML are read", path=label
        )
    page = _plain(text)
    found = _by_trafilatura(text) if page.depth <= MAX_DEPTH else None
    body = _paragraphs(found.text if found else "")
    n_found, n_page = _letters(body), page.n_in_paragraphs
    if not body:
        body = "\n\n".join(page.lines)
        report.warn(
            label, None, "no article was recognised in the page; everything between its tags was read"
        )
    elif n_page >= _MIN_LETTERS and n_found < MAX_LOSS * n_page:
        report.warn(
            label,
            None,
            f"possible loss: {n_found:,} letters were read, the page's paragraphs hold {n_page:,}",
        )
    if not body.strip():
        raise CorpusError("the page holds no text", path=label)
    facts = _facts(found, text)
    for name, what in facts.items():
        report.guess(label, name, f"{what}, by the page itself")
    title = facts.get("title", "")
    if title and title.casefold() not in body[: 2 * len(title) + 200].casefold():
        body = f"{title}\n\n{body}"
    return RawArticle(label, body, facts=facts, inferred=set(facts))


def _by_trafilatura(text: str) -> Any:
    from trafilatura import bare_extraction  # 0.5 s to load

    try:
        return bare_extraction(
            text,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None  # a page it cannot parse; the plain reading stands in, and says so


def _facts(found: Any, text: str) -> dict[str, str]:
    title = _TITLE.search(text)
    facts = {
        "title": (found.title if found else "") or (html.unescape(title[1]) if title else ""),
        "outlet": (found.sitename if found else "") or "",
        "published": _moment_of((found.date if found else "") or "", text),
        "url": (found.url if found else "") or "",
    }
    return {name: " ".join(str(value).split()) for name, value in facts.items() if value}


def _moment_of(day: str, text: str) -> str:
    """The time of publication, with its zone, where the page says it for that day; else the day."""
    for said in _PUBLISHED.finditer(text) if day else ():
        moment = _MOMENT.search(said[0])
        if moment and moment[1] == day:
            return moment[0]
    return day


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(line.strip() for line in (text or "").split("\n") if line.strip())


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


@dataclass
class _Plain:
    lines: list[str]
    n_in_paragraphs: int  # letters and digits within <p>
    depth: int  # elements open at once at most


def _plain(text: str) -> _Plain:
    """What stands between the tags, block by block, in time linear in the page."""
    lines: list[str] = []
    current: list[str] = []
    n_in_paragraphs = n_open = depth = 0
    in_paragraph = False
    for piece, tag, opens in _pieces(text):
        current.append(piece)
        if in_paragraph:
            n_in_paragraphs += _letters(piece)
        if tag == "p":
            in_paragraph = opens
        if tag in _NESTING:
            n_open = max(0, n_open + (1 if opens else -1))
            depth = max(depth, n_open)
        if tag in BLOCKS or not tag:
            lines.append(" ".join(" ".join(current).split()))
            current = []
    return _Plain([line for line in lines if line], n_in_paragraphs, depth)


def _pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """Shown text, the name of the tag behind it, and whether that opens."""
    since = 0
    hidden = ""  # the element, or comment, whose content is not shown
    for found in _TAG.finditer(text):
        name = (found[2] or found[0]).lower()
        closes = bool(found[1])
        if hidden:
            if (hidden == "<!--" and name == "-->") or (closes and name == hidden):
                hidden = ""
                since = found.end()
            continue
        yield html.unescape(text[since : found.start()]), name, not closes
        since = found.end()
        if name == "<!--" or (name in HIDDEN and not closes and not found[0].endswith("/>")):
            hidden = name
    if not hidden:
        yield html.unescape(text[since:]), "", False
