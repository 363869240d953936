"""The command as a user runs it: what it prints where, what it refuses, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import cli, serve, tables
from analysis.annotate import load_pipeline
from analysis.errors import AnalysisError
from analysis.json_lines import annotate_lines
from analysis.store import schema
from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import store_of, strike_corpus, told

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """Run the command in this process: exit status, stdout as text, stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["newsparallax", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsysbinary.readouterr()
        return int(ended.value.code or 0), out.decode(), err.decode()

    return call


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """The sample, analysed by the command."""
    out = tmp_path_factory.mktemp("sample") / "store"
    found = newsparallax("analyze", SEEDS, "--out", out)
    assert found.returncode == 0, found.stderr
    assert found.stdout == f"{out}: 5 articles, 5 outlets, 2 stories; 5 analysed now, 0 before, 0 failed\n"
    assert "5 articles read, 0 refused" in found.stderr
    assert "analysed 5 of 5 articles" in found.stderr
    return out


@pytest.fixture
def strike(tmp_path) -> Path:
    return store_of(tmp_path / "strike", *strike_corpus()).path


def newsparallax(*arguments: object, **more) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **more)


# analyze


def test_analysing_again_says_that_nothing_was_to_do(sample, run):
    status, out, err = run("analyze", SEEDS, "-o", sample)
    assert status == 0
    assert "0 analysed now, 5 before" in out
    assert "analysed" not in err


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "there are no files in it"),
        ({"empty.txt": b""}, "empty.txt"),
        ({"picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"}, "picture.txt"),
        ({"table.csv": b"a,b\n1,2\n"}, "table.csv"),
    ],
    ids=["no file", "empty", "binary", "no text column"],
)
def test_nothing_usable_is_one_line_and_status_1(tmp_path, run, files, expected):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    status, out, err = run("analyze", folder, "--out", tmp_path / "store")
    assert status == 1
    assert out == ""
    assert err.splitlines()[-1].startswith("newsparallax: articles: no article could be read")
    assert expected in err
    assert "Traceback" not in err
    assert not (tmp_path / "store").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path, run):
    status, _, err = run("analyze", tmp_path / "nowhere", "--out", tmp_path / "store")
    assert status == 1
    assert "nowhere" in err


def test_a_traceback_is_shown_only_when_asked_for(tmp_path, monkeypatch):
    wanted = newsparallax("--debug", "table", "tone", tmp_path)
    plain = newsparallax("table", "tone", tmp_path)
    assert wanted.returncode == plain.returncode == 1
    assert "Traceback" in wanted.stderr
    assert "Traceback" not in plain.stderr
    assert plain.stderr.count("\n") == 1


def test_a_model_that_is_not_there_is_named(tmp_path, run):
    status, _, err = run("analyze", SEEDS, "--out", tmp_path / "store", "--model", "xx_none")
    assert status == 1
    assert "no spaCy pipeline 'xx_none' is installed" in err


def test_a_column_option_says_its_form(tmp_path, run):
    status, _, err = run("analyze", SEEDS, "--out", tmp_path / "store", "--column", "Body")
    assert status == 2
    assert "expected FIELD=COLUMN such as text=Body" in err


def test_a_field_that_there_is_not_is_a_wrong_command_line(tmp_path, run):
    status, out, err = run("analyze", SEEDS, "--out", tmp_path / "store", "--column", "foo=bar")
    assert (status, out) == (2, "")
    assert "--column: unknown field 'foo'; the fields are text, title, outlet" in " ".join(err.split())
    assert not (tmp_path / "store").exists()


def test_a_name_in_another_encoding_is_no_crash(tmp_path, run):
    status, _, err = run("analyze", tmp_path / "no\udcffwhere", "--out", tmp_path / "store")
    assert status == 1
    assert r"no\udcffwhere: no such file or folder" in err


def test_half_a_character_in_a_report_is_no_crash(tmp_path, run):
    """No text has a letter, so that nothing but the report is printed."""
    rows = [{"body": sign, "sec\ud800tion": "same"} for sign in "!?"]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    status, _, err = run("analyze", tmp_path / "a.json", "--out", tmp_path / "store")
    assert status == 1
    assert "a.json, row 1: the text has no letters" in err


