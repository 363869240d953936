"""Every name of an article with what kind it is: candidates, their features, the best cut of each run."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from analysis.entities.evidence import Evidence
from analysis.entities.features import span_features, word_alone
from analysis.entities.repair import Found, repaired
from analysis.entities.spans import Run, candidates, is_plain, runs, words_of_doc
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
    found = [run for run in runs(words) if not is_plain(words, run)]
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


class Recognised(NamedTuple):
    """The names of an article in order, none overlapping, and where its sentences start."""

    names: list[Name]
    sentences: list[int]

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence an offset is in; sentences of nothing but blanks are not counted."""
        return max(0, bisect_right(self.sentences, offset) - 1)


def recognise(doc: Doc, text: str, tagger: Tagger) -> Recognised:
    """The names of an article. text: the text of the parse; making it from the Doc is dear."""
    words = words_of_doc(doc)
    items = words.words
    features = run_features(words, text)
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
    names = [
        Name(Span(items[name.first].start, items[name.stop - 1].end), name.confidence, name.kinds)
        for name in repaired(found, words, text)
    ]
    return Recognised(names, [word.start for word in items if word.opens])
