"""Articles into a finished store: what is new is analysed, what is gone is dropped, the rest is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from analysis.annotate import DEFAULT_MODEL
from analysis.batch.parts import Parts, Wanted
from analysis.batch.pool import InProcess, Unit, once, one_thread_a_process, process_pool, run_units
from analysis.batch.settings import parse_settings, settings_of, versions
from analysis.batch.worker import Failure, Task
from analysis.errors import StoreError
from analysis.model import Article
from analysis.store.aliases import Alias, kept_word
from analysis.store.linking import Place
from analysis.store.manifest import MANIFEST, corpus_hash, read_manifest, saving, writing_alone
from analysis.store.merge import finish, kept_places
from analysis.store.outlet_names import OutletName, kept_outlet_names, name_of
from analysis.store.store import Store

SMALL = 100  # articles; up to here starting processes takes longer than they save
UNIT = 64  # articles at most
UNITS_A_WORKER = 4  # at least, so that workers end at about the same time
SMALLEST_UNIT = 8
IN_FLIGHT = 3  # units submitted a worker: enough that none waits, few enough that texts do not pile up

OWN = {
    MANIFEST,
    "tables",
    "parts",
    "parses",
    "rollups",
    "audit.jsonl",
    ".spill",
    ".lock",
}  # what a store consists of

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Summary:
    """What a run did. n_articles: in the store now; of these, n_analysed in this run and n_kept from before.

    n_left_out: articles that stood in the store and were not given any more.
    """

    n_articles: int
    n_outlets: int
    n_stories: int
    n_analysed: int
    n_kept: int
    failures: tuple[Failure, ...]
    n_left_out: int = 0

    def __str__(self) -> str:
        said = (
            f"{_count(self.n_articles, 'article')}, {_count(self.n_outlets, 'outlet')}, "
            f"{_count(self.n_stories, 'story', 'stories')}; {self.n_analysed:,} analysed now, "
            f"{self.n_kept:,} before, {len(self.failures):,} failed"
        )
        return f"{said}; {self.n_left_out:,} that stood there left out" if self.n_left_out else said


def _count(number: int, thing: str, things: str = "") -> str:
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def analyse(
    articles: Iterable[Article],
    out: Path | str,
    *,
    model: str = DEFAULT_MODEL,
    targeted_tone: bool = True,
    rules_only: bool = False,
    workers: int | None = None,
    executor: Executor | None = None,
    report: Mapping[str, Any] | None = None,
    aliases: Iterable[Alias] | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Analyse articles into the store `out`, made when there is none.

    Articles that were analysed before, with the same settings, are not analysed again; those in the store and not in
    `articles` are left out of it. A run that was stopped goes on where it was. The same articles and settings give the
    same tables, byte for byte, whatever the order, the workers and the runs before. One article that cannot be
    analysed is a failure in the summary, and in the manifest, and stops nothing.

    model: an installed spaCy pipeline. targeted_tone: score tone towards names, the costliest step after the
    parse. rules_only: find quotes without the learned part, which is faster. workers: processes, by default one a core;
    up to 100 new articles are analysed in this process. executor: where to compute instead, such as
    `distributed.Client(…).get_executor()`; the package and the model must be installed there. report: of the reading,
    kept in the manifest. aliases: the user's word on names, as a file beside the corpus says it now; what was edited
    in the store since stays, and None changes nothing. progress: called with the number of articles done and to do.

    Raises StoreError when `out` is something else, has another layout or cannot be written to, EngineUnavailable when
    the model is not installed, AnalysisError when worker processes keep dying, ValueError for an identifier twice.
    """
    out = Path(out)
    wanted = sorted(
        (Wanted.of(article) for article in articles), key=lambda w: (w.article.story, w.article.article_id)
    )
    _refuse_repeated(wanted)
    _refuse_other_folders(out)
    settings = settings_of(model, targeted_tone=targeted_tone, rules_only=rules_only)
    with saving(out), writing_alone(out):
        parts = Parts(out, settings)
        missing = [w for w in wanted if parts.part_of(w) is None]
        content: dict[str, Any] = {
            "corpus": corpus_hash(w.hash for w in wanted),
            "settings": settings,
            "versions": versions(),
            "report": dict(report or {}),
        }
        kept = kept_word(out)
        word = kept if aliases is None else kept.with_file(aliases)
        outlet_names = kept_outlet_names(out)
        if not missing and word == kept and _is_finished(out, content):
            return _summary(wanted, outlet_names, n_analysed=0, failures=())
        where = _Where.choose(len(missing), workers, executor)
        left_out = _standing(out) - {w.article.article_id for w in wanted}
        failures = _analyse_missing(missing, parts, _task(out, settings), where, progress or _say_nothing)
        places = {
            w.article.article_id: Place(w.article.story, w.article.article_id, part)
            for w in wanted
            if (part := parts.part_of(w)) is not None
        }
        finish(
            out,
            places.values(),
            **content,
            failures=[asdict(found) for found in failures],
            word=word,
            outlet_names=outlet_names,
        )
        parts.drop_all_but(place.part for place in places.values())
    analysed = [w for w in wanted if w.article.article_id in places]
    return _summary(
        analysed,
        outlet_names,
        n_analysed=len(missing) - len(failures),
        failures=failures,
        n_left_out=len(left_out),
    )


