"""How well the colour of the words stands for the tone towards a named target, on sentences labelled by people.

    python -m benchmarks.colour newsmtsc-rw-hf/dev.jsonl newsmtsc-mt-hf/dev.jsonl

The files are NewsMTSC's (Hamborg & Donnay 2021, EACL; https://github.com/fhamborg/NewsMTSC, MIT), a line a target with
"sentence" and "polarity" (−1, 0 or 1; "text" and "label" do as well). A sentence counts as negative below −0.05,
positive above 0.05, else as neutral; one that is not scored can only be counted as neutral here: its share is printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.colour import score_colour
from analysis.measures.tone import NEUTRAL

REPEATS = 2_000


def macro_f1(gold: NDArray[np.int64], said: NDArray[np.int64]) -> float:
    """Mean F1 of negative, neutral, positive; 0 to 1."""
    scores = []
    for label in (-1, 0, 1):
        both = np.sum((gold == label) & (said == label))
        either = np.sum(gold == label) + np.sum(said == label)
        scores.append(2 * both / either if either else 0.0)
    return float(np.mean(scores))


def measured(path: Path) -> str:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    polarities = [score_colour(row.get("sentence") or row["text"], 0).polarity for row in rows]
    gold = np.array([row["polarity"] if "polarity" in row else row["label"] for row in rows])
    said = np.array([0 if p is None or abs(p) <= NEUTRAL else int(np.sign(p)) for p in polarities])
    random = np.random.default_rng(0)
    draws = random.integers(len(gold), size=(REPEATS, len(gold)))
    low, high = np.percentile([macro_f1(gold[draw], said[draw]) for draw in draws], [2.5, 97.5])
    not_scored = sum(p is None for p in polarities) / len(rows)
    return (
        f"{path.name}: macro-F1 {macro_f1(gold, said):.2f} (95 % interval {low:.2f} to {high:.2f}), "
        f"always neutral {macro_f1(gold, np.zeros_like(gold)):.2f}, n {len(rows)}, not scored {not_scored:.0%}"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(measured(Path(argument)))
