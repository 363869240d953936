"""KWIC, neighbourhoods and word sequences: against plain Python over the same texts, and patterns that would hang."""

import re
from time import process_time

import pytest

from analysis.measures.collocation import collocations
from analysis.store.queries.patterns import is_whole, phrase_pattern, spans_of
from analysis.store.selection import Selection
from builders import said, store_of, told

TEXTS = {
    "Gazette": "The sea is calm. In the South China Sea the sea, sea and café rise.\nSeas of change came in 2024.",
    "Herald": "No sea here — but 🎈 the South China Sea. “The sea is wide,” said Ito.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(
        tmp_path_factory.mktemp("sea") / "store",
        told(TEXTS["Gazette"], outlet="Gazette"),
        told(
            TEXTS["Herald"], outlet="Herald", names={"Ito": "PERSON"},
            quotes=[said("The sea is wide,", by="Ito")], published="2024-01-12",
        ),
    )  # fmt: skip


def by_regex(pattern: str) -> list[tuple[str, int, int]]:
    return [
        (outlet, *found.span())
        for outlet, text in TEXTS.items()
        for found in re.finditer(pattern, text, re.I)
    ]


def spans(found) -> list[tuple[str, int, int]]:
    rows = found.lines.itertuples()
    return sorted((row.outlet, row.start, row.end) for row in rows)


@pytest.mark.parametrize(
    ("node", "kind", "pattern"),
    [
        ("sea", "word", r"\bsea\b"),
        ("SEA", "word", r"\bsea\b"),
        ("south china", "word", r"\bsouth china\b"),
        ("in the south  china sea", "word", r"\bin the south china sea\b"),
        ("café", "word", r"\bcafé\b"),
        ("caf", "word", r"\bcaf\b"),
        ("2024", "word", r"2024"),
        ("sea", "lemma", r"\bseas?\b"),
        (r"(?i)\bsea[s,]?", "pattern", r"\bsea[s,]?"),
        (r"\w+ is \w+", "pattern", r"\b[a-z]+ is \w+"),
    ],
)
def test_every_hit_is_found_where_it_stands(store, node, kind, pattern):
    found = store.contexts(Selection(), node, kind=kind)
    expected = sorted(by_regex(pattern))
    assert spans(found) == expected
    assert found.n_hits == len(expected)
    assert found.n_articles == len({outlet for outlet, *_ in expected})
    for row in found.lines.itertuples():
        text = TEXTS[row.outlet]
        assert row.node == text[row.start : row.end]
        assert (row.left + row.node + row.right) in text
        assert "\n" not in row.left + row.right
        assert 0 <= row.position <= 1


def test_an_anchor_means_the_sentence(store):
    found = store.contexts(Selection(), "^The", kind="pattern")
    assert found.lines["node"].tolist() == ["The"]


def test_lines_are_limited_and_counts_are_not(store):
    found = store.contexts(Selection(), "sea", limit=2)
    assert len(found.lines) == 2
    assert found.n_hits == len(by_regex(r"\bsea\b"))


def test_contexts_keep_to_the_selection(store):
    assert store.contexts(Selection(outlets=("Herald",)), "sea").n_articles == 1
    assert store.contexts(Selection(voice="quoted"), "sea").lines["outlet"].tolist() == ["Herald"]
    assert store.contexts(Selection(entities=("Ito",)), "sea").n_hits == 1
    assert (
        store.contexts(Selection(), "nowhere").lines.columns.tolist()
        == store.contexts(Selection(), "sea").lines.columns.tolist()
    )


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "is empty"),
        ("x*", "matches nothing at all"),
        (r"\b", "matches nothing at all"),
        ("[", "no pattern RE2"),
        ("(?=sea)", "no pattern RE2"),
        (r"(sea)\1", "no pattern RE2"),
        ("(a{1000}){1000}", "no pattern RE2"),
        ("a" * 201, "201 characters"),
    ],
)
def test_a_pattern_that_cannot_be_searched_for_is_refused_with_the_reason(store, pattern, why):
    with pytest.raises(ValueError, match=why):
        store.contexts(Selection(), pattern, kind="pattern")


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", r"(\w+\s?)+x", "(.*)(.*)(.*)(.*)(.*)[^a]x"])
def test_patterns_that_hang_elsewhere_take_a_moment(tmp_path, pattern):
    """A backtracking engine needs 2^3000 steps for these."""
    store = store_of(tmp_path / "store", told("a" * 3_000 + " sea!"))
    start = process_time()
    store.contexts(Selection(), pattern, kind="pattern")
    assert process_time() - start < 2


