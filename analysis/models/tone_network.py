"""The network behind targeted tone, in torch: a BERT encoder read at the targets. Needed to train, not to score."""

from __future__ import annotations

from pathlib import Path

import torch  # type: ignore[import-not-found,unused-ignore]
from safetensors.torch import load_file  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.nn import functional  # type: ignore[import-not-found,unused-ignore]

HEADS = 12
LABELS = 3  # negative, neutral, positive
NORM_EPSILON = 1e-12  # BERT's


class Layer(nn.Module):  # type: ignore[misc,unused-ignore]
    """One transformer layer as in BERT (Devlin et al. 2019), normalised after each half."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=NORM_EPSILON)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=NORM_EPSILON)
        self.dropout = dropout

    def forward(self, hidden: Tensor, queries: Tensor, bias: Tensor) -> Tensor:
        """hidden: batch × words × width, what is attended to. queries: batch × places × width, what is computed."""
        batch, places, width = queries.shape
        split = (batch, -1, HEADS, width // HEADS)
        query = self.query(queries).view(split).transpose(1, 2)
        key, value = (part.view(split).transpose(1, 2) for part in self.key_value(hidden).chunk(2, dim=-1))
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = self.output(attended.transpose(1, 2).reshape(batch, places, width))
        queries = self.attention_norm(queries + self._dropped(attended))
        inner = self.down(functional.gelu(self.up(queries)))
        return self.norm(queries + self._dropped(inner))

    def _dropped(self, value: Tensor) -> Tensor:
        return functional.dropout(value, self.dropout, self.training)


class ToneNetwork(nn.Module):  # type: ignore[misc,unused-ignore]
    """Tone at given places of a sentence. The last layer is computed at those places and at [CLS] only.

    heads: one linear reading a domain. The first is the one that ships.
    """

    def __init__(
        self, weights: dict[str, Tensor], placeholder: int, *, heads: int = 2, dropout: float = 0.1
    ) -> None:
        super().__init__()
        words = weights["embeddings.word_embeddings.weight"].clone()
        width = words.shape[1]
        self.register_buffer("words", words)  # frozen: 8,666 sentences hold too few of the 30,522 words
        self.register_buffer("places", weights["embeddings.position_embeddings.weight"].clone())
        self.register_buffer("segment", weights["embeddings.token_type_embeddings.weight"][0].clone())
        self.placeholder = placeholder
        self.target = nn.Parameter(words[placeholder].clone())
        self.norm = nn.LayerNorm(width, eps=NORM_EPSILON)
        fill(self.norm, weights, "embeddings.LayerNorm")
        self.dropout = dropout
        n_layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
        inner = weights["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.layers = nn.ModuleList(Layer(width, inner, dropout) for _ in range(n_layers))
        for number, layer in enumerate(self.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}.")
        self.heads = nn.ModuleList(nn.Linear(2 * width, LABELS) for _ in range(heads))

    def forward(self, ids: Tensor, mask: Tensor, rows: Tensor, positions: Tensor, head: int = 0) -> Tensor:
        """Logits, targets × 3.

        ids, mask: batch × words; mask is 1.0 at words and 0.0 at padding. rows, positions: one a target, the
        sentence and the word in it.
        """
        is_target = (ids == self.placeholder).unsqueeze(-1)
        hidden = torch.where(is_target, self.target, functional.embedding(ids, self.words))
        hidden = self.norm(hidden + self.places[: ids.shape[1]] + self.segment)
        hidden = functional.dropout(hidden, self.dropout, self.training)
        bias = (mask - 1.0)[:, None, None, :] * 1e4
        for layer in self.layers[:-1]:
            hidden = layer(hidden, hidden, bias)
        asked = torch.stack((hidden[rows, torch.zeros_like(rows)], hidden[rows, positions]), dim=1)
        read = self.layers[-1](hidden[rows], asked, bias[rows]).flatten(1)
        read = functional.dropout(read, self.dropout, self.training)
        return self.heads[head](read)


def load_network(weights: Path, placeholder: int, like: tuple[int, ...]) -> ToneNetwork:
    """The network with a pretrained encoder (BERT's names, safetensors).

    placeholder: id of the word targets are replaced by. like: ids whose mean embedding it starts from.
    """
    tensors = load_file(weights)
    tensors = {name.removeprefix("bert."): tensor for name, tensor in tensors.items()}
    words = tensors["embeddings.word_embeddings.weight"]
    words[placeholder] = words[list(like)].mean(dim=0)
    return ToneNetwork(tensors, placeholder)


def fill(module: nn.Module, weights: dict[str, Tensor], *names: str) -> None:
    """Fill a module from one or, stacked, several of the pretrained ones."""
    with torch.no_grad():
        module.weight.copy_(torch.cat([weights[f"{name}.weight"] for name in names]))
        module.bias.copy_(torch.cat([weights[f"{name}.bias"] for name in names]))


def _copy_layer(layer: Layer, weights: dict[str, Tensor], prefix: str) -> None:
    attention = prefix + "attention."
    fill(layer.query, weights, attention + "self.query")
    fill(layer.key_value, weights, attention + "self.key", attention + "self.value")
    fill(layer.output, weights, attention + "output.dense")
    fill(layer.attention_norm, weights, attention + "output.LayerNorm")
    fill(layer.up, weights, prefix + "intermediate.dense")
    fill(layer.down, weights, prefix + "output.dense")
    fill(layer.norm, weights, prefix + "output.LayerNorm")
