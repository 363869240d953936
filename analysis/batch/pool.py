"""Units through an executor, whatever becomes of its processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from typing import Any

from analysis.batch.parts import Wanted
from analysis.batch.worker import Done, Failure, Task, analyse_unit
from analysis.errors import AnalysisError
from analysis.store.writer import make_tables

Unit = Sequence[Wanted]

MAX_BREAKS = 3  # pools that die in a row before anything was ever finished: no article is to blame then


class InProcess(Executor):
    """Runs what is submitted at once, here: for small corpora, where starting processes would take longer."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def run_units(
    units: Sequence[Unit], task: Task, make_executor: Callable[[], Executor], *, in_flight: int
) -> Iterator[tuple[Unit, Done]]:
    """Every unit with what was found in it, as they finish.

    make_executor: called once, and again each time an executor broke. in_flight: units submitted at once.

    When a process dies the units then under way run again, one at a time, so that the guilty one is known; it is then
    cut into single articles, and one that kills its process again is a failure. Nothing that was finished is lost.

    Raises AnalysisError when processes die before anything is finished, whatever they are given.
    """
    fresh, suspects = deque(units), deque[Unit]()
    breaks, finished = 0, 0
    while fresh or suspects:
        queue, width = (suspects, 1) if suspects else (fresh, in_flight)
        broken: list[Unit] = []
        with closing_quickly(make_executor()) as executor:
            for unit, done in _until_it_breaks(queue, executor, task, width, broken):
                finished += 1
                yield unit, done
        if not broken:
            continue
        breaks += 1
        if not finished and breaks >= MAX_BREAKS:
            raise AnalysisError(
                f"the worker processes died {breaks} times before they had finished anything; "
                "there may be too little memory: try --workers 1"
            )
        if len(broken) > 1 or width > 1:
            suspects.extend(broken)
        elif len(broken[0]) > 1:
            suspects.extend([wanted] for wanted in broken[0])
        else:
            finished += 1
            yield broken[0], _killed(broken[0][0])


def _until_it_breaks(
    queue: deque[Unit], executor: Executor, task: Task, width: int, broken: list[Unit]
) -> Iterator[tuple[Unit, Done]]:
    """Submit from the queue, some at a time. `broken` gets the units under way when the executor dies."""
    pending: dict[Future[Done], Unit] = {}
    while queue or pending:
        try:
            while queue and len(pending) < width:
                articles = [wanted.article for wanted in queue[0]]
                pending[executor.submit(analyse_unit, task, articles)] = queue[0]
                queue.popleft()
        except BrokenExecutor:
            if not pending:
                broken.append(queue.popleft())
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            unit = pending.pop(future)
            try:
                done = future.result()
            except BrokenExecutor:
                broken.append(unit)
            else:
                yield unit, done
        if broken:
            # every other future of a dead pool fails too, unless it was finished before
            for future, unit in pending.items():
                if future.exception() is None:
                    yield unit, future.result()
                else:
                    broken.append(unit)
            return


def _killed(wanted: Wanted) -> Done:
    article = wanted.article
    reason = "the worker process died over this article (out of memory, or a crash of a library)"
    return Done(make_tables([]), (), (Failure(article.article_id, article.file, reason),))


class Borrowed(Executor):
    """Somebody else's executor: used, never shut down."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._used = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


def once(executor: Executor) -> Callable[[], Executor]:
    """An executor that cannot be made again: when it breaks, the run ends, and the next one goes on from there."""
    calls = iter([Borrowed(executor)])

    def make() -> Executor:
        for borrowed in calls:
            return borrowed
        raise AnalysisError(
            "the executor broke; what was finished is saved, run again with a new one to go on"
        )

    return make


def process_pool(workers: int) -> Executor:
    """One process a worker, started afresh: nothing of this process leaks into results."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_interrupts_to_the_parent
    )


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def closing_quickly(executor: Executor) -> Iterator[Executor]:
    """On the way out nothing that is only queued is begun."""
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def one_thread_a_process() -> Iterator[None]:
    """Processes started meanwhile use one thread each; read when numpy is loaded, so it must stand before."""
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OPENBLAS_NUM_THREADS"]
        else:
            os.environ["OPENBLAS_NUM_THREADS"] = before
