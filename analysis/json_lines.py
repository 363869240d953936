"""Texts in, annotations out, a JSON object a line: for programs that pipe text through the analysis.

A line in is {"doc_id": …, "text": …}, with "title" and "outlet" where they are known. A line out is
{"doc_id", "headline": [start, end] or null, "boilerplate": [{"span", "label"}],
 "sentences": [{"span", "voice": outlet|quoted|mixed, "polarity", "subjectivity"}],
 "entities": [{"name", "label", "mentions": [[start, end], …]}],
 "quotes": [{"content", "cue", "speaker": [[start, end], …], "speaker_entity", "type", "nested"}],
 "tones": [{"span", "entity", "negative", "neutral", "positive"}]}: of each person, body, country and
people where it is mentioned.
Every offset counts code points of the given text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.corpus import article_from_text
from analysis.errors import CorpusError
from analysis.model import Annotation, Article, Span

if TYPE_CHECKING:
    from analysis.annotate import Pipeline


@dataclass(frozen=True)
class Line:
    """What became of a line: `output` without line break, or the reason there is none. number: from 1."""

    number: int
    output: str | None
    reason: str = ""


def annotate_lines(
    lines: Iterable[bytes], pipeline: Pipeline, *, targeted_tone: bool = True
) -> Iterator[Line]:
    """Annotate each line. One that cannot be read or annotated has a reason; blank lines are left out.

    targeted_tone: False leaves "tones" empty, which saves its time.
    """
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not content.strip():
            continue
        try:
            given = _read(content)
            yield Line(number, _written(given["doc_id"], *_annotate(given, pipeline, targeted_tone)))
        except CorpusError as error:
            yield Line(number, None, str(error))
        except Exception as error:
            yield Line(number, None, " ".join(f"{type(error).__name__}: {error}".split())[:300])


def _read(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CorpusError(f"byte {error.start + 1} is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"no JSON: {error}") from error
    if not isinstance(given, dict):
        raise CorpusError(f'a JSON {type(given).__name__}, expected an object {{"doc_id": …, "text": …}}')
    for name in ("doc_id", "text"):
        if name not in given:
            raise CorpusError(f"{name!r} is missing; there are {', '.join(map(repr, given)) or 'no fields'}")
    if not isinstance(given["text"], str):
        raise CorpusError(f"'text' is {str(given['text'])[:40]!r}, expected a string")
    return given


def _annotate(given: dict[str, Any], pipeline: Pipeline, targeted_tone: bool) -> tuple[Article, Annotation]:
    from analysis.annotate.article import annotate

    known = {name: given[name] for name in ("title", "outlet") if isinstance(given.get(name), str)}
    article = article_from_text(given["text"], **known)
    return article, annotate(article, pipeline.parse(article), targeted_tone=targeted_tone)


def _written(doc_id: Any, article: Article, annotation: Annotation) -> str:
    content = {"doc_id": doc_id, **as_json(article, annotation)}
    line = json.dumps(content, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair in doc_id: JSON can escape it, UTF-8 cannot hold it
        return json.dumps(content)
    return line


def as_json(article: Article, annotation: Annotation) -> dict[str, Any]:
    """The annotation of one text as JSON types, without its identifier."""
    mentions: dict[str, list[Span]] = {}
    labels: dict[str, str] = {}
    for mention in annotation.mentions:
        mentions.setdefault(mention.entity, []).append(mention.span)
        labels.setdefault(mention.entity, mention.label)
    return {
        "headline": _pair(article.headline),
        "boilerplate": [{"span": _pair(piece.span), "label": piece.label} for piece in article.boilerplate],
        "sentences": [
            {
                "span": _pair(sentence.span),
                "voice": sentence.voice,
                "polarity": sentence.polarity,
                "subjectivity": sentence.subjectivity,
            }
            for sentence in annotation.sentences
        ],
        "entities": [
            {"name": name, "label": labels[name], "mentions": _pairs(spans)}
            for name, spans in mentions.items()
        ],
        "quotes": [
            {
                "content": _pairs(quote.content),
                "cue": _pairs(quote.cue),
                "speaker": _pairs(quote.speaker),
                "speaker_entity": quote.speaker_entity,
                "type": quote.quote_type,
                "nested": quote.nested,
            }
            for quote in annotation.quotes
        ],
        "tones": [
            {
                "span": _pair(tone.span),
                "entity": tone.entity,
                "negative": tone.negative,
                "neutral": tone.neutral,
                "positive": tone.positive,
            }
            for tone in annotation.tones
        ],
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
