"""The sentences the model of tone is trained on, put into batches. (Training needs packages no set-up installs.)"""

import json
import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer

import analysis
from analysis.annotate import load_pipeline
from analysis.model import Span
from analysis.models.tone_data import Row, batched, read_examples
from analysis.models.tone_input import PLACEHOLDER, prepared
from analysis.models.tone_sentences import Lesson, Sentence, batches, lessons, sentences
from analysis.models.tone_targets import other_names, other_phrases, unlabelled


def _examples(tmp_path, rows):
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_examples(file)


def test_a_pass_holds_every_sentence_once_in_small_batches_of_one_domain():
    chance = random.Random(0)
    rows = [Row(tuple(range(chance.randint(3, 90))), 1, 0, k % 2, (float(k),)) for k in range(300)]
    made = batched(rows, random.Random(1), n_words=400)
    assert sorted(row.judged for batch in made for row in batch) == sorted(row.judged for row in rows)
    assert all(len({row.domain for row in batch}) == 1 for batch in made)
    assert all(len(batch) * max(len(row.ids) for row in batch) <= 400 for batch in made)
    assert made == batched(rows, random.Random(1), n_words=400)


def test_other_names_of_a_sentence_become_targets_without_a_label(tmp_path):
    text = "Yesterday Ann Ito met Bo Lund in Oslo."
    (example,) = _examples(tmp_path, [{"text": text, "target": [10, 17], "label": -1}])
    found = other_names([example])
    assert [text[slice(*other.target)] for other in found] == ["Bo Lund", "Oslo"]
    assert all(other.label == -1 and Span(10, 17) in other.others for other in found)
    assert example.label == 0, "negative"


def test_pronouns_and_short_noun_phrases_become_targets_that_overlap_no_labelled_one(tmp_path):
    text = "She told the committee on Friday that Ann Ito’s plan for a new railway between the northern towns failed."
    (example,) = _examples(tmp_path, [{"text": text, "target": [38, 45], "label": -1}])
    found = other_phrases([example, example], load_pipeline().nlp)
    assert [text[slice(*other.target)] for other in found] == [
        "She",
        "the committee",
        "a new railway",
        "the northern towns",
    ]
    assert all(other.label == -1 and other.others == (Span(38, 45),) for other in found)


def test_a_target_without_a_label_is_not_taken_for_a_negative_one(tmp_path):
    (example,) = _examples(tmp_path, [{"text": "Ann left.", "target": [0, 3]}])
    assert example.label == -1
    (labelled,) = _examples(tmp_path, [{"text": "Ann left.", "target": [0, 3], "label": 1}])
    assert (labelled.label, unlabelled([labelled])[0].label) == (2, -1)


@pytest.fixture(scope="module")
def tokenizer():
    return prepared(
        Tokenizer.from_file(str(Path(analysis.__file__).parent / "models" / "tone" / "tokenizer.json"))
    )


def test_all_that_can_be_asked_of_a_sentence_is_found_in_it(tmp_path):
    text = "She told Bo Lund in Paris that Ann Ito’s plan failed."
    rows = [{"text": text, "target": [31, 38], "label": -1}, {"text": text, "target": [9, 16], "label": 0}]
    (found,) = sentences(_examples(tmp_path, rows), load_pipeline().nlp)
    assert found.labels == {Span(31, 38): 0, Span(9, 16): 1}
    assert [text[slice(*span)] for span in found.names] == ["Paris"]
    assert [text[slice(*span)] for span in found.phrases] == ["She"]


def test_a_lesson_asks_at_the_hidden_places_and_keeps_their_labels(tokenizer):
    text = "She told Bo Lund in Paris that Ann Ito’s plan failed."
    sentence = Sentence(text, (Span(20, 25),), (Span(0, 3),), {Span(31, 38): 0, Span(9, 16): 1})
    hidden = tokenizer.token_to_id(PLACEHOLDER)
    made = lessons([sentence] * 40, tokenizer, tokenizer, random.Random(2))
    for lesson in made:
        assert [place for place, word in enumerate(lesson.ids) if word == hidden] == list(lesson.positions)
        assert len(lesson.labels) == len(lesson.positions)
        assert lesson.seen == lesson.ids
    asked = {lesson.labels for lesson in made}
    assert {(1, -1, 0), (-1, 1, -1, 0), (1,), (0,), (-1,)} == asked, (
        "in the order of the text; with the phrase or not"
    )
    assert made == lessons([sentence] * 40, tokenizer, tokenizer, random.Random(2))


def test_lessons_are_put_into_batches_of_one_kind():
    chance = random.Random(0)
    given = [
        Lesson((k,), tuple(range(chance.randint(3, 90))), (1,), (-1,), of_business=k % 3 == 0)
        for k in range(200)
    ]
    made = batches(given, random.Random(1), n_words=400)
    assert sorted(one.seen for batch in made for one in batch) == [(k,) for k in range(200)]
    assert all(len({one.of_business for one in batch}) == 1 for batch in made)
    assert all(len(batch) == 1 or len(batch) * max(len(one.ids) for one in batch) <= 400 for batch in made)
