"""Every table a store can hand out under a selection: those it holds, and those measured from them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from math import isnan
from typing import IO, TYPE_CHECKING, Any, Literal, TextIO

from analysis.store import schema
from analysis.store.selection import Selection

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from analysis.measures.quote_versions import Statement
    from analysis.store.queries.pairs import Window
    from analysis.store.store import Store

MOST_COMPARED = 2_000  # attributions; more take seconds
MOST_FUNCTION_WORDS = 1_000

Format = Literal["csv", "json", "parquet"]


def term_counts(store: Store, selection: Selection, *, names: bool = False) -> pd.DataFrame:
    """How often each outlet uses each word, with rates. names: also words that stand only in names."""
    from analysis.measures.frequency import per_million

    return per_million(store.term_counts(selection, names=names), store.totals(selection))


def entity_counts(store: Store, selection: Selection) -> pd.DataFrame:
    """How often each outlet names each entity, with rates."""
    from analysis.measures.frequency import per_million

    return per_million(store.entity_counts(selection), store.totals(selection), count="n_mentions")


def entity_pairs(store: Store, selection: Selection) -> pd.DataFrame:
    """Entities named in the same sentence, and how much more often than by chance (PMI, G²)."""
    return pairs_together(store, selection)


def pairs_together(
    store: Store,
    selection: Selection,
    *,
    window: Window = "sentence",
    by: tuple[str, ...] = (),
    minimum: int | None = None,
) -> pd.DataFrame:
    """`co_occurrence` of the entities that share a window. by: outlet or story, each by itself."""
    from analysis.measures.association import MINIMUM, co_occurrence

    minimum = MINIMUM if minimum is None else minimum
    return co_occurrence(
        store.entity_pairs(selection, by, window=window, minimum=minimum),
        store.entity_windows(selection, by, window=window),
        store.windows(selection, by, window=window),
        by=by,
        minimum=minimum,
    )


def pair_differences(store: Store, selection: Selection) -> pd.DataFrame:
    """Which pairs of entities each outlet makes more or less than the others on the same story, with intervals."""
    import pandas as pd

    outlets = store.totals(selection)["outlet"]
    tables = [pairs_compared(store, selection, outlet).assign(outlet=outlet) for outlet in outlets]
    table = pd.concat([pairs_compared(store, selection, "").iloc[:0].assign(outlet=""), *tables])
    return table[["outlet", *table.columns.drop("outlet")]].reset_index(drop=True)


def pairs_compared(
    store: Store,
    selection: Selection,
    first: str,
    second: str | None = None,
    *,
    window: Window = "sentence",
    minimum: int | None = None,
) -> pd.DataFrame:
    """`pair_differences` of two outlets, or of one and all others, over what the selection keeps of their stories."""
    from analysis.measures.association import MINIMUM
    from analysis.measures.pair_differences import MOST_PAIRS, pair_differences

    minimum = MINIMUM if minimum is None else minimum
    both = shared_stories(store, selection, first, second)
    # The pairs of most windows, and only then who makes them in which article.
    pairs = store.entity_pairs(both, window=window, minimum=minimum).head(MOST_PAIRS) if both else None
    among = [] if pairs is None else sorted({*pairs["a"], *pairs["b"]})
    by_article = store.entity_pairs(both or selection, ("article_id",), window=window, among=among)
    articles = store.windows(both or selection, ("article_id", "outlet", "story"), window=window)
    if both is None:
        by_article = by_article.iloc[:0]
    return pair_differences(by_article, articles, first, second, minimum=minimum)


def shared_stories(
    store: Store, selection: Selection, first: str, second: str | None = None
) -> Selection | None:
    """The selection narrowed to two outlets (second None: to one and all others) and the stories both tell.

    None when they share no story.
    """
    told = store.totals(selection, ("outlet", "story"))
    mine = told["outlet"] == first
    theirs = ~mine if second is None else told["outlet"] == second
    stories = sorted(set(told.loc[mine, "story"]) & set(told.loc[theirs, "story"]))
    if not stories:
        return None
    outlets = selection.outlets if second is None else (first, second)
    return replace(selection, outlets=outlets, stories=tuple(stories))


def keyness(store: Store, selection: Selection, *, names: bool = False) -> pd.DataFrame:
    """The words typical of each outlet against the others on the same story, with articles as the unit.

    names: also words that stand only in names.
    """
    from analysis.measures.typical import typical_terms

    by = ("article_id", "outlet", "story")
    counts = store.term_counts(selection, by, names=names, pos_apart=False)
    return typical_terms(counts, store.totals(selection, by))


def share_of_voice(store: Store, selection: Selection) -> pd.DataFrame:
    """What part of each outlet's quoted words each speaker has."""
    from analysis.measures import voice

    return voice.share_of_voice(store.quoted_words(selection))


