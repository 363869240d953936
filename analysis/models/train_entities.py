"""Learn the weights of entities/tagger.py: python -m analysis.models.train_entities TRAIN.jsonl

TRAIN.jsonl: a line an article, {"text", "entities": [{"label", "mentions": [[start, end], …]}, …]} with code-point
offsets. Maximises the likelihood of the annotated cuts less a Gaussian penalty (L-BFGS; needs scipy). The same input
gives the same file. Read entities.md beside this file for what it was run on and what it gives.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize  # type: ignore[import-untyped]
import scipy.sparse  # type: ignore[import-untyped]

from analysis.annotate.pipeline import load_pipeline
from analysis.entities.gazetteer import LABELS
from analysis.entities.recogniser import RunFeatures, run_features
from analysis.entities.spans import words_of_doc
from analysis.entities.tagger import OUTSIDE, SCALE
from analysis.entities.words import Words
from analysis.evaluate.gold import gold_article, read_gold

PENALTY = 4.0  # of squared weights; 0.5, 1, 2, 4 and 8 were compared by 4-fold cross-validation
MIN_ARTICLES = 2  # a feature is kept when it occurs in as many
MIN_WEIGHT = 0.03  # smaller ones are not stored
MAX_STEPS = 120  # of L-BFGS

Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Parts:
    """The candidates and outside words of all runs: where each lies, its features, and its right label (−1: none)."""

    features: scipy.sparse.csr_matrix
    run: np.ndarray[Any, np.dtype[np.intp]]
    first: np.ndarray[Any, np.dtype[np.intp]]
    stop: np.ndarray[Any, np.dtype[np.intp]]
    outside: np.ndarray[Any, np.dtype[np.bool_]]
    gold: np.ndarray[Any, np.dtype[np.intp]]

    def scores(self, weights: Matrix) -> Matrix:
        scores: Matrix = self.features @ weights
        scores[self.outside, :OUTSIDE] = -np.inf
        scores[~self.outside, OUTSIDE] = -np.inf
        return scores


Labelled = tuple[
    RunFeatures, dict[tuple[int, int], int]
]  # a run, and the label of each candidate that is a name


def labelled_runs(words: Words, text: str, gold: dict[tuple[int, int], int]) -> list[Labelled]:
    """The runs of an article with their right cut; a run with a name that is no candidate is left out."""
    found: list[Labelled] = []
    for run in run_features(words, text):
        items = words.words[run.run.start : run.run.stop]
        spans = [(items[i].start, items[j - 1].end) for i, j in run.segments]
        inside = [m for m in gold if items[0].start < m[1] and m[0] < items[-1].end]
        if set(inside) <= set(spans):
            found.append((run, {s: gold[m] for s, m in zip(run.segments, spans, strict=True) if m in gold}))
    return found


def vocabulary(articles: list[list[Labelled]]) -> dict[str, int]:
    counts = Counter(
        feature
        for runs in articles
        for feature in {f for run, _ in runs for row in (*run.names, *run.outside) for f in row}
    )
    return {feature: n for n, feature in enumerate(sorted(f for f, n in counts.items() if n >= MIN_ARTICLES))}


def parts_of(runs: list[Labelled], index: dict[str, int]) -> Parts:
    columns: list[int] = []
    pointers, run, first, stop, outside, gold = [0], [], [], [], [], []
    for n, (features, labels) in enumerate(runs):
        named = {i for span in labels for i in range(*span)}
        rows = [
            (i, j, row, labels.get((i, j), -1), False) for (i, j), row in zip(*features[1:3], strict=True)
        ]
        rows += [(i, i + 1, r, -1 if i in named else OUTSIDE, True) for i, r in enumerate(features.outside)]
        for i, j, row, label, is_outside in rows:
            columns += [index[f] for f in row if f in index]
            pointers.append(len(columns))
            run.append(n)
            first.append(i)
            stop.append(j)
            outside.append(is_outside)
            gold.append(label)
    shape = (len(run), len(index))
    matrix = scipy.sparse.csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape)
    return Parts(matrix, *map(np.array, (run, first, stop, outside, gold)))


class Cuts:
    """Sums over all cuts of all runs at once, word by word (forward and backward algorithm)."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.n_runs, self.longest = parts.run.max() + 1, parts.stop.max()
        self.size = np.zeros(self.n_runs, dtype=np.intp)
        np.maximum.at(self.size, parts.run, parts.stop)
        self.by_stop = [self._grouped(parts.stop == t) for t in range(1, self.longest + 1)]
        self.by_first = [self._grouped(parts.first == t) for t in range(self.longest)]

    def _grouped(self, chosen: Any) -> tuple[Any, Any, Any]:
        """Chosen parts sorted by run, the runs, and where each run's begin."""
        some = np.flatnonzero(chosen)
        some = some[np.argsort(self.parts.run[some], kind="stable")]
        runs, starts = np.unique(self.parts.run[some], return_index=True)
        return some, runs, starts

    def expected(self, weights: Matrix) -> tuple[Matrix, Matrix, float]:
        """Scores and probabilities of every part under every label, and the sum of log totals."""
        parts, scores = self.parts, self.parts.scores(weights)
        peak = scores.max(axis=1, keepdims=True)
        shares = np.exp(scores - peak)
        total = shares.sum(axis=1, keepdims=True)
        mass = (peak + np.log(total))[:, 0]
        forward = np.full((self.n_runs, self.longest + 1), -np.inf)
        forward[:, 0] = 0
        for t, (some, runs, starts) in enumerate(self.by_stop, start=1):
            reached = forward[parts.run[some], parts.first[some]] + mass[some]
            forward[runs, t] = np.logaddexp.reduceat(reached, starts)
        every = np.arange(self.n_runs)
        backward = np.full_like(forward, -np.inf)
        backward[every, self.size] = 0
        for t in range(self.longest - 1, -1, -1):
            some, runs, starts = self.by_first[t]
            left = backward[parts.run[some], parts.stop[some]] + mass[some]
            backward[runs, t] = np.logaddexp.reduceat(left, starts)
        totals = forward[every, self.size]
        ahead, behind = forward[parts.run, parts.first], backward[parts.run, parts.stop]
        certain = np.exp(ahead + mass + behind - totals[parts.run])
        return scores, certain[:, None] * (shares / total), float(totals.sum())


