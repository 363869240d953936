"""A store on disk: what it refuses, what it says, and that nothing of it depends on how it was made."""

from __future__ import annotations

import json
import os
import threading

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.errors import SchemaError, StoreError
from analysis.store import schema
from analysis.store.connection import open_connection
from analysis.store.manifest import article_hash, corpus_hash
from analysis.store.merge import Place, finish, save_part, write_store
from analysis.store.selection import Selection
from analysis.store.store import Store
from analysis.store.writer import make_tables
from builders import annotation, article, said, same_name, store_of, strike_corpus, told


@pytest.fixture
def store(tmp_path):
    speech = told(
        "“Leeds is calm,” said Lee.", names={"Leeds": "GPE"}, quotes=[said("Leeds is calm,", by="Lee")]
    )
    return store_of(tmp_path / "store", *strike_corpus(), speech)


QUOTES = (
    "article_id quote outlet story published quote_type cue_lemma cue_class speaker speaker_entity kind n_words "
    "nested rule confidence sentence start end content"
)
QUERIES = {
    "stories": lambda store, selection: store.stories(),
    "entity_options": lambda store, selection: store.entity_options(),
    "articles": lambda store, selection: store.articles(selection),
    "totals": lambda store, selection: store.totals(selection),
    "term_counts": lambda store, selection: store.term_counts(selection),
    "entity_counts": lambda store, selection: store.entity_counts(selection),
    "entity_pairs": lambda store, selection: store.entity_pairs(selection, ("outlet",)),
    "entity_windows": lambda store, selection: store.entity_windows(selection, ("outlet",)),
    "entity_forms": lambda store, selection: store.entity_forms(selection, "Ana Ito"),
    "spoken_of": lambda store, selection: store.spoken_of(selection, "Leeds"),
    "sentence_scores": lambda store, selection: store.sentence_scores(selection),
    "quotes": lambda store, selection: store.quotes(selection),
    "quotes_in_context": lambda store, selection: store.quotes_in_context(selection),
    "quote_options": lambda store, selection: store.quote_options(selection),
    "quoted_words": lambda store, selection: store.quoted_words(selection),
    "sentences_of_term": lambda store, selection: store.sentences_of_term(selection, "strike"),
    "sentences_of_entity": lambda store, selection: store.sentences_of_entity(selection, "Leeds"),
    "sentences_of_pair": lambda store, selection: store.sentences_of_pair(selection, "Ana Ito", "Leeds"),
    "sentences_of_form": lambda store, selection: store.sentences_of_form(
        selection, "Ana Ito", "name", "Ito"
    ),
    "sentences_spoken_of": lambda store, selection: store.sentences_spoken_of(selection, "Leeds", "Lee"),
    "sentences_of_speaker": lambda store, selection: store.sentences_of_speaker(selection, "Ana Ito"),
    "sentences_scored": lambda store, selection: store.sentences_scored(selection, -1, 1),
    "sentences_compared": lambda store, selection: store.sentences_compared(selection, "opposite", 0.05),
    "targets": lambda store, selection: store.targets(selection),
    "targeted_tones": lambda store, selection: store.targeted_tones(selection),
    "sentences_of_tone": lambda store, selection: store.sentences_of_tone(selection, "Ana Ito"),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_an_empty_answer_has_the_columns_and_types_of_a_full_one(query, store, tmp_path):
    full = query(store, Selection())
    assert not full.empty
    empty = store_of(tmp_path / "empty")
    for answer in (query(empty, Selection()), query(empty, Selection(entities=("Leeds",), voice="quoted"))):
        assert answer.empty
        assert answer.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_columns_are_the_agreed_ones(store):
    everything = Selection()
    agreed = {
        "stories": "story n_articles n_outlets since until",
        "entity_options": "entity label n_mentions n_articles",
        "totals": "outlet n_articles n_words n_sentences",
        "term_counts": "outlet term pos count n_articles",
        "entity_counts": "outlet entity label n_mentions n_sentences n_articles",
        "entity_pairs": "outlet a b n_together n_articles",
        "entity_windows": "outlet entity label n_windows n_mentions",
        "entity_forms": "outlet kind form count n_articles",
        "spoken_of": "outlet speaker_entity n_mentions n_quotes n_articles",
        "sentence_scores": "outlet story article_id sentence voice polarity subjectivity n_scored vader n_vader "
        "n_words",
        "quotes": QUOTES,
        "quotes_in_context": f"{QUOTES} text text_start marks cues speakers",
        "quote_options": "property value n_quotes",
        "targets": "entity label n_mentions n_scored n_articles n_outlets",
        "targeted_tones": "outlet story article_id sentence entity label voice n_mentions n_negative n_neutral "
        "n_positive",
        "quoted_words": "outlet speaker_entity kind n_words n_quotes n_articles",
    } | dict.fromkeys(
        (name for name in QUERIES if name.startswith("sentences_")),
        "article_id outlet sentence start end text marks",
    )
    for name, columns in agreed.items():
        assert list(QUERIES[name](store, everything).columns) == columns.split(), name
    articles = [column for column in schema.TABLES["articles"].schema.names if column != "text"]
    assert list(store.articles(everything).columns) == [*articles, "n_sentences", "n_quotes"]


def test_the_layers_of_an_article_are_all_that_was_found_in_it(store):
    for read, found in strike_corpus():
        layers = store.layers(read.article_id)
        assert layers.article["text"] == read.text
        assert len(layers.sentences) == len(found.sentences)
        assert list(zip(layers.mentions["start"], layers.mentions["end"], strict=True)) == [
            tuple(mention.span) for mention in found.mentions
        ]
        assert len(layers.quotes) == len(found.quotes)
        assert len(layers.scored_words) == sum(
            len(sentence.scored) + len(sentence.vader_scored) for sentence in found.sentences
        )
        assert set(layers.quote_spans["role"]) <= {"content", "cue", "speaker"}
    with pytest.raises(StoreError, match="no article 'nonsense'"):
        store.layers("nonsense")


def test_passages_name_headline_and_boilerplate(tmp_path):
    text = "A strike\nSign up here\nThey strike."
    one = told(text, boilerplate={"Sign up here": "sign-up"}, headline=article(text).paragraphs[0])
    layers = store_of(tmp_path / "store", one).layers(one[0].article_id)
    assert [(row.kind, row.label, text[row.start : row.end]) for row in layers.passages.itertuples()] == [
        ("headline", "", "A strike"),
        ("boilerplate", "sign-up", "Sign up here"),
        ("paragraph", "", "They strike."),
    ]


def test_text_comes_back_code_point_for_code_point(tmp_path):
    text = "Nul\x00 é e\u0301 😀👩‍👩‍👧 李明 said.\r\nشلوم\u202e strike. \ufeffEnd strike."
    one = told(text)
    store = store_of(tmp_path / "store", one)
    assert store.layers(one[0].article_id).article["text"] == text
    found = store.sentences_of_term(Selection(), "strike")
    assert [text[start:end] for marks in found["marks"] for start, end in marks] == ["strike", "strike"]


def test_a_folder_name_with_pattern_letters_is_no_pattern(tmp_path):
    store = store_of(tmp_path / "a[1]*?{b} 'c'", *strike_corpus())
    assert store.outlets() == ["Gazette", "Herald", "Times"]


def test_a_folder_without_results_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(StoreError, match=r"no store of results.*newsparallax analyze FOLDER --out"):
        Store.open(tmp_path)
    (tmp_path / "parts").mkdir()
    with pytest.raises(StoreError, match="unfinished analysis"):
        Store.open(tmp_path)


def test_a_store_of_another_layout_is_refused_by_version(store):
    file = store.path / "manifest.json"
    file.write_text(json.dumps(store.manifest | {"version": schema.VERSION + 1}))
    with pytest.raises(StoreError, match=rf"layout version {schema.VERSION + 1}; this program reads version"):
        Store.open(store.path)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"version": {}}', b"[" * 100_000]
)
def test_a_damaged_manifest_is_refused(store, content):
    (store.path / "manifest.json").write_bytes(content)
    with pytest.raises(StoreError, match="analyse again"):
        Store.open(store.path)


