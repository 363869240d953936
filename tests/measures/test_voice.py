"""Shares of voice: by hand, by value_counts, and at the edges."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measures.voice import UNIDENTIFIED, share_of_voice

WORDS = pd.DataFrame(
    {
        "outlet": ["A", "A", "A", "B"],
        "speaker_entity": ["Ito", None, "Union", "Ito"],
        "kind": ["person", "anonymous", "organisation", "person"],
        "n_words": [30, 10, 60, 5],
        "n_quotes": [3, 1, 1, 1],
        "n_articles": [1, 1, 1, 1],
    }
)


def test_shares_worked_by_hand():
    found = share_of_voice(WORDS)
    assert found["speaker_entity"].tolist() == ["Union", "Ito", UNIDENTIFIED, "Ito"]
    assert found["share"].tolist() == pytest.approx([0.6, 0.3, 0.1, 1.0])
    assert found["share_quotes"].tolist() == pytest.approx([0.2, 0.6, 0.2, 1.0])
    assert found["n_words"].tolist() == [60, 30, 10, 5]


def test_rows_of_one_voice_are_added():
    split = pd.concat([WORDS, WORDS.iloc[[0]].assign(n_words=70)])
    found = share_of_voice(split).iloc[0]
    assert found[["speaker_entity", "n_words", "n_quotes"]].tolist() == ["Ito", 100, 6]


def test_without_groups_shares_are_of_everything():
    found = share_of_voice(WORDS.drop(columns="outlet"), within=())
    assert found["share"].sum() == pytest.approx(1.0)
    assert found.loc[found["speaker_entity"] == "Ito", "share"].item() == pytest.approx(35 / 105)


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["x", "y", None]), st.integers(0, 99)), min_size=1
    )
)
def test_shares_of_a_group_sum_to_one_or_all_are_zero(rows):
    words = pd.DataFrame(rows, columns=["outlet", "speaker_entity", "n_words"]).assign(n_quotes=1)
    found = share_of_voice(words)
    for _, group in found.groupby("outlet"):
        assert group["share"].sum() == pytest.approx(1.0 if group["n_words"].sum() else 0.0)
        assert group["share_quotes"].sum() == pytest.approx(1.0)
    assert found["n_words"].sum() == words["n_words"].sum()


def test_order_of_rows_does_not_matter():
    assert_frame_equal(share_of_voice(WORDS), share_of_voice(WORDS.iloc[::-1]))


def test_inputs_stay_as_they_were():
    words = WORDS.copy()
    share_of_voice(words)
    assert_frame_equal(words, WORDS)


def test_no_rows_give_an_empty_table_with_all_columns():
    assert list(share_of_voice(WORDS.iloc[:0]).columns) == list(share_of_voice(WORDS).columns)


def test_a_negative_count_is_named():
    with pytest.raises(ValueError, match="n_words is -1, expected 0 or more"):
        share_of_voice(WORDS.assign(n_words=-1))


def test_a_missing_value_is_a_voice_of_its_own():
    found = share_of_voice(WORDS.drop(columns="speaker_entity").assign(kind=["person", None, None, None]))
    assert found["n_quotes"].tolist() == [2, 3, 1]
    assert found["kind"].isna().tolist() == [True, False, True]