def test_aliases_in_an_archive_are_applied(tmp_path, run):
    (tmp_path / "in").mkdir()
    with ZipFile(tmp_path / "in" / "corpus.zip", "w") as archive:
        archive.writestr(
            "corpus/Times/a.txt", "Talks in Leeds failed on Monday, and the union will strike again."
        )
        archive.writestr("corpus/aliases.csv", "action,name\ndrop,Leeds\ndrop,Atlantis\n")
    arguments = ("analyze", tmp_path / "in" / "corpus.zip", "--out", tmp_path / "store", "--no-targeted-tone")
    status, out, err = run(*arguments)
    assert status == 0, err
    assert "1 article" in out
    assert "aliases: drop 'Atlantis': no mention of it" in err
    assert Store.open(tmp_path / "store").entity_options().empty
    (tmp_path / "in" / "aliases.csv").write_text("action,name\ndrop,Utopia\n")
    assert "drop 'Utopia': no mention of it" in run(*arguments)[2], "beside the archive it counts first"


# table


def test_words_that_stand_only_in_names_are_counted_when_asked_for(strike, run):
    def counted(name: str, *options: str) -> set[str]:
        status, text, err = run("table", name, strike, *options)
        assert status == 0, err
        return {row["term"] for row in csv.DictReader(io.StringIO(text))}

    for name in ("term_counts", "keyness"):
        without, with_names = counted(name), counted(name, "--names")
        assert without < with_names
        assert "leeds" in with_names - without
    status, out, err = run("table", "tone", strike, "--names")
    assert (status, out) == (2, "")
    assert "--names is for term_counts and keyness; 'tone' knows no such choice" in " ".join(err.split())


@pytest.mark.parametrize("name", tables.NAMES)
def test_every_table_says_the_same_in_every_format(sample, run, name):
    status, text, _ = run("table", name, sample)
    assert status == 0
    header, *rows = csv.reader(io.StringIO(text))
    _, objects, _ = run("table", name, sample, "--format", "json")
    records = json.loads(objects)
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        assert list(record) == header
        shown = ["" if v is None else v if isinstance(v, str) else json.dumps(v) for v in record.values()]
        assert shown == row


def test_parquet_is_the_stored_table(sample, tmp_path):
    with (tmp_path / "terms.parquet").open("wb") as out:
        command = [sys.executable, "-m", "analysis.cli", "table", "terms", str(sample), "--format", "parquet"]
        subprocess.run(command, cwd=ROOT, stdout=out, check=True)
    printed = pq.read_table(tmp_path / "terms.parquet")
    stored = pq.read_table(sample / "tables" / "terms.parquet").drop_columns(["article"])
    assert printed.to_pylist() == stored.to_pylist()


