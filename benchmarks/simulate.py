"""Stores of any number of simulated articles: news by its statistics, without a parse.

An article has 25 sentences of 20 words out of a Zipf vocabulary, 20 mentions and 8 quotes; a story has 5 to 35 articles
of 60 outlets. The same number gives the same store.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.model import Annotation, Article, Mention, Quote, ScoredWord, Sentence, Span, Term
from analysis.store.merge import Place, finish, save_part
from analysis.store.writer import make_tables

N_OUTLETS = 60
N_SENTENCES, N_WORDS, N_MENTIONS, N_QUOTES = 25, 20, 20, 8
STORY_SIZES = (5, 36)
VOCABULARY = 40_000
PEOPLE = 20_000
PART = 250  # articles written at once
ZIPF = 1.3


def simulate_store(path: Path, n_articles: int) -> None:
    """Write a finished store of n_articles; entities of the same name are one."""
    places = []
    part: list[tuple[Article, Annotation]] = []
    for number, (article, annotation) in enumerate(_articles(n_articles), start=1):
        part.append((article, annotation))
        name = f"{(number - 1) // PART:06}"
        places.append(Place(article.story, article.article_id, name))
        if len(part) == PART or number == n_articles:
            save_part(path / "parts" / name, make_tables(part))
            part = []
    finish(path, places, corpus="simulated", settings={}, report={}, link=_same_name)


def _same_name(names: pd.DataFrame) -> pd.DataFrame:
    return names.assign(entity=names["name"], reason="")[["article_id", "name", "label", "entity", "reason"]]


def _articles(n_articles: int) -> Iterator[tuple[Article, Annotation]]:
    random = np.random.default_rng(0)
    story, left = 0, 0
    for number in range(n_articles):
        if not left:
            story, left = story + 1, int(random.integers(*STORY_SIZES))
        left -= 1
        yield _article(random, number, f"story {story:06}")


def _article(random: np.random.Generator, number: int, story: str) -> tuple[Article, Annotation]:
    words = np.minimum(random.zipf(ZIPF, N_SENTENCES * N_WORDS), VOCABULARY)
    names = set(random.choice(N_SENTENCES * N_WORDS, N_MENTIONS, replace=False).tolist())
    people = np.minimum(random.zipf(ZIPF, N_MENTIONS), PEOPLE).tolist()
    pieces = [
        f"Person{people.pop()}" if place in names else f"word{word}" for place, word in enumerate(words)
    ]
    spans, cursor = [], 0
    for piece in pieces:
        spans.append(Span(cursor, cursor + len(piece)))
        cursor += len(piece) + 1
    text = " ".join(pieces)
    article = Article(
        article_id=hashlib.sha256(str(number).encode()).hexdigest()[:16],
        text=text,
        outlet=f"Outlet {random.integers(N_OUTLETS):02}",
        story=story,
        published=date(2024, 1, 1) + timedelta(days=int(random.integers(365))),
        published_basis="given",
        title=text[:60],
        paragraphs=(Span(0, len(text)),),
    )
    mentions = tuple(
        Mention(spans[place], place // N_WORDS, pieces[place], "PERSON", "full name")
        for place in sorted(names)
    )
    quoted = sorted(random.choice(N_SENTENCES, N_QUOTES, replace=False).tolist())
    return article, Annotation(
        article_id=article.article_id,
        n_words=len(pieces),
        sentences=tuple(_sentence(random, spans, number, number in quoted) for number in range(N_SENTENCES)),
        terms=_terms(pieces, spans, set(quoted), names),
        mentions=mentions,
        quotes=tuple(_quote(spans, sentence, mentions) for sentence in quoted),
    )


def _sentence(random: np.random.Generator, spans: list[Span], number: int, is_quoted: bool) -> Sentence:
    first, last = spans[number * N_WORDS], spans[(number + 1) * N_WORDS - 1]
    polarity = float(np.clip(random.normal(0, 0.3), -1, 1)) if random.random() < 0.7 else None
    return Sentence(
        span=Span(first.start, last.end),
        voice="quoted" if is_quoted else "outlet",
        polarity=polarity,
        subjectivity=None if polarity is None else abs(polarity),
        n_words=N_WORDS,
        n_quoted=N_WORDS if is_quoted else 0,
        n_reported=0,
        scored=() if polarity is None else (ScoredWord(first, polarity, abs(polarity)),),
    )


def _terms(pieces: list[str], spans: list[Span], quoted: set[int], names: set[int]) -> tuple[Term, ...]:
    places: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        places[piece.lower(), place // N_WORDS in quoted].append(place)
    return tuple(
        Term(
            term=term,
            lemma=term,
            pos="NOUN",
            n_words=1,
            voice="quoted" if is_quoted else "outlet",
            is_stop=term in ("word1", "word2", "word3"),
            is_name=all(place in names for place in found),
            spans=tuple(spans[place] for place in found),
            sentences=tuple(place // N_WORDS for place in found),
        )
        for (term, is_quoted), found in sorted(places.items())
    )


def _quote(spans: list[Span], sentence: int, mentions: tuple[Mention, ...]) -> Quote:
    first, last = spans[sentence * N_WORDS], spans[(sentence + 1) * N_WORDS - 3]
    speaker = mentions[sentence % len(mentions)]
    return Quote(
        content=(Span(first.start, last.end),),
        cue=(spans[(sentence + 1) * N_WORDS - 2],),
        speaker=(speaker.span,),
        speaker_entity=speaker.entity,
        kind="person",
        quote_type="direct",
        sentence=sentence,
        cue_lemma="say",
        rule="simulated",
    )
