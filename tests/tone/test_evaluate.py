"""The score of tone predictions, by hand, by another route, and for rows that cannot be scored."""

from __future__ import annotations

import json
import math
import random

import pytest
from typer.testing import CliRunner

from analysis.errors import CorpusError
from analysis.evaluate.command import evaluate
from analysis.evaluate.tone import NAMES, calibration_error, predict_tone, score_tone
from analysis.evaluate.tone_command import read_rows


def row(number: int, label: int, **probabilities: float) -> dict[str, object]:
    return {"id": f"r{number}", "target": [0, 3], "label": label, **probabilities}


def rows(labels: list[int]) -> list[dict[str, object]]:
    return [row(number, label) for number, label in enumerate(labels)]


def test_scores_of_a_table_checked_by_hand():
    scores = score_tone(rows([-1, -1, 0, 0, 1]), rows([-1, 0, 0, 0, -1]))
    assert scores["accuracy"] == pytest.approx(3 / 5)
    assert [scores["by_class"][name]["f1"] for name in NAMES] == pytest.approx([1 / 2, 4 / 5, 0])
    assert scores["macro_f1"] == pytest.approx((1 / 2 + 4 / 5) / 3)
    assert scores["by_class"]["neutral"] == pytest.approx(
        {"n": 2, "precision": 2 / 3, "recall": 1, "f1": 4 / 5}
    )


def test_macro_f1_and_interval_by_a_second_route():
    chance = random.Random(5)
    labels = [chance.choice((-1, 0, 1)) for _ in range(120)]
    guesses = [label if chance.random() < 0.7 else chance.choice((-1, 0, 1)) for label in labels]

    def f1_mean(pairs: list[tuple[int, int]]) -> float:
        total = 0.0
        for label in (-1, 0, 1):
            right = sum(a == b == label for a, b in pairs)
            wrong = sum((a == label) != (b == label) for a, b in pairs)
            total += 2 * right / (2 * right + wrong) if right else 0.0
        return total / 3

    pairs = list(zip(labels, guesses, strict=True))
    draw = random.Random(1)
    draws = sorted(f1_mean(draw.choices(pairs, k=len(pairs))) for _ in range(1000))
    scores = score_tone(rows(labels), rows(guesses))
    assert scores["macro_f1"] == pytest.approx(f1_mean(pairs))
    assert scores["ci95"] == pytest.approx([draws[25], draws[975]])


def test_a_missing_prediction_counts_as_wrong():
    scores = score_tone(rows([-1, 0, 1]), rows([-1, 0]))
    assert (scores["missing"], scores["accuracy"]) == (1, pytest.approx(2 / 3))


def test_predictions_for_other_targets_are_passed_over():
    other = {**row(0, 1), "target": [4, 7]}
    assert score_tone(rows([-1]), [*rows([-1]), other])["accuracy"] == 1


def test_calibration_is_the_gap_between_sure_and_right():
    gold = rows([0] * 10)
    sure = {"negative": 0.05, "neutral": 0.9, "positive": 0.05}
    right = [row(number, 0, **sure) for number in range(9)]
    wrong = [row(9, 1, negative=0.05, neutral=0.05, positive=0.9)]
    assert calibration_error(gold, [*right, *wrong]) == pytest.approx(0.0)
    assert calibration_error(gold, right[:9]) == pytest.approx(0.1)
    assert calibration_error(gold, rows([0] * 10)) is None


@pytest.mark.parametrize(
    ("gold", "predictions", "message"),
    [
        ([], [], "no gold rows"),
        ([row(1, 2)], [], "'r1': label 2, expected -1, 0 or 1"),
        ([row(1, 0), row(1, 1)], [], "'r1' with target .* occurs twice"),
        ([row(1, 0)], [row(1, 0), row(1, 0)], "predictions: 'r1'"),
    ],
    ids=["empty", "label", "gold-twice", "prediction-twice"],
)
def test_rows_that_cannot_be_scored_are_named(gold, predictions, message):
    with pytest.raises(ValueError, match=message):
        score_tone(gold, predictions)


def test_a_target_outside_its_text_is_named():
    with pytest.raises(ValueError, match=r"'r1': target \[2, 90\] does not lie in its text of 9 characters"):
        predict_tone([{"id": "r1", "text": "Roe left.", "target": [2, 90]}])


@pytest.mark.parametrize("measure", ["targeted", "textblob", "vader"])
def test_each_measure_tells_praise_from_blame(measure):
    if measure == "vader":
        pytest.importorskip("vaderSentiment")
    texts = ["Roe is a wonderful and excellent hero.", "Roe is a horrible and terrible liar."]
    gold = [{"id": text, "text": text, "target": [0, 3]} for text in texts]
    assert [prediction["label"] for prediction in predict_tone(gold, measure)] == [1, -1]


def test_targeted_predictions_carry_probabilities_and_the_likeliest_label():
    (prediction,) = predict_tone(
        [{"id": "a", "text": "Roe was jailed for fraud.", "target": [0, 3], "label": 0}]
    )
    scores = [prediction[name] for name in NAMES]
    assert list(prediction) == ["id", "target", "label", *NAMES]
    assert math.fsum(scores) == pytest.approx(1)
    assert prediction["label"] == scores.index(max(scores)) - 1


GOOD = {"id": "a", "text": "Roe was jailed for fraud.", "target": [0, 3], "label": -1}


def test_the_command_prints_the_score_and_writes_the_predictions(tmp_path):
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps(GOOD) + "\n\n", encoding="utf-8")
    run = CliRunner().invoke(evaluate, ["tone", str(gold), "--predictions", str(out)])
    assert run.exit_code == 0, run.output
    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert written == predict_tone([GOOD])
    assert json.loads(run.stdout) == score_tone([GOOD], written)


def test_the_command_scores_predictions_made_elsewhere(tmp_path):
    gold, given = tmp_path / "gold.jsonl", tmp_path / "given.jsonl"
    gold.write_text(json.dumps(GOOD), encoding="utf-8")
    given.write_text(json.dumps({"id": "a", "target": [0, 3], "label": 1}), encoding="utf-8")
    run = CliRunner().invoke(evaluate, ["tone", str(gold), "--predictions", str(given)])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["accuracy"] == 0
    assert "text" not in given.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: expected an object, found list"),
        (json.dumps({**GOOD, "id": 3}), "line 2: 'id' is 3, expected a text"),
        (json.dumps({**GOOD, "text": None}), "line 2: 'text' is None"),
        (
            json.dumps({**GOOD, "target": [3, 3]}),
            r"line 2: 'target' is \[3, 3\], expected \[start, end\] within the text",
        ),
        (json.dumps({**GOOD, "target": [-1, 3]}), r"line 2: 'target' is \[-1, 3\]"),
        (json.dumps({**GOOD, "label": "positive"}), "line 2: 'label' is 'positive', expected -1, 0 or 1"),
        (json.dumps({**GOOD, "label": True}), "line 2: 'label' is True"),
    ],
)
def test_a_wrong_line_is_named_with_what_would_be_right(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_rows(path, ("id", "text", "target", "label"))
