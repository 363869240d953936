"""One article, annotated: everything read off its one parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from analysis.annotate.colour import NOT_SCORED, score_colour
from analysis.annotate.descriptions import find_descriptions
from analysis.annotate.mentions import find_mentions
from analysis.annotate.pipeline import parse_text
from analysis.annotate.quotes import extract_quotes
from analysis.annotate.quotes.marks import find_quotations
from analysis.annotate.terms import extract_terms
from analysis.annotate.tones import find_tones
from analysis.annotate.vader import score_vader
from analysis.annotate.voices import Ledger
from analysis.annotate.words import find_words, sentence_tokens
from analysis.entities.inferred import find_inferred
from analysis.entities.references import References
from analysis.model import Annotation, Article, Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENGLISH = ("en", "")  # "" is a text too short for its language to be told


def annotate(
    article: Article, doc: Doc, *, targeted_tone: bool = True, rules_only: bool = False
) -> Annotation:
    """Everything found in one article.

    doc: its parse, from `Pipeline.parse`. An article in another language than English gets sentences and terms
    only: the lexicon and the rules for names and quotes do not apply to it, so nothing is scored or attributed.
    targeted_tone: whether the tone towards each name is scored, the costliest step after the parse. rules_only: quotes
    without their learned part.

    Raises EngineUnavailable when targeted tone is wanted and what it needs is missing.
    """
    tagger: Literal["shipped"] | None = None if rules_only else "shipped"
    is_english = article.language in ENGLISH
    tokens = sentence_tokens(doc)
    words = [find_words(sentence) for sentence in tokens]
    mentions = find_mentions(doc, article) if is_english else []
    references = References(doc, mentions)
    quotes = (
        extract_quotes(doc, article, mentions, tagger=tagger, references=references) if is_english else []
    )
    quotations = find_quotations(article.text, article.paragraphs) if quotes else []
    ledger = Ledger(quotes, (quotation.inner for quotation in quotations))
    plain = parse_text(article)
    sentences = []
    for sentence, its_words in zip(tokens, words, strict=True):
        span = Span(sentence[0].span.start, sentence[-1].span.end)
        said = plain[span.start : span.end]
        colour = score_colour(said, span.start) if is_english else NOT_SCORED
        vader = score_vader(said, span.start) if is_english else NOT_SCORED
        spans = [word.span for word in its_words]
        voices = [ledger.voice(word.start) for word in spans]
        sentences.append(
            Sentence(
                span=span,
                voice=ledger.sentence_voice(spans),
                polarity=colour.polarity,
                subjectivity=colour.subjectivity,
                n_words=len(spans),
                n_quoted=voices.count("quoted"),
                n_reported=voices.count("reported"),
                scored=colour.scored,
                vader=vader.polarity,
                vader_scored=vader.scored,
            )
        )
    spans = [sentence.span for sentence in sentences]
    return Annotation(
        article_id=article.article_id,
        n_words=sum(sentence.n_words for sentence in sentences),
        sentences=tuple(sentences),
        terms=extract_terms(article.text, words, ledger, mentions),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        inferred=tuple(find_inferred(references, quotes)),
        descriptions=tuple(find_descriptions(doc, plain, mentions)),
        tones=find_tones(plain, spans, mentions) if targeted_tone else (),
    )
