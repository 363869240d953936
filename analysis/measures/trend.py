"""How often over time: rates by day, week or month."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis.measures.frequency import MILLION

Step = Literal["day", "week", "month"]

MOST_DAYS, MOST_WEEKS = 31, 26  # spans of time shown by day and by week; longer ones by month


def rates_over_time(counts: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """The rate of something in the words of each outlet, by day, week (from Monday) or month.

    The step follows from the span of the dates: up to 31 days by day, up to 26 weeks by week. A step in which an
    outlet published nothing has no row: no words is not the same as no occurrence. Undated articles are left out.

    counts: outlet, published, count. totals: outlet, published, n_words, n_articles; once an outlet and day, and
    with every day of counts.

    Returns by outlet and start: outlet, start (first day), step, count, n_words, n_articles, per_million. Read a rate
    with its words: one occurrence in a short article is a high rate.

    Raises ValueError when counts has an outlet and day that totals has not.
    """
    keys = ["outlet", "published"]
    dated, words = counts.dropna(subset=["published"]), totals.dropna(subset=["published"])
    unknown = dated.merge(words[keys], on=keys, how="left", indicator=True)["_merge"] == "left_only"
    if unknown.any():
        where = dated.loc[unknown.to_numpy(), keys].iloc[0]
        raise ValueError(f"no totals for {where['outlet']!r} on {where['published']:%Y-%m-%d}")
    step = _step(words["published"])
    joined = words.merge(dated[[*keys, "count"]].groupby(keys, as_index=False).sum(), on=keys, how="left")
    joined = joined.assign(start=_starts(joined["published"], step), count=joined["count"].fillna(0))
    summed = joined.groupby(["outlet", "start"], as_index=False)[["count", "n_words", "n_articles"]].sum()
    summed = summed[summed["n_words"] > 0].reset_index(drop=True)
    rates = summed.assign(
        step=step,
        count=summed["count"].astype("int64"),
        per_million=summed["count"] / summed["n_words"] * MILLION,
    )
    return rates[["outlet", "start", "step", "count", "n_words", "n_articles", "per_million"]]


def _step(days: pd.Series) -> Step:
    if days.empty:
        return "day"
    span = (days.max() - days.min()).days
    return "day" if span <= MOST_DAYS else "week" if span <= 7 * MOST_WEEKS else "month"


def _starts(days: pd.Series, step: Step) -> pd.Series:
    if step == "day":
        return days
    since = days.dt.day_of_week if step == "week" else days.dt.day - 1
    starts: pd.Series = days - pd.to_timedelta(since, unit="D")
    return starts
