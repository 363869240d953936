"""Learn the weights of annotate/quotes/tagger.py: python -m analysis.models.train_quotes TRAIN.jsonl OUT

TRAIN.jsonl: a line an article, {"doc_id", "text", "quotes": [{"content", "cue", "speaker": [[start, end], …],
"speech"}, …]} with code-point offsets. Writes OUT.npz and OUT.json. Plain gradient descent (AdamW) in numpy, seeded:
the same input gives the same file on the same machine. Read quotes.md beside this file for what it was run on and
what it gives.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse  # type: ignore[import-untyped]

from analysis.annotate.pipeline import load_pipeline
from analysis.annotate.quotes.candidates import find_candidates
from analysis.annotate.quotes.cues import find_cues
from analysis.annotate.quotes.features import (
    CUE_FEATURES,
    PAIR_FEATURES,
    TokenColumns,
    child_bag,
    cue_strings,
    pair_strings,
    window,
)
from analysis.annotate.quotes.reading import Reading
from analysis.evaluate.gold import GoldRecord, gold_article

HIDDEN = 96
EPOCHS = 14
BATCH = 8  # articles
RATE = 2e-3
DECAY = 0.02
DROPPED = 0.25  # of hidden units
BLINDED = 0.15  # of features
SPEAKER_SHARE = 1 / 15  # of the loss of a cue's tokens: a speaker has few
MIN_CUE, MIN_PAIR = 3, 12  # a feature is kept when it occurs so often
NONE, SPEECH, BELIEF = 0, 1, 2

Matrix = np.ndarray[Any, np.dtype[np.float32]]
Weights = dict[str, Matrix]


@dataclass
class Example:
    """A possible cue as strings, and what it reports according to the annotation."""

    cue: list[str]  # CUE_FEATURES, then what hangs on the cue
    label: int
    pairs: list[list[str]]  # PAIR_FEATURES of each token of the window; empty when it reports nothing
    targets: list[tuple[bool, bool]]  # of each token: content, speaker


@dataclass
class Batch:
    """Some articles' examples as sparse rows of known features."""

    cues: Any  # CSR, a row an example
    labels: np.ndarray[Any, np.dtype[np.intp]]
    pairs: Any  # CSR, a row a token
    owner: np.ndarray[Any, np.dtype[np.intp]]  # of each token: the row of its cue
    targets: Matrix
    shares: Matrix  # weight of each token in the loss


def read_examples(record: dict[str, Any]) -> list[Example]:
    """The examples of one annotated article."""
    article = gold_article(GoldRecord(str(record["doc_id"]), str(record["text"]), ()))
    reading = Reading(load_pipeline().parse(article), article)
    columns = TokenColumns(reading)
    quotes = [
        {**q, **{role: _tokens(q[role], reading) for role in ("content", "cue", "speaker")}}
        for q in record["quotes"]
    ]
    examples = []
    for candidate in find_candidates(find_cues(reading), reading, unlisted=True):
        meant = [q for q in quotes if candidate.i in q["cue"]]
        quote = min(meant, key=lambda q: (not q["speech"], -len(q["content"])), default=None)
        label = NONE if quote is None else SPEECH if quote["speech"] else BELIEF
        pairs: list[list[str]] = []
        targets: list[tuple[bool, bool]] = []
        if quote is not None:
            start, end = window(candidate.i, columns)
            pairs = [list(row) for row in zip(*pair_strings(candidate, columns, start, end), strict=True)]
            targets = [(i in quote["content"], i in quote["speaker"]) for i in range(start, end)]
        cue = [*cue_strings(candidate, reading, columns), *sorted(set(child_bag(candidate.cue.head)))]
        examples.append(Example(cue, label, pairs, targets))
    return examples


def _tokens(spans: Iterable[tuple[int, int]], reading: Reading) -> set[int]:
    return {
        i
        for start, end in spans
        for i in range(reading.at(start), reading.at(end - 1) + 1)
        if reading.tokens[i].idx < end and not reading.tokens[i].is_space
    }


