"""Attributions of two outlets that share wording are found, whoever is named and however they are put."""

from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.quote_versions import LEAST_SHARED, quote_versions, statements

STOP = {"the", "of", "is", "to", "a"}
OWN = {
    0: "the Taiwan question is purely an internal affair of China",
    1: "the weather stays fine over the weekend",
}
OTHERS = {
    7: "Taiwan’s question remains China's internal affair and brooks no interference",
    8: "the committee is to meet in the northern capital after the weekend",
}


def found_in(own, others, stop=STOP, names=()):
    return quote_versions(own, others, function_words=stop, names=names)


def test_shared_wording_is_found_and_marked():
    (pair,) = found_in(OWN, OTHERS)
    assert (pair.own, pair.other, pair.n_shared) == (0, 7, 5)
    marked = [
        [text[slice(*mark)] for mark in marks]
        for text, marks in ((OWN[0], pair.own_marks), (OTHERS[7], pair.other_marks))
    ]
    assert marked == [
        ["Taiwan", "question", "internal", "affair", "China"],
        ["Taiwan’s", "question", "China's", "internal", "affair"],
    ]


def test_a_word_of_many_attributions_weighs_less_than_a_rare_one():
    often = {n: f"Brown met Liu number{n} somewhere{n}" for n in range(20, 40)}
    own = {0: "Brown met Liu again today", 1: "glacial retreat endangers mountain villages"}
    others = {
        **often,
        50: "Brown met Liu again after long delicate frozen talks",
        51: "villages below glacial mountain slopes",
    }
    shares = {(pair.own, pair.other): pair.share for pair in found_in(own, others, ())}
    assert (0, 50) in shares
    assert all(pair[1] not in often for pair in shares), "three shared words are too few"
    weights = {
        n: found_in({0: own[0]}, {**dict(list(often.items())[:n]), 50: others[50]}, ()) for n in (1, 20)
    }
    assert weights[20][0].share < weights[1][0].share, "what everybody says tells less"


def test_function_words_and_one_word_repeated_are_no_wording():
    assert not found_in({0: "the the the the of of is to a"}, {1: "the the the the of of is to a"})
    assert not found_in({0: "never never never never"}, {1: "never never never never"})
    assert not found_in({}, {})


def test_naming_the_same_people_is_not_saying_the_same():
    own, others = {0: "Ana Ito, Bo Lund and Cy Brown met"}, {1: "Bo Lund, Ana Ito and Cy Brown will not meet"}
    assert found_in(own, others)
    assert not found_in(own, others, names=["Ana Ito", "Bo Lund", "Cy Brown"])


def test_case_plural_and_possessive_make_no_difference():
    (pair,) = found_in({0: "NATO's new budget rules"}, {1: "nato new Budgets rule"})
    assert (pair.n_shared, pair.share) == (4, 1.0)
    assert not found_in({0: "gas bus less pass"}, {1: "ga bu les pas"}), "these are no plurals"


def test_labels_are_told_apart():
    with pytest.raises(ValueError, match="label"):
        found_in({0: "a"}, {0: "b"})


WORDS = st.lists(st.sampled_from("law vote storm tax farm Ito’s US 2023 élan the".split()), max_size=9).map(
    " ".join
)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_pairs_by_a_second_route(own, others):
    own = dict(enumerate(own))
    others = {10 + number: text for number, text in enumerate(others)}
    pairs = found_in(own, others, {"the"})
    assert [pair.own for pair in pairs] == sorted(pair.own for pair in pairs)
    for pair in pairs:
        words = [set(text.lower().split()) - {"the"} for text in (own[pair.own], others[pair.other])]
        assert pair.n_shared == len(words[0] & words[1]) >= LEAST_SHARED
        assert 0 < pair.share <= 1
        for text, marks in ((own[pair.own], pair.own_marks), (others[pair.other], pair.other_marks)):
            assert {text[slice(*mark)].lower() for mark in marks} == words[0] & words[1]
            assert marks == sorted(marks)
    turned = found_in(others, own, {"the"})
    assert {(p.other, p.own, round(p.share, 9)) for p in turned} == {
        (p.own, p.other, round(p.share, 9)) for p in pairs
    }
    same = [
        (a, b)
        for a in own
        for b in others
        if own[a].split() and set(own[a].split()) == set(others[b].split())
    ]
    assert {(a, b) for a, b in same if len(set(own[a].split()) - {"the"}) >= LEAST_SHARED} <= {
        (p.own, p.other) for p in pairs
    }


def test_a_statement_is_told_by_several_outlets_and_an_attribution_is_in_one():
    contents = {
        0: "the dam will hold until the spring floods arrive",
        1: "the harvest failed twice in the valley",
        2: "the dam will hold until spring",
        3: "until the spring floods the dam will surely hold",
        4: "in the valley the harvest has failed twice",
    }
    outlets = {0: "A", 1: "A", 2: "B", 3: "C", 4: "A"}
    (one,) = statements(contents, outlets, function_words=STOP)
    assert (one.labels[0], set(one.labels), one.n_outlets) == (2, {0, 2, 3}, 3), (
        "the shortest: all of it stands in both others"
    )
    assert [contents[2][slice(*mark)] for mark in one.marks[2]] == ["dam", "will", "hold", "until", "spring"]
    assert len(statements(contents, outlets | {4: "B"}, function_words=STOP)) == 2
    assert statements({}, {}) == []


@given(st.lists(st.tuples(WORDS, st.sampled_from("ABC")), max_size=8))
def test_statements_by_a_second_route(told):
    contents = {number: text for number, (text, _) in enumerate(told)}
    outlets = {number: outlet for number, (_, outlet) in enumerate(told)}
    found = statements(contents, outlets, function_words={"the"})
    labels = [label for one in found for label in one.labels]
    assert len(labels) == len(set(labels))
    assert [one.n_outlets for one in found] == sorted((one.n_outlets for one in found), reverse=True)
    # One after another, each time the one with versions in most outlets among those left.
    links = {
        a: {b for b in contents if outlets[a] != outlets[b] and _are_versions(contents, a, b)}
        for a in contents
    }
    left, sizes = set(contents), []
    while best := max((len({outlets[b] for b in links[a] & left}) for a in left), default=0):
        first = next(one.labels[0] for one in found if one.labels[0] in left and one.n_outlets == 1 + best)
        taken = next(one for one in found if one.labels[0] == first)
        assert set(taken.labels) == {first} | (links[first] & left)
        assert taken.n_outlets == len({outlets[label] for label in taken.labels})
        sizes.append(1 + best)
        left -= set(taken.labels)
        found = [one for one in found if one is not taken]
    assert not found


def _are_versions(contents, a, b):
    """By the definition, over the words of all."""
    words = {
        label: {w.lower().replace("’s", "") for w in text.split()} - {"the"}
        for label, text in contents.items()
    }
    n = len(contents)
    weight = {w: log1p(n / sum(w in own for own in words.values())) for own in words.values() for w in own}
    shared = words[a] & words[b]
    lighter = min(sum(weight[w] for w in sorted(words[x])) for x in (a, b))
    return len(shared) >= LEAST_SHARED and sum(weight[w] for w in sorted(shared)) >= 0.4 * lighter
