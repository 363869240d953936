"""Who said what: direct, indirect and mixed attributions of an article, off its one parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from analysis.annotate.quotes.attributions import (
    Attribution,
    by_rules,
    with_continuations,
    with_parallel_reports,
    without_shared_words,
)
from analysis.annotate.quotes.candidates import find_candidates
from analysis.annotate.quotes.confidence import confidence
from analysis.annotate.quotes.cues import cue_words, find_cues
from analysis.annotate.quotes.decode import by_tagger
from analysis.annotate.quotes.reading import Reading
from analysis.annotate.quotes.tagger import Tagger, load_tagger
from analysis.entities.pronouns import UNNAMED, Speaker
from analysis.entities.references import References
from analysis.model import Article, Mention, Quote, QuoteType

if TYPE_CHECKING:
    from spacy.tokens import Doc


def extract_quotes(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    *,
    tagger: Tagger | Literal["shipped"] | None = "shipped",
    references: References | None = None,
) -> list[Quote]:
    """Every attribution of speech in the article, in order of its content.

    Beliefs, wishes and plans ("China wants") are left out. A quotation that goes on after its cue ("A," she said. "B.")
    is one attribution; one that opens a paragraph without a cue is an attribution of its own, without cue and speaker,
    whose entity is the last speaker.

    doc: its parse, token.idx being an offset into article.text. mentions: the names in it. tagger: the learned part,
    which weighs what the rules propose; with None the rules decide alone. references: of this doc and these mentions,
    where they are made already.
    """
    reading = Reading(doc, article)
    candidates = find_candidates(find_cues(reading), reading, unlisted=tagger is not None)
    if tagger is None:
        found = by_rules(candidates, reading)
    else:
        found = by_tagger(candidates, reading, load_tagger() if tagger == "shipped" else tagger)
    found = with_continuations(with_parallel_reports(found, reading), reading)
    found = without_shared_words(found, reading)
    speakers = _resolve(found, references or References(doc, mentions))
    nested = _nested(found, reading)
    quotes = [
        _quote(item, who, inner, reading) for item, who, inner in zip(found, speakers, nested, strict=True)
    ]
    return sorted((q for q in quotes if q.content), key=lambda q: (q.content, q.cue))


def _nested(found: list[Attribution], reading: Reading) -> list[bool]:
    """For each attribution: whether it stands in the content of another, by its cue or with all of its words.

    Of two with the same words the less likely is the one inside.
    """
    owners: dict[int, set[int]] = {}
    for number, item in enumerate(found):
        for i in item.content:
            owners.setdefault(i, set()).add(number)
    words = [set(reading.words(item.content)) for item in found]

    def is_inside(k: int) -> bool:
        inner = found[k]
        if inner.cue is not None and owners.get(inner.cue.i, set()) - {k}:
            return True
        around = set.intersection(*(owners[i] for i in words[k] or inner.content)) - {k}
        return any(
            words[outer] != words[k] or (-found[outer].chance, outer) < (-inner.chance, k) for outer in around
        )

    return [is_inside(k) for k in range(len(found))]


def _resolve(found: list[Attribution], references: References) -> list[Speaker]:
    """Who speaks in each attribution, read in the order of the text."""
    out: dict[int, Speaker] = {}
    around: dict[int, int] = {}  # token → the last attribution read that holds it
    for k in sorted(range(len(found)), key=lambda k: found[k].place()):
        item = found[k]
        if item.head is None:
            out[k] = references.said[-1][1] if item.cue is None and references.said else UNNAMED
        else:
            outer = around.get(item.head.i)
            quoted_by = out[outer] if outer is not None else None
            out[k] = references.of(item.head, sorted(item.speaker), quoted_by=quoted_by)
            references.note(item.head.i, out[k])
        around.update(dict.fromkeys(item.content, k))
    return [out[k] for k in range(len(found))]


def _quote(item: Attribution, who: Speaker, nested: bool, reading: Reading) -> Quote:
    words = reading.words(item.content)
    n_quoted = sum(reading.inside[i] >= 0 for i in words)
    quote_type: QuoteType = "mixed"
    if n_quoted == 0:
        quote_type = "indirect"
    elif n_quoted >= 0.95 * len(words):
        quote_type = "direct"
    return Quote(
        content=reading.spans(item.content),
        cue=reading.spans(cue_words(item.cue) - item.content) if item.cue else (),
        speaker=reading.spans(item.speaker),
        speaker_entity=who.entity,
        kind=who.kind,
        quote_type=quote_type,
        sentence=reading.sentence[words[0]] if words else 0,
        cue_lemma=item.cue.lemma if item.cue else "",
        cue_class=item.cue.word.reporting_class if item.cue and item.cue.word.lemma else "",
        nested=nested,
        rule=item.rule,
        confidence=confidence(item.rule),
    )
