"""What the tone model reads: a sentence in which every target is the same word.

A name carries a prior ("Putin" sounds negative in any sentence), so the model never sees one it is asked about: each
target is replaced by one placeholder, in training and in use. Two sentences that differ in the targets' names only
are therefore the same input and get the same score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PLACEHOLDER = (
    "[unused1]"  # a word of BERT's vocabulary that no text contains, so its embedding was free to learn
)
MAX_TOKENS = 96  # with [CLS] and [SEP]; 99 % of the training sentences are shorter


@dataclass(frozen=True)
class Window:
    """One input of the model: the ids of a sentence, and where in them its targets stand.

    positions: index into ids, one a target. targets: index into the spans `windows` was given, beside positions.
    """

    ids: tuple[int, ...]
    positions: tuple[int, ...]
    targets: tuple[int, ...]


def prepared(tokenizer: Tokenizer) -> Tokenizer:
    """BERT's lower-casing WordPiece tokenizer with the placeholder as a word of its own. Changes it in place."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens([PLACEHOLDER])
    return tokenizer


def session_settings() -> dict[str, Any]:
    """How onnxruntime runs the network; other settings round differently and move a score in the second digit."""
    import onnxruntime  # type: ignore[import-untyped,unused-ignore]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one process a core; threads would fight the other workers
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    # The fused form of "add, then normalise" is four times slower on a CPU than the two operators.
    return {
        "sess_options": options,
        "providers": ["CPUExecutionProvider"],
        "disabled_optimizers": ["SkipLayerNormFusion"],
    }


def windows(tokenizer: Tokenizer, text: str, targets: Sequence[Span]) -> list[Window]:
    """The inputs that cover every target of one sentence: one, unless the sentence is too long for the model.

    text: the sentence. targets: spans in it, in order, none overlapping another.
    """
    masked = (
        _masked(text, targets).encode("utf-8", "replace").decode("utf-8")
    )  # halves of characters are refused
    ids = tokenizer.encode(masked).ids
    placeholder = tokenizer.token_to_id(PLACEHOLDER)
    positions = [i for i, token in enumerate(ids) if token == placeholder]
    if len(ids) <= MAX_TOKENS:
        return [Window(tuple(ids), tuple(positions), tuple(range(len(targets))))]
    return [_around(ids, position, target) for target, position in enumerate(positions)]


def _masked(text: str, targets: Sequence[Span]) -> str:
    pieces, end = [], 0
    for target in targets:
        if target.start < end:
            raise ValueError(f"targets overlap or are out of order at {target.start}")
        pieces.append(text[end : target.start].replace(PLACEHOLDER, " "))
        end = target.end
    pieces.append(text[end:].replace(PLACEHOLDER, " "))
    return f" {PLACEHOLDER} ".join(pieces)


def _around(ids: Sequence[int], position: int, target: int) -> Window:
    """The words nearest to one target, as many as the model reads."""
    room = MAX_TOKENS - 2
    start = min(max(position - room // 2, 1), len(ids) - 1 - room)
    kept = (ids[0], *ids[start : start + room], ids[-1])
    return Window(kept, (position - start + 1,), (target,))
