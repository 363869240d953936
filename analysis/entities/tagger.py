"""Which stretches of a run are names, and of what kind: a semi-Markov conditional random field.

A run is cut into names and words outside names; every cut has a score, the sum of the scores of its parts; the best
cut wins. Sarawagi & Cohen (2004), Semi-Markov Conditional Random Fields for Information Extraction. The weights are
learnt by models/train_entities.py from annotated news; models/entities.md says from which and what it gives.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.entities.gazetteer import LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTSIDE = len(LABELS)  # column of the weights for a word outside names
SCALE = 100  # weights are stored as whole hundredths

Segment = tuple[int, int]


class Segmented(NamedTuple):
    """A name in a run: words first to stop, how sure that it is one, and of what kind."""

    first: int
    stop: int
    confidence: float  # probability of the stretch being a name, 0 to 1
    kinds: tuple[float, ...]  # probability of each of LABELS, given that it is one


@dataclass(frozen=True)
class Tagger:
    """Feature → weights, one a label and one for words outside names. The last row, of zeros, is for the unknown."""

    index: dict[str, int]
    weights: NDArray[np.float32]

    def scores(self, rows: list[list[str]]) -> NDArray[np.float32]:
        """The score of each row of features under each label and outside: (len(rows), len(LABELS) + 1)."""
        if not rows:
            return np.zeros((0, OUTSIDE + 1), dtype=np.float32)
        lengths = np.array([len(row) for row in rows], dtype=np.intp)
        rows_of = map(self.index.get, chain.from_iterable(rows), repeat(len(self.index)))
        flat = np.fromiter(rows_of, dtype=np.intp, count=int(lengths.sum()))
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        return np.add.reduceat(self.weights[flat], starts, axis=0)


@cache
def load_tagger() -> Tagger:
    """The shipped model, read once a process."""
    text = (resources.files("analysis.models") / "entities.json").read_text(encoding="utf-8")
    return tagger_from(json.loads(text)["weights"])


def tagger_from(stored: dict[str, list[int]]) -> Tagger:
    """stored: feature → flat pairs of column and weight in hundredths."""
    weights = np.zeros((len(stored) + 1, OUTSIDE + 1), dtype=np.float32)
    for row, pairs in enumerate(stored.values()):
        for column, weight in zip(pairs[::2], pairs[1::2], strict=True):
            weights[row, column] = weight / SCALE
    return Tagger({feature: row for row, feature in enumerate(stored)}, weights)


def best_cut(
    size: int, segments: list[Segment], names: NDArray[np.float32], outside: NDArray[np.float32]
) -> list[Segmented]:
    """The names of the best cut of a run of `size` words, in order.

    segments: the candidates as (first, stop), 0 to size. names: their scores, (n, len(LABELS)).
    outside: the score of each word outside names, (size,).
    """
    if not segments:
        return []
    top = names.max(axis=1).tolist()
    if size == 1 and top[0] <= outside[0]:
        return []
    parts: list[list[tuple[int, int, float]]] = [
        [] for _ in range(size + 1)
    ]  # by stop: first, candidate, score
    for n, (first, stop) in enumerate(segments):
        parts[stop].append((first, n, top[n]))
    for i, score in enumerate(outside.tolist()):
        parts[i + 1].append((i, -1, score))
    best, chosen = [0.0], [(0, -1)]
    for stop in range(1, size + 1):
        score, first, n = max((best[first] + score, first, n) for first, n, score in parts[stop])
        best.append(score)
        chosen.append((first, n))
    cut: list[int] = []
    stop = size
    while stop:
        stop, n = chosen[stop]
        if n >= 0:
            cut.append(n)
    if not cut:
        return []
    return _with_probabilities(size, segments, names, outside, cut[::-1])


def _with_probabilities(
    size: int,
    segments: list[Segment],
    names: NDArray[np.float32],
    outside: NDArray[np.float32],
    cut: list[int],
) -> list[Segmented]:
    """How sure each name of the cut is: its share in the sum over all cuts (forward and backward algorithm)."""
    peak = names.max(axis=1, keepdims=True)
    spread = np.exp(names - peak)
    mass = (peak[:, 0] + np.log(spread.sum(axis=1))).tolist()
    kinds = spread / spread.sum(axis=1, keepdims=True)
    edges = [(first, stop, mass[n]) for n, (first, stop) in enumerate(segments)]
    edges += [(i, i + 1, score) for i, score in enumerate(outside.tolist())]
    forward, backward = [0.0] + [-math.inf] * size, [-math.inf] * size + [0.0]
    for first, stop, score in sorted(edges, key=lambda e: e[1]):
        forward[stop] = _log_add(forward[stop], forward[first] + score)
    for first, stop, score in sorted(edges, key=lambda e: -e[0]):
        backward[first] = _log_add(backward[first], backward[stop] + score)
    found = []
    for n in cut:
        first, stop = segments[n]
        share = math.exp(min(0.0, forward[first] + mass[n] + backward[stop] - forward[size]))
        found.append(Segmented(first, stop, share, tuple(kinds[n].tolist())))
    return found


def _log_add(a: float, b: float) -> float:
    if a < b:
        a, b = b, a
    return a if b == -math.inf else a + math.log1p(math.exp(b - a))
