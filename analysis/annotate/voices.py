"""Whose words they are: the outlet's own, reported speech, or quoted speech."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from analysis.model import Quote, SentenceVoice, Span, Voice

QUOTED_FROM = (
    0.8  # of the words of a sentence beside cue and speaker; the rest is "on Tuesday", "in a statement"
)

_OPENING = frozenset("\"\u201c\u201e\u201f\u00ab\u2039'\u2018\u201a`")
_CLOSING = frozenset("\"\u201d\u201c\u00bb\u203a'\u2019`")


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

    def __init__(self, text: str, quotes: Sequence[Quote]) -> None:
        quoted: list[Span] = []
        reported: list[Span] = []
        for quote in quotes:
            for piece in quote.content:
                is_quoted = quote.quote_type == "direct" or (
                    quote.quote_type == "mixed" and _in_marks(text, piece)
                )
                (quoted if is_quoted else reported).append(piece)
        self._quoted = Cover(quoted)
        self._reported = Cover(reported)
        self._frames = Cover(span for quote in quotes for span in (*quote.cue, *quote.speaker))

    def voice(self, offset: int) -> Voice:
        """Words in quotation marks stay quoted inside a longer report."""
        if offset in self._quoted:
            return "quoted"
        return "reported" if offset in self._reported else "outlet"

    def sentence_voice(self, words: Sequence[Span]) -> SentenceVoice:
        """words: the words of the sentence."""
        voices = [self.voice(word.start) for word in words]
        if all(voice == "outlet" for voice in voices):
            return "outlet"
        n_quoted = voices.count("quoted")
        n_frame = sum(
            voice != "quoted" and word.start in self._frames
            for word, voice in zip(words, voices, strict=True)
        )
        return "quoted" if n_quoted >= QUOTED_FROM * (len(words) - n_frame) else "mixed"


def _in_marks(text: str, piece: Span) -> bool:
    """Whether quotation marks stand round a piece of content, outside its final comma or stop."""
    before = (
        text[: piece.start].rstrip()[-1:]
        if piece.start < 3
        else text[piece.start - 3 : piece.start].rstrip()[-1:]
    )
    after = text[piece.end : piece.end + 3].lstrip(",.;:!? ")[:1]
    return (before in _OPENING and bool(before)) or (after in _CLOSING and bool(after))
