"""Classes of reporting words: as shipped, as edited, and what is wrong in an edited file."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.annotate.quotes.lexicon import POS, reporting_words
from analysis.errors import CorpusError
from analysis.measures.reporting import reporting_classes, with_class


def class_of(lemma, classes):
    return with_class(pd.DataFrame({"cue_lemma": [lemma]}), classes)["reporting_class"][0]


def test_a_verb_has_the_class_the_extractor_knows_it_by():
    classes = reporting_classes().set_index("lemma")["class"]
    words = reporting_words()
    for lemma in classes.index:
        first = next(words[lemma, pos] for pos in POS if (lemma, pos) in words)
        assert classes[lemma] == first.reporting_class


def test_a_user_s_class_stands_over_the_shipped_one(tmp_path):
    own = tmp_path / "reporting.csv"
    own.write_text("lemma,class\nClaim,neutral\nquip,doubting\n", encoding="utf-8")
    assert class_of("claim", reporting_classes()) == "doubting"
    assert class_of("claim", reporting_classes(own)) == "neutral"
    assert class_of("quip", reporting_classes(own)) == "doubting"
    assert class_of("insist", reporting_classes(own)) == "insisting"


def test_an_unlisted_cue_and_no_cue_have_no_class():
    classes = reporting_classes()
    assert pd.isna(class_of("swim", classes))
    assert pd.isna(class_of("", classes))


def test_quotes_are_left_alone():
    quotes = pd.DataFrame({"cue_lemma": ["say"], "n_words": [3]})
    before = quotes.copy()
    with_class(quotes, reporting_classes())
    pd.testing.assert_frame_equal(quotes, before)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("lemma,class\nsay,neutral\nclaim,fishy\n", "row 3: 'class' is 'fishy', expected one of neutral"),
        ("lemma,class\n,neutral\n", "row 2: 'lemma' is '', expected a word"),
        ("verb;class\nsay;neutral\n", "row 2: 'lemma' is ''"),
    ],
    ids=["class", "empty", "other-columns"],
)
def test_an_edited_file_that_is_wrong_is_named_with_its_row(tmp_path, content, words):
    own = tmp_path / "reporting.csv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        reporting_classes(own)
