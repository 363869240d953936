"""What a store answers about words: counts, contexts, company, sequences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.store.part import By, StorePart
from analysis.store.queries import collocates, contexts, evidence, rollups, style, terms
from analysis.store.queries.collocates import Neighbourhood
from analysis.store.queries.contexts import Contexts, Node
from analysis.store.queries.terms import Form
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


class WordQueries(StorePart):
    """The part of a `Store` that is about words; see there for what all queries have in common."""

    path: Path

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
        also: Sequence[str] = (),
        only: Sequence[str] = (),
        most: int | None = None,
        pos_apart: bool = True,
    ) -> pd.DataFrame:
        """by…, term, pos, count, n_articles; in each group the most frequent first.

        form: count terms as written (lower case) or by dictionary form. n_words: words in a term, 1 to 4. pos: keep
        single words of these parts of speech; phrases have none and stay. stop_words: with function words; also: with
        these of them. names: with terms that stand only inside names. without: leave these terms out. only: count
        nothing but these. most: keep so many terms, the most frequent over all groups. pos_apart: False counts a term
        once, whatever parts of speech it stands in, and has no column pos. by may also hold "voice".
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
            also=also,
            only=only,
            most=most,
            pos_apart=pos_apart,
        )

    def stop_words(self, selection: Selection, limit: int = 300) -> pd.DataFrame:
        """term, count, n_articles: the function words that counts leave out, the most frequent first."""
        return terms.stop_words(self._cursor(), selection, limit)

    def contexts(
        self,
        selection: Selection,
        node: str,
        *,
        kind: Node = "word",
        pos: Sequence[str] = (),
        names: bool = True,
        limit: int = 1_000,
    ) -> Contexts:
        """Every place a word or phrase ("word"), a dictionary form ("lemma") or an RE2 pattern stands (KWIC).

        pos, names: as for `term_counts`, whose count is then n_hits. limit: lines at most. A
        phrase may be of any words; a pattern is looked for within sentences. With a voice, a phrase that is no term
        and a pattern are looked for in sentences of that voice.

        Raises ValueError when a pattern cannot be searched for or takes too long.
        """
        return contexts.contexts(
            self._cursor(), selection, node, kind=kind, pos=pos, names=names, limit=limit
        )

    def neighbourhood(
        self, selection: Selection, node: str, *, form: Form = "term", span: int = 5
    ) -> Neighbourhood:
        """The words up to `span` words left or right of a term in its sentence, with what collocations need.

        Raises ValueError when span is not 1 to 20.
        """
        return collocates.neighbourhood(self._cursor(), selection, node, form=form, span=span)

    def contexts_beside(
        self,
        selection: Selection,
        node: str,
        other: str,
        *,
        form: Form = "term",
        span: int = 5,
        limit: int = 1_000,
    ) -> Contexts:
        """The places of a term that have the other near, as `contexts`: n_hits is the n_nodes of `neighbourhood`."""
        return collocates.contexts_beside(
            self._cursor(), selection, node, other, form=form, span=span, limit=limit
        )

    def word_sequences(self, selection: Selection, *, limit: int) -> pd.DataFrame:
        """article_id, outlet, story, published, n_words, n_sentences, n_letters, words: one row an article.

        words: those of the selection's voice with a letter, lower case, in the order of the text. n_words,
        n_letters (and digits): of these. Articles without any have no row. limit: articles at most.
        """
        return style.word_sequences(self._cursor(), selection, limit)

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

    def typical_sums(
        self, *, form: Form = "term", n_words: Sequence[int] = (1,), names: bool = True
    ) -> pd.DataFrame:
        """By outlet and term, over the whole corpus, what `typical_overall` needs; no function words.

        Only terms that at least 20 articles use. Empty where the corpus is too small to need it, or nothing was
        counted with these options when it was analysed.
        """
        return rollups.typical_sums(self._cursor(), self.path, form, tuple(n_words), names)

    def frequent_terms(
        self, *, form: Form = "term", n_words: Sequence[int] = (1,), names: bool = True
    ) -> pd.DataFrame:
        """outlet, term, count, n_articles of the 500 terms most frequent over the whole corpus; as `typical_sums`."""
        return rollups.frequent_terms(self._cursor(), self.path, form, tuple(n_words), names)
