"""How well tone towards a target is recognised: predictions against labels people gave."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.errors import CorpusError, EngineUnavailable
from analysis.model import Span

Measure = Literal["targeted", "textblob", "vader"]
LABELS = (-1, 0, 1)
NAMES = ("negative", "neutral", "positive")
DRAWS = 1000
BINS = 10
VADER_NEUTRAL = 0.05  # the cut its authors give for the compound score

Row = Mapping[str, Any]


def score_tone(gold: Sequence[Row], predictions: Sequence[Row]) -> dict[str, Any]:
    """Compare labels, by id and target.

    gold: `{"id", "target": [start, end], "label": -1 | 0 | 1}`. predictions: the same, with or without the
    probabilities "negative", "neutral", "positive". A row without a prediction counts as wrong.

    Returns n, missing, accuracy, macro_f1 (the mean of the three classes' F1; higher is better, always the
    commonest label gives about 0.2), ci95 (its 95 % interval over 1,000 seeded resamplings of the rows), f1, precision,
    recall and n by class, and calibration_error: the mean gap between the probability of the chosen label and how
    often it is right, over ten bins of equal width weighted by size (Guo et al. 2017); 0 is best, None without
    probabilities.

    Raises CorpusError (a ValueError) for an empty gold, a row given twice, or a label that is none of the three.
    """
    labels = _by_key(gold, "gold")
    guesses = _by_key(predictions, "predictions")
    if not labels:
        raise CorpusError("no gold rows: expected lines with id, target and label")
    pairs = np.array([(LABELS.index(label), _index(guesses.get(key))) for key, label in labels.items()])
    draw = random.Random(1)
    indices = range(len(pairs))
    draws = sorted(macro_f1(pairs[draw.choices(indices, k=len(pairs))]) for _ in range(DRAWS))
    return {
        "n": len(pairs),
        "missing": sum(key not in guesses for key in labels),
        "accuracy": float((pairs[:, 0] == pairs[:, 1]).mean()),
        "macro_f1": macro_f1(pairs),
        "ci95": [draws[int(0.025 * DRAWS)], draws[int(0.975 * DRAWS)]],
        "by_class": {name: _class_scores(pairs, number) for number, name in enumerate(NAMES)},
        "calibration_error": calibration_error(gold, predictions),
    }


def macro_f1(pairs: NDArray[np.int64]) -> float:
    """Mean F1 of the three classes. pairs: rows × (label, prediction), 0 to 2; another prediction is wrong."""
    return float(np.mean([_class_scores(pairs, number)["f1"] for number in range(3)]))


def calibration_error(gold: Sequence[Row], predictions: Sequence[Row]) -> float | None:
    """Expected calibration error over the rows with probabilities; None when there are none."""
    labels = _by_key(gold, "gold")
    rows = [
        (max(row[name] for name in NAMES), float(row["label"] == labels[_key(row)]))
        for row in predictions
        if _key(row) in labels and all(name in row for name in NAMES)
    ]
    if not rows:
        return None
    confidence, right = np.array(rows).T
    places = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[places == place].mean() - right[places == place].mean()) * (places == place).mean()
        for place in range(BINS)
        if (places == place).any()
    ]
    return float(sum(gaps))


def predict_tone(rows: Sequence[Row], measure: Measure = "targeted") -> list[dict[str, Any]]:
    """Predictions for lines of gold: id, target, label, and with "targeted" the three probabilities.

    "textblob" and "vader" know no target: they give the whole sentence's score to each target in it, as its sign and
    at ±0.05. Each row is scored with its own target hidden and the rest of the sentence as it stands.

    Raises CorpusError (a ValueError) naming the row whose target does not lie in its text.
    """
    predict = {"targeted": _targeted, "textblob": _textblob, "vader": _vader}[measure]
    return [
        {"id": row["id"], "target": list(row["target"]), **predict(row["text"], _target(row))} for row in rows
    ]


def _targeted(text: str, target: Span) -> dict[str, Any]:
    from analysis.annotate.targeted import score_sentence

    (scores,) = score_sentence(text, [target])
    return {"label": LABELS[scores.index(max(scores))], **dict(zip(NAMES, scores, strict=True))}


def _textblob(text: str, _: Span) -> dict[str, Any]:
    from analysis.annotate.colour import score_colour

    polarity = score_colour(text, 0).polarity or 0.0
    return {"label": (polarity > 0) - (polarity < 0)}


def _vader(text: str, _: Span) -> dict[str, Any]:
    compound = _vader_analyser().polarity_scores(text)["compound"]
    return {"label": (compound >= VADER_NEUTRAL) - (compound <= -VADER_NEUTRAL)}


@cache
def _vader_analyser() -> Any:
    try:
        from vaderSentiment.vaderSentiment import (  # type: ignore[import-untyped,unused-ignore]
            SentimentIntensityAnalyzer,
        )
    except ImportError as error:
        raise EngineUnavailable(
            "the measure 'vader' needs the package 'vaderSentiment': pip install vaderSentiment",
            engine="vader",
        ) from error
    return SentimentIntensityAnalyzer()


def _target(row: Row) -> Span:
    target, text = Span(*row["target"]), row["text"]
    if not 0 <= target.start < target.end <= len(text):
        raise CorpusError(
            f"row {row['id']!r}: target {list(target)} does not lie in its text of {len(text)} characters"
        )
    return target


def _key(row: Row) -> tuple[str, tuple[int, ...]]:
    return row["id"], tuple(row["target"])


def _by_key(rows: Sequence[Row], what: str) -> dict[tuple[str, tuple[int, ...]], int]:
    labels: dict[tuple[str, tuple[int, ...]], int] = {}
    for row in rows:
        if row["label"] not in LABELS:
            raise CorpusError(f"{what}, {row['id']!r}: label {row['label']!r}, expected -1, 0 or 1")
        if _key(row) in labels:
            raise CorpusError(f"{what}: {row['id']!r} with target {list(row['target'])} occurs twice")
        labels[_key(row)] = row["label"]
    return labels


def _index(label: int | None) -> int:
    return -1 if label is None else LABELS.index(label)


def _class_scores(pairs: NDArray[np.int64], number: int) -> dict[str, float]:
    labels, guesses = pairs[:, 0] == number, pairs[:, 1] == number
    hits, n, guessed = int((labels & guesses).sum()), int(labels.sum()), int(guesses.sum())
    return {
        "n": n,
        "precision": hits / guessed if guessed else 0.0,
        "recall": hits / n if n else 0.0,
        "f1": 2 * hits / (n + guessed) if hits else 0.0,
    }
