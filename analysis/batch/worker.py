"""What one worker does: a unit of articles annotated, from a kept parse where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from analysis.errors import EngineUnavailable
from analysis.model import Annotation, Article
from analysis.store.manifest import digest, replacing
from analysis.store.writer import Tables, make_tables

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.annotate import Pipeline

ATTRIBUTES = ("ORTH", "LEMMA", "MORPH", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
"""Of a kept parse; sentences follow from the heads."""


@dataclass(frozen=True)
class Task:
    """The same for every unit. parses: folder of kept parses; where it cannot be reached nothing is kept."""

    model: str
    parses: Path
    parse_settings: dict[str, Any]
    targeted_tone: bool = True
    rules_only: bool = False  # quotes without their learned part


@dataclass(frozen=True)
class Failure:
    """An article that could not be analysed. file: where it was read; reason: one line."""

    article_id: str
    file: str
    reason: str


@dataclass(frozen=True)
class Done:
    """tables: of the articles that could be analysed, which `article_ids` names."""

    tables: Tables
    article_ids: tuple[str, ...]
    failures: tuple[Failure, ...]


def analyse_unit(task: Task, articles: Sequence[Article]) -> Done:
    """Annotate some articles. One that cannot be is a failure with its reason; the others go on.

    Raises EngineUnavailable when the pipeline, or what scores tone towards names, is not installed here.
    """
    from analysis.annotate import load_pipeline
    from analysis.annotate.article import annotate

    pipeline = load_pipeline(task.model)
    annotated: list[tuple[Article, Annotation]] = []
    failures: list[Failure] = []
    for article in articles:
        try:
            doc = _parse(article, pipeline, task)
            annotated.append(
                (
                    article,
                    annotate(article, doc, targeted_tone=task.targeted_tone, rules_only=task.rules_only),
                )
            )
        except EngineUnavailable:
            raise
        except Exception as error:
            failures.append(failure(article, error))
    tables, wrong = _tables(annotated)
    failed = {found.article_id for found in (*failures, *wrong)}
    return Done(
        tables=tables,
        article_ids=tuple(article.article_id for article in articles if article.article_id not in failed),
        failures=(*failures, *wrong),
    )


def failure(article: Article, error: BaseException) -> Failure:
    """The error as one line: its kind and the start of its message, without the article's text."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return Failure(article.article_id, article.file, reason[:300])


def _tables(annotated: list[tuple[Article, Annotation]]) -> tuple[Tables, list[Failure]]:
    """The tables of all; when one article breaks them, those of the others and that article's failure."""
    try:
        return make_tables(annotated), []
    except Exception:
        if not annotated:
            raise
    parts, failures = [make_tables([])], []
    for article, annotation in annotated:
        try:
            parts.append(make_tables([(article, annotation)]))
        except Exception as error:
            failures.append(failure(article, error))
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}, failures


def _parse(article: Article, pipeline: Pipeline, task: Task) -> Doc:
    """The article's parse, kept or made now. Either way it comes out of the same bytes, so results are the same."""
    key = parse_key(article, task.parse_settings)
    file = task.parses / key[:2] / f"{key}.spacy"
    kept = _read(file, pipeline)
    if kept is not None:
        return kept
    content = _packed(pipeline.parse(article))
    if task.parses.is_dir():
        with replacing(file) as out:
            out.write(content)
    return _unpacked(content, pipeline)


def parse_key(article: Article, parse_settings: dict[str, Any]) -> str:
    """Hash of all that decides the parse of an article."""
    from analysis.annotate import parse_text

    marked = [piece.span for piece in article.boilerplate]
    return digest([parse_text(article), article.paragraphs, marked, parse_settings])


def _packed(doc: Doc) -> bytes:
    from spacy.tokens import DocBin

    return bytes(DocBin(attrs=ATTRIBUTES, docs=[doc]).to_bytes())


def _unpacked(content: bytes, pipeline: Pipeline) -> Doc:
    from spacy.tokens import DocBin

    return next(DocBin().from_bytes(content).get_docs(pipeline.nlp.vocab))


def _read(file: Path, pipeline: Pipeline) -> Doc | None:
    """A kept parse; None when there is none or when it is damaged."""
    if not file.is_file():
        return None
    try:
        return _unpacked(file.read_bytes(), pipeline)
    except Exception:
        return None
