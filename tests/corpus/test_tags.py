"""HTML in the text of a record."""

from __future__ import annotations

import io
import json
import time

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import MORE, write

from analysis.corpus import read_corpus
from analysis.corpus.formats.tags import text_and_tags

HTML_BODY = (
    "<!-- box <p> --><p>The minister said on Monday that the bridge &amp; the tunnel would open.</p>"
    '<p class="a b">&ldquo;It&#8217;s late,&rdquo; <a href="https://x.example/?a=1" title="a > b">she said</a>.</p>'
    '<script>var words = "<p>hidden</p>";</script><div>Engineers had warned.<br/>Nobody listened.</div>'
)


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["outlet", "text"])
    book.active.append(["Times", HTML_BODY])
    book.save(out)
    return out.getvalue()


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"outlet": ["Times"], "text": [HTML_BODY]}), out)
    return out.getvalue()


FILES = {
    "a.csv": 'outlet,text\nTimes,"{}"\n'.format(HTML_BODY.replace('"', '""')),
    "a.json": json.dumps([{"outlet": "Times", "text": HTML_BODY}]),
    "a.xlsx": workbook(),
    "a.parquet": parquet(),
}


@pytest.mark.parametrize("name", FILES)
def test_html_in_a_record_is_marked_and_its_blocks_are_paragraphs(tmp_path, name):
    corpus = read_corpus(write(tmp_path, name, FILES[name]))
    (article,) = corpus.articles
    marks = {i for mark in article.boilerplate for i in range(*mark.span)}
    assert [
        "".join(article.text[i] for i in range(*span) if i not in marks) for span in article.paragraphs
    ] == [
        "The minister said on Monday that the bridge & the tunnel would open.",
        "“It’s late,” she said.",
        "Engineers had warned.",
        "Nobody listened.",
    ]
    assert "<script>" in article.text
    (warning,) = [w for w in corpus.report.warnings if "HTML" in w.message]
    assert "HTML in 1 of the texts" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        "R&D at AT&T; so a <b or c> d & 1 < 2 > 0, <3 and <Ann Other> said &c.",
        f"{MORE} <http://x.example/a?b&c=d>",
    ],
)
def test_signs_of_prose_are_no_html(tmp_path, text):
    corpus = read_corpus(write(tmp_path, "a.json", json.dumps({"outlet": "Times", "text": text})))
    assert (corpus.articles[0].text, corpus.articles[0].boilerplate) == (text, ())
    assert not any("HTML" in w.message for w in corpus.report.warnings)


def test_entities_are_characters_in_what_a_record_says_too(tmp_path):
    record = {"outlet": "Marks &amp; Co", "title": "It&#8217;s late", "text": f"It&#8217;s late.\n\n{MORE}"}
    (article,) = read_corpus(write(tmp_path, "a.json", json.dumps(record))).articles
    assert (article.outlet, article.title) == ("Marks & Co", "It’s late")
    assert article.text.startswith("It’s late.")


@pytest.mark.parametrize("opening", ["<script>", "<!--", '<a "', "<p ", "</p>", '<a b="'])
def test_tags_never_closed_take_bounded_time_and_lose_no_text(opening):
    started = time.process_time()
    text, marks = text_and_tags(f"<p>{MORE}</p>" + opening * 50_000 + MORE)
    assert time.process_time() - started < 5
    assert text.endswith(MORE)
    assert all(mark.span.end <= len(text) - len(MORE) for mark in marks)
