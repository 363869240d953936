"""Puts the weights where the 8-bit file can write them, so that writing it moves little. Needed to train only.

Rounding each weight to the nearest step moves one label in fifty. Here each is rounded in turn, and what that changes
in the product is made up for by the weights not yet rounded: Frantar et al. (2023), GPTQ, ICLR.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn

from analysis.models.tone_sentences import Lesson
from analysis.models.tone_states import read

STEPS_UP = 64  # of 7 bits with a sign, as tone_export.quantise writes them
DAMPING = 0.01  # of the mean square of an input


def to_grid(network: nn.Module, steps: Sequence[Sequence[Lesson]]) -> None:
    """Round the weights of the layers' products, in place.

    steps: batches; how often inputs of a product go together in them says what makes up for what.
    """
    network.eval()
    products = [
        linear
        for layer in network.layers
        for linear in (layer.query, layer.key_value, layer.output, layer.up, layer.down)
    ]
    squares = [
        torch.zeros(linear.in_features, linear.in_features, dtype=torch.float64) for linear in products
    ]
    hooks = [
        linear.register_forward_pre_hook(partial(_add, square))
        for linear, square in zip(products, squares, strict=True)
    ]
    with torch.no_grad():
        for lessons in steps:
            read(network, lessons, 1)
        for hook in hooks:
            hook.remove()
        for linear, square in zip(products, squares, strict=True):
            linear.weight.copy_(rounded(linear.weight, square))


def _add(square: Tensor, _: nn.Module, given: tuple[Tensor, ...]) -> None:
    values = given[0].flatten(end_dim=-2).double()  # short products would be too coarse here
    square += values.T @ values


def rounded(weight: Tensor, square: Tensor) -> Tensor:
    """The weights in whole steps, of which the largest of an output is STEPS_UP.

    weight: outputs × inputs. square: inputs × inputs in 64 bits, the sum over words of an input times another.
    """
    left = weight.detach().double().clone()
    largest = left.abs().argmax(dim=1)
    step = left.abs().amax(dim=1).clamp(min=1e-9) / STEPS_UP
    square = square + DAMPING * square.diagonal().mean() * torch.eye(len(square), dtype=torch.float64)
    spread = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(square)), upper=True)
    found = torch.zeros_like(left)
    for column in range(left.shape[1]):
        given = left[:, column]
        whole = torch.round(given / step).clamp(-STEPS_UP, STEPS_UP)
        whole = torch.where(largest == column, STEPS_UP * weight[:, column].double().sign(), whole)
        found[:, column] = whole * step
        missed = (given - found[:, column]) / spread[column, column]
        left[:, column + 1 :] -= missed[:, None] * spread[column, column + 1 :]
    return found.to(weight.dtype)
