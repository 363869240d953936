"""Who a speaker is within an article."""

from __future__ import annotations

import pytest
from quoting import quotes_of


def who(text: str) -> list[tuple[str | None, str | None]]:
    return [(q.speaker_entity, q.kind) for q in quotes_of(text)]


@pytest.mark.parametrize(
    ("text", "entity", "kind"),
    [
        ("Angela Merkel arrived on Monday. She said that talks had failed.", "Angela Merkel", "person"),
        ("Angela Merkel arrived on Monday. Merkel said that talks had failed.", "Angela Merkel", "person"),
        ("US officials said that talks had failed.", "US officials", "group"),
        ("A witness said that the car was red.", "a witness", "anonymous"),
        ("Japan said that talks had failed.", "Japan", "state"),
        ("Police said that the man was armed.", "police", "group"),
        ("According to news broadcaster NRK, about 300 cars were damaged.", "NRK", "organisation"),
        (
            "Joe Biden spoke on Monday. The Biden campaign said that he was well.",
            "Biden campaign",
            "organisation",
        ),
    ],
    ids=["pronoun", "surname", "group", "anonymous", "state", "police", "name after a role", "campaign"],
)
def test_who_it_is(text, entity, kind):
    assert who(text)[-1] == (entity, kind)


def test_the_statement_is_of_who_spoke_last():
    text = "The World Health Organization said that cases fell. The statement said that deaths rose."
    assert who(text)[-1] == ("World Health Organization", "organisation")


def test_joint_speakers_are_both_given():
    text = "Angela Merkel and Emmanuel Macron said that talks had failed."
    assert who(text) == [("Angela Merkel; Emmanuel Macron", "person")]


def test_we_in_a_quotation_is_nobody_outside_it():
    assert who("It was said that rents had risen.")[0][0] is None


@pytest.mark.parametrize("document", ["The motion", "Traffic camera footage", "A report"])
def test_what_others_may_have_written_is_not_given_to_who_spoke_last(document):
    text = f"Angela Merkel said that cases fell. {document} showed that deaths rose."
    assert who(text)[-1][0] != "Angela Merkel"
