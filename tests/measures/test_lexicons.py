"""Agreement of two lexicons: by hand, and what is not scored stays out."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.lexicons import agreement


def scores(outlet, *pairs):
    rows = [(outlet, *(np.nan if one is None else one for one in pair)) for pair in pairs]
    return pd.DataFrame(rows, columns=["outlet", "polarity", "vader"])


ROWS = scores(
    "A",
    (0.5, 0.9),
    (-0.5, -0.1),
    (0.5, -0.5),
    (0.0, 0.05),
    (0.2, 0.0),
    (None, 0.3),
    (0.1, None),
    (None, None),
)


def test_a_table_worked_by_hand():
    (row,) = agreement(ROWS).to_dict("records")
    counts = ["n_sentences", "n_both", "n_textblob_only", "n_vader_only", "n_neither", "n_same", "n_opposite"]
    assert [row[name] for name in counts] == [8, 5, 1, 1, 1, 3, 1]
    assert [row["share_same"], row["share_opposite"]] == [3 / 5, 1 / 5]
    expected = (3 * 1 + 1 * 2 + 1 * 2) / 25  # of positive, negative and neutral by TextBlob and by VADER
    assert row["kappa"] == pytest.approx((3 / 5 - expected) / (1 - expected))


def test_always_the_same_is_one_and_one_lexicon_against_itself():
    alike = ROWS.assign(vader=ROWS["polarity"])
    row = agreement(alike).iloc[0]
    assert row["kappa"] == 1
    assert row["n_opposite"] == 0


def test_nothing_scored_by_both_has_no_agreement():
    row = agreement(scores("A", (None, 0.3), (0.1, None))).iloc[0]
    assert row[["share_same", "share_opposite", "kappa"]].isna().all()
    assert np.isnan(agreement(scores("A", (0.5, 0.5))).iloc[0]["kappa"]), "chance alone would do as well"


def test_groups_stay_apart_and_no_rows_keep_the_columns():
    both = pd.concat([ROWS, scores("B", (0.5, 0.5), (-0.5, 0.5))])
    assert agreement(both)["n_both"].tolist() == [5, 2]
    assert agreement(both, by=())["n_both"].tolist() == [7]
    assert agreement(both.iloc[:0]).dtypes.to_dict() == agreement(both).dtypes.to_dict()
