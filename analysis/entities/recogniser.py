"""Every name of an article with what kind it is: candidates, their features, the best cut of each run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from analysis.entities.evidence import Evidence
from analysis.entities.features import span_features, word_alone
from analysis.entities.repair import Found, repaired
from analysis.entities.spans import Run, candidates, runs, words_of_doc
from analysis.entities.tagger import OUTSIDE, Segment, Tagger, best_cut
from analysis.entities.words import Words
from analysis.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Name(NamedTuple):
    """A name where it stands: how sure that it is one, and of which of LABELS (probabilities)."""

    span: Span
    confidence: float
    kinds: tuple[float, ...]


class RunFeatures(NamedTuple):
    """A run with its candidates, counted from its start, and the features of these and of each word alone."""

    run: Run
    segments: list[Segment]
    names: list[list[str]]
    outside: list[list[str]]


def run_features(words: Words, text: str) -> list[RunFeatures]:
    """The features of every run of an article's words; `text` is what the words' offsets count."""
    found = list(runs(words))
    spans = [list(candidates(words, run)) for run in found]
    evidence = Evidence(words, {span for some in spans for span in some}, text)
    return [
        RunFeatures(
            run,
            [(first - run.start, stop - run.start) for first, stop in some],
            [span_features(words, run, first, stop, evidence) for first, stop in some],
            [word_alone(words, i, evidence) for i in range(run.start, run.stop)],
        )
        for run, some in zip(found, spans, strict=True)
    ]


def recognise(doc: Doc, tagger: Tagger) -> list[Name]:
    """The names of an article in the order of the text; none overlap."""
    words = words_of_doc(doc)
    items = words.words
    features = run_features(words, doc.text)
    scores = tagger.scores([row for run in features for row in (*run.names, *run.outside)])
    found, at = [], 0
    for run, segments, rows, outside in features:
        middle, end = at + len(rows), at + len(rows) + len(outside)
        cut = best_cut(
            run.stop - run.start, segments, scores[at:middle, :OUTSIDE], scores[middle:end, OUTSIDE]
        )
        found += [
            Found(run.start + part.first, run.start + part.stop, part.confidence, part.kinds) for part in cut
        ]
        at = end
    return [
        Name(Span(items[name.first].start, items[name.stop - 1].end), name.confidence, name.kinds)
        for name in repaired(found, words, doc.text)
    ]


def sentence_finder(doc: Doc) -> Callable[[int], int]:
    """A function from an offset to the number of its sentence; sentences of nothing but blanks are not counted."""
    starts: list[int] = []
    opens = True
    for token in doc:
        opens = opens or bool(token.is_sent_start)
        if opens and not token.is_space:
            starts.append(token.idx)
            opens = False
    return lambda offset: max(0, bisect_right(starts, offset) - 1)
