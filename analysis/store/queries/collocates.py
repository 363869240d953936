"""The words that stand near a word: how often in its neighbourhood, how often at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.store.filters import Kept, kept, voice_condition
from analysis.store.queries.contexts import Contexts, Hit, lines_of
from analysis.store.queries.frame import fetch
from analysis.store.queries.terms import Form, occurrences
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

MAX_NODES = 20_000  # occurrences of the node looked at, the first in the order of the corpus


@dataclass(frozen=True)
class Neighbourhood:
    """collocates: term, is_stop, count (all its occurrences), n_near (of these, in the neighbourhood), n_nodes
    (occurrences of the node that have it near), n_articles (where it stands near the node).

    n_nodes: occurrences of the node looked at; n_nodes_all: that there are. n_near: words in their neighbourhood.
    n_words: all words of the selection. Words are those with a letter.
    """

    collocates: pd.DataFrame
    n_nodes: int
    n_nodes_all: int
    n_near: int
    n_words: int


def neighbourhood(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, node: str, *, form: Form, span: int
) -> Neighbourhood:
    start = kept(selection)
    condition, voices = voice_condition(selection, "t.voice")
    near, values = _near(start, selection, node, form, span)
    sql = f"""{start.sql}, {near}, found AS (
            SELECT term, bool_and(is_stop) AS is_stop, count(DISTINCT (article, start))::BIGINT AS n_near,
                count(DISTINCT node)::BIGINT AS n_nodes, count(DISTINCT article)::BIGINT AS n_articles
            FROM near GROUP BY term
        ), every AS (
            SELECT t.article, t.{_column(form)} AS term, t.count, t.sentences
            FROM terms t SEMI JOIN chosen USING (article) WHERE t.n_words = 1 AND {condition}
        ), counted AS ({_counts(start.by_sentence)})"""
    asked = [*start.values, *values, *voices]
    collocates = fetch(
        cursor,
        f"""{sql} SELECT term, is_stop, count, n_near, n_nodes, n_articles
        FROM found JOIN counted USING (term) ORDER BY n_near DESC, term""",
        asked,
    )
    n_nodes, n_all, n_near, n_words = cursor.execute(
        f"{sql} SELECT (SELECT count(*) FROM nodes), (SELECT count(*) FROM hits), "
        "(SELECT count(DISTINCT (article, start)) FROM near), (SELECT coalesce(sum(count), 0) FROM counted)",
        asked,
    ).fetchall()[0]
    return Neighbourhood(collocates, int(n_nodes), int(n_all), int(n_near), int(n_words))


def contexts_beside(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    node: str,
    other: str,
    *,
    form: Form,
    span: int,
    limit: int,
) -> Contexts:
    start = kept(selection)
    near, values = _near(start, selection, node, form, span)
    rows = cursor.execute(
        f"""{start.sql}, {near} SELECT article, sentence, start, "end"
        FROM nodes WHERE node IN (SELECT node FROM near WHERE term = ?) ORDER BY article, start""",
        [*start.values, *values, other],
    ).fetchall()
    hits = [Hit(*row) for row in rows]
    return Contexts(lines_of(cursor, hits[:limit]), len(hits), len({hit.article for hit in hits}))


def _near(start: Kept, selection: Selection, node: str, form: Form, span: int) -> tuple[str, list[Any]]:
    """Tables for the WITH clause, with their values: `hits`, `nodes` (those looked at, numbered), and `near` (article,
    start, term, is_stop, node), a row for each word in the neighbourhood of each node."""
    if not 1 <= span <= 20:
        raise ValueError(f"span is {span}, expected 1 to 20 words on either side")
    hits, values = occurrences(start, selection, node, form=form, pos=(), names=True)
    condition, voices = voice_condition(selection, "p.voice")
    sql = f"""{hits}, nodes AS (
            SELECT *, row_number() OVER (ORDER BY article, start) AS node FROM hits
            ORDER BY article, start LIMIT {MAX_NODES}
        ), within AS (SELECT DISTINCT article, sentence FROM nodes),
        standing AS (
            SELECT t.article, t.{_column(form)} AS term, t.is_stop, t.voice, unnest(t.sentences) AS sentence,
                unnest(t.starts) AS start
            FROM terms t SEMI JOIN within ON within.article = t.article WHERE t.n_words = 1
        ), placed AS (
            SELECT s.*, row_number() OVER (PARTITION BY article, sentence ORDER BY start) AS place
            FROM standing s SEMI JOIN within USING (article, sentence)
        ), centres AS (
            SELECT n.article, n.sentence, n.node, min(p.place) AS first, max(p.place) AS last
            FROM nodes n JOIN placed p ON p.article = n.article AND p.sentence = n.sentence
                AND p.start >= n.start AND p.start < n."end"
            GROUP BY ALL
        ), near AS (
            SELECT p.article, p.start, p.term, p.is_stop, c.node
            FROM placed p JOIN centres c ON c.article = p.article AND c.sentence = p.sentence
                AND (p.place BETWEEN c.first - {int(span)} AND c.first - 1
                    OR p.place BETWEEN c.last + 1 AND c.last + {int(span)})
            WHERE {condition}
        )"""
    return sql, [*values, *voices]


def _column(form: Form) -> str:
    return "lemma" if form == "lemma" else "term"


def _counts(by_sentence: bool) -> str:
    """Occurrences of each word; where sentences must name an entity, those in such sentences."""
    if not by_sentence:
        return "SELECT term, sum(count)::BIGINT AS count FROM every GROUP BY term"
    return (
        "SELECT term, count(*)::BIGINT AS count FROM (SELECT article, term, unnest(sentences) AS sentence FROM every) "
        "SEMI JOIN named USING (article, sentence) GROUP BY term"
    )
