"""The learned tagger: which words report speech, and which tokens are a cue's content and speaker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.quotes.candidates import Candidate
from analysis.annotate.quotes.features import (
    PAIR_FEATURES,
    TokenColumns,
    child_bag,
    cue_strings,
    pair_strings,
    window,
)
from analysis.annotate.quotes.reading import Reading
from analysis.annotate.threads import one_thread

Array = NDArray[np.float32]
SHIPPED = Path(__file__).parents[2] / "models" / "quotes"
BLOCK = 256  # cues read at once: few, large products, in bounded memory


@dataclass(frozen=True)
class Reported:
    """What the tagger makes of one cue: probabilities, 0 to 1."""

    speech: float  # that the word reports speech
    start: int  # first token of the window
    content: Array  # for each token of the window: that it is content
    speaker: Array  # that it is part of the speaker


@dataclass(frozen=True)
class Vocabulary:
    """Strings to rows of the weights, a table for each feature; what is not there has row 0."""

    cue: list[dict[str, int]]  # beside CUE_FEATURES
    pair: list[dict[str, int]]  # beside PAIR_FEATURES
    bag: dict[str, int]  # labels of what hangs on a cue


class Tagger:
    """The weights of one trained tagger."""

    def __init__(self, weights: dict[str, Array], vocabulary: Vocabulary) -> None:
        self.weights = weights
        self.vocabulary = vocabulary

    def read(self, candidates: Sequence[Candidate], reading: Reading, least: float) -> dict[int, Reported]:
        """Candidate's token → what it reports, for those that report speech with a probability of at least `least`."""
        columns = TokenColumns(reading)
        if not candidates:
            return {}
        states = self._cue_states(candidates, reading, columns)
        speech = self._speech(states)
        likely = [k for k, chance in enumerate(speech) if chance >= least]
        out: dict[int, Reported] = {}
        for first in range(0, len(likely), BLOCK):
            block = likely[first : first + BLOCK]
            windows = [window(candidates[k].i, columns) for k in block]
            with one_thread():
                chances = self._chances([candidates[k] for k in block], states[block], windows, columns)
            for k, (start, _), chance in zip(block, windows, chances, strict=True):
                out[candidates[k].i] = Reported(float(speech[k]), start, chance[:, 0], chance[:, 1])
        return out

    def _cue_states(self, candidates: Sequence[Candidate], reading: Reading, columns: TokenColumns) -> Array:
        tables, bag, table = self.vocabulary.cue, self.vocabulary.bag, self.weights["cue"]
        states = np.tile(self.weights["cue_bias"], (len(candidates), 1))
        for row, candidate in enumerate(candidates):
            strings = cue_strings(candidate, reading, columns)
            numbers = [known.get(string, 0) for known, string in zip(tables, strings, strict=True)]
            numbers += [bag.get(label, 0) for label in sorted(set(child_bag(candidate.cue.head)))]
            states[row] += table[[n for n in numbers if n]].sum(axis=0)
        return states

    def _speech(self, states: Array) -> Array:
        weights = self.weights
        logits = np.maximum(states, 0) @ weights["cue_out"] + weights["cue_out_bias"]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds[:, 1] / odds.sum(axis=1), dtype=np.float32)

    def _chances(
        self,
        candidates: Sequence[Candidate],
        states: Array,
        windows: Sequence[tuple[int, int]],
        columns: TokenColumns,
    ) -> list[Array]:
        """For each candidate, for each token of its window: the chances of content and speaker."""
        weights = self.weights
        sizes = [end - start for start, end in windows]
        hidden = np.repeat(np.maximum(states, 0) @ weights["pair_cue"] + weights["pair_bias"], sizes, axis=0)
        rows = [
            pair_strings(candidate, columns, *bounds)
            for candidate, bounds in zip(candidates, windows, strict=True)
        ]
        table = weights["pair"].copy()
        table[0] = 0  # for what was too rare in training
        for k in range(len(PAIR_FEATURES)):
            get = self.vocabulary.pair[k].get
            hidden += table[[get(string, 0) for row in rows for string in row[k]]]
        hidden = np.maximum(np.maximum(hidden, 0) @ weights["hidden"] + weights["hidden_bias"], 0)
        chances = 1 / (1 + np.exp(-(hidden @ weights["pair_out"] + weights["pair_out_bias"])))
        return np.split(chances, np.cumsum(sizes)[:-1])


@cache
def load_tagger(path: Path = SHIPPED) -> Tagger:
    """The tagger whose weights are in path.npz and vocabulary in path.json, once a process."""
    with np.load(path.with_suffix(".npz")) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    return Tagger(weights, Vocabulary(**json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))))
