"""Who a speaker is: pronouns, bare titles, "his office", "the ministry", "the statement" within one article.

`References` reads an article once; `of` answers for one noun phrase: the entity of this article it stands for, and
what kind of speaker that is. Groups and unnamed people keep their own words ("US officials", "a witness"). What
cannot be told is None: a guess would put words into somebody's mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.entities.cast import with_participles
from analysis.entities.pronouns import REACH, UNKNOWN, Pronouns, Speaker
from analysis.entities.roles import (
    COLLECTIVES,
    DOCUMENTS,
    FEMALE,
    GOVERNMENTS,
    INSTITUTIONS,
    MALE,
    PERSON_NOUNS,
    SCIENTISTS,
)
from analysis.model import JOINT, KIND_OF_LABEL, Mention, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token


class References(Pronouns):
    """The names of one article as something pronouns and descriptions can be resolved to."""

    def of(self, head: Token, phrase: Sequence[int], *, quoted_by: Speaker | None = None) -> Speaker:
        """The speaker a noun phrase stands for.

        head: its head. phrase: its tokens. quoted_by: for a phrase inside a quotation, who is quoted ("we", "I").
        """
        members = [head, *(c for c in head.conjuncts if c.i in set(phrase))]
        if members[-1].tag_ == "NNS" and all(m.pos_ == "PROPN" for m in members[:-1]) and len(members) > 1:
            members = [members[-1]]  # "New Orleans and Jefferson Parish officials"
        parts = _parts(members, phrase)
        found = [self._one(token, part, quoted_by) for token, part in zip(members, parts, strict=True)]
        named = [speaker for speaker in found if speaker.entity is not None]
        if not named:
            return found[0]
        if len(named) == 1:
            return named[0]
        entities = list(dict.fromkeys(s.entity for s in named if s.entity))
        return Speaker(JOINT.join(entities), named[0].kind)

    def _one(self, head: Token, phrase: Sequence[int], quoted_by: Speaker | None) -> Speaker:
        word = head.lower_
        if head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$"):
            return self.pronoun(head, quoted_by)
        mention = self.mention_of.get(head.i)
        if mention is not None and not (head.pos_ == "NOUN" and word in PERSON_NOUNS):
            return Speaker(mention.entity, KIND_OF_LABEL[mention.label])
        lemma = head.lemma_.lower()
        if lemma in DOCUMENTS:
            return self._behind(head, phrase)
        if lemma in ("campaign", "administration"):  # "the Biden campaign" is not Biden
            return self._institution(head, phrase)
        if (named := self._name_inside(head, phrase)) is not None:
            return named
        if head.pos_ == "PROPN" and word not in PERSON_NOUNS:
            return self._unmarked_name(head, phrase)
        if lemma in ("office", "team") and (owner := self._owner(head)) is not None:
            return owner
        if lemma in INSTITUTIONS:
            return self._institution(head, phrase)
        return self._person_or_group(head, phrase)

    # Descriptions.

    def _name_inside(self, head: Token, phrase: Sequence[int]) -> Speaker | None:
        """A person's name in the phrase, beside its title: "Interior Minister | Joachim Brudziński", "his wife Ann"."""
        of = {t.i for c in head.rights if c.dep_ in ("prep", "relcl", "acl") for t in c.subtree}
        owner = {t.i for c in head.lefts if c.dep_ == "poss" for t in c.subtree}
        last = max(phrase)
        if (
            (ends := self.mention_of.get(last)) is not None
            and ends.label == "PERSON"
            and self._is_titled(ends, last)
        ):
            return Speaker(ends.entity, "person")
        if (
            ends is not None
            and ends.label == "ORG"
            and head.pos_ == "NOUN"
            and self._begins(ends, head.i + 1)
        ):
            return Speaker(ends.entity, "organisation")  # "the broadcaster NRK"
        for i in sorted(phrase, reverse=True):
            mention = self.mention_of.get(i)
            if mention is not None and mention.label == "PERSON" and i not in of and i not in owner:
                if i < head.i and head.lower_ in PERSON_NOUNS and self.doc[i].dep_ == "compound":
                    continue  # "the Trump spokesman"
                return Speaker(mention.entity, "person")
        return None

    def _begins(self, mention: Mention, i: int) -> bool:
        """The name's first word is the token i."""
        return self.mention_of.get(i) is mention and self.mention_of.get(i - 1) is not mention

    def _is_titled(self, mention: Mention, last: int) -> bool:
        """The name closes its phrase right after a noun: "Mayor of Koszalin | Piotr Jedlinski", "named | Wong"."""
        first = last
        while first and self.mention_of.get(first - 1) is mention:
            first -= 1
        before = self.doc[first - 1] if first else None
        return before is not None and (
            before.pos_ in ("NOUN", "PROPN") or before.lower_ in ("named", "called")
        )

    def _owner(self, head: Token) -> Speaker | None:
        """Whose it is: "his office", "Mr Brown's team", "the office of the mayor"."""
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if owner is None:
            of = next((c for c in with_participles(head) if c.lower_ in ("of", "by", "from")), None)
            owner = next((c for c in of.rights if c.dep_ == "pobj"), None) if of is not None else None
        if owner is None:
            compound = next(
                (c for c in head.lefts if c.dep_ in ("compound", "nmod") and c.i in self.mention_of), None
            )
            owner = compound
        if owner is None:
            return None
        found = self.of(owner, [t.i for t in owner.subtree])
        return found if found.entity is not None else None

    def _behind(self, head: Token, phrase: Sequence[int]) -> Speaker:
        """Who speaks in a document: its owner, else for "the statement" who spoke last."""
        owner = self._owner(head)
        if owner is not None:
            return owner
        if head.lemma_.lower() in SCIENTISTS and (group := self._scientists(head.i)) is not None:
            return group
        is_known = any(c.lower_ in _DEFINITE for c in head.lefts) and head.lemma_.lower() not in _OF_OTHERS
        if len(phrase) <= 3 and is_known:
            here = self.sentence[head.i]
            of_a_body = head.lemma_.lower() in _OF_A_BODY
            for token, speaker in reversed(self.said):
                if here - self.sentence[token] > (2 * REACH if of_a_body else 3):
                    break
                if token < head.i and not (of_a_body and speaker.kind == "person"):
                    return speaker
        return self._as_written(phrase, "anonymous")

    def _scientists(self, i: int) -> Speaker | None:
        """The group of scientists the article introduced at greatest length."""
        groups = [s for token, s in self.said if token < i and s.kind == "group" and s.entity]
        groups = [
            s for s in groups if s.entity and any(w in _SCIENCE_FORMS for w in s.entity.lower().split())
        ]
        return max(groups, key=lambda s: len(s.entity or ""), default=None)

    def _unmarked_name(self, head: Token, phrase: Sequence[int]) -> Speaker:
        """A name nobody marked: the person whose surname it is, else taken for a body."""
        for _, mention in self.first:
            if mention.label == "PERSON" and mention.entity.split()[-1] == head.text:
                return Speaker(mention.entity, "person")
        return self._as_written(phrase, "person" if head.ent_type_ == "PERSON" else "organisation")

    def _institution(self, head: Token, phrase: Sequence[int]) -> Speaker:
        """ "the ministry", "the court": the last body named before whose name has the word; else as written."""
        word = head.lemma_.lower()
        if word in GOVERNMENTS:
            for i in phrase:
                mention = self.mention_of.get(i)
                if mention is not None and mention.label == "GPE":
                    return Speaker(mention.entity, "state")
            return self._as_written(phrase, "state")
        own = [t.lower_ for t in head.lefts if t.dep_ in ("compound", "amod")]
        for token, mention in reversed(self.first):
            name = mention.entity.lower().split()
            is_body = mention.label in ("ORG", "FAC", "OTHER")
            if token < head.i and is_body and word in name and all(o in name for o in own):
                return Speaker(mention.entity, "organisation")
        return self._as_written(phrase, "organisation")

    def _force(self) -> Speaker | None:
        """The one police force the article names, whose name "police" is short for."""
        names = {m.entity for _, m in self.first if m.label == "ORG" and m.entity.lower().endswith(" police")}
        return Speaker(names.pop(), "organisation") if len(names) == 1 else None

    def _person_or_group(self, head: Token, phrase: Sequence[int]) -> Speaker:
        word = head.lemma_.lower()
        plural = head.tag_ in ("NNS", "NNPS") or word in COLLECTIVES
        if word == "police" and len(phrase) <= 2 and (force := self._force()) is not None:
            return force
        if plural:
            is_bare = len(phrase) <= 2 and word in SCIENTISTS
            group = self._scientists(head.i) if is_bare else None
            return group or self._as_written(phrase, "group")
        definite = (
            any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in head.lefts) or head.left_edge.i == head.i
        )
        own = {t.lower_ for t in head.lefts if t.dep_ in ("compound", "amod")} - _PASSING
        if definite and (holder := self._holder(head.i, word, own)) is not None:
            return Speaker(holder, "person")
        if definite and word in ("man", "woman", "boy", "girl", "actor", "actress", "author"):
            return self.last_person(head.i, FEMALE if word in ("woman", "girl", "actress") else MALE)
        return self._as_written(phrase, "anonymous")

    def _holder(self, i: int, role: str, own: set[str]) -> str | None:
        """The person the article gives a role: the last before, else the first after."""
        held = [(token, entity) for token, words, entity in self.roles.get(role, ()) if own <= words]
        before = [entity for token, entity in held if token < i]
        return before[-1] if before else held[0][1] if held else None

    def _as_written(self, phrase: Sequence[int], kind: SpeakerKind) -> Speaker:
        """The phrase itself, without "the", its first letter small unless it begins a name."""
        tokens = [self.doc[i] for i in sorted(phrase)]
        while tokens and (tokens[0].lower_ == "the" or tokens[0].is_punct or tokens[0].is_space):
            tokens = tokens[1:]
        if not tokens:
            return UNKNOWN
        text = self.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
        if (
            tokens[0].pos_ != "PROPN"
            and tokens[0].i not in self.mention_of
            and not (tokens[0].is_upper and len(tokens[0]) > 1)
        ):
            text = text[0].lower() + text[1:]
        return Speaker(" ".join(text.split()), kind)


def _parts(members: Sequence[Token], phrase: Sequence[int]) -> list[Sequence[int]]:
    """The tokens of a phrase that belong to each of its joint heads."""
    if len(members) == 1:
        return [phrase]
    starts = [token.left_edge.i for token in members]
    ends = [*starts[1:], max(phrase) + 1]
    bare = [members[0].doc[i].pos_ not in ("CCONJ", "PUNCT") for i in phrase]
    inside = [i for i, is_bare in zip(phrase, bare, strict=True) if is_bare]
    return [
        [i for i in inside if start <= i < end] or [token.i]
        for token, start, end in zip(members, starts, ends, strict=True)
    ]


_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_OF_OTHERS = frozenset(
    "motion footage video request petition appeal brief filing proclamation study survey".split()
)
_OF_A_BODY = frozenset(
    {"readout", "release", "communique", "communiqué", "bulletin"}
)  # no person issues them
_PASSING = frozenset({"former", "late", "new", "then", "current", "outgoing", "presiding", "same"})
_SCIENCE_FORMS = SCIENTISTS | {noun + "s" for noun in SCIENTISTS}