def fitted(parts: Parts) -> Matrix:
    """The weights: (n features, labels and outside)."""
    cuts, right = Cuts(parts), np.flatnonzero(parts.gold >= 0)
    shape = (parts.features.shape[1], OUTSIDE + 1)
    ones = scipy.sparse.csr_matrix(
        (np.ones(len(right)), (right, parts.gold[right])), shape=(len(parts.gold), OUTSIDE + 1)
    )
    seen = (parts.features.T @ ones).toarray()

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        scores, probabilities, totals = cuts.expected(flat.reshape(shape))
        likelihood = scores[right, parts.gold[right]].sum() - totals
        gradient = (parts.features.T @ probabilities) - seen
        return PENALTY / 2 * float(flat @ flat) - likelihood, gradient.ravel() + PENALTY * flat

    start = np.zeros(shape[0] * shape[1])
    result = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MAX_STEPS})
    weights: Matrix = result.x.reshape(shape)
    return weights


def stored(weights: Matrix, index: dict[str, int]) -> dict[str, list[int]]:
    """Feature → flat pairs of column and weight in hundredths, small ones left out."""
    kept: dict[str, list[int]] = {}
    for feature, row in sorted(index.items()):
        pairs = [(c, round(float(w) * SCALE)) for c, w in enumerate(weights[row])]
        if found := [x for c, w in pairs if abs(w) >= MIN_WEIGHT * SCALE for x in (c, w)]:
            kept[feature] = found
    return kept


def train(path: Path) -> dict[str, list[int]]:
    """Stored weights from annotated articles."""
    pipeline = load_pipeline()
    articles = []
    for record in read_gold(path):
        doc = pipeline.parse(gold_article(record))
        gold = {m: LABELS.index(e.label) for e in record.entities for m in e.mentions if e.label in LABELS}
        articles.append(labelled_runs(words_of_doc(doc), doc.text, gold))
    index = vocabulary(articles)
    return stored(fitted(parts_of([run for runs in articles for run in runs], index)), index)


def main() -> None:
    weights = train(Path(sys.argv[1]))
    lines = ",\n".join(f"{json.dumps(f, ensure_ascii=False)}: {json.dumps(w)}" for f, w in weights.items())
    target = Path(__file__).parent / "entities.json"
    target.write_text(
        '{"labels": ' + json.dumps(LABELS) + ',\n"weights": {\n' + lines + "\n}}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
