"""The scores, by hand and against the figures another scorer gave for the same case; the command around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.errors import CorpusError
from analysis.evaluate.command import evaluate
from analysis.evaluate.entities import score_entities
from analysis.evaluate.gold import GoldEntity, GoldRecord, read_gold

TEXT = "The Quill Fund met Ada Quill. Quill's plan for Halloween failed in Rome."


def entity(name: str, label: str, *forms: str) -> GoldEntity:
    marks = []
    for form in forms:
        start = TEXT.index(form, marks[-1][1] if marks else 0)
        marks.append((start, start + len(form)))
    return GoldEntity(name, label, tuple(marks))


GOLD = GoldRecord(
    "one",
    TEXT,
    (
        entity("Quill Fund", "ORG", "Quill Fund"),
        entity("Ada Quill", "PERSON", "Ada Quill", "Quill"),
        entity("Halloween", "EVENT", "Halloween"),
        entity("Rome", "GPE", "Rome"),
    ),
)
FOUND = GoldRecord(
    "one",
    "",
    (
        entity("The Quill Fund", "ORG", "The Quill Fund"),
        entity("Ada Quill", "PERSON", "Ada Quill"),
        entity("Quill", "ORG", "Quill's"),  # the first place is inside "Quill Fund": a mention too many
        entity("Halloween", "OTHER", "Halloween"),
        entity("plan", "OTHER", "plan"),
    ),
)


def test_the_scores_agree_with_a_count_by_hand() -> None:
    # gold 5 mentions; found 5, of which 4 match: "The" and 's are forgiven, "plan" is none, "Rome" is missed
    scores = score_entities([GOLD], [FOUND])
    assert scores["gold_mentions"] == 5
    assert scores["predicted_mentions"] == 5
    assert scores["precision"] == pytest.approx(4 / 5)
    assert scores["recall"] == pytest.approx(4 / 5)
    assert scores["label"] == pytest.approx(2 / 4)  # "Quill" is no ORG, "Halloween" is an EVENT
    recall = (1 + 1 / 2 + 1 / 2 + 1) / 5
    precision = (1 + 1 + 1 + 1) / 5
    assert scores["b3"] == pytest.approx(2 * precision * recall / (precision + recall))
    aligned = 1 + 2 / 3 + 1  # fund; Ada Quill with one of its two; Halloween
    r, p = aligned / 4, aligned / 5
    assert scores["ceaf_e"] == pytest.approx(2 * r * p / (r + p))


def test_the_core_leaves_events_and_other_things_of_the_gold_out() -> None:
    scores = score_entities([GOLD], [FOUND], core=True)
    assert (scores["gold_mentions"], scores["predicted_mentions"]) == (4, 4)
    assert scores["label"] == pytest.approx(2 / 3)


def test_perfect_predictions_score_one_and_none_score_nought() -> None:
    perfect, nothing = score_entities([GOLD], [GOLD]), score_entities([GOLD], [])
    assert {perfect[f] for f in ("precision", "recall", "mention_f1", "label", "b3", "ceaf_e")} == {1.0}
    assert {nothing[f] for f in ("precision", "recall", "mention_f1", "b3", "ceaf_e")} == {0.0}


def test_the_bootstrap_is_seeded_and_holds_the_score() -> None:
    records = [GoldRecord(str(n), TEXT, GOLD.entities) for n in range(6)]
    found = [GoldRecord(str(n), "", FOUND.entities if n % 2 else GOLD.entities) for n in range(6)]
    one = score_entities(records, found, bootstrap=200)
    assert one == score_entities(records, found, bootstrap=200)
    low, high = one["mention_f1_interval"]  # type: ignore[misc]
    assert low <= one["mention_f1"] <= high
    assert low < high


@pytest.mark.parametrize(
    "line", ["{", '{"entities": []}', '{"doc_id": "a", "entities": [{"name": "x", "mentions": [[1]]}]}', "[]"]
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc_id": "a", "text": "x", "entities": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"gold\.jsonl, line 2: expected"):
        read_gold(path)


def as_line(record: GoldRecord) -> str:
    entities = [{"name": e.name, "label": e.label, "mentions": e.mentions} for e in record.entities]
    return json.dumps({"doc_id": record.doc_id, "text": record.text, "entities": entities}) + "\n"


def test_the_command_scores_given_predictions(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold.write_text(as_line(GOLD), encoding="utf-8")
    found.write_text(as_line(FOUND), encoding="utf-8")
    result = CliRunner().invoke(evaluate, ["entities", str(gold), "--predictions", str(found), "--core"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == score_entities([GOLD], [FOUND], core=True)


def test_the_command_makes_predictions_and_writes_them(tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(as_line(GOLD), encoding="utf-8")
    result = CliRunner().invoke(evaluate, ["entities", str(gold), "--predictions", str(out)])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == score_entities([GOLD], read_gold(out))
