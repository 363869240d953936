"""Sentences with a marked target, as the training of targeted tone reads them."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
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
    """A target in a sentence. label: 0 negative, 1 neutral, 2 positive, -1 unknown. domain: which head reads it."""

    text: str
    target: Span
    label: int
    others: tuple[Span, ...]  # other labelled targets of the sentence; no span overlaps another
    names: tuple[Span, ...]  # what else is probably a name
    domain: int


def read_examples(path: Path, domain: int = 0) -> list[Example]:
    """Lines `{"text", "target": [start, end], "label": -1 | 0 | 1}`; without "label" it is unknown."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    targets = defaultdict(set)
    for row in rows:
        targets[row["text"]].add(Span(*row["target"]))
    examples = []
    for row in rows:
        target = Span(*row["target"])
        others = apart(sorted(targets[row["text"]]), [target])
        names = apart([Span(*match.span()) for match in _NAME.finditer(row["text"])], [target, *others])
        examples.append(
            Example(row["text"], target, row.get("label", -2) + 1, tuple(others), tuple(names), domain)
        )
    return examples


def apart(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
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
class Row:
    """One sentence as a network reads it. label: -1 for none. judged: a teacher's logits, if there is one."""

    ids: tuple[int, ...]
    position: int
    label: int
    domain: int
    judged: tuple[float, ...] = ()


def rows_of(
    tokenizer: Tokenizer, examples: Sequence[Example], chance: random.Random, *, hide: float
) -> list[Row]:
    """hide: share of the sentences whose other names are hidden like the target."""
    rows = []
    for example in examples:
        hidden = hidden_names(example, chance, hide)
        window, position = window_of(tokenizer, example, hidden)
        rows.append(Row(tuple(window.ids), position, example.label, example.domain))
    return rows


def hidden_names(example: Example, chance: random.Random, hide: float) -> tuple[Span, ...]:
    return (*example.others, *example.names) if chance.random() < hide else ()


def batched(rows: Sequence[Row], chance: random.Random, *, n_words: int) -> list[list[Row]]:
    """One pass in random order, each batch of one domain and of sentences of like length, so that little is padded.

    n_words: padded words a batch.
    """
    ordered = sorted(
        ((row.domain, len(row.ids) + chance.uniform(-4, 4), number) for number, row in enumerate(rows))
    )
    made: list[list[Row]] = []
    for _, _, number in ordered:
        row, last = rows[number], made[-1] if made else None
        if (
            last is None
            or last[0].domain != row.domain
            or (len(last) + 1) * max(len(row.ids), *(len(other.ids) for other in last)) > n_words
        ):
            made.append([row])
        else:
            last.append(row)
    chance.shuffle(made)
    return made
