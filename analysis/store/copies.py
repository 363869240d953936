"""Each text once: which articles of a corpus have the same words, or most of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

KEPT = ("shared", "near")  # kinds of duplicates of which both stand in the corpus


def same_texts(duplicates: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Article → one name for all that are copies of each other; articles without a copy are not in it.

    duplicates: those of an ingest report (kind, kept, other: article identifiers). A copy of a copy is one too.
    """
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while (above := parent.get(one, one)) != one:
            parent[one] = parent.get(above, above)
            one = above
        return one

    pairs = sorted((pair["kept"], pair["other"]) for pair in duplicates if pair["kind"] in KEPT)
    for first, second in pairs:
        one, other = sorted((root(first), root(second)))
        parent[other] = one
    return {article: root(article) for article in sorted({article for pair in pairs for article in pair})}


def copies_table(duplicates: Iterable[Mapping[str, Any]]) -> pa.Table:
    """article_id, same_as: `same_texts` as the queries join it."""
    import pyarrow as pa

    found = same_texts(duplicates)
    return pa.table(
        {"article_id": list(found), "same_as": list(found.values())},
        schema=pa.schema([("article_id", pa.string()), ("same_as", pa.string())]),
    )
