"""What is looked at: one frozen value that filters every query, keys the caches, and writes captions and file names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Scope = Literal["sentence", "article"]
VoiceFilter = Literal["all", "outlet", "reported", "quoted"]


QUOTE_PROPERTIES = ("speaker_entity", "kind", "quote_type", "cue_lemma", "cue_class")
"""What quotes can be told apart by."""


@dataclass(frozen=True)
class Selection:
    """An empty tuple or None means no restriction.

    outlets, stories: keep articles of these. since, until: keep articles published on these days or between;
    an undated article is kept only when both are None.
    entities: keep what names at least one of them: whole articles when scope is "article", else only the
    sentences that name one.
    voice: keep words, quotes and sentences in this voice ("all": every one).
    inferred: count pronouns and descriptions that surely stand for an entity as mentions of it too.
    facets: (name, value): keep articles that have, for each name, one of the values given with it.
    each_text_once: of articles kept so far that have the same words, or most of them, keep the one published first.
    """

    outlets: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    scope: Scope = "sentence"
    since: date | None = None
    until: date | None = None
    voice: VoiceFilter = "all"
    inferred: bool = False
    facets: tuple[tuple[str, str], ...] = ()
    each_text_once: bool = False

    def values_by_facet(self) -> dict[str, list[str]]:
        """Facet → the values allowed."""
        found: dict[str, list[str]] = {}
        for name, value in self.facets:
            found.setdefault(name, []).append(value)
        return found


@dataclass(frozen=True)
class QuoteFilter:
    """Which of the selection's quotes are looked at. An empty tuple means no restriction.

    text: keep quotes whose content has these words, whatever their case; no pattern.
    speaker_entity, kind, quote_type, cue_lemma, cue_class: keep quotes with one of these values, None being a
    speaker or kind that is not known. least_confidence: 0 to 1. nested: keep quotes inside others, or, when False,
    those that are not, as shares count them.
    """

    text: str = ""
    speaker_entity: tuple[str | None, ...] = ()
    kind: tuple[str | None, ...] = ()
    quote_type: tuple[str, ...] = ()
    cue_lemma: tuple[str, ...] = ()
    cue_class: tuple[str, ...] = ()
    least_confidence: float = 0.0
    nested: bool | None = None
