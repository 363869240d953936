"""How often: rates that make outlets of different size comparable."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

MILLION = 1_000_000


def per_million(
    counts: pd.DataFrame, totals: pd.DataFrame, *, by: Sequence[str] = ("outlet",), count: str = "count"
) -> pd.DataFrame:
    """The rate of each counted thing in the words of its group.

        per_million = count ÷ words of the group × 1,000,000
        per_article = count ÷ articles of the group

    Higher is more often. A rate out of a few hundred words is coarse: one occurrence in 500 words is 2,000 per
    million, so read it with its count.

    counts: the columns of `by`, what is counted (term, entity …), `count`, and n_articles that contain it.
    totals: one row a group: the columns of `by`, n_words, n_articles. Groups without words are left out.
    by: the columns that make a group; () when both frames are of one group.
    count: name of the column that holds the count.

    Returns counts with four more columns, in the order of counts:
        per_million, per_article, n_words_group, n_articles_group

    Raises ValueError when a group of counts has no row in totals, or totals has a group twice.
    """
    keys = list(by)
    groups = totals[[*keys, "n_words", "n_articles"]].rename(
        columns={"n_words": "n_words_group", "n_articles": "n_articles_group"}
    )
    if groups.duplicated(keys or None).any() or (not keys and len(groups) > 1):
        raise ValueError(f"totals has a group twice, expected one row for each {', '.join(keys) or 'table'}")
    joined = (
        counts.merge(groups, on=keys, how="left", validate="many_to_one")
        if keys
        else counts.merge(groups, how="cross")
    )
    lost = joined["n_words_group"].isna()
    if lost.any() or (len(counts) and not len(joined)):
        where = " / ".join(map(str, joined.loc[lost, keys].iloc[0]))
        raise ValueError(f"no totals for {where!r}; totals has {_named(totals, keys)}")
    joined = joined[joined["n_words_group"] > 0].reset_index(drop=True)
    joined = joined.astype({"n_words_group": "int64", "n_articles_group": "int64"})
    joined["per_million"] = joined[count] / joined["n_words_group"] * MILLION
    joined["per_article"] = joined[count] / joined["n_articles_group"]
    return joined[[*counts.columns, "per_million", "per_article", "n_words_group", "n_articles_group"]]


def _named(totals: pd.DataFrame, keys: list[str]) -> str:
    names = [" / ".join(map(str, row)) for row in totals[keys].itertuples(index=False)] if keys else []
    return ", ".join(sorted(names)) or "no row"
