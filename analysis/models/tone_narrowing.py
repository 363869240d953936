"""Makes the network's layers narrower inside: the units that matter least to its answers are taken out.

The inner products of a layer are two thirds of its work. What a unit matters is taken from the first-order estimate of
Molchanov et al. (2019), Importance Estimation for Neural Network Pruning: the sum over words of |value × gradient|.
Afterwards the network learns to compute layer by layer what it did before: Jiao et al. (2020), TinyBERT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn

from analysis.models.tone_data import Row
from analysis.models.tone_network import ToneNetwork
from analysis.models.tone_training import Loss, logits


def narrow(network: ToneNetwork, steps: Sequence[Sequence[Row]], loss: Loss, n: int) -> None:
    """Leave n inner units to each layer but the last, which is computed at a few words only. In place.

    steps: batches to judge the units on; every one of them is read forth and back.
    """
    network.eval()
    layers = list(network.layers[:-1])
    matters = [torch.zeros(layer.up.out_features) for layer in layers]
    with _inner_values(layers) as values:
        for rows in steps:
            values.clear()
            loss(logits(network, rows), rows).backward()
            for number, value in enumerate(values):
                each = (value.detach().float() * value.grad.float()).abs()
                matters[number] += each.flatten(end_dim=-2).sum(dim=0)
    network.zero_grad()
    for layer, of_units in zip(layers, matters, strict=True):
        keep_units(layer, of_units.topk(n).indices.sort().values)


def keep_units(layer: nn.Module, units: Tensor) -> None:
    """Leave these inner units to a layer."""
    up, down = layer.up, layer.down
    layer.up, layer.down = nn.Linear(up.in_features, len(units)), nn.Linear(len(units), up.in_features)
    with torch.no_grad():
        layer.up.weight.copy_(up.weight[units])
        layer.up.bias.copy_(up.bias[units])
        layer.down.weight.copy_(down.weight[:, units])
        layer.down.bias.copy_(down.bias)


@contextmanager
def as_before(network: ToneNetwork, before: ToneNetwork, loss: Loss) -> Iterator[Loss]:
    """The loss and, added to it, how far each layer's states are from those of the network before it was narrowed.

    Mean squares over words and width, summed over the layers; the last is computed at a few words only. For a network
    in training: both are read with the same batches.
    """
    with _states(network) as now, _states(before) as then:

        def both(found: Tensor, rows: Sequence[Row]) -> Tensor:
            with torch.no_grad():
                logits(before, rows)
            sizes = torch.tensor([len(row.ids) for row in rows])
            words = torch.arange(int(sizes.max())) < sizes[:, None]
            total = loss(found, rows)
            for number, (new, old) in enumerate(zip(now, then, strict=True), 1):
                square = ((new - old).float() ** 2).mean(dim=-1)
                total = total + (square.mean() if number == len(now) else square[words].mean())
            now.clear()
            then.clear()
            return total

        yield both


@contextmanager
def _states(network: ToneNetwork) -> Iterator[list[Tensor]]:
    """What each layer gives, one after another, from now on."""
    states: list[Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _, __, given: states.append(given)) for layer in network.layers
    ]
    yield states
    for hook in hooks:
        hook.remove()


@contextmanager
def _inner_values(layers: Sequence[nn.Module]) -> Iterator[list[Tensor]]:
    """The values of each layer's inner units in the pass made last; their gradients are kept."""
    values: list[Tensor] = []

    def seen(_: nn.Module, given: tuple[Tensor, ...]) -> None:
        given[0].retain_grad()
        values.append(given[0])

    hooks = [layer.down.register_forward_pre_hook(seen) for layer in layers]
    yield values
    for hook in hooks:
        hook.remove()