def test_stored_tables_follow_the_filters(strike, run):
    def rows(name: str, *filters: object) -> list[dict]:
        status, out, err = run("table", name, strike, "--format", "json", *filters)
        assert status == 0, err
        return json.loads(out)

    assert len(rows("articles", "--outlet", "Herald", "--outlet", "Times")) == 3
    assert {row["title"] for row in rows("articles", "--story", "flood")} == {"A great flood"}
    assert len(rows("articles", "--since", "2024-01-11")) == 2
    assert len(rows("articles", "--until", "2024-01-10")) == 1
    store = Store.open(strike)
    for selection, filters in (
        (Selection(entities=("Ana Ito",)), ["--entity", "Ana Ito"]),
        (Selection(entities=("Leeds",), scope="article"), ["--entity", "Leeds", "--scope", "article"]),
        (Selection(voice="quoted"), ["--voice", "quoted"]),
        (Selection(entities=("Ana Ito",), voice="reported"), ["--entity", "Ana Ito", "--voice", "reported"]),
    ):
        assert len(rows("sentences", *filters)) == len(store.sentence_scores(selection))
        assert len(rows("quotes", *filters)) == len(store.quotes(selection))
        assert len({(r["article_id"], r["quote"]) for r in rows("quote_spans", *filters)}) == len(
            store.quotes(selection)
        )
        assert len(rows("mentions", *filters)) == store.entity_counts(selection)["n_mentions"].sum()
        terms = rows("terms", *filters)
        counts = store.term_counts(selection, n_words=(1, 2, 3), stop_words=True)
        assert sum(term["count"] for term in terms) == counts["count"].sum()
        assert all(len(t["starts"]) == len(t["ends"]) == len(t["sentences"]) == t["count"] for t in terms)
        scored = rows("scored_words", *filters)
        for lexicon, count in (("textblob", "n_scored"), ("vader", "n_vader")):
            words = [word for word in scored if word["lexicon"] == lexicon]
            assert sum(r[count] for r in rows("sentences", *filters)) == len(words)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["tones_of"], "there is no table 'tones_of'; there are articles, passages"),
        (["tone", "--outlet", "Gazete"], "unknown outlet 'Gazete'; this corpus has Gazette, Herald, Times"),
        (["tone", "--story", "strik"], "unknown story 'strik'; this corpus has strike, flood"),
        (["tone", "--entity", "Lead"], "unknown entity 'Lead'; this corpus has Leeds"),
        (
            ["tone", "--facet", "section"],
            "--facet is 'section', expected NAME=VALUE such as section=politics",
        ),
        (["tone", "--facet", "section=x"], "unknown facet 'section'; this corpus has none"),
        (["tone", "--voice", "loud"], "loud"),
        (["tone", "--since", "yesterday"], "yesterday"),
        (["tone", "--format", "xls"], "xls"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_right(strike, run, arguments, expected):
    status, out, err = run("table", arguments[0], strike, *arguments[1:])
    assert (status, out) == (2, "")
    assert expected in " ".join(err.split())


def test_raw_csv_stays_raw(tmp_path, run):
    store = store_of(tmp_path / "store", told("Talks.", title='=HYPERLINK("http://x")', outlet="+1 News\n"))
    _, out, _ = run("table", "articles", store.path)
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["title"], row["outlet"]) == ('=HYPERLINK("http://x")', "+1 News\n")


def test_an_empty_table_has_its_header_and_is_json(tmp_path, run):
    store = store_of(tmp_path / "store")
    for name in tables.NAMES:
        status, out, err = run("table", name, store.path)
        assert status == 0, err
        assert len(list(csv.reader(io.StringIO(out)))) == 1
        assert json.loads(run("table", name, store.path, "--format", "json")[1]) == []
    assert run("table", "terms", store.path)[1].rstrip("\n").split(",") == schema.TABLES["terms"].schema.names


def test_a_reader_that_stops_early_is_no_error(sample):
    command = f'"{sys.executable}" -m analysis.cli table terms "{sample}" | head -1'
    found = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout.startswith("article_id,term")
    assert "Traceback" not in found.stderr


def test_any_locale_prints_utf_8(sample):
    found = newsparallax(
        "table", "articles", sample, env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}, encoding="utf-8"
    )
    assert found.returncode == 0
    assert "Defence Policy Coordination Talks, 8–9 January 2024" in found.stdout


# evaluate


@pytest.mark.parametrize("what", ["entities", "quotes", "tone"])
def test_gold_without_a_line_is_an_error(tmp_path, run, what):
    (tmp_path / "gold.jsonl").write_text("\n")
    status, out, err = run("evaluate", what, tmp_path / "gold.jsonl")
    assert (status, out) == (1, "")
    assert re.search(r"newsparallax: no gold (articles|rows): expected lines with", err)


# annotate

FIELDS = ["doc_id", "headline", "boilerplate", "sentences", "entities", "quotes", "tones"]


def annotated(*lines: object) -> list:
    given = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(annotate_lines(given, load_pipeline()))


