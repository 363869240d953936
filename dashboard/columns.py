"""What a column is called on a page, and how its numbers are written; files keep the names of docs/tables.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "n_articles": "articles",
    "n_words": "words",
    "n_sentences": "sentences",
    "n_quotes": "quotes",
    "n_mentions": "mentions",
    "n_scored": "scored sentences",
    "n_outlets": "outlets",
    "speaker_entity": "speaker",
    "speaker": "as written",
    "cue_lemma": "reporting word",
    "quote_type": "type",
    "article_id": "article",
    "outlet_basis": "outlet known",
    "published_basis": "date known",
    "read": "as read",
    "per_million": "per million words",
    "per_article": "per article",
    "share_quotes": "share of quotes",
}
SHARES = ("share", "confidence")  # columns that begin so lie in 0 to 1 and are shown in per cent


def column_config(table: pd.DataFrame) -> dict[str, Any]:
    """For st.dataframe: plain names, shares in per cent, days without a time of day, no more digits than carry."""
    return {name: _column(str(name), table[name]) for name in table.columns}


def _column(name: str, values: pd.Series) -> Any:
    label = NAMES.get(name, name.removeprefix("n_").replace("_", " "))
    if values.dtype.kind == "M":
        return st.column_config.DateColumn(label, format="D MMM YYYY")
    if values.dtype.kind == "f":
        is_share = name.startswith(SHARES) and bool(values.dropna().between(0, 1).all())
        return st.column_config.NumberColumn(label, format="percent" if is_share else "%.3g")
    if values.dtype.kind in "iu":
        return st.column_config.NumberColumn(label, format="localized")
    return st.column_config.Column(label)
