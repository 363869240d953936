"""Speakers: the mention by the cue that says whose words they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.annotate.quotes.cues import Cue
from analysis.annotate.quotes.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj")
_RELATIVE = frozenset({"who", "which", "that"})


def according_phrase(cue: Cue, reading: Reading) -> Token | None:
    if cue.lemma != "according":
        return None
    return next((o for p in cue.head.rights if p.dep_ == "prep" for o in p.rights if o.dep_ == "pobj"), None)


def owner_of_noun(cue: Cue, reading: Reading) -> Token | None:
    """ "his claim", "a statement by police", "the ministry's announcement"."""
    if cue.word.pos != "noun":
        return None
    for child in cue.head.lefts:
        if child.dep_ == "poss":
            return child
    for preposition in ("by", "from"):
        for child in cue.head.rights:
            if child.lower_ == preposition:
                return next((o for o in child.rights if o.dep_ == "pobj"), None)
    return None


def agent_of_passive(cue: Cue, reading: Reading) -> Token | None:
    agent = next((c for c in cue.head.rights if c.dep_ == "agent"), None)
    return next((o for o in agent.rights if o.dep_ == "pobj"), None) if agent is not None else None


def own_subject(cue: Cue, reading: Reading) -> Token | None:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in cue.head.children):
        return None
    subject = next((c for c in cue.head.children if c.dep_ in _SUBJECTS), None)
    if subject is not None and subject.lower_ in _RELATIVE and cue.head.dep_ == "relcl":
        return cue.head.head
    return subject


def inherited_subject(cue: Cue, reading: Reading) -> Token | None:
    """Of a participle or a coordinated cue: the subject of the verb it hangs on, or the noun it describes."""
    verb = cue.head
    if cue.word.pos != "verb" or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    for _ in range(6):
        if verb.dep_ == "acl":
            return verb.head
        if (
            verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "parataxis", "dep")
            or verb.head.i == verb.i
        ):
            return None
        verb = verb.head
        agent = next(
            (o for c in verb.rights if c.dep_ == "agent" for o in c.rights if o.dep_ == "pobj"), None
        )
        subject = next((c for c in verb.children if c.dep_ in (*_SUBJECTS, "nsubjpass")), None)
        if agent is not None:
            return agent
        if subject is not None:
            return verb.head if subject.lower_ in _RELATIVE and verb.dep_ == "relcl" else subject
    return None


SPEAKER_RULES: tuple[Callable[[Cue, Reading], Token | None], ...] = (
    according_phrase,
    owner_of_noun,
    agent_of_passive,
    own_subject,
    inherited_subject,
)


def find_speaker(cue: Cue, reading: Reading) -> Token | None:
    """The head of the speaker's noun phrase: the first rule that answers; None when all pass."""
    for rule in SPEAKER_RULES:
        if (speaker := rule(cue, reading)) is not None:
            return speaker
    return None


def speaker_tokens(head: Token, reading: Reading) -> set[int]:
    """The noun phrase of a speaker: with title and "of …", without apposition and relative clause."""
    appositions = [c for c in head.rights if c.dep_ == "appos"]
    if appositions and appositions[0].ent_type_ == "PERSON" and head.ent_type_ != "PERSON":
        return speaker_tokens(appositions[0], reading)
    left = min(t.i for t in head.subtree) if _simple_left(head) else head.i
    members = set(range(left, head.i + 1))
    end = head.i
    for child in head.rights:
        if child.dep_ in ("prep", "conj", "cc", "case") and not _is_detached(child, reading):
            if child.dep_ == "prep" and child.lower_ not in ("of", "for", "from", "in", "at", "on", "with"):
                break
            members |= _core(child, reading)
            end = max(members)
        elif child.dep_ in ("appos", "relcl", "acl", "punct"):
            if child.dep_ == "punct" and child.i == end + 1 and child.text in "-\u2019'":
                continue
            if child.dep_ == "punct" and any(c.dep_ == "conj" and c.i > child.i for c in head.rights):
                members.add(child.i)
                continue
            break
    return {i for i in members if not reading.tokens[i].is_space}


def _simple_left(head: Token) -> bool:
    return True


def _core(token: Token, reading: Reading) -> set[int]:
    out: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop()
        out.add(current.i)
        stack.extend(c for c in current.children if c.dep_ not in ("appos", "relcl", "acl", "advcl", "punct"))
    return set(range(min(out), max(out) + 1))


def _is_detached(child: Token, reading: Reading) -> bool:
    before = reading.previous(min(t.i for t in child.subtree))
    return child.dep_ == "prep" and before >= 0 and reading.tokens[before].text == ","
