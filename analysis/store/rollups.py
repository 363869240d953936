"""TABLES → ROLLUPS: sums over the whole corpus, so that a view of all of it reads a small file instead of every row.

Views of one story need none: their rows lie together. Rollups are built whole at the end of a run, by one thread and
story by story, so that the same tables give the same bytes and memory does not grow with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.parquet as pq

from analysis.store.connection import connect, read_files
from analysis.store.manifest import replacing

if TYPE_CHECKING:
    import duckdb

FOLDER = "rollups"
LEAST_ARTICLES = 2_000  # of a corpus; below, counting live takes a moment
LEAST_USING = 20  # articles that use a term; rarer ones are nobody's habit in a corpus of thousands
MOST_FREQUENT = 500  # terms of all outlets together kept for rates
CHUNK = 8_000  # articles counted at once


class Counted(NamedTuple):
    """What a rollup counts as a term: as `term_counts` with these options."""

    name: str
    form: str
    n_words: tuple[int, ...]
    names: bool


UNITS = tuple(
    Counted(f"{unit}{'_with_names' if names else ''}", form, n_words, names)
    for unit, form, n_words in (
        ("words", "term", (1,)),
        ("lemmas", "lemma", (1,)),
        ("phrases", "term", (2, 3, 4)),
    )
    for names in (False, True)
)


def build_rollups(store: Path) -> None:
    """Write the rollups of a store whose tables are finished; none when it is small."""
    folder = store / FOLDER
    for old in folder.glob("*.parquet"):
        old.unlink()
    with connect(store) as con:
        for name in ("articles", "terms"):
            files = read_files([str(store / "tables" / f"{name}.parquet")])
            con.read_parquet(files[0], hive_partitioning=False).create_view(f"all_{name}")
        if con.execute("SELECT count(*) FROM all_articles").fetchall()[0][0] < LEAST_ARTICLES:
            return
        con.execute("SET threads = 1")  # sums of fractions come out the same only in one order
        con.execute(_ABOUT)
        con.execute(_PLACES)
        for unit in UNITS:
            _sum_up(con, unit)
            for kind, sql in (("typical", _TYPICAL), ("frequent", _FREQUENT)):
                with replacing(folder / f"{kind}_{unit.name}.parquet") as file:
                    pq.write_table(con.sql(sql).to_arrow_table(), file, compression="zstd")


def _sum_up(con: duckdb.DuckDBPyConnection, unit: Counted) -> None:
    """Fill the tables `sums` and `counts`, a chunk of stories at a time."""
    con.execute(_common(unit))
    for first, last in [(0, -1), *_chunks(con)]:  # the first holds no article and makes the tables
        for table, sql in (("sums", _chunk(unit)), ("counts", _counts(unit))):
            start = f"CREATE OR REPLACE TEMP TABLE {table} AS" if last < first else f"INSERT INTO {table}"
            con.execute(f"{start} {sql}", [first, last])


# Articles with the numbers of their story and outlet, and all their words (at least one).
_ABOUT = """CREATE OR REPLACE TEMP TABLE about AS SELECT article, dense_rank() OVER (ORDER BY story) AS story,
    dense_rank() OVER (ORDER BY outlet) AS outlet, outlet AS name, greatest(n_words, 1)::DOUBLE AS n
    FROM all_articles"""

# Of each story that two outlets tell and each of these: its articles and words, and those of the story.
_PLACES = """CREATE OR REPLACE TEMP TABLE places AS
    WITH own AS (SELECT story, outlet, count(*)::DOUBLE AS k, sum(n) AS words FROM about GROUP BY story, outlet),
    whole AS (SELECT story, sum(k) AS size, sum(words) AS all_words FROM own GROUP BY story HAVING count(*) > 1)
    SELECT story, outlet, k, size, words, all_words, words / all_words AS share FROM own JOIN whole USING (story)"""


def _where(unit: Counted) -> str:
    names = "" if unit.names else "AND NOT t.is_name"
    return f"NOT t.is_stop AND t.n_words IN ({', '.join(map(str, unit.n_words))}) {names}"


def _common(unit: Counted) -> str:
    """The terms worth counting, numbered: a term has at least as many rows as articles."""
    return f"""CREATE OR REPLACE TEMP TABLE common AS
        SELECT term, row_number() OVER (ORDER BY term) AS number FROM (
            SELECT t.{unit.form} AS term FROM all_terms t WHERE {_where(unit)}
            GROUP BY t.{unit.form} HAVING count(*) >= {LEAST_USING})"""


def _chunks(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """First and last article of runs of whole stories."""
    stories = con.execute("SELECT min(article), max(article) FROM about GROUP BY story ORDER BY 1").fetchall()
    first: int | None = None
    for start, end in stories:
        first = start if first is None else first
        if end - first + 1 >= CHUNK:
            yield first, end
            first = None
    if first is not None:
        yield first, stories[-1][1]


def _scored(unit: Counted) -> str:
    """Tables for a WITH clause: occurrences and √rate of each article and term of a chunk. Binds its two ends."""
    return f"""WITH counted AS (
            SELECT t.article, number, sum(t.count)::DOUBLE AS c
            FROM all_terms t JOIN common ON common.term = t.{unit.form}
            WHERE t.article BETWEEN ? AND ? AND {_where(unit)} GROUP BY ALL
        ), scored AS (
            SELECT story, outlet, number, c, sqrt(c / n) AS score FROM counted JOIN about USING (article)
        )"""


def _counts(unit: Counted) -> str:
    return _scored(unit) + (
        " SELECT outlet, number, sum(c) AS count, count(*) AS n_articles FROM scored GROUP BY outlet, number"
    )


def _chunk(unit: Counted) -> str:
    """By outlet and term what `article_test` and `effect_sizes` sum up over stories."""
    return f"""{_scored(unit)}, cells AS (
            SELECT story, number, sum(c) AS y, count(*)::DOUBLE AS m, sum(score) AS s1, sum(score * score) AS s2,
                sum(score * score * score) AS s3 FROM scored GROUP BY story, number
        ), own AS (
            SELECT outlet, number, sum(c) AS n_target, count(*)::DOUBLE AS n_articles_target,
                sum(c * share) AS own_weighted, sum(score) AS score
            FROM scored JOIN places USING (story, outlet) GROUP BY outlet, number
        ), chances AS (
            SELECT outlet, number, y, m, share, k, size, s1 / size AS first, s2 / size AS second, s3 / size AS third,
                k * (size - k) / greatest(size - 1, 1) AS drawn FROM cells JOIN places USING (story)
        ), chance AS (
            SELECT outlet, number, sum(y) AS n_both, sum(m) AS n_using, sum(y * share) AS expected,
                sum(y * share * (1 - share)) AS spread, sum(k * first) AS mean,
                sum(drawn * greatest(second - first * first, 0)) AS variance,
                sum(drawn * (size - 2 * k) / greatest(size - 2, 1)
                    * (third - 3 * first * second + 2 * first * first * first)) AS skewed
            FROM chances GROUP BY outlet, number
        )
        SELECT outlet, number, n_both, n_using, expected, spread, mean, variance, skewed,
            coalesce(n_target, 0) AS n_target, coalesce(n_articles_target, 0) AS n_articles_target,
            coalesce(own_weighted, 0) AS own_weighted, coalesce(score, 0) AS score
        FROM chance LEFT JOIN own USING (outlet, number)"""


_TYPICAL = f"""
    WITH added AS (
        SELECT outlet, number, sum(COLUMNS(* EXCLUDE (outlet, number))) FROM sums GROUP BY outlet, number
        HAVING sum(n_using) >= {LEAST_USING}
    ), words AS (
        SELECT outlet, sum(words) AS n_words_target, sum(all_words - words) AS n_words_reference
        FROM places GROUP BY outlet
    ), named AS (SELECT DISTINCT outlet, name FROM about)
    SELECT name AS outlet, term, n_target::BIGINT AS n_target, (n_both - n_target)::BIGINT AS n_reference,
        n_articles_target::BIGINT AS n_articles_target,
        (n_using - n_articles_target)::BIGINT AS n_articles_reference, n_words_target::BIGINT AS n_words_target,
        n_words_reference::BIGINT AS n_words_reference, expected, own_weighted, spread, score, mean, variance, skewed
    FROM added JOIN words USING (outlet) JOIN named USING (outlet) JOIN common USING (number)
    ORDER BY name, term"""

_FREQUENT = f"""
    WITH added AS (
        SELECT outlet, number, sum(count)::BIGINT AS count, sum(n_articles)::BIGINT AS n_articles
        FROM counts GROUP BY outlet, number
    ), top AS (
        SELECT number FROM added JOIN common USING (number) GROUP BY number, term
        ORDER BY sum(count) DESC, term LIMIT {MOST_FREQUENT}
    ), named AS (SELECT DISTINCT outlet, name FROM about)
    SELECT name AS outlet, term, count, n_articles
    FROM added SEMI JOIN top USING (number) JOIN named USING (outlet) JOIN common USING (number)
    ORDER BY name, count DESC, term"""
