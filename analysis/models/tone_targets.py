"""What else in a sentence tone could be asked of: a teacher judges more targets than people have labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.model import Span
from analysis.models.tone_data import Example, apart

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 4  # words of a noun phrase; a placeholder in place of more would leave little of the sentence
_PRONOUNS = frozenset("he she they him them we i who".split())
_NO_TARGETS = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL"))


def unlabelled(examples: Sequence[Example]) -> list[Example]:
    """The same targets as if nobody had labelled them, for the news head."""
    return [replace(example, label=-1, domain=0) for example in examples]


def other_names(examples: Sequence[Example]) -> list[Example]:
    """What else is probably a name in the sentences, each as a target of its own, without a label; in a fixed order."""
    found = {}
    for example in examples:
        for name in example.names:
            found[example.text, name] = _asked_of(example, name)
    return [found[key] for key in sorted(found)]


def other_phrases(examples: Sequence[Example], nlp: Language) -> list[Example]:
    """Their pronouns and short noun phrases ("the committee"), as `other_names`; none that holds a labelled target.

    nlp: a spaCy pipeline with a parser.
    """
    by_text = {example.text: example for example in examples}
    found = {}
    for example, doc in zip(by_text.values(), nlp.pipe(by_text), strict=True):
        for phrase in phrases(doc):
            if apart([phrase], [example.target, *example.others]):
                found[example.text, phrase] = _asked_of(example, phrase)
    return [found[key] for key in sorted(found)]


def _asked_of(example: Example, target: Span) -> Example:
    """The sentence with another target; the one it had is now one of the others."""
    others = tuple(apart(sorted({example.target, *example.others}), [target]))
    return Example(example.text, target, -1, others, tuple(apart(example.names, [target])), 0)


def phrases(doc: Doc) -> list[Span]:
    """The pronouns and short noun phrases of a sentence."""
    return [
        Span(chunk.start_char, chunk.end_char)
        for chunk in doc.noun_chunks
        if len(chunk) <= LONGEST
        and chunk.root.pos_ != "NUM"
        and chunk.root.ent_type_ not in _NO_TARGETS
        and (chunk.root.pos_ != "PRON" or chunk.root.lower_ in _PRONOUNS)
    ]
