"""What finding things costs beside the parse, and whether memory grows with the number of articles.

    python -m benchmarks.annotation [FOLDER]

CPU of one process over the sample articles or those of a folder, after a first round to load everything. The bare
parse is what spaCy's pipeline takes as it comes, with one thread; ours is kept, so changed rules cost only the rest.
Rounds of all are taken in turn, and each ratio is the median of its rounds.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

import pandas as pd
import spacy
from threadpoolctl import threadpool_limits

from analysis.annotate import load_pipeline
from analysis.annotate.article import annotate
from analysis.annotate.mentions import find_mentions
from analysis.annotate.pipeline import DEFAULT_MODEL, parse_text
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
    pipeline, bare = load_pipeline(), spacy.load(DEFAULT_MODEL)
    docs = [pipeline.parse(article) for article in articles]
    n_words = sum(annotate(article, doc).n_words for article, doc in zip(articles, docs, strict=True))
    before = peak_memory()
    texts = [article.text for article in articles]
    read = [(article, doc, parse_text(article)) for article, doc in zip(articles, docs, strict=True)]
    steps: dict[str, Callable[[], Any]] = {
        "bare": lambda: [None for _ in bare.pipe(texts)],
        "parse": lambda: [None for _ in pipeline.parse_many(articles)],
        "whole": lambda: [annotate(article, pipeline.parse(article)).n_words for article in articles],
        "whole without tone towards names": lambda: [
            annotate(article, pipeline.parse(article), targeted_tone=False).n_words for article in articles
        ],
        "whole without it and the quotes' tagger": lambda: [
            annotate(article, pipeline.parse(article), targeted_tone=False, rules_only=True).n_words
            for article in articles
        ],
        "names, found": lambda: [recognise(doc, plain, load_tagger()) for _, doc, plain in read],
        "names, found and put together": lambda: link_entities(found_names(articles, docs)),
    }
    with threadpool_limits(limits=1, user_api="blas"):
        taken = [{name: cpu(step) for name, step in steps.items()} for _ in range(ROUNDS)]
    print(f"words analysed a CPU-second: {n_words / median(took['whole'] for took in taken):,.0f}")
    for name in list(steps)[1:]:
        ratios = sorted(took[name] / took["bare"] for took in taken)
        print(f"CPU of {name} ÷ bare parse: {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
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
    """CPU seconds of one round."""
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
