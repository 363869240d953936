"""How the teacher and the small network learn from labels that language models gave. Needed to train only."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_readings import UNSURE
from analysis.models.tone_sentences import Lesson, Sentence, batches, lesson_of
from analysis.models.tone_states import MAP_RATE, N_FITTED, Map, read
from analysis.models.tone_training import fit_by

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SURE, DOUBTED = 0.9, 0.6  # belief in a label; the other two share the rest
BY_TEACHER = 0.67  # share of the teacher's judgement where there is a label, too
TEMPERATURE = 0.9  # divides the teacher's logits: soft labels made it less sure than it is right
UNLIKE = 1.5  # how much more a target counts by the share of belief that sets it apart from the others of its sentence
ALL_NAMES = 0.6  # share of the sentences of which all names are hidden; of the others one labelled target
COLOURED = 3  # how much likelier a target that is not neutral is that one
STATES = 0.5  # weight of the teacher's states beside its judgement
TEACHER_RATE, RATE = 4e-5, 1.2e-4
BRANCHES, BRANCH_STEPS = 2, 400
WARM_UP, BRANCH_WARM_UP = 0.03, 0.15
KEPT = 5  # lowest layers that the teacher keeps as they are


def reading_lessons(
    given: Iterable[Sentence],
    reads: Tokenizer,
    learns: Tokenizer,
    chance: random.Random,
    *,
    all_names: float = ALL_NAMES,
) -> list[Lesson]:
    """Each labelled sentence once, with all names hidden or one labelled target. all_names: share of the first."""
    lessons = []
    for sentence in given:
        labelled = list(sentence.labels)
        hidden = [*sentence.names, *labelled]
        if chance.random() >= all_names:
            likelier = [1 if sentence.labels[span] % UNSURE == 1 else COLOURED for span in labelled]
            hidden = chance.choices(labelled, likelier)
        lessons.append(lesson_of(sentence, hidden, reads, learns))
    return [lesson for lesson in lessons if lesson]


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
    lessons: Sequence[Lesson],
    chance: random.Random,
    *,
    n_words: int,
) -> None:
    """The pupil learns from teacher and labels, in place, several times from the same start in another order.

    It ends as the mean of its weights before and after each time, which errs less than any of them (Wortsman et al.
    2022, Model soups, ICML). before: whose view of business is kept. n_words: padded words a batch.
    """
    found = [copy.deepcopy(pupil.state_dict())]
    for _ in range(BRANCHES):
        branch = copy.deepcopy(pupil)
        _learn_once(branch, teacher, before, batches(lessons, chance, n_words=n_words)[:BRANCH_STEPS], chance)
        found.append(branch.state_dict())
    pupil.load_state_dict(
        {name: torch.stack([weights[name] for weights in found]).mean(dim=0) for name in found[0]}
    )


def _learn_once(
    pupil: nn.Module,
    teacher: nn.Module,
    before: nn.Module,
    steps: Sequence[Sequence[Lesson]],
    chance: random.Random,
) -> None:
    for network in (pupil, teacher, before):
        network.eval()
    of_news = [batch for batch in steps if not batch[0].of_business]
    maps = Map(pupil, teacher, chance.sample(of_news, min(N_FITTED, len(of_news))))
    loss = partial(_learning, pupil, teacher, before, maps)
    fit_by(
        pupil,
        steps,
        loss,
        rate=RATE,
        warm_up=BRANCH_WARM_UP,
        fall=False,
        head_rate=MAP_RATE,
        beside=maps,
        on_the_way=True,
    )


def _learning(
    pupil: nn.Module, teacher: nn.Module, before: nn.Module, maps: Map, lessons: Sequence[Lesson]
) -> Tensor:
    found, below = read(pupil, lessons, 1)
    if lessons[0].of_business:
        with torch.no_grad():
            thought = read(before, lessons, 1)[0].softmax(dim=-1)
        return _apart(found, thought).mean()
    with torch.no_grad():
        thought, above = read(teacher, lessons, 0)
    wanted = believed(thought, _labels(lessons))
    missed = weights(wanted, lessons) * _apart(found, wanted)
    return missed.mean() + STATES * maps(below, [above[number] for number in maps.higher])


def believed(thought: Tensor, labels: Tensor) -> Tensor:
    """Targets × 3: what the teacher (its logits) and, where there are some, the labels say together."""
    thought = (thought / TEMPERATURE).softmax(dim=-1)
    both = BY_TEACHER * thought + (1 - BY_TEACHER) * _wanted(labels.clamp(min=0))
    return torch.where((labels >= 0)[:, None], both, thought)


def weights(wanted: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    """How much each target counts, 1 in the mean: more where its sentence speaks otherwise of the other targets."""
    rows = torch.tensor([row for row, lesson in enumerate(lessons) for _ in lesson.positions])
    sums = torch.zeros(len(lessons), 3).index_add(0, rows, wanted)
    means = sums / torch.bincount(rows, minlength=len(lessons))[:, None]
    counts = 1 + UNLIKE * (wanted - means[rows]).abs().sum(dim=-1) / 2
    return counts / counts.mean()


def _wanted(labels: Tensor) -> Tensor:
    """Rows × 3: the belief that goes to each label."""
    share = torch.where(labels >= UNSURE, DOUBTED, SURE)[:, None]
    chosen = functional.one_hot(labels % UNSURE, 3)
    return chosen * share + (1 - chosen) * (1 - share) / 2


def _apart(found: Tensor, wanted: Tensor) -> Tensor:
    return functional.kl_div(functional.log_softmax(found, dim=-1), wanted, reduction="none").sum(dim=-1)


def _labels(lessons: Sequence[Lesson]) -> Tensor:
    return torch.tensor([label for lesson in lessons for label in lesson.labels])
