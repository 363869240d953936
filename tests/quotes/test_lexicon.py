"""The reporting words: every row usable, and what is wrong in an edited one is said."""

from __future__ import annotations

import pytest

from analysis.annotate.quotes.lexicon import CLASSES, reporting_class, reporting_words
from analysis.errors import CorpusError


def test_every_class_has_words():
    assert {word.reporting_class for word in reporting_words().values()} == set(CLASSES)


@pytest.mark.parametrize(
    ("lemma", "its_class"),
    [
        ("say", "neutral"),
        ("insist", "insisting"),
        ("claim", "doubting"),
        ("note", "endorsing"),
        ("urge", "requesting"),
    ],
)
def test_classes(lemma, its_class):
    assert reporting_class(lemma) == its_class


def test_an_unknown_word_has_no_class():
    assert reporting_class("swim") is None


def test_an_unknown_class_is_named_with_its_row(tmp_path):
    file = tmp_path / "reporting.csv"
    file.write_text("lemma,pos,class,frames\nsay,verb,neutral,c\nclaim,verb,fishy,c\n", encoding="utf-8")
    with pytest.raises(
        CorpusError, match=r"reporting.csv, row 3: 'class' is 'fishy', expected one of neutral"
    ):
        reporting_words(file)
