"""What finding things costs beside the parse, and whether memory grows with the number of articles.

    python -m benchmarks.annotation

CPU of one process over the sample articles, after a first round to load everything. The parse is spaCy's and the floor:
it is cached, so changed rules cost only the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from analysis.annotate import load_pipeline
from analysis.annotate.article import annotate
from analysis.corpus import read_corpus
from benchmarks.growth import peak_memory

SAMPLE = Path(__file__).parents[1] / "seeds"
ROUNDS = 20


def main() -> None:
    articles = read_corpus(SAMPLE).articles
    pipeline = load_pipeline()
    docs = [pipeline.parse(article) for article in articles]
    n_words = sum(annotate(article, doc).n_words for article, doc in zip(articles, docs, strict=True))
    before = peak_memory()
    parse = cpu(lambda: [pipeline.parse(article) for article in articles])
    rest = cpu(lambda: [annotate(article, doc) for article, doc in zip(articles, docs, strict=True)])
    print(f"words per CPU-second, parsed and annotated: {n_words / (parse + rest):,.0f}")
    print(f"CPU of annotation ÷ CPU of the parse: {rest / parse:.2f}")
    print(f"peak memory after {ROUNDS} rounds ÷ after one: {peak_memory() / before:.2f} ({before:,.0f} MB)")


def cpu(work: Callable[[], Any]) -> float:
    """CPU seconds of one round, the mean of ROUNDS."""
    start = process_time()
    for _ in range(ROUNDS):
        work()
    return (process_time() - start) / ROUNDS


if __name__ == "__main__":
    main()
