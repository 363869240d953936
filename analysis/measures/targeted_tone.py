"""How each outlet speaks of whom: shares of negative, neutral and positive mentions with what can be told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measures.discovery import adjusted
from analysis.measures.resampling import REPEATS, Drawn, Estimate, Sentences, draw

LEAST_MENTIONS = (
    10  # scored ones; of fewer only their number is given. tests/measures simulates what that is good for
)
FALSE_SHARE = 0.05  # of the findings, expected to be false
CONTRARY = (
    2  # mentions, one on each side, thought of beside those seen: Agresti & Coull (1998), Am. Statistician 52
)
LABELS = ("negative", "neutral", "positive")
COUNTS = ("n_articles", "n_sentences", "n_mentions", "n_scored", *(f"n_{label}" for label in LABELS))
SHARES = tuple(f"share_{label}" for label in LABELS)
NUMBERS = (*SHARES, "balance", "low", "high", "p", "q")
VERDICTS = ("too few", "cannot be told", "more negative", "more positive")


def balances(
    tones: pd.DataFrame,
    by: Sequence[str] = ("outlet", "entity", "voice"),
    *,
    least: int = LEAST_MENTIONS,
    repeats: int = REPEATS,
    seed: int = 0,
) -> pd.DataFrame:
    """How negative and how positive the sentences are that name an entity.

        share_x = mentions scored x ÷ scored mentions          0 to 1, summing to 1
        balance = share_positive − share_negative              −1 (all negative) to 1 (all positive)

    Mentions the model was too unsure of are in n_mentions and in no share. low and high: 95 % interval of the balance,
    articles drawn with replacement, then sentences within each (a sentence keeps its mentions together), by Student's t
    for few articles. unit is "sentences" where all is of one article: the interval then speaks of that article and of
    nothing else. q: p corrected for all groups of the table. verdict:

        too few            fewer than `least` scored mentions: no balance, no interval, only counts
        cannot be told     the interval holds 0, or q is above 0.05
        more negative      else, by the sign
        more positive

    The tone of a sentence is no attitude of the outlet: it may be bad news, or the words of a speaker. Voices are to
    stay apart. Groups on different stories differ by their stories first: see `differences`.

    tones: article_id, sentence, n_mentions, n_negative, n_neutral, n_positive and the columns of `by`; one row a
    sentence and entity (and voice).
    by: the columns that make a group. least: from 2. seed: of the samples; a group's do not hang on the others.

    Returns one row a group, in order of `by`:
        by…, n_articles, n_sentences, n_mentions, n_scored, n_negative, n_neutral, n_positive, share_negative,
        share_neutral, share_positive, balance, low, high, p, q, unit, verdict
    Shares are NaN where nothing is scored; balance, low, high, p and q where there are too few.

    Raises ValueError when a count is negative or `least` is below 2.
    """
    _check(tones, least)
    keys = list(by)
    rows = []
    for key, group in groups(tones, keys):
        counts = group.counts()
        shares = [
            counts[f"n_{label}"] / counts["n_scored"] if counts["n_scored"] else np.nan for label in LABELS
        ]
        estimate = Estimate(
            np.nan, np.nan, np.nan, np.nan, "articles" if counts["n_articles"] > 1 else "sentences"
        )
        if counts["n_scored"] >= least:
            drawn = group.drawn_balance((seed, *map(str, key)), repeats)
            estimate = Estimate.of(drawn.value, drawn.error, drawn.degrees, drawn.unit, reach=1.0)
        numbers = (estimate.value, estimate.low, estimate.high, estimate.p)
        rows.append((*key, *counts.values(), *shares, *numbers, np.nan, estimate.unit))
    table = pd.DataFrame(rows, columns=[*keys, *COUNTS, *NUMBERS, "unit"])
    table = table.astype(dict.fromkeys(COUNTS, "int64") | dict.fromkeys(NUMBERS, "float64") | {"unit": "str"})
    table = table.astype({key: tones[key].dtype for key in keys})
    table["q"] = adjusted(table["p"].to_numpy())
    told = (table["q"] <= FALSE_SHARE) & ((table["low"] > 0) | (table["high"] < 0))
    verdict = np.where(
        told, np.where(table["balance"] > 0, "more positive", "more negative"), "cannot be told"
    )
    table["verdict"] = pd.Series(np.where(table["balance"].isna(), "too few", verdict), dtype="str")
    return table


@dataclass(frozen=True)
class Group:
    """The sentences of a group. n: sentences × (negative, neutral, positive, all mentions); article: a number each."""

    n: NDArray[np.float64]
    article: NDArray[np.int64]

    def counts(self) -> dict[str, int]:
        negative, neutral, positive, mentions = (int(n) for n in self.n.sum(axis=0))
        scored = negative + neutral + positive
        n_articles = len(np.unique(self.article))
        found = (n_articles, len(self.n), mentions, scored, negative, neutral, positive)
        return dict(zip(COUNTS, found, strict=True))

    def drawn_balance(self, seed: tuple[int | str, ...], repeats: int) -> Drawn:
        """The balance of the scored mentions, resampled."""
        scored = self.n[:, :3].sum(axis=1)
        kept = scored > 0
        sentences = Sentences(
            above=(self.n[:, 2] - self.n[:, 0])[kept], below=scored[kept], article=self.article[kept]
        )
        return draw(sentences, seed, repeats=repeats, own_error=sqrt(CONTRARY) / (scored.sum() + CONTRARY))


def groups(tones: pd.DataFrame, keys: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], Group]]:
    """The groups in order of their keys, sentences in the order of article and text."""
    if tones.empty:
        return
    columns = [*(f"n_{label}" for label in LABELS), "n_mentions"]
    summed = (
        tones.groupby([*keys, "article_id", "sentence"], sort=True, observed=True)[columns]
        .sum()
        .reset_index()
    )
    number = summed.groupby(list(keys), sort=True, observed=True).ngroup().to_numpy()
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    named = list(summed.loc[starts, list(keys)].itertuples(index=False, name=None))
    n = summed[columns].to_numpy("float64")
    article = pd.factorize(summed["article_id"])[0].astype("int64")
    for key, start, end in zip(named, starts, [*starts[1:], len(summed)], strict=True):
        yield key, Group(n[start:end], article[start:end])


def _check(tones: pd.DataFrame, least: int) -> None:
    if least < 2:
        raise ValueError(f"least is {least}, expected 2 or more: of one mention nothing can be told")
    for column in ("n_mentions", *(f"n_{label}" for label in LABELS)):
        if (tones[column] < 0).any():
            raise ValueError(f"{column} is {tones[column].min()}, expected 0 or more")


def parts(counts: pd.DataFrame) -> pd.DataFrame:
    """All mentions divided into negative, neutral, positive and not scored.

    share_x = mentions x ÷ mentions        0 to 1, the four summing to 1

    counts: n_mentions, n_negative, n_neutral, n_positive and any other columns, such as `balances` gives.

    Returns the other columns, n_mentions, then n_… and share_… of the four; rows as given.
    """
    ours = {*COUNTS, *NUMBERS, "unit", "verdict"} - {"n_articles", "n_sentences"}
    table = counts[[column for column in counts.columns if column not in ours]].copy()
    table["n_mentions"] = counts["n_mentions"]
    labelled = {f"n_{label}": counts[f"n_{label}"] for label in LABELS}
    labelled["n_not_scored"] = counts["n_mentions"] - sum(labelled.values())
    table = table.assign(**labelled)
    for name, n in labelled.items():
        table[name.replace("n_", "share_", 1)] = n / counts["n_mentions"]
    return table
