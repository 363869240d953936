"""Labels that language models gave by reading. Needed to train only.

They stand in tone_readings.csv.gz by the hash of their sentence, without its text: a sentence is found again in the
collections it comes from (README.md beside the model). A reader was shown a sentence with its names marked and 210
labelled examples, and could say that people might disagree; such a label counts less.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.model import Span
from analysis.models.tone_data import apart
from analysis.models.tone_sentences import Sentence

FILE = Path(__file__).parent / "tone_readings.csv.gz"
UNSURE = 3  # is added to a label that its reader doubted

Readings = Mapping[str, Mapping[Span, int]]


def key(text: str) -> str:
    """By which a sentence stands in the file."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_readings(file: Path = FILE) -> Readings:
    """By sentence and target: 0 negative, 1 neutral, 2 positive, and UNSURE more where the reader doubted it."""
    found: dict[str, dict[Span, int]] = defaultdict(dict)
    with gzip.open(file, "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["sentence"]][Span(int(row["start"]), int(row["end"]))] = int(row["label"])
    return found


def with_readings(given: Iterable[Sentence], readings: Readings) -> list[Sentence]:
    """The sentences that somebody labelled; where people did, theirs is the label."""
    found = []
    for sentence in given:
        read_labels = readings.get(key(sentence.text), {})
        extra = apart(sorted(read_labels), list(sentence.labels))
        labels = {**{span: read_labels[span] for span in extra}, **sentence.labels}
        if labels:
            names = apart(sentence.names, list(labels))
            phrases = apart(sentence.phrases, [*labels, *names])
            found.append(Sentence(sentence.text, tuple(names), tuple(phrases), labels))
    return found
