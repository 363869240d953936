"""Columns that say something else of the articles: kept where they group articles, said where they do not."""

from __future__ import annotations

import csv
import json

import pytest

from analysis.corpus import read_corpus
from analysis.corpus.facets import LONGEST, short_values


def written(folder, rows, name="news.csv"):
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return folder


def facets(corpus):
    return {article.text: dict(article.facets) for article in corpus.articles}


def row(text, **more):
    return {"outlet": "Gazette", "text": f"Trains stopped in {text}.", **more}


def test_other_columns_become_facets(tmp_path):
    rows = [
        row("Leeds", section="politics", author="Ann Ito"),
        row("York", section="politics", author="Ben Lee"),
        row("Hull", section=" sport ", author="Ann Ito"),
    ]
    corpus = read_corpus(written(tmp_path, rows))
    assert facets(corpus) == {
        "Trains stopped in Leeds.": {"author": "Ann Ito", "section": "politics"},
        "Trains stopped in York.": {"author": "Ben Lee", "section": "politics"},
        "Trains stopped in Hull.": {"author": "Ann Ito", "section": "sport"},
    }
    assert [(guess.what, guess.guess) for guess in corpus.report.guesses] == [("facets", "author, section")]


def test_what_groups_no_articles_is_left_out_and_said(tmp_path):
    rows = [
        row(town, number=number, summary="Long. " * 40, empty="", desk="north")
        for number, town in enumerate(("Leeds", "York"))
    ]
    corpus = read_corpus(written(tmp_path, rows))
    assert all(found == {"desk": "north"} for found in facets(corpus).values())
    assert [(guess.what, guess.guess) for guess in corpus.report.guesses] == [("facets", "desk; not number")]


def test_records_have_them_too(tmp_path):
    lines = [row("Leeds", meta={"desk": "north"}, tags=["a", "b"]), row("York", meta={"desk": "north"})]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert set(map(str, facets(read_corpus(tmp_path)).values())) == {"{'meta.desk': 'north'}"}


def test_a_list_of_files_has_them_for_its_files(tmp_path):
    for town in ("Leeds", "York", "Hull"):
        (tmp_path / f"{town}.txt").write_text(f"Trains stopped in {town}.", encoding="utf-8")
    listed = [
        {"file": "Leeds.txt", "outlet": "A", "desk": "north"},
        {"file": "York.txt", "outlet": "B", "desk": "north"},
        {"file": "Hull.txt", "outlet": "B", "desk": ""},
    ]
    assert facets(read_corpus(written(tmp_path, listed, "articles.csv"))) == {
        "Trains stopped in Leeds.": {"desk": "north"},
        "Trains stopped in York.": {"desk": "north"},
        "Trains stopped in Hull.": {},
    }


@pytest.mark.parametrize("value", ["", " \n ", "x" * (LONGEST + 1)])
def test_no_facet_is_empty_or_a_text(value):
    assert short_values({"section": value, value: "politics", "desk": "north\neast"}) == {
        "desk": "north east"
    }
