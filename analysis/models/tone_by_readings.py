"""How the teacher and the small network learn from labels given by reading. Needed to train only."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_readings import UNSURE
from analysis.models.tone_sentences import Lesson, Sentence, lesson_of
from analysis.models.tone_states import MAP_RATE, N_FITTED, Map, read
from analysis.models.tone_training import fit_by

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SURE, DOUBTED = 0.94, 0.6  # belief in a label; the other two share the rest
BY_TEACHER = 0.5  # share of the teacher's judgement where there is a label, too
ALL_NAMES = 0.55  # share of the sentences of which first all names are hidden, and then one labelled target
COLOURED = 3  # how much likelier a target that is not neutral is the one that is asked
STATES = 0.5  # weight of the teacher's states beside its judgement
TEACHER_RATE, RATE = 4e-5, 2e-4
WARM_UP = 0.03
KEPT = 5  # lowest layers that the teacher keeps as they are


class Step(NamedTuple):
    """taught: whether the teacher is asked, too; else the labels alone."""

    lessons: Sequence[Lesson]
    taught: bool


def reading_lessons(
    given: Iterable[Sentence], reads: Tokenizer, learns: Tokenizer, chance: random.Random
) -> tuple[list[Lesson], list[Lesson]]:
    """Each labelled sentence in one of two ways, and in the other: all names hidden at once, or one labelled target."""
    one_way: list[Lesson] = []
    other_way: list[Lesson] = []
    for sentence in given:
        labelled = list(sentence.labels)
        weights = [1 if sentence.labels[span] % UNSURE == 1 else COLOURED for span in labelled]
        ways = [
            lesson_of(sentence, hidden, reads, learns)
            for hidden in ([*sentence.names, *labelled], chance.choices(labelled, weights))
        ]
        if chance.random() >= ALL_NAMES:
            ways.reverse()
        for way, into in zip(ways, (one_way, other_way), strict=True):
            into.extend([way] if way else [])
    return one_way, other_way


def by_readings(found: Tensor, labels: Tensor) -> Tensor:
    """How far logits are from the labels (Kullback-Leibler); targets without a label (-1) do not count."""
    there = labels >= 0
    if not bool(there.any()):
        return found.sum() * 0
    return _apart(found[there], _wanted(labels[there])).mean()


def teach(teacher: nn.Module, steps: Sequence[Sequence[Lesson]]) -> None:
    """The teacher learns from the labels, in place."""
    for layer in teacher.layers[:KEPT]:
        layer.requires_grad_(False)

    def loss(lessons: Sequence[Lesson]) -> Tensor:
        return by_readings(read(teacher, lessons, 0)[0], _labels(lessons))

    fit_by(teacher, steps, loss, rate=TEACHER_RATE, warm_up=WARM_UP, fall=True, head_rate=MAP_RATE)


def learn(
    pupil: nn.Module,
    teacher: nn.Module,
    before: nn.Module,
    *,
    taught: Sequence[Sequence[Lesson]],
    alone: Sequence[Sequence[Lesson]],
    chance: random.Random,
) -> None:
    """The pupil learns from teacher and labels (taught) and from labels alone, in random order, in place.

    before: whose view of business is kept.
    """
    for network in (pupil, teacher):
        network.eval()
    of_news = [batch for batch in taught if not batch[0].of_business]
    maps = Map(pupil, teacher, chance.sample(of_news, min(N_FITTED, len(of_news))))
    steps = [*(Step(batch, True) for batch in taught), *(Step(batch, False) for batch in alone)]
    chance.shuffle(steps)
    loss = partial(_learning, pupil, teacher, before, maps)
    fit_by(pupil, steps, loss, rate=RATE, warm_up=WARM_UP, fall=True, head_rate=MAP_RATE, beside=maps)


def _learning(pupil: nn.Module, teacher: nn.Module, before: nn.Module, maps: Map, step: Step) -> Tensor:
    if step.lessons[0].of_business:
        with torch.no_grad():
            thought = read(before, step.lessons, 1)[0].softmax(dim=-1)
        return _apart(read(pupil, step.lessons, 1)[0], thought).mean()
    labels = _labels(step.lessons)
    found, below = read(pupil, step.lessons, 1)
    if not step.taught:
        return by_readings(found, labels)
    with torch.no_grad():
        thought, above = read(teacher, step.lessons, 0)
    thought = thought.softmax(dim=-1)
    both = BY_TEACHER * thought + (1 - BY_TEACHER) * _wanted(labels.clamp(min=0))
    wanted = torch.where((labels >= 0)[:, None], both, thought)
    return _apart(found, wanted).mean() + STATES * maps(below, [above[number] for number in maps.higher])


def _wanted(labels: Tensor) -> Tensor:
    """Rows × 3: the belief that goes to each label."""
    share = torch.where(labels >= UNSURE, DOUBTED, SURE)[:, None]
    chosen = functional.one_hot(labels % UNSURE, 3)
    return chosen * share + (1 - chosen) * (1 - share) / 2


def _apart(found: Tensor, wanted: Tensor) -> Tensor:
    return functional.kl_div(functional.log_softmax(found, dim=-1), wanted, reduction="none").sum(dim=-1)


def _labels(lessons: Sequence[Lesson]) -> Tensor:
    return torch.tensor([label for lesson in lessons for label in lesson.labels])
