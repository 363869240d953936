"""The trained network as an ONNX graph for one sentence at a time, in 32 and in 8 bits.

One sentence a run needs no padding and no mask, and its scores depend on nothing but itself: 8-bit activations are
scaled by what is in the batch, so a batch of several would let one sentence's neighbours move its score.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found,unused-ignore]
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped,unused-ignore]
from torch import Tensor, nn  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_input import MAX_TOKENS
from analysis.models.tone_network import HEADS, NORM_EPSILON, Layer, ToneNetwork

OPSET = 17
MICROSOFT = "com.microsoft"  # the fused operators every build of onnxruntime has


class _Graph:
    """Nodes and weights as they are added; each method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, array: np.ndarray) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any
    ) -> list[str]:
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(
            helper.make_node(
                kind, list(inputs), names, name=f"n{len(self.nodes)}", domain=domain, **attributes
            )
        )
        return names

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.node(kind, *inputs, domain=domain, **attributes)[0]

    def product(self, value: str, *linears: nn.Linear) -> str:
        """The product with one or, side by side, several layers' weights, without their bias."""
        return self.op(
            "MatMul",
            value,
            self.weight(np.concatenate([_array(linear.weight).T for linear in linears], axis=1)),
        )

    def linear(self, value: str, *linears: nn.Linear) -> str:
        bias = self.weight(np.concatenate([_array(linear.bias) for linear in linears]))
        return self.op("Add", self.product(value, *linears), bias)

    def norm(self, value: str, norm: nn.LayerNorm) -> str:
        weights = [self.weight(_array(array)) for array in (norm.weight, norm.bias)]
        return self.op("LayerNormalization", value, *weights, epsilon=NORM_EPSILON)


def write_onnx(network: ToneNetwork, temperature: float, path: Path) -> None:
    """Write the graph in 32 bits: (ids [words], positions [targets]) → probabilities [targets, 3].

    temperature: logits are divided by it, so that the probabilities are calibrated.
    """
    graph = _Graph()
    hidden = _embedded(graph, network)
    for layer in network.layers[:-1]:
        hidden = _layer(graph, layer, hidden, hidden)
    at = graph.op("Concat", graph.weight(np.array([0])), "positions", axis=0)
    asked = graph.op("Gather", hidden, at, axis=1)
    read = _layer(graph, network.layers[-1], hidden, asked)
    rest = graph.op("Squeeze", read, graph.weight(np.array([0])))
    first, targets = graph.node("Split", rest, _cut(graph), outputs=2, axis=0)
    first = graph.op("Expand", first, graph.op("Shape", targets))
    both = graph.op("Concat", first, targets, axis=1)
    head = network.heads[0]
    weight, bias = (graph.weight(_array(array).T / temperature) for array in (head.weight, head.bias))
    graph.nodes.append(helper.make_node("Gemm", [both, weight, bias], ["logits"], name="head"))
    graph.nodes.append(helper.make_node("Softmax", ["logits"], ["probabilities"], axis=-1))
    integers = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (("ids", "words"), ("positions", "targets"))
    ]
    result = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["targets", 3])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "tone", integers, [result], graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
    )
    onnx.save(model, path)


def quantise(path: Path, to: Path) -> None:
    """Weights of the products in 7 of 8 bits: 8 overflow on processors without VNNI, and then differ by machine."""
    quantize_dynamic(
        path,
        to,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},  # it cannot see through fused operators
    )


def _cut(graph: _Graph) -> str:
    """[1, number of targets]: where [CLS] ends and the targets begin."""
    return graph.op("Concat", graph.weight(np.array([1])), graph.op("Shape", "positions"), axis=0)


def _embedded(graph: _Graph, network: ToneNetwork) -> str:
    """Words in 8 bits with a scale each, places (the segment added to them), normalised; 1 × words × width."""
    words = _array(network.words).copy()
    words[network.placeholder] = _array(network.target)
    scales = (np.abs(words).max(axis=1, keepdims=True) / 127).astype(np.float32)
    bits = np.round(words / np.maximum(scales, 1e-12)).astype(np.int8)
    found = graph.op("Cast", graph.op("Gather", graph.weight(bits), "ids"), to=TensorProto.FLOAT)
    scaled = graph.op("Mul", found, graph.op("Gather", graph.weight(scales), "ids"))
    places = graph.weight(_array(network.places)[:MAX_TOKENS] + _array(network.segment))
    size = graph.op("Shape", "ids")
    place = graph.op("Slice", places, graph.weight(np.array([0])), size, graph.weight(np.array([0])))
    added = graph.op("Unsqueeze", graph.op("Add", scaled, place), graph.weight(np.array([0])))
    return graph.norm(added, network.norm)


def _layer(graph: _Graph, layer: Layer, hidden: str, queries: str) -> str:
    if hidden == queries:
        parts = graph.linear(hidden, layer.query, layer.key_value)
        query, key, value = graph.node("Split", parts, outputs=3, axis=2)
    else:
        query = graph.linear(queries, layer.query)
        key, value = graph.node("Split", graph.linear(hidden, layer.key_value), outputs=2, axis=2)
    attended = graph.op("MultiHeadAttention", query, key, value, domain=MICROSOFT, num_heads=HEADS)
    queries = graph.norm(graph.op("Add", graph.linear(attended, layer.output), queries), layer.attention_norm)
    inner = graph.product(queries, layer.up)
    inner = graph.op("BiasGelu", inner, graph.weight(_array(layer.up.bias)), domain=MICROSOFT)
    return graph.norm(graph.op("Add", graph.linear(inner, layer.down), queries), layer.norm)


def _array(tensor: Tensor) -> np.ndarray:
    array: np.ndarray = tensor.detach().numpy().astype(np.float32)
    return array
