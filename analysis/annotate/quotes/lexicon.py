"""The reporting words, from analysis/lexicons/reporting.csv: what class each has and what it takes as content."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import CorpusError

PATH = Path(__file__).parents[2] / "lexicons" / "reporting.csv"
CLASSES = ("neutral", "insisting", "doubting", "endorsing", "requesting")
POS = ("verb", "noun", "adjective")


@dataclass(frozen=True)
class ReportingWord:
    """A word that reports speech.

    frames: what can be its content: c clause, i infinitive, n noun phrase, o noun phrase with a predicate ("call it
    dead"), a noun phrase with "as", g gerund, q quotation; and prepositions that lead it in ("for", "of").
    """

    lemma: str
    pos: str
    reporting_class: str
    frames: frozenset[str]


@cache
def reporting_words(path: Path = PATH) -> dict[tuple[str, str], ReportingWord]:
    """(lemma, part of speech) → word.

    Raises CorpusError when a row has an unknown part of speech or class.
    """
    words = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            for column, allowed in (("pos", POS), ("class", CLASSES)):
                if row[column] not in allowed:
                    raise CorpusError(
                        f"{path.name}, row {number}: {column!r} is {row[column]!r}, "
                        f"expected one of {', '.join(allowed)}",
                        path=path.name,
                        row=number,
                    )
            word = ReportingWord(row["lemma"], row["pos"], row["class"], frozenset(row["frames"].split()))
            words[word.lemma, word.pos] = word
    return words


def reporting_class(cue_lemma: str) -> str | None:
    """The class of a cue's lemma ("insist" → "insisting"); None when it is not in the list."""
    words = reporting_words()
    found = next((words[cue_lemma, pos] for pos in POS if (cue_lemma, pos) in words), None)
    return found.reporting_class if found else None
