"""From the tagger's probabilities to attributions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.annotate.quotes.attributions import (
    DIRECT,
    Attribution,
    tells_of_a_third,
    without_doubles,
    without_others_quotations,
)
from analysis.annotate.quotes.candidates import Candidate
from analysis.annotate.quotes.cues import cue_words
from analysis.annotate.quotes.reading import Reading
from analysis.annotate.quotes.speakers import speaker_tokens
from analysis.annotate.quotes.tagger import Array, Reported, Tagger

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST_SPEECH = 0.45  # probability from which a word counts as a cue
LEAST_BESIDE = 0.3  # the same for a listed word beside a quotation the rules give it
LEAST_NESTED = 0.97  # the same within a quotation: few reports there are of others' words
LEAST_SPEAKER = 0.4  # probability from which a token can be the speaker's
SHORT = 4  # tokens behind a cue that comes last: whom it was told, or when
BANDS = ((0.95, "learned_sure"), (0.8, "learned_likely"), (0.0, "learned_possible"))


def by_tagger(candidates: Sequence[Candidate], reading: Reading, tagger: Tagger) -> list[Attribution]:
    """The attributions the tagger makes of the candidates."""
    reported = tagger.read(candidates, reading, LEAST_BESIDE)
    found = [
        _attribution(c, reported[c.i], reading)
        for c in candidates
        if c.i in reported and reported[c.i].speech >= _least(c)
    ]
    kept = without_doubles([item for item in found if item is not None], reading)
    return without_others_quotations(kept, reading)


def _least(candidate: Candidate) -> float:
    is_beside = candidate.rule in DIRECT and candidate.cue.word.lemma
    return LEAST_BESIDE if is_beside else LEAST_SPEECH


def _attribution(candidate: Candidate, reported: Reported, reading: Reading) -> Attribution | None:
    if reading.inside[candidate.i] >= 0 and (
        reported.speech < LEAST_NESTED or not tells_of_a_third(candidate)
    ):
        return None
    head, phrase = _speaker(candidate, reported, reading)
    if candidate.rule in DIRECT:
        content = set(candidate.content)
    else:
        content = _content(candidate.i, phrase, reported, reading)
        if reading.inside[candidate.i] < 0:
            content = reading.with_quotations(content)
    content -= phrase | cue_words(candidate.cue)
    if not reading.words(content):
        return None
    rule = candidate.rule if candidate.rule in DIRECT else _band(reported.speech)
    return Attribution(candidate.cue, content, phrase, rule, head, reported.speech)


def _band(chance: float) -> str:
    """The name a learned attribution goes by: how sure the tagger is that the word reports speech."""
    return next(name for least, name in BANDS if chance >= least)


def _content(cue: int, phrase: Iterable[int], reported: Reported, reading: Reading) -> set[int]:
    """The likeliest run of tokens on each side of the cue, without the speaker's."""
    gain = np.log(reported.content + 1e-4) - np.log(1 - reported.content + 1e-4)
    here = cue - reported.start
    barred = {i - reported.start for i in phrase} | {here}
    runs: list[list[int]] = []
    for side in (range(0, here), range(here + 1, len(gain))):
        members = [k for k in side if k not in barred and not reading.tokens[reported.start + k].is_space]
        runs.append([reported.start + k for k in _best_run(members, gain)])
    before, after = runs
    if len(after) <= SHORT and _has_verb(before, reading) and not _has_verb(after, reading):
        after = [i for i in after if reading.inside[i] >= 0]
    return {*before, *after}


def _has_verb(members: Iterable[int], reading: Reading) -> bool:
    return any(reading.tokens[i].pos_ in ("VERB", "AUX") for i in members)


def _best_run(members: Sequence[int], gain: Array) -> list[int]:
    """The consecutive members with the greatest sum (Kadane), none when no sum is positive."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for k, member in enumerate(members):
        if total <= 0:
            start, total = k, 0.0
        total += float(gain[member])
        if total > best_sum:
            best, best_sum = (start, k + 1), total
    return list(members[best[0] : best[1]])


def _speaker(candidate: Candidate, reported: Reported, reading: Reading) -> tuple[Token | None, set[int]]:
    """The rules' speaker unless the tagger knows better: another noun phrase, or none."""
    by_rule = {i: _chance(i, reported) for i in candidate.phrase}
    likely = {
        reported.start + k: float(chance)
        for k, chance in enumerate(reported.speaker)
        if chance > LEAST_SPEAKER
    }
    nouns = [i for i in likely if reading.tokens[i].pos_ in _NOMINAL]
    if candidate.speaker is not None:
        own = max(by_rule.values(), default=0.0)
        if own > 0.5 * max((likely[i] for i in nouns), default=0.3):
            return candidate.speaker, set(candidate.phrase)
    if not nouns:
        return None, set()
    best = max(nouns, key=lambda i: (likely[i], -abs(i - candidate.i), -i))
    head = reading.tokens[best]
    while head.head.i in likely and head.head.i != head.i and head.head.pos_ in _NOMINAL:
        head = head.head
    return head, speaker_tokens(head, reading)


def _chance(i: int, reported: Reported) -> float:
    k = i - reported.start
    return float(reported.speaker[k]) if 0 <= k < len(reported.speaker) else 0.0


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