@pytest.mark.parametrize("content", [None, b"", b"PAR1", b"PAR1" + b"\0" * 500 + b"PAR1"])
def test_a_damaged_table_is_named(store, content):
    file = store.path / "tables" / "terms.parquet"
    file.write_bytes(content) if content is not None else file.unlink()
    with pytest.raises(StoreError, match=r"terms\.parquet is missing or damaged"):
        Store.open(store.path)


def test_a_table_with_other_columns_is_named(store):
    file = store.path / "tables" / "terms.parquet"
    pq.write_table(pa.table({"article": [1]}), file)
    with pytest.raises(
        StoreError, match=r"terms\.parquet has the columns article; expected article, article_id"
    ):
        Store.open(store.path)


def test_a_place_that_cannot_be_written_to_is_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot save results in .*: Not a directory"):
        write_store(tmp_path / "file" / "store", strike_corpus(), link=same_name)


def test_a_full_disk_leaves_no_store_and_no_half_file(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(StoreError, match="No space left on device; free some room"):
        write_store(tmp_path / "store", strike_corpus(), link=same_name)
    assert not [path for path in (tmp_path / "store").rglob("*") if path.suffix == ".tmp"]
    assert not list((tmp_path / "store").rglob("tables/*.parquet"))
    with pytest.raises(StoreError, match="unfinished"):
        Store.open(tmp_path / "store")


def test_the_key_follows_the_results(tmp_path):
    corpus = strike_corpus()
    one = store_of(tmp_path / "one", *corpus)
    assert store_of(tmp_path / "two", *corpus).key == one.key
    assert store_of(tmp_path / "three", *corpus[1:]).key != one.key
    assert store_of(tmp_path / "four", *corpus, settings={"model": "other"}).key != one.key
    assert store_of(tmp_path / "five", *corpus, link=everybody_is_leeds).key != one.key


def everybody_is_leeds(names: pd.DataFrame) -> pd.DataFrame:
    return same_name(names).assign(entity="Leeds", reason="said so")


def test_linked_names_reach_mentions_quotes_and_entities(tmp_path):
    store = store_of(tmp_path / "store", *strike_corpus(), link=everybody_is_leeds)
    counts = store.entity_counts(Selection(), ())
    assert counts[["entity", "n_mentions"]].to_numpy().tolist() == [["Leeds", 11]]
    quoted = store.quotes(Selection())
    # who is no name of the article keeps what the article calls them
    assert quoted["speaker_entity"].tolist() == ["Leeds", "Leeds", "The minister", "officials"]
    con = duckdb.connect()
    links = con.execute(
        f"SELECT DISTINCT name, entity FROM '{store.path}/tables/entities.parquet'"
    ).fetchall()
    assert sorted(links) == [(name, "Leeds") for name in ("Ana Ito", "Leeds", "Rail Union", "York")]


def test_an_entity_has_the_label_of_most_of_its_mentions(tmp_path):
    corpus = [
        told("Paris is nice.", names={"Paris": "GPE"}),
        told("Paris. Paris. She is Paris.", names={"Paris": "PERSON"}),
    ]
    counts = store_of(tmp_path / "store", *corpus).entity_counts(Selection(), ())
    assert counts[["entity", "label", "n_mentions"]].to_numpy().tolist() == [["Paris", "PERSON", 4]]


def test_a_linker_that_loses_names_is_found_out(tmp_path):
    with pytest.raises(StoreError, match="lost or doubled names"):
        store_of(tmp_path / "store", *strike_corpus(), link=lambda names: same_name(names).iloc[1:])


def test_which_part_an_article_lies_in_changes_no_table(tmp_path):
    corpus = strike_corpus()
    one = store_of(tmp_path / "one", *corpus)

    other = tmp_path / "other"
    places = []
    for number, (read, found) in enumerate(reversed(corpus)):
        save_part(other / "parts" / f"{number}", make_tables([(read, found)]))
        places.append(Place(read.story, read.article_id, f"{number}"))
    # a part that also holds an older reading of an article: only the place named counts
    read = corpus[0][0]
    save_part(other / "parts" / "0", make_tables([(read, annotation(read)), corpus[-1]]))
    finish(
        other,
        places,
        corpus=corpus_hash(article_hash(r) for r, _ in corpus),
        settings={},
        report={},
        link=same_name,
    )
    for name in schema.TABLES:
        file = f"tables/{name}.parquet"
        assert (one.path / file).read_bytes() == (other / file).read_bytes(), name


def test_rows_lie_by_story_then_article_then_text(store):
    rows = pq.read_table(store.path / "tables" / "articles.parquet").to_pandas()
    assert rows["article"].tolist() == list(range(5))
    order = list(zip(rows["story"], rows["article_id"], strict=True))
    assert order == sorted(order)
    sentences = pq.read_table(store.path / "tables" / "sentences.parquet").to_pandas()
    assert sentences[["article", "sentence"]].to_numpy().tolist() == sorted(
        sentences[["article", "sentence"]].to_numpy().tolist()
    )


def test_every_table_has_the_columns_and_types_of_the_schema(store):
    for name, table in schema.TABLES.items():
        found = pq.read_schema(store.path / "tables" / f"{name}.parquet")
        assert found.equals(pa.schema([schema.ORDER, *table.schema])), name


def test_a_query_answers_several_threads_at_once(store):
    expected = store.term_counts(Selection())
    answers: list[bool] = []

    def ask() -> None:
        for _ in range(10):
            answers.append(store.term_counts(Selection()).equals(expected))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 40


def test_nothing_is_fetched_when_something_is_missing():
    settings = dict(
        open_connection()
        .execute("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%extensions'")
        .fetchall()
    )
    assert settings == {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def test_writing_leaves_nothing_but_the_store(store):
    assert sorted(path.name for path in store.path.iterdir()) == ["manifest.json", "parts", "tables"]
    assert sorted(os.listdir(store.path / "tables")) == sorted(f"{name}.parquet" for name in schema.TABLES)


def rows_of(table: str) -> list[dict]:
    return make_tables(strike_corpus()[:1])[table].to_pylist()


def test_check_accepts_what_was_written():
    for name, rows in make_tables(strike_corpus()).items():
        assert schema.check(name, rows) is rows


def test_check_names_the_column_that_is_wrong():
    right = make_tables(strike_corpus()[:1])["sentences"]
    with pytest.raises(SchemaError, match="sentences: columns are article_id, sentence") as missing:
        schema.check("sentences", right.drop_columns(["end"]))
    assert missing.value.table == "sentences"
    with pytest.raises(SchemaError, match=r"sentences\.start: type is double, expected int32"):
        schema.check("sentences", right.set_column(2, "start", right["start"].cast(pa.float64())))
    rows = right.to_pylist()
    rows[0]["voice"] = None
    loose = pa.schema([field.with_nullable(True) for field in right.schema])
    with pytest.raises(SchemaError, match=r"sentences\.voice: 1 missing values"):
        schema.check("sentences", pa.Table.from_pylist(rows, schema=loose))
    with pytest.raises(SchemaError, match=r"sentences: 4 keys occur more than once, such as \w{16}, 0"):
        schema.check("sentences", pa.concat_tables([right, right]))


def test_a_span_outside_the_text_is_refused():
    read, found = told("Leeds.", names={"Leeds": "GPE"})
    with pytest.raises(ValueError, match="a row of sentences spans 0 to 6, outside a text of 3 characters"):
        make_tables([(article("Lee", article_id=read.article_id), found)])


@pytest.mark.parametrize("folder", ["story=one", "outlet=Sun", "voice=own"])
def test_the_folders_a_store_lies_in_do_not_touch_its_columns(tmp_path, store, folder):
    moved = store_of(tmp_path / folder / "store", *strike_corpus())
    plain = store_of(tmp_path / "plain", *strike_corpus())
    for query in ("articles", "term_counts", "sentence_scores", "quotes"):
        pd.testing.assert_frame_equal(QUERIES[query](moved, Selection()), QUERIES[query](plain, Selection()))