def assert_keeps_the_contract(text: str, found: dict) -> None:
    """Every field, of its type, every offset within the text and every piece of it where it is said to be."""
    assert list(found) == FIELDS
    size = len(text)

    def assert_span(span, *, least: int = 1) -> None:
        start, end = span
        assert type(start) is type(end) is int
        assert 0 <= start < end <= size
        assert end - start >= least

    if found["headline"] is not None:
        assert_span(found["headline"])
    for piece in found["boilerplate"]:
        assert set(piece) == {"span", "label"}
        assert_span(piece["span"])
        assert piece["label"]
    last = 0
    for sentence in found["sentences"]:
        assert set(sentence) == {"span", "voice", "polarity", "subjectivity"}
        assert_span(sentence["span"])
        assert sentence["span"][0] >= last
        last = sentence["span"][1]
        assert sentence["voice"] in ("outlet", "quoted", "mixed")
        assert (sentence["polarity"] is None) == (sentence["subjectivity"] is None)
        if sentence["polarity"] is not None:
            assert -1 <= sentence["polarity"] <= 1
            assert 0 <= sentence["subjectivity"] <= 1
    taken: set[int] = set()
    for entity in found["entities"]:
        assert set(entity) == {"name", "label", "mentions"}
        assert entity["mentions"]
        for span in entity["mentions"]:
            assert_span(span)
            assert taken.isdisjoint(range(*span))
            taken.update(range(*span))
    assert len({entity["name"] for entity in found["entities"]}) == len(found["entities"])
    for quote in found["quotes"]:
        assert set(quote) == {"content", "cue", "speaker", "speaker_entity", "type", "nested"}
        assert quote["content"]
        for role in ("content", "cue", "speaker"):
            for span in quote[role]:
                assert_span(span)
        assert quote["speaker_entity"] is None or isinstance(quote["speaker_entity"], str)
        assert quote["type"] in ("direct", "indirect", "mixed")
        assert isinstance(quote["nested"], bool)
    named = {tuple(span): entity["name"] for entity in found["entities"] for span in entity["mentions"]}
    for tone in found["tones"]:
        assert list(tone) == ["span", "entity", "negative", "neutral", "positive"]
        assert named[tuple(tone["span"])] == tone["entity"]
        parts = [tone[part] for part in ("negative", "neutral", "positive")]
        assert all(0 <= part <= 1 for part in parts)
        assert sum(parts) == pytest.approx(1)


pieces = st.one_of(
    st.sampled_from(
        [
            "Gen. Brown said: “We will talk.”\n",
            '"No," he said, "never." ',
            "Ministers said that talks failed. ",
            "\n\n",
            "The U.S. met China’s envoy 😀 in Paris. ",
            "李明说:「好」。",
            "Sign up to our newsletter\n",
            "\r\n\u2028\t\u00a0",
            "\u202eevil\u200b",
            "\x00\ud800",
            "said said “ ” ' ",
        ]
    ),
    st.text(max_size=30),
)


@settings(max_examples=40)
@given(text=st.lists(pieces, max_size=8).map("".join))
@example('"No," he said, "never." said said “ ” \' Gen. Brown said: “We will talk.”\n')  # marks round a space
def test_any_text_keeps_the_contract(text):
    (line,) = annotated({"doc_id": "x", "text": text})
    assert line.output is not None, line.reason
    assert_keeps_the_contract(text, json.loads(line.output))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "…",
        "😀" * 50,
        "李明" * 500,
        "word " * 24_000,
        "x" * 1_000_000,
        "“" * 2_000,
        "\n" * 1000,
        "a.\n" * 5000,
    ],
    ids=[
        "empty",
        "blank",
        "dots",
        "emoji",
        "CJK",
        "120 kB",
        "one word of 1 MB",
        "marks",
        "lines",
        "short lines",
    ],
)
def test_odd_texts_keep_the_contract(text):
    (line,) = annotated({"doc_id": 7, "text": text})
    assert line.output is not None, line.reason
    found = json.loads(line.output)
    assert found["doc_id"] == 7
    assert_keeps_the_contract(text, found)


def test_the_first_line_is_the_headline_and_is_annotated_too():
    text = (
        "Brown meets Liu in Paris\n\nGeneral Charles Brown met Liu Zhenli in Paris on Monday. They talked.\n"
    )
    (line,) = annotated({"doc_id": "x", "text": text})
    found = json.loads(line.output)
    assert found["headline"] == [0, 24]
    assert found["sentences"][0]["span"] == [0, 24]
    assert any(start < 24 for entity in found["entities"] for start, _ in entity["mentions"])


