"""Sentences that language models wrote to teach which name the good and the bad words belong to. Needed to train only.

In tone_written.txt.gz each line is a sentence; [[N]], [[U]] or [[P]] stands where it names somebody negatively,
neutrally or positively, with a question mark where its writer thought that people might disagree. The names, invented
ones, are left out: whoever is asked about is hidden when the sentence is read, so they would teach nothing.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from analysis.model import Span
from analysis.models.tone_readings import UNSURE
from analysis.models.tone_sentences import Sentence

FILE = Path(__file__).parent / "tone_written.txt.gz"
_NAMED = re.compile(r"\[\[([NUP])(\??)\]\]")
_SOMEBODY = "X"  # is hidden again before it is read
_LABELS = {"N": 0, "U": 1, "P": 2}


def read_written(file: Path = FILE) -> list[Sentence]:
    """The sentences in the order of the file. Labels as in `tone_readings.read_readings`."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [_sentence(line.rstrip("\n")) for line in lines]


def _sentence(line: str) -> Sentence:
    text, labels, end = "", {}, 0
    for mark in _NAMED.finditer(line):
        text += line[end : mark.start()]
        target = Span(len(text), len(text) + len(_SOMEBODY))
        labels[target] = _LABELS[mark[1]] + UNSURE * bool(mark[2])
        text, end = text + _SOMEBODY, mark.end()
    return Sentence(text + line[end:], (), (), labels)
