"""Places that act: "Beijing said", "talks with Washington" mean a government, "in Beijing" means the place.

Read off the grammar around a name: what it is the subject, object or owner of. What the grammar leaves open stays open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.model import Mention, Use

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES = frozenset({"GPE", "LOC", "FAC"})
SEATS = frozenset(
    [
        "White House",
        "Kremlin",
        "Downing Street",
        "10 Downing Street",
        "Pentagon",
        "Capitol Hill",
        "Élysée",
        "Elysee",
    ]
)
"""Buildings that news calls a body by, whatever kind they were given."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ACTS = _words("""
    accept accuse acknowledge add address admit agree aim allege allow announce appeal apologise apologize appoint
    approve argue ask assert assure attack authorize authorise ban blame block boycott break call cancel
    challenge claim comment commit condemn confirm consider consult cooperate criticise criticize cut decide
    declare decline defend demand denounce deny deploy describe dismiss dispatch dispute dub emphasise emphasize
    encourage end endorse engage expel express fear freeze halt hope hold ignore impose insist intend intervene
    introduce invade invite issue join launch lift lodge maintain mull negotiate note object offer oppose
    order outline pledge plan praise prefer prepare promise promote propose protest provoke quit ratify
    react recall recognise recognize refuse reiterate reject release renew repeat reply report request require
    resist resolve respond restate resume retaliate retract reveal revoke rule sanction say seek see send sever share
    sign signal slam stress submit suggest summon support suspect suspend talk tell term test threaten trade
    try unveil uphold urge view vote vow want warn welcome withdraw withhold worry
""")
"""Verbs whose subject is somebody who decides or speaks."""
ADDRESSES = _words("""
    accuse address advise appease ask assure blame call challenge condemn consult convince criticise criticize defy
    demand denounce embarrass encourage force help infuriate invite irk join oppose persuade praise press pressure
    provoke punish push recognise recognize reassure request sanction sue support tell thank threaten urge warn
""")
"""Verbs whose object is somebody who can hear, act or answer."""
GOES = _words("""
    visit leave reach enter tour hit cross exit flee rock batter sweep invade occupy bomb strike shell evacuate travel
    fly arrive go return move come head drive sail walk live stay stop land
""")
RELATIONS = _words("""
    tie relation relationship talk negotiation dialogue cooperation agreement deal treaty alliance tension dispute
    rift war competition partnership pact contact communication diplomacy engagement rapprochement spat standoff
    pressure message signal demand request call warning appeal sanction tariff complaint support loan aid
    friction rivalry consultation exchange
""")
STANCES = _words("""
    policy stance position decision response reaction view claim demand plan proposal offer refusal concern interest
    statement strategy approach effort intention objection protest rejection move insistence commitment pledge promise
    sanction veto vote assertion accusation denial offer diplomacy ambition support opposition criticism request
    attitude thinking aim goal
""")
"""Nouns owned by somebody who decides: "Beijing's position"."""
_WITHIN = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "throughout", "off", "through", "into"}
)
_MOVES = frozenset({"from", "to", "toward", "towards", "for", "over", "through"})


def with_uses(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of places marked by how they are used; of buildings only SEATS can stand for a body."""
    starts: list[int] = doc.to_array("IDX").tolist()
    marked = []
    for mention in mentions:
        is_seat = mention.entity in SEATS
        if mention.label in PLACES or is_seat:
            use = use_of(_head(doc, starts, mention))
            use = "" if use == "metonym" and mention.label == "FAC" and not is_seat else use
            marked.append(replace(mention, use=use))
        else:
            marked.append(mention)
    return marked


def _head(doc: Doc, starts: list[int], mention: Mention) -> Token:
    """The token of a mention that the rest of it hangs on."""
    first = max(0, bisect_right(starts, mention.span.start) - 1)
    last = max(first, bisect_right(starts, mention.span.end - 1) - 1)
    token = doc[last]
    while first <= token.head.i <= last and token.head.i != token.i:
        token = token.head
    return token


def use_of(token: Token) -> Use:
    """How the name is used whose head is this token."""
    for _ in range(3):  # "Washington and Beijing are": the first of those joined tells
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    dep, head = token.dep_, token.head
    if dep in ("nsubj", "nsubjpass"):
        return _subject(dep, head)
    if dep in ("dobj", "iobj", "dative"):
        return "metonym" if head.lemma_ in ADDRESSES else "place" if head.lemma_ in GOES else ""
    if dep == "pobj":
        return _after_preposition(head)
    if dep == "poss":
        return "metonym" if head.lemma_.lower() in STANCES else ""
    if dep in ("compound", "nmod", "amod"):
        return "metonym" if head.lemma_.lower() in RELATIONS else ""  # but "China policy" is about China
    return "place" if dep in ("npadvmod", "appos") and head.ent_type_ in ("GPE", "LOC", "FAC") else ""


def _subject(dep: str, verb: Token) -> Use:
    if dep == "nsubjpass":
        return "metonym" if verb.lemma_ in ADDRESSES else "place" if verb.lemma_ in GOES else ""
    if verb.lemma_ == "be":
        odds = (p for c in verb.children if c.lower_ == "at" for p in c.children)
        return "metonym" if any(p.lower_ in ("loggerheads", "odds") for p in odds) else ""
    return "metonym" if verb.lemma_ in ACTS else ""


def _after_preposition(preposition: Token) -> Use:
    word, governor = preposition.lower_, preposition.head
    while preposition.dep_ == "prep" and governor.dep_ == "prep":  # "from inside Gaza"
        governor = governor.head
    noun = governor.lemma_.lower()
    if word == "by" and governor.tag_ == "VBN":
        return "metonym"
    if word in ("with", "between", "against", "on", "to", "from") and governor.pos_ in ("NOUN", "PROPN"):
        return "metonym" if noun in RELATIONS or noun in STANCES else ""
    if word in ("with", "against", "on") and governor.lemma_ in ACTS:
        return "metonym"
    if word in _WITHIN:
        return "place"
    if word in _MOVES and governor.lemma_ in GOES:
        return "place"
    return ""
