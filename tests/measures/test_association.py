"""Co-occurrence by hand, through mutual information, and at the edges."""

from math import log2

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.stats import entropy
from scipy.stats.contingency import crosstab

from analysis.measures.association import made_by, pmi

PAIRS = pd.DataFrame(
    {
        "a": ["Ito", "Ito", "Leeds"],
        "b": ["Leeds", "York", "York"],
        "n_sentences": [4, 2, 1],
        "n_articles": [2, 1, 1],
    }
)
NAMED = pd.DataFrame({"entity": ["Ito", "Leeds", "York"], "n_sentences": [8, 5, 2]})


def test_a_table_worked_by_hand():
    scored = pmi(PAIRS, NAMED, 20)
    assert scored["b"].tolist() == ["Leeds", "York"]
    assert scored["expected"].tolist() == [2.0, 0.8]
    assert scored["pmi"].tolist() == pytest.approx([1.0, log2(2.5)])
    assert scored["npmi"].tolist() == pytest.approx([1 / log2(5), log2(2.5) / log2(10)])
    assert scored[["n_a", "n_b", "n_articles"]].to_numpy().tolist() == [[8, 5, 2], [8, 2, 1]]


def test_mean_pmi_over_all_cells_is_mutual_information():
    """The four cells named/not named of two entities, weighted, give scipy's mutual information in bits."""
    a = [1, 1, 1, 1, 0, 0, 0, 0, 0, 1]
    b = [1, 1, 1, 0, 1, 0, 0, 0, 1, 0]
    table = crosstab(a, b).count
    n = len(a)
    information = 0.0
    for x in (0, 1):
        for y in (0, 1):
            pair = pd.DataFrame({"a": ["x"], "b": ["y"], "n_sentences": [table[x, y]]})
            ones = pd.DataFrame({"entity": ["x", "y"], "n_sentences": [a.count(x), b.count(y)]})
            information += table[x, y] / n * pmi(pair, ones, n, minimum=1)["pmi"].iloc[0]
    rows, columns = table.sum(1) / n, table.sum(0) / n
    assert information == pytest.approx(
        entropy(rows, base=2) + entropy(columns, base=2) - entropy(table.ravel() / n, base=2)
    )


def test_ten_times_the_sentences_change_neither_score():
    small, large = pmi(PAIRS, NAMED, 20), pmi(
        PAIRS.assign(n_sentences=PAIRS["n_sentences"] * 10), NAMED.assign(n_sentences=NAMED["n_sentences"] * 10), 200,
        minimum=20,
    )  # fmt: skip
    assert small["pmi"].tolist() == pytest.approx(large["pmi"].tolist())


def test_always_together_is_one_and_by_chance_is_zero():
    pairs = pd.DataFrame({"a": ["x"], "b": ["y"], "n_sentences": [5]})
    same = pd.DataFrame({"entity": ["x", "y"], "n_sentences": [5, 5]})
    assert pmi(pairs, same, 5)["npmi"].tolist() == [1.0]
    assert pmi(pairs, same, 50)["npmi"].tolist() == pytest.approx([1.0])
    assert pmi(pairs, same.assign(n_sentences=[10, 10]), 20)["npmi"].tolist() == pytest.approx([0.0])


def test_the_minimum_is_kept():
    assert len(pmi(PAIRS, NAMED, 20, minimum=1)) == 3
    assert len(pmi(PAIRS, NAMED, 20, minimum=3)) == 1


def test_order_of_rows_does_not_matter():
    assert_frame_equal(pmi(PAIRS, NAMED, 20), pmi(PAIRS.iloc[::-1], NAMED.iloc[::-1], 20))


@pytest.mark.parametrize("n_sentences", [0, 20])
def test_no_pairs_give_an_empty_table_with_all_columns(n_sentences):
    empty = pmi(PAIRS.iloc[:0], NAMED, n_sentences)
    assert empty.empty
    assert list(empty.columns) == list(pmi(PAIRS, NAMED, 20).columns)


def test_inputs_stay_as_they_were():
    pairs, named = PAIRS.copy(), NAMED.copy()
    pmi(pairs, named, 20)
    assert_frame_equal(pairs, PAIRS)
    assert_frame_equal(named, NAMED)


def test_errors_name_the_value():
    with pytest.raises(ValueError, match="minimum is 0, expected a number of sentences from 1"):
        pmi(PAIRS, NAMED, 20, minimum=0)
    with pytest.raises(ValueError, match="entity 'York' of a pair is not in entity_sentences"):
        pmi(PAIRS, NAMED.iloc[:2], 20)
    with pytest.raises(ValueError, match="an entity stands twice in entity_sentences"):
        pmi(PAIRS, pd.concat([NAMED, NAMED]), 20)
    with pytest.raises(ValueError, match="in more sentences than the 6 looked at"):
        pmi(PAIRS, NAMED, 6)


BY_OUTLET = pd.DataFrame(
    [("A", "Ito", "Leeds", 4), ("A", "Ito", "York", 1), ("B", "Ito", "York", 1), ("C", "Ito", "Leeds", 9)],
    columns=["outlet", "a", "b", "n_sentences"],
)


def test_who_makes_a_pair_out_of_two():
    made = made_by(BY_OUTLET, "A", "B")
    assert made[["a", "b", "n_sentences", "n_first", "n_second"]].to_numpy().tolist() == [
        ["Ito", "Leeds", 4, 4, 0],
        ["Ito", "York", 2, 1, 1],
    ]
    assert made["only"].fillna("both").tolist() == ["A", "both"]


def test_swapping_the_two_swaps_their_columns_only():
    forward, backward = made_by(BY_OUTLET, "A", "C"), made_by(BY_OUTLET, "C", "A")
    assert forward["n_first"].tolist() == backward["n_second"].tolist()
    assert forward["only"].fillna("both").tolist() == backward["only"].fillna("both").tolist()


def test_two_outlets_without_pairs_give_an_empty_table_with_all_columns():
    empty = made_by(BY_OUTLET.iloc[:0], "A", "B")
    assert empty.empty
    assert list(empty.columns) == list(made_by(BY_OUTLET, "A", "B").columns)
