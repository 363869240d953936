"""`newsparallax evaluate tone`: score tone towards targets on labelled sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.errors import CorpusError
from analysis.evaluate.tone import LABELS, Measure, predict_tone, score_tone
from analysis.terminal import reading, writing


def tone(
    gold: Annotated[
        Path,
        typer.Argument(
            help='Lines {"id": …, "text": …, "target": [start, end], "label": -1, 0 or 1}; - reads stdin.',
            metavar="GOLD.jsonl",
        ),
    ],
    *,
    predictions: Annotated[
        Path | None,
        typer.Option(
            help='Lines {"id", "target", "label"} to score, with "negative", "neutral", "positive" or without; '
            "when there is no such file, ours are made and written there.",
            metavar="OUT.jsonl",
        ),
    ] = None,
    measure: Annotated[
        Measure,
        typer.Option(help="targeted: the model; textblob, vader: the sign of the whole sentence's score."),
    ] = "targeted",
) -> None:
    """Score tone towards targets: accuracy, macro-F1 with its 95 % interval, each class, calibration error, as JSON."""
    rows = read_rows(gold, ("id", "text", "target", "label"))
    if predictions is not None and predictions.is_file() and predictions.stat().st_size:
        found = read_rows(predictions, ("id", "target", "label"))
    else:
        found = predict_tone(rows, measure)
        if predictions is not None:
            with writing(predictions) as output:
                for row in found:
                    output.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
    print(json.dumps(score_tone(rows, found), indent=2))


def read_rows(path: Path, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The lines of a file of gold or of predictions; - is stdin.

    Raises CorpusError naming the line that is not an object with these fields, each what it should be.
    """
    rows = []
    with reading(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                wrong = _wrong(row, fields)
            except ValueError as error:
                wrong = f"not JSON ({error})"
            if wrong:
                raise CorpusError(f"{path}, line {number}: {wrong}", path=str(path), row=number)
            rows.append(row)
    return rows


def _wrong(row: Any, fields: Sequence[str]) -> str:
    """What is wrong with a line; "" when nothing is."""
    if not isinstance(row, dict):
        return f"expected an object, found {type(row).__name__}"
    for field in fields:
        if not _CHECKS[field](row):
            return f"{field!r} is {row.get(field)!r}, expected {_EXPECTED[field]}"
    return ""


def _has_target(row: dict[str, Any]) -> bool:
    target = row.get("target")
    if not isinstance(target, list) or [type(place) for place in target] != [int, int]:
        return False
    start, end = target
    return bool(0 <= start < end <= len(row.get("text", " " * end)))


_CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "id": lambda row: isinstance(row.get("id"), str),
    "text": lambda row: isinstance(row.get("text"), str),
    "target": _has_target,
    "label": lambda row: type(row.get("label")) is int and row["label"] in LABELS,
}
_EXPECTED = {
    "id": "a text",
    "text": "a text",
    "target": "[start, end] within the text",
    "label": "-1, 0 or 1",
}
