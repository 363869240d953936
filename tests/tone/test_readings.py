"""Labels that language models gave by reading, and sentences they wrote: how both are read, and meet people's."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from analysis.model import Span
from analysis.models.tone_readings import UNSURE, key, read_readings, with_readings
from analysis.models.tone_sentences import Sentence
from analysis.models.tone_written import read_written

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


def test_a_written_sentence_has_a_target_for_each_mark_and_no_mark_is_left(tmp_path: Path) -> None:
    file = tmp_path / "written.txt.gz"
    file.write_bytes(gzip.compress("“[[P]]’s bill” beat [[N?]], [[U]] said.\nNobody told [[U]].\n".encode()))
    first, second = read_written(file)
    assert first.text == "“X’s bill” beat X, X said."
    assert first.labels == {Span(1, 2): 2, Span(16, 17): UNSURE, Span(19, 20): 1}
    assert second == Sentence("Nobody told X.", (), (), {Span(12, 13): 1})


def test_what_was_written_speaks_of_its_names_in_all_three_ways_and_mostly_in_more_than_one() -> None:
    written = read_written()
    labels = Counter(label % UNSURE for sentence in written for label in sentence.labels.values())
    assert min(labels.values()) > sum(labels.values()) / 5
    several = [s for s in written if len(s.labels) > 1]
    unlike = [s for s in several if len({label % UNSURE for label in s.labels.values()}) > 1]
    assert len(unlike) > len(several) / 2
    for sentence in written:
        assert "[[" not in sentence.text
        assert all(sentence.text[span.start : span.end] == "X" for span in sentence.labels)
