"""Which entities stand together: in one sentence, one paragraph or one article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from analysis.store.filters import BY_ARTICLE, Kept, kept, split_by, voice_condition
from analysis.store.queries.frame import fetch
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Window = Literal["sentence", "paragraph", "article"]
"""How near two names must stand to count as together."""

# What tells the windows of an article apart; the article itself has one.
PLACE: dict[str, str] = {"sentence": "s.sentence", "paragraph": "s.paragraph", "article": "0"}


def entity_pairs(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    by: tuple[str, ...],
    *,
    window: Window,
    minimum: int,
    among: Sequence[str] | None,
    of: str | None,
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, BY_ARTICLE)
    found, values = found_entities(start, selection, window)
    chosen = "" if among is None else "WHERE list_contains(?, entity)"
    names = [] if among is None else [list(among)]
    naming = "" if of is None else "SEMI JOIN (FROM found WHERE entity = ?) AS it USING (article, place)"
    either = "" if of is None else "AND (one.entity = ? OR other.entity = ?)"
    # An entity in fewer windows than the minimum is in no pair that reaches it: left out before the join. Where counts
    # are split by groups this only narrows, since no group has more than all together.
    often = f"SELECT entity FROM found {chosen} GROUP BY entity HAVING count(*) >= ?"
    return fetch(
        cursor,
        f"""{start.sql}, {found}, often AS ({often}), meeting AS MATERIALIZED (
            SELECT found.* FROM found SEMI JOIN often USING (entity) {naming}
        ), pairs AS (
            SELECT one.article, one.entity AS a, other.entity AS b FROM meeting one JOIN meeting other
            ON one.article = other.article AND one.place = other.place AND one.entity < other.entity {either}
        )
        SELECT {columns} a, b, count(*) AS n_together, count(DISTINCT article) AS n_articles
        FROM pairs JOIN chosen USING (article) GROUP BY {columns} a, b HAVING count(*) >= ?
        ORDER BY {columns} n_together DESC, a, b""",
        [*start.values, *values, *names, minimum, *([] if of is None else [of] * 3), minimum],
    )


def entity_windows(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, by: tuple[str, ...], window: Window
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, BY_ARTICLE)
    found, values = found_entities(start, selection, window)
    return fetch(
        cursor,
        f"""{start.sql}, {found}
        SELECT {columns} entity, min(label) AS label, count(*) AS n_windows, sum(n_mentions)::BIGINT AS n_mentions
        FROM found JOIN chosen USING (article) GROUP BY {columns} entity ORDER BY {columns} n_windows DESC, entity""",
        [*start.values, *values],
    )


def windows(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, by: tuple[str, ...], window: Window
) -> pd.DataFrame:
    start = kept(selection)
    columns = split_by(by, BY_ARTICLE)
    return fetch(
        cursor,
        f"""{start.sql}, places AS (
            SELECT DISTINCT s.article, {_place(window)} AS place
            FROM sentences s SEMI JOIN chosen USING (article) {start.semi_join("s")}
        )
        SELECT {columns} count(place) AS n_windows
        FROM chosen LEFT JOIN places USING (article) GROUP BY ALL ORDER BY ALL""",
        start.values,
    )


def found_entities(start: Kept, selection: Selection, window: Window) -> tuple[str, list[Any]]:
    """A table `found` (article, place, entity, label, n_mentions) for the WITH clause: each entity once a window."""
    condition, values = voice_condition(selection, "m.voice")
    place = _place(window)
    # The paragraph stands in the sentence's row; the two other windows need no look at it.
    if window == "sentence":
        place, sentences = "m.sentence", ""
    elif window == "article":
        sentences = ""
    else:
        sentences = "JOIN sentences s ON s.article = m.article AND s.sentence = m.sentence"
    return (
        f"""found AS MATERIALIZED (
            SELECT m.article, {place} AS place, m.entity, min(m.label) AS label, count(*) AS n_mentions
            FROM mentions m SEMI JOIN chosen USING (article) {sentences} {start.semi_join("m")}
            WHERE {condition} GROUP BY ALL
        )""",
        list(values),
    )


def _place(window: Window) -> str:
    if window not in PLACE:
        raise ValueError(f"window is {window!r}; it can be {', '.join(get_args(Window))}")
    return PLACE[window]
