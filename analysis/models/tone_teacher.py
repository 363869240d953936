"""The teacher of targeted tone, in torch: MPNet read at the targets as the small network is. Needed to train only.

MPNet (Song et al. 2020) is four times as large as what ships. Fine-tuned on the same sentences it knows more, above all
of sentences with several targets, and what it thinks of unlabelled ones is what the small network then learns.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch  # type: ignore[import-not-found,unused-ignore]
from safetensors.torch import load_file  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_network import LABELS, Layer, fill

N_LAYERS, WIDTH, INNER = 12, 768, 3072
FROZEN = 3  # lowest layers that keep their pretrained weights
FIRST_PLACE = 2  # MPNet counts places from behind its padding
BUCKETS, FARTHEST = 32, 128  # of relative places, as pretrained
NORM_EPSILON = 1e-5
DROPOUT = 0.1
_ATTENTION = {"query": "q", "key_value": "kv", "output": "o"}


class Teacher(nn.Module):  # type: ignore[misc,unused-ignore]
    """Tone at given places of a sentence, by MPNet."""

    def __init__(self, weights: dict[str, Tensor], placeholder: int, like: tuple[int, ...]) -> None:
        super().__init__()
        words = weights["embeddings.word_embeddings.weight"].clone()
        self.placeholder = placeholder
        self.target = nn.Parameter(words[list(like)].mean(dim=0))
        self.register_buffer("words", words)
        self.register_buffer("places", weights["embeddings.position_embeddings.weight"][FIRST_PLACE:])
        self.register_buffer("relative", weights["encoder.relative_attention_bias.weight"].clone())
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        fill(self.norm, weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(WIDTH, INNER, DROPOUT) for _ in range(N_LAYERS))
        for number, layer in enumerate(self.layers):
            _fill_layer(layer, weights, f"encoder.layer.{number}.")
        for module in (self.norm, *self.layers[:FROZEN]):
            module.requires_grad_(False)
        self.target.requires_grad_(False)
        self.heads = nn.ModuleList([nn.Linear(2 * WIDTH, LABELS)])

    def forward(self, ids: Tensor, mask: Tensor, rows: Tensor, positions: Tensor, head: int = 0) -> Tensor:
        """Logits, targets × 3; the arguments are those of ToneNetwork.forward."""
        n = ids.shape[1]
        is_target = (ids == self.placeholder).unsqueeze(-1)
        hidden = torch.where(is_target, self.target, functional.embedding(ids, self.words))
        hidden = functional.dropout(self.norm(hidden + self.places[:n]), DROPOUT, self.training)
        bias = (mask - 1.0)[:, None, None, :] * 1e4 + self.relative[buckets(n)].permute(2, 0, 1)[None]
        if torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers[:-1]:
            hidden = layer(hidden, hidden, bias)
        first = torch.zeros_like(rows)
        asked = torch.stack((hidden[rows, first], hidden[rows, positions]), dim=1)
        seen = torch.stack((bias[rows, :, first], bias[rows, :, positions]), dim=2)
        read = self.layers[-1](hidden[rows], asked, seen).flatten(1)
        return self.heads[head](functional.dropout(read, DROPOUT, self.training))


def buckets(n: int) -> Tensor:
    """Of the relative place of each word (column) as seen from each (row): near ones exactly, far ones by powers."""
    place = torch.arange(n)
    distance = place[:, None] - place[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = distance.abs().clamp(min=1).float()
    coarse = exact + (torch.log(far / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    near = torch.where(distance.abs() < exact, distance.abs(), coarse.clamp(max=half - 1))
    return near + (distance < 0).long() * half


def load_teacher(weights: Path, placeholder: int, like: tuple[int, ...]) -> Teacher:
    """The network with a pretrained MPNet (safetensors). placeholder, like: see tone_network.load_network."""
    tensors = {name.removeprefix("mpnet."): tensor for name, tensor in load_file(weights).items()}
    return Teacher(tensors, placeholder, like)


def _fill_layer(layer: Layer, weights: dict[str, Tensor], prefix: str) -> None:
    for name, letters in _ATTENTION.items():
        fill(getattr(layer, name), weights, *(f"{prefix}attention.attn.{letter}" for letter in letters))
    fill(layer.attention_norm, weights, prefix + "attention.LayerNorm")
    fill(layer.up, weights, prefix + "intermediate.dense")
    fill(layer.down, weights, prefix + "output.dense")
    fill(layer.norm, weights, prefix + "output.LayerNorm")
    layer.attention_norm.eps = layer.norm.eps = NORM_EPSILON
