"""Pronouns and descriptions that stand for a name of the article, where the evidence is strong: "he", "the ministry".

A guess would be counted as if it were written, so each rule answers only when one name fits and nothing speaks for
another. Each carries a confidence: how often it was right for the speakers of annotated articles (docs/entities.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from analysis.entities.cast import Cast
from analysis.entities.organisations import name_words, same_words
from analysis.entities.roles import FEMALE, GOVERNMENTS, INSTITUTIONS, MALE, PERSON_NOUNS
from analysis.model import InferredMention, Label, Mention, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 2  # sentences back in which a person must be named for a pronoun to mean him or her
HOLDER_REACH = 5  # sentences back in which the holder of an office must be the last person named
GENDER = {
    "he": MALE, "him": MALE, "his": MALE, "himself": MALE,
    "she": FEMALE, "her": FEMALE, "hers": FEMALE, "herself": FEMALE,
}  # fmt: skip
ALONE, SUBJECT, HOLDER, BODY, SAME_WORDS = (
    "the only person who fits",
    "the subject before",
    "the one who holds the office",
    "the one body of that kind",
    "the same words",
)
CONFIDENCE = {ALONE: 0.98, SUBJECT: 0.90, HOLDER: 0.91, BODY: 0.88, SAME_WORDS: 0.67}
"""(right + 1) ÷ (cases + 2) of the speakers in the annotated Wikinews articles and of a sample that was read."""
NOUNS = (INSTITUTIONS | PERSON_NOUNS) - GOVERNMENTS - {"city", "county", "district"}  # these are places first
_DEFINITE = frozenset({"the", "this", "that"})
_OWN_WORDS = ("compound", "amod", "nmod")


def find_inferred(cast: Cast, quotes: Sequence[Quote]) -> list[InferredMention]:
    """Every pronoun and description that surely stands for one name of the article, in order.

    quotes: pronouns inside quotation marks are left alone, since whoever is quoted may mean somebody else.
    """
    if not cast.first:
        return []
    doc = cast.doc
    quoted = _quoted(quotes)
    strings = doc.vocab.strings
    pronouns = {strings[word] for word in GENDER}
    nouns = {strings[noun] for noun in NOUNS}
    found: list[InferredMention] = []
    for i, (word, lemma) in enumerate(doc.to_array(["LOWER", "LEMMA"]).tolist()):
        if (word in pronouns or lemma in nouns) and i not in cast.mention_of:
            token = doc[i]
            if not any(start <= token.idx < end for start, end in quoted):
                found += _pronoun(cast, token) if word in pronouns else _description(cast, token)
    return found


def _quoted(quotes: Sequence[Quote]) -> list[Span]:
    return [span for quote in quotes if quote.quote_type != "indirect" for span in quote.content]


def _record(cast: Cast, first: Token, last: Token, mention: Mention, how: str) -> InferredMention:
    span = Span(first.idx, last.idx + len(last))
    kind: Literal["pronoun", "description"] = "pronoun" if how in (ALONE, SUBJECT) else "description"
    return InferredMention(
        span, cast.sentence[first.i], mention.entity, mention.label, kind, how, CONFIDENCE[how]
    )


# Pronouns.


def _pronoun(cast: Cast, token: Token) -> Iterator[InferredMention]:
    gender = GENDER[token.lower_]
    near = [
        (place, mention)
        for place, mention in _before(cast, token.i, REACH)
        if mention.label == "PERSON" and cast.genders.get(mention.entity, gender) == gender
    ]
    people = {mention.entity for _, mention in near}
    if len(people) == 1:
        yield _record(cast, token, token, near[0][1], ALONE)
    elif people and token.dep_ in ("nsubj", "poss"):
        subjects = [(place, m) for place, m in near if cast.head(place, m).dep_ in ("nsubj", "nsubjpass")]
        last = cast.sentence[token.i] - 1
        just = {m.entity for place, m in subjects if cast.sentence[place] >= last}
        is_nearest = (
            token.dep_ == "nsubj" or near[0][1].entity in just
        )  # "Li, who was dismissed from his post"
        if len(just) == 1 and len({m.entity for _, m in subjects}) == 1 and is_nearest:
            yield _record(cast, token, token, subjects[0][1], SUBJECT)


def _before(cast: Cast, i: int, reach: int) -> Iterator[tuple[int, Mention]]:
    """Mentions before token i, the nearest first, at most `reach` sentences back."""
    here = cast.sentence[i]
    for place, mention in reversed(cast.first):
        if place < i:
            if here - cast.sentence[place] > reach:
                return
            yield place, mention


# Descriptions.


def _description(cast: Cast, head: Token) -> Iterator[InferredMention]:
    if head.tag_ not in ("NN", "NNP"):
        return
    first = head
    own: list[Token] = []
    for child in head.lefts:
        first = min(first, child, key=lambda t: t.i)
        if child.dep_ in _OWN_WORDS:
            own.append(child)
    if first.lower_ not in _DEFINITE or any(c.dep_ in ("prep", "relcl", "acl", "appos") for c in head.rights):
        return  # "the general who …" tells whom by more than a name
    if head.dep_ in ("compound", "appos", "attr", "nmod"):
        return
    if head.lemma_ in INSTITUTIONS:
        yield from _body(cast, first, head, own)
    else:
        yield from _holder(cast, first, head, own)


def _holder(cast: Cast, first: Token, head: Token, own: list[Token]) -> Iterator[InferredMention]:
    """ "the general": the one person the article has given that office before, when nobody was named since."""
    last = next((m for _, m in _before(cast, head.i, HOLDER_REACH) if m.label == "PERSON"), None)
    wanted = {token.lower_ for token in own}
    held = cast.roles.get(head.lemma_.lower(), [])
    before = {entity for place, words, entity in held if place < head.i}
    fits = {entity for place, words, entity in held if place < head.i and wanted <= words}
    if last is not None and fits == {last.entity} and (before == fits or wanted):
        yield _record(cast, first, head, last, HOLDER)


BODIES: tuple[Label, ...] = ("ORG", "FAC")


def _body(cast: Cast, first: Token, head: Token, own: list[Token]) -> Iterator[InferredMention]:
    """ "the ministry": the one body of the article whose name has the word; "Chinese defence ministry" by its words."""
    named = {m.entity: m for place, m in cast.first if m.label in BODIES and place < head.i}
    text = " ".join([*(token.text for token in own), head.text])
    if own:
        same = [m for entity, m in sorted(named.items()) if same_words(text, entity) == "same words"]
        if len(same) == 1:
            yield _record(cast, first, head, same[0], SAME_WORDS)
            return
    word = name_words(head.text)
    wanted = set(name_words(text))
    fits = [
        m
        for entity, m in sorted(named.items())
        if word and word[0] in (names := name_words(entity)) and wanted <= set(names)
    ]
    if len(fits) == 1 and len(wanted) == len(own) + 1:
        yield _record(cast, first, head, fits[0], BODY)
