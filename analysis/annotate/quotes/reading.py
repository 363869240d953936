"""An article's parse with its quotation marks laid over it: what every rule for quotes reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.annotate.quotes.marks import Quotation, find_quotations
from analysis.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


class Reading:
    """The tokens of an article, which of them stand in which quotation, paragraph and sentence.

    is_space[i], is_punct[i]: what spaCy says of token i, 0 or 1. quotations: the outer ones, in order. inside[i]:
    number of the quotation token i stands in, −1 for none. is_mark[i]: token i is a mark of an outer quotation.
    paragraph[i], sentence[i]: numbers, from 0.
    """

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.text = article.text
        self.headline_end = article.headline.end if article.headline else 0
        found = find_quotations(article.text, article.paragraphs)
        self.quotations: list[Quotation] = [q for q in found if not q.nested]
        self.nested: list[Quotation] = [q for q in found if q.nested]
        self.tokens: list[Token] = list(doc)
        # In columns: dear when asked of the tokens, again and again.
        columns = doc.to_array(["IDX", "IS_SPACE", "IS_PUNCT"])
        self.starts: list[int] = columns[:, 0].tolist()
        self.is_space: list[int] = columns[:, 1].tolist()
        self.is_punct: list[int] = columns[:, 2].tolist()
        n = len(self.tokens)
        self.inside = [-1] * n
        self.is_mark = [False] * n
        self.bounds: list[tuple[int, int]] = []  # first token inside each quotation, and one past the last
        for number, quotation in enumerate(self.quotations):
            first, last = self.at(quotation.outer.start), self.at(quotation.outer.end - 1)
            for i in range(first, min(last + 1, n)):
                if quotation.inner.start <= self.starts[i] < quotation.inner.end:
                    self.inside[i] = number
                elif quotation.outer.start <= self.starts[i]:
                    self.is_mark[i] = True
            members = [i for i in range(first, min(last + 1, n)) if self.inside[i] == number]
            self.bounds.append((members[0], members[-1] + 1) if members else (first, first))
        starts = [p.start for p in article.paragraphs]
        self.paragraph = [bisect_right(starts, start) - 1 for start in self.starts]
        self.sentence = [0] * n
        self.sentences: list[tuple[int, int]] = []
        for sentence in doc.sents:
            if all(self.is_space[sentence.start : sentence.end]):
                continue
            for i in range(sentence.start, sentence.end):
                self.sentence[i] = len(self.sentences)
            self.sentences.append((sentence.start, sentence.end))

    def at(self, offset: int) -> int:
        """The token that covers an offset, or the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def previous(self, i: int) -> int:
        """The token before i that is no blank; −1 at the start."""
        i -= 1
        while i >= 0 and self.is_space[i]:
            i -= 1
        return i

    def following(self, i: int) -> int:
        """The token after i that is no blank; the number of tokens at the end."""
        i += 1
        while i < len(self.tokens) and self.is_space[i]:
            i += 1
        return i

    def subtree(self, token: Token) -> set[int]:
        """Token numbers under a token, itself included."""
        return {t.i for t in token.subtree}

    def words(self, members: Iterable[int]) -> list[int]:
        """Those of the tokens that are words, in order."""
        return sorted([i for i in members if not (self.is_space[i] or self.is_punct[i])])

    def with_quotations(self, members: set[int]) -> set[int]:
        """The tokens, and the whole of each quotation that begins or ends among them."""
        numbers = {self.inside[i] for i in members} - {-1}
        out = set(members)
        for number in sorted(numbers):
            out.update(range(*self.bounds[number]))
        return out

    def spans(self, members: Iterable[int]) -> tuple[Span, ...]:
        """The tokens as spans of text: neighbours joined, outer punctuation and quotation marks left out."""
        runs: list[list[int]] = []
        for i in sorted(members):
            if self.is_space[i] or self.is_mark[i]:
                continue
            if runs and self._touches(runs[-1][-1], i):
                runs[-1].append(i)
            else:
                runs.append([i])
        trimmed = [self._trimmed(run) for run in runs]
        return tuple(
            Span(self.tokens[run[0]].idx, self.tokens[run[-1]].idx + len(self.tokens[run[-1]]))
            for run in trimmed
            if run
        )

    def _touches(self, i: int, j: int) -> bool:
        return all(self.is_space[i + 1 : j]) and self.paragraph[i] == self.paragraph[j]

    def _trimmed(self, run: list[int]) -> list[int]:
        while run and self.tokens[run[-1]].text in _TAIL:
            run = run[:-1]
        while run and self.tokens[run[0]].text in _LEAD:
            run = run[1:]
        return run


_TAIL = frozenset(
    [",", ".", ";", ":", "-", "\u2013", "\u2014", "(", "[", "''", '"', "\u201c", "\u201d", "``"]
)
_LEAD = _TAIL - {"(", "["} | {")", "]"}
