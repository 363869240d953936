"""Names in an article: where each stands, what kind it is, and which entity it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.annotate.pipeline import parse_text
from analysis.entities.gazetteer import LABELS
from analysis.entities.groups import Form
from analysis.entities.metonyms import with_uses
from analysis.entities.organisations import initials_of, is_acronym, letters_of
from analysis.entities.recogniser import Name, recognise
from analysis.entities.tagger import Tagger, load_tagger
from analysis.entities.within_article import group_forms
from analysis.model import Article, Label, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MIN_CONFIDENCE: dict[Label, float] = {
    "OTHER": 0.6,
    "EVENT": 0.6,
}  # the kinds least surely told from common words
MAX_FORMS = 2_000  # looked for again in the text, which bounds the work on hostile articles


def find_mentions(doc: Doc, article: Article, *, tagger: Tagger | None = None) -> list[Mention]:
    """Every mention of a named entity in editorial text, in order, grouped within the article.

    doc: the article's parse; its offsets count code points of `article.text`. tagger: the shipped one when None.
    `Mention.entity` is the fullest form in the article without title, `Mention.how` the reason for it,
    `Mention.use` whether a place acts.
    """
    text = parse_text(article)
    recognised = recognise(doc, text, tagger or load_tagger())
    names = _sure_enough(recognised.names, text)
    weights: dict[str, list[float]] = {}
    for name in names:
        form = text[name.span.start : name.span.end]
        before = weights.get(form) or [0.0] * len(LABELS)
        weights[form] = [a + b for a, b in zip(before, name.kinds, strict=True)]
    own = [name.span for name in names]
    spans = sorted(own + _again(text, own))
    starts: dict[str, list[int]] = defaultdict(list)
    for span in spans:
        starts[text[span.start : span.end]].append(span.start)
    resolved = group_forms([_form(form, places, weights[form]) for form, places in starts.items()], text)
    mentions = []
    for span in spans:
        found = resolved[text[span.start : span.end]]
        sentence = recognised.sentence_of(span.start)
        mentions.append(Mention(span, sentence, found.entity, found.label, found.how))
    return with_uses(doc, mentions)


def _sure_enough(names: Sequence[Name], text: str) -> list[Name]:
    """Without events and works that are as likely common words; one that the article has an acronym for is a name."""
    forms = [text[name.span.start : name.span.end] for name in names]
    acronyms = {letters_of(form) for form in forms if is_acronym(form) and len(form) > 2}
    return [
        name
        for name, form in zip(names, forms, strict=True)
        if name.confidence >= MIN_CONFIDENCE.get(_label(name.kinds), 0.0) or acronyms & initials_of(form)
    ]


def _label(kinds: tuple[float, ...]) -> Label:
    return LABELS[kinds.index(max(kinds))]


def _form(text: str, starts: list[int], weights: list[float]) -> Form:
    total = sum(weights) or 1.0
    return Form(
        text, tuple(starts), tuple((label, w / total) for label, w in zip(LABELS, weights, strict=True))
    )


# Where a form may begin and must not end. One pattern of all forms would have to be made anew for each article, which
# costs more than this search.
_START = re.compile(r"(?<![\w’'-])\S")
_GOES_ON = re.compile(r"[\w-]")


def _again(text: str, spans: list[Span]) -> list[Span]:
    """Places of the found forms that were not recognised there: a form names the same thing all over an article.

    A single word is looked for only when it was recognised at half of its places at least: others mean a common word.
    """
    taken = bytearray(len(text))
    known: dict[str, int] = defaultdict(int)
    for span in spans:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        known[text[span.start : span.end]] += 1
    forms: dict[str, list[str]] = defaultdict(list)  # by first letter, the longest first
    for form in sorted(known, key=lambda form: (-len(form), form))[:MAX_FORMS]:
        forms[form[0]].append(form)
    places: dict[str, list[Span]] = defaultdict(list)
    end = 0
    for match in _START.finditer(text):
        start = match.start()
        if start < end or text[start] not in forms:
            continue
        for form in forms[text[start]]:
            if text.startswith(form, start) and not _GOES_ON.match(text, start + len(form)):
                end = start + len(form)
                if not any(taken[start:end]):
                    places[form].append(Span(start, end))
                break
    return [
        span for form, found in places.items() if " " in form or len(found) <= known[form] for span in found
    ]
