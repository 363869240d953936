"""Tone towards each name of an article, and where the model is too unsure for a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.annotate.targeted import confidence_wanted, score_targets
from analysis.model import Mention, Span, Tone, ToneLabel


def find_tones(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Tone, ...]:
    """The tone of the sentence towards every name in it that an article can take an attitude to.

    text: as it was parsed, offsets as in `Article.text`. mentions: with `Mention.sentence` an index into sentences.
    `Tone.tone` is the most probable label, None below the confidence chosen with the model.

    Raises EngineUnavailable as `score_targets` does.
    """
    if not mentions:
        return ()
    wanted = confidence_wanted()
    return tuple(replace(tone, tone=label(tone, wanted)) for tone in score_targets(text, sentences, mentions))


def label(tone: Tone, confidence: float) -> ToneLabel | None:
    """The most probable tone; None when that is less probable than `confidence`: not scored, not neutral."""
    options: tuple[tuple[float, ToneLabel], ...] = (
        (tone.neutral, "neutral"),
        (tone.negative, "negative"),
        (tone.positive, "positive"),
    )
    probability, found = max(options, key=lambda option: option[0])
    return found if probability >= confidence else None
