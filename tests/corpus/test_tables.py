"""CSV as it comes: marks never closed or not doubled, delimiters, line ends."""

from __future__ import annotations

import pytest
from reading import MORE, TEXT, write

from analysis.corpus import Corpus, read_corpus


def only_refusal(corpus: Corpus) -> tuple[int | None, str]:
    (refusal,) = corpus.report.refused
    return refusal.row, refusal.reason


def outlets_and_texts(corpus: Corpus) -> list[tuple[str, str]]:
    return sorted((one.outlet, one.text) for one in corpus.articles)


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(tmp_path):
    rows = f'outlet,text\nA,"{TEXT}"\nB,"Never again{MORE}\nC,{MORE}\nD,{MORE}\n'
    corpus = read_corpus(write(tmp_path, "a.csv", rows.replace("\n\n", " ")))
    assert sorted(one.outlet for one in corpus.articles) == ["A", "C", "D"]
    assert [(refused.row, refused.reason) for refused in corpus.report.refused] == [
        (3, "a quotation mark opens a cell and is never closed (line 3 of the file)"),
    ]


def test_a_mark_never_closed_does_not_swallow_the_rows_up_to_the_next_mark(tmp_path):
    rows = (
        "outlet,text\nSun,The bridge will open.\n"
        'Guardian,"We will go, he said. The rest of it\nTimes,The council denied it.\n'
        'BBC,"Yes. We will, she said."\nMail,Engineers had warned for months.\n'
    )
    corpus = read_corpus(write(tmp_path, "a.csv", rows))
    assert outlets_and_texts(corpus) == [
        ("BBC", "Yes. We will, she said."),
        ("Mail", "Engineers had warned for months."),
        ("Sun", "The bridge will open."),
        ("Times", "The council denied it."),
    ]
    assert only_refusal(corpus) == (
        3,
        "a quotation mark opens a cell and is never closed (line 3 of the file)",
    )


def test_a_mark_never_closed_before_a_row_of_several_lines(tmp_path):
    rows = f'id,text,outlet\n1,"He left.,A\n2,"{TEXT}",B\n3,"{MORE}",C\n'
    corpus = read_corpus(write(tmp_path, "a.csv", rows))
    assert outlets_and_texts(corpus) == [("B", TEXT), ("C", MORE)]
    assert [refused.row for refused in corpus.report.refused] == [2]


@pytest.mark.parametrize(
    "text",
    ['He left.\nThe crowd, "angry" at him.', 'He left.\nThe crowd,"angry" at him', 'No.\n"No" she said.'],
)
def test_marks_in_a_text_that_were_not_doubled_do_not_break_its_row(tmp_path, text):
    corpus = read_corpus(write(tmp_path, "a.csv", f'outlet,text\nA,"{text}"\nB,"{MORE}"\n'))
    assert [outlet for outlet, _ in outlets_and_texts(corpus)] == ["A", "B"]
    assert corpus.report.refused == []


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "\ufeffSEP=;"])
def test_the_delimiter_excel_writes_above_the_header(tmp_path, first):
    path = write(tmp_path, "a.csv", f"{first}\r\noutlet,or;text\r\nTimes;{MORE}\r\nPost\r\n")
    corpus = read_corpus(path, columns={"outlet": "outlet,or"})
    assert outlets_and_texts(corpus) == [("Times", MORE)]
    assert only_refusal(corpus) == (3, "it has 1 cells where the header has 2 (line 4 of the file)")


def test_line_ends_of_an_old_mac(tmp_path):
    rows = "outlet;text\rTimes;The bridge, the river, the council, and more.\rPost;No, no, no, no, he said.\r"
    corpus = read_corpus(write(tmp_path, "a.csv", rows))
    assert [one.outlet for one in sorted(corpus.articles, key=lambda one: one.file)] == ["Times", "Post"]
