"""Which words are theirs: what one set of articles uses more than another does."""

from __future__ import annotations

from math import copysign, log, sqrt

import numpy as np
import pandas as pd

Z_95 = 1.959963984540054  # standard normal quantile at 0.975
PRIOR = 100.0  # pseudo-words; about a third of the content words of a short article, so that one such sways little

COLUMNS = {
    "term": "str",
    "log_odds": "float64",
    "z": "float64",
    "low": "float64",
    "high": "float64",
    "n_target": "int64",
    "n_reference": "int64",
    "n_articles_target": "int64",
    "n_articles_reference": "int64",
}


def log_odds(target: pd.DataFrame, reference: pd.DataFrame, *, prior: float = PRIOR) -> pd.DataFrame:
    """How typical each term is of the target, against the reference.

    Weighted log-odds with an informative Dirichlet prior. With y the count of a term in a set of n words, and
    a = prior × its share of both sets together:

        log_odds = ln((y_t + a) ÷ (n_t + prior − y_t − a)) − the same of the reference
        z        = log_odds ÷ √(1 ÷ (y_t + a) + 1 ÷ (y_r + a))

    Positive: typical of the target; negative: of the reference; |z| above 1.96 is unlikely by chance for a
    single term, and among a hundred terms some five exceed it by chance. Words come in bursts: a term of one
    article (see n_articles_target) may be that article's subject and no habit. Terms seen fewer than about five
    times in all are unstable. Compare z only within one call.

    target, reference: term counts of two disjoint sets of articles: term, count, n_articles; a term once each.
    prior: strength of the prior in pseudo-words; larger pulls rare terms to zero. An empty set gives zeros.

    Returns one row a term, highest z first, ties by term; every number is finite:
        term, log_odds (natural log), z, low and high (95 % interval of log_odds), n_target, n_reference,
        n_articles_target, n_articles_reference

    Raises ValueError when prior is not positive, or a term stands twice in one set.

    Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16(4), eq. 15, 16, 22.
    """
    _check_prior(prior)
    terms = _side(target, "target").join(_side(reference, "reference"), how="outer").fillna(0.0)
    terms = terms[(terms["n_target"] + terms["n_reference"]) > 0]
    scored = _weighted(terms.assign(stratum=0), prior).droplevel("stratum")
    return _finish(scored.rename_axis("term").reset_index())


