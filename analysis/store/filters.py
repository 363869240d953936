"""SELECTION → SQL: the parts of a query that keep what a selection looks at. Values are always bound, never written in.

Every query starts from two tables: `chosen`, the articles kept, and, when sentences must name an entity, `named`, the
sentences that do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analysis.model import JOINT
from analysis.store.selection import Selection

BY_ARTICLE = ("outlet", "story", "article_id", "published")
"""Columns of `chosen` that counts can be split by."""

WORDS_IN_VOICE = {
    "all": "s.n_words",
    "outlet": "s.n_words - s.n_quoted - s.n_reported",
    "reported": "s.n_reported",
    "quoted": "s.n_quoted",
}

# Each sentence is of one voice: the outlet's own when no word of it is attributed to anybody, else whichever of quoted
# and reported it has more words of. So sentences by voice sum to all sentences.
SENTENCE_IN_VOICE = {
    "all": "TRUE",
    "outlet": "s.voice = 'outlet'",
    "reported": "s.voice <> 'outlet' AND s.n_quoted < s.n_reported",
    "quoted": "s.voice <> 'outlet' AND s.n_quoted >= s.n_reported",
}

QUOTE_IN_VOICE = {
    "all": "TRUE",
    "outlet": "FALSE",
    "reported": "q.quote_type = 'indirect'",
    "quoted": "q.quote_type IN ('direct', 'mixed')",
}


@dataclass(frozen=True)
class Kept:
    """The start of a query: a WITH clause and the values it binds."""

    sql: str
    values: tuple[Any, ...]
    by_sentence: bool  # only sentences that name an entity count

    def semi_join(self, alias: str) -> str:
        """Keeps rows of a table that has `article` and `sentence`."""
        if not self.by_sentence:
            return ""
        return f"SEMI JOIN named ON named.article = {alias}.article AND named.sentence = {alias}.sentence"


_MENTION = 'article, article_id, start, "end", sentence, entity, name, form, label, voice'


def counted_mentions(selection: Selection) -> str:
    """The mentions that count, as a table of a query: names, and what stands for one when that is asked for."""
    if not selection.inferred:
        return "mentions"
    return f"(SELECT {_MENTION} FROM mentions UNION ALL SELECT {_MENTION} FROM inferred)"


def kept(selection: Selection) -> Kept:
    """What the selection keeps, whatever its voice."""
    conditions: list[str] = []
    values: list[Any] = []
    for column, allowed in (("outlet", selection.outlets), ("story", selection.stories)):
        if allowed:
            conditions.append(f"list_contains(?, {column})")
            values.append(list(allowed))
    for day, comparison in ((selection.since, ">="), (selection.until, "<=")):
        if day is not None:
            conditions.append(f"published {comparison} ?")
            values.append(day)
    for name, given in selection.values_by_facet().items():
        conditions.append(
            "article IN (SELECT article FROM facets WHERE name = ? AND list_contains(?, value))"
        )
        values += [name, given]
    by_sentence = bool(selection.entities) and selection.scope == "sentence"
    naming = (
        f"SELECT DISTINCT article, sentence FROM {counted_mentions(selection)} WHERE list_contains(?, entity)"
    )
    if selection.entities:
        conditions.append("article IN (SELECT article FROM naming)")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    articles = f"SELECT article, article_id, outlet, story, published FROM articles {where}"
    if selection.each_text_once:
        articles = f"""SELECT article, article_id, outlet, story, published FROM ({articles})
            LEFT JOIN copies USING (article_id) QUALIFY 1 = row_number() OVER (
                PARTITION BY coalesce(same_as, article_id) ORDER BY published NULLS LAST, article_id
            )"""
    if not selection.entities:
        return Kept(f"WITH chosen AS ({articles})", tuple(values), by_sentence)
    tables = [f"naming AS MATERIALIZED ({naming})", f"chosen AS ({articles})"]
    if by_sentence:
        tables.append("named AS (SELECT naming.* FROM naming SEMI JOIN chosen USING (article))")
    return Kept(f"WITH {', '.join(tables)}", (list(selection.entities), *values), by_sentence)


def kept_quotes(start: Kept, selection: Selection) -> tuple[str, list[Any]]:
    """A table `kept_quotes` for the WITH clause, with its values.

    Where sentences must name an entity, a quote is kept when the sentence its content starts in does, or when its
    speaker is the entity.
    """
    rows = "SELECT q.* FROM quotes q SEMI JOIN chosen USING (article)"
    voice = QUOTE_IN_VOICE[selection.voice]
    if not start.by_sentence:
        return f"kept_quotes AS ({rows} WHERE {voice})", []
    return (
        f"kept_quotes AS ({rows} LEFT JOIN named ON named.article = q.article AND named.sentence = q.sentence "
        f"WHERE {voice} AND (named.sentence IS NOT NULL "
        f"OR list_has_any(?, string_split(q.speaker_entity, '{JOINT}'))))",
        [list(selection.entities)],
    )


def voice_condition(selection: Selection, column: str) -> tuple[str, list[str]]:
    """A condition on a column that holds a voice, with its values."""
    return ("TRUE", []) if selection.voice == "all" else (f"{column} = ?", [selection.voice])


def split_by(by: tuple[str, ...], allowed: tuple[str, ...]) -> str:
    """The columns counts are split by, as the start of a SELECT list.

    Raises ValueError for a column that a query cannot be split by.
    """
    for column in by:
        if column not in allowed:
            raise ValueError(f"cannot count by {column!r}; this can be counted by {', '.join(allowed)}")
    return "".join(f"{column}, " for column in by)