def test_a_search_that_takes_too_long_is_stopped_and_says_so(store, monkeypatch):
    from analysis.store.queries import patterns

    cursor = store._cursor()
    with pytest.raises(ValueError, match="was stopped"), patterns.in_time(cursor, 0.05):
        cursor.execute("SELECT count(*) FROM range(100000000000) a").fetchall()


def test_spans_are_found_also_when_an_anchor_makes_the_pieces_overlap():
    assert spans_of("aab", ["", "", "b"], ["a", "a"]) == [(0, 1), (1, 2)]
    assert spans_of("aab", ["wrong"], ["a", "b"]) == [(0, 1), (2, 3)]


def test_a_phrase_is_looked_for_as_it_stands():
    assert phrase_pattern("U.S. (navy)") == r"(?i)U\.S\.\s+\(navy\)"
    assert is_whole("a sea.", 2, 5)
    assert not is_whole("a seas", 2, 5)
    assert not is_whole("aésea", 2, 5)
    with pytest.raises(ValueError, match="no word"):
        phrase_pattern("—")


def tokens(text: str) -> list[list[str]]:
    sentences = re.findall(r"[^.\n]+", text)
    return [[word.lower() for word in re.findall(r"\w+", one)] for one in sentences]


@pytest.mark.parametrize("span", [1, 3])
def test_the_neighbourhood_is_that_of_a_plain_loop(store, span):
    near: dict[str, set[tuple[str, int, int]]] = {}
    n_words = 0
    for outlet, text in TEXTS.items():
        for number, words in enumerate(tokens(text)):
            n_words += len(words)
            for place, word in enumerate(words):
                if word != "sea":
                    continue
                for other in range(max(0, place - span), min(len(words), place + span + 1)):
                    if other != place:
                        near.setdefault(words[other], set()).add((outlet, number, other))
    found = store.neighbourhood(Selection(), "sea", span=span)
    rows = found.collocates.set_index("term")
    assert rows["n_near"].to_dict() == {term: len(places) for term, places in near.items()}
    assert found.n_near == sum(map(len, near.values()))
    assert found.n_words == n_words
    assert found.n_nodes == found.n_nodes_all == len(by_regex(r"\bsea\b"))
    assert rows.loc["the", "count"] == len(by_regex(r"\bthe\b"))
    for term, row in rows.iterrows():
        beside = store.contexts_beside(Selection(), "sea", term, span=span)
        assert (beside.n_hits, beside.n_articles) == (row["n_nodes"], row["n_articles"])
        assert set(beside.lines["node"].str.lower()) == {"sea"}
    table = collocations(
        found.collocates, n_nodes=found.n_nodes, n_near=found.n_near, n_words=found.n_words, least=1
    )
    assert (table["log_dice"] <= 14).all()


def test_a_span_that_is_no_neighbourhood_is_refused(store):
    with pytest.raises(ValueError, match="span is 0"):
        store.neighbourhood(Selection(), "sea", span=0)


def test_words_come_in_the_order_of_the_text(store):
    found = store.word_sequences(Selection(), limit=10).set_index("outlet")
    for outlet, text in TEXTS.items():
        words = [word for sentence in tokens(text) for word in sentence]
        assert found.loc[outlet, "words"] == words
        assert found.loc[outlet, "n_words"] == len(words)
        assert found.loc[outlet, "n_letters"] == sum(map(len, words))
    assert len(store.word_sequences(Selection(), limit=1)) == 1


def test_function_words_can_be_listed_counted_one_by_one_and_a_single_term_asked_for(store):
    left_out = store.stop_words(Selection())
    assert left_out["term"].tolist()[0] == "the"
    plain = set(store.term_counts(Selection())["term"])
    with_in = set(store.term_counts(Selection(), also=("in",))["term"])
    assert with_in - plain == {"in"}
    assert set(store.term_counts(Selection(), only=("SEA",))["term"]) == {"sea"}


def test_a_word_has_no_contexts_in_a_voice_it_does_not_stand_in(tmp_path):
    one = told("Lee left. “Rain came,” said Lee.", quotes=[said("Rain came,", by="Lee")])
    store = store_of(tmp_path / "store", one)
    assert store.contexts(Selection(voice="quoted"), "left").n_hits == 0
    assert store.contexts(Selection(voice="quoted"), "said").n_hits == 0
    assert store.contexts(Selection(voice="quoted"), "rain").n_hits == 1


def test_words_of_a_voice_are_those_of_its_sentences(tmp_path):
    mixed = told(
        "Lee left early. Lee said that rain came.",
        quotes=[said("that rain came", by="Lee", quote_type="indirect")],
    )
    (row,) = (
        store_of(tmp_path / "store", mixed)
        .word_sequences(Selection(voice="outlet"), limit=1)
        .to_dict("records")
    )
    assert (row["words"], row["n_sentences"]) == (["lee", "left", "early"], 1)
