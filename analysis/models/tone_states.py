"""The small network learns what the teacher thinks and, word by word, how it comes to think so. Needed to train only.

Beside its judgement, the states of the teacher's layers are learned through a linear map, layer by layer: Jiao et al.
(2020), TinyBERT. The map starts as the least-squares one, so that it does not upset what the network knows already.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_sentences import Lesson
from analysis.models.tone_training import SMOOTHING, fit_by, short_products

PEOPLE = 0.3  # share of people's labels, where there are some, beside the teacher's judgement
N_FITTED = 14  # batches by which the map starts
RIDGE = 1e-2  # of the mean variance of a state
PADDING = (1, 0)  # the teacher's, the pupil's
MAP_RATE = (
    3  # times the rate of the pupil's last layer: of the map, and of the head, which has learned before
)


class Map(nn.Module):  # type: ignore[misc,unused-ignore]
    """From each layer of the pupil to the layer of the teacher that lies as high, in shares of its variance."""

    def __init__(self, pupil: nn.Module, teacher: nn.Module, steps: Sequence[Sequence[Lesson]]) -> None:
        super().__init__()
        apart = len(teacher.layers) // len(pupil.layers)
        self.higher = [apart * (number + 1) - 1 for number in range(len(pupil.layers))]
        self.linear = nn.ModuleList()
        self.variances: list[float] = []
        with torch.no_grad():
            read = [_read_both(pupil, teacher, batch) for batch in steps]
            for number in range(len(self.higher)):
                below, above = (torch.cat([both[side][number] for both in read]) for side in (0, 1))
                self._start(below, above)

    def _start(self, below: Tensor, above: Tensor) -> None:
        means = below.mean(dim=0), above.mean(dim=0)
        x, y = below - means[0], above - means[1]
        ridge = RIDGE * float(x.var(dim=0).mean()) * len(x) * torch.eye(x.shape[1])
        linear = nn.Linear(x.shape[1], y.shape[1])
        linear.weight.copy_(torch.linalg.solve(x.T @ x + ridge, x.T @ y).T)
        linear.bias.copy_(means[1] - linear.weight @ means[0])
        self.linear.append(linear)
        self.variances.append(float(y.var(dim=0).sum()))

    def forward(self, below: Sequence[Tensor], above: Sequence[Tensor]) -> Tensor:
        """What of the teacher's states is not reached, as a share of their variance; the mean over the layers."""
        missed = [
            (linear(own) - its).square().sum(dim=1).mean() / variance
            for linear, own, its, variance in zip(self.linear, below, above, self.variances, strict=True)
        ]
        return torch.stack(missed).mean()


def learn_states(
    pupil: nn.Module,
    teacher: nn.Module,
    before: nn.Module,
    steps: Sequence[Sequence[Lesson]],
    *,
    rate: float,
    warm_up: float,
    seed: int,
) -> None:
    """Teach in place. teacher: its words must be the pupil's, one for one. before: whose view of business is kept."""
    for network in (pupil, teacher, before):
        network.eval()
    others = [batch for batch in steps if not batch[0].of_business]
    maps = Map(pupil, teacher, random.Random(seed).sample(others, min(N_FITTED, len(others))))

    def loss(batch: Sequence[Lesson]) -> Tensor:
        if batch[0].of_business:
            with torch.no_grad():
                thought = read(before, batch, 1)[0]
            return _by_both(read(pupil, batch, 1)[0], thought, batch)
        with torch.no_grad():
            thought, above = read(teacher, batch, 0)
        found, below = read(pupil, batch, 1)
        return _by_both(found, thought, batch) + maps(below, [above[number] for number in maps.higher])

    fit_by(pupil, steps, loss, rate=rate, warm_up=warm_up, fall=True, head_rate=MAP_RATE, beside=maps)


def _by_both(found: Tensor, thought: Tensor, batch: Sequence[Lesson]) -> Tensor:
    """By the teacher, and where people labelled, in part by them; as tone_teaching.by_teacher."""
    apart = functional.kl_div(
        functional.log_softmax(found, dim=-1),
        functional.log_softmax(thought, dim=-1),
        reduction="none",
        log_target=True,
    ).sum(dim=-1)
    labels = torch.tensor([label for lesson in batch for label in lesson.labels])
    people = functional.cross_entropy(found, labels.clamp(min=0), label_smoothing=SMOOTHING, reduction="none")
    return torch.where(labels >= 0, PEOPLE * people + (1 - PEOPLE) * apart, apart).mean()


def _read_both(
    pupil: nn.Module, teacher: nn.Module, batch: Sequence[Lesson]
) -> tuple[list[Tensor], list[Tensor]]:
    below, above = read(pupil, batch, 1)[1], read(teacher, batch, 0)[1]
    apart = len(above) // len(below)
    return below, above[apart - 1 :: apart]


def read(network: nn.Module, batch: Sequence[Lesson], side: int) -> tuple[Tensor, list[Tensor]]:
    """Logits of all targets, and the states of each layer, a row a word (of the last layer: a place that is asked).

    side: 0 for the teacher's ids, 1 for the pupil's.
    """
    states: list[Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _, __, given: states.append(given)) for layer in network.layers
    ]
    size = max(len(lesson.ids) for lesson in batch)
    words = [(lesson.seen, lesson.ids)[side] for lesson in batch]
    ids = torch.tensor([[*own, *[PADDING[side]] * (size - len(own))] for own in words])
    mask = torch.tensor([[1.0] * len(own) + [0.0] * (size - len(own)) for own in words])
    rows = torch.tensor([number for number, lesson in enumerate(batch) for _ in lesson.positions])
    positions = torch.tensor([position for lesson in batch for position in lesson.positions])
    with short_products():
        found = network(ids, mask, rows, positions)
    for hook in hooks:
        hook.remove()
    flat = [
        state[mask > 0] if number < len(states) - 1 else state.flatten(0, 1)
        for number, state in enumerate(states)
    ]
    return found.float(), [state.float() for state in flat]
