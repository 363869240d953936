"""A finished store, opened for reading: counts and their evidence under a Selection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb

from analysis.errors import StoreError
from analysis.store import schema
from analysis.store.aliases import Alias, aliases_from_rows
from analysis.store.connection import open_connection, read_files
from analysis.store.copies import copies_table, same_texts
from analysis.store.manifest import read_manifest
from analysis.store.name_queries import NameQueries
from analysis.store.outlet_names import OutletName
from analysis.store.part import By
from analysis.store.queries import articles, drawn, entities, evidence, rows
from analysis.store.queries.articles import Layers
from analysis.store.quote_queries import QuoteQueries
from analysis.store.selection import Selection
from analysis.store.tone_queries import ToneQueries
from analysis.store.word_queries import WordQueries

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


Drawn = Literal["quotes", "mentions", "tones"]
"""What a sample can be drawn of."""


class Store(NameQueries, QuoteQueries, ToneQueries, WordQueries):
    """The results of one analysis. Safe to share between threads; holds no rows.

    Every query returns a new frame with a plain index, all its columns also when it has no rows, and its rows in an
    order that does not depend on how the store was made. `by` names columns to split counts by, out of outlet, story,
    article_id and published (and what a query adds); a group without anything to count has no row.
    """

    def __init__(self, path: Path, manifest: dict[str, Any], connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self.manifest = manifest
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str) -> Store:
        """Open a finished store.

        Raises StoreError when there is none, when it has another layout, or when a table of it is missing or damaged.
        """
        path = Path(path)
        manifest = read_manifest(path)
        connection = open_connection()
        for name, table in schema.TABLES.items():
            file = path / "tables" / f"{name}.parquet"
            try:
                rows = connection.read_parquet(read_files([str(file)])[0], hive_partitioning=False)
                rows.create_view(name)
            except duckdb.Error as error:
                raise StoreError(f"{file} is missing or damaged; analyse again", path=str(file)) from error
            expected = [schema.ORDER.name, *table.schema.names]
            if rows.columns != expected:
                raise StoreError(
                    f"{file} has the columns {', '.join(rows.columns)}; expected {', '.join(expected)}",
                    path=str(file),
                )
        connection.from_arrow(copies_table(manifest["report"].get("duplicates", ()))).create("copies")
        return cls(path, manifest, connection)

    @property
    def key(self) -> str:
        """Changes when the results change: 32 hex digits."""
        return str(self.manifest["key"])

    def outlets(self) -> list[str]:
        """The outlets by name."""
        return articles.outlets(self._cursor())

    def aliases(self) -> tuple[Alias, ...]:
        """The user's word on names, as it is in force; change it with `analysis.store.corrections.apply_aliases`."""
        return aliases_from_rows(self.manifest["aliases"])

    def outlet_names(self) -> tuple[OutletName, ...]:
        """The user's word on outlets in force; change it with `analysis.store.corrections.apply_outlet_names`."""
        return tuple(OutletName(**row) for row in self.manifest.get("outlet_names", ()))

    def stories(self) -> pd.DataFrame:
        """story, n_articles, n_outlets, since, until; the story with most articles first."""
        return articles.stories(self._cursor())

    def copies(self) -> dict[str, str]:
        """Article → one name for all that have the same words, or most of them; those without a copy are not in it."""
        return same_texts(self.manifest["report"].get("duplicates", ()))

    def facets(self) -> pd.DataFrame:
        """name, value, n_articles: what else articles can be filtered by; by name, then value."""
        return articles.facets(self._cursor())

    def entity_options(self, limit: int | None = None) -> pd.DataFrame:
        """entity, label, n_mentions, n_articles; what most articles name first."""
        return entities.entity_options(self._cursor(), limit)

    def articles(self, selection: Selection) -> pd.DataFrame:
        """The articles kept, without text: the columns of the table, n_sentences and n_quotes (of those kept).

        By story, then day, outlet and article_id.
        """
        return articles.articles(self._cursor(), selection)

    def totals(self, selection: Selection, by: By = ("outlet",)) -> pd.DataFrame:
        """by…, n_articles, n_words, n_sentences: what rates are made of.

        n_words: words of the selection's voice in the sentences kept. n_sentences: sentences of that voice; one that
        is partly attributed counts as quoted or reported, whichever it has more words of.
        """
        return articles.totals(self._cursor(), selection, by)

    def entity_counts(self, selection: Selection, by: By = ("outlet",)) -> pd.DataFrame:
        """by…, entity, label, n_mentions, n_sentences, n_articles; in each group the most mentioned first.

        by may also hold "voice": whose words the mention stands in.
        """
        return entities.entity_counts(self._cursor(), selection, by)

    def sentences_of_entity(
        self, selection: Selection, entity: str, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for an entity: its marks are the n_mentions, its rows the n_sentences of `entity_counts`."""
        return evidence.sentences_of_entity(self._cursor(), selection, entity, limit)

    def drawn(self, table: Drawn, selection: Selection, n: int) -> pd.DataFrame:
        """A sample of quotes, mentions or tones to be checked: the same for a corpus, the first of any longer one.

        quotes: the columns of `quotes_in_context`. mentions, tones: article_id, outlet, sentence, start, end, text,
        marks (see `sentences_of_term`), entity, label. All: place, the start of what is claimed, and claim: speaker
        and content, the entity, or the tone; tones that were not scored are not drawn.
        """
        if table == "quotes":
            return drawn.drawn_quotes(self._cursor(), selection, n, self.manifest["corpus"])
        return drawn.drawn_places(self._cursor(), selection, table, n, self.manifest["corpus"])

    def rows(self, table: str, selection: Selection) -> pa.RecordBatchReader:
        """The rows of a table of the schema that the selection keeps, in batches, in the order of the corpus.

        Where sentences must name an entity, a term has its occurrences in these left. Passages, descriptions and
        entities have no voice and no sentence: they are kept by article.

        Raises ValueError when there is no such table.
        """
        return rows.rows(self._cursor(), table, selection)

    def layers(self, article_id: str) -> Layers:
        """One article with all that was found in it.

        Raises StoreError when the store has no such article.
        """
        return articles.layers(self._cursor(), article_id)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()
