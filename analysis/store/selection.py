"""What is looked at: one frozen value that filters every query, keys the caches, and writes captions and file names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Scope = Literal["sentence", "article"]
VoiceFilter = Literal["all", "outlet", "reported", "quoted"]


@dataclass(frozen=True)
class Selection:
    """An empty tuple or None means no restriction.

    outlets, stories: keep articles of these. since, until: keep articles published on these days or between;
    an undated article is kept only when both are None.
    entities: keep what names at least one of them: whole articles when scope is "article", else only the
    sentences that name one.
    voice: keep words, quotes and sentences in this voice ("all": every one).
    """

    outlets: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    scope: Scope = "sentence"
    since: date | None = None
    until: date | None = None
    voice: VoiceFilter = "all"
