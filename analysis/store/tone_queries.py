"""What a store answers about tone: of the words of sentences, and towards names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.store.part import StorePart
from analysis.store.queries import evidence, tone
from analysis.store.queries.evidence import Lexicon, Verdict
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


class ToneQueries(StorePart):
    """The part of a `Store` that is about tone; see there for what all queries have in common."""

    def sentence_scores(self, selection: Selection) -> pd.DataFrame:
        """outlet, story, article_id, sentence, voice, polarity, subjectivity, n_scored, vader, n_vader, n_words.

        One row a sentence. polarity and vader (−1 to 1) and subjectivity (0 to 1) are NA where nothing was scored,
        which is not neutral.
        """
        return tone.sentence_scores(self._cursor(), selection)

    def sentence_places(self, selection: Selection) -> pd.DataFrame:
        """outlet, story, article_id, sentence, voice, polarity, vader, n_words, fifth: where each sentence stands.

        fifth: 1 to 5, of the words of the article's body; 0 for the headline.
        """
        return tone.sentence_places(self._cursor(), selection)

    def sentence_words(self, selection: Selection) -> pd.DataFrame:
        """outlet, article_id, sentence, n_words: sentences with words in the selection's voice, and how many."""
        return tone.sentence_words(self._cursor(), selection)

    def word_places(self, selection: Selection, terms: Sequence[str]) -> pd.DataFrame:
        """outlet, article_id, sentence, term, n: where single words as written stand, but for those in names."""
        return tone.word_places(self._cursor(), selection, terms)

    def targets(self, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
        """entity, label, n_mentions, n_scored, n_articles, n_outlets: who can be spoken of, most mentioned first.

        n_scored: mentions whose tone the model was sure enough of. Under a voice, the mentions in that voice.
        """
        return tone.targets(self._cursor(), selection, limit)

    def targeted_tones(self, selection: Selection, entities: Sequence[str] | None = None) -> pd.DataFrame:
        """outlet, story, article_id, sentence, entity, label, voice, n_mentions, n_negative, n_neutral, n_positive.

        One row a sentence, entity and voice. n_mentions less the other three: mentions that are not scored.
        entities: only these; None for all.
        """
        return tone.targeted_tones(self._cursor(), selection, entities)

    def sentences_scored(
        self,
        selection: Selection,
        low: float,
        high: float,
        *,
        lexicon: Lexicon = "textblob",
        own: bool | None = None,
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The sentences with low ≤ polarity < high, scored words marked; from high = 1 on, 1 is within.

        own: only those with nobody's speech in them, or, when False, only those with somebody's.
        """
        return evidence.sentences_scored(
            self._cursor(), selection, low, high, lexicon=lexicon, own=own, limit=limit
        )

    def sentences_compared(
        self, selection: Selection, verdict: Verdict, least: float, *, limit: int | None = None
    ) -> pd.DataFrame:
        """The sentences both lexicons score, by what the two say of them; the scored words of both marked.

        verdict: "same", "opposite" or, where just one of the two is neutral, "one neutral". least: a score from −least
        to least is neutral.
        """
        return evidence.sentences_compared(self._cursor(), selection, verdict, least, limit)

    def sentences_of_terms(
        self, selection: Selection, terms: Sequence[str], *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for a list of words: its marks are the n of `word_places`."""
        return evidence.sentences_of_terms(self._cursor(), selection, terms, limit)

    def sentences_of_tone(
        self, selection: Selection, entity: str, tone: str | None = None, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for the tone towards an entity: its marks are the mentions `targeted_tones` counts.

        tone: negative, neutral, positive or not_scored; None for all of them.
        """
        return evidence.sentences_of_tone(self._cursor(), selection, entity, tone, limit)
