"""Which stretches of text belong to one paragraph."""

from __future__ import annotations

from analysis.corpus.boilerplate.rule import n_words
from analysis.corpus.segments import Segment, is_finished
from analysis.model import Span

# A line that ends with one of these goes on in the next, whatever that begins with.
_HANGING = frozenset(
    "a an the of and or to with by at from for its their his her our my your into between than as whose including via "
    "near during toward towards upon".split()
)
_NEVER_FIRST = ",;:.)%’”]"


def paragraphs_of(editorial: list[Segment], headline: Segment | None) -> list[Span]:
    """The spans of editorial segments, those over which one sentence is broken put together."""
    found: list[Span] = []
    joined = False
    for n, segment in enumerate(editorial):
        if joined:
            found[-1] = Span(found[-1].start, segment.end)
        else:
            found.append(Span(segment.start, segment.end))
        following, after = ([s.text for s in editorial[n + 1 : n + 3]] + ["", ""])[:2]
        joined = segment is not headline and breaks_off(segment.text, following, after)
    return found


def breaks_off(text: str, following: str, after: str = "") -> bool:
    """Whether a sentence breaks off behind `text` and goes on in `following`, as where a page had a link."""
    if not following or is_finished(text):
        return False
    if _goes_on(following) or text.endswith(","):
        return True
    if text.rsplit(None, 1)[-1].lower() in _HANGING:
        return True
    link = n_words(following) <= 8 and not is_finished(following) and _goes_on(after)
    return link and n_words(text) >= 6


def _goes_on(text: str) -> bool:
    return bool(text) and (text[0].islower() or text[0] in _NEVER_FIRST)
