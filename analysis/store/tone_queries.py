"""What a store answers about tone: of the words of sentences, and towards names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.store.queries import evidence, tone
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


class ToneQueries:
    """The part of a `Store` that is about tone; see there for what all queries have in common."""

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        raise NotImplementedError

    def sentence_scores(self, selection: Selection) -> pd.DataFrame:
        """outlet, story, article_id, sentence, voice, polarity, subjectivity, n_scored, n_words: one row a sentence.

        polarity (−1 to 1) and subjectivity (0 to 1) are NA where no word was scored, which is not the same as neutral.
        """
        return tone.sentence_scores(self._cursor(), selection)

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
        self, selection: Selection, low: float, high: float, *, limit: int | None = None
    ) -> pd.DataFrame:
        """The sentences with low ≤ polarity < high, scored words marked; from high = 1 on, 1 is within."""
        return evidence.sentences_scored(self._cursor(), selection, low, high, limit)

    def sentences_of_tone(
        self, selection: Selection, entity: str, tone: str | None = None, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for the tone towards an entity: its marks are the mentions `targeted_tones` counts.

        tone: negative, neutral, positive or not_scored; None for all of them.
        """
        return evidence.sentences_of_tone(self._cursor(), selection, entity, tone, limit)