def against_rest(
    counts: pd.DataFrame, *, by: str = "outlet", within: str | None = "story", prior: float = PRIOR
) -> pd.DataFrame:
    """`log_odds` of each group against all the others, told apart by story.

    Only what a group and at least one other wrote on the same story is compared, each story by itself; the
    log-odds of the stories are then put together weighted by 1 ÷ variance (fixed effect). So a group that
    follows one story more does not get that story's words as its own. Scale, direction and cautions as for
    `log_odds`; low and high are the 95 % interval.

    counts: `by`, `within` (when given), term, count, n_articles; a term once a group and story.
    within: the column that holds the story; None compares all articles at once.

    Returns one row a group and term, groups in order, highest z first, ties by term: `by` and the columns of
    `log_odds`. Empty when there are not two groups with a story in common.

    Raises ValueError when prior is not positive, or a term stands twice in a group and story.

    Monroe, Colaresi & Quinn (2008), as in `log_odds`; the weighting is Woolf's (1955), On Estimating the Relation
    between Blood Group and Disease, Annals of Human Genetics 19(4).
    """
    _check_prior(prior)
    rows = counts.assign(stratum=counts[within] if within else 0)
    if rows.duplicated([by, "stratum", "term"]).any():
        raise ValueError(f"a term stands twice for one {by} and {within or 'table'}; expected a row each")
    together = rows.groupby(["stratum", "term"])[["count", "n_articles"]].sum()
    parts = [
        _one_against_rest(group, rows, together, prior).assign(**{by: name})
        for name, group in rows.groupby(by, sort=True)
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else _finish(pd.DataFrame(columns=list(COLUMNS)))
    if by not in frame:
        frame[by] = pd.Series(dtype="str")
    return frame[[by, *COLUMNS]]


def contrast(k: float, n: float, other_k: float, other_n: float) -> float:
    """Signed root of G²: how far k of n is from other_k of other_n, in standard errors; positive when higher.

    0 when either n is 0. For large counts this is a standard normal when both come from one rate.

    Dunning (1993), Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1).
    """
    if n <= 0 or other_n <= 0:
        return 0.0
    rate = (k + other_k) / (n + other_n)
    g2 = 0.0
    for hits, size in ((k, n), (other_k, other_n)):
        for part, expected in ((hits, size * rate), (size - hits, size * (1 - rate))):
            if part > 0:
                g2 += 2 * part * log(part / expected)
    return copysign(sqrt(max(g2, 0.0)), k / n - other_k / other_n)


def _one_against_rest(
    group: pd.DataFrame, rows: pd.DataFrame, together: pd.DataFrame, prior: float
) -> pd.DataFrame:
    """The group's terms and those of others in its stories, scored by story and put together."""
    by_term = group.set_index(["stratum", "term"])[["count", "n_articles"]]
    both = together.loc[together.index.isin(group["stratum"].unique(), level="stratum")]
    mine = by_term.reindex(both.index, fill_value=0)
    terms = pd.DataFrame(
        {
            "n_target": mine["count"],
            "n_reference": both["count"] - mine["count"],
            "n_articles_target": mine["n_articles"],
            "n_articles_reference": both["n_articles"] - mine["n_articles"],
        }
    )
    others = terms.groupby(level="stratum")["n_reference"].transform("sum")
    terms = terms[(others > 0) & (terms["n_target"] + terms["n_reference"] > 0)]
    scored = _weighted(terms.reset_index("stratum"), prior)
    return _finish(_combined(scored))


def _check_prior(prior: float) -> None:
    if not prior > 0 or not np.isfinite(prior):
        raise ValueError(f"prior is {prior}, expected a positive number of pseudo-words such as {PRIOR:.0f}")


def _side(counts: pd.DataFrame, side: str) -> pd.DataFrame:
    twice = counts["term"].duplicated()
    if twice.any():
        raise ValueError(f"term {counts.loc[twice, 'term'].iloc[0]!r} stands twice in the {side}")
    columns = {"count": f"n_{side}", "n_articles": f"n_articles_{side}"}
    return counts.set_index("term")[list(columns)].rename(columns=columns).astype("float64")


def _weighted(terms: pd.DataFrame, prior: float) -> pd.DataFrame:
    """Log-odds and variance of each row, its stratum a closed comparison; index: stratum, term."""
    terms = terms.set_index("stratum", append=True).swaplevel().astype("float64")
    target, reference = terms["n_target"], terms["n_reference"]
    both = target + reference
    sums = pd.DataFrame({"t": target, "r": reference, "b": both}).groupby(level="stratum").transform("sum")
    weight = prior * both / sums["b"]
    rest_target = sums["t"] + prior - target - weight
    rest_reference = sums["r"] + prior - reference - weight
    # Where a stratum has a single term nothing is left to set it against: no odds, so no difference.
    alone = (both >= sums["b"]).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = np.log((target + weight) / rest_target) - np.log((reference + weight) / rest_reference)
    return terms.assign(
        log_odds=np.where(alone, 0.0, difference),
        variance=1 / (target + weight) + 1 / (reference + weight),
    )


def _combined(scored: pd.DataFrame) -> pd.DataFrame:
    """One row a term: strata weighted by 1 ÷ variance, counts added."""
    precision = 1 / scored["variance"]
    summed = scored.assign(precision=precision, weighted=scored["log_odds"] * precision)
    summed = summed.groupby(level="term").sum()
    summed["log_odds"] = summed["weighted"] / summed["precision"]
    summed["variance"] = 1 / summed["precision"]
    return summed.rename_axis("term").reset_index()


def _finish(scored: pd.DataFrame) -> pd.DataFrame:
    if scored.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    error = np.sqrt(scored["variance"])
    scored = scored.assign(
        z=scored["log_odds"] / error,
        low=scored["log_odds"] - Z_95 * error,
        high=scored["log_odds"] + Z_95 * error,
    )
    scored = scored.sort_values(["z", "term"], ascending=[False, True], ignore_index=True)
    return scored[list(COLUMNS)].astype(COLUMNS)
