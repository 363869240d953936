"""Folders, archives and manifests; encodings; dates; duplicates; names of outlets; what the report says."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import NoArticles, article_from_text, read_corpus
from analysis.corpus.dates import UnclearDate, day_of
from analysis.corpus.encodings import decode
from analysis.corpus.files import files_of
from analysis.corpus.language import code_of
from analysis.corpus.outlets import look_alikes, one_spelling
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

TEXT = "Bridge to open\n\nThe minister said on Monday that the bridge would open in the spring of next year."
MORE = "Engineers had warned for months that the work would take longer than the council had planned."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def messages(report: IngestReport) -> str:
    return "\n".join(f"{w.file} {w.row}: {w.message}" for w in report.warnings)


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


# --- encodings ---

WESTERN = "The café’s owner – “naïve”, he said – paid €5 to the señor in Zürich. " * 3
RUSSIAN = "Министр сказал в понедельник, что мост откроют весной следующего года. " * 3
JAPANESE = (
    "大臣は月曜日、新しい橋が来年の春に開通すると述べた。記者団からの質問に対し、工事の遅れは天候によるものだと説明した。"
    "市議会は先週、追加の予算を認めたが、住民からは反対の声も上がっている。川の水位が下がるまで、作業は続けられない見通しだ。"
)
CHINESE = (
    "部长周一表示，这座新桥将于明年春天开放。面对记者提问，他解释说，工程延误是由于天气原因。"
    "市议会上周批准了追加预算，但居民中也有反对的声音。在河水水位下降之前，预计无法继续施工。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "reported"),
    [
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "utf-8-sig", "utf-8-sig"),
        (WESTERN, "utf-16", "utf-16"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (WESTERN, "utf-32", "utf-32"),
        (WESTERN, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "koi8-r", None),
        (JAPANESE, "shift_jis", None),
        (CHINESE, "gb18030", None),
    ],
)
def test_the_encoding_is_found_and_reported(tmp_path, text, encoding, reported):
    corpus = read_corpus(write(tmp_path, "a.txt", text.encode(encoding)))
    assert corpus.articles[0].text == text
    (found,) = corpus.report.encodings
    assert reported in (None, found.encoding)
    assert found.n_undecodable == 0


def test_utf8_with_a_few_windows_bytes_is_read_as_both_and_said(tmp_path):
    data = WESTERN.encode() + b"It\x92s late. " + WESTERN.encode()
    corpus = read_corpus(write(tmp_path, "a.txt", data))
    assert "It’s late." in corpus.articles[0].text
    assert "1 places are not UTF-8" in corpus.report.encodings[0].note


def test_bytes_that_are_nothing_are_counted_and_shown():
    decoded = decode(WESTERN.encode() + b"a\x81b " + WESTERN.encode())
    assert decoded.n_undecodable == 1
    assert "a\ufffdb" in decoded.text


def test_a_single_nul_and_crlf_are_kept_in_place(tmp_path):
    corpus = read_corpus(write(tmp_path, "a.txt", f"{TEXT}\x00\r\n\r\n{MORE}"))
    assert corpus.articles[0].text == f"{TEXT}\ufffd\r\n\r\n{MORE}"
    assert "1 NUL or half characters" in messages(corpus.report)


def test_wrongly_decoded_characters_are_repaired_and_said(tmp_path):
    corpus = read_corpus(write(tmp_path, "a.txt", f"{TEXT} Itâ€™s late, said the cafÃ©’s owner — “ok”."))
    assert corpus.articles[0].text.endswith("It’s late, said the café’s owner — “ok”.")
    assert "wrongly decoded characters were repaired" in messages(corpus.report)


@pytest.mark.parametrize(
    "text", ["L’ÂGE D’OR… À Ø", "10 € – “naïve” 'x' ﬁ ½", "São Paulo; ÃO", "Ðorđe’s ðag"]
)
def test_right_characters_are_left_alone(tmp_path, text):
    corpus = read_corpus(write(tmp_path, "a.txt", text))
    assert corpus.articles[0].text == text


# --- dates ---


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-09", date(2024, 3, 9)),
        ("2024/3/9", date(2024, 3, 9)),
        ("20240309", date(2024, 3, 9)),
        ("2024-03-09T23:30:00-05:00", date(2024, 3, 10)),
        ("2024-03-09T00:30:00+09:00", date(2024, 3, 8)),
        ("2024-03-09 23:30:00", date(2024, 3, 9)),
        ("2024-03-09T23:30:00Z", date(2024, 3, 9)),
        ("Fri, 22 Dec 2023 23:30:00 -0500", date(2023, 12, 23)),
        ("22 December 2023", date(2023, 12, 22)),
        ("Dec. 22, 2023", date(2023, 12, 22)),
        ("Friday, December 22nd, 2023 at 5 pm", date(2023, 12, 22)),
        ("1703203200", date(2023, 12, 22)),
        ("1703203200000", date(2023, 12, 22)),
        ("13/04/2026", date(2026, 4, 13)),
        ("04/13/2026", date(2026, 4, 13)),
        ("05.05.2025", date(2025, 5, 5)),
        ("", None),
        ("n/a", None),
    ],
)
def test_dates(value, day):
    assert day_of(value) == day


@pytest.mark.parametrize(
    "value", ["03/04/2026", "yesterday", "2024-13-01", "31/02/2024", "2024", "99999999999999", "0001-01-01"]
)
def test_what_is_unclear_is_not_guessed(value):
    with pytest.raises(UnclearDate):
        day_of(value)


def test_an_ambiguous_date_is_read_as_told():
    assert day_of("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert day_of("03/04/2026", day_first=False) == date(2026, 3, 4)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_unclear(value):
    try:
        day = day_of(value)
    except UnclearDate:
        return
    assert day is None or 1600 <= day.year <= 2200


def test_unclear_and_future_dates_are_reported_with_their_row(tmp_path):
    ahead = (date.today() + timedelta(days=400)).isoformat()
    rows = [["03/04/2026", "a"], ["yesterday", "b"], [ahead, "c"], ["", "d"]]
    content = "date,text\n" + "".join(f'{day},"{TEXT} {word}"\n' for day, word in rows)
    corpus = read_corpus(write(tmp_path, "a.csv", content))
    assert len(corpus.articles) == 4
    assert sum(a.published is None for a in corpus.articles) == 3
    said = messages(corpus.report)
    assert "a.csv 2: published: '03/04/2026' can be 2026-04-03 or 2026-03-04" in said
    assert "a.csv 3: published: 'yesterday' is not a date, expected one such as 2024-03-09" in said
    assert "lies in the future" in said


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
