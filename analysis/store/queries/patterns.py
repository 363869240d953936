"""Searching text for a phrase or a regular expression, by DuckDB's RE2: linear in the text whatever the pattern.

RE2 has no look-around and no back-references, so no pattern can make it go back and forth for ever; one whose machine
would be too large is refused before it runs. A clock stops a search that takes too long all the same.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LONGEST = 200  # characters of a pattern
MAX_SECONDS = 5.0  # of one search
_SPECIAL = re.compile(r"([\\.+*?()|\[\]{}^$])")


def phrase_pattern(phrase: str) -> str:
    """A pattern for the words of a phrase as they stand, whatever the case and the space between them.

    Raises ValueError when there is no word in it.
    """
    words = phrase.split()
    if not any(map(str.isalnum, phrase)):
        raise ValueError(f"{phrase!r} has no word to look for")
    return r"(?i)" + r"\s+".join(_SPECIAL.sub(r"\\\1", word) for word in words)


def check_pattern(cursor: DuckDBPyConnection, pattern: str) -> None:
    """Raises ValueError, in words for the person who typed it, when a pattern cannot be searched for."""
    if not pattern.strip():
        raise ValueError("the pattern is empty")
    if len(pattern) > LONGEST:
        raise ValueError(f"the pattern has {len(pattern)} characters, at most {LONGEST} are searched for")
    probes = ["", "a", "a b", "Ab. c"]
    try:
        found = cursor.execute(
            "SELECT list_transform(?::VARCHAR[], lambda probe: regexp_extract_all(probe, ?))",
            [probes, pattern],
        )
        matches = [match for probe in found.fetchall()[0][0] for match in probe]
    except duckdb.Error as error:
        reason = str(error).split("\n", 1)[0].removeprefix("Invalid Input Error: ")
        raise ValueError(f"this is no pattern RE2 can search for: {reason}") from error
    if "" in matches:
        raise ValueError("the pattern also matches nothing at all; put what must stand there")


@contextmanager
def in_time(cursor: DuckDBPyConnection, seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Stops the cursor's query after so many seconds.

    Raises ValueError when it was stopped.
    """
    clock = threading.Timer(seconds, cursor.interrupt)
    clock.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise ValueError(
            f"the search took over {seconds:.0f} seconds and was stopped; choose a story or a narrower pattern"
        ) from error
    finally:
        clock.cancel()


def spans_of(text: str, between: list[str], matches: list[str]) -> list[tuple[int, int]]:
    """Where the matches stand in the text. between: what stands before, between and after them."""
    spans, at = [], 0
    if "".join(_interleaved(between, matches)) == text:
        for before, match in zip(between, matches, strict=False):
            at += len(before)
            spans.append((at, at + len(match)))
            at += len(match)
        return spans
    # Splitting starts anew after each match, so an anchor can match there again: then one after the other.
    for match in matches:
        start = text.find(match, at)
        if start < 0:
            break
        at = start + len(match)
        spans.append((start, at))
    return spans


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or after the span."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _interleaved(between: list[str], matches: list[str]) -> Iterator[str]:
    for n, piece in enumerate(between):
        yield piece
        if n < len(matches):
            yield matches[n]
