"""Sentences with a marked target, as the training of targeted tone reads them."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.model import Span
from analysis.models.tone_input import Window, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Capitalised words inside a sentence: near enough to its names, for hiding some of them while training.
_NAME = re.compile(r"(?<=[a-z,;:’'] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


@dataclass(frozen=True)
class Example:
    """A labelled target in a sentence. label: 0 negative, 1 neutral, 2 positive. domain: which head reads it."""

    text: str
    target: Span
    label: int
    others: tuple[Span, ...]  # other labelled targets of the sentence; no span overlaps another
    names: tuple[Span, ...]  # what else is probably a name
    domain: int


def read_examples(path: Path, domain: int = 0) -> list[Example]:
    """Lines `{"text", "target": [start, end], "label": -1 | 0 | 1}`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    targets = defaultdict(set)
    for row in rows:
        targets[row["text"]].add(Span(*row["target"]))
    examples = []
    for row in rows:
        target = Span(*row["target"])
        others = _apart(sorted(targets[row["text"]]), [target])
        names = _apart([Span(*match.span()) for match in _NAME.finditer(row["text"])], [target, *others])
        examples.append(Example(row["text"], target, row["label"] + 1, tuple(others), tuple(names), domain))
    return examples


def _apart(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The spans that overlap neither one taken nor one before them."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or other.end <= span.start for other in (*taken, *kept)):
            kept.append(span)
    return kept


def window_of(tokenizer: Tokenizer, example: Example, hidden: Sequence[Span] = ()) -> tuple[Window, int]:
    """The input for one example, and which position in it is the example's target.

    hidden: what else is hidden like the target, of the example's others and names.
    """
    spans = sorted((example.target, *hidden))
    index = spans.index(example.target)
    for window in windows(tokenizer, example.text, spans):
        if index in window.targets:
            return window, window.positions[window.targets.index(index)]
    raise AssertionError("every target is in a window")


@dataclass(frozen=True)
class Batch:
    """Inputs of one step: ids of each sentence, the position of its target, its label; all of one domain."""

    ids: list[tuple[int, ...]]
    positions: list[int]
    labels: list[int]
    domain: int


def batches(
    tokenizer: Tokenizer, examples: Sequence[Example], chance: random.Random, *, n_words: int, hide: float
) -> Iterator[Batch]:
    """One pass in random order, sentences of like length together so that little is padded.

    n_words: padded words a batch. hide: share of the sentences whose other names are hidden like the target.
    """
    rows = []
    for example in examples:
        hidden = (*example.others, *example.names) if chance.random() < hide else ()
        window, position = window_of(tokenizer, example, hidden)
        rows.append(
            (example.domain, len(window.ids) + chance.uniform(-4, 4), window.ids, position, example.label)
        )
    rows.sort(key=lambda row: row[:2])
    made: list[Batch] = []
    for domain, _, ids, position, label in rows:
        last = made[-1] if made else None
        if (
            last is None
            or last.domain != domain
            or (len(last.ids) + 1) * max(len(ids), *map(len, last.ids)) > n_words
        ):
            made.append(last := Batch([], [], [], domain))
        last.ids.append(ids)
        last.positions.append(position)
        last.labels.append(label)
    chance.shuffle(made)
    yield from made
