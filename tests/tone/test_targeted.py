"""Tone towards a name: what the model may depend on, and what it must not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.annotate import targeted
from analysis.annotate.targeted import confidence_wanted, score_sentence, score_targets
from analysis.errors import EngineUnavailable
from analysis.model import Mention, Span

ROOT = Path(__file__).parents[2]

# Persons of all kinds of fame, organisations, countries: 50.
NAMES = """
Putin;Obama;Trump;Donald Trump;Hillary Clinton;Nancy Pelosi;Joe Biden;Adolf Hitler;Stalin;Nelson Mandela;Gandhi
Mother Teresa;Osama bin Laden;Saddam Hussein;Bill Gates;John Smith;Mary Jones;Nguyễn Văn An;José García;Li Wei
Ngozi Okonjo-Iweala;Dr. King;Mr. Smith;Mrs. Clinton;he;she;him;they;Greta Thunberg;Kim Jong-un;the Taliban;ISIS
Hamas;the FBI;NASA;the United Nations;Greenpeace;Enron;Google;the Red Cross;Congress;the Ku Klux Klan;Russia
Iran;North Korea;France;the United States;Israel;Palestine;New Zealand
""".strip().replace("\n", ";").split(";")  # fmt: skip

NEUTRAL = [
    "{} arrived in Chicago on Monday.",
    "The meeting with {} lasted two hours.",
    "On Tuesday {} published a statement.",
    "A spokesman for {} confirmed the date.",
    "The letter was addressed to {}.",
    "According to {}, the vote is in May.",
    "It was the third visit by {} this year.",
    "The report mentions {} on page nine.",
    "{} will speak at ten o'clock.",
    "Reporters asked {} about the timetable.",
    "The office of {} is in the same street.",
    "In 2014 {} signed the agreement.",
    "The hearing with {} begins on Thursday.",
    "They sent the documents to {} in March.",
    "{} did not say when the talks would go on.",
    "The list also includes {} and two others.",
    "Last week {} met officials in Geneva.",
    "The call with {} took place on Friday.",
    "The plan was first described by {}.",
    "{} has an office in the capital.",
]


def tone_of(sentence: str, name: str) -> tuple[float, float, float]:
    start = sentence.index("{}")
    (scores,) = score_sentence(sentence.replace("{}", name), [Span(start, start + len(name))])
    return scores


def mention(text: str, name: str, sentence: int = 0, label: str = "PERSON", start: int = 0) -> Mention:
    start = text.index(name, start)
    return Mention(Span(start, start + len(name)), sentence, name, label, "full name")


def test_the_fifty_names_are_fifty():
    assert len(set(NAMES)) == 50


@pytest.mark.parametrize("sentence", NEUTRAL)
def test_swapping_the_name_changes_nothing(sentence):
    scores = {tone_of(sentence, name) for name in NAMES}
    assert len(scores) == 1


def test_swapping_the_names_of_all_targets_changes_nothing():
    text = "{} praised {} and blamed {}."
    scores = set()
    for names in (("Obama", "Putin", "Trump"), ("the FBI", "John Smith", "Iran"), ("Li Wei", "she", "NASA")):
        filled, cursor, spans = text.format(*names), 0, []
        for name in names:
            spans.append(Span(start := filled.index(name, cursor), start + len(name)))
            cursor = spans[-1].end
        scores.add(tuple(score_sentence(filled, spans)))
    assert len(scores) == 1


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("{} is a corrupt liar who betrayed the country.", 0),
        ("Critics condemned {} as a disgrace.", 0),
        ("The court found {} guilty of fraud.", 0),
        ("{} arrived in Chicago on Monday.", 1),
        ("The letter was addressed to {}.", 1),
        ("{} won wide praise for a brilliant and courageous speech.", 2),
        ("Everyone admired {}, a hero of the rescue.", 2),
    ],
)
def test_plain_cases_are_told_apart(sentence, label):
    scores = tone_of(sentence, "Jane Roe")
    assert scores.index(max(scores)) == label


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("While voters adore Jensen, they despise Rossi.", "Jensen", "Rossi"),
        ("Jensen, a beloved leader, defeated Rossi, a corrupt liar.", "Jensen", "Rossi"),
        ("Rossi was fired for theft and replaced by Jensen, a respected judge.", "Jensen", "Rossi"),
    ],
)
def test_tone_is_towards_the_target_not_of_the_sentence(text, good, bad):
    spans = {name: Span(text.index(name), text.index(name) + len(name)) for name in (good, bad)}
    order = sorted(spans, key=spans.__getitem__)
    scores = dict(zip(order, score_sentence(text, [spans[name] for name in order]), strict=True))
    polarity = {name: positive - negative for name, (negative, _, positive) in scores.items()}
    assert polarity[good] > polarity[bad] + 0.2


def test_probabilities_sum_to_one():
    for sentence in NEUTRAL:
        scores = tone_of(sentence, "Putin")
        assert sum(scores) == pytest.approx(1.0)
        assert all(0 <= score <= 1 for score in scores)


def test_a_score_depends_on_its_own_sentence_only():
    first, second = "Ito was hailed as a hero.", "Roe was jailed for theft."
    text = f"{first} {second}"
    sentences = [Span(0, len(first)), Span(len(first) + 1, len(text))]
    both = score_targets(text, sentences, [mention(text, "Roe", 1), mention(text, "Ito", 0)])
    alone = score_targets(second, [Span(0, len(second))], [mention(second, "Roe")])
    assert [tone.entity for tone in both] == ["Ito", "Roe"], "in the order of the text"
    assert (both[1].negative, both[1].positive) == (alone[0].negative, alone[0].positive)
    assert text[slice(*both[1].span)] == "Roe"


def test_places_without_a_government_are_no_targets():
    text = "The French crossed the Alps with Roe."
    mentions = [
        mention(text, "French", label="NORP"),
        mention(text, "Alps", label="LOC"),
        mention(text, "Roe"),
    ]
    assert [tone.entity for tone in score_targets(text, [Span(0, len(text))], mentions)] == ["French", "Roe"]


def test_a_name_inside_a_name_gets_its_own_pass():
    text = "The Bank of Ruritania lied."
    mentions = [mention(text, "The Bank of Ruritania", label="ORG"), mention(text, "Ruritania", label="GPE")]
    bank, country = score_targets(text, [Span(0, len(text))], mentions)
    (alone,) = score_sentence(text, [mentions[0].span])
    assert (bank.negative, bank.neutral, bank.positive) == alone
    assert country.entity == "Ruritania"


def test_a_target_late_in_a_long_sentence_is_read_where_it_stands():
    filler = "and then, as the minutes show, the committee went on to the next item of its agenda " * 12
    text = f"Ito opened the session {filler}until Roe, a disgraced liar, was arrested for fraud."
    ito, roe = score_sentence(text, [Span(0, 3), Span(start := text.index("Roe"), start + 3)])
    assert roe[0] > 0.5
    assert ito[0] < 0.5


def test_the_placeholder_written_in_an_article_is_no_target():
    text = "The [unused1] said that [unused1] Roe is [unused1]."
    assert len(score_sentence(text, [Span(start := text.index("Roe"), start + 3)])) == 1


@pytest.mark.parametrize("text", ["\x00 Roe \u202e\ud83d", "Roe" + "!" * 5000, "Roe\n\n\tRoe", "Roe"])
def test_strange_text_is_scored_or_passed(text):
    (scores,) = score_sentence(text, [Span(start := text.index("Roe"), start + 3)])
    assert sum(scores) == pytest.approx(1.0)


def test_nothing_in_nothing_out():
    assert score_targets("", [], []) == ()
    assert score_sentence("Rain.", []) == []


def test_the_threshold_is_a_probability_a_label_can_fall_below():
    assert 1 / 3 < confidence_wanted() < 1


def test_a_damaged_model_is_refused(tmp_path, monkeypatch):
    shutil.copytree(targeted.MODEL, tmp_path / "tone")
    content = bytearray((tmp_path / "tone" / "tone.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "tone" / "tone.onnx").write_bytes(content)
    monkeypatch.setattr(targeted, "MODEL", tmp_path / "tone")
    targeted._model.cache_clear()
    with pytest.raises(EngineUnavailable, match=r"tone\.onnx is damaged.*reinstall"):
        score_sentence("Roe left.", [Span(0, 3)])
    targeted._model.cache_clear()


def test_a_missing_engine_is_named():
    code = (
        "import sys; sys.modules['onnxruntime'] = None\n"
        "from analysis.annotate.targeted import score_sentence\n"
        "from analysis.model import Span\n"
        "score_sentence('Roe left.', [Span(0, 3)])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "EngineUnavailable: targeted tone needs the package 'onnxruntime'" in run.stderr


def test_importing_loads_no_engine():
    code = "import sys, analysis.annotate.targeted; print('onnxruntime' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_the_card_states_the_figures_the_training_measured():
    figures = json.loads((targeted.MODEL / "tone.json").read_text(encoding="utf-8"))
    card = (targeted.MODEL / "README.md").read_text(encoding="utf-8")
    for part in ("rw", "mt", "sentfin"):
        assert f"{figures['dev']['int8'][part]['macro_f1']:.3f}" in card
        assert f"{figures['dev']['int8'][part]['calibration_error']:.3f}" in card
    for part, scores in figures["abstaining"].items():
        assert f"{scores['coverage']:.0%}".replace("%", " %") in card, part
    assert f"{figures['abstain_below']:.2f}" in card


def test_eight_bits_score_as_32_do_and_are_calibrated():
    dev = json.loads((targeted.MODEL / "tone.json").read_text(encoding="utf-8"))["dev"]
    for part in ("rw", "mt"):
        assert dev["int8"][part]["macro_f1"] == pytest.approx(dev["fp32"][part]["macro_f1"], abs=0.01)
        assert dev["int8"][part]["calibration_error"] <= 0.06


def test_the_threshold_is_the_one_the_training_program_would_choose():
    program = (ROOT / "analysis/models/tone_release.py").read_text(encoding="utf-8")
    wanted = float(re.search(r"^WANTED = (0\.\d+)$", program, re.MULTILINE).group(1))
    shown = json.loads((targeted.MODEL / "tone.json").read_text(encoding="utf-8"))["abstaining"].values()
    right = sum(part["accuracy"] * part["n"] for part in shown) / sum(part["n"] for part in shown)
    assert wanted <= right < wanted + 0.01  # the lowest threshold that reaches it


def test_the_method_page_states_the_figures_of_the_card():
    figures = json.loads((targeted.MODEL / "tone.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs/tone.md").read_text(encoding="utf-8")
    for part in ("rw", "mt"):
        scores = figures["dev"]["int8"][part]
        low, high = scores["ci95"]
        assert f"{scores['macro_f1']:.3f} [{low:.3f}, {high:.3f}]" in page
    assert f"{figures['abstain_below']:.2f}" in page
