"""What finding things costs beside the parse, and whether memory grows with the number of articles.

    python -m benchmarks.annotation [FOLDER]

CPU of one process over the sample articles or those of a folder, after a first round to load everything. The parse is
spaCy's and the floor: it is cached, so changed rules cost only the rest.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.annotate import load_pipeline
from analysis.annotate.article import annotate
from analysis.annotate.mentions import find_mentions
from analysis.annotate.pipeline import parse_text
from analysis.corpus import read_corpus
from analysis.entities.over_corpus import link_entities
from analysis.entities.recogniser import recognise
from analysis.entities.tagger import load_tagger
from benchmarks.growth import peak_memory

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.model import Article

SAMPLE = Path(__file__).parents[1] / "seeds"
ROUNDS = 5


def main() -> None:
    articles = read_corpus(sys.argv[1] if len(sys.argv) > 1 else SAMPLE).articles
    pipeline = load_pipeline()
    docs = [pipeline.parse(article) for article in articles]
    n_words = sum(annotate(article, doc).n_words for article, doc in zip(articles, docs, strict=True))
    before = peak_memory()
    parse = cpu(lambda: [pipeline.parse(article) for article in articles])
    rest = cpu(lambda: [annotate(article, doc) for article, doc in zip(articles, docs, strict=True)])
    print(f"words per CPU-second, parsed and annotated: {n_words / (parse + rest):,.0f}")
    print(f"CPU of annotation ÷ CPU of the parse: {rest / parse:.2f}")
    found = cpu(
        lambda: [recognise(doc, parse_text(a), load_tagger()) for a, doc in zip(articles, docs, strict=True)]
    )
    names = cpu(lambda: link_entities(found_names(articles, docs)))
    print(f"CPU of names, found ÷ CPU of the parse: {found / parse:.3f}")
    print(
        f"CPU of names, put together within and over the articles ÷ CPU of the parse: {(names - found) / parse:.3f}"
    )
    print(f"peak memory after {ROUNDS} rounds ÷ after one: {peak_memory() / before:.2f} ({before:,.0f} MB)")


def found_names(articles: Sequence[Article], docs: Sequence[Doc]) -> pd.DataFrame:
    """The names of each article as `link_entities` takes them."""
    counts = Counter(
        (article.article_id, mention.entity, mention.label)
        for article, doc in zip(articles, docs, strict=True)
        for mention in find_mentions(doc, article)
    )
    rows = [(*key, n) for key, n in counts.items()]
    return pd.DataFrame(rows, columns=["article_id", "name", "label", "n_mentions"])


def cpu(work: Callable[[], Any]) -> float:
    """CPU seconds of one round, the mean of ROUNDS."""
    start = process_time()
    for _ in range(ROUNDS):
        work()
    return (process_time() - start) / ROUNDS


if __name__ == "__main__":
    main()
