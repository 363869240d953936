"""Pieces of longer phrases are left out, phrases with a life of their own stay."""

import pandas as pd

from analysis.measures.phrases import without_fragments


def test_a_phrase_that_only_stands_inside_a_longer_one_is_left_out():
    table = pd.DataFrame(
        [
            ("A", "south china sea", 3), ("A", "china sea", 3), ("A", "south china", 5), ("B", "china sea", 3),
            ("A", "inner seas", 3),
        ],
        columns=["outlet", "term", "n_target"],
    )  # fmt: skip
    left = without_fragments(table)
    assert left["term"].tolist() == ["south china sea", "south china", "china sea", "inner seas"]
    assert left["outlet"].tolist() == ["A", "A", "B", "A"]
    assert left.index.tolist() == [0, 1, 2, 3]
    assert without_fragments(table.iloc[:0]).empty
