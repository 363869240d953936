"""What the command line says and where it reads and writes: messages on stderr, files put in place when whole."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import typer

from analysis.errors import AnalysisError
from analysis.store.manifest import replacing

MAX_SHOWN = 20  # failures printed one by one
SELDOM = 10  # seconds between two lines of progress outside a terminal


def say(text: str) -> None:
    """A message; results are printed instead."""
    print(text, file=sys.stderr, flush=True)


def message(error: Exception) -> str:
    """What an error says, with the file that the system's own errors are about."""
    if isinstance(error, AnalysisError) or not isinstance(error, OSError) or not error.strerror:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A line on stderr, renewed in a terminal, else written at most every ten seconds."""
    is_terminal = sys.stderr.isatty()
    last = 0.0

    def show(n_done: int, n_articles: int) -> None:
        nonlocal last
        if n_articles and (is_terminal or n_done == n_articles or time.monotonic() - last > SELDOM):
            last = time.monotonic()
            end = "\r" if is_terminal and n_done < n_articles else "\n"
            print(f"{what} {n_done:,} of {n_articles:,} articles", end=end, file=sys.stderr, flush=True)

    yield show


@contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """A stream to read from; - is stdin."""
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    with path.open("rb") as file:
        yield file


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A stream to write to; - is stdout. A file appears under its name only when all is written."""
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with replacing(path) as file:
        yield file


def facets_given(pairs: Iterable[str]) -> list[tuple[str, str]]:
    """What --facet says: name and value.

    Raises BadParameter for what is no pair.
    """
    found = []
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"--facet is {pair!r}, expected NAME=VALUE such as section=politics")
        found.append((name.strip(), value.strip()))
    return found


def columns_given(pairs: Iterable[str]) -> dict[str, str]:
    """What --column says: field → column.

    Raises BadParameter for what is no pair, or names a field that there is not.
    """
    from analysis.corpus.columns import check_fields

    found = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"--column is {pair!r}, expected FIELD=COLUMN such as text=Body")
        found[field.strip()] = column.strip()
    try:
        check_fields(found)
    except ValueError as error:
        raise typer.BadParameter(f"--column: {error}") from error
    return found
