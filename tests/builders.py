"""Short builders for articles, annotations and tiny stores: no parse, no model, everything said in the test.

one = told("Brown met Liu. “We talked,” said Brown.", outlet="Gazette", names={"Brown": "PERSON"},
           quotes=[said("We talked,", by="Brown", cue="said")], scores={"met": 0.5})
store = store_of(tmp_path / "store", one, other)
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.annotate.voices import Ledger
from analysis.model import (
    Annotation,
    Article,
    Boilerplate,
    Description,
    Mention,
    Quote,
    ScoredWord,
    Sentence,
    Span,
    Term,
    Tone,
)
from analysis.store.merge import write_store
from analysis.store.store import Store

Told = tuple[Article, Annotation]

STOP_WORDS = frozenset(
    ("a", "an", "and", "at", "in", "is", "it", "of", "on", "the", "to", "was", "we", "with")
)
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
SENTENCE = re.compile(r"[^\s.!?\n](?:[^.!?\n]|[.!?](?=\w))*[.!?]*[”\"]?")


@dataclass(frozen=True)
class Said:
    """A quote by its words as they stand in the text."""

    content: tuple[str, ...]
    by: str | None
    cue: str | None
    entity: str | None
    more: Mapping[str, Any]


def said(
    *content: str, by: str | None = None, cue: str | None = "said", entity: str | None = None, **more: Any
) -> Said:
    """A quote: pieces of content, speaker and cue as written. entity: who the speaker is, else as written."""
    return Said(content, by, cue, entity or by, more)


def span_of(text: str, words: str, *, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def article(
    text: str,
    *,
    outlet: str = "Gazette",
    story: str = "strike",
    published: date | str | None = "2024-01-10",
    boilerplate: Mapping[str, str] | None = None,
    **more: Any,
) -> Article:
    """An article whose lines are its paragraphs. boilerplate: label by the words it marks."""
    day = date.fromisoformat(published) if isinstance(published, str) else published
    marked = tuple(Boilerplate(span_of(text, words), label) for words, label in (boilerplate or {}).items())
    hidden = {piece.span for piece in marked}
    lines = [Span(*found.span()) for found in re.finditer(r"[^\n]+", text)]
    values: dict[str, Any] = {
        "article_id": hashlib.sha256(f"{outlet}|{day}|{text}".encode()).hexdigest()[:16],
        "published_basis": "given" if day else "unknown",
        "title": text.split("\n", 1)[0][:60],
        "file": f"{outlet}.txt",
        "paragraphs": tuple(line for line in lines if line not in hidden),
        "boilerplate": marked,
    }
    return Article(text=text, outlet=outlet, story=story, published=day, **(values | more))


def told(
    text: str,
    *,
    names: Mapping[str, str | tuple[str, str]] | None = None,
    quotes: Sequence[Said] = (),
    scores: Mapping[str, float] | None = None,
    described: Mapping[str, tuple[str, str]] | None = None,
    tones: Mapping[str, str] | None = None,
    **about: Any,
) -> Told:
    """An article with its annotation.

    names: label, or (entity, label), by the name as written; longer names win. scores: polarity by word,
    by "vader:word" that of VADER; the
    subjectivity is half as far from 0. described: (kind, the name they go with) by the words, as written. tones: the
    tone towards each mention written so, "unsure" for one not scored. about: what `article` takes.
    """
    read = article(text, **about)
    return read, annotation(read, names=names, quotes=quotes, scores=scores, described=described, tones=tones)


def annotation(
    read: Article,
    *,
    names: Mapping[str, str | tuple[str, str]] | None = None,
    quotes: Sequence[Said] = (),
    scores: Mapping[str, float] | None = None,
    described: Mapping[str, tuple[str, str]] | None = None,
    tones: Mapping[str, str] | None = None,
) -> Annotation:
    """Sentences, words and bigrams by plain rules; names and quotes where the test says."""
    sentences = list(_sentence_spans(read))
    found = _quotes(read.text, quotes, sentences)
    in_marks = (piece for quote in found if quote.quote_type != "indirect" for piece in quote.content)
    ledger = Ledger(found, in_marks)
    words = [[Span(*w.span()) for w in WORD.finditer(read.text, *span)] for span in sentences]
    mentions = _mentions(read.text, names or {}, sentences)
    return Annotation(
        article_id=read.article_id,
        n_words=sum(map(len, words)),
        sentences=tuple(
            _sentence(read.text, span, its_words, ledger, scores or {})
            for span, its_words in zip(sentences, words, strict=True)
        ),
        terms=_terms(read.text, words, ledger, mentions),
        mentions=mentions,
        quotes=found,
        descriptions=tuple(
            Description(_near(read.text, name, span_of(read.text, words)), span_of(read.text, words), kind)  # type: ignore[arg-type]
            for words, (kind, name) in (described or {}).items()
        ),
        tones=tuple(_tones(read.text, mentions, tones or {})),
    )


def store_of(folder: Path, *tellings: Told, **more: Any) -> Store:
    """A finished store of these articles. Entities of the same name are one; nothing else is linked."""
    write_store(folder, tellings, **({"link": same_name} | more))
    return Store.open(folder)


def same_name(names: pd.DataFrame) -> pd.DataFrame:
    """Linking that links nothing but equal names."""
    return names.assign(entity=names["name"], reason="")[["article_id", "name", "label", "entity", "reason"]]


def strike_corpus() -> list[Told]:
    """Four articles of three outlets on two stories, with names, quotes of each type and scores."""
    people = {"Ana Ito": "PERSON", "Ito": ("Ana Ito", "PERSON"), "Rail Union": "ORG", "Leeds": "GPE"}
    return [
        told(
            "Talks fail in Leeds\nThe Rail Union called the good offer a bad joke. "
            "“We will strike,” said Ana Ito. Ito said that the talks were over.",
            outlet="Gazette",
            names=people,
            quotes=[
                said("We will strike,", by="Ana Ito"),
                said("that the talks were over", by="Ito", entity="Ana Ito", quote_type="indirect"),
            ],
            scores={"good": 0.7, "bad": -0.7, "fail": -0.5, "vader:fail": 0.5, "vader:good": 0.4},
            tones={"Rail Union": "negative", "Ana Ito": "neutral", "Ito": "unsure"},
        ),
        told(
            "Leeds braces for strike\nThe terrible strike begins in Leeds. “It is a sad day,” officials said.",
            outlet="Herald",
            names=people,
            quotes=[said("It is a sad day,", by="officials", kind="group")],
            scores={"terrible": -1.0, "sad": -0.5},
            published="2024-01-11",
            wire="Reuters",
        ),
        told(
            "Rail Union wins\nAna Ito met the minister in Leeds. The minister told the Rail Union “yes”.",
            outlet="Times",
            names=people,
            tones={"Ana Ito": "neutral", "Rail Union": "positive"},
            quotes=[said("yes", by="The minister", cue="told", kind="anonymous", quote_type="mixed")],
            published="2024-01-11",
        ),
        told(
            "A great flood\nThe river rose in York.",
            outlet="Herald",
            story="flood",
            names={"York": "GPE"},
            scores={"great": 0.8},
            published=None,
        ),
    ]


def _sentence_spans(read: Article) -> Iterable[Span]:
    for paragraph in read.paragraphs:
        for found in SENTENCE.finditer(read.text, *paragraph):
            yield Span(*found.span())


def _sentence(
    text: str, span: Span, words: list[Span], ledger: Ledger, scores: Mapping[str, float]
) -> Sentence:
    scored = tuple(
        ScoredWord(word, scores[text[word.start : word.end]], abs(scores[text[word.start : word.end]]) / 2)
        for word in words
        if text[word.start : word.end] in scores
    )
    rated = [(word, f"vader:{text[word.start : word.end]}") for word in words]
    by_vader = tuple(ScoredWord(word, scores[key], None) for word, key in rated if key in scores)
    voices = [ledger.voice(word.start) for word in words]
    return Sentence(
        span=span,
        voice=ledger.sentence_voice(words) if words else "outlet",
        polarity=sum(word.polarity for word in scored) / len(scored) if scored else None,
        subjectivity=sum(word.subjectivity for word in scored) / len(scored) if scored else None,
        n_words=len(words),
        n_quoted=voices.count("quoted"),
        n_reported=voices.count("reported"),
        scored=scored,
        vader=sum(word.polarity for word in by_vader) / len(by_vader) if by_vader else None,
        vader_scored=by_vader,
    )


def _sentence_at(sentences: Sequence[Span], offset: int) -> int:
    return max((number for number, span in enumerate(sentences) if span.start <= offset), default=0)


def _mentions(
    text: str, names: Mapping[str, str | tuple[str, str]], sentences: Sequence[Span]
) -> tuple[Mention, ...]:
    taken: list[Mention] = []
    for name in sorted(names, key=lambda written: (-len(written), written)):
        value = names[name]
        entity, label = (name, value) if isinstance(value, str) else value
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(*found.span())
            inside = any(s.start <= span.start and span.end <= s.end for s in sentences)
            if inside and all(span.end <= m.span.start or m.span.end <= span.start for m in taken):
                taken.append(Mention(span, _sentence_at(sentences, span.start), entity, label, "builder"))  # type: ignore[arg-type]
    return tuple(sorted(taken, key=lambda mention: mention.span))


def _quotes(text: str, quotes: Sequence[Said], sentences: Sequence[Span]) -> tuple[Quote, ...]:
    found = []
    for quote in quotes:
        content, cursor = [], 0
        for piece in quote.content:
            content.append(span_of(text, piece, after=cursor))
            cursor = content[-1].end
        values: dict[str, Any] = {
            "quote_type": "direct",
            "kind": "person" if quote.by else None,
            "rule": "builder",
        }
        values |= quote.more
        found.append(
            Quote(
                content=tuple(content),
                cue=(_near(text, quote.cue, content[0]),) if quote.cue else (),
                speaker=(_near(text, quote.by, content[0]),) if quote.by else (),
                speaker_entity=quote.entity,
                sentence=_sentence_at(sentences, content[0].start),
                cue_lemma={"said": "say", "told": "tell"}.get(quote.cue or "", quote.cue or ""),
                **values,
            )
        )
    return tuple(sorted(found, key=lambda quote: quote.content))


def _tones(text: str, mentions: Sequence[Mention], tones: Mapping[str, str]) -> Iterable[Tone]:
    for mention in mentions:
        label = tones.get(text[mention.span.start : mention.span.end])
        if label == "unsure":
            yield Tone(mention.span, mention.entity, 0.3, 0.4, 0.3)
        elif label is not None:
            parts = {name: 0.9 if name == label else 0.05 for name in ("negative", "neutral", "positive")}
            yield Tone(mention.span, mention.entity, tone=label, **parts)  # type: ignore[arg-type]


def _near(text: str, words: str, place: Span) -> Span:
    """Where the words stand nearest to a place, outside of it."""
    spans = [Span(*found.span()) for found in re.finditer(re.escape(words), text)]
    outside = [span for span in spans if span.end <= place.start or span.start >= place.end]
    return min(outside, key=lambda span: (abs(span.start - place.start), span.start))


def _terms(
    text: str, sentences: Sequence[Sequence[Span]], ledger: Ledger, mentions: Sequence[Mention]
) -> tuple[Term, ...]:
    places: dict[tuple[str, str, Any], list[tuple[Span, int]]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for number, words in enumerate(sentences):
        for size in (1, 2):
            for first in range(len(words) - size + 1):
                run = words[first : first + size]
                voice = ledger.voice(run[0].start)
                if any(ledger.voice(word.start) != voice for word in run):
                    continue
                term = " ".join(text[word.start : word.end].lower() for word in run)
                is_title = text[run[0].start].isupper()
                places[term, "PHRASE" if size == 2 else "PROPN" if is_title else "NOUN", voice].append(
                    (Span(run[0].start, run[-1].end), number)
                )
                sizes[term] = size
    return tuple(
        Term(
            term=term,
            lemma=term.removesuffix("s"),
            pos=pos,
            n_words=sizes[term],
            voice=voice,
            is_stop=term in STOP_WORDS,
            is_name=all(
                any(m.span.start <= s.start and s.end <= m.span.end for m in mentions) for s, _ in found
            ),
            spans=tuple(span for span, _ in found),
            sentences=tuple(number for _, number in found),
        )
        for (term, pos, voice), found in sorted(places.items())
    )
