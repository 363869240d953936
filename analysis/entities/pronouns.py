"""Whom a pronoun stands for within one article: the last person, body or group that fits and stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.entities.cast import Cast
from analysis.entities.roles import FEMALE, MALE
from analysis.model import JOINT, KIND_OF_LABEL, Mention, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 4  # sentences a pronoun reaches back


@dataclass(frozen=True)
class Speaker:
    """Who speaks: the entity's name in this article, or the words of an unnamed source; None when unknown."""

    entity: str | None
    kind: SpeakerKind | None


UNKNOWN = Speaker(None, None)
UNNAMED = Speaker(None, "anonymous")  # a passive without agent: somebody, nobody says who


class Pronouns(Cast):
    """The names of one article, and who has spoken so far, as something pronouns can be resolved to."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        super().__init__(doc, mentions)
        self.said: list[tuple[int, Speaker]] = []  # token of a speaker already resolved, in order

    def note(self, token: int, speaker: Speaker) -> None:
        """Remember who spoke where: the best guess for the next pronoun."""
        if speaker.entity is not None:
            self.said.append((token, speaker))

    def pronoun(self, head: Token, quoted_by: Speaker | None) -> Speaker:
        word = head.lower_
        if word in ("i", "we", "me", "us", "my", "our"):
            return quoted_by or UNKNOWN
        if word in ("he", "him", "his", "she", "her"):
            return self.last_person(head.i, MALE if word in ("he", "him", "his") else FEMALE)
        if word in ("it", "its"):
            return self._last_of(head.i, ("organisation", "state"), ("ORG", "GPE"))
        if word in ("they", "them", "their"):
            return self._last_of(head.i, ("group", "organisation"), ("NORP", "ORG"))
        if word in ("who", "which", "that", "what", "this", "you", "one"):
            return UNKNOWN
        return Speaker(head.text, "group" if word in ("some", "many", "others", "several") else "anonymous")

    def last_person(self, i: int, gender: str) -> Speaker:
        """The person a singular pronoun stands for: nearest, rather the last speaker, rather a subject."""
        best: tuple[float, int, str] | None = None
        here = self.sentence[i]
        spoke = {token: s.entity for token, s in self.said if s.kind == "person"}
        last = next((s.entity for token, s in reversed(self.said) if token < i and s.kind == "person"), None)
        for token, mention in reversed(self.first):
            if token >= i or mention.label != "PERSON":
                continue
            back = here - self.sentence[token]
            if back > REACH and best is not None:
                break
            score = -0.8 * back + self._prominence(token, mention)
            score += 1.2 * (mention.entity == last) + 0.3 * (token in spoke)
            known = self.genders.get(mention.entity)
            score += 0.0 if known is None else 1.5 if known == gender else -6.0
            if best is None or (score, token) > best[:2]:
                best = (score, token, mention.entity)
        return Speaker(best[2], "person") if best and best[0] > -6 else UNKNOWN

    def _prominence(self, token: int, mention: Mention) -> float:
        head = self.head(token, mention)
        if head.dep_ in ("nsubj", "nsubjpass"):
            return 1.5 if head.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis") else 1.0
        if head.dep_ == "poss":
            return -0.3
        return -0.5 if head.dep_ in ("pobj", "compound") else 0.0

    def _last_of(self, i: int, kinds: tuple[str, ...], labels: tuple[str, ...]) -> Speaker:
        """The body or group a pronoun stands for: a speaker of that kind just before, else a subject."""
        here = self.sentence[i]
        for token, speaker in reversed(self.said):
            if token >= i or here - self.sentence[token] > 2:
                continue
            if speaker.kind in kinds or ("group" in kinds and JOINT in (speaker.entity or "")):
                return speaker
        for token, mention in reversed(self.first):
            if token >= i or mention.label not in labels:
                continue
            if here - self.sentence[token] > 2:
                break
            if self.head(token, mention).dep_ in ("nsubj", "nsubjpass"):
                return Speaker(mention.entity, KIND_OF_LABEL[mention.label])
        return UNKNOWN
