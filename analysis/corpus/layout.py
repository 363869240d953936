"""Where the headline, the paragraphs and the boilerplate of a text lie. Nothing is cut: everything is a span."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from analysis.corpus.boilerplate import ANYWHERE, AT_THE_EDGES, AT_THE_START, IN_THE_BODY, first_match
from analysis.corpus.boilerplate.rule import Rule, n_words
from analysis.corpus.segments import Segment, is_finished, segments
from analysis.model import Boilerplate, Span

MAX_HEADLINE = 45  # words
MIN_PROSE = 10  # words; what has fewer and no stop behind it may be a label of the page
MAX_CAPTION = 40  # words
SAME_TITLE = 90.0  # rapidfuzz ratio, 0 to 100; "… talks | The Times" is caught by its beginning instead
SAME_PARAGRAPH = 93.0  # "This is the fruition …" and "This was the fruition …" reach 99
_MIN_REPEATED = 8  # words; a shorter sentence may be said twice on purpose

# A line that ends with one of these goes on in the next, whatever that begins with.
_HANGING = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "to",
        "with",
        "by",
        "at",
        "from",
        "for",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "into",
        "between",
        "than",
        "as",
        "whose",
        "including",
        "via",
        "near",
        "during",
        "toward",
        "towards",
        "upon",
    ]
)
_GOES_ON = re.compile(r"[a-zß-öø-ÿ,;:.)%’”\]]")


@dataclass(frozen=True)
class Layout:
    """The parts of one text. Paragraphs do not overlap, stand in order, and begin with the headline if there is one.

    Every visible character lies in a paragraph or in boilerplate (which may lie inside a paragraph).
    """

    headline: Span | None
    paragraphs: tuple[Span, ...]
    boilerplate: tuple[Boilerplate, ...]


def lay_out(text: str, *, title: str = "", outlet: str = "", markup: Sequence[Boilerplate] = ()) -> Layout:
    """Find headline, paragraphs and boilerplate.

    title: the headline when it is known; it is looked for in the text.
    outlet: a line that says nothing but the outlet's name is not part of the article.
    markup: spans already known not to be editorial, such as Markdown's signs.
    """
    pieces = segments(_blanked(text, markup))
    page = _Page(pieces, title, outlet)
    page.mark()
    paragraphs = page.paragraphs()
    marks = sorted({*page.marks, *markup}, key=lambda mark: (mark.span, mark.label))
    return Layout(page.headline_span(), tuple(paragraphs), tuple(_apart(marks)))


def _blanked(text: str, marks: Sequence[Boilerplate]) -> str:
    pieces, since = [], 0
    for start, end in sorted(mark.span for mark in marks):
        pieces += [text[since:start], _blank(text[start:end])]
        since = end
    return "".join([*pieces, text[since:]])


def _blank(text: str) -> str:
    """Spaces in place of all but the line breaks."""
    return re.sub(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)


def _apart(marks: Sequence[Boilerplate]) -> list[Boilerplate]:
    """The marks without those that begin inside the one before."""
    kept: list[Boilerplate] = []
    for mark in marks:
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return kept


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


class _Page:
    """The segments of one text while rules take parts of them away."""

    def __init__(self, pieces: list[Segment], title: str, outlet: str) -> None:
        self.title = _plain(title)
        self.outlet = _plain(outlet)
        self.editorial: list[Segment | None] = list(pieces)  # what no rule has taken, beside the segments
        self.pieces = pieces
        self.marks: list[Boilerplate] = []
        self.headline: int | None = None

    # -- marking -----------------------------------------------------------------------------------------------

    def mark(self) -> None:
        for index in range(len(self.pieces)):
            self._apply(index, ANYWHERE)
        self.headline = self._find_headline()
        prose = [i for i in self._rest() if self._is_prose(i)]
        if prose:
            self._apply(prose[0], AT_THE_START)
            self._mark_edges(prose[0], prose[-1])
        self._mark_captions()
        self._mark_repeated_headline()
        self._mark_repeated_paragraphs()

    def _take(self, index: int, part: tuple[int, int], label: str) -> None:
        """Mark a part of a segment. What remains on one side stays editorial; a rule never leaves two sides."""
        segment = self.editorial[index]
        assert segment is not None
        start, end = part
        self.marks.append(Boilerplate(Span(segment.start + start, segment.start + end), label))
        left, right = segment.text[:start].rstrip(), segment.text[end:].lstrip()
        if left:
            self.editorial[index] = Segment(segment.start, segment.start + len(left), left)
        elif right:
            self.editorial[index] = Segment(segment.end - len(right), segment.end, right)
        else:
            self.editorial[index] = None

    def _apply(self, index: int, rules: tuple[Rule, ...]) -> None:
        for _ in range(4):  # a label in front and a credit behind, at most
            segment = self.editorial[index]
            if segment is None:
                return
            usable = rules if index else tuple(rule for rule in rules if not rule.may_open_a_headline)
            if index == 0 and self.title and _plain(segment.text) == self.title:
                return
            found = first_match(segment.text, usable)
            if found is None:
                return
            self._take(index, found[1], found[0])

    def _rest(self) -> list[int]:
        """Numbers of the editorial segments behind the headline."""
        first = 0 if self.headline is None else self.headline + 1
        return [i for i in range(first, len(self.editorial)) if self.editorial[i] is not None]

    def _is_prose(self, index: int) -> bool:
        segment = self.editorial[index]
        if segment is None:
            return False
        words = n_words(segment.text)
        return words >= MIN_PROSE or (words >= 4 and is_finished(segment.text))

    def _mark_edges(self, first: int, last: int) -> None:
        """Labels of the page before the first and behind the last prose, and beside what is marked already."""
        rest = self._rest()
        for i in rest:
            if first < i < last and not self._is_prose(i):
                self._apply(i, IN_THE_BODY)
        for order in (rest, rest[::-1]):  # a run of labels is taken from whichever end is certain
            for i in order:
                if (i < first or i > last or self._is_beside_a_mark(i)) and not self._is_prose(i):
                    self._apply(i, AT_THE_EDGES)
                    self._mark_outlet(i)
        self._mark_last_labels(last)

    def _is_beside_a_mark(self, index: int) -> bool:
        beside = [i for i in (index - 1, index + 1) if 0 <= i < len(self.editorial)]
        return any(self.editorial[i] is None for i in beside)

    def _mark_outlet(self, index: int) -> None:
        segment = self.editorial[index]
        if segment is not None and self.outlet and _plain(segment.text) == self.outlet:
            self._take(index, (0, len(segment.text)), "outlet line")

    def _mark_captions(self) -> None:
        """One sentence between something of the page and a lone photo credit is what the picture shows."""
        credits = {mark.span.start for mark in self.marks if mark.label == "credit"}
        for i in self._rest():
            segment = self.editorial[i]
            if (
                segment is None
                or not 0 < i < len(self.pieces) - 1
                or self.editorial[i - 1]
                or self.editorial[i + 1]
            ):
                continue
            if self.pieces[i + 1].start in credits and n_words(segment.text) <= MAX_CAPTION:
                self._take(i, (0, len(segment.text)), "caption")

    def _mark_last_labels(self, last: int) -> None:
        """Behind the last prose: what no rule knows but stands before a label of the page, such as a signature."""
        below = False
        for i in range(len(self.editorial) - 1, last, -1):
            segment = self.editorial[i]
            if segment is None:
                below = True
            elif below and n_words(segment.text) <= 5 and not is_finished(segment.text):
                self._take(i, (0, len(segment.text)), "page notice")
            else:
                below = False

    def _mark_repeated_headline(self) -> None:
        if self.headline is None:
            return
        headline = self.editorial[self.headline]
        assert headline is not None
        wanted = _plain(headline.text)
        for i in self._rest():
            segment = self.editorial[i]
            assert segment is not None
            if (
                abs(len(segment.text) - len(headline.text)) < 4
                and n_words(wanted) > 2
                and _plain(segment.text) == wanted
            ):
                self._take(i, (0, len(segment.text)), "repeated headline")

    def _mark_repeated_paragraphs(self) -> None:
        """Of a standfirst that comes again as a paragraph, the standfirst; of any other, the later one."""
        rest = [i for i in self._rest() if self._is_prose(i)]
        texts = {i: _plain(self._text(i)) for i in rest}
        long = [i for i in rest if n_words(texts[i]) >= _MIN_REPEATED]
        if self.headline is not None and len(long) > 2 and long[0] == rest[0]:
            first = long[0]
            again = any(
                abs(len(texts[first]) - len(texts[i])) < 20
                and fuzz.ratio(texts[first][:2000], texts[i][:2000]) >= SAME_PARAGRAPH
                for i in long[1:]
            )
            if again:
                self._take(first, (0, len(self._text(first))), "repeated standfirst")
                long = long[1:]
        seen: set[str] = set()
        for i in long:
            if texts[i] in seen:
                self._take(i, (0, len(self._text(i))), "repeated paragraph")
            seen.add(texts[i])

    def _text(self, index: int) -> str:
        segment = self.editorial[index]
        return "" if segment is None else segment.text

    # -- headline and paragraphs -------------------------------------------------------------------------------

    def _find_headline(self) -> int | None:
        """The number of the segment that is the headline.

        With a title: the segment that says it, among the first ten. Without: the first segment when it has the
        form of one, that is no full stop behind it and more text after it that does not go on in mid-sentence.
        """
        rest = self._rest()
        if self.title:
            for i in rest[:10]:
                if _is_title(_plain(self._text(i)), self.title):
                    return i
            return None
        labels = itertools.takewhile(lambda i: first_match(self._text(i), AT_THE_EDGES), rest[:10])
        rest = rest[len(list(labels)) :]
        if len(rest) < 2:
            return None
        first, second = self._text(rest[0]), self._text(rest[1])
        if _plain(first) == _plain(second) and n_words(first) <= MAX_HEADLINE:
            return rest[0]
        stops = first.rstrip("\"'”’»)").endswith((".", "。", ",", ";", ":")) and not re.search(
            r"\b[A-Z]\.[A-Z]\.$|…$|\.\.\.$", first
        )
        glued = self.pieces[rest[0]].end == self.pieces[rest[1]].start
        form = n_words(first) <= MAX_HEADLINE and not stops and not glued
        return rest[0] if form and not _joins(first, second, "") else None

    def headline_span(self) -> Span | None:
        segment = None if self.headline is None else self.editorial[self.headline]
        return None if segment is None else Span(segment.start, segment.end)

    def paragraphs(self) -> list[Span]:
        """Editorial segments, a sentence broken over several of them put together."""
        kept = [(i, segment) for i, segment in enumerate(self.editorial) if segment is not None]
        found: list[Span] = []
        joined = False
        for position, (i, segment) in enumerate(kept):
            if joined:
                found[-1] = Span(found[-1].start, segment.end)
            else:
                found.append(Span(segment.start, segment.end))
            if position + 1 == len(kept):
                break
            following = kept[position + 1][1].text
            after = kept[position + 2][1].text if position + 2 < len(kept) else ""
            joined = i != self.headline and _joins(segment.text, following, after)
        return found


def _is_title(line: str, title: str) -> bool:
    if line == title or fuzz.ratio(line, title) >= SAME_TITLE:
        return True
    shorter, longer = sorted((line, title), key=len)
    return len(shorter) >= 20 and longer.startswith(shorter) and len(longer) - len(shorter) < 40


def _joins(text: str, following: str, after: str) -> bool:
    """Whether a sentence breaks off behind `text` and goes on in `following`, as where a page had a link."""
    if is_finished(text):
        return False
    if _GOES_ON.match(following) or text.endswith(","):
        return True
    if text.rsplit(None, 1)[-1].lower() in _HANGING:
        return True
    link = n_words(following) <= 8 and not is_finished(following) and bool(_GOES_ON.match(after))
    return link and n_words(text) >= 6
