"""Labels given by reading: which file they stand in, and how they meet people's."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from analysis.model import Span
from analysis.models.tone_readings import UNSURE, key, read_readings, with_readings
from analysis.models.tone_sentences import Sentence

TEXT = "Ito praised Ruiz, whom Bello calls a fraud."
ITO, RUIZ, BELLO = Span(0, 3), Span(12, 16), Span(23, 28)


def test_the_labels_that_the_model_learned_from_are_labels_of_targets_in_many_sentences() -> None:
    readings = read_readings()
    labels = Counter(label for targets in readings.values() for label in targets.values())
    assert set(labels) == set(range(2 * UNSURE))
    assert labels[1] + labels[1 + UNSURE] > sum(labels.values()) / 2  # most names in news are named neutrally
    assert all(0 <= span.start < span.end for targets in readings.values() for span in targets)
    assert all(int(sentence, 16) >= 0 and len(sentence) == 16 for sentence in readings)


def test_a_label_of_people_stands_over_one_that_was_read(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv.gz"
    lines = [
        "sentence,start,end,label",
        f"{key(TEXT)},0,3,1",
        f"{key(TEXT)},12,16,2",
        f"{key(TEXT)},23,28,4",
    ]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    given = [
        Sentence(TEXT, (ITO, BELLO), (), {RUIZ: 0}),
        Sentence("Nobody read this of Ito.", (Span(20, 23),), (), {}),
    ]
    (found,) = with_readings(given, read_readings(file))
    assert found.labels == {ITO: 1, RUIZ: 0, BELLO: 1 + UNSURE}
    assert found.names == ()


@pytest.mark.parametrize("crossing", [Span(10, 16), Span(12, 20)])
def test_a_target_that_crosses_one_that_people_labelled_is_left_out(tmp_path: Path, crossing: Span) -> None:
    file = tmp_path / "readings.csv.gz"
    line = f"{key(TEXT)},{crossing.start},{crossing.end},2"
    file.write_bytes(gzip.compress(f"sentence,start,end,label\n{line}\n".encode()))
    (found,) = with_readings([Sentence(TEXT, (), (), {RUIZ: 0})], read_readings(file))
    assert found.labels == {RUIZ: 0}
