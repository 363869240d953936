"""A shallower network that answers as the trained one does, for less than two thirds of its cost.

The student starts from some of the teacher's layers and learns three things at once: the labels where there are any,
the teacher's probabilities (Hinton et al. 2015), and its last states (as TinyBERT does, Jiao et al. 2020). The teacher
can be asked about any name, so the other names of the sentences and the headlines serve too.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_data import UNLABELLED
from analysis.models.tone_network import ToneNetwork

TEMPERATURE = 1.31  # of both networks' logits when compared: the one that calibrated the teacher
TEACHER_SHARE = 0.5  # of the loss of a labelled row; an unlabelled one has nothing else
SMOOTHING = 0.05  # of the labels


def imitation_loss(
    student: ToneNetwork, teacher: ToneNetwork, inputs: Sequence[Tensor], labels: Tensor
) -> Tensor:
    """Mean over the targets. inputs: as `ToneNetwork.forward` takes them. labels: 0 to 2 or UNLABELLED."""
    with torch.no_grad():
        wanted_states = teacher.read(*inputs).float()
        wanted = (teacher.heads[0](wanted_states) / TEMPERATURE).softmax(dim=-1)
    states = student.read(*inputs)
    dropped = functional.dropout(states, student.dropout, student.training)
    logits = student.heads[0](dropped).float()
    likeness = functional.kl_div((logits / TEMPERATURE).log_softmax(dim=-1), wanted, reduction="none").sum(
        dim=-1
    )
    truth = functional.cross_entropy(
        logits, labels, ignore_index=UNLABELLED, label_smoothing=SMOOTHING, reduction="none"
    )
    mixed = TEACHER_SHARE * likeness + (1 - TEACHER_SHARE) * truth
    answers = torch.where(labels == UNLABELLED, likeness, mixed).mean()
    return answers + functional.mse_loss(dropped.float(), wanted_states)


def averaged(networks: Sequence[ToneNetwork]) -> ToneNetwork:
    """The mean of networks trained from the same start: one network, often better than each (Wortsman et al. 2022).

    The first is changed in place and returned.
    """
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}
    networks[0].load_state_dict(mean)
    return networks[0]
