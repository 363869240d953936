"""Tone towards a name: how the sentence it stands in speaks of it, by a small model of our own.

The model (`analysis/models/tone/README.md`: data, accuracy, known failures) was trained on US political news. It reads
a sentence in which every scored name is one and the same placeholder, so no name can bring a tone of its own, and two
sentences that differ in names only get the same scores.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.errors import EngineUnavailable
from analysis.model import Label, Mention, Span, Tone
from analysis.models.tone_input import Window, prepared, session_settings, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGETS: frozenset[Label] = frozenset({"PERSON", "ORG", "GPE", "NORP"})  # what one can take an attitude to

MODEL = Path(__file__).parent.parent / "models" / "tone"


def score_targets(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Tone, ...]:
    """The tone of each person, organisation and country where it is mentioned.

    text: the article as it was parsed, offsets as in `Article.text`. sentences: its sentences. mentions: with
    `Mention.sentence` an index into sentences; other labels than `TARGETS` are passed over.

    One pass of the model a sentence, whatever the number of its targets: all are hidden at once and read where they
    stand. A target inside another gets a pass of its own. A score depends on its sentence alone.

    Returns one Tone a target, in the order of the text. Below `confidence_wanted()` for its most probable label a
    score is too unsure to be shown as that label.

    Raises EngineUnavailable when onnxruntime or tokenizers is missing, or the model is not the one that shipped.
    """
    targets = sorted((m for m in mentions if m.label in TARGETS), key=lambda m: (m.sentence, m.span))
    found = []
    for sentence, its_mentions in _by_sentence(targets):
        for apart in _without_overlap(its_mentions):
            span = sentences[sentence]
            spans = [Span(m.span.start - span.start, m.span.end - span.start) for m in apart]
            scores = score_sentence(text[span.start : span.end], spans)
            found += [Tone(m.span, m.entity, *score) for m, score in zip(apart, scores, strict=True)]
    return tuple(sorted(found, key=lambda tone: tone.span))


def score_sentence(text: str, targets: Sequence[Span]) -> list[tuple[float, float, float]]:
    """Probability of a negative, neutral and positive tone towards each target of one sentence.

    targets: spans in text, in order, none overlapping another.
    """
    if not targets:
        return []
    tokenizer, run = _model()
    scores: dict[int, tuple[float, float, float]] = {}
    for window in windows(tokenizer, text, targets):
        for target, row in zip(window.targets, run(window), strict=True):
            # Rounded, since the last bits differ between processors; the rest of the sum goes to neutral.
            negative, positive = round(float(row[0]), 4), round(float(row[2]), 4)
            scores[target] = (negative, round(1 - negative - positive, 4), positive)
    return [scores[target] for target in range(len(targets))]


def confidence_wanted() -> float:
    """The probability below which the most probable label is not shown: chosen on held-out sentences, see the card."""
    return float(_card()["abstain_below"])


def _by_sentence(targets: Sequence[Mention]) -> Iterator[tuple[int, list[Mention]]]:
    sentences: dict[int, list[Mention]] = {}
    for mention in targets:
        sentences.setdefault(mention.sentence, []).append(mention)
    yield from sentences.items()


def _without_overlap(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Parts of the mentions, in order, within which none overlaps; one part unless names are nested."""
    rest = list(mentions)
    while rest:
        part: list[Mention] = []
        left: list[Mention] = []
        for mention in rest:
            (left if part and mention.span.start < part[-1].span.end else part).append(mention)
        yield part
        rest = left


@cache
def _model() -> tuple[Any, Callable[[Window], NDArray[np.float32]]]:
    """The tokenizer, and the network as a function of a window: targets × 3."""
    try:
        import onnxruntime  # type: ignore[import-untyped,unused-ignore]
        from tokenizers import Tokenizer
    except ImportError as error:
        raise EngineUnavailable(
            f"targeted tone needs the package {error.name!r}: pip install {error.name}; "
            "or analyse without targeted tone",
            engine=error.name or "onnxruntime",
        ) from error
    hashes = _card()["sha256"]
    network = _checked(MODEL / "tone.onnx", hashes)
    tokenizer = prepared(Tokenizer.from_str(_checked(MODEL / "tokenizer.json", hashes).decode("utf-8")))
    session = onnxruntime.InferenceSession(network, **session_settings())

    def run(window: Window) -> NDArray[np.float32]:
        inputs = {
            "ids": np.array(window.ids, dtype=np.int64),
            "positions": np.array(window.positions, dtype=np.int64),
        }
        probabilities: NDArray[np.float32] = session.run(None, inputs)[0]
        return probabilities

    return tokenizer, run


@cache
def _card() -> dict[str, Any]:
    """What the training wrote down beside the weights: hashes, figures, the threshold."""
    path = MODEL / "tone.json"
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EngineUnavailable(
            f"targeted tone: {path.name} is missing from {path.parent.name}/; reinstall the package",
            engine="tone",
        ) from error
    return card


def _checked(path: Path, hashes: dict[str, str]) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    found = hashlib.sha256(content).hexdigest()
    if found != hashes[path.name]:
        raise EngineUnavailable(
            f"targeted tone: {path.name} is {'missing' if not content else 'damaged'} (sha256 {found[:12]}…, "
            f"expected {hashes[path.name][:12]}…); reinstall the package",
            engine="tone",
        )
    return content
