"""Folders, archives and manifests; duplicates; names of outlets; what the report says."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from datetime import date
from pathlib import Path

import pytest
from reading import MORE, TEXT, messages, write

from analysis.corpus import NoArticles, article_from_text, read_corpus
from analysis.corpus.files import files_of
from analysis.corpus.language import code_of
from analysis.corpus.outlets import look_alikes, one_spelling
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

# --- manifests and folders ---


def test_a_manifest_beside_the_files(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "sub/b.txt", MORE)
    write(
        tmp_path,
        "articles.csv",
        "Datei;Zeitung;Datum\na.txt;Times;2024-03-09\nsub/b.txt;Post;\nc.txt;Sun;\na.txt;Sun;\n",
    )
    corpus = read_corpus(tmp_path)
    assert sorted((a.file, a.outlet, a.published) for a in corpus.articles) == [
        ("a.txt", "Times", date(2024, 3, 9)),
        ("sub/b.txt", "Post", None),
    ]
    assert [(r.file, r.row) for r in corpus.report.refused] == [("articles.csv", 4), ("articles.csv", 5)]
    assert "'Datei' is 'c.txt', and no such file lies beside it" in corpus.report.refused[0].reason
    assert "file = 'Datei'" in corpus.report.guesses[0].guess
    assert corpus.report.skipped == ["articles.csv"]


def test_a_table_of_articles_named_articles_is_no_manifest(tmp_path):
    write(tmp_path, "articles.csv", f'outlet,text\nTimes,"{TEXT}"\n')
    assert read_corpus(tmp_path).articles[0].outlet == "Times"


def test_folders_name_outlet_and_story(tmp_path):
    for name in ("Bridge/Times/a.txt", "Bridge/Post/b.txt", "Tunnel/Times/c.txt"):
        write(tmp_path, name, f"{TEXT} {name}")
    write(tmp_path, "README.md", "About these files, which nobody should count as an article.")
    corpus = read_corpus(tmp_path)
    assert sorted((a.story, a.outlet, a.outlet_basis) for a in corpus.articles) == [
        ("Bridge", "Post", "inferred"),
        ("Bridge", "Times", "inferred"),
        ("Tunnel", "Times", "inferred"),
    ]
    assert corpus.report.skipped == ["README.md"]
    assert "Times, by its folder" in {g.guess for g in corpus.report.guesses}


def test_a_folder_that_holds_all_the_files_says_nothing(tmp_path):
    write(tmp_path, "texts/a.txt", TEXT)
    write(tmp_path, "texts/b.txt", MORE)
    assert {(a.outlet, a.outlet_basis) for a in read_corpus(tmp_path).articles} == {
        ("Unidentified", "unknown")
    }
    assert {a.outlet for a in read_corpus(tmp_path, outlet="Times").articles} == {"Times"}


def test_the_address_gives_the_outlet_when_nothing_else_does(tmp_path):
    write(tmp_path, "a.json", json.dumps([{"text": TEXT, "url": "https://www.times.example/a"}]))
    (article,) = read_corpus(tmp_path).articles
    assert (article.outlet, article.outlet_basis) == ("times.example", "inferred")


def test_a_file_of_another_kind_is_refused_and_the_rest_read(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.docx", b"PK\x03\x04")
    write(tmp_path, "c", MORE)
    write(tmp_path, ".hidden.txt", MORE)
    corpus = read_corpus(tmp_path)
    assert len(corpus.articles) == 1
    assert [r.file for r in corpus.report.refused] == ["b.docx", "c"]
    assert "files named .docx are not read, expected one of" in corpus.report.refused[0].reason


def test_what_is_no_regular_file_is_not_opened(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert [r.file for r in read_corpus(tmp_path).report.refused] == ["broken.txt", "pipe.txt"]


# --- archives ---


def archive(path: Path, entries: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name, content)
    return path


def test_an_archive_is_read_like_a_folder(tmp_path):
    manifest = "file,outlet\na.txt,Times\n"
    path = archive(tmp_path / "a.zip", {"a.txt": TEXT, "articles.csv": manifest, "__MACOSX/._a.txt": b"\0\0"})
    corpus = read_corpus(path)
    assert [(a.file, a.outlet) for a in corpus.articles] == [("a.txt", "Times")]
    assert corpus.report.refused == []


def test_names_in_an_archive_are_labels_and_nothing_is_written(tmp_path):
    names = [
        "../../evil.txt",
        "/etc/x.txt",
        "CON.txt",
        "a" * 300 + ".txt",
        "b\u202etxt.exe.txt",
        "c\\d.txt",
        "<script>.txt",
    ]
    (tmp_path / "in").mkdir()
    path = archive(tmp_path / "in" / "a.zip", {name: f"{TEXT} {n}" for n, name in enumerate(names)})
    corpus = read_corpus(path)
    assert len(corpus.articles) == len(names)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]
    assert all(len(a.file) <= 201 and "\u202e" not in a.file for a in corpus.articles)


def test_a_bomb_stops_at_the_limit_and_the_rest_is_read(tmp_path):
    path = archive(
        tmp_path / "a.zip", {"a.txt": TEXT, "bomb.txt": b"0" * (64 * 2**20), "nested.zip": b"PK\x05\x06"}
    )
    corpus = read_corpus(path)
    assert [a.file for a in corpus.articles] == ["a.txt"]
    reasons = {r.file: r.reason for r in corpus.report.refused}
    assert "it unpacks to more than the" in reasons["bomb.txt"]
    assert "are not read" in reasons["nested.zip"]


def test_links_in_an_archive_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.txt", TEXT)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, "/etc/passwd")
    corpus = read_corpus(path)
    assert [(r.file, r.reason) for r in corpus.report.refused] == [
        ("link.txt", "it is a link or device, expected a regular file")
    ]


def test_a_broken_archive_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match="not a zip archive"):
        read_corpus(write(tmp_path, "a.zip", b"PK\x03\x04nothing"))


NOTHING = ["nan", "None", "#N/A", "NULL", " n/a "]


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_value_that_says_there_is_none_is_none(tmp_path, nothing):
    lines = [
        {"outlet": nothing, "section": nothing, "title": nothing, "text": text}
        for text in (TEXT, MORE, nothing)
    ]
    write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    corpus = read_corpus(tmp_path, outlet="Times")
    assert {(one.outlet, one.facets) for one in corpus.articles} == {("Times", ())}
    assert {one.title for one in corpus.articles} == {"Bridge to open", ""}
    assert [(r.row, r.reason) for r in corpus.report.refused] == [(3, f"the text is {nothing.strip()!r}")]


def test_a_manifest_that_says_nothing_leaves_the_folder_its_word(tmp_path):
    write(tmp_path, "Times/a.txt", TEXT)
    write(tmp_path, "Post/b.txt", MORE)
    write(tmp_path, "articles.csv", "file,outlet\nTimes/a.txt,nan\nPost/b.txt,Evening Post\n")
    assert {one.outlet for one in read_corpus(tmp_path).articles} == {"Times", "Evening Post"}


# --- duplicates ---


def rows(tmp_path: Path, *records: dict[str, str]):
    return read_corpus(
        write(tmp_path, "a.jsonl", "\n".join(json.dumps(r) for r in records)), near_duplicates=True
    )


def test_the_same_text_in_an_outlet_is_kept_once_and_over_outlets_twice(tmp_path):
    corpus = rows(
        tmp_path,
        {"outlet": "Times", "text": TEXT, "date": "2024-03-10"},
        {"outlet": "Times", "text": TEXT + "\n", "date": "2024-03-09"},
        {"outlet": "Post", "text": TEXT},
    )
    assert sorted(a.outlet for a in corpus.articles) == ["Post", "Times"]
    assert {a.published for a in corpus.articles} == {None, date(2024, 3, 9)}
    assert [(d.kind, d.kept_file, d.other_file) for d in corpus.report.duplicates] == [
        ("exact", "a.jsonl, row 2", "a.jsonl, row 1"),
        ("shared", "a.jsonl, row 2", "a.jsonl, row 3"),
    ]
    assert corpus.report.n_read == 2


def test_the_same_identifier_twice_is_reported_and_both_are_kept(tmp_path):
    corpus = rows(tmp_path, {"id": "7", "text": TEXT}, {"id": "7", "text": MORE})
    assert len({a.article_id for a in corpus.articles}) == 2
    assert "a.jsonl 2: id '7' is given to 2 articles" in messages(corpus.report)


def test_the_same_address_twice_is_reported(tmp_path):
    corpus = rows(
        tmp_path, {"url": "https://a.example/1", "text": TEXT}, {"url": "https://a.example/1", "text": MORE}
    )
    assert len(corpus.articles) == 2
    assert "url 'https://a.example/1' is given to 2 articles" in messages(corpus.report)


def test_half_characters_in_a_name_are_no_crash(tmp_path):
    corpus = read_corpus(
        write(tmp_path, "a.json", '{"text": "The bridge \\ud800 is open.", "outlet": "T\\udc00"}')
    )
    assert corpus.articles[0].outlet == "T\ufffd"
    assert corpus.articles[0].text == "The bridge \ufffd is open."


def words(start: int, end: int) -> str:
    return " ".join(f"word{n}" for n in range(start, end)) + "."


def test_near_duplicates_are_found_with_their_exact_share(tmp_path):
    corpus = rows(
        tmp_path,
        {"outlet": "Times", "text": words(0, 200)},
        {"outlet": "Post", "text": words(0, 100)},  # cut to length
        {"outlet": "Sun", "text": words(90, 290)},  # a little in common
        {"outlet": "Mail", "text": words(1000, 1200)},
    )
    (duplicate,) = corpus.report.duplicates
    assert duplicate.kind == "near"
    assert {duplicate.kept_file, duplicate.other_file} == {"a.jsonl, row 1", "a.jsonl, row 2"}
    assert duplicate.similarity == 1.0
    assert len(corpus.articles) == 4


def test_the_share_agrees_with_sets_of_runs(tmp_path):
    one, other = words(0, 60) + " " + words(500, 560), words(0, 61) + " " + words(700, 720)
    corpus = rows(tmp_path, {"outlet": "A", "text": one}, {"outlet": "B", "text": other})

    def runs(text):
        tokens = text.replace(".", "").split()
        return {tuple(tokens[i : i + 5]) for i in range(len(tokens) - 4)}

    share = len(runs(one) & runs(other)) / min(len(runs(one)), len(runs(other)))
    assert corpus.report.duplicates[0].similarity == round(share, 3)


# --- outlets ---


def test_spellings_that_differ_by_case_space_or_form_are_one():
    used = one_spelling(
        ["Le Monde", "le monde", "Le\u00a0Monde ", "Le Monde", "Libe\u0301ration", "Libération"]
    )
    assert set(used.values()) == {"Le Monde", "Libération"}


def test_look_alikes_are_warned_of_and_not_merged(tmp_path):
    assert look_alikes(["Pravda", "Prаvda", "Times"]) == [("Pravda", "Prаvda")]
    corpus = rows(tmp_path, {"outlet": "Pravda", "text": TEXT}, {"outlet": "Prаvda", "text": MORE})
    assert len({a.outlet for a in corpus.articles}) == 2
    assert "look the same" in messages(corpus.report)


# --- the whole ---


def test_order_of_rows_and_of_files_does_not_matter(tmp_path):
    records = [{"outlet": f"O{n % 3}", "text": f"{TEXT} {n}", "date": "2024-03-09"} for n in range(20)]
    forward = write(tmp_path, "f/a.jsonl", "\n".join(map(json.dumps, records)))
    backward = write(tmp_path, "b/a.jsonl", "\n".join(map(json.dumps, reversed(records))))
    ids = [[a.article_id for a in read_corpus(path).articles] for path in (forward, backward)]
    assert ids[0] == ids[1] == sorted(ids[0])


def test_the_report_is_json_and_readable(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", b"")
    report = read_corpus(tmp_path).report
    assert json.loads(json.dumps(report.to_dict()))["refused"] == [
        {"file": "b.txt", "row": None, "reason": "it is empty"}
    ]
    assert str(report).splitlines()[0] == "1 article read, 1 refused, no exact duplicates left out"
    assert "b.txt: it is empty" in str(report)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("REUTERS", "en"),
        ("La ministre a déclaré lundi que le pont serait ouvert au printemps de l’année prochaine.", "fr"),
        (
            "Der Minister sagte am Montag, dass die Brücke im Frühling des nächsten Jahres eröffnet wird.",
            "de",
        ),
        ("部长周一表示，这座桥将于明年春天开放。", "zh"),
        ("قال الوزير يوم الاثنين إن الجسر سيفتح في الربيع المقبل.", "ar"),
    ],
)
def test_the_language_is_found_for_each_article(text, language):
    assert article_from_text(text).language == language


def test_articles_that_are_perhaps_none_are_pointed_out(tmp_path):
    write(
        tmp_path,
        "stub.txt",
        "Bridge to open\n\nThis story continues for our readers.\n\nSubscribe to read the full text.",
    )
    write(tmp_path, "error.txt", "404 Not Found\n\nThe page you asked for is no longer here. Page not found.")
    write(tmp_path, "long.txt", (MORE + "\n\n") * 3 + words(0, 9000))
    said = messages(read_corpus(tmp_path).report)
    assert "stub.txt None: 9 words, and it reads like a paywall" in said
    assert "error.txt" in said
    assert "reads like an error page" in said
    assert "long.txt None: 9," in said


def test_a_large_article_is_read_in_bounded_time(tmp_path):
    import time

    write(tmp_path, "a.txt", "Bridge\n\n" + (MORE + " ") * 50_000)
    started = time.process_time()
    (article,) = read_corpus(tmp_path).articles
    assert time.process_time() - started < 15
    assert len(article.text) > 4_500_000


def test_a_page_without_an_article_is_refused(tmp_path):
    write(tmp_path, "a.txt", "Accept all cookies\n\nSign up for our newsletter")
    with pytest.raises(NoArticles, match="nothing but page furniture"):
        read_corpus(tmp_path)


def test_files_are_listed_by_label(tmp_path):
    for name in ("b.txt", "a/z.txt", "a.txt"):
        write(tmp_path, name, TEXT)
    assert [file.label for file in files_of(tmp_path, IngestReport())] == ["a.txt", "a/z.txt", "b.txt"]


def test_an_address_that_is_none_stops_nothing(tmp_path):
    write(tmp_path, "a.csv", f'text,url\n"{TEXT}",http://[bad/x\n"{MORE}",http://www.times.example/x\n')
    corpus = read_corpus(tmp_path)
    assert sorted(one.outlet for one in corpus.articles) == ["Unidentified", "times.example"]
    assert "url 'http://[bad/x' is no address" in messages(corpus.report)


def test_half_characters_in_what_a_table_says_are_no_crash(tmp_path):
    row = {"url": "http://x.example/\ud800", "wire": "\udfff", "section": "\ud800"}
    lines = [json.dumps({"text": text, **row}) for text in (TEXT, MORE)]
    write(tmp_path, "a.jsonl", "\n".join(lines))
    for one in read_corpus(tmp_path).articles:
        assert one.facets == (("section", "\ufffd"),)
        assert f"{one.url}{one.wire}".encode()


@pytest.mark.parametrize(
    ("said", "code"),
    [("en-GB", "en"), ("EN", "en"), ("anglais", "en"), ("eng", "en"), ("de", "de"), ("unknown", ""), ("n/a", ""),
     ("-", ""), ("un", ""), ("Klingon", "")],
)  # fmt: skip
def test_a_language_is_a_code_or_told_by_the_text(said, code):
    assert code_of(said) == code


def test_a_language_that_is_no_code_is_told_by_the_text_and_said(tmp_path):
    write(tmp_path, "a.csv", f'text,langue\n"{TEXT}",inconnu\n')
    corpus = read_corpus(tmp_path)
    assert [one.language for one in corpus.articles] == ["en"]
    assert "language 'inconnu' is no code such as 'en'" in messages(corpus.report)
