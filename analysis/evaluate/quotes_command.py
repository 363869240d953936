"""`newsparallax evaluate quotes`: score who said what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.evaluate.quote_records import GoldQuote, QuoteRecord, line_article, read_quote_records
from analysis.evaluate.quotes import Subset, score_quotes
from analysis.model import Quote
from analysis.terminal import writing


def quotes(
    gold: Annotated[
        Path,
        typer.Argument(
            help='Lines {"doc_id", "text", "quotes": [{"content", "cue", "speaker": [[start, end], …], "type", '
            '"speech"}, …]}.',
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
    subset: Annotated[str, typer.Option(help="speech, or all: with beliefs and wishes.")] = "speech",
    by_outlet: Annotated[bool, typer.Option("--by-outlet", help="Also by the articles' outlets.")] = False,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Leave the learned part out.")] = False,
    bootstrap: Annotated[int, typer.Option(min=0, help="Resamples of the articles for 95 % intervals.")] = 0,
) -> None:
    """Score quotes: content (strict, relaxed, by word), speakers, and both together, as JSON."""
    if subset not in ("all", "speech"):
        raise typer.BadParameter(f"--subset is {subset!r}, expected all or speech")
    chosen: Subset = "all" if subset == "all" else "speech"
    records = read_quote_records(gold)
    if predictions is not None and predictions.is_file() and predictions.stat().st_size:
        found = read_quote_records(predictions)
    else:
        made = [(record, predict_quotes(record, rules_only=rules_only)) for record in records]
        found = [QuoteRecord(r.doc_id, "", tuple(map(_as_gold, its_quotes))) for r, its_quotes in made]
        if predictions is not None:
            with writing(predictions) as output:
                for record, its_quotes in made:
                    output.write((json.dumps(_line(record, its_quotes), ensure_ascii=False) + "\n").encode())
    report = score_quotes(records, found, subset=chosen, bootstrap=bootstrap, by_outlet=by_outlet)
    print(json.dumps(report, indent=2))


def predict_quotes(record: QuoteRecord, *, rules_only: bool = False) -> list[Quote]:
    """What the package finds in the text of a record; every line is read as a paragraph of editorial text."""
    from analysis.annotate.mentions import find_mentions
    from analysis.annotate.pipeline import load_pipeline
    from analysis.annotate.quotes import extract_quotes

    article = line_article(record)
    doc = load_pipeline().parse(article)
    return extract_quotes(doc, article, find_mentions(doc, article), tagger=None if rules_only else "shipped")


def _as_gold(quote: Quote) -> GoldQuote:
    return GoldQuote(quote.content, quote.speaker, quote.quote_type)


def _line(record: QuoteRecord, found: list[Quote]) -> dict[str, Any]:
    return {
        "doc_id": record.doc_id,
        "quotes": [
            {
                "content": quote.content,
                "cue": quote.cue,
                "speaker": quote.speaker,
                "speaker_entity": quote.speaker_entity,
                "type": quote.quote_type,
                "rule": quote.rule,
                "confidence": quote.confidence,
            }
            for quote in found
        ],
    }
