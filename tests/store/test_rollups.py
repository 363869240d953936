"""Sums over a large corpus: the same numbers as counting live, the same bytes each time, none where none are needed."""

import numpy as np
import pytest

from analysis.measures.article_counts import ArticleCounts
from analysis.measures.effect_size import effect_sizes
from analysis.measures.significance import article_test
from analysis.measures.typical import COLUMNS
from analysis.measures.typical_overall import typical_overall
from analysis.store import rollups
from analysis.store.selection import Selection
from analysis.store.store import Store
from benchmarks.simulate import simulate_store

N_ARTICLES = 150
BY_ARTICLE = ("article_id", "outlet", "story")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("rollups") / "store"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rollups, "LEAST_ARTICLES", 1)
        patched.setattr(rollups, "CHUNK", 40)  # several, as in a large corpus
        simulate_store(path, N_ARTICLES)
    return Store.open(path)


@pytest.mark.parametrize("names", [False, True])
def test_the_sums_give_what_counting_every_article_gives(store, names):
    table = typical_overall(store.typical_sums(names=names))
    counts = store.term_counts(Selection(), BY_ARTICLE, names=names, pos_apart=False)
    live = ArticleCounts.of(counts, store.totals(Selection(), BY_ARTICLE))
    p, away = article_test(live)
    compared = 0
    for number, outlet in enumerate(live.outlets):
        own = table[table["outlet"] == outlet]
        term = live.terms.get_indexer(own["term"])
        effect = effect_sizes(live, number)
        assert own["log_ratio"].to_numpy() == pytest.approx(effect.log_ratio[term])
        assert own["g2"].to_numpy() == pytest.approx(effect.g2[term], abs=1e-9)
        assert own["z"].to_numpy() == pytest.approx(away[number][term], abs=1e-9)
        assert own["n_target"].tolist() == effect.n_target[term].tolist()
        assert own["n_reference"].tolist() == effect.n_reference[term].tolist()
        # Of a term that few of the outlet's own stories use the live test promises less.
        assert not (own["p"].to_numpy() > p[number][term] + 1e-9).any()
        compared += len(own)
    assert compared > 300
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS
    assert np.isfinite(table.drop(columns="dp").select_dtypes("number").fillna(1.0)).all().all()


def test_frequent_terms_are_those_of_counting_live(store):
    found = store.frequent_terms(names=False).sort_values(["outlet", "term"], ignore_index=True)
    live = store.term_counts(Selection(), names=False, pos_apart=False)
    kept = live.merge(found[["outlet", "term"]]).sort_values(["outlet", "term"], ignore_index=True)
    assert kept[["outlet", "term", "count", "n_articles"]].equals(found)
    most = live.groupby("term")["count"].sum().nlargest(5).index
    assert set(most) <= set(found["term"])


def test_built_anew_they_are_the_same_bytes(store, monkeypatch):
    monkeypatch.setattr(rollups, "LEAST_ARTICLES", 1)
    monkeypatch.setattr(rollups, "CHUNK", 40)
    folder = store.path / rollups.FOLDER
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len(before) == 2 * len(rollups.UNITS)
    rollups.build_rollups(store.path)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_small_corpus_has_none_and_says_so_with_an_empty_table(tmp_path):
    simulate_store(tmp_path / "store", 5)
    small = Store.open(tmp_path / "store")
    assert not list((tmp_path / "store").glob(f"{rollups.FOLDER}/*"))
    assert small.typical_sums().empty
    assert small.frequent_terms(form="lemma").columns.tolist() == ["outlet", "term", "count", "n_articles"]
    assert typical_overall(small.typical_sums()).columns.tolist() == list(COLUMNS)


def test_the_page_of_a_large_corpus_reads_them(store, monkeypatch):
    from dashboard.views.words import counting
    from dashboard.views.words.frequencies import word_rates
    from dashboard.views.words.typical import typical_words

    monkeypatch.setattr(counting, "MOST_LIVE", 100)
    plain = counting.Counting()
    assert counting.is_summed_up(store, Selection(), plain)
    assert not counting.is_summed_up(store, Selection(voice="outlet"), plain)
    assert not counting.is_summed_up(store, Selection(), counting.Counting(pos=("NOUN",)))
    shown = typical_words(store, Selection(), plain)
    sums = typical_overall(store.typical_sums(names=False))
    assert set(map(tuple, shown[["outlet", "term"]].to_numpy())) <= set(
        map(tuple, sums[["outlet", "term"]].to_numpy())
    )
    without = counting.Counting(without=(shown["term"].iloc[0],))
    assert shown["term"].iloc[0] not in set(typical_words(store, Selection(), without)["term"])
    rates = word_rates(store, Selection(), plain)
    live = store.term_counts(Selection(), names=False, pos_apart=False)
    assert rates["count"].max() == live["count"].max()


def test_a_large_selection_that_was_not_summed_up_says_what_to_do(store, monkeypatch):
    from streamlit.testing.v1 import AppTest

    from dashboard.views.words import counting

    def words_page(store, selection):
        from dashboard.views import words

        words.page(store, selection)

    monkeypatch.setattr(counting, "MOST_LIVE", 10)
    selection = Selection(voice="outlet")
    app = AppTest.from_function(
        words_page, kwargs={"store": store, "selection": selection}, default_timeout=30
    )
    app.run()
    assert not app.exception
    assert "Choose a story" in app.info[0].value
