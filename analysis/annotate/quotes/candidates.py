"""Candidates: every word that may be a cue, with the content and speaker the rules would give it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.annotate.quotes.cues import UNLISTED, Cue, cue_words
from analysis.annotate.quotes.direct import direct_cues, lead_in
from analysis.annotate.quotes.indirect import COMPLEMENT_RULES
from analysis.annotate.quotes.reading import Reading
from analysis.annotate.quotes.speakers import find_speaker, speaker_tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"clause_after", "clause_taken_for_object", "infinitive", "predicate"})


@dataclass(frozen=True)
class Candidate:
    """A word that may be a cue, with what the rules make of it."""

    cue: Cue
    rule: str  # the rule that found content; "" for none
    content: frozenset[int]
    speaker: Token | None  # head of the speaker's noun phrase
    phrase: frozenset[int]  # its tokens

    @property
    def i(self) -> int:
        return self.cue.i


def find_candidates(cues: Sequence[Cue], reading: Reading, *, unlisted: bool) -> list[Candidate]:
    """One candidate a listed cue, in order; with `unlisted`, one a full verb that is not in the list too."""
    quoted: dict[int, list[tuple[int, str]]] = {}
    for number, (cue, rule) in sorted(direct_cues(cues, reading).items()):
        quoted.setdefault(cue.i, []).append((number, rule))
    listed = {cue.i: cue for cue in cues}
    out = []
    for token in reading.tokens:
        if token.i in listed:
            out.append(_candidate(listed[token.i], quoted, listed, reading))
        elif unlisted and token.pos_ == "VERB" and token.is_alpha:
            out.append(_candidate(Cue(token, token.lemma_.lower(), UNLISTED), quoted, listed, reading))
    return out


def _candidate(
    cue: Cue, quoted: Mapping[int, list[tuple[int, str]]], listed: Container[int], reading: Reading
) -> Candidate:
    content, rule = _content(cue, quoted.get(cue.i, []), listed, reading)
    speaker = find_speaker(cue, reading)
    phrase = speaker_tokens(speaker, reading) if speaker is not None else set()
    return Candidate(cue, rule, frozenset(content - phrase - cue_words(cue)), speaker, frozenset(phrase))


def _content(
    cue: Cue, quoted: list[tuple[int, str]], listed: Container[int], reading: Reading
) -> tuple[set[int], str]:
    """What the cue reports and the rule that says so: the quotations given to it, else what it governs."""
    governed, rule = _governed(cue, reading)
    quotation = {i for number, _ in quoted for i in range(*reading.bounds[number])}
    if not quotation:  # none, or marks with nothing but a space between them
        return governed, rule
    between = [i for i in reading.words(governed) if cue.i < i < min(quotation)]
    if rule in _CLAUSES and between and reading.inside[between[0]] < 0:
        return governed | quotation, rule  # said the plan was "dead," …
    if quoted[0][1] == "cue_after":
        before = lead_in(quoted[0][0], cue, reading)
        if not any(reading.inside[i] < 0 and i in listed for i in before):
            quotation |= before
    return quotation, quoted[0][1]


def _governed(cue: Cue, reading: Reading) -> tuple[set[int], str]:
    for rule in COMPLEMENT_RULES:
        content = rule(cue, reading)
        if content is None or not reading.words(content):
            continue
        if reading.inside[cue.i] < 0:
            content = reading.with_quotations(content)
        return content, rule.__name__
    return set(), ""
