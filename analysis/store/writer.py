"""ANNOTATION → ROWS: annotated articles as Arrow tables by schema, names still those of each article."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from analysis.model import Annotation, Article, Span
from analysis.store import schema

Row = dict[str, Any]
Tables = dict[str, pa.Table]

# One word: well-known, don't, 1,000, U.S. The words of the parse are not at hand here; in 295 quotes of the sample and
# of 26 Wikinews articles the two counts differ in five, by 3 words of 5,037 together.
_WORD = re.compile(r"\w+(?:[-\u2010\u2011'\u2019.,]\w+)*")


def make_tables(annotated: Iterable[tuple[Article, Annotation]]) -> Tables:
    """All tables of the store for these articles, checked.

    Rows come in the order of the articles given and, within one, of the text. Entities are the names of each article;
    the names over the corpus are put in when parts are merged.

    Raises SchemaError when an annotation breaks the schema, ValueError when a span lies outside its text.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for article, annotation in annotated:
        for table, found in _rows(article, annotation).items():
            rows[table].extend(found)
    return {
        name: schema.check(name, pa.Table.from_pylist(rows[name], schema=table.schema))
        for name, table in schema.TABLES.items()
    }


def _rows(article: Article, annotation: Annotation) -> dict[str, list[Row]]:
    rows = {
        "articles": [_article(article, annotation)],
        "facets": [{"name": name, "value": value} for name, value in article.facets],
        "passages": _passages(article),
        "sentences": _sentences(article, annotation),
        "scored_words": _scored_words(annotation),
        "terms": _terms(annotation),
        "mentions": (mentions := _mentions(article, annotation)),
        "inferred": _inferred(article, annotation),
        "descriptions": [
            {**_place(words.span), "mention": words.mention.start, "kind": words.kind}
            for words in annotation.descriptions
        ],
        "tones": _tones(annotation, mentions),
        "quotes": _quotes(article, annotation),
        "quote_spans": _quote_spans(annotation),
        "entities": _entities(annotation),
    }
    size = len(article.text)
    for name, found in rows.items():
        for row in found:
            row["article_id"] = article.article_id
            if "start" in row and not 0 <= row["start"] <= row["end"] <= size:
                raise ValueError(
                    f"article {article.article_id}: a row of {name} spans {row['start']} to {row['end']}, "
                    f"outside a text of {size} characters"
                )
    return rows


