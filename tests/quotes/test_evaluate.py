"""The scores of who said what, against another scorer's and by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.errors import CorpusError
from analysis.evaluate.quote_records import GoldQuote, QuoteRecord, read_quote_records
from analysis.evaluate.quotes import TYPES, score_quotes
from analysis.evaluate.quotes_command import predict_quotes

GOLD = Path(__file__).parents[1] / "gold" / "quotes"


@pytest.fixture(scope="module")
def gold():
    return read_quote_records(GOLD / "wikinews.jsonl")


@pytest.mark.parametrize("subset", ["speech", "all"])
def test_scores_agree_with_another_scorer(gold, subset):
    expected = json.loads((GOLD / "expected.json").read_text(encoding="utf-8"))[subset]
    report = score_quotes(gold, read_quote_records(GOLD / "predictions.jsonl"), subset=subset)
    for name in ("strict", "relaxed", "e2e", "token", "token_e2e"):
        found = [report[name][figure] for figure in ("precision", "recall", "f1")]
        assert found == pytest.approx(expected[name], abs=5e-4)
    assert report["speaker_accuracy"] == pytest.approx(expected["speaker_accuracy"], abs=5e-4)
    for kind in TYPES:
        assert report["by_type"][kind]["e2e"]["f1"] == pytest.approx(expected[kind], abs=5e-4)


def test_the_gold_scores_one(gold):
    report = score_quotes(gold, gold, subset="all")
    assert [report[name]["f1"] for name in ("strict", "relaxed", "e2e", "token")] == [1, 1, 1, 1]


def test_nothing_found_scores_nothing(gold):
    report = score_quotes(gold, [])
    assert report["e2e"] == {"precision": 0, "recall": 0, "f1": 0}
    assert report["predicted"] == 0


def test_half_the_words_match_and_the_wrong_speaker_is_no_end_to_end():
    text = "He said rents rose fast. She left."
    gold = [QuoteRecord("a", text, (GoldQuote(((8, 23),), ((0, 2),)),))]
    half = [QuoteRecord("a", "", (GoldQuote(((8, 18),), ((25, 28),)),))]
    report = score_quotes(gold, half)
    assert (report["relaxed"]["f1"], report["e2e"]["f1"], report["strict"]["f1"]) == (1, 0, 0)


def test_beliefs_cost_nothing_in_the_subset_speech():
    text = "China wants a larger role in it."
    quote = GoldQuote(((12, 31),), ((0, 5),), speech=False)
    gold = [QuoteRecord("a", text, (quote,))]
    assert score_quotes(gold, gold)["predicted"] == 0
    assert score_quotes(gold, gold, subset="all")["predicted"] == 1


def test_intervals_hold_the_figure(gold):
    report = score_quotes(gold, read_quote_records(GOLD / "predictions.jsonl"), bootstrap=200)
    low, high = report["intervals"]["e2e"]
    assert low <= report["e2e"]["f1"] <= high


def test_the_extractor_has_not_grown_worse(gold):
    found = [
        QuoteRecord(r.doc_id, "", tuple(GoldQuote(q.content, q.speaker) for q in predict_quotes(r)))
        for r in gold
    ]
    assert score_quotes(gold, found)["e2e"]["f1"] >= 0.70  # 0.74 when written


def test_a_bad_line_is_named(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text('{"doc_id": "a", "text": "abc", "quotes": [{"content": [[0, 9]]}]}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"line 1.*offset out of range: \[0, 9\] in a text of 3"):
        read_quote_records(file)
