"""Who said what: for each pattern a sentence it finds, and one it must leave alone."""

from __future__ import annotations

import pytest
from quoting import quotes_of, said

FOUND = {
    "said-before": ("Ms Ito said, “We will appeal.”", "Ms Ito", ["We will appeal"]),
    "said-inverted": ("“We will appeal,” said Ms Ito.", "Ms Ito", ["We will appeal"]),
    "split": ("“We,” he said, “will appeal.”", "he", ["We", "will appeal"]),
    "colon": ("The mayor told reporters in Rome: “We will appeal.”", "The mayor", ["We will appeal"]),
    "goes-on": ("“We will appeal,” said Ms Ito. “It is wrong.”", "Ms Ito", ["We will appeal", "It is wrong"]),
    "that-clause": ("The minister said that rents had risen.", "The minister", ["rents had risen"]),
    "bare-clause": ("Officials say communication is crucial.", "Officials", ["communication is crucial"]),
    "fronted": ("Rents had risen sharply, officials said.", "officials", ["Rents had risen sharply"]),
    "according-to": ("According to police, the man was armed.", "police", ["the man was armed"]),
    "mixed": ("He said the deal was “dead” and buried.", "He", ["the deal was", "dead", "and buried"]),
}


@pytest.mark.parametrize("rules_only", [True, False], ids=["rules", "learned"])
@pytest.mark.parametrize(("text", "speaker", "content"), FOUND.values(), ids=FOUND)
def test_what_is_found(text, speaker, content, rules_only):
    (found,) = said(text, rules_only=rules_only)
    assert (found[0], found[2]) == (speaker, content)


LEFT_ALONE = {
    "scare-quotes": "The so-called “reform” passed on Monday.",
    "belief": "China wants a larger role in the region.",
    "rate": "The car uses six litres per hundred kilometres.",
    "refusal": "He declined to comment.",
    "plain": "The bridge was closed for repairs on Monday.",
}


@pytest.mark.parametrize("rules_only", [True, False], ids=["rules", "learned"])
@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_left_alone(text, rules_only):
    assert said(text, rules_only=rules_only) == []


def test_the_cue_keeps_to_of_according_to():
    ((_, cue, _),) = said("According to police, the man was armed.")
    assert cue == "According to"


def test_a_quotation_over_paragraphs_is_one_attribution():
    text = "Ms Ito said: “We will appeal. It is wrong.\n“We will never accept it.”"
    (found,) = said(text)
    assert found[2] == ["We will appeal. It is wrong", "We will never accept it"]


def test_a_paragraph_of_quotation_goes_on_from_the_one_before():
    text = "“We will appeal,” said Ms Ito, who chairs the union.\n“This is wrong and everybody knows it.”"
    (found,) = said(text)
    assert (found[0], found[2]) == ("Ms Ito", ["We will appeal", "This is wrong and everybody knows it"])


@pytest.mark.parametrize("rules_only", [True, False], ids=["rules", "learned"])
def test_a_colon_announces_the_quotation_of_the_next_paragraph(rules_only):
    (found,) = said("Ms Ito told the court on Monday:\n“We will appeal. It is wrong.”", rules_only=rules_only)
    assert (found[0], found[2]) == ("Ms Ito", ["We will appeal. It is wrong"])


def test_a_speaker_and_a_colon_need_no_cue():
    (quote,) = quotes_of(
        "The hearing was short.\nJudge Naomi Ito: “We learned that from the state department.”"
    )
    assert (quote.cue, quote.speaker_entity, quote.rule) == ((), "Naomi Ito", "announced")


def test_whom_the_clause_before_a_colon_is_about_speaks():
    (quote,) = quotes_of("Naomi Ito turned to the crowd in front of her: “We will never accept this.”")
    assert (quote.cue, quote.speaker_entity, quote.rule) == ((), "Naomi Ito", "before_colon")


@pytest.mark.parametrize("text", ["It was one more line: “We will go.”", "It rained. A list: “We will go.”"])
def test_nobody_speaks_before_a_colon_without_a_somebody(text):
    assert quotes_of(text) == []


def test_put_it_is_a_cue_beside_a_quotation_only():
    (found,) = said("As Ms Ito put it, “We will appeal.”")
    assert found == ("Ms Ito", "put it", ["We will appeal"])
    assert said("Ms Ito put it on the table.") == []