def _place(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _article(article: Article, annotation: Annotation) -> Row:
    return {
        "outlet": article.outlet,
        "outlet_basis": article.outlet_basis,
        "wire": article.wire,
        "story": article.story,
        "published": article.published,
        "published_basis": article.published_basis,
        "title": article.title,
        "url": article.url,
        "file": article.file,
        "language": article.language,
        "text": article.text,
        "n_words": annotation.n_words,
        "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
    }


def _passages(article: Article) -> list[Row]:
    kinds = [("paragraph", "", span) for span in article.paragraphs if span != article.headline]
    kinds += [("headline", "", article.headline)] if article.headline else []
    kinds += [("boilerplate", piece.label, piece.span) for piece in article.boilerplate]
    kinds.sort(key=lambda passage: (passage[2], passage[0]))
    return [{**_place(span), "kind": kind, "label": label} for kind, label, span in kinds]


def _sentences(article: Article, annotation: Annotation) -> list[Row]:
    starts = [span.start for span in article.paragraphs]
    return [
        {
            **_place(sentence.span),
            "sentence": number,
            "paragraph": max(0, bisect_right(starts, sentence.span.start) - 1),
            "voice": sentence.voice,
            "polarity": sentence.polarity,
            "subjectivity": sentence.subjectivity,
            "n_scored": len(sentence.scored),
            "vader": sentence.vader,
            "n_vader": len(sentence.vader_scored),
            "n_words": sentence.n_words,
            "n_quoted": sentence.n_quoted,
            "n_reported": sentence.n_reported,
        }
        for number, sentence in enumerate(annotation.sentences)
    ]


def _scored_words(annotation: Annotation) -> list[Row]:
    return [
        {
            **_place(word.span),
            "sentence": number,
            "lexicon": lexicon,
            "polarity": word.polarity,
            "subjectivity": word.subjectivity,
        }
        for number, sentence in enumerate(annotation.sentences)
        for lexicon, scored in (("textblob", sentence.scored), ("vader", sentence.vader_scored))
        for word in scored
    ]


def _terms(annotation: Annotation) -> list[Row]:
    return [
        {
            "term": term.term,
            "pos": term.pos,
            "voice": term.voice,
            "lemma": term.lemma,
            "n_words": term.n_words,
            "is_stop": term.is_stop,
            "is_name": term.is_name,
            "count": len(term.spans),
            "starts": [span.start for span in term.spans],
            "ends": [span.end for span in term.spans],
            "sentences": list(term.sentences),
        }
        for term in annotation.terms
    ]


def _voices(annotation: Annotation) -> dict[int, str]:
    """Start of a word → whose words it is of."""
    return {span.start: term.voice for term in annotation.terms if term.n_words == 1 for span in term.spans}


def _voice(voices: dict[int, str], span: Span) -> str:
    """That of the first word of a span."""
    return next((voices[place] for place in range(*span) if place in voices), "outlet")


def _form(article: Article, span: Span) -> str:
    return re.sub(r"\s", " ", article.text[span.start : span.end])


def _mentions(article: Article, annotation: Annotation) -> list[Row]:
    """Beside what the record says, whose words the name stands in."""
    voices = _voices(annotation)
    return [
        {
            **_place(mention.span),
            "sentence": mention.sentence,
            "entity": mention.entity,
            "name": mention.entity,
            "form": _form(article, mention.span),
            "label": mention.label,
            "use": mention.use,
            "how": mention.how,
            "voice": _voice(voices, mention.span),
        }
        for mention in annotation.mentions
    ]


def _inferred(article: Article, annotation: Annotation) -> list[Row]:
    voices = _voices(annotation)
    return [
        {
            **_place(found.span),
            "sentence": found.sentence,
            "entity": found.entity,
            "name": found.entity,
            "form": _form(article, found.span),
            "label": found.label,
            "kind": found.kind,
            "how": found.how,
            "confidence": found.confidence,
            "voice": _voice(voices, found.span),
        }
        for found in annotation.inferred
    ]


def _tones(annotation: Annotation, mentions: Sequence[Row]) -> list[Row]:
    """Each beside what the row of its mention says of the place."""
    places = {Span(row["start"], row["end"]): row for row in mentions}
    return [
        {
            **_place(tone.span),
            **{column: places[tone.span][column] for column in ("sentence", "label", "voice")},
            "entity": tone.entity,
            "tone": tone.tone,
            "negative": tone.negative,
            "neutral": tone.neutral,
            "positive": tone.positive,
        }
        for tone in annotation.tones
    ]


def _quotes(article: Article, annotation: Annotation) -> list[Row]:
    return [
        {
            "quote": number,
            "sentence": quote.sentence,
            "quote_type": quote.quote_type,
            "cue_lemma": quote.cue_lemma,
            "cue_class": quote.cue_class,
            "speaker": _shown(article.text, quote.speaker) or None,
            "speaker_entity": quote.speaker_entity,
            "kind": quote.kind,
            "n_words": sum(len(_WORD.findall(article.text, *span)) for span in quote.content),
            "nested": quote.nested,
            "rule": quote.rule,
            "confidence": quote.confidence,
        }
        for number, quote in enumerate(annotation.quotes)
    ]


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def _quote_spans(annotation: Annotation) -> list[Row]:
    return [
        {**_place(span), "quote": number, "role": role}
        for number, quote in enumerate(annotation.quotes)
        for role, spans in (("content", quote.content), ("cue", quote.cue), ("speaker", quote.speaker))
        for span in spans
    ]


def _entities(annotation: Annotation) -> list[Row]:
    """One row a name, with the label most of its mentions bear."""
    labels: dict[str, list[str]] = defaultdict(list)
    for mention in annotation.mentions:
        labels[mention.entity].append(mention.label)
    return [
        {"name": name, "label": most_common(found), "entity": name, "automatic": name, "reason": ""}
        for name, found in sorted(labels.items())
    ]


def most_common(labels: Sequence[str]) -> str:
    """The most frequent value; of equally frequent ones the first by name."""
    return min(set(labels), key=lambda label: (-labels.count(label), label))
