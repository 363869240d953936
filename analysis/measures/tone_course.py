"""Tone over an article: headline against body, and fifth by fifth."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.resampling import REPEATS, Estimate, Sentences, draw
from analysis.measures.targeted_tone import balances
from analysis.measures.tone import NEUTRAL

LEAST_ARTICLES = 5  # with a scored headline, for a difference of an outlet
LEAST_BODY = 5  # scored sentences of a body set against its headline


def signs(polarity: pd.Series) -> pd.Series:
    """−1 below −0.05, 1 above 0.05, 0 between; NaN where nothing was scored."""
    return ((polarity > NEUTRAL).astype("float64") - (polarity < -NEUTRAL)).where(polarity.notna())


def over_fifths(scores: pd.DataFrame, *, repeats: int = REPEATS, seed: int = 0) -> pd.DataFrame:
    """The balance of sentences in each fifth of the body, by outlet.

    balance = share of positive − share of negative of the scored sentences, with all that `targeted_tone.balances` says
    of intervals, of few sentences and of what can be told. A fifth is of the words of the article's body; a sentence
    lies where its middle does.

    scores: outlet, article_id, sentence, polarity (NaN: not scored), fifth (1 to 5; 0 for the headline, left out).

    Returns the columns of `balances`, with n_mentions and n_scored counting sentences, by outlet and fifth.
    """
    body = scores[scores["fifth"] > 0]
    sign = signs(body["polarity"])
    counted = body[["outlet", "fifth", "article_id", "sentence"]].assign(
        n_mentions=1,
        n_negative=(sign == -1).astype("int64"),
        n_neutral=(sign == 0).astype("int64"),
        n_positive=(sign == 1).astype("int64"),
    )
    return balances(counted, by=("outlet", "fifth"), repeats=repeats, seed=seed)


def headlines(scores: pd.DataFrame) -> pd.DataFrame:
    """Each article's headline beside its body.

    scores: outlet, article_id, sentence, polarity, fifth (0: headline).

    Returns one row an article with a headline, in order of outlet and article_id:
        outlet, article_id, headline (−1, 0, 1; NaN: not scored), n_negative, n_neutral, n_positive, n_not_scored
        (sentences of the body), body (mean sign of its scored sentences), difference (headline − body; NaN where either
        has too little: no scored word in the headline, fewer than LEAST_BODY scored sentences)
    """
    marked = scores.assign(sign=signs(scores["polarity"]))
    keys = ["outlet", "article_id"]
    head = marked[marked["fifth"] == 0].groupby(keys, sort=True)["sign"].mean().rename("mean")
    body = marked[marked["fifth"] > 0]
    named = {-1.0: "n_negative", 0.0: "n_neutral", 1.0: "n_positive"}
    table = head.reset_index().assign(headline=lambda rows: np.sign(rows["mean"])).drop(columns="mean")
    for sign, name in named.items():
        n = body[body["sign"] == sign].groupby(keys).size().rename(name)
        table = table.merge(n.reset_index(), on=keys, how="left").fillna({name: 0})
    unscored = body[body["sign"].isna()].groupby(keys).size().rename("n_not_scored")
    table = table.merge(unscored.reset_index(), on=keys, how="left").fillna({"n_not_scored": 0})
    table = table.astype(dict.fromkeys((*named.values(), "n_not_scored"), "int64"))
    n_scored = table[list(named.values())].sum(axis=1)
    table["body"] = (
        ((table["n_positive"] - table["n_negative"]) / n_scored).where(n_scored > 0).astype("float64")
    )
    table["difference"] = (table["headline"] - table["body"]).where(n_scored >= LEAST_BODY).astype("float64")
    return table


def headline_differences(articles: pd.DataFrame, *, repeats: int = REPEATS, seed: int = 0) -> pd.DataFrame:
    """How much darker or brighter an outlet's headlines are than the articles below them.

    difference = mean over articles of (sign of the headline − mean sign of its body's sentences), −2 to 2; below 0: the
    headline's words are darker than the body's. low and high: 95 % interval, articles drawn with replacement, by
    Student's t. told: it leaves out 0. Outlets with fewer than LEAST_ARTICLES such articles are left out: of single
    headlines nothing can be told about an outlet.

    articles: outlet, article_id, difference, as `headlines` gives.

    Returns one row an outlet: outlet, n_articles, difference, low, high, p, told.
    """
    rows = []
    known = articles.dropna(subset="difference").sort_values(["outlet", "article_id"])
    for outlet, theirs in known.groupby("outlet", sort=True, observed=True):
        if len(theirs) < LEAST_ARTICLES:
            continue
        n = len(theirs)
        drawn = draw(
            Sentences(theirs["difference"].to_numpy("float64"), np.ones(n), np.arange(n)), (seed, str(outlet)),
            repeats=repeats,
        )  # fmt: skip
        found = Estimate.of(drawn.value, drawn.error, drawn.degrees, drawn.unit, reach=2.0)
        rows.append(
            (outlet, n, found.value, found.low, found.high, found.p, bool(found.low > 0 or found.high < 0))
        )
    columns = ["outlet", "n_articles", "difference", "low", "high", "p", "told"]
    kinds = {"outlet": "str", "n_articles": "int64", "told": "bool"}
    return pd.DataFrame(rows, columns=columns).astype(kinds | dict.fromkeys(columns[2:6], "float64"))
