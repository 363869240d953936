"""A finished store, opened for reading: counts and their evidence under a Selection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.errors import StoreError
from analysis.store import schema
from analysis.store.connection import open_connection, read_files
from analysis.store.manifest import read_manifest
from analysis.store.queries import articles, entities, evidence, quotes, rows, terms, tone
from analysis.store.queries.articles import Layers
from analysis.store.queries.evidence import Lexicon
from analysis.store.queries.terms import Form
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

By = tuple[str, ...]


class Store:
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
                rows = connection.read_parquet(read_files([str(file)])[0])
                rows.create_view(name)
            except duckdb.Error as error:
                raise StoreError(
                    f"{file} is missing or damaged; delete {path} and analyse again", path=str(file)
                ) from error
            expected = [schema.ORDER.name, *table.schema.names]
            if rows.columns != expected:
                raise StoreError(
                    f"{file} has the columns {', '.join(rows.columns)}; expected {', '.join(expected)}",
                    path=str(file),
                )
        return cls(path, manifest, connection)

    @property
    def key(self) -> str:
        """Changes when the results change: 32 hex digits."""
        return str(self.manifest["key"])

    def outlets(self) -> list[str]:
        """The outlets by name."""
        return articles.outlets(self._cursor())

    def stories(self) -> pd.DataFrame:
        """story, n_articles, n_outlets, since, until; the story with most articles first."""
        return articles.stories(self._cursor())

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

    def term_counts(
        self,
        selection: Selection,
        by: By = ("outlet",),
        *,
        form: Form = "term",
        n_words: Sequence[int] = (1,),
        pos: Sequence[str] = (),
        stop_words: bool = False,
        names: bool = True,
        without: Sequence[str] = (),
        pos_apart: bool = True,
    ) -> pd.DataFrame:
        """by…, term, pos, count, n_articles; in each group the most frequent first.

        form: count terms as written (lower case) or by dictionary form. n_words: words in a term, 1 to 3. pos: keep
        single words of these parts of speech; phrases have none and stay. stop_words: with function words. names: with
        terms that stand only inside names. without: leave these terms out. pos_apart: False counts a
        term once, whatever parts of speech it stands in, and has no column pos. by may also hold "voice".
        """
        return terms.term_counts(
            self._cursor(),
            selection,
            by,
            form=form,
            n_words=n_words,
            pos=pos,
            stop_words=stop_words,
            names=names,
            without=without,
            pos_apart=pos_apart,
        )

    def entity_counts(self, selection: Selection, by: By = ("outlet",)) -> pd.DataFrame:
        """by…, entity, label, n_mentions, n_sentences, n_articles; in each group the most mentioned first.

        by may also hold "voice": whose words the mention stands in.
        """
        return entities.entity_counts(self._cursor(), selection, by)

    def entity_pairs(self, selection: Selection, by: By = ()) -> pd.DataFrame:
        """by…, a, b, n_sentences, n_articles: entities named in the same sentence, a before b by name."""
        return entities.entity_pairs(self._cursor(), selection, by)

    def sentence_scores(self, selection: Selection) -> pd.DataFrame:
        """outlet, story, article_id, sentence, voice, polarity, subjectivity, n_scored, vader, n_vader, n_words.

        One row a sentence.

        polarity and vader (−1 to 1) and subjectivity (0 to 1) are NA where nothing was scored, which is not neutral.
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

    def quotes(self, selection: Selection, *, limit: int | None = None) -> pd.DataFrame:
        """One row an attribution, in the order of the corpus and the text.

        article_id, quote, outlet, story, published, quote_type, cue_lemma, speaker, speaker_entity, kind, n_words,
        nested, rule, confidence, sentence, start, end (of the whole content), content (pieces joined by " … ").
        Under the voice "quoted" direct and mixed ones, under "reported" indirect ones, under "outlet" none.
        """
        return quotes.quotes(self._cursor(), selection, limit)

    def quoted_words(
        self, selection: Selection, by: By = ("outlet", "speaker_entity", "kind")
    ) -> pd.DataFrame:
        """by…, n_words, n_quotes, n_articles. Quotes inside quotes are left out, or words would count twice.

        by may also hold speaker_entity, kind, quote_type and cue_lemma; NA is a group of its own.
        """
        return quotes.quoted_words(self._cursor(), selection, by)

    def sentences_of_term(
        self,
        selection: Selection,
        term: str,
        *,
        form: Form = "term",
        pos: str | None = None,
        names: bool = True,
        limit: int | None = None,
    ) -> pd.DataFrame:
        """Evidence for a term: its marks are the `count` of `term_counts` with the same options.

        Evidence has article_id, outlet, sentence, start, end, text (of the sentence) and marks: a list of
        [start, end], offsets in the article like start and end. limit: sentences at most.
        """
        return evidence.sentences_of_term(
            self._cursor(), selection, term, form=form, pos=pos, names=names, limit=limit
        )

    def sentences_of_terms(
        self, selection: Selection, terms: Sequence[str], *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for a list of words: its marks are the n of `word_places`."""
        return evidence.sentences_of_terms(self._cursor(), selection, terms, limit)

    def sentences_of_entity(
        self, selection: Selection, entity: str, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for an entity: its marks are the n_mentions, its rows the n_sentences of `entity_counts`."""
        return evidence.sentences_of_entity(self._cursor(), selection, entity, limit)

    def sentences_of_pair(
        self, selection: Selection, a: str, b: str, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for two entities named together: its rows are the n_sentences of `entity_pairs`."""
        return evidence.sentences_of_pair(self._cursor(), selection, a, b, limit)

    def sentences_of_speaker(
        self, selection: Selection, speaker_entity: str | None, *, limit: int | None = None
    ) -> pd.DataFrame:
        """The sentences a speaker's quoted and reported words lie in, these marked; None for unknown speakers."""
        return evidence.sentences_of_speaker(self._cursor(), selection, speaker_entity, limit)

    def sentences_scored(
        self,
        selection: Selection,
        low: float,
        high: float,
        *,
        lexicon: Lexicon = "textblob",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The sentences with low ≤ polarity < high, scored words marked; from high = 1 on, 1 is within."""
        return evidence.sentences_scored(self._cursor(), selection, low, high, lexicon=lexicon, limit=limit)

    def sentences_disagreed(
        self, selection: Selection, least: float, *, limit: int | None = None
    ) -> pd.DataFrame:
        """The sentences one lexicon scores below −least and the other above it, the scored words of both marked."""
        return evidence.sentences_disagreed(self._cursor(), selection, least, limit)

    def sentences_of_tone(
        self, selection: Selection, entity: str, tone: str | None = None, *, limit: int | None = None
    ) -> pd.DataFrame:
        """Evidence for the tone towards an entity: its marks are the mentions `targeted_tones` counts.

        tone: negative, neutral, positive or not_scored; None for all of them.
        """
        return evidence.sentences_of_tone(self._cursor(), selection, entity, tone, limit)

    def rows(self, table: str, selection: Selection) -> pa.RecordBatchReader:
        """The rows of a table of the schema that the selection keeps, in batches, in the order of the corpus.

        Where sentences must name an entity, a term has its occurrences in these left. Passages and entities have no
        voice and no sentence: they are kept by article.

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
