"""Sentences with everything in them that tone can be asked of, and which of it is asked. Needed to train only."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.model import Span
from analysis.models.tone_data import Example, apart, window_of
from analysis.models.tone_input import MAX_TOKENS, windows
from analysis.models.tone_targets import phrases

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
PHRASES_TOO = 0.5  # share of the sentences in which two phrases are hidden beside the names
ALONE = 0.5  # share of the sentences of which one target is asked by itself, too


@dataclass(frozen=True)
class Sentence:
    """names, phrases: spans of which none overlaps another. labels: 0 negative, 1 neutral, 2 positive, by target."""

    text: str
    names: tuple[Span, ...]
    phrases: tuple[Span, ...]
    labels: dict[Span, int]


@dataclass(frozen=True)
class Lesson:
    """One sentence as teacher and pupil read it: as many words, at the same places. labels: -1 for none."""

    seen: tuple[int, ...]  # the teacher's ids
    ids: tuple[int, ...]
    positions: tuple[int, ...]
    labels: tuple[int, ...]
    of_business: bool = False


def sentences(examples: Sequence[Example], nlp: Language) -> list[Sentence]:
    """The sentences of the examples, each once, with their labelled targets, other names, pronouns and noun phrases."""
    labels: dict[str, dict[Span, int]] = defaultdict(dict)
    for example in examples:
        labels[example.text].update({example.target: example.label} if example.label >= 0 else {})
    return [
        _sentence(doc, its)
        for its, doc in zip(labels.values(), nlp.pipe(labels, batch_size=128), strict=True)
    ]


def _sentence(doc: Doc, labels: dict[Span, int]) -> Sentence:
    named = (Span(one.start_char, one.end_char) for one in doc.ents if one.label_ in NAMES)
    names = apart(sorted(named), list(labels))
    return Sentence(doc.text, tuple(names), tuple(apart(phrases(doc), [*labels, *names])), labels)


def lessons(
    given: Iterable[Sentence], reads: Tokenizer, learns: Tokenizer, chance: random.Random
) -> list[Lesson]:
    """One pass over sentences: all names hidden at once, as in use, and single targets, as they are labelled.

    reads, learns: the tokenizer of the teacher and of the pupil. Sentences too long for either are left out.
    """
    asked = ((sentence, hidden) for sentence in given for hidden in _hidden(sentence, chance))
    made = (lesson_of(sentence, hidden, reads, learns) for sentence, hidden in asked)
    return [lesson for lesson in made if lesson]


def lesson_of(
    sentence: Sentence, hidden: Iterable[Span], reads: Tokenizer, learns: Tokenizer
) -> Lesson | None:
    """The sentence with these targets hidden; nothing if it is too long for either tokenizer."""
    spans = apart(sorted(hidden), [])
    seen, learned = (windows(tokenizer, sentence.text, spans) for tokenizer in (reads, learns))
    if not (len(seen) == len(learned) == 1 and len(seen[0].ids) == len(learned[0].ids) < MAX_TOKENS):
        return None
    labels = tuple(sentence.labels.get(span, -1) for span in spans)
    return Lesson(seen[0].ids, learned[0].ids, learned[0].positions, labels)


def _hidden(sentence: Sentence, chance: random.Random) -> Iterable[list[Span]]:
    names = [*sentence.names, *sentence.labels]
    if names:
        more = sentence.phrases if chance.random() < PHRASES_TOO else ()
        yield [*names, *chance.sample(more, min(len(more), 2))]
    if sentence.labels:
        yield [chance.choice(list(sentence.labels))]
    every = [*names, *sentence.phrases]
    if every and (not names or chance.random() < ALONE):
        yield [chance.choice(every)]


def business_lessons(headlines: Sequence[Example], learns: Tokenizer) -> list[Lesson]:
    """Headlines on which the pupil keeps its judgement: the teacher, who knows nothing of business, is not asked."""
    found = []
    for example in headlines:
        window, position = window_of(learns, example)
        found.append(Lesson(window.ids, window.ids, (position,), (-1,), of_business=True))
    return found


def batches(given: Sequence[Lesson], chance: random.Random, *, n_words: int) -> list[list[Lesson]]:
    """In random order, each of one kind and of sentences of like length. n_words: padded words a batch."""
    order = sorted(
        range(len(given)),
        key=lambda number: (given[number].of_business, len(given[number].ids) + chance.uniform(-4, 4)),
    )
    made: list[list[Lesson]] = [[]]
    for lesson in (given[number] for number in order):
        longest = max(len(one.ids) for one in (*made[-1], lesson))
        apart = made[-1] and made[-1][0].of_business != lesson.of_business
        if apart or (made[-1] and (len(made[-1]) + 1) * longest > n_words):
            made.append([])
        made[-1].append(lesson)
    chance.shuffle(made)
    return made
