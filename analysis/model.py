"""The records every part speaks in: an article, what is in it, and where.

All offsets are Unicode code points into `Article.text`, end exclusive: `text[start:end]` is always the shown span.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Basis = Literal["given", "inferred", "unknown"]
"""How a fact about an article is known: given with it, inferred (by a person or a rule), or not at all."""

Voice = Literal["outlet", "reported", "quoted"]
"""Whose words: the outlet's own, somebody's in indirect speech, somebody's in quotation marks."""
VOICES: tuple[Voice, ...] = ("outlet", "reported", "quoted")

SentenceVoice = Literal["outlet", "mixed", "quoted"]
"""A sentence: all the outlet's own words; partly quoted or reported; nothing but a quotation (with cue and speaker)."""

Label = Literal["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "OTHER"]
"""Kinds of entity: persons, organisations (media too), countries and places with a government, other places,
nationalities and religions as adjectives or plurals, named buildings, named events, and works, laws, products."""

DescriptionKind = Literal["title", "adjective", "apposition"]
"""Nouns before a name ("Defence Secretary Austin"), adjectives ("self-ruled Taiwan"), a phrase set beside
it by commas."""
ToneLabel = Literal["negative", "neutral", "positive"]
"""How a sentence speaks of a name in it."""

QuoteType = Literal["direct", "indirect", "mixed"]
"""All of the content in quotation marks, none of it, or some."""

SpeakerKind = Literal["person", "organisation", "state", "group", "anonymous"]
"""A named person; a named body; a country or government as such; unnamed people ("US officials"); one unnamed."""

KIND_OF_LABEL: dict[Label, SpeakerKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "state",
    "LOC": "state",
    "NORP": "group",
    "FAC": "organisation",
    "EVENT": "organisation",
    "OTHER": "organisation",
}
"""What a speaker is whose name is of that kind."""


class Span(NamedTuple):
    """A piece of an article's text, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True)
class Boilerplate:
    """A piece of the file that is not the article: marked, never cut, left out of every count."""

    span: Span
    label: (
        str  # "sign-up", "caption", "credit", "read next", "comments", "share line", "repeated headline", …
    )


@dataclass(frozen=True)
class Article:
    """One article as read. `text` is exactly what the file said once decoded; nothing is shifted."""

    article_id: str  # 16 hex digits of a hash of outlet, date and text: the same in any order of files
    text: str
    outlet: str
    outlet_basis: Basis = "given"
    wire: str | None = None  # the agency whose copy it is, e.g. "Reuters"
    story: str = ""  # the event it tells of; "" when none is given
    published: date | None = None
    published_basis: Basis = "unknown"
    title: str = ""
    url: str | None = None
    file: str = ""  # where it was read, with the row for tables: a label, never a path to open
    language: str = "en"
    headline: Span | None = None
    paragraphs: tuple[
        Span, ...
    ] = ()  # editorial text in order, headline first; may hold line breaks and boilerplate
    boilerplate: tuple[Boilerplate, ...] = ()
    facets: tuple[
        tuple[str, str], ...
    ] = ()  # what else its table says of it: ("section", "politics"), by name


@dataclass(frozen=True)
class ScoredWord:
    """A word or phrase a lexicon scored, where it stands."""

    span: Span
    polarity: float
    subjectivity: float | None  # VADER knows none


@dataclass(frozen=True)
class Sentence:
    """A sentence of editorial text, with the colour of its words (TextBlob, VADER) and whose words they are."""

    span: Span
    voice: SentenceVoice
    polarity: float | None  # −1 to 1; None when no word of it is in the lexicon, or a negation is unclear
    subjectivity: float | None  # 0 to 1; None likewise
    n_words: int
    n_quoted: int  # of n_words, those in quotation marks and attributed
    n_reported: int  # of n_words, those in indirect speech
    scored: tuple[ScoredWord, ...] = ()
    vader: float | None = None  # −1 to 1; None when no word of it is in VADER's lexicon
    vader_scored: tuple[ScoredWord, ...] = ()


class Term(NamedTuple):
    """A word or a phrase of 2 or 3 words, with every place it stands in one article and one voice."""

    term: str  # as written, lower case
    lemma: str
    pos: str  # universal part of speech; "PHRASE" for two words and more
    n_words: int
    voice: Voice
    is_stop: bool  # a function word
    is_name: bool  # every occurrence lies inside a name
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]  # beside spans: the sentence each stands in


Use = Literal["place", "metonym", ""]
"""A place's name as the place, or for its government or the body that sits there; "" when open, or for other kinds."""


@dataclass(frozen=True)
class Mention:
    """A name where it stands, and the entity of this article it belongs to."""

    span: Span
    sentence: int
    entity: str  # the fullest form in the article, without title
    label: Label
    how: str  # why it was put with that entity: "full name", "surname", "acronym in brackets", …
    use: Use = ""


@dataclass(frozen=True)
class InferredMention:
    """A pronoun or a description that stands for a named entity of the article; counted only when asked for."""

    span: Span
    sentence: int
    entity: str  # as in Mention
    label: Label
    kind: Literal["pronoun", "description"]
    how: str  # the rule that found it
    confidence: float  # how often that rule was right, 0 to 1


@dataclass(frozen=True)
class Description:
    """Words beside a mention that say who or what it is: a title, an adjective, an apposition."""

    mention: Span
    span: Span  # outside the mention, without an article at its start
    kind: DescriptionKind


@dataclass(frozen=True)
class Tone:
    """How the sentence speaks of the mention. Probabilities, summing to 1."""

    span: Span
    entity: str
    negative: float
    neutral: float
    positive: float
    tone: ToneLabel | None = (
        None  # the most probable; None where the model is too unsure: not scored, not neutral
    )


JOINT = "; "  # between the names of those who speak together


@dataclass(frozen=True)
class Quote:
    """Something somebody is reported to have said or written."""

    content: tuple[Span, ...]  # without cue, speaker, outer quotation marks
    cue: tuple[Span, ...]  # "said", "according to"; () for a floating quote
    speaker: tuple[Span, ...]  # the mention by the cue; () when there is none
    speaker_entity: str | None  # who that is in this article; None when unknown
    kind: SpeakerKind | None
    quote_type: QuoteType
    sentence: int  # where the content starts
    cue_lemma: str = ""
    cue_class: str = ""  # class of the reporting word: neutral, insisting …; "" for one that has none
    nested: bool = False  # inside another attribution's content
    rule: str = ""  # the rule or model that found it
    confidence: float = 1.0  # that rule's measured precision, 0 to 1


@dataclass(frozen=True)
class Annotation:
    """Everything found in one article. Sequences are in the order of the text."""

    article_id: str
    n_words: int
    sentences: tuple[Sentence, ...] = ()
    terms: tuple[Term, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tones: tuple[Tone, ...] = field(default=())
    descriptions: tuple[Description, ...] = ()
    inferred: tuple[InferredMention, ...] = ()
