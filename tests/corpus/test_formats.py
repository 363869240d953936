"""One text through every format, and what each format can do wrong."""

from __future__ import annotations

import csv
import io
import json
import pickle
from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import MORE, TEXT, write

from analysis.corpus import Corpus, NoArticles, read_corpus

ROW = {"outlet": "Times", "published": "2024-03-09", "text": TEXT}


def table(rows: list[dict[str, object]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(rows: list[dict[str, object]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


FILES = {
    "a.csv": table([ROW]).encode(),
    "a.tsv": table([ROW], "\t").encode(),
    "semicolon.csv": table([ROW], ";").encode(),
    "a.json": json.dumps([ROW]).encode(),
    "object.json": json.dumps({"articles": [ROW]}).encode(),
    "one.json": json.dumps(ROW).encode(),
    "a.jsonl": json.dumps(ROW).encode() + b"\n\n",
    "a.xlsx": workbook(list(ROW), list(ROW.values())),
    "a.parquet": parquet([ROW]),
}


@pytest.mark.parametrize("name", FILES)
def test_every_table_gives_the_same_article(tmp_path, name):
    (article,) = read_corpus(write(tmp_path, name, FILES[name])).articles
    assert article.text == TEXT
    assert (article.outlet, article.outlet_basis) == ("Times", "given")
    assert (article.published, article.published_basis) == (date(2024, 3, 9), "given")
    assert article.title == "Bridge to open"
    assert article.file.startswith(name + ", row ")


def test_the_identifier_is_a_hash_of_outlet_day_and_text(tmp_path):
    import hashlib

    (article,) = read_corpus(write(tmp_path, "a.json", FILES["a.json"])).articles
    assert article.article_id == hashlib.sha256(f"Times\n2024-03-09\n{TEXT}".encode()).hexdigest()[:16]


def only_refusal(corpus: Corpus) -> tuple[int | None, str]:
    (refusal,) = corpus.report.refused
    return refusal.row, refusal.reason


def test_columns_in_other_languages_are_guessed_and_the_guess_reported(tmp_path):
    rows = [
        {"Zeitung": "FAZ", "Veröffentlicht": "2024-03-09", "Überschrift": "Brücke", "Inhalt": TEXT, "x": "1"}
    ]
    corpus = read_corpus(write(tmp_path, "a.csv", table(rows)))
    assert corpus.articles[0].outlet == "FAZ"
    assert corpus.articles[0].title == "Brücke"
    (guess,) = corpus.report.guesses
    assert "text = 'Inhalt'" in guess.guess
    assert "published = 'Veröffentlicht'" in guess.guess


def test_a_given_column_counts_more_than_a_guess(tmp_path):
    path = write(tmp_path, "a.csv", table([{"text": "not this", "rumpf": TEXT, "outlet": "Times"}]))
    assert read_corpus(path, columns={"text": "rumpf"}).articles[0].text == TEXT


def test_a_given_column_does_not_hang_on_case(tmp_path):
    path = write(tmp_path, "a.csv", table([{"text": "not this", "Full Text": TEXT, "outlet": "Times"}]))
    corpus = read_corpus(path, columns={"text": "full text"})
    assert corpus.articles[0].text == TEXT
    assert not any("no column is named" in w.message for w in corpus.report.warnings)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx", "a.parquet"])
def test_a_given_column_that_no_record_has_is_reported(tmp_path, name):
    corpus = read_corpus(write(tmp_path, name, FILES[name]), columns={"text": "ful"})
    assert corpus.articles[0].text == TEXT
    said = [w.message for w in corpus.report.warnings if w.file == name]
    assert said == ["no column is named 'ful', which was given for 'text'; 'text' was taken"]


def test_a_table_without_a_text_column_says_what_it_has(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.csv", "name;size\nx;1\n")
    row, reason = only_refusal(read_corpus(tmp_path))
    assert row is None
    assert "'name', 'size'" in reason
    assert "expected one named text" in reason


def test_a_ragged_row_is_refused_by_its_number_and_the_rest_read(tmp_path):
    path = write(tmp_path, "a.csv", f'outlet,text\nTimes,"{TEXT}"\nTimes\nPost,"{MORE}"\n')
    corpus = read_corpus(path)
    assert sorted(a.outlet for a in corpus.articles) == ["Post", "Times"]
    assert only_refusal(corpus) == (3, "it has 1 cells where the header has 2 (line 5 of the file)")


def test_a_large_field_with_line_breaks_and_crlf(tmp_path):
    long = (MORE + "\r\n") * 12_000
    (article,) = read_corpus(write(tmp_path, "a.csv", f'outlet,text\r\nTimes,"{long}"\r\n')).articles
    assert article.text == long


def test_lines_that_are_no_article_are_refused_by_line(tmp_path):
    lines = [
        json.dumps(ROW),
        "{broken",
        "[1]",
        json.dumps({"outlet": "X", "text": 12}),
        json.dumps({"outlet": "X", "text": "  "}),
    ]
    corpus = read_corpus(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert len(corpus.articles) == 1
    assert [r.row for r in corpus.report.refused] == [2, 3, 4, 5]
    reasons = [r.reason for r in corpus.report.refused]
    assert "not valid JSON" in reasons[0]
    assert "a list" in reasons[1]
    assert "'text' is 12, expected text" in reasons[2]
    assert reasons[3] == "the text is empty"


def test_nested_json_is_refused_and_not_a_crash(tmp_path):
    write(tmp_path, "deep.json", "[" * 200_000)
    write(tmp_path, "b.txt", TEXT)
    assert "JSON" in only_refusal(read_corpus(tmp_path))[1]


def test_an_object_within_a_record_is_looked_into(tmp_path):
    record = {
        "source": {"name": "CNN", "id": None},
        "content": TEXT,
        "publishedAt": "2024-03-09T23:30:00-05:00",
    }
    (article,) = read_corpus(write(tmp_path, "a.json", json.dumps({"articles": [record]}))).articles
    assert article.outlet == "CNN"
    assert article.published == date(2024, 3, 10)  # the day in UTC


def test_values_of_a_workbook_and_not_its_formulas(tmp_path):
    path = write(
        tmp_path,
        "a.xlsx",
        workbook(["outlet", "text", "date"], ["Times", TEXT, date(2024, 3, 9)], ["Post", "=1+1", None]),
    )
    corpus = read_corpus(path)
    assert corpus.articles[0].published == date(2024, 3, 9)
    assert only_refusal(corpus) == (3, "the text is empty")


def test_a_workbook_that_declares_entities_is_refused(tmp_path):
    import zipfile

    source, out = io.BytesIO(workbook(["text"], [TEXT])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content
            new.writestr(entry.filename, content)
    write(tmp_path, "a.xlsx", out.getvalue())
    write(tmp_path, "b.txt", TEXT)
    assert "declares entities" in only_refusal(read_corpus(tmp_path))[1]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.json", "a.html", "a.md", "a.xlsx", "a.parquet"])
@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"MZ\x90\x00\x03\x00",
        pickle.dumps({"text": TEXT}),
        bytes(range(256)) * 40,
        b"PK\x03\x04broken",
    ],
    ids=["pdf", "program", "pickle", "bytes", "zip"],
)
def test_content_that_is_not_what_the_name_says_is_refused(tmp_path, name, content):
    write(tmp_path, "good.txt", TEXT)
    write(tmp_path, "bad/" + name, content)
    corpus = read_corpus(tmp_path)
    assert len(corpus.articles) == 1
    assert [r.file for r in corpus.report.refused] == ["bad/" + name]


@pytest.mark.parametrize("content", [b"", b"   \n\n ", b"\xef\xbb\xbf", b"...\n\n---"])
def test_nothing_readable_is_an_error_that_carries_the_report(tmp_path, content):
    write(tmp_path, "a.txt", content)
    with pytest.raises(NoArticles, match=r"no article could be read \(a\.txt: ") as error:
        read_corpus(tmp_path)
    assert error.value.report.refused[0].file == "a.txt"


@pytest.mark.parametrize("content", [b"outlet,text\n", b"", b"outlet,text\n,\n"])
def test_a_table_without_rows_is_an_error(tmp_path, content):
    with pytest.raises(NoArticles):
        read_corpus(write(tmp_path, "a.csv", content))


def test_an_empty_folder_and_a_missing_one(tmp_path):
    with pytest.raises(NoArticles, match="there are no files in it"):
        read_corpus(tmp_path)
    with pytest.raises(ValueError, match="no such file or folder"):
        read_corpus(tmp_path / "nowhere")


PAGE = f"""<html><head><title>Bridge to open | The Times</title><meta property="og:site_name" content="The Times">
<meta property="article:published_time" content="2024-03-09T10:00:00Z"><script>var a = "hidden";</script></head>
<body><nav>Home</nav><article><h1>Bridge to open</h1><p>{TEXT[16:]}</p>
<p>{MORE} &ldquo;No&rdquo;, <a href="x">he said</a>.</p>
<p>{MORE} Nobody was hurt.</p></article></body></html>"""


def test_a_saved_page_gives_its_article_and_facts_as_inferred(tmp_path):
    corpus = read_corpus(write(tmp_path, "a.html", PAGE))
    (article,) = corpus.articles
    assert article.text.startswith("Bridge to open\n\nThe minister said")
    assert "“No”, he said." in article.text
    assert "hidden" not in article.text
    assert (article.outlet, article.outlet_basis) == ("The Times", "inferred")
    assert (article.published, article.published_basis) == (date(2024, 3, 9), "inferred")
    assert article.headline is not None
    assert {"title", "outlet", "published"} <= {g.what for g in corpus.report.guesses}


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:published_time" content="2024-03-09T23:30:00-05:00">',
        '<meta content="2024-03-09T23:30:00-0500" property="article:published_time">',
        '<script type="application/ld+json">{"datePublished": "2024-03-09T23:30:00-05:00"}</script>',
    ],
)
def test_the_day_a_page_was_published_is_that_in_utc(tmp_path, said):
    old = '<meta property="article:published_time" content="2024-03-09T10:00:00Z">'
    assert old in PAGE
    (article,) = read_corpus(write(tmp_path, "a.html", PAGE.replace(old, said))).articles
    assert article.published == date(2024, 3, 10)


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deeply_nested_and_unclosed_pages_are_read_in_bounded_time(tmp_path, depth):
    import time

    content = "<html><body>" + "<div>" * depth + f"<p>{TEXT[16:]} {MORE}"
    started = time.process_time()
    corpus = read_corpus(write(tmp_path, "a.html", content))
    assert time.process_time() - started < 5
    assert MORE in corpus.articles[0].text
    assert any("no article was recognised" in w.message for w in corpus.report.warnings)


def test_a_page_of_which_little_was_found_is_flagged(monkeypatch, tmp_path):
    from types import SimpleNamespace

    from analysis.corpus.formats import html

    found = SimpleNamespace(text=MORE, title="", sitename="", date="", url="")
    monkeypatch.setattr(html, "_by_trafilatura", lambda text: found)
    content = "<body>" + f"<p>{MORE}</p>" * 20
    corpus = read_corpus(write(tmp_path, "a.html", content))
    assert any("possible loss" in w.message for w in corpus.report.warnings)


def test_the_encoding_a_page_names_is_used(tmp_path):
    content = (
        '<html><head><meta charset="windows-1251"></head><body><article><p>'
        + "Министр сказал, что мост откроют весной. " * 9
    )
    corpus = read_corpus(write(tmp_path, "a.html", content.encode("cp1251")))
    assert "Министр сказал" in corpus.articles[0].text
    assert corpus.articles[0].language == "ru"


MARKDOWN = f"""---
title: Bridge to open
source: "The Times"
date: 2024-03-09
---
# Bridge to open

The **minister** said in [a report](https://example.org/a_b) that the *bridge* would open.

> {MORE}
"""


def test_markdown_is_kept_and_its_signs_are_marked(tmp_path):
    (article,) = read_corpus(write(tmp_path, "a.md", MARKDOWN)).articles
    assert article.text == MARKDOWN
    assert (article.outlet, article.published) == ("The Times", date(2024, 3, 9))
    marks = {i for mark in article.boilerplate for i in range(*mark.span)}
    left = "".join(" " if i in marks else character for i, character in enumerate(article.text))
    assert left.split() == (
        f"Bridge to open The minister said in a report that the bridge would open. {MORE}".split()
    )
    assert article.text[slice(*article.headline)] == "Bridge to open"


def test_parquet_has_facets_too(tmp_path):
    columns = {"text": [TEXT, MORE], "section": ["politics", "politics"], "tags": [["a"], ["b"]]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    corpus = read_corpus(tmp_path / "a.parquet")
    assert {one.facets for one in corpus.articles} == {(("section", "politics"),)}


def outlets_and_texts(corpus: Corpus) -> list[tuple[str, str]]:
    return sorted((one.outlet, one.text) for one in corpus.articles)


def test_a_parquet_text_that_is_not_utf8_costs_its_own_row(tmp_path):
    texts = pa.array([TEXT.encode(), b"bad \xff\xfe text", MORE.encode()], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 3, texts.buffers())
    pq.write_table(pa.table({"outlet": ["A", "B", "C"], "text": texts}), tmp_path / "a.parquet")
    corpus = read_corpus(tmp_path)
    assert outlets_and_texts(corpus) == [("A", TEXT), ("C", MORE)]
    row, reason = only_refusal(corpus)
    assert row == 2
    assert "'text' cannot be read" in reason


def test_a_parquet_time_beyond_the_calendar_costs_its_own_row(tmp_path):
    times = pa.array([1_700_000_000, 10**15], pa.timestamp("s"))
    pq.write_table(pa.table({"text": [TEXT, MORE], "date": times}), tmp_path / "a.parquet")
    corpus = read_corpus(tmp_path)
    assert [(one.text, one.published) for one in corpus.articles] == [(TEXT, date(2023, 11, 14))]
    row, reason = only_refusal(corpus)
    assert row == 2
    assert "'date' cannot be read" in reason


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_of_two_columns_of_a_name_the_first_counts(tmp_path, name):
    rows = [["text", "outlet", "outlet"], [MORE, "Times", "Post"]]
    content = workbook(*rows) if name == "a.xlsx" else "\n".join(map(",".join, rows))
    assert [one.outlet for one in read_corpus(write(tmp_path, name, content)).articles] == ["Times"]
