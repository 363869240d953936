"""`newsparallax evaluate entities`: score mentions, kinds and grouping of entities."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from analysis.evaluate.entities import score_entities
from analysis.evaluate.gold import GoldEntity, GoldRecord, Mark, gold_article, read_gold
from analysis.terminal import writing


def entities(
    gold: Annotated[
        Path,
        typer.Argument(
            help='Lines {"doc_id", "text", "entities": [{"name", "label", "mentions": [[start, end], …]}, …]}.',
            metavar="GOLD.jsonl",
        ),
    ],
    *,
    predictions: Annotated[
        Path | None,
        typer.Option(
            help="Lines of the same form to score; when there is no such file, ours are made and written there.",
            metavar="OUT.jsonl",
        ),
    ] = None,
    core: Annotated[
        bool, typer.Option("--core", help="Leave events and other things out of the count.")
    ] = False,
    bootstrap: Annotated[int, typer.Option(min=0, help="Resamples of the articles for 95 % intervals.")] = 0,
) -> None:
    """Score entities: precision, recall and F1 of mentions, labels, grouping (B³, CEAF-e), as JSON."""
    records = read_gold(gold)
    if predictions is not None and predictions.is_file() and predictions.stat().st_size:
        found = read_gold(predictions)
    else:
        found = [predict_entities(record) for record in records]
        if predictions is not None:
            with writing(predictions) as output:
                for record in found:
                    output.write((json.dumps(_line(record), ensure_ascii=False) + "\n").encode("utf-8"))
    print(json.dumps(score_entities(records, found, core=core, bootstrap=bootstrap), indent=2))


def predict_entities(record: GoldRecord) -> GoldRecord:
    """What the package finds in the text of a record; all of it is read as editorial."""
    from analysis.annotate.mentions import find_mentions
    from analysis.annotate.pipeline import load_pipeline

    article = gold_article(record)
    found: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mention in find_mentions(load_pipeline().parse(article), article):
        found[mention.entity, mention.label].append((mention.span.start, mention.span.end))
    entities = tuple(GoldEntity(name, label, tuple(marks)) for (name, label), marks in found.items())
    return GoldRecord(record.doc_id, record.text, entities)


def _line(record: GoldRecord) -> dict[str, object]:
    return {
        "doc_id": record.doc_id,
        "entities": [{"name": e.name, "label": e.label, "mentions": e.mentions} for e in record.entities],
    }
