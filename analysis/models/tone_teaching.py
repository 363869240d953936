"""What the teacher of targeted tone thinks of sentences, and the small network learning it. Needed to train only."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_data import Example, Row, hidden_names, window_of
from analysis.models.tone_training import SMOOTHING, logits

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PEOPLE = 0.3  # share of people's labels, where there are some, beside the teacher's judgement
N_WORDS = 1600  # padded words judged at once


def judged(
    teacher: nn.Module,
    reads: Tokenizer,
    learns: Tokenizer,
    examples: Sequence[Example],
    chance: random.Random,
    *,
    hide: float,
) -> list[Row]:
    """The examples as the small network reads them, each with the teacher's logits.

    reads, learns: the tokenizer of the teacher and of the small network; both have the same names hidden.
    """
    seen, rows = [], []
    for example in examples:
        hidden = hidden_names(example, chance, hide)
        for tokenizer, into in ((reads, seen), (learns, rows)):
            window, position = window_of(tokenizer, example, hidden)
            into.append(Row(tuple(window.ids), position, example.label, example.domain))
    teacher.eval()
    order = sorted(range(len(seen)), key=lambda number: len(seen[number].ids))
    with torch.no_grad():
        while order:
            n = 1
            while n < len(order) and (n + 1) * len(seen[order[n]].ids) <= N_WORDS:
                n += 1
            now, order = order[:n], order[n:]
            for number, found in zip(now, logits(teacher, [seen[k] for k in now]).tolist(), strict=True):
                rows[number] = replace(rows[number], judged=tuple(found))
    return rows


def by_teacher(found: Tensor, rows: Sequence[Row]) -> Tensor:
    """How far the network is from the teacher (Kullback-Leibler), and where people labelled, in part from them.

    Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network.
    """
    thought = functional.log_softmax(torch.tensor([row.judged for row in rows]), dim=-1)
    apart = functional.kl_div(
        functional.log_softmax(found, dim=-1), thought, reduction="none", log_target=True
    )
    labels = torch.tensor([row.label for row in rows])
    people = functional.cross_entropy(found, labels.clamp(min=0), label_smoothing=SMOOTHING, reduction="none")
    apart = apart.sum(dim=-1)
    return torch.where(labels >= 0, PEOPLE * people + (1 - PEOPLE) * apart, apart).mean()
