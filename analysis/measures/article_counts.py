"""Counts of terms by article: what every measure of keyness with articles as the unit starts from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class ArticleCounts(NamedTuple):
    """Articles by number, with the counts of their terms as a sparse table: one entry an article and term.

    Only articles of stories that at least two outlets tell: the rest has nothing to be compared with.
    """

    outlets: pd.Index[str]  # names by number, sorted
    terms: pd.Index[str]  # likewise
    outlet: Ints  # by article: number of its outlet
    story: Ints  # by article: number of its story
    n_words: Floats  # by article: all its words, at least 1
    n_stories: int
    article: Ints  # by entry
    term: Ints  # by entry
    occurrences: Floats  # by entry, above 0

    @classmethod
    def of(cls, counts: pd.DataFrame, articles: pd.DataFrame) -> ArticleCounts:
        """counts: article_id, term, count; a term once an article. articles: article_id, outlet, story, n_words.

        Raises ValueError when a term stands twice for an article, or an article has no row or two in articles.
        """
        if counts.duplicated(["article_id", "term"]).any():
            raise ValueError("a term stands twice for one article; expected a row each")
        if articles["article_id"].duplicated().any():
            raise ValueError("an article stands twice in articles; expected one row an article")
        missing = set(counts["article_id"]) - set(articles["article_id"])
        if missing:
            raise ValueError(f"article {min(missing)!r} of the counts is not in articles")
        told_by = articles.groupby("story")["outlet"].transform("nunique")
        kept = articles[told_by > 1].sort_values("article_id", ignore_index=True)
        outlet, outlets = pd.factorize(kept["outlet"], sort=True)
        story, stories = pd.factorize(kept["story"], sort=True)
        number = pd.Index(kept["article_id"]).get_indexer(pd.Index(counts["article_id"]))
        used = (number >= 0) & (counts["count"] > 0).to_numpy()
        term, terms = pd.factorize(counts.loc[used, "term"], sort=True)
        order = np.lexsort((term, number[used]))
        return cls(
            pd.Index(outlets),
            pd.Index(terms.astype(str)),
            outlet.astype("int64"),
            story.astype("int64"),
            np.maximum(kept["n_words"].to_numpy("float64"), 1.0),
            len(stories),
            number[used][order].astype("int64"),
            term[order].astype("int64"),
            counts.loc[used, "count"].to_numpy("float64")[order],
        )

    def by_story(self, values: Floats) -> tuple[Ints, Ints, Floats]:
        """Story, term and sum of the entries' values for each pair of the two that occurs."""
        cell = self.story[self.article] * max(1, len(self.terms)) + self.term
        cells, of_entry = np.unique(cell, return_inverse=True)
        sums = np.bincount(of_entry, values, len(cells)).astype(np.float64)
        return cells // max(1, len(self.terms)), cells % max(1, len(self.terms)), sums

    def per_story(self, values: Floats, articles: NDArray[np.bool_] | None = None) -> Floats:
        """The sum over the articles of each story, by number of the story."""
        kept = slice(None) if articles is None else articles
        return np.bincount(self.story[kept], values[kept], self.n_stories).astype(np.float64)

    def per_term(self, values: Floats, entries: NDArray[np.bool_] | None = None) -> Floats:
        """The sum over the entries of each term, by number of the term."""
        kept = slice(None) if entries is None else entries
        return np.bincount(self.term[kept], values[kept], len(self.terms)).astype(np.float64)
