"""Articles that are perhaps none: paywall stubs, error pages, live blogs, and lengths out of line."""

from __future__ import annotations

import re

from analysis.corpus.report import IngestReport
from analysis.model import Article

_STUB = 60  # words
_LONG = 8_000  # words
_PHRASES = (
    (
        "a paywall",
        re.compile(
            r"\b(?:subscribe|sign in|log in|register) to (?:read|continue|unlock)|\bsubscribers only\b", re.I
        ),
    ),
    (
        "an error page",
        re.compile(
            r"\b(?:page (?:not|cannot be|can[’']t be) found|404 (?:error|not found)|access denied)\b", re.I
        ),
    ),
    (
        "a test for robots",
        re.compile(
            r"\b(?:are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human|captcha)\b", re.I
        ),
    ),
    ("a cookie notice", re.compile(r"\b(?:we use|uses) cookies\b", re.I)),
)
_CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d\d\s?(?:[ap]m|GMT|BST|[A-Z]{2,4})?\b", re.MULTILINE)


def report_suspects(articles: list[Article], report: IngestReport) -> None:
    """Warn of articles a person should look at; none is left out."""
    for article in articles:
        text = "\n".join(article.text[a:b] for a, b in article.paragraphs)
        n_words = len(text.split())
        for what, phrase in _PHRASES:
            if n_words < 5 * _STUB and phrase.search(article.text[:4000]):
                report.warn(article.file, None, f"{n_words} words, and it reads like {what}")
                break
        else:
            if n_words < _STUB:
                report.warn(article.file, None, f"only {n_words} words")
        if n_words > _LONG:
            report.warn(article.file, None, f"{n_words:,} words: it weighs on every total")
        if len(_CLOCK.findall(article.text)) >= 8:
            report.warn(article.file, None, "many lines begin with a time of day: perhaps a live blog")