def vocabulary(articles: Sequence[Sequence[Example]]) -> dict[str, Any]:
    """Feature tables: {"cue": [{string: row}, …], "bag": {…}, "pair": […]}; row 0 is for what is not there."""
    n_cue, n_pair = len(CUE_FEATURES), len(PAIR_FEATURES)
    cue = [Counter[str]() for _ in range(n_cue + 1)]
    pair = [Counter[str]() for _ in range(n_pair)]
    for example in (example for article in articles for example in article):
        for k, string in enumerate(example.cue):
            cue[min(k, n_cue)][string] += 1
        for row in example.pairs:
            for k, string in enumerate(row):
                pair[k][string] += 1
    cue_rows = _rows(cue, MIN_CUE)
    return {"cue": cue_rows[:n_cue], "bag": cue_rows[n_cue], "pair": _rows(pair, MIN_PAIR)}


def _rows(counts: Sequence[Counter[str]], least: int) -> list[dict[str, int]]:
    out, row = [], 1
    for counter in counts:
        kept = sorted(string for string, n in counter.items() if n >= least)
        out.append({string: row + k for k, string in enumerate(kept)})
        row += len(kept)
    return out


def make_batch(examples: Sequence[Example], known: dict[str, Any]) -> Batch:
    tables = known["cue"]
    cue_rows = [
        [
            tables[k].get(s, 0) if k < len(tables) else known["bag"].get(s, 0)
            for k, s in enumerate(example.cue)
        ]
        for example in examples
    ]
    pair_rows, owner, targets, shares = [], [], [], []
    n_meant = max(1, sum(bool(example.pairs) for example in examples))
    for number, example in enumerate(examples):
        for row, target in zip(example.pairs, example.targets, strict=True):
            pair_rows.append([known["pair"][k].get(s, 0) for k, s in enumerate(row)])
            owner.append(number)
            targets.append(target)
            shares.append((1 / len(example.pairs) / n_meant, SPEAKER_SHARE / n_meant))
    return Batch(
        _sparse(cue_rows, _size([*tables, known["bag"]])),
        np.array([example.label for example in examples], dtype=np.intp),
        _sparse(pair_rows, _size(known["pair"])),
        np.array(owner, dtype=np.intp),
        np.array(targets, dtype=np.float32).reshape(-1, 2),
        np.array(shares, dtype=np.float32).reshape(-1, 2),
    )


def _size(tables: Sequence[dict[str, int]]) -> int:
    return 1 + sum(map(len, tables))


def _sparse(rows: Sequence[Sequence[int]], width: int) -> Any:
    known = [[i for i in row if i] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in known)])
    indices = np.array([i for row in known for i in row], dtype=np.int32)
    return scipy.sparse.csr_matrix(
        (np.ones(len(indices), np.float32), indices, ends), shape=(len(rows), width)
    )


def learn(batches: Sequence[Sequence[Example]], known: dict[str, Any], seed: int = 0) -> Weights:
    """The weights after EPOCHS over the articles."""
    random = np.random.default_rng(seed)
    weights = _start(known, random)
    moments = {name: (np.zeros_like(w), np.zeros_like(w)) for name, w in weights.items()}
    n_steps = EPOCHS * -(-len(batches) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(batches))
        for first in range(0, len(order), BATCH):
            chosen = [example for k in order[first : first + BATCH] for example in batches[k]]
            gradients = _gradients(make_batch(chosen, known), weights, random)
            step += 1
            rate = RATE * min(1.0, step / 20) * max(0.02, 1 - step / n_steps)
            _descend(weights, gradients, moments, rate, step)
    return weights


def _start(known: dict[str, Any], random: np.random.Generator) -> Weights:
    def normal(*shape: int, scale: float) -> Matrix:
        return random.normal(0, scale, shape).astype(np.float32)

    def zeros(*shape: int) -> Matrix:
        return np.zeros(shape, np.float32)

    inner = (2 / HIDDEN) ** 0.5
    return {
        "cue": normal(_size([*known["cue"], known["bag"]]), HIDDEN, scale=0.05),
        "cue_bias": zeros(HIDDEN),
        "cue_out": normal(HIDDEN, 3, scale=inner),
        "cue_out_bias": zeros(3),
        "pair": normal(_size(known["pair"]), HIDDEN, scale=0.05),
        "pair_bias": zeros(HIDDEN),
        "pair_cue": normal(HIDDEN, HIDDEN, scale=inner),
        "hidden": normal(HIDDEN, HIDDEN, scale=inner),
        "hidden_bias": zeros(HIDDEN),
        "pair_out": normal(HIDDEN, 2, scale=inner),
        "pair_out_bias": zeros(2),
    }


