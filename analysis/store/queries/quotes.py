"""Who is quoted, in what words, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.store.filters import BY_ARTICLE, kept, kept_quotes, split_by
from analysis.store.queries.frame import fetch, limited, texts
from analysis.store.selection import QUOTE_PROPERTIES, QuoteFilter, Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

BETWEEN_PIECES = " … "
_COLUMNS = """q.article, q.article_id, q.quote, outlet, story, published, quote_type, cue_lemma, cue_class, speaker,
    speaker_entity, kind, n_words, nested, rule, confidence, sentence, start, "end", pieces"""


def quotes(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    only: QuoteFilter,
    limit: int | None,
    offset: int = 0,
) -> pd.DataFrame:
    found = _found(cursor, selection, only, limit, offset)
    return _with_content(found, texts(cursor, found["article"])).drop(columns=["article", "pieces"])


def quotes_in_context(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    only: QuoteFilter,
    limit: int | None,
    offset: int = 0,
    *,
    seed: str | None = None,
) -> pd.DataFrame:
    found = _found(cursor, selection, only, limit, offset, seed=seed)
    text = texts(cursor, found["article"])
    spans = _spans(cursor, found)
    around = [spans[article, quote] for article, quote in zip(found["article"], found["quote"], strict=True)]
    shown = [
        text[article][place["first"] : place["last"]]
        for article, place in zip(found["article"], around, strict=True)
    ]
    return (
        _with_content(found, text)
        .assign(
            text=_as_text(shown, found),
            text_start=_column([place["first"] for place in around], found, "int64"),
            marks=_column([place["content"] for place in around], found, "object"),
            cues=_column([place["cue"] for place in around], found, "object"),
            speakers=_column([place["speaker"] for place in around], found, "object"),
        )
        .drop(columns=["article", "pieces"])
    )


def n_quotes(cursor: duckdb.DuckDBPyConnection, selection: Selection, only: QuoteFilter) -> int:
    start = kept(selection)
    table, values = _filtered(selection, only)
    sql = f"{start.sql}, {table} SELECT count(*) FROM filtered"
    return int(cursor.execute(sql, [*start.values, *values]).fetchall()[0][0])


def quote_options(cursor: duckdb.DuckDBPyConnection, selection: Selection, limit: int | None) -> pd.DataFrame:
    start = kept(selection)
    table, values = kept_quotes(start, selection)
    counted = " UNION ALL ".join(
        f"SELECT '{name}' AS property, {name} AS value, count(*) AS n_quotes FROM kept_quotes GROUP BY ALL"
        for name in QUOTE_PROPERTIES
    )
    ranked = (
        ""
        if limit is None
        else "QUALIFY row_number() OVER (PARTITION BY property ORDER BY n_quotes DESC, value)"
    )
    return fetch(
        cursor,
        f"""{start.sql}, {table}, counted AS ({counted})
        SELECT property, value, n_quotes FROM counted {ranked and f"{ranked} <= {int(limit or 0)}"}
        ORDER BY property, n_quotes DESC, value""",
        [*start.values, *values],
    )


def quoted_words(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, by: tuple[str, ...]
) -> pd.DataFrame:
    start = kept(selection)
    table, values = kept_quotes(start, selection)
    columns = split_by(by, (*BY_ARTICLE, *QUOTE_PROPERTIES))
    return fetch(
        cursor,
        f"""{start.sql}, {table}, found AS (
            SELECT q.* EXCLUDE (article_id), chosen.* EXCLUDE (article)
            FROM kept_quotes q JOIN chosen USING (article) WHERE NOT q.nested
        )
        SELECT {columns} coalesce(sum(found.n_words), 0)::BIGINT AS n_words, count(*) AS n_quotes,
            count(DISTINCT article) AS n_articles
        FROM found GROUP BY ALL ORDER BY {columns} n_words DESC, n_quotes DESC""",
        [*start.values, *values],
    )


def _found(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    only: QuoteFilter,
    limit: int | None,
    offset: int,
    *,
    seed: str | None = None,
) -> pd.DataFrame:
    """The quotes that fit, in the order of the corpus and the text, with `article` and the `pieces` of content.

    Quotes are numbered in the order of their content, so a page is cut out before any span is read. seed: another order
    for each, by which a sample is drawn.
    """
    start = kept(selection)
    table, values = _filtered(selection, only)
    seeds = [] if seed is None else [seed]
    order = "" if seed is None else "md5(concat_ws('/', ?, q.article_id, q.quote)), "
    return fetch(
        cursor,
        f"""{start.sql}, {table}, shown AS MATERIALIZED (
            SELECT * FROM filtered q ORDER BY {order}q.article, q.quote {limited(limit)} OFFSET {int(offset)}
        ), pieces AS (
            SELECT q.article, q.quote, min(p.start) AS start, max(p."end") AS "end",
                list([p.start, p."end"] ORDER BY p.start) AS pieces
            FROM shown q JOIN quote_spans p ON p.article = q.article AND p.quote = q.quote
            WHERE p.role = 'content' GROUP BY q.article, q.quote
        )
        SELECT {_COLUMNS} FROM shown q JOIN pieces USING (article, quote) JOIN chosen USING (article)
        ORDER BY {order}q.article, q.quote""",
        [*start.values, *values, *seeds, *seeds],
    )


def _filtered(selection: Selection, only: QuoteFilter) -> tuple[str, list[Any]]:
    """Tables for the WITH clause that end in `filtered`, the quotes that fit, with the values they bind."""
    start = kept(selection)
    table, values = kept_quotes(start, selection)
    conditions = ["TRUE"]
    for name in QUOTE_PROPERTIES:
        if allowed := getattr(only, name):
            known = [value for value in allowed if value is not None]
            conditions.append(
                f"(list_contains(?, q.{name}){f' OR q.{name} IS NULL' if None in allowed else ''})"
            )
            values.append(known)
    if only.nested is not None:
        conditions.append("nested = ?")
        values.append(only.nested)
    if only.least_confidence > 0:
        conditions.append("q.confidence >= ?")
        values.append(only.least_confidence)
    wanted = f"SELECT q.* FROM kept_quotes q WHERE {' AND '.join(conditions)}"
    if not only.text:
        return f"{table}, filtered AS ({wanted})", values
    # Only articles that have the words are cut into quotes: cutting costs the length of the text each time.
    piece = max(only.text.split(BETWEEN_PIECES), key=len)
    by_text = f"""wanted AS ({wanted}), searched AS (
        SELECT article, text FROM articles SEMI JOIN wanted USING (article) WHERE contains(lower(text), lower(?))
    ), contents AS (
        SELECT p.article, p.quote, string_agg(
            substring(searched.text, p.start + 1, p."end" - p.start), '{BETWEEN_PIECES}' ORDER BY p.start
        ) AS content
        FROM quote_spans p JOIN searched USING (article) SEMI JOIN wanted USING (article, quote)
        WHERE p.role = 'content' GROUP BY p.article, p.quote
    ), filtered AS (
        SELECT wanted.* FROM wanted JOIN contents USING (article, quote) WHERE contains(lower(content), lower(?))
    )"""
    return f"{table}, {by_text}", [*values, piece, only.text]


def _spans(cursor: duckdb.DuckDBPyConnection, found: pd.DataFrame) -> dict[tuple[int, int], dict[str, Any]]:
    """(article, quote) → its spans by role, and `first` and `last`, the offsets of the sentences they lie in."""
    if found.empty:
        return {}
    articles, quotes = [found[column].astype("int64").tolist() for column in ("article", "quote")]
    rows = cursor.execute(
        """WITH asked AS (SELECT unnest(?::BIGINT[]) AS article, unnest(?::BIGINT[]) AS quote),
        spans AS (SELECT p.* FROM quote_spans p SEMI JOIN asked USING (article, quote))
        SELECT p.article, p.quote, p.role, p.start, p."end",
            coalesce(min(s.start), p.start), coalesce(max(s."end"), p."end")
        FROM spans p LEFT JOIN (SELECT article, start, "end" FROM sentences SEMI JOIN asked USING (article)) s
        ON s.article = p.article AND s.start < p."end" AND p.start < s."end"
        GROUP BY p.article, p.quote, p.role, p.start, p."end" ORDER BY p.start""",
        [articles, quotes],
    ).fetchall()
    out: dict[tuple[int, int], dict[str, Any]] = {}
    for article, quote, role, start, end, first, last in rows:
        place = out.setdefault(
            (article, quote), {"first": first, "last": last, "content": [], "cue": [], "speaker": []}
        )
        place[role].append([start, end])
        place["first"], place["last"] = min(place["first"], first, start), max(place["last"], last, end)
    return out


def _with_content(found: pd.DataFrame, text: dict[int, str]) -> pd.DataFrame:
    content = [
        BETWEEN_PIECES.join(text[article][start:end] for start, end in pieces)
        for article, pieces in zip(found["article"], found["pieces"], strict=True)
    ]
    return found.assign(content=_as_text(content, found))


def _as_text(content: list[str], beside: pd.DataFrame) -> pd.Series:
    return _column(content, beside, "str")


def _column(values: list[Any], beside: pd.DataFrame, dtype: str) -> pd.Series:
    import pandas as pd

    return pd.Series(values, index=beside.index, dtype=dtype)
