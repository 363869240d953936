"""What stands out: each rule's sentence, what keeps it silent, and the order."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.measures.keyness import against_rest
from analysis.measures.observations import MOST, MOST_A_RULE, MOST_AN_OUTLET, observations
from analysis.measures.tone import differences

TOTALS = ["story", "outlet", "n_articles", "n_words", "n_sentences"]
QUOTED = ["story", "outlet", "speaker_entity", "kind", "n_words", "n_quotes"]
ENTITIES = ["story", "outlet", "entity", "label", "n_mentions", "n_sentences"]
TYPICAL = against_rest(
    pd.DataFrame(columns=["outlet", "story", "term", "count", "n_articles"]).astype(
        {"count": int, "n_articles": int}
    )
)
DIFFERENCES = differences(
    pd.DataFrame(columns=["outlet", "story", "article_id", "sentence", "polarity"]).astype(
        {"polarity": float}
    )
)


LEE = [("s", "A", "Lee", "person", 69, 5), ("s", "B", "Lee", "person", 9, 1)]


def frames(*, totals=None, quoted=(), entities=(), typical=TYPICAL, differences=DIFFERENCES):
    if totals is None:
        totals = [("s", "A", 1, 300, 20), ("s", "B", 1, 300, 20), ("s", "C", 2, 600, 40)]
    return {
        "totals": pd.DataFrame(totals, columns=TOTALS),
        "quoted": pd.DataFrame(quoted, columns=QUOTED),
        "entities": pd.DataFrame(entities, columns=ENTITIES),
        "typical": typical,
        "differences": differences,
    }


def one(rule, **tables):
    found = [found for found in observations(**frames(**tables)) if found.rule == rule]
    assert len(found) == 1, found
    return found[0]


def texts(**tables):
    return [found.text for found in observations(**frames(**tables))]


def test_a_speaker_of_one_outlet():
    found = one("speaker of one outlet", quoted=[*LEE, ("s", "A", "Ito", "person", 31, 2)])
    assert found.text == (
        "A gives 31\u00a0% of its quoted words (31 of 100) to Ito; no quote of Ito was found in the articles of the "
        "other 2 outlets."
    )
    assert found.evidence == ("speaker", "Ito")
    assert found.outlets == ("A",)
    assert found.number == pytest.approx(0.31)


def test_a_speaker_whose_room_differs():
    found = one("room for a speaker", quoted=[*LEE, ("s", "A", None, None, 31, 2)])
    assert found.text == "B gives Lee 100\u00a0% of its quoted words (9 of 9), A 69\u00a0% (69 of 100)."
    assert found.outlets == ("B", "A")


def test_a_speaker_who_could_not_be_identified_is_not_a_speaker_of_one_outlet():
    found = observations(**frames(quoted=[*LEE, ("s", "A", None, None, 31, 2)]))
    assert not any(o.rule == "speaker of one outlet" for o in found)


def test_where_no_other_outlet_quotes_anybody_nothing_is_said_of_speakers():
    assert not texts(quoted=[("s", "A", "Ito", "person", 31, 2)])


def test_a_kind_of_speaker():
    quoted = [
        ("s", "A", None, "state", 60, 3),
        ("s", "A", None, "person", 40, 3),
        ("s", "B", None, "person", 50, 3),
    ]
    found = texts(quoted=quoted)
    assert (
        "States and governments have 60\u00a0% of the quoted words in A’s article, 0\u00a0% in B’s article."
        in found
    )


def test_a_name_of_one_outlet_and_a_name_missing_in_one():
    found = texts(
        entities=[
            ("s", "A", "Taiwan", "GPE", 5, 4),
            ("s", "A", "Leeds", "GPE", 2, 2),
            ("s", "C", "Leeds", "GPE", 3, 3),
        ]
    )
    assert found == [
        "Only A’s article names Taiwan: 5 times in 4 sentences; the name was not found in the articles of the other "
        "2 outlets.",
        "Leeds was not found in B’s article; all other outlets name it (mentions: A 2, C 3).",
    ]


def test_a_name_met_twice_is_too_little():
    assert not texts(entities=[("s", "A", "Taiwan", "GPE", 2, 2)])


def test_a_typical_term_and_one_that_could_be_chance():
    counts = pd.DataFrame(
        [("A", "s", "prudent", 9), ("B", "s", "law", 1)]
        + [(outlet, "s", term, 50) for outlet in "AB" for term in ("talks", "war", "sea", "trade")],
        columns=["outlet", "story", "term", "count"],
    ).assign(n_articles=1)
    found = one("typical term", typical=against_rest(counts))
    assert (
        found.text
        == "“prudent”: 9 times in A’s article; not found in what the other outlets wrote on the same story."
    )
    assert found.evidence == ("term", "prudent")


def test_share_of_speech():
    quoted = [("s", outlet, "Lee", "person", n, 9) for outlet, n in (("A", 180), ("B", 30), ("C", 240))]
    assert texts(quoted=quoted) == [
        "60\u00a0% of the words in A’s article are somebody’s speech, quoted or reported; 10\u00a0% in B’s article."
    ]


def test_length_in_words_an_article():
    totals = [("s", "A", 1, 900, 40), ("s", "B", 2, 600, 30)]
    assert texts(totals=totals) == [
        "A’s article is on average 3.0 times as long as B’s 2 articles (900 words against 300)."
    ]


def scores(outlet, *polarities):
    rows = [(outlet, "s", outlet, n, p) for n, p in enumerate(polarities)]
    return pd.DataFrame(rows, columns=["outlet", "story", "article_id", "sentence", "polarity"])


def test_colour_of_the_words_when_told_and_when_not():
    high, low = scores("A", *[0.5, 0.4, 0.6] * 5), scores("B-C", *[-0.5, -0.4, -0.6] * 5)
    found = one(
        "colour of the words",
        differences=differences(pd.concat([high, low])),
        totals=[("s", "A", 1, 9, 9), ("s", "B-C", 1, 9, 9)],
    )
    assert found.text.startswith(
        "The words of A are more positive than those of B-C, by 1.00 on a scale from −1 to 1"
    )
    assert found.surprise > 5
    same = one("colour of the words", differences=differences(pd.concat([high, high.assign(outlet="B-C")])))
    assert same.text.startswith(
        "No difference in the colour of their words can be told between any two outlets"
    )
    assert "B-C" in same.text
    assert same.surprise == 0


def test_outlets_of_different_stories_are_not_compared():
    totals = [("s", "A", 1, 300, 20), ("t", "B", 1, 900, 20)]
    assert not texts(totals=totals, entities=[("s", "A", "Taiwan", "GPE", 5, 4)])


def test_with_several_stories_each_sentence_says_which():
    totals = [(story, outlet, 1, 300, 20) for story in ("s", "t") for outlet in "AB"]
    assert texts(totals=totals, entities=[("t", "A", "Taiwan", "GPE", 5, 4)]) == [
        "On “t”: Only A’s article names Taiwan: 5 times in 4 sentences; the name was not found in B’s article."
    ]


@pytest.mark.parametrize("totals", [[], [("s", "A", 1, 300, 20)]], ids=["nothing", "one outlet"])
def test_fewer_than_two_outlets_say_nothing(totals):
    assert observations(**frames(totals=totals, entities=[("s", "A", "Taiwan", "GPE", 5, 4)])) == []


def rich():
    names = [f"name{i:02d}" for i in range(30)]
    return frames(
        entities=[("s", "ABC"[i % 3], name, "PERSON", 3 + i, 3 + i) for i, name in enumerate(names)],
        quoted=[("s", "ABC"[i % 3], f"voice{i}", "person", 10 + 5 * i, 1 + i) for i in range(9)],
    )


def test_at_most_eight_with_limits_a_rule_an_outlet_and_a_subject():
    found = observations(**rich())
    assert 4 <= len(found) <= MOST
    assert max(pd.Series([o.rule for o in found]).value_counts()) <= MOST_A_RULE
    assert max(pd.Series([o.outlets[0] for o in found]).value_counts()) <= MOST_AN_OUTLET
    assert len({o.evidence for o in found}) == len(found)


def test_most_surprising_first():
    surprise = [found.surprise for found in observations(**rich())]
    assert surprise == sorted(surprise, reverse=True)
    assert min(surprise) >= 0


def test_order_of_rows_does_not_matter():
    tables = rich()
    assert observations(**{name: table.iloc[::-1] for name, table in tables.items()}) == observations(
        **tables
    )


def test_inputs_stay_as_they_were():
    tables, before = rich(), rich()
    observations(**tables)
    for name, table in tables.items():
        assert_frame_equal(table, before[name])


def test_no_sentence_judges():
    words = ("bias", "slant", "suppress", "omit", "hide", "ignore", "propaganda", "fair")
    for found in observations(**rich()):
        assert not any(word in found.text.lower() for word in words)