def statements(store: Store, selection: Selection) -> pd.DataFrame:
    """What at least two outlets report on a story in similar words, told by most outlets first: a row a version."""
    quotes, found = shared_statements(store, selection)
    return statements_table(found, quotes)


def shared_statements(store: Store, selection: Selection) -> tuple[pd.DataFrame, list[Statement]]:
    """The first attributions of the selection and, story by story, what several outlets report, as labels of these."""
    from analysis.measures import quote_versions

    quotes, words = quotes_and_words(store, selection, MOST_COMPARED)
    found: list[Statement] = []
    for story, told in quotes.groupby("story", sort=False):
        if story and told["outlet"].nunique() > 1:
            labels = told.index.tolist()
            contents, outlets = (dict(zip(labels, told[name], strict=True)) for name in ("content", "outlet"))
            found += quote_versions.statements(contents, outlets, **words)
    return quotes, sorted(found, key=lambda statement: -statement.n_outlets)


def quotes_and_words(
    store: Store, selection: Selection, limit: int
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The first attributions of the selection, none inside another, and the words `quote_versions` weighs apart."""
    quotes = store.quotes(selection, limit=limit)
    words = {
        "function_words": list(store.stop_words(selection, MOST_FUNCTION_WORDS)["term"]),
        "names": list(store.entity_counts(selection, ())["entity"]),
    }
    return quotes[~quotes["nested"].astype(bool)], words


def statements_table(found: list[Statement], quotes: pd.DataFrame) -> pd.DataFrame:
    """statement (from 1), n_outlets, outlet, speaker_entity, cue_lemma, quote_type, content, sentence (from 1),
    article_id: a row an attribution."""
    rows = [(number, one.n_outlets, label) for number, one in enumerate(found, 1) for label in one.labels]
    columns = ["outlet", "speaker_entity", "cue_lemma", "quote_type", "content", "sentence", "article_id"]
    table = quotes.loc[[label for _, _, label in rows], columns].reset_index(drop=True)
    table["sentence"] += 1
    table.insert(0, "statement", [number for number, _, _ in rows])
    table.insert(1, "n_outlets", [n for _, n, _ in rows])
    return table


def tone(store: Store, selection: Selection) -> pd.DataFrame:
    """How the polarity of each outlet's sentences is spread, with 95 % intervals of the mean."""
    from analysis.measures.tone import distribution

    return distribution(store.sentence_scores(selection))


MEASURED: dict[str, Callable[..., pd.DataFrame]] = {
    measure.__name__: measure
    for measure in (
        term_counts,
        entity_counts,
        entity_pairs,
        pair_differences,
        keyness,
        share_of_voice,
        statements,
        tone,
    )
}

OF_WORDS = (term_counts.__name__, keyness.__name__)
"""Those that leave words out which stand only in names, unless asked for."""

NAMES = (*schema.TABLES, *MEASURED)


def unknown_table(name: str) -> str:
    return f"there is no table {name!r}; there are {', '.join(NAMES)}"


def batches(store: Store, name: str, selection: Selection, *, names: bool = False) -> pa.RecordBatchReader:
    """The rows of a table, stored or measured, in batches.

    names: in a table OF_WORDS, also the words that stand only in names.

    Raises ValueError when there is no table of that name.
    """
    import pyarrow as pa

    if name in schema.TABLES:
        return store.rows(name, selection)
    if name not in MEASURED:
        raise ValueError(unknown_table(name))
    asked = {"names": names} if name in OF_WORDS else {}
    rows = pa.Table.from_pandas(MEASURED[name](store, selection, **asked), preserve_index=False)
    return rows.replace_schema_metadata().to_reader()


def write_table(rows: pa.RecordBatchReader, format: Format, out: IO[bytes], text: TextIO) -> None:
    """Write rows to a binary stream, csv and json through `text`, which wraps it.

    csv: a header, then a line a row; lists as JSON, missing values empty. json: an array of objects. Values are as
    they are: a cell that begins like a formula is no concern of a program that reads this.
    """
    if format == "parquet":
        import pyarrow.parquet as pq

        with pq.ParquetWriter(out, rows.schema, compression="zstd") as writer:
            for batch in rows:
                writer.write_batch(batch)
    elif format == "csv":
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(rows.schema.names)
        lines.writerows([_cell(value) for value in row.values()] for row in _records(rows))
    else:
        separator = "["
        for row in _records(rows):
            text.write(separator + "\n" + json.dumps(_plain(row), ensure_ascii=False, allow_nan=False))
            separator = ","
        text.write("[]\n" if separator == "[" else "\n]\n")


def _records(rows: pa.RecordBatchReader) -> Iterator[dict[str, Any]]:
    for batch in rows:
        yield from batch.to_pylist()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if _is_missing(value) else value


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else None if _is_missing(value) else value
        for name, value in row.items()
    }


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))
