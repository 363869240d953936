"""Which line of a text is its headline."""

from __future__ import annotations

import itertools
import re

from rapidfuzz import fuzz

from analysis.corpus.boilerplate import AT_THE_EDGES, first_match
from analysis.corpus.boilerplate.rule import n_words
from analysis.corpus.paragraphs import breaks_off
from analysis.corpus.segments import Segment, is_finished

MAX_WORDS = 45
SAME_TITLE = 90.0  # rapidfuzz ratio, 0 to 100; "… talks | The Times" is caught by its beginning instead
_LOOK_AT = 10  # editorial lines; a headline further down is another article's
_STOP = re.compile(r"(?<!\b[A-Z]\.[A-Z])(?<!\.\.)[.。,;:]$")  # not the stop of "the U.S." and not "…"


def plain(text: str) -> str:
    """The words of a text, without case, punctuation and line breaks: equal for the same headline twice."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def find_headline(editorial: list[Segment], title: str = "") -> Segment | None:
    """The segment that is the headline.

    With a title: the one that says it. Without: the first that is no label of the page, when it has the form of
    one, that is no full stop behind it and text after it that does not go on in mid-sentence.
    """
    first = editorial[:_LOOK_AT]
    if title:
        return next((segment for segment in first if says(segment.text, title)), None)
    labels = list(itertools.takewhile(lambda segment: first_match(segment.text, AT_THE_EDGES), first))
    if len(editorial) < len(labels) + 2:
        return None
    line, following = editorial[len(labels) : len(labels) + 2]
    return line if _has_the_form(line, following) else None


def says(text: str, title: str) -> bool:
    """Whether a line says the title, perhaps with the name of the site behind one of them."""
    line, wanted = plain(text), plain(title)
    if line == wanted or fuzz.ratio(line, wanted) >= SAME_TITLE:
        return True
    if len(line) > len(wanted) and is_finished(text):
        return False  # the first sentence, which begins as the headline does
    shorter, longer = sorted((line, wanted), key=len)
    return len(shorter) >= 20 and longer.startswith(shorter) and len(longer) - len(shorter) < 40


def _has_the_form(line: Segment, following: Segment) -> bool:
    if n_words(line.text) > MAX_WORDS:
        return False
    if plain(line.text) == plain(following.text):
        return True
    stops = _STOP.search(line.text.rstrip("\"'”’»)"))
    glued = line.end == following.start
    return not stops and not glued and not breaks_off(line.text, following.text)
