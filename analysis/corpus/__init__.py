"""FILES → ARTICLES: read a corpus or one text, and say what was read, refused, guessed and doubled."""

from __future__ import annotations

from analysis.corpus.article import article_from_text
from analysis.corpus.read import Corpus, NoArticles, read_corpus
from analysis.corpus.report import IngestReport

__all__ = ["Corpus", "IngestReport", "NoArticles", "article_from_text", "read_corpus"]
