"""KWIC: every place a word, a phrase, a dictionary form or a pattern stands, with what stands left and right of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from analysis.store.filters import SENTENCE_IN_VOICE, kept
from analysis.store.queries.frame import fetch, texts
from analysis.store.queries.patterns import check_pattern, in_time, is_whole, phrase_pattern, spans_of
from analysis.store.queries.terms import occurrences
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Node = Literal["word", "lemma", "pattern"]

WIDTH = 80  # characters of context on either side
MAX_SENTENCES = 20_000  # that a search by pattern looks into before it stops counting


@dataclass(frozen=True)
class Contexts:
    """lines: article_id, outlet, story, published, sentence, start, end, left, node, right, position (0 where the
    article's sentences begin, 1 where they end); in the order of the corpus.

    n_hits, n_articles: of all, also those beyond the lines. complete: False when counting stopped early, so that
    there are at least so many.
    """

    lines: pd.DataFrame
    n_hits: int
    n_articles: int
    complete: bool = True


class Hit(NamedTuple):
    article: int
    sentence: int
    start: int
    end: int


def contexts(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    node: str,
    *,
    kind: Node,
    pos: Sequence[str],
    names: bool,
    limit: int,
) -> Contexts:
    if kind == "pattern":
        check_pattern(cursor, node)
        return _searched(cursor, selection, node, whole_words=False, limit=limit)
    if kind not in ("word", "lemma"):
        raise ValueError(f"kind is {kind!r}; it can be 'word', 'lemma' or 'pattern'")
    asked = " ".join(node.lower().split())
    found = _counted(cursor, selection, asked, kind=kind, pos=pos, names=names, limit=limit)
    if found.n_hits or kind == "lemma" or pos or not names:
        return found
    in_any_voice = replace(selection, voice="all")
    if _counted(cursor, in_any_voice, asked, kind=kind, pos=pos, names=names, limit=1).n_hits:
        return found
    # Phrases with a function word at an end, or longer ones, are not kept as terms.
    return _searched(cursor, selection, phrase_pattern(asked), whole_words=True, limit=limit)


def _counted(
    cursor: duckdb.DuckDBPyConnection,
    selection: Selection,
    term: str,
    *,
    kind: Node,
    pos: Sequence[str],
    names: bool,
    limit: int,
) -> Contexts:
    start = kept(selection)
    form: Literal["term", "lemma"] = "lemma" if kind == "lemma" else "term"
    hits, values = occurrences(start, selection, term, form=form, pos=pos, names=names)
    sql = f"{start.sql}, {hits} SELECT"
    asked = [*start.values, *values]
    n_hits, n_articles = cursor.execute(
        f"{sql} count(*), count(DISTINCT article) FROM hits", asked
    ).fetchall()[0]
    rows = cursor.execute(
        f'{sql} article, sentence, start, "end" FROM hits ORDER BY article, start LIMIT {int(limit)}', asked
    ).fetchall()
    return Contexts(lines_of(cursor, [Hit(*row) for row in rows]), int(n_hits), int(n_articles))


def _searched(
    cursor: duckdb.DuckDBPyConnection, selection: Selection, pattern: str, *, whole_words: bool, limit: int
) -> Contexts:
    start = kept(selection)
    # An anchor means the sentence, so the whole text cannot say whether there is a match in it.
    anchored = any(sign in pattern for sign in ("^", "$", r"\A", r"\z"))
    where = "" if anchored else "WHERE regexp_matches(a.text, ?)"
    values: list[Any] = [*start.values, *([] if anchored else [pattern]), pattern, pattern, pattern]
    sql = f"""{start.sql}, likely AS (
            SELECT a.article, a.text FROM articles a SEMI JOIN chosen USING (article) {where}
        ), told AS (
            SELECT s.article, s.sentence, s.start, substring(likely.text, s.start + 1, s."end" - s.start) AS text
            FROM sentences s JOIN likely USING (article) {start.semi_join("s")}
            WHERE {SENTENCE_IN_VOICE[selection.voice]}
        )
        SELECT article, sentence, start, text, regexp_split_to_array(text, ?), regexp_extract_all(text, ?)
        FROM told WHERE regexp_matches(text, ?) ORDER BY article, sentence LIMIT {MAX_SENTENCES + 1}"""
    with in_time(cursor):
        rows = cursor.execute(sql, values).fetchall()
    hits = [
        Hit(article, sentence, at + first, at + last)
        for article, sentence, at, text, between, matches in rows[:MAX_SENTENCES]
        for first, last in spans_of(text, between, matches)
        if last > first and (not whole_words or is_whole(text, first, last))
    ]
    n_articles = len({hit.article for hit in hits})
    return Contexts(lines_of(cursor, hits[:limit]), len(hits), n_articles, len(rows) <= MAX_SENTENCES)


def lines_of(cursor: duckdb.DuckDBPyConnection, hits: list[Hit]) -> pd.DataFrame:
    """The hits with their context, which ends where the paragraph does."""
    import pandas as pd

    about = fetch(
        cursor,
        """SELECT a.article, a.article_id, outlet, story, published, first, last FROM articles a JOIN (
            SELECT article, min(start) AS first, max("end") AS last FROM sentences
            WHERE list_contains(?, article) GROUP BY article
        ) USING (article)""",
        [sorted({hit.article for hit in hits})],
    ).set_index("article")
    text = texts(cursor, (hit.article for hit in hits))
    places = pd.DataFrame(hits, columns=["article", "sentence", "start", "end"]).astype("int64")
    lines = places.join(about, on="article")
    columns = ["article_id", "outlet", "story", "published", "sentence", "start", "end"]
    found = lines[columns].assign(
        **{
            name: pd.Series(pieces, index=lines.index, dtype="str")
            for name, pieces in _pieces(text, hits).items()
        }
    )
    return found.assign(position=(lines["start"] - lines["first"]) / (lines["last"] - lines["first"]))


def _pieces(text: dict[int, str], hits: Iterable[Hit]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"left": [], "node": [], "right": []}
    for hit in hits:
        whole = text[hit.article]
        first, last = max(0, hit.start - WIDTH), hit.end + WIDTH
        left, right = whole[first : hit.start], whole[hit.end : last]
        # No half word at the ends.
        if first and not whole[first - 1].isspace():
            left = left.partition(" ")[2] or left
        if last < len(whole) and not whole[last].isspace():
            right = right.rpartition(" ")[0] or right
        found["left"].append(left.rpartition("\n")[2])
        found["node"].append(whole[hit.start : hit.end])
        found["right"].append(right.partition("\n")[0])
    return found
