"""Tone towards names out of a store: counts by another route, and the sentences behind each."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.store.selection import Selection
from builders import said, store_of, strike_corpus, told

NAMES = {"Roe": "PERSON", "Union": "ORG", "Leeds": "GPE"}
PIECES = [
    told(
        "Roe lost. “Roe is great,” said Roe. The Union backed Roe and Roe.",
        names=NAMES,
        tones={"Roe": "negative", "Union": "unsure"},
        quotes=[said("Roe is great,", by="Roe")],
    ),
    told("Roe won in Leeds.", outlet="Herald", names=NAMES, tones={"Roe": "positive", "Leeds": "neutral"}),
]
SELECTIONS = [
    Selection(),
    Selection(voice="quoted"),
    Selection(voice="outlet", outlets=("Gazette",)),
    Selection(entities=("Union",)),
    Selection(outlets=("Nobody",)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("tones") / "store", *PIECES)


def by_hand(selection: Selection) -> Counter:
    """(outlet, entity, tone) → mentions, out of the records; quoted is what lies in the one quotation."""
    found: Counter = Counter()
    for read, annotation in PIECES:
        quoted = [span for quote in annotation.quotes for span in quote.content]
        mentions = {mention.span: mention for mention in annotation.mentions}
        for tone in annotation.tones:
            voice = "quoted" if any(q.start <= tone.span.start < q.end for q in quoted) else "outlet"
            sentence = mentions[tone.span].sentence
            named = {m.entity for m in annotation.mentions if m.sentence == sentence}
            if (
                selection.voice in ("all", voice)
                and read.outlet in (selection.outlets or (read.outlet,))
                and (not selection.entities or named & set(selection.entities))
            ):
                found[read.outlet, tone.entity, tone.tone] += 1
    return found


@pytest.mark.parametrize(
    "selection", SELECTIONS, ids=["all", "quoted", "own words", "with the union", "nobody"]
)
def test_tones_are_counted_as_the_records_say(store, selection):
    expected = by_hand(selection)
    tones = store.targeted_tones(selection)
    found: Counter = Counter()
    for row in tones.itertuples():
        unsure = row.n_mentions - row.n_negative - row.n_neutral - row.n_positive
        for tone, n in (
            ("negative", row.n_negative),
            ("neutral", row.n_neutral),
            ("positive", row.n_positive),
        ):
            found[row.outlet, row.entity, tone] += n
        found[row.outlet, row.entity, None] += unsure
    assert +found == expected
    targets = store.targets(selection).set_index("entity")
    for entity in {name for _, name, _ in expected}:
        theirs = {key: n for key, n in expected.items() if key[1] == entity}
        assert targets.loc[entity, "n_mentions"] == sum(theirs.values())
        assert targets.loc[entity, "n_scored"] == sum(n for key, n in theirs.items() if key[2])
        assert targets.loc[entity, "n_outlets"] == len({key[0] for key in theirs})
    assert len(targets) == len({name for _, name, _ in expected})


def test_two_mentions_in_a_sentence_are_one_row(store):
    rows = store.targeted_tones(Selection(), ["Roe"])
    assert rows[["outlet", "sentence", "voice", "n_mentions"]].values.tolist() == [
        ["Gazette", 0, "outlet", 1], ["Gazette", 1, "outlet", 1], ["Gazette", 1, "quoted", 1],
        ["Gazette", 2, "outlet", 2], ["Herald", 0, "outlet", 1],
    ]  # fmt: skip


@pytest.mark.parametrize("selection", SELECTIONS[:4])
def test_every_count_opens_as_many_marks(store, selection):
    counted = by_hand(selection)
    for tone in ("negative", "neutral", "positive", "not_scored", None):
        evidence = store.sentences_of_tone(selection, "Roe", tone)
        wanted = {None: lambda _: True, "not_scored": lambda label: label is None}.get(tone, tone.__eq__)
        n = sum(count for (_, entity, label), count in counted.items() if entity == "Roe" and wanted(label))
        assert sum(map(len, evidence["marks"])) == n
        for row in evidence.itertuples():
            assert all(row.text[start - row.start : end - row.start] == "Roe" for start, end in row.marks)


def test_the_most_mentioned_come_first_and_no_more_than_asked(store, tmp_path):
    assert store.targets(Selection(), limit=1)["entity"].tolist() == ["Roe"]
    turned = store_of(tmp_path / "turned", *reversed(strike_corpus()))
    straight = store_of(tmp_path / "straight", *strike_corpus())
    assert turned.targets(Selection()).equals(straight.targets(Selection()))
    assert turned.targeted_tones(Selection()).equals(straight.targeted_tones(Selection()))