def test_bad_lines_are_reported_by_number_and_the_others_written(tmp_path, run):
    lines = [
        b'\xef\xbb\xbf{"doc_id": "a", "text": "Talks failed."}\r\n',
        b"\n",
        b"not json\n",
        b"[1]\n",
        b'{"text": "x"}\n',
        b'{"doc_id": "b"}\n',
        b'{"doc_id": "c", "text": 3}\n',
        b'{"doc_id": "d", "text": "\xff"}\n',
        b"[" * 100_000 + b"\n",
        b'{"doc_id": "\\ud800", "text": "Talks went on."}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines))
    status, out, err = run("annotate", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl")
    assert (status, out) == (0, "")
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [line["doc_id"] for line in written] == ["a", "\ud800"]
    assert re.findall(r"line (\d+): ", err) == ["3", "4", "5", "6", "7", "8", "9"]
    assert "line 5: 'doc_id' is missing; there are 'text'" in err
    assert "line 7: 'text' is '3', expected a string" in err
    assert "line 8: byte 26 is not UTF-8" in err
    assert "2 texts annotated, 7 lines could not be used" in err


def test_no_usable_line_is_status_1_and_writes_no_file(tmp_path, run):
    (tmp_path / "in.jsonl").write_text("{}\n")
    status, _, err = run("annotate", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl")
    assert status == 1
    assert "no line could be used" in err
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_annotate_is_a_filter_too():
    found = newsparallax("annotate", "-", input='{"doc_id": 1, "text": "Ann Lee said no."}\n')
    assert found.returncode == 0
    assert json.loads(found.stdout)["doc_id"] == 1


def test_a_file_that_is_not_there_is_named(tmp_path, run):
    status, _, err = run("annotate", tmp_path / "none.jsonl")
    assert status == 1
    assert "none.jsonl: No such file or directory" in err


# app


def test_the_server_is_set_to_this_machine_and_tells_nobody():
    command = serve.server_command(host="127.0.0.1", port=8765)
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert Path(command[4]) == ROOT / "dashboard" / "app.py"
    assert set(command[5:]) >= {
        "--server.address=127.0.0.1",
        "--server.port=8765",
        "--server.allowedHosts=localhost",
        "--server.allowedHosts=127.0.0.1",
        "--browser.gatherUsageStats=false",
        "--server.fileWatcherType=none",
        "--client.toolbarMode=viewer",
        "--server.maxUploadSize=10",
    }
    opened = serve.server_command(host="0.0.0.0", port=1, allowed_hosts=["desk.example"])
    assert "--server.allowedHosts=desk.example" in opened


def test_every_server_setting_is_one_streamlit_knows():
    from streamlit import config

    command = serve.server_command(host="127.0.0.1", port=8765)
    names = {flag.removeprefix("--").partition("=")[0] for flag in command[5:]}
    assert names <= set(config._config_options_template)


def test_a_taken_port_is_passed_over_or_named():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert serve.choose_port("127.0.0.1", None, usual=port) != port
        with pytest.raises(AnalysisError, match=rf"port {port} is taken.*--port"):
            serve.choose_port("127.0.0.1", port)


def test_app_of_a_folder_without_results_says_what_to_do(tmp_path, run):
    status, out, err = run("app", tmp_path, "--no-browser")
    assert (status, out) == (1, "")
    assert "is no store of results" in err


@pytest.fixture
def installed(tmp_path) -> Path:
    """A place where the package lies as after installation: no seeds beside it, the sample inside."""
    folder = tmp_path / "site"
    for name in ("analysis", "dashboard"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SEEDS, folder / "analysis" / "sample")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_app_shows_the_sample_and_starts_at_once_the_second_time(installed, tmp_path):
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "analysis.cli", "app", "--no-browser", "--port", str(free_port())]

    def start() -> str:
        """What it says on stderr until Ctrl-C, after the page was there."""
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as running:
            url = running.stdout.readline().strip()
            assert url, running.stderr.read()
            with urllib.request.urlopen(url) as page:
                assert b"<title>" in page.read()
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=60)
        assert running.returncode == 0, said
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(url)
        return said

    assert "analysed 5 of 5 articles" in start()
    assert (tmp_path / "cache" / "newsparallax" / "sample" / "manifest.json").is_file()
    again = start()
    assert "analysed" not in again
    assert "Traceback" not in again


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
