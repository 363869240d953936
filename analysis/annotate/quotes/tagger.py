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
    CUE_FEATURES,
    TokenColumns,
    child_bag,
    cue_strings,
    pair_strings,
    window,
)
from analysis.annotate.quotes.reading import Reading

Array = NDArray[np.float32]


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
        return {
            candidate.i: self._read_one(candidate, columns, states[k], float(speech[k]))
            for k, candidate in enumerate(candidates)
            if speech[k] >= least
        }

    def _cue_states(self, candidates: Sequence[Candidate], reading: Reading, columns: TokenColumns) -> Array:
        strings = [cue_strings(candidate, reading, columns) for candidate in candidates]
        states = np.tile(self.weights["bag_bias"], (len(candidates), 1))
        for k in range(len(CUE_FEATURES)):
            known = self.vocabulary.cue[k]
            states += self.weights[f"cue{k}"][[known.get(row[k], 0) for row in strings]]
        bag = self.vocabulary.bag
        for row, candidate in enumerate(candidates):
            numbers = {bag[label] for label in child_bag(candidate.cue.head) if label in bag}
            states[row] += self.weights["bag"][sorted(numbers)].sum(axis=0)
        return states

    def _speech(self, states: Array) -> Array:
        weights = self.weights
        logits = np.maximum(states + weights["cue_bias"], 0) @ weights["cue_out"] + weights["cue_out_bias"]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds[:, 1] / odds.sum(axis=1), dtype=np.float32)

    def _read_one(self, candidate: Candidate, columns: TokenColumns, state: Array, speech: float) -> Reported:
        start, end = window(candidate.i, columns)
        weights = self.weights
        hidden = np.maximum(state, 0) @ weights["pair_cue"] + weights["pair_bias"]
        hidden = np.tile(hidden, (end - start, 1))
        for k, strings in enumerate(pair_strings(candidate, columns, start, end)):
            known = self.vocabulary.pair[k]
            hidden += weights[f"pair{k}"][[known.get(s, 0) for s in strings]]
        hidden = np.maximum(hidden, 0) @ weights["hidden"] + weights["hidden_bias"]
        logits = np.maximum(hidden, 0) @ weights["pair_out"] + weights["pair_out_bias"]
        chances = 1 / (1 + np.exp(-logits))
        return Reported(speech, start, chances[:, 0], chances[:, 1])


@cache
def load_tagger(path: Path) -> Tagger:
    """The tagger whose weights are in path.npz and vocabulary in path.json."""
    with np.load(path.with_suffix(".npz")) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    return Tagger(weights, Vocabulary(**json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))))
