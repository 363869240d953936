"""From a trained network to what ships: calibrated, in 8 bits, measured, with its hashes written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped,unused-ignore]
from numpy.typing import NDArray

from analysis.evaluate.tone import LABELS, NAMES, score_tone
from analysis.models.tone_data import Example, window_of
from analysis.models.tone_export import quantise, write_onnx
from analysis.models.tone_input import session_settings
from analysis.models.tone_network import ToneNetwork

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Accuracy on the dev sentences of the labels that are shown: sets the probability to abstain below.
WANTED = 0.85
THRESHOLDS = np.arange(0.4, 0.96, 0.01)


def release(
    network: ToneNetwork, tokenizer: Tokenizer, dev: Mapping[str, Sequence[Example]], out: Path
) -> dict[str, Any]:
    """Write tone.onnx, tokenizer.json and tone.json (hashes and figures) to `out`; return the content of the last.

    The temperature and the threshold are chosen on the parts "rw" and "mt" of dev.
    """
    full, small = out / "tone_fp32.onnx", out / "tone.onnx"
    write_onnx(network, 1.0, full)
    raw = np.concatenate([probabilities(full, tokenizer, dev[part]) for part in ("rw", "mt")])
    labels = np.array([example.label for part in ("rw", "mt") for example in dev[part]])
    temperature = best_temperature(np.log(raw), labels)
    write_onnx(network, temperature, full)
    quantise(full, small)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    scores = {
        kind: {
            part: probabilities(path, tokenizer, examples, all_targets=together)
            for part, examples in dev.items()
        }
        for kind, path, together in (
            ("fp32", full, False),
            ("int8", small, False),
            ("int8_all_targets_hidden", small, True),
        )
    }
    shown = np.concatenate([scores["int8"]["rw"], scores["int8"]["mt"]])
    threshold = abstain_below(shown, labels)
    card = {
        "sha256": {file.name: _sha256(file) for file in (small, out / "tokenizer.json")},
        "temperature": temperature,
        "abstain_below": threshold,
        "abstaining": {
            part: _abstaining(scores["int8"][part], dev[part], threshold) for part in ("rw", "mt")
        },
        "dev": {
            kind: {part: _scored(p, dev[part]) for part, p in parts.items()} for kind, parts in scores.items()
        },
    }
    full.unlink()
    (out / "tone.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return card


def best_temperature(logits: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """The divisor of the logits that makes the labels most probable (Guo et al. 2017); above 1 it makes less sure."""

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        log_sums = np.log(np.exp(scaled).sum(axis=1))
        return float((log_sums - scaled[np.arange(len(labels)), labels]).mean())

    return round(float(min(np.arange(0.5, 3.0, 0.01), key=loss)), 2)


def abstain_below(scores: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """The lowest threshold above which the labels are right as often as wanted."""
    confidence, right = scores.max(axis=1), scores.argmax(axis=1) == labels
    good = [t for t in THRESHOLDS if right[confidence >= t].mean() >= WANTED]
    return round(float(good[0] if good else THRESHOLDS[-1]), 2)


def probabilities(
    model: Path, tokenizer: Tokenizer, examples: Sequence[Example], *, all_targets: bool = False
) -> NDArray[np.float32]:
    """Examples × 3, from an exported model, each sentence read alone as in use.

    all_targets: the sentence's other labelled targets are hidden too, as when an article is scored.
    """
    session = onnxruntime.InferenceSession(str(model), **session_settings())
    rows = []
    for example in examples:
        window, position = window_of(tokenizer, example, example.others if all_targets else ())
        inputs = {"ids": np.array(window.ids), "positions": np.array([position])}
        rows.append(session.run(None, inputs)[0][0])
    return np.array(rows)


def _scored(scores: NDArray[np.float32], examples: Sequence[Example]) -> dict[str, Any]:
    keys = [{"id": str(number), "target": example.target} for number, example in enumerate(examples)]
    gold = [{**key, "label": LABELS[example.label]} for key, example in zip(keys, examples, strict=True)]
    guesses = [
        {**key, "label": LABELS[int(row.argmax())], **dict(zip(NAMES, map(float, row), strict=True))}
        for key, row in zip(keys, scores, strict=True)
    ]
    return {name: _rounded(value) for name, value in score_tone(gold, guesses).items()}


def _abstaining(scores: NDArray[np.float32], examples: Sequence[Example], threshold: float) -> dict[str, Any]:
    kept = [number for number, row in enumerate(scores) if row.max() >= threshold]
    scored = _scored(scores[kept], [examples[number] for number in kept])
    return {"coverage": round(len(kept) / len(examples), 4), **scored}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