def _summary(
    analysed: list[Wanted],
    outlet_names: Sequence[OutletName],
    *,
    n_analysed: int,
    failures: tuple[Failure, ...],
    n_left_out: int = 0,
) -> Summary:
    articles = [w.article for w in analysed]
    return Summary(
        n_articles=len(articles),
        n_outlets=len({name_of(outlet_names, one.outlet, one.article_id) for one in articles}),
        n_stories=len({article.story for article in articles} - {""}),
        n_analysed=n_analysed,
        n_kept=len(articles) - n_analysed,
        failures=failures,
        n_left_out=n_left_out,
    )


def _task(out: Path, settings: dict[str, Any]) -> Task:
    parses = (out / "parses").resolve()
    parses.mkdir(parents=True, exist_ok=True)
    return Task(
        model=settings["model"],
        parses=parses,
        parse_settings=parse_settings(settings),
        targeted_tone=settings["targeted_tone"] != "off",
        rules_only=settings["quotes"] == "rules",
    )


def _analyse_missing(
    missing: list[Wanted], parts: Parts, task: Task, where: _Where, progress: Progress
) -> tuple[Failure, ...]:
    failures: list[Failure] = []
    n_done = 0
    progress(0, len(missing))
    with one_thread_a_process():
        units = _units(missing, where.workers)
        for unit, done in run_units(units, task, where.make_executor, in_flight=where.in_flight):
            parts.save(unit, done)
            failures.extend(done.failures)
            n_done += len(unit)
            progress(n_done, len(missing))
    return tuple(sorted(failures, key=lambda found: (found.file, found.article_id)))


@dataclass(frozen=True)
class _Where:
    """Where units are computed."""

    make_executor: Callable[[], Executor]
    workers: int
    in_flight: int

    @classmethod
    def choose(cls, n_articles: int, workers: int | None, executor: Executor | None) -> _Where:
        workers = max(1, workers or n_cores())
        if executor is not None:
            return cls(once(executor), workers, IN_FLIGHT * workers)
        if workers == 1 or n_articles <= SMALL:
            return cls(InProcess, 1, 1)
        return cls(partial(process_pool, workers), workers, IN_FLIGHT * workers)


def _say_nothing(n_done: int, n_articles: int) -> None:
    """Progress nobody asked for."""


def _units(missing: list[Wanted], workers: int) -> list[Unit]:
    size = max(SMALLEST_UNIT, min(UNIT, -(-len(missing) // (workers * UNITS_A_WORKER))))
    return [missing[start : start + size] for start in range(0, len(missing), size)]


def n_cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _refuse_repeated(wanted: list[Wanted]) -> None:
    seen: dict[str, Article] = {}
    for article in (w.article for w in wanted):
        if article.article_id in seen:
            raise ValueError(
                f"two articles have the identifier {article.article_id}: "
                f"{seen[article.article_id].file!r} and {article.file!r}"
            )
        seen[article.article_id] = article


def _refuse_other_folders(out: Path) -> None:
    """Writing a store into somebody's folder would mix it with other things."""
    if out.exists() and not out.is_dir():
        raise StoreError(f"{out} is a file; give a folder that is new, empty or a store", path=str(out))
    if (out / MANIFEST).exists():
        read_manifest(out)
    elif out.is_dir() and (others := _not_own(out)):
        raise StoreError(
            f"{out} is no store and holds other things ({', '.join(others[:3])}); give a folder that is new or empty",
            path=str(out),
        )


def _not_own(out: Path) -> list[str]:
    """What lies in a folder that is no part of a store, nor of one that a stopped run left half written."""
    names = (path.name for path in out.iterdir())
    return sorted(
        name for name in names if name not in OWN and not (name[0] == "." and name.endswith(".tmp"))
    )


def _standing(out: Path) -> set[str]:
    """Identifiers of the articles in the store; none where nothing was ever put together."""
    with suppress(StoreError):
        return {place.article_id for place in kept_places(out)}
    return set()


def _is_finished(out: Path, content: Mapping[str, Any]) -> bool:
    """Whether a whole store of this content stands there, with every table and what corrections need."""
    with suppress(StoreError):
        manifest = read_manifest(out)
        if manifest.get("failures") or any(manifest.get(name) != content[name] for name in content):
            return False
        Store.open(out)
        kept_places(out)
        return True
    return False
