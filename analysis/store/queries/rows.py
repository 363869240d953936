"""The rows of a table as they are stored, under a selection, in batches: they need not fit into memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.store import schema
from analysis.store.filters import SENTENCE_IN_VOICE, Kept, kept, kept_quotes, voice_condition
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH = 20_000  # rows handed out at once


def rows(cursor: duckdb.DuckDBPyConnection, name: str, selection: Selection) -> pa.RecordBatchReader:
    if name not in schema.TABLES:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(schema.TABLES)}")
    start = kept(selection)
    sql, values = _kept_rows(name, start, selection)
    columns = ", ".join(f'"{column}"' for column in schema.TABLES[name].schema.names)
    order = ", ".join(f'"{column}"' for column in schema.TABLES[name].key[1:])
    ordered = f"SELECT {columns} FROM found ORDER BY {', '.join(filter(None, ('article', order)))}"
    return cursor.sql(f"{start.sql}, {sql} {ordered}", params=[*start.values, *values]).to_arrow_reader(BATCH)


def _kept_rows(name: str, start: Kept, selection: Selection) -> tuple[str, list[Any]]:
    """A table `found` for the WITH clause: the rows kept, with their columns."""
    of_articles = f"SELECT t.* FROM {name} t SEMI JOIN chosen USING (article)"
    if name == "terms":
        return _terms(start, selection)
    if name == "quotes":
        table, values = kept_quotes(start, selection)
        return f"{table}, found AS (SELECT * FROM kept_quotes)", values
    if name == "quote_spans":
        table, values = kept_quotes(start, selection)
        return f"{table}, found AS ({of_articles} SEMI JOIN kept_quotes USING (article, quote))", values
    if name in ("mentions", "inferred", "tones"):
        condition, voices = voice_condition(selection, "t.voice")
        return f"found AS ({of_articles} {start.semi_join('t')} WHERE {condition})", list(voices)
    if name == "sentences":
        return f"found AS ({_sentences(start, selection)})", []
    if name == "scored_words":
        within = f"within AS ({_sentences(start, selection)})"
        return f"{within}, found AS ({of_articles} SEMI JOIN within USING (article, sentence))", []
    return f"found AS ({of_articles})", []


def _sentences(start: Kept, selection: Selection) -> str:
    return (
        f"SELECT s.* FROM sentences s SEMI JOIN chosen USING (article) {start.semi_join('s')} "
        f"WHERE {SENTENCE_IN_VOICE[selection.voice]}"
    )


def _terms(start: Kept, selection: Selection) -> tuple[str, list[Any]]:
    """Where sentences must name an entity, only the occurrences in them are left in the lists."""
    condition, values = voice_condition(selection, "t.voice")
    if not start.by_sentence:
        return (
            f"found AS (SELECT t.* FROM terms t SEMI JOIN chosen USING (article) WHERE {condition})",
            values,
        )
    return (
        f"""lists AS (SELECT article, list(sentence) AS allowed FROM named GROUP BY article), places AS (
            SELECT t.*, list_filter(list_zip(starts, ends, sentences), lambda p: list_contains(allowed, p[3])) AS kept
            FROM terms t JOIN lists USING (article) WHERE {condition}
        ), found AS (
            SELECT * REPLACE (
                len(kept)::INTEGER AS count, list_transform(kept, lambda p: p[1]) AS starts,
                list_transform(kept, lambda p: p[2]) AS ends, list_transform(kept, lambda p: p[3]) AS sentences
            ) FROM places WHERE len(kept) > 0
        )""",
        values,
    )
