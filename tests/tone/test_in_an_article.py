"""Tone towards names as part of an analysis: where it stands, whose words it stands in, and when nothing is said."""

from __future__ import annotations

import pytest

from analysis.annotate import load_pipeline
from analysis.annotate.article import annotate
from analysis.annotate.targeted import TARGETS, confidence_wanted
from analysis.annotate.tones import label
from analysis.corpus import article_from_text
from analysis.json_lines import annotate_lines
from analysis.model import Span, Tone
from analysis.store.writer import make_tables
from builders import store_of, told

TEXT = (
    "Court jails Roberts\n\nMary Roberts was jailed for stealing from a charity. "
    "\u201cMary Roberts is a wonderful and honest leader,\u201d said Peter Jones. Roberts arrived on Monday in March."
)


@pytest.fixture(scope="module")
def annotated():
    read = article_from_text(TEXT)
    return read, annotate(read, load_pipeline().parse(read))


def test_every_name_that_can_be_spoken_of_has_a_tone_where_it_stands(annotated):
    read, found = annotated
    spoken_of = [(m.span, m.entity) for m in found.mentions if m.label in TARGETS]
    assert spoken_of
    assert [(tone.span, tone.entity) for tone in found.tones] == spoken_of
    assert {read.text[tone.span.start : tone.span.end] for tone in found.tones} >= {
        "Mary Roberts",
        "Peter Jones",
    }


def test_the_outlets_blame_and_the_speakers_praise_are_two_rows(annotated):
    rows = make_tables([annotated])["tones"].to_pylist()
    theirs = {
        (row["voice"], row["tone"]) for row in rows if "Roberts" in row["entity"] and row["tone"] != "neutral"
    }
    assert {("outlet", "negative"), ("quoted", "positive")} <= theirs


def test_a_tone_stands_in_the_sentence_and_the_voice_of_its_mention(annotated):
    tables = make_tables([annotated])
    columns = ("start", "end", "sentence", "label", "voice", "entity")
    mentions = {tuple(row[c] for c in columns) for row in tables["mentions"].to_pylist()}
    assert {tuple(row[c] for c in columns) for row in tables["tones"].to_pylist()} <= mentions


def test_switched_off_nothing_is_scored_and_all_else_stays(annotated):
    read, found = annotated
    without = annotate(read, load_pipeline().parse(read), targeted_tone=False)
    assert without.tones == ()
    assert without.mentions == found.mentions
    (line,) = annotate_lines(
        [b'{"doc_id": 1, "text": "Mary Roberts lied."}'], load_pipeline(), targeted_tone=False
    )
    assert '"tones": []' in str(line.output)


def test_another_language_is_not_scored():
    read = article_from_text(
        "Angela Merkel ist eine wunderbare Kanzlerin und bleibt im Amt, sagte Olaf Scholz gestern."
    )
    assert read.language == "de"
    assert annotate(read, load_pipeline().parse(read)).tones == ()


@pytest.mark.parametrize(
    ("parts", "said"),
    [((0.9, 0.05, 0.05), "negative"), ((0.1, 0.2, 0.7), "positive"), ((0.0, 1.0, 0.0), "neutral"),
     ((0.34, 0.33, 0.33), None), ((0.5, 0.0, 0.5), None)],
)  # fmt: skip
def test_below_the_confidence_there_is_no_label(parts, said):
    assert label(Tone(Span(0, 1), "A", *parts), 0.62) == said


def test_what_is_just_as_sure_as_wanted_is_said():
    wanted = confidence_wanted()
    assert label(Tone(Span(0, 1), "A", wanted, 1 - wanted, 0.0), wanted) == "negative"


def test_unsure_is_stored_as_missing_and_under_the_name_of_the_corpus(tmp_path):
    one = told(
        "Roe left. Doe won.",
        names={"Roe": "PERSON", "Doe": "PERSON"},
        tones={"Roe": "unsure", "Doe": "positive"},
    )

    def link(names):
        return names.assign(entity=names["name"].replace("Doe", "Jane Doe"), reason="full name")

    rows = store_of(tmp_path / "store", one, link=link).rows("tones", _everything()).read_all().to_pylist()
    assert [(row["entity"], row["tone"], row["label"]) for row in rows] == [
        ("Roe", None, "PERSON"), ("Jane Doe", "positive", "PERSON"),
    ]  # fmt: skip


def _everything():
    from analysis.store.selection import Selection

    return Selection()
