"""The lines of one text while the rules for boilerplate are applied to them, each where it holds."""

from __future__ import annotations

from rapidfuzz import fuzz

from analysis.corpus.boilerplate import ANYWHERE, AT_THE_EDGES, AT_THE_START, IN_THE_BODY, first_match
from analysis.corpus.boilerplate.rule import Part, Rule, n_words
from analysis.corpus.headline import find_headline, plain
from analysis.corpus.segments import Segment, is_finished
from analysis.model import Boilerplate, Span

MIN_PROSE = 10  # words; what has fewer and no stop behind it may be a label of the page
MAX_CAPTION = 40  # words
SAME_PARAGRAPH = (
    93.0  # rapidfuzz ratio, 0 to 100; "This is the fruition …", "This was the fruition …" reach 99
)
_MIN_REPEATED = 8  # words; a shorter sentence may be said twice on purpose


class Page:
    """The segments of one text while rules take parts of them away.

    editorial: what is left of each segment, None where nothing is. marks: what was taken.
    """

    def __init__(self, pieces: list[Segment], title: str, outlet: str) -> None:
        self.title = title
        self.outlet = plain(outlet)
        self.editorial: list[Segment | None] = list(pieces)
        self.pieces = pieces
        self.marks: list[Boilerplate] = []
        self.headline: int | None = None

    def mark(self) -> None:
        for index in range(len(self.pieces)):
            self._apply(index, ANYWHERE)
        self._set_headline()
        prose = [i for i in self._rest() if self._is_prose(i)]
        if prose:
            self._apply(prose[0], AT_THE_START)
            self._mark_edges(prose[0], prose[-1])
        self._mark_captions()
        self._mark_repeated_headline()
        self._mark_repeated_paragraphs()

    def left(self) -> list[Segment]:
        """The editorial segments, in order."""
        return [segment for segment in self.editorial if segment is not None]

    def _set_headline(self) -> None:
        """Find the headline and mark what stands above it; prose above it means that it is none."""
        found = find_headline(self.left(), self.title)
        if found is None:
            return
        above = [i for i, segment in enumerate(self.editorial) if segment and segment.start < found.start]
        if any(self._is_prose(i) for i in above):
            return
        for i in above:
            self._apply(i, AT_THE_EDGES)
            if self.editorial[i] is not None:
                self._take(i, (0, len(self._text(i))), "page notice")
        self.headline = self.editorial.index(found)

    def _take(self, index: int, part: Part, label: str) -> None:
        """Mark a part of a segment. What remains on one side stays editorial; a rule never leaves two sides."""
        segment = self.editorial[index]
        assert segment is not None
        start, end = _visible(segment.text, part)
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
            if index < 3 and self.title and plain(segment.text) == plain(self.title):
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
        self._mark_beside_labels(first, last)

    def _is_beside_a_mark(self, index: int) -> bool:
        beside = [i for i in (index - 1, index + 1) if 0 <= i < len(self.editorial)]
        return any(self.editorial[i] is None for i in beside)

    def _mark_outlet(self, index: int) -> None:
        segment = self.editorial[index]
        if segment is not None and self.outlet and plain(segment.text) == self.outlet:
            self._take(index, (0, len(segment.text)), "outlet line")

    def _mark_captions(self) -> None:
        """One sentence between something of the page and a lone photo credit is what the picture shows."""
        credits = {mark.span.start for mark in self.marks if mark.label == "credit"}
        for i in self._rest():
            segment = self.editorial[i]
            if segment is None or not 0 < i < len(self.pieces) - 1 or n_words(segment.text) > MAX_CAPTION:
                continue
            alone = self.editorial[i - 1] is None and self.editorial[i + 1] is None
            if alone and self.pieces[i + 1].start in credits:
                self._take(i, (0, len(segment.text)), "caption")

    def _mark_beside_labels(self, first: int, last: int) -> None:
        """Before the first and behind the last prose: the few words no rule knows beside a label of the page.

        Such are the topics under "Follow topic:" and the signature over a comment form.
        """
        rest = self._rest()
        head, tail = [i for i in rest if i < first], [i for i in rest if i > last]
        for order, step in ((head, -1), (tail, -1), (tail[::-1], 1)):
            for i in order:
                text, beside = self._text(i), i + step
                known = 0 <= beside < len(self.editorial) and self.editorial[beside] is None
                if text and known and n_words(text) <= 5 and not is_finished(text):
                    self._take(i, (0, len(text)), "page notice")

    def _mark_repeated_headline(self) -> None:
        if self.headline is None:
            return
        headline = self.editorial[self.headline]
        assert headline is not None
        wanted = plain(headline.text)
        if n_words(wanted) < 3:
            return  # two words may be a subheading too
        for i in self._rest():
            segment = self.editorial[i]
            assert segment is not None
            near = (
                abs(len(segment.text) - len(headline.text)) < 4
            )  # a look at the length saves one at the words
            if near and plain(segment.text) == wanted:
                self._take(i, (0, len(segment.text)), "repeated headline")

    def _mark_repeated_paragraphs(self) -> None:
        """Of a standfirst that comes again as a paragraph, the standfirst; of any other, the later one."""
        rest = [i for i in self._rest() if self._is_prose(i)]
        texts = {i: plain(self._text(i)) for i in rest}
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


def _visible(text: str, part: Part) -> Part:
    """The part without the spaces at its ends, which may be markup."""
    start, end = part
    shown = text[start:end]
    return start + len(shown) - len(shown.lstrip()), end - len(shown) + len(shown.rstrip())
