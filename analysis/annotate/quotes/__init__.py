"""Who said what: direct, indirect and mixed attributions of an article, off its one parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.annotate.quotes.cues import Cue, find_cues
from analysis.annotate.quotes.direct import direct_cues
from analysis.annotate.quotes.floating import continuations, is_sentence, starts_sentence
from analysis.annotate.quotes.indirect import COMPLEMENT_RULES
from analysis.annotate.quotes.reading import Reading
from analysis.annotate.quotes.speakers import find_speaker, speaker_tokens
from analysis.model import Article, Mention, Quote, QuoteType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

import os

JOIN = os.environ.get("JOIN", "1") == "1"


@dataclass
class Found:
    """An attribution in tokens, before it becomes a Quote."""

    cue: Cue | None
    content: set[int]
    speaker: set[int]
    rule: str


def extract_quotes(doc: Doc, article: Article, mentions: Sequence[Mention]) -> list[Quote]:
    """Every attribution of speech in the article, in order of its content."""
    reading = Reading(doc, article)
    cues = find_cues(reading)
    found = _find(cues, reading)
    quotes = [quote for item in found if (quote := _quote(item, reading)) is not None]
    return sorted(quotes, key=lambda q: (q.content, q.cue))


def _find(cues: list[Cue], reading: Reading) -> list[Found]:
    by_quotation = direct_cues(cues, reading)
    quoted: dict[int, list[tuple[int, str]]] = {}
    for number, (cue, rule) in sorted(by_quotation.items()):
        quoted.setdefault(cue.i, []).append((number, rule))
    out = []
    for cue in cues:
        content, rule = _content(cue, quoted.get(cue.i, []), reading)
        if not content:
            continue
        speaker = find_speaker(cue, reading)
        if reading.inside[cue.i] >= 0 and not _reports_a_third(cue, speaker, rule):
            continue
        tokens = speaker_tokens(speaker, reading) if speaker is not None else set()
        content = content - tokens - {cue.i} if speaker is not None and cue.lemma != "according" else content
        out.append(Found(cue, content, tokens, rule))
    owners: dict[int, int] = {}
    for number, item in enumerate(out):
        if item.cue is None or reading.inside[item.cue.i] < 0:
            owners.update(dict.fromkeys(item.content, number))
    if JOIN:
        for number, owner in continuations(reading, owners).items():
            out[owner].content |= set(range(*reading.bounds[number]))
    taken = set().union(*(item.content for item in out))
    for number in range(len(reading.quotations)):
        first, end = reading.bounds[number]
        if first in taken or not (starts_sentence(number, reading) and is_sentence(number, reading)):
            continue
        out.append(Found(None, set(range(first, end)), set(), "floating"))
    return out


def _content(cue: Cue, quoted: list[tuple[int, str]], reading: Reading) -> tuple[set[int], str]:
    if quoted:
        out: set[int] = set()
        for number, _ in quoted:
            out |= set(range(*reading.bounds[number]))
        return out, quoted[0][1]
    for rule in COMPLEMENT_RULES:
        if (content := rule(cue, reading)) is not None and reading.words(content):
            if reading.inside[cue.i] < 0:
                content = reading.with_quotations(content)
            return content - {cue.i}, rule.__name__
    return set(), ""


def _reports_a_third(cue: Cue, speaker: Token | None, rule: str) -> bool:
    """Inside a quotation: somebody else's words are told ("he told me that …"), not the speaker's own act."""
    return (
        rule == "clause_after"
        and speaker is not None
        and speaker.lower_ not in _PARTIES
        and cue.head.tag_ in _TENSED
    )


_PARTIES = frozenset({"i", "we", "you", "who", "which", "that", "it", "this", "they"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})


def _quote(item: Found, reading: Reading) -> Quote | None:
    content = reading.spans(item.content)
    if not content:
        return None
    words = reading.words(item.content)
    n_inside = sum(reading.inside[i] >= 0 for i in words)
    kind: QuoteType = "indirect" if not n_inside else "direct" if n_inside >= 0.95 * len(words) else "mixed"
    return Quote(
        content=content,
        cue=reading.spans([item.cue.i]) if item.cue else (),
        speaker=reading.spans(item.speaker),
        speaker_entity=None,
        kind=None,
        quote_type=kind,
        sentence=reading.sentence[words[0]],
        cue_lemma=item.cue.lemma if item.cue else "",
        rule=item.rule,
    )
