"""Whose words they are: the outlet's own, reported speech, or quoted speech."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from analysis.model import Quote, SentenceVoice, Span, Voice

QUOTED_FROM = (
    0.8  # of the words of a sentence beside cue and speaker; the rest is "on Tuesday", "in a statement"
)


class Cover:
    """A set of spans that answers whether an offset lies in one of them, in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: object) -> bool:
        assert isinstance(offset, int)
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]


class Ledger:
    """The voice of every offset of one article, from its quotes. Each word has exactly one voice."""

    def __init__(self, quotes: Sequence[Quote], quotations: Iterable[Span]) -> None:
        """quotations: the stretches between quotation marks, attributed or not."""
        self._attributed = Cover(piece for quote in quotes for piece in quote.content)
        self._in_marks = Cover(quotations)
        self._frames = Cover(span for quote in quotes for span in (*quote.cue, *quote.speaker))
        self._known: dict[int, Voice] = {}  # the sentence, its numbers and the terms ask of each word

    def voice(self, offset: int) -> Voice:
        """Quotation marks without an attribution (titles, scare quotes) leave the words the outlet's own."""
        voice = self._known.get(offset)
        if voice is None:
            voice = self._known[offset] = self._voice(offset)
        return voice

    def _voice(self, offset: int) -> Voice:
        if offset not in self._attributed:
            return "outlet"
        return "quoted" if offset in self._in_marks else "reported"

    def sentence_voice(self, words: Sequence[Span]) -> SentenceVoice:
        """words: the words of the sentence."""
        voices = [self.voice(word.start) for word in words]
        if voices.count("outlet") == len(voices):
            return "outlet"
        n_quoted = voices.count("quoted")
        n_frame = sum(
            voice != "quoted" and word.start in self._frames
            for word, voice in zip(words, voices, strict=True)
        )
        return "quoted" if n_quoted >= QUOTED_FROM * (len(words) - n_frame) else "mixed"
