"""Content by syntax: what a cue governs in the parse, with or without quotation marks in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.annotate.quotes.cues import Cue
from analysis.annotate.quotes.reading import SUBJECTS, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

Content = set[int]
CLAUSES = ("ccomp",)
TIME = frozenset({"DATE", "TIME"})


def according_to(cue: Cue, reading: Reading) -> Content | None:
    """ "Rents rose, according to police": the clause the phrase hangs on, without the phrase."""
    if cue.lemma not in ("according", "per"):
        return None
    phrase = reading.subtree(cue.head)
    head = cue.head
    while head.head.i != head.i and not _is_clause(head):
        head = head.head
    while head.dep_ in ("conj", "ccomp", "parataxis") and head.head.pos_ in ("VERB", "AUX"):
        head = head.head
    return reading.subtree(head) - phrase


def clause_after(cue: Cue, reading: Reading) -> Content | None:
    """ "said (that) rents rose": a clausal complement to the right of the cue."""
    if not cue.takes("c", "i", "q"):
        return None
    clause = next((child for child in cue.head.rights if child.dep_ == "ccomp"), None)
    if clause is None:
        return None
    members = reading.subtree(clause)
    cut_off = _subject_cut_off(cue, clause, min(members), reading)
    return _without_that(_without_aside(members | cut_off, clause, reading), reading)


def clause_taken_for_object(cue: Cue, reading: Reading) -> Content | None:
    """ "reported the bridge had fallen", parsed as "reported the bridge": a finite verb follows the object."""
    if not cue.takes("c"):
        return None
    thing = next((c for c in cue.head.rights if c.dep_ in ("dobj", "nsubj", "npadvmod", "dative")), None)
    if thing is None:
        return None
    members = reading.subtree(thing)
    verb = _finite_after(max(members), reading)
    if verb is None:
        return None
    end = max(reading.subtree(verb))
    return {i for i in range(min(members), end + 1) if reading.sentence[i] == reading.sentence[cue.i]}


def _finite_after(i: int, reading: Reading) -> Token | None:
    """The finite verb right after a token (an adverb may stand between)."""
    for _ in range(2):
        i = reading.following(i)
        if i >= len(reading.tokens):
            return None
        token = reading.tokens[i]
        if token.tag_ in _FINITE:
            while token.dep_ in ("aux", "auxpass") and token.head.i > token.i:
                token = token.head
            return token
        if token.pos_ != "ADV":
            return None
    return None


def _subject_cut_off(cue: Cue, clause: Token, start: int, reading: Reading) -> Content:
    """The subject of a clause where the parser made it the object of the cue."""
    if cue.takes("i") or any(child.dep_ in SUBJECTS for child in clause.lefts):
        return set()
    for child in cue.head.rights:
        members = reading.subtree(child)
        if child.dep_ in ("dobj", "dative", "npadvmod") and reading.following(max(members)) == start:
            return members
    return set()


def _without_aside(members: Content, clause: Token, reading: Reading) -> Content:
    """Without what the outlet adds after a comma: ", while …", ", despite …"."""
    for child in clause.rights:
        if child.dep_ not in ("advcl", "prep"):
            continue
        part = reading.subtree(child)
        before = reading.previous(min(part))
        first = reading.tokens[min(part)].lower_
        after_comma = before >= 0 and reading.tokens[before].text == ","
        if first in ("while", "whereas") or (after_comma and first in _ASIDES):
            members = {i for i in members if i < min(part)}
    return members


def clause_before(cue: Cue, reading: Reading) -> Content | None:
    """ "Rents rose, police said": a clausal complement to its left."""
    if not cue.takes("c", "q"):
        return None
    clauses = [child for child in cue.head.lefts if child.dep_ in ("ccomp", "advcl") and _is_clause(child)]
    clauses = [c for c in clauses if c.dep_ == "ccomp"]
    if not clauses:
        return None
    return reading.subtree(clauses[0])


def around_parenthesis(cue: Cue, reading: Reading) -> Content | None:
    """ "The man, police said, was armed": the clause the parenthesis stands in."""
    if not cue.takes("c", "q") or cue.head.dep_ not in ("parataxis", "ccomp", "advcl", "intj", "relcl"):
        return None
    own = reading.subtree(cue.head)
    head = cue.head.head
    if head.pos_ not in ("VERB", "AUX") or len(reading.words(own)) > 12:
        return None
    before = reading.previous(min(own))
    after = reading.following(max(own))
    tokens = reading.tokens
    opens = tokens[min(own)].text in ",\u2013\u2014-" or (
        before >= 0 and tokens[before].text in ",\u2013\u2014-"
    )
    closes = tokens[max(own)].text in ",.\u2013\u2014-" or (
        after < len(tokens) and tokens[after].text in ",.;\u2013\u2014-"
    )
    if not (opens and closes) or not any(c.dep_ in SUBJECTS for c in cue.head.children):
        return None
    return reading.subtree(head) - own


def infinitive(cue: Cue, reading: Reading) -> Content | None:
    """ "urged Iran to return": an infinitive with whom it is asked of."""
    if not cue.takes("i", "o", "g"):
        return None
    clauses = [child for child in cue.head.rights if child.dep_ == "xcomp"]
    if not clauses:
        return None
    out = reading.subtree(clauses[0])
    for child in cue.head.rights:
        if child.dep_ in ("dobj", "dative") and child.i < clauses[0].i:
            out |= reading.subtree(child)
    return out


def predicate(cue: Cue, reading: Reading) -> Content | None:
    """ "called the plan dead", "described it as dead": an object and what is said of it."""
    if not cue.takes("o", "a"):
        return None
    rest = [c for c in cue.head.rights if c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ == "as")]
    objects = [c for c in cue.head.rights if c.dep_ == "dobj"]
    if not rest or (cue.head.dep_ == "acl" and cue.takes("o")):  # "a process called exfiltration"
        return None
    out: Content = set()
    for child in objects + rest:
        out |= reading.subtree(child)
    return out


def noun_phrase(cue: Cue, reading: Reading) -> Content | None:
    """ "announced a plan to …", "denied the allegations": an object."""
    if not cue.takes("n"):
        return None
    objects = [c for c in cue.head.rights if c.dep_ == "dobj" and c.ent_type_ not in TIME]
    if not objects:
        return None
    out = reading.subtree(objects[0])
    for child in cue.head.rights:
        if child.i > objects[0].i and child.dep_ == "prep" and child.lower_ in cue.word.frames | {"of", "as"}:
            out |= reading.subtree(child)
    return out


def prepositional(cue: Cue, reading: Reading) -> Content | None:
    """ "called for an inquiry", "warned of floods", "spoke about the war"."""
    for child in cue.head.rights:
        if child.dep_ in ("prep", "prt") and child.lower_ in cue.word.frames and child.lower_ not in _LETTERS:
            inner = reading.subtree(child) - {child.i}
            for other in cue.head.rights:
                if other.i > child.i and other.dep_ in ("advcl", "xcomp"):
                    inner |= reading.subtree(other)
            return inner or None
    return None


def passive(cue: Cue, reading: Reading) -> Content | None:
    """ "was described as dead", "is said to be ill", "was announced by police"."""
    subject = next((c for c in cue.head.lefts if c.dep_ in ("nsubjpass", "csubjpass")), None)
    if subject is None:
        return None
    out: Content = set()
    agent = False
    for child in cue.head.rights:
        if child.dep_ in ("xcomp", "oprd", "ccomp") or (
            child.dep_ == "prep" and child.lower_ in ("as", "for", "of")
        ):
            out |= reading.subtree(child)
        agent |= child.dep_ == "agent"
    if subject.lower_ == "it" and out:
        return _without_that(out, reading)
    if not out and not agent:
        return None
    return out | reading.subtree(subject)


def complement_of_noun(cue: Cue, reading: Reading) -> Content | None:
    """ "his claim that …", "a request to …", "allegations of …"."""
    if cue.word.pos != "noun":
        return None
    for child in cue.head.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and _is_content_clause(child, cue):
            return _without_that(reading.subtree(child), reading)
    if not _has_owner(cue.head):
        return None
    for child in cue.head.rights:
        if child.dep_ == "prep" and child.lower_ in cue.word.frames:
            return reading.subtree(child) - {child.i} or None
    return None


def _is_content_clause(clause: Token, cue: Cue) -> bool:
    first = next(iter(clause.subtree))
    if first.lower_ == "that" and first.dep_ == "mark":
        return cue.takes("c")
    if clause.tag_ == "VB" and any(c.tag_ == "TO" for c in clause.lefts):
        return cue.takes("i")
    return False


def _has_owner(noun: Token) -> bool:
    return any(c.dep_ == "poss" for c in noun.lefts) or any(c.lower_ in ("by", "from") for c in noun.rights)


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and (
        token.dep_ == "ROOT" or any(child.dep_ in SUBJECTS for child in token.children)
    )


def _without_that(members: Content, reading: Reading) -> Content:
    words = reading.words(members)
    if (
        words
        and reading.tokens[words[0]].lower_ == "that"
        and reading.tokens[words[0]].dep_ in ("mark", "det")
    ):
        return {i for i in members if i > words[0]}
    return members


_LETTERS = frozenset("cinoagq")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ASIDES = frozenset({"while", "whereas", "despite", "with"})

COMPLEMENT_RULES: tuple[Callable[[Cue, Reading], Content | None], ...] = (
    according_to,
    complement_of_noun,
    passive,
    clause_after,
    clause_taken_for_object,
    predicate,
    infinitive,
    clause_before,
    around_parenthesis,
    prepositional,
    noun_phrase,
)