def test_a_conjunction_after_the_cue_leads_into_the_rest_of_the_quotation():
    (found,) = said("“I love Larry,” said Ms Ito, but “when it comes to energy, Larry has a history.”")
    assert found[2] == ["I love Larry", "when it comes to energy, Larry has a history"]


@pytest.mark.parametrize("after", ["― Ana B. Ruiz", " - Ana B. Ruiz.", " — Ana B. Ruiz, teacher in Lima"])
@pytest.mark.parametrize("rules_only", [True, False], ids=["rules", "learned"])
def test_a_name_after_a_dash_signs_the_quotation(after, rules_only):
    text = (
        f"“We will appeal,” said Ms Ito.\n“He can never answer a question.”{after}\n“So be it.” — Jo Hall\n"
    )
    found = said(text, rules_only=rules_only)
    assert [(who, content) for who, _, content in found[1:]] == [
        ("Ana B. Ruiz", ["He can never answer a question"]),
        ("Jo Hall", ["So be it"]),
    ]


def test_words_after_a_dash_sign_nothing():
    text = "“We will appeal.” - Ministers met all the same\n“It is wrong.” – the court had ruled before.\n"
    assert [q.rule for q in quotes_of(text)] == ["floating", "cue_after"]


def test_a_day_beside_the_speaker_is_left_out():
    (found,) = said("A senior official on Thursday said that rents had risen.")
    assert found[0] == "A senior official"


def test_a_quotation_without_a_cue_has_the_last_speaker_and_no_mention():
    text = (
        "“We will appeal,” said Naomi Ito.\nThe court sits in May.\n“This is wrong and everybody knows it.”"
    )
    floating = quotes_of(text)[-1]
    assert (floating.cue, floating.speaker, floating.rule) == ((), (), "floating")
    assert floating.speaker_entity == "Naomi Ito"


def test_an_attribution_within_another_is_nested():
    text = "The lawyer said that the witness told police the car was red."
    assert {(q.cue_lemma, q.nested) for q in quotes_of(text, rules_only=True)} == {
        ("say", False),
        ("tell", True),
    }


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "He said rents had risen, adding they would rise again.",
            ["rents had risen", "they would rise again"],
        ),
        ("He said rents had risen and promised a freeze.", ["rents had risen", "a freeze"]),
    ],
)
def test_a_second_report_of_one_speaker_stands_beside_the_first(text, contents):
    assert [(who, *content) for who, _, content in said(text)] == [("He", c) for c in contents]


def test_a_quotation_that_opens_a_sentence_is_of_the_cue_after_it():
    text = "Rents had risen again, Song said. “When it comes to rents, we will not make an inch of concession,” {}"
    found = said(text.format("the expert said."))
    assert [(who, content) for who, _, content in found] == [
        ("Song", ["Rents had risen again"]),
        ("the expert", ["When it comes to rents, we will not make an inch of concession"]),
    ]


def test_whom_it_was_told_is_not_content():
    ((_, _, content),) = said("Rents had risen sharply in May, Ms Song told the Global Times on Friday.")
    assert content == ["Rents had risen sharply in May"]


def test_a_report_by_another_stays_inside():
    (outer, _) = said("He said the mayor told reporters rents had risen.")
    assert outer[2] == ["the mayor told reporters rents had risen"]


@pytest.mark.parametrize("role", ["The Vice President", "The mayor of New Orleans", "The minister"])
def test_of_a_role_and_a_name_the_name_is_the_speaker(role):
    ((speaker, _, _),) = said(f"{role}, LaToya Cantrell, said rents had risen.")
    assert speaker == "LaToya Cantrell"


def test_types():
    text = "Ms Ito said, “We will appeal.” She said rents rose. She called it “dead” and said “no” to them."
    assert [q.quote_type for q in quotes_of(text)][:2] == ["direct", "indirect"]


def test_confidence_is_that_of_the_rule():
    from analysis.annotate.quotes.confidence import MEASURED, confidence

    for quote in quotes_of("“We will appeal,” said Ms Ito. The minister said that rents had risen."):
        assert quote.rule in MEASURED
        assert quote.confidence == confidence(quote.rule)
        assert 0 < quote.confidence < 1
