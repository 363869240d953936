"""The user's word on names: what it says, what it is refused for, and that nothing else need be done anew."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import CorpusError, StoreError
from analysis.store import schema
from analysis.store.aliases import (
    Alias,
    Word,
    aliases_beside,
    aliases_csv,
    kept_word,
    read_aliases,
    unused_aliases,
)
from analysis.store.corrections import apply_aliases
from analysis.store.selection import Selection
from analysis.store.store import Store
from builders import article, said, store_of, told

ALL = Selection()
NAMES = {
    "Ana Ito": "PERSON",
    "Ito": ("Ana Ito", "PERSON"),
    "Rail Union": "ORG",
    "RU": ("Rail Union", "ORG"),
    "Leeds": "GPE",
}
ONE = told(
    "Ana Ito met the Rail Union in Leeds. “We strike,” said Ito. “Yes,” said RU.",
    names=NAMES,
    quotes=[
        said("We strike,", by="Ito", entity="Ana Ito"),
        said("Yes,", by="RU", entity="Rail Union; Ana Ito"),
    ],
)
OTHER = told("Ito of Kyoto left Leeds.", names={"Ito": "PERSON", "Leeds": "GPE"}, outlet="Herald")


def counts(store: Store) -> dict[str, int]:
    found = store.entity_counts(ALL, ())
    return dict(zip(found["entity"], found["n_mentions"], strict=True))


def told_store(folder: Path, *aliases: Alias) -> Store:
    return store_of(folder, ONE, OTHER, aliases=aliases)


BEFORE = {"Ana Ito": 2, "Ito": 1, "Rail Union": 2, "Leeds": 2}
CASES = {
    "nothing": ((), BEFORE),
    "merge": ((Alias("merge", "Ito", "Ana Ito"),), {"Ana Ito": 3, "Rail Union": 2, "Leeds": 2}),
    "merge into a form": ((Alias("merge", "Leeds", "RU"),), {"Ana Ito": 2, "Ito": 1, "Rail Union": 4}),
    "rename": ((Alias("rename", "Leeds", "City of Leeds"),), BEFORE | {"City of Leeds": 2, "Leeds": 0}),
    "split a form": (
        (Alias("split", "RU", "Rugby Union"),),
        BEFORE | {"Rail Union": 1, "Rugby Union": 1},
    ),
    "split within one article": (
        (Alias("split", "Ito", "Ben Ito", OTHER[0].article_id),),
        {"Ana Ito": 2, "Ben Ito": 1, "Rail Union": 2, "Leeds": 2},
    ),
    "drop": ((Alias("drop", "Leeds"),), BEFORE | {"Leeds": 0}),
    "drop in one article": ((Alias("drop", "Leeds", "", OTHER[0].article_id),), BEFORE | {"Leeds": 1}),
    "one after the other": (
        (
            Alias("merge", "Ito", "Ana Ito"),
            Alias("rename", "Ana Ito", "A. Ito"),
            Alias("split", "Ito", "Ito"),
        ),
        {"A. Ito": 1, "Ito": 2, "Rail Union": 2, "Leeds": 2},
    ),
    "unknown": ((Alias("merge", "Nobody", "Leeds"), Alias("drop", "Nothing")), BEFORE),
}


@pytest.mark.parametrize(("aliases", "expected"), CASES.values(), ids=CASES)
def test_each_instruction_changes_the_counts_it_is_about(tmp_path, aliases, expected):
    assert counts(told_store(tmp_path / "store", *aliases)) == {name: n for name, n in expected.items() if n}


@pytest.mark.parametrize("aliases", [case[0] for case in CASES.values()], ids=CASES)
def test_an_edit_gives_the_tables_a_new_analysis_would(tmp_path, aliases):
    fresh = told_store(tmp_path / "fresh", *aliases)
    edited = told_store(tmp_path / "edited", Alias("merge", "Leeds", "Ito"), Alias("drop", "RU"))
    key = apply_aliases(edited.path, aliases)
    for name in schema.TABLES:
        file = f"tables/{name}.parquet"
        assert (fresh.path / file).read_bytes() == (edited.path / file).read_bytes(), name
    opened = Store.open(edited.path)
    assert opened.key == key == fresh.key
    assert opened.aliases() == aliases


def test_taking_every_alias_back_gives_the_results_before(tmp_path):
    store = told_store(tmp_path / "store")
    apply_aliases(store.path, [Alias("drop", "Leeds"), Alias("merge", "Ito", "Ana Ito")])
    assert counts(Store.open(store.path)) != BEFORE
    assert apply_aliases(store.path, []) == store.key
    assert counts(Store.open(store.path)) == BEFORE


def test_speakers_follow_also_one_of_two(tmp_path):
    store = told_store(
        tmp_path / "store", Alias("split", "Ito", "Ben Ito"), Alias("rename", "Rail Union", "Union")
    )
    speakers = store.quotes(ALL).set_index("speaker")["speaker_entity"].to_dict()
    assert speakers == {"Ito": "Ben Ito", "RU": "Union; Ana Ito"}
    dropped = told_store(tmp_path / "dropped", Alias("drop", "Ana Ito"))
    speakers = dropped.quotes(ALL).set_index("speaker")["speaker_entity"]
    assert pd.isna(speakers["Ito"])
    assert speakers["RU"] == "Rail Union"


def test_a_kind_holds_for_the_whole_entity(tmp_path):
    store = told_store(
        tmp_path / "store", Alias("label", "Leeds", "ORG"), Alias("rename", "Leeds", "Leeds United")
    )
    found = store.entity_counts(ALL, ()).set_index("entity")["label"]
    assert found["Leeds United"] == "ORG"
    assert found["Ana Ito"] == "PERSON"


def test_every_merge_is_listed_with_its_reason(tmp_path):
    store = told_store(tmp_path / "store", Alias("merge", "Ito", "Ana Ito", OTHER[0].article_id))
    listed = store.merges(ALL)[["entity", "form", "name", "how", "reason", "n_mentions"]].to_numpy().tolist()
    assert listed == [
        ["Ana Ito", "Ito", "Ana Ito", "builder", "", 1],
        ["Ana Ito", "Ito", "Ito", "", "your word: merge", 1],
        ["Rail Union", "RU", "Rail Union", "builder", "", 1],
    ]
    assert set(store.merges(ALL, entity="Rail Union")["form"]) == {"RU"}


def test_forms_sum_to_the_mentions(tmp_path):
    store = told_store(tmp_path / "store", Alias("merge", "Ito", "Ana Ito"))
    forms = store.entity_forms(ALL, "Ana Ito")
    assert forms[["outlet", "form", "count"]].to_numpy().tolist() == [
        ["Gazette", "Ana Ito", 1],
        ["Gazette", "Ito", 1],
        ["Herald", "Ito", 1],
    ]


def test_an_instruction_about_nothing_is_told(tmp_path):
    store = told_store(tmp_path / "store", Alias("drop", "Nothing"), Alias("drop", "Leeds"))
    assert unused_aliases(store.path) == [Alias("drop", "Nothing")]


HOSTILE = [
    'A "b", c',
    "<b>Ada</b>",
    "=cmd|' /C calc'!A0",
    "A\x01\u202eB",
    "X " * 200 + "Y",
    "'; DROP TABLE x",
    "…; …",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_merged_and_renamed_like_any_other(tmp_path, name):
    aliases = (Alias("merge", "Ito", name), Alias("rename", "Leeds", name + "!"), Alias("drop", name + "?"))
    assert read_aliases(aliases_csv(aliases)) == aliases
    store = told_store(tmp_path / "store", *aliases)
    assert counts(store) == {"Ana Ito": 2, name: 1, "Rail Union": 2, name + "!": 2}
    assert kept_word(store.path).all == aliases


def test_a_table_of_aliases_is_read_in_any_order_of_columns():
    text = "\ufeffname,action,into,scope\nIto,Merge,Ana Ito,\n,,,\nLeeds,label,org,\n\n"
    assert read_aliases(text) == (Alias("merge", "Ito", "Ana Ito"), Alias("label", "Leeds", "ORG"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("join,Ito,Ana,", "row 2: 'action' is 'join', expected merge, split, rename, drop or label"),
        ("drop,,,", "row 2: 'name' is empty, expected the name to drop"),
        ("merge,Ito,,", "row 2: 'value' is empty, expected what 'Ito' is to merge to"),
        ("rename,Ito,Ito,", "row 2: 'value' is 'Ito', the same as 'name'"),
        ("label,Ito,HUMAN,", "row 2: 'value' is 'HUMAN', expected a kind: PERSON, ORG"),
        ("drop,Ito,Ana,", "row 2: 'value' is 'Ana', but drop takes none"),
        ("label,Ito,ORG,0123456789abcdef", "row 2: 'article_id' is '0123456789abcdef', but a kind holds"),
        ("drop,Ito,,Gazette", "row 2: 'article_id' is 'Gazette', expected 16 hex digits"),
        ("merge,Ito,Ana,,Ben", "row 2: it has 5 cells where the header has 4"),
        ('drop,"Ito', "it is no table of comma-separated values"),
    ],
)
def test_a_row_that_is_no_alias_is_named_with_its_value(row, message):
    with pytest.raises(CorpusError) as error:
        read_aliases(f"action,name,value,article_id\n{row}\n", file="aliases.csv")
    assert message in str(error.value)
    assert str(error.value).startswith("aliases.csv")


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(CorpusError, match="its columns are 'name', 'kind'; expected action, name, value"):
        read_aliases("name,kind\nIto,x\n")
    with pytest.raises(CorpusError, match="its columns are none"):
        read_aliases("")


def test_aliases_lie_beside_the_corpus(tmp_path):
    assert aliases_beside(tmp_path) is None
    (tmp_path / "aliases.csv").write_text("action,name\ndrop,Ito\n", encoding="utf-8")
    assert aliases_beside(tmp_path) == aliases_beside(tmp_path / "news.jsonl") == (Alias("drop", "Ito"),)
    (tmp_path / "aliases.csv").write_bytes(b"action,name\ndrop,\xff\n")
    with pytest.raises(CorpusError, match=r"aliases\.csv cannot be read: it is not UTF-8"):
        aliases_beside(tmp_path)


def test_a_file_read_again_leaves_what_was_edited_since():
    drop, merge, rename = Alias("drop", "A"), Alias("merge", "B", "C"), Alias("rename", "D", "E")
    word = Word().with_file([drop, merge])
    assert word == Word((drop, merge), (drop, merge))
    edited = Word((merge, rename), word.file)  # in the dashboard: drop taken back, rename added
    assert edited.with_file([drop, merge]) == Word((merge, rename), (drop, merge))
    assert edited.with_file([drop, Alias("label", "F", "ORG")]).all == (Alias("label", "F", "ORG"), rename)


def test_where_there_is_no_store_nothing_is_edited(tmp_path):
    with pytest.raises(StoreError, match="no store of results"):
        apply_aliases(tmp_path, [Alias("drop", "Ito")])
    store = told_store(tmp_path / "store")
    (store.path / "parts" / "places.parquet").unlink()
    with pytest.raises(StoreError, match=r"places\.parquet is missing or damaged; analyse again"):
        apply_aliases(store.path, [Alias("drop", "Ito")])
    assert counts(Store.open(store.path)) == BEFORE


def test_an_empty_corpus_takes_aliases(tmp_path):
    store = store_of(tmp_path / "store", aliases=[Alias("drop", "Ito")])
    assert store.entity_counts(ALL, ()).empty
    apply_aliases(store.path, [])
    assert article("x").article_id not in set(Store.open(store.path).articles(ALL)["article_id"])


def quotes_after(folder: Path, *aliases: Alias) -> list[tuple[str | None, str | None]]:
    one = told(
        "Ana Ito and Bo Liu said that all was over.",
        names={"Ana Ito": "PERSON", "Bo Liu": "PERSON"},
        quotes=[
            said(
                "that all was over",
                by="Ana Ito",
                entity="Ana Ito; Bo Liu",
                kind="person",
                quote_type="indirect",
            )
        ],
    )
    found = store_of(folder / "store", one, aliases=aliases).quotes(ALL)[["speaker_entity", "kind"]]
    return list(found.astype(object).where(found.notna(), None).itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ((), ("Ana Ito; Bo Liu", "person")),
        ((Alias("merge", "Bo Liu", "Ana Ito"),), ("Ana Ito", "person")),
        ((Alias("drop", "Ana Ito"),), ("Bo Liu", "person")),
        ((Alias("drop", "Ana Ito"), Alias("drop", "Bo Liu")), (None, None)),
        ((Alias("label", "Ana Ito", "ORG"),), ("Ana Ito; Bo Liu", "organisation")),
    ],
)
def test_who_speaks_and_of_which_kind_follows_the_users_word(tmp_path, aliases, expected):
    assert quotes_after(tmp_path, *aliases) == [expected]
