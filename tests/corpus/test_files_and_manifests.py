"""Which files are articles, and how a table beside them finds the file it means."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest
from reading import TEXT

from analysis.corpus import NoArticles, read_corpus
from analysis.corpus.files import files_of
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError
from analysis.store.merge import write_store
from builders import strike_corpus

ALIASES = "action,name\ndrop,House\n"
LONG = "a very long name of an article " * 7  # 217 characters


def write(folder: Path, files: dict[str, str]) -> Path:
    for n, (name, content) in enumerate(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{content} {n}" if content == TEXT else content, encoding="utf-8")
    return folder


def zipped(folder: Path) -> Path:
    """An archive of everything in a folder, beside it."""
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder).as_posix())
    return path


def outlets(path: Path) -> dict[str, str]:
    """File → outlet of the articles read."""
    return {article.file: article.outlet for article in read_corpus(path).articles}


@pytest.fixture(params=["folder", "archive"])
def packed(request):
    """A corpus as it lies in a folder, and in an archive."""
    return zipped if request.param == "archive" else lambda folder: folder


# --- results among the articles ---


@pytest.mark.parametrize("finished", [True, False])
def test_results_among_the_articles_are_skipped(tmp_path, packed, finished):
    folder = write(tmp_path / "corpus", {"Times/a.txt": TEXT, "Post/b.txt": TEXT})
    write_store(folder / "my results" / "store", strike_corpus())
    if not finished:
        (folder / "my results" / "store" / "manifest.json").unlink()
    corpus = read_corpus(packed(folder))
    assert sorted(one.outlet for one in corpus.articles) == ["Post", "Times"]
    assert corpus.report.skipped == ["my results/store/ (results of an analysis)"]
    assert corpus.report.refused == []


def test_an_analysis_that_was_stopped_early_is_skipped_too(tmp_path):
    folder = write(tmp_path / "corpus", {"a.txt": TEXT})
    write(folder / "store", {f"parses/3f/{'3f' * 16}.spacy": "", "audit.jsonl": '{"text": "Talks."}'})
    corpus = read_corpus(folder)
    assert [one.file for one in corpus.articles] == ["a.txt"]
    assert corpus.report.skipped == ["store/ (results of an analysis)"]


def test_folders_of_the_same_names_are_no_results(tmp_path):
    names = ("parts/Times/a.txt", "tables/Post/b.txt", "manifest.json", "parses/c.txt")
    folder = write(tmp_path / "corpus", dict.fromkeys(names, TEXT))
    corpus = read_corpus(folder)
    assert len(corpus.articles) == 3
    assert corpus.report.skipped == []


def test_results_themselves_are_no_corpus(tmp_path):
    write_store(tmp_path / "store", strike_corpus())
    with pytest.raises(CorpusError, match=r"store: it holds results of an analysis, expected articles"):
        read_corpus(tmp_path / "store")


# --- names that are long, or written in two ways ---


def test_a_long_name_is_found_in_its_manifest_and_shown_short(tmp_path, packed):
    folder = write(
        tmp_path / "corpus", {f"{LONG}.txt": TEXT, "articles.csv": f"file,outlet\n{LONG}.txt,Times\n"}
    )
    corpus = read_corpus(packed(folder))
    ((file, outlet),) = [(one.file, one.outlet) for one in corpus.articles]
    assert outlet == "Times"
    assert len(file) <= 200
    assert file.startswith("a very long")
    assert file.endswith(".txt")
    assert corpus.report.refused == []


def test_long_paths_keep_their_folders_and_stay_apart(tmp_path, packed):
    """The two differ in the middle alone, where the shown name is cut."""
    story = f"a story {LONG[:190]}"
    paths = {f"{story}/{outlet}/{LONG[:190]}.txt": TEXT for outlet in ("Times", "Post")}
    corpus = read_corpus(packed(write(tmp_path / "corpus", {**paths, "another/Times/c.txt": TEXT})))
    found = {(one.story, one.outlet) for one in corpus.articles}
    assert found == {
        (" ".join(story.split()), "Times"),
        (" ".join(story.split()), "Post"),
        ("another", "Times"),
    }
    assert len({one.file for one in corpus.articles}) == 3


@pytest.mark.parametrize(("on_disk", "listed"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_a_name_is_found_however_its_accents_are_written(tmp_path, packed, on_disk, listed):
    name, said = (unicodedata.normalize(form, "texte/été.txt") for form in (on_disk, listed))
    folder = write(tmp_path / "corpus", {name: TEXT, "articles.csv": f"file,outlet\n{said},Le Monde\n"})
    assert list(outlets(packed(folder)).values()) == ["Le Monde"]


def test_of_two_names_in_the_same_letters_each_keeps_its_row(tmp_path):
    one, other = (unicodedata.normalize(form, "été.txt") for form in ("NFC", "NFD"))
    table = f"file,outlet\n{one},Le Monde\n{other},Le Figaro\n"
    folder = write(tmp_path / "corpus", {one: TEXT, other: TEXT, "articles.csv": table})
    if len(list(folder.iterdir())) < 3:
        pytest.skip("this file system takes the two names for one")
    assert outlets(folder) == {one: "Le Monde", other: "Le Figaro"}


@pytest.mark.parametrize("said", ["texts/../texts/e.txt", "./texts/e.txt", r"texts\e.txt", "texts//e.txt"])
def test_a_path_said_in_a_roundabout_way_is_found(tmp_path, said):
    folder = write(tmp_path / "corpus", {"texts/e.txt": TEXT, "articles.csv": f"file,outlet\n{said},Times\n"})
    assert outlets(folder) == {"texts/e.txt": "Times"}


# --- manifests ---


def test_a_table_that_lists_files_is_a_manifest_whatever_else_looks_like_text(tmp_path):
    table = "file,paper,article,date\na.txt,Times,A bridge opens,2024-03-09\nb.txt,Post,Works end,\ngone.txt,Sun,x,\n"
    corpus = read_corpus(write(tmp_path / "corpus", {"a.txt": TEXT, "b.txt": TEXT, "articles.csv": table}))
    assert {one.file: one.outlet for one in corpus.articles} == {"a.txt": "Times", "b.txt": "Post"}
    assert "'article' is not the text, since the rows list files" in {g.guess for g in corpus.report.guesses}
    assert [(r.file, r.row) for r in corpus.report.refused] == [("articles.csv", 4)]


def test_a_table_of_texts_that_says_where_they_came_from_is_no_manifest(tmp_path):
    table = f'file,outlet,text\na.txt,Times,"{TEXT}"\nscans/b.pdf,Post,"{TEXT} More."\n'
    corpus = read_corpus(write(tmp_path / "corpus", {"a.txt": f"{TEXT} Elsewhere.", "articles.csv": table}))
    assert sorted(one.file for one in corpus.articles) == [
        "a.txt",
        "articles.csv, row 2",
        "articles.csv, row 3",
    ]


# --- aliases.csv ---


def said_of_aliases(report: IngestReport) -> dict[str, str]:
    return {w.file: w.message for w in report.warnings if w.file.endswith("aliases.csv")}


@pytest.mark.parametrize("wrapper", ["", "corpus/", "a/b/"])
def test_aliases_are_read_from_where_all_the_articles_lie(tmp_path, packed, wrapper):
    files = {f"{wrapper}{name}": TEXT for name in ("Times/a.txt", "Post/b.txt")}
    path = packed(write(tmp_path / "corpus", {**files, f"{wrapper}aliases.csv": ALIASES}))
    corpus = read_corpus(path)
    report, found = corpus.report, corpus.aliases
    assert found is not None
    assert found.read().decode() == ALIASES
    assert report.skipped == [f"{wrapper}aliases.csv"]
    assert not {r.file for r in report.refused} | said_of_aliases(report).keys()


def test_aliases_elsewhere_are_no_article_and_said_not_to_be_applied(tmp_path, packed):
    path = packed(
        write(tmp_path / "corpus", {"Times/aliases.csv": ALIASES, "Times/a.txt": TEXT, "Post/b.txt": TEXT})
    )
    corpus = read_corpus(path)
    assert corpus.aliases is None
    report = corpus.report
    assert report.skipped == ["Times/aliases.csv"]
    assert report.refused == []
    assert said_of_aliases(report) == {
        "Times/aliases.csv": "it does not lie beside all the articles, and was not applied"
    }


def test_aliases_alone_are_no_corpus(tmp_path):
    with pytest.raises(NoArticles):
        read_corpus(write(tmp_path / "corpus", {"aliases.csv": ALIASES}))


def test_files_without_aliases(tmp_path):
    folder = write(tmp_path / "corpus", {"a.txt": TEXT})
    assert read_corpus(folder).aliases is None
    assert [file.path for file in files_of(folder, IngestReport())] == ["a.txt"]
