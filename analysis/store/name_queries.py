"""What a store answers about names: which stand together, what one is called, who speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.store.part import By, StorePart
from analysis.store.queries import entities, evidence, pairs, profiles
from analysis.store.queries.pairs import Window
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


class NameQueries(StorePart):
    """A part of `Store`; the rules for every query stand there."""

    def entity_pairs(
        self,
        selection: Selection,
        by: By = (),
        *,
        window: Window = "sentence",
        minimum: int = 1,
        among: Sequence[str] | None = None,
        of: str | None = None,
    ) -> pd.DataFrame:
        """by…, a, b, n_together, n_articles: entities named in the same window, a before b by name.

        n_together: windows (sentences, paragraphs or articles) that name both; a window is made of the sentences
        that the selection keeps. minimum: leave out pairs with fewer in their group; it costs less to ask here.
        among: only pairs of these entities. of: only pairs that this entity is in.
        """
        return pairs.entity_pairs(
            self._cursor(), selection, by, window=window, minimum=minimum, among=among, of=of
        )

    def entity_windows(
        self, selection: Selection, by: By = (), *, window: Window = "sentence"
    ) -> pd.DataFrame:
        """by…, entity, label, n_windows (that name it), n_mentions; in each group the entity of most windows first."""
        return pairs.entity_windows(self._cursor(), selection, by, window)

    def windows(self, selection: Selection, by: By = (), *, window: Window = "sentence") -> pd.DataFrame:
        """by…, n_windows: all windows looked at, of any voice; with by = () one row, also when there are none."""
        return pairs.windows(self._cursor(), selection, by, window)

    def sentences_of_pair(
        self, selection: Selection, a: str, b: str, *, window: Window = "sentence", limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for two entities named together: the sentences that name either, of windows that name both.

        For the window "sentence" its rows are the n_together of `entity_pairs`.
        """
        return evidence.sentences_of_pair(self._cursor(), selection, a, b, window=window, limit=limit)

    def entity_forms(self, selection: Selection, entity: str, by: By = ("outlet",)) -> pd.DataFrame:
        """by…, kind, form, count, n_articles: what the entity is called; in each group names first.

        kind: name (as written at the mention), title, adjective or apposition (words beside it); of the names of
        places again, metonym where they stand for a government, place where they do not, neither where that is open.
        White space in a form is one space each.
        """
        return profiles.entity_forms(self._cursor(), selection, entity, by)

    def sentences_of_form(
        self, selection: Selection, entity: str, kind: str, form: str, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for a form: its marks are the count of `entity_forms`."""
        return profiles.sentences_of_form(
            self._cursor(), selection, entity, kind=kind, form=form, limit=limit
        )

    def spoken_of(
        self, selection: Selection, entity: str, by: By = ("outlet", "speaker_entity")
    ) -> pd.DataFrame:
        """by…, n_mentions, n_quotes, n_articles: quotes that name the entity. Quotes inside quotes are left out.

        by may also hold speaker_entity and kind (of the speaker); NA is a group of its own.
        """
        return profiles.spoken_of(self._cursor(), selection, entity, by)

    def sentences_spoken_of(
        self, selection: Selection, entity: str, speaker_entity: str | None, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for what a speaker says of an entity: its marks are the n_mentions of `spoken_of`."""
        return profiles.sentences_spoken_of(self._cursor(), selection, entity, speaker_entity, limit)

    def merges(
        self, selection: Selection, *, entity: str | None = None, limit: int | None = None
    ) -> pd.DataFrame:
        """entity, form, name, how, reason, n_mentions, n_articles: every form that stands for another name, and why.

        form: as written; name: its fullest form in the article, and how the two were put together; reason: why that
        name is the entity's, which begins with "your word" where an alias said so. entity: this one only.
        """
        return entities.merges(self._cursor(), selection, entity, limit)
