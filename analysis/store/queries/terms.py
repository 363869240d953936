"""How often each term occurs, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from analysis.store.filters import BY_ARTICLE, Kept, kept, split_by, voice_condition
from analysis.store.queries.frame import fetch
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Form = Literal["term", "lemma"]


def term_counts(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    by: tuple[str, ...],
    *,
    form: Form,
    n_words: Sequence[int],
    pos: Sequence[str],
    stop_words: bool,
    names: bool,
    without: Sequence[str],
    also: Sequence[str],
    only: Sequence[str],
    most: int | None,
    pos_apart: bool,
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, (*BY_ARTICLE, "voice"))
    conditions = ["list_contains(?, t.n_words)"]
    values: list[Any] = [[int(n) for n in n_words]]
    condition, more = voice_condition(selection, "t.voice")
    conditions.append(condition)
    values += more
    if pos:
        conditions.append("(t.n_words > 1 OR list_contains(?, t.pos))")
        values.append([str(tag) for tag in pos])
    if not stop_words and also:
        conditions.append(f"(NOT t.is_stop OR list_contains(?, t.{_column(form)}))")
        values.append([term.lower() for term in also])
    elif not stop_words:
        conditions.append("NOT t.is_stop")
    if only:
        conditions.append(f"list_contains(?, t.{_column(form)})")
        values.append([term.lower() for term in only])
    if not names:
        conditions.append("NOT t.is_name")
    if without:
        conditions.append(f"NOT list_contains(?, t.{_column(form)})")
        values.append([term.lower() for term in without])
    kinds = "term, pos" if pos_apart else "term"
    top, kept_terms = "", ""
    if most is not None:
        top = (
            ", top AS (SELECT term FROM counted WHERE occurrences > 0 GROUP BY term "
            f"ORDER BY sum(occurrences) DESC, term LIMIT {int(most)})"
        )
        kept_terms = "SEMI JOIN top USING (term)"
    return fetch(
        cursor,
        f"""{_with_sentences(start)}, counted AS (
            SELECT chosen.*, t.voice, t.{_column(form)} AS term, t.pos, {_count(start)} AS occurrences
            FROM terms t JOIN chosen USING (article) {_join(start)} WHERE {" AND ".join(conditions)}
        ){top}
        SELECT {columns} {kinds}, sum(occurrences)::BIGINT AS count,
            count(DISTINCT article) AS n_articles
        FROM counted {kept_terms} WHERE occurrences > 0 GROUP BY ALL ORDER BY {columns} count DESC, {kinds}""",
        [*start.values, *values],
    )


def stop_words(cursor: duckdb.DuckDBPyConnection, selection: Selection, limit: int) -> pd.DataFrame:
    start = kept(selection)
    return fetch(
        cursor,
        f"""{start.sql} SELECT term, sum(count)::BIGINT AS count, count(DISTINCT article) AS n_articles
        FROM terms t SEMI JOIN chosen USING (article) WHERE t.is_stop
        GROUP BY term ORDER BY count DESC, term LIMIT {int(limit)}""",
        start.values,
    )


def occurrences(
    start: Kept, selection: Selection, term: str, *, form: Form, pos: Sequence[str], names: bool
) -> tuple[str, list[Any]]:
    """A table `hits` (article, sentence, start, end) for the WITH clause, with its values."""
    condition, voices = voice_condition(selection, "t.voice")
    conditions = [f"t.{_column(form)} = ?", condition]
    values: list[Any] = [term, *voices]
    if pos:
        conditions.append("(t.n_words > 1 OR list_contains(?, t.pos))")
        values.append([str(tag) for tag in pos])
    if not names:
        conditions.append("NOT t.is_name")
    places = (
        'SELECT t.article, unnest(t.sentences) AS sentence, unnest(t.starts) AS start, unnest(t.ends) AS "end" '
        f"FROM terms t SEMI JOIN chosen USING (article) WHERE {' AND '.join(conditions)}"
    )
    return f"places AS ({places}), hits AS (SELECT p.* FROM places p {start.semi_join('p')})", values


def places_of(start: Kept, selection: Selection, terms: Sequence[str]) -> tuple[str, list[Any]]:
    """A table `hits` (article, sentence, start, end, term) of single words as written, but not where they are names."""
    condition, values = voice_condition(selection, "t.voice")
    places = (
        'SELECT t.article, t.term, unnest(t.sentences) AS sentence, unnest(t.starts) AS start, unnest(t.ends) AS "end" '
        "FROM terms t SEMI JOIN chosen USING (article) "
        f"WHERE list_contains(?, t.term) AND NOT t.is_name AND t.pos <> 'PROPN' AND {condition}"
    )
    return f"places AS ({places}), hits AS (SELECT p.* FROM places p {start.semi_join('p')})", [
        list(terms),
        *values,
    ]


def _column(form: Form) -> str:
    if form not in ("term", "lemma"):
        raise ValueError(f"form is {form!r}; it can be 'term' or 'lemma'")
    return form


def _with_sentences(start: Kept) -> str:
    """The sentences that name an entity as one list an article: an occurrence lies in a sentence of the list."""
    if not start.by_sentence:
        return start.sql
    return f"{start.sql}, lists AS (SELECT article, list(sentence) AS allowed FROM named GROUP BY article)"


def _join(start: Kept) -> str:
    return "JOIN lists USING (article)" if start.by_sentence else ""


def _count(start: Kept) -> str:
    if not start.by_sentence:
        return "t.count"
    return "len(list_filter(t.sentences, lambda place: list_contains(lists.allowed, place)))"
