"""The cast of one article: where its names stand, what roles it gives its people, and which pronouns fit them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.entities.roles import FEMALE, MALE, gender_of_name
from analysis.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Cast:
    """The mentions of one article laid over its tokens."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = doc.text
        starts: list[int] = doc.to_array("IDX").tolist()
        self.sentence = _sentences(doc)
        self.mention_of: dict[int, Mention] = {}  # token → mention
        self.first: list[tuple[int, Mention]] = []  # first token of each mention, in order
        for mention in mentions:
            i = max(0, bisect_right(starts, mention.span.start) - 1)
            self.first.append((i, mention))
            while i < len(starts) and starts[i] < mention.span.end:
                self.mention_of[i] = mention
                i += 1
        self.roles = self._roles()
        self.genders = self._genders()

    def head(self, token: int, mention: Mention) -> Token:
        """The token of a mention that the rest of it hangs on."""
        head = self.doc[token]
        while self.mention_of.get(head.head.i) is mention and head.head.i != head.i:
            head = head.head
        return head

    def _roles(self) -> dict[str, list[tuple[int, frozenset[str], str]]]:
        """Role noun ("president", "judge") → where, with what words before it, and of whom the article says it."""
        roles: dict[str, list[tuple[int, frozenset[str], str]]] = {}
        for token, mention in self.first:
            if mention.label != "PERSON":
                continue
            head = self.head(token, mention)
            nouns = [t for t in self.doc[max(0, token - 6) : token] if head.i in (t.head.i, t.head.head.i)]
            nouns += [c for c in head.children if c.dep_ == "appos"]
            if head.dep_ == "appos":
                nouns.append(head.head)
            if head.dep_ in ("nsubj", "nsubjpass"):
                nouns += [c for c in head.head.children if c.dep_ == "attr"]
            for noun in nouns:
                if noun.pos_ in ("NOUN", "PROPN") and self.mention_of.get(noun.i) is not mention:
                    words = frozenset(t.lower_ for t in self.doc[max(0, noun.i - 4) : noun.i])
                    roles.setdefault(noun.lemma_.lower(), []).append((token, words, mention.entity))
        return roles

    def _genders(self) -> dict[str, str]:
        """Person → gender of the pronouns that fit, by title and first name; those that tell nothing are left out."""
        votes: dict[str, int] = {}
        for token, mention in self.first:
            if mention.label != "PERSON":
                continue
            before = self.doc[token - 1].lower_.rstrip(".") if token else ""
            name = mention.entity.split()
            by = gender_of_name(name[0], title=before) if name else None
            if by is not None:
                votes[mention.entity] = votes.get(mention.entity, 0) + (1 if by == MALE else -1)
        return {entity: MALE if vote > 0 else FEMALE for entity, vote in votes.items() if vote}


def with_participles(head: Token) -> list[Token]:
    """What hangs on a noun to its right, and on a participle there: "a statement (released) by police"."""
    out = []
    for child in head.rights:
        out.append(child)
        if child.dep_ == "acl":
            out.extend(child.rights)
    return out


def _sentences(doc: Doc) -> list[int]:
    out = [0] * len(doc)
    for number, sentence in enumerate(doc.sents):
        for i in range(sentence.start, sentence.end):
            out[i] = number
    return out
