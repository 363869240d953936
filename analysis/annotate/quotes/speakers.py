"""Speakers: the mention by the cue that says whose words they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.annotate.quotes.cues import Cue
from analysis.annotate.quotes.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj")
_DOCUMENTS = frozenset(
    {"statement", "letter", "order", "tweet", "message", "email", "post", "note", "release", "memo"}
)
_RELATIVE = frozenset({"who", "which", "that"})


def according_phrase(cue: Cue, reading: Reading) -> Token | None:
    if cue.lemma == "per":
        return next((o for o in cue.head.rights if o.dep_ == "pobj"), None)
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
    if subject is not None and subject.lower_ in _RELATIVE:
        return cue.head.head if cue.head.dep_ == "relcl" else _noun_before(subject, reading)
    return subject


def _noun_before(relative: Token, reading: Reading) -> Token:
    before = reading.previous(relative.i)
    if before >= 0 and reading.tokens[before].text == ",":
        before = reading.previous(before)
    return (
        reading.tokens[before]
        if before >= 0 and reading.tokens[before].pos_ in ("NOUN", "PROPN")
        else relative
    )


def _behind_document(noun: Token) -> Token | None:
    """Who issued "a statement saying …": its owner, or the subject of the verb it is the object of."""
    if noun.lemma_.lower() not in _DOCUMENTS:
        return None
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    verb = noun.head.head if noun.head.dep_ == "prep" else noun.head
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB":
        return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    return None


def inherited_subject(cue: Cue, reading: Reading) -> Token | None:
    """Of a participle or a coordinated cue: the subject of the verb it hangs on, or the noun it describes."""
    verb = cue.head
    if cue.word.pos != "verb" or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    for _ in range(6):
        if verb.dep_ == "acl":
            return _behind_document(verb.head) or verb.head
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
    """The noun phrase of a speaker: with title and "of …", without apposition and relative clause.

    Of a role and a name, "the mayor, Sadiq Khan", the name.
    """
    name = _name_of_role(head, reading)
    if name is not None:
        return speaker_tokens(name, reading)
    members = set(range(_left_edge(head), head.i + 1))
    end = head.i
    for child in head.rights:
        if _is_time(child):  # "A senior official on Thursday stressed …": of the act, not of the official
            break
        part = _core(child)
        before = reading.previous(min(part))
        if (
            child.dep_ in ("prep", "conj", "cc", "case", "nmod", "flat")
            and reading.tokens[before].text != ","
        ):
            members |= part
        elif child.dep_ == "conj" or (child.dep_ == "appos" and before == end):
            members |= set(range(end + 1, max(part) + 1))
        elif child.dep_ == "punct" and child.i == end + 1 and child.text in _HYPHENS:
            members.add(child.i)
        elif child.dep_ in ("acl", "amod", "prep") and reading.tokens[before].text != ",":
            members |= set(range(end + 1, max(t.i for t in child.subtree) + 1))
        elif child.dep_ in ("appos", "relcl", "acl"):
            break
        end = max(members)
    return {i for i in _with_name(members, reading) if not reading.is_space[i]}


def _is_time(token: Token) -> bool:
    """A date beside the phrase, alone or after "on", "as of"."""
    thing = token
    while thing.dep_ in ("prep", "pcomp") and (inner := next(iter(thing.rights), None)) is not None:
        thing = inner
    return thing.ent_type_ in ("DATE", "TIME") and token.lower_ != "of"


def _left_edge(head: Token) -> int:
    """Where the noun phrase begins: its subtree may begin earlier, with what the parser hung on it by mistake."""
    edge = head.i
    for child in sorted(head.lefts, key=lambda c: -c.i):
        if child.dep_ not in _PREMODIFIERS or any(t.tag_ in _FINITE for t in child.subtree):
            break
        edge = child.left_edge.i
    return edge


_PREMODIFIERS = frozenset(
    "det predet compound amod nmod nummod poss advmod quantmod punct neg case appos npadvmod".split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _name_of_role(head: Token, reading: Reading) -> Token | None:
    """The name in apposition, after a comma, to a noun that is no name.

    The parser hangs the name of "the mayor of New Orleans, LaToya Cantrell" on the city; "The Vice President" it takes
    for a name.
    """
    if head.ent_type_ == "PERSON" or head.pos_ not in ("NOUN", "PROPN"):
        return None
    parts = [head]
    for part in parts:
        for child in part.rights:
            if child.dep_ in ("prep", "pobj") and (child.dep_ == "prep" or child.ent_type_ != "PERSON"):
                parts.append(child)
            is_person = child.ent_type_ == "PERSON"
            if (
                child.dep_ == "appos"
                and child.pos_ == "PROPN"
                and (is_person or (head.pos_ == "NOUN" and part is head))
            ):
                before = reading.previous(min(t.i for t in child.subtree))
                if before >= 0 and reading.tokens[before].text == ",":
                    return child
    return None


def _with_name(members: set[int], reading: Reading) -> set[int]:
    """The phrase with the rest of a person's name that the parser cut in two ("Early opponent MP | Tanya Davies")."""
    end = max(members)
    while _hyphen_follows(end, reading):
        members = members | {end + 1, end + 2}
        end += 2
    following = reading.following(end)
    while (
        following < len(reading.tokens)
        and reading.tokens[following].ent_type_ == "PERSON"
        and reading.tokens[following].pos_ == "PROPN"
        and reading.sentence[following] == reading.sentence[end]
        and (reading.tokens[following].ent_iob_ == "I" or reading.tokens[end].pos_ in ("NOUN", "PROPN"))
    ):
        members = members | {following}
        following = reading.following(following)
    return members


def _hyphen_follows(end: int, reading: Reading) -> bool:
    """The phrase ends within a hyphened word ("study co | -author")."""
    tokens = reading.tokens
    if end + 2 >= len(tokens) or tokens[end].whitespace_ or tokens[end + 1].whitespace_:
        return False
    return tokens[end + 1].text in _HYPHENS and tokens[end + 2].is_alpha


def _core(token: Token) -> set[int]:
    """The tokens of a modifier, without what hangs on it loosely."""
    out: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop()
        out.add(current.i)
        stack.extend(c for c in current.children if c.dep_ not in ("appos", "relcl", "acl", "advcl", "punct"))
    return set(range(min(out), max(out) + 1))


_HYPHENS = frozenset("-\u2010\u2011\u2019'")
