"""The same text twice: within an outlet, over outlets, and nearly."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.report import Duplicate, IngestReport
from analysis.model import Article

RUN = 5  # words
MIN_RUNS = 20  # a shorter text is like others by chance
NEAR = 0.6  # of the shorter text's runs stand in the longer one too; copy cut to length reaches 1.0
MAX_GROUP = 30
MAX_COMPARED = 20_000  # articles; about 100 MB of hashes
_WORD = re.compile(r"\w+")


def without_duplicates(articles: list[Article], report: IngestReport) -> list[Article]:
    """The articles by identifier, a text that an outlet has twice only once: the one published first.

    Texts are the same when they differ by nothing but space. The same text in two outlets is kept in both and
    reported as shared.
    """
    kept: dict[tuple[str, str], Article] = {}
    for article in sorted(
        articles, key=lambda a: (a.published is None, a.published or 0, a.file, a.article_id)
    ):
        same = (article.outlet, " ".join(article.text.split()))
        if same in kept:
            report.duplicates.append(_duplicate("exact", kept[same], article))
        else:
            kept[same] = article
    first: dict[str, Article] = {}
    for (_, text), article in kept.items():
        if text in first:
            report.duplicates.append(_duplicate("shared", first[text], article))
        else:
            first[text] = article
    return sorted(kept.values(), key=lambda article: article.article_id)


def _duplicate(
    kind: Literal["exact", "shared", "near"], kept: Article, other: Article, similarity: float = 1.0
) -> Duplicate:
    return Duplicate(kind, kept.article_id, kept.file, other.article_id, other.file, similarity)


def report_near_duplicates(articles: list[Article], report: IngestReport) -> None:
    """Report the pairs of articles of which most runs of five words are the same. All are kept."""
    if len(articles) > MAX_COMPARED:
        n = f"{len(articles):,}"
        report.warn(
            "",
            None,
            f"near duplicates were not looked for: {n} articles, at most {MAX_COMPARED:,} are compared",
        )
        return
    shared = {frozenset((d.kept, d.other)) for d in report.duplicates}
    words: dict[str, int] = {}
    shingles = [_shingles(article, words) for article in articles]
    for i, j in _candidates(shingles):
        n_common = np.intersect1d(shingles[i], shingles[j], assume_unique=True).size
        similarity = n_common / min(shingles[i].size, shingles[j].size)
        one, other = articles[i], articles[j]
        if similarity >= NEAR and frozenset((one.article_id, other.article_id)) not in shared:
            report.duplicates.append(_duplicate("near", one, other, round(similarity, 3)))


def _shingles(article: Article, words: dict[str, int]) -> NDArray[np.uint64]:
    """The runs of five words of the article's paragraphs, as sorted 64-bit hashes without repetition."""
    text = " ".join(article.text[a:b] for a, b in article.paragraphs)
    hashes = [_hash(word, words) for word in _WORD.findall(text.casefold())]
    if len(hashes) < RUN:
        return np.empty(0, np.uint64)
    array = np.array(hashes, np.uint64)
    runs = np.zeros(array.size - RUN + 1, np.uint64)
    for k in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + array[k : array.size - RUN + 1 + k]
    return np.unique(runs)


def _hash(word: str, words: dict[str, int]) -> int:
    if word not in words:
        words[word] = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
    return words[word]


def _candidates(shingles: list[NDArray[np.uint64]]) -> list[tuple[int, int]]:
    """Pairs that have enough runs in common to be worth comparing, in order."""
    sizes = [s.size if s.size >= MIN_RUNS else 0 for s in shingles]
    if sum(size > 0 for size in sizes) < 2:
        return []
    hashes = np.concatenate([s[:n] for s, n in zip(shingles, sizes, strict=True)])
    owners = np.repeat(np.arange(len(shingles)), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    lengths = np.diff(np.r_[starts, hashes.size])
    counts: Counter[tuple[int, int]] = Counter()
    for start, length in zip(starts[lengths > 1].tolist(), lengths[lengths > 1].tolist(), strict=True):
        group = owners[start : start + length].tolist()
        # A run in very many articles is a phrase, or one text in all of them: then the first stands for the rest.
        counts.update(
            combinations(group, 2) if length <= MAX_GROUP else ((group[0], other) for other in group[1:])
        )
    return sorted(pair for pair, n in counts.items() if n >= 0.5 * NEAR * min(sizes[pair[0]], sizes[pair[1]]))
