"""Cues: the words of an article that may report speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.annotate.quotes.lexicon import ReportingWord, reporting_words
from analysis.annotate.quotes.reading import Reading
from analysis.entities.roles import DOCUMENTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
# What the small model's lemmatiser leaves as it is, mostly in headlines and after quotation marks.
_LEMMAS = {
    "said": "say", "says": "say", "told": "tell", "tells": "tell", "wrote": "write", "found": "find",
    "tweeted": "tweet", "asked": "ask", "asks": "ask", "urges": "urge", "warns": "warn", "claims": "claim",
    "calls": "call", "announces": "announce", "read": "read", "reads": "read", "vows": "vow", "denies": "deny",
    "rules": "rule", "finds": "find", "tweets": "tweet", "slams": "slam", "insists": "insist", "admits": "admit",
}  # fmt: skip
_PUT = frozenset({"put", "puts"})


@dataclass(frozen=True)
class Cue:
    """A word that reports, with what the lexicon knows of it."""

    head: Token
    lemma: str
    word: ReportingWord

    @property
    def i(self) -> int:
        return self.head.i

    def takes(self, *frames: str) -> bool:
        return any(frame in self.word.frames for frame in frames)


def find_cues(reading: Reading) -> list[Cue]:
    """Every word of the article that is in the list of reporting words, in order; and "according to", "per"."""
    return [cue for token in reading.tokens if (cue := _cue(token)) is not None]


def _cue(token: Token) -> Cue | None:
    if not token.is_alpha and "-" not in token.text:
        return None
    lower = token.lower_
    if lower == "according":
        return Cue(token, "according", _ACCORDING)
    if lower == "per" and _names_a_source(token):
        return Cue(token, "per", _ACCORDING)
    words = reporting_words()
    if lower in _PUT and ("put it", "verb") in words and _is_as_put(token):
        return Cue(token, "put it", words["put it", "verb"])
    pos = _POS.get(token.pos_)
    if pos is None:
        return None
    lemma = token.lemma_.lower()
    for key in ((lemma, pos), (_LEMMAS.get(lower, ""), "verb")):
        if key in words:
            return Cue(token, key[0], words[key])
    return None


UNLISTED = ReportingWord("", "verb", "neutral", frozenset())
"""What is known of a verb that is not in the list."""


def cue_words(cue: Cue) -> set[int]:
    """The tokens of a cue: its head, with "to" of "according to", a particle ("pointed out"), its preposition."""
    out = {cue.i}
    for child in cue.head.rights:
        is_near = child.i <= cue.i + 1
        is_it = is_near and cue.lemma == "put it" and child.lower_ == "it"
        if is_it or child.dep_ == "prt" or (is_near and child.dep_ == "prep" and _leads_in(child, cue)):
            out.add(child.i)
    return out


def _leads_in(preposition: Token, cue: Cue) -> bool:
    return preposition.lower_ in cue.word.frames or (cue.lemma == "according" and preposition.lower_ == "to")


def _is_as_put(token: Token) -> bool:
    """ "As she put it, …", not "she put it on the table"."""
    after = token.i + 1
    return (
        after < len(token.doc)
        and token.doc[after].lower_ == "it"
        and any(child.lower_ == "as" for child in token.lefts)
    )


def _names_a_source(per: Token) -> bool:
    """ "Per the report, …", not "per year"."""
    thing = next((c for c in per.rights if c.dep_ == "pobj"), None)
    return thing is not None and (thing.ent_type_ in ("ORG", "PERSON") or thing.lemma_.lower() in DOCUMENTS)


_ACCORDING = ReportingWord("according", "verb", "neutral", frozenset({"according"}))
