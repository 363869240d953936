"""Annotated articles for evaluation: read, checked, and made articles the package can annotate."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import CorpusError
from analysis.model import Article, Span

Mark = tuple[int, int]  # start, end


@dataclass(frozen=True)
class GoldEntity:
    name: str
    label: str
    mentions: tuple[Mark, ...]


@dataclass(frozen=True)
class GoldRecord:
    """An article with its entities. `text` is empty in files of predictions."""

    doc_id: str
    text: str
    entities: tuple[GoldEntity, ...]


def read_gold(path: Path) -> list[GoldRecord]:
    """The records of a JSON Lines file of {"doc_id", "text", "entities": [{"name", "label", "mentions"}, …]}.

    Raises CorpusError naming file, line and fault.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text: {error}", path=str(path)) from error
    records = []
    for row, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                records.append(_record(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                message = (
                    f'{path}, line {row}: expected {{"doc_id", "text", "entities": [{{"name", "label", '
                    f'"mentions": [[start, end], …]}}, …]}}: {type(error).__name__} {error}'
                )
                raise CorpusError(message, path=str(path), row=row) from error
    return records


def _record(line: dict[str, Any]) -> GoldRecord:
    entities = []
    for entity in line.get("entities", []):
        mentions = tuple((int(start), int(end)) for start, end in entity["mentions"])
        entities.append(GoldEntity(str(entity["name"]), str(entity.get("label", "")), mentions))
    return GoldRecord(str(line["doc_id"]), str(line.get("text") or ""), tuple(entities))


def gold_article(record: GoldRecord) -> Article:
    """The article of a record: all of its text is editorial, blank lines part paragraphs, the first is the headline."""
    paragraphs = tuple(Span(*match.span()) for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", record.text))
    return Article(
        article_id=record.doc_id,
        text=record.text,
        outlet="",
        headline=paragraphs[0] if len(paragraphs) > 1 else None,
        paragraphs=paragraphs,
    )
