"""What a store answers about quotes: who is quoted how much, which quotes fit a filter, each in its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.store.part import By, StorePart
from analysis.store.queries import evidence, quotes
from analysis.store.selection import QuoteFilter, Selection

if TYPE_CHECKING:
    import pandas as pd

EVERY_QUOTE = QuoteFilter()


class QuoteQueries(StorePart):
    """The part of a `Store` that is about quotes; see there for what all queries have in common."""

    def quotes(
        self,
        selection: Selection,
        only: QuoteFilter = EVERY_QUOTE,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """One row an attribution, in the order of the corpus and the text.

        article_id, quote, outlet, story, published, quote_type, cue_lemma, cue_class, speaker, speaker_entity, kind,
        n_words, nested, rule, confidence, sentence, start, end (of the whole content), content (pieces joined by
        " … "). Under the voice "quoted" direct and mixed ones, under "reported" indirect ones, under "outlet" none.
        limit, offset: how many, and how many to pass over first.
        """
        return quotes.quotes(self._cursor(), selection, only, limit, offset)

    def quotes_in_context(
        self,
        selection: Selection,
        only: QuoteFilter = EVERY_QUOTE,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """The rows of `quotes`, each with the sentences it lies in.

        Beside their columns: text, text_start (its offset in the article), and marks, cues, speakers: lists of
        [start, end] of content, reporting words and speaker, offsets in the article.
        """
        return quotes.quotes_in_context(self._cursor(), selection, only, limit, offset)

    def n_quotes(self, selection: Selection, only: QuoteFilter = EVERY_QUOTE) -> int:
        """How many rows `quotes` has without a limit."""
        return quotes.n_quotes(self._cursor(), selection, only)

    def quote_options(self, selection: Selection, limit: int | None = None) -> pd.DataFrame:
        """property, value, n_quotes: what the quotes of the selection can be filtered by, the most frequent first.

        property: a field of QuoteFilter; value: NA for a speaker or kind not known. limit: values of each at most.
        """
        return quotes.quote_options(self._cursor(), selection, limit)

    def quoted_words(
        self, selection: Selection, by: By = ("outlet", "speaker_entity", "kind")
    ) -> pd.DataFrame:
        """by…, n_words, n_quotes, n_articles. Quotes inside quotes are left out, or words would count twice.

        by may also hold speaker_entity, kind, quote_type, cue_lemma and cue_class; NA is a group of its own.
        """
        return quotes.quoted_words(self._cursor(), selection, by)

    def sentences_of_speaker(
        self, selection: Selection, speaker_entity: str | None, *, limit: int | None = None
    ) -> pd.DataFrame:
        """The sentences a speaker's quoted and reported words lie in, these marked; None for unknown speakers.

        What is quoted inside another's words is left out, as in `quoted_words`.
        """
        return evidence.sentences_of_speaker(self._cursor(), selection, speaker_entity, limit)