def _gradients(batch: Batch, weights: Weights, random: np.random.Generator) -> Weights:
    """Of the loss: cross-entropy of the cues' labels, and of content and speaker of those that report."""

    def blind(rows: Any) -> Any:
        out = rows.copy()
        out.data *= random.random(len(out.data), dtype=np.float32) >= BLINDED
        return out

    def drop(values: Matrix) -> Matrix:
        kept = random.random(values.shape, dtype=np.float32) >= DROPPED
        return np.asarray(kept, dtype=np.float32) / np.float32(1 - DROPPED)

    cues, pairs = blind(batch.cues), blind(batch.pairs)
    state = cues @ weights["cue"] + weights["cue_bias"]
    kept_cue = drop(state) * (state > 0)
    logits = (state * kept_cue) @ weights["cue_out"] + weights["cue_out_bias"]
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    d_logits = chances
    d_logits[np.arange(len(batch.labels)), batch.labels] -= 1
    d_logits /= max(1, len(batch.labels)) / 40  # as a sum over some forty candidates an article

    told = np.maximum(state, 0)
    first = pairs @ weights["pair"] + weights["pair_bias"] + (told @ weights["pair_cue"])[batch.owner]
    kept_first = drop(first) * (first > 0)
    second = (first * kept_first) @ weights["hidden"] + weights["hidden_bias"]
    kept_second = drop(second) * (second > 0)
    out = (second * kept_second) @ weights["pair_out"] + weights["pair_out_bias"]
    d_out = (1 / (1 + np.exp(-out)) - batch.targets) * batch.shares

    d_second = (d_out @ weights["pair_out"].T) * kept_second
    d_first = (d_second @ weights["hidden"].T) * kept_first
    by_cue = np.zeros_like(state)
    np.add.at(by_cue, batch.owner, d_first)
    d_state = (d_logits @ weights["cue_out"].T) * kept_cue + (by_cue @ weights["pair_cue"].T) * (state > 0)
    return {
        "cue": cues.T @ d_state,
        "cue_bias": d_state.sum(axis=0),
        "cue_out": (state * kept_cue).T @ d_logits,
        "cue_out_bias": d_logits.sum(axis=0),
        "pair": pairs.T @ d_first,
        "pair_bias": d_first.sum(axis=0),
        "pair_cue": told.T @ by_cue,
        "hidden": (first * kept_first).T @ d_second,
        "hidden_bias": d_second.sum(axis=0),
        "pair_out": (second * kept_second).T @ d_out,
        "pair_out_bias": d_out.sum(axis=0),
    }


def _descend(
    weights: Weights, gradients: Weights, moments: dict[str, tuple[Matrix, Matrix]], rate: float, step: int
) -> None:
    """One step of AdamW (Loshchilov & Hutter 2019)."""
    for name, weight in list(weights.items()):
        mean, square = moments[name]
        gradient = np.asarray(gradients[name], dtype=np.float32)
        mean += 0.1 * (gradient - mean)
        square += 0.001 * (gradient**2 - square)
        bent = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        move = rate * (mean / (1 - 0.9**step) / bent + DECAY * weight)
        weights[name] = np.asarray(weight - move, dtype=np.float32)


def save(weights: Weights, known: dict[str, Any], out: Path) -> None:
    halves: dict[str, Any] = {name: weight.astype(np.float16) for name, weight in weights.items()}
    np.savez_compressed(out.with_suffix(".npz"), **halves)
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    source, out = Path(arguments[0]), Path(arguments[1])
    records = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [read_examples(record) for record in records]
    known = vocabulary(articles)
    save(learn(articles, known), known, out)


if __name__ == "__main__":
    main(sys.argv[1:])
