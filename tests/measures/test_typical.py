"""Keyness with articles as the unit: each number by a second route, shuffled labels, copied articles, odd input."""

from itertools import combinations
from math import log, log2, sqrt

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.stats import chi2, chi2_contingency, false_discovery_control

from analysis.measures.article_counts import ArticleCounts
from analysis.measures.discovery import adjusted
from analysis.measures.significance import article_test
from analysis.measures.typical import COLUMNS, typical_terms

N_TERMS = 400


def frames(*articles: tuple[str, str, int, dict[str, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts and articles from (outlet, story, n_words, count by term)."""
    rows = [(f"a{n}", term, count) for n, (*_, found) in enumerate(articles) for term, count in found.items()]
    about = [(f"a{n}", outlet, story, size) for n, (outlet, story, size, _) in enumerate(articles)]
    return (
        pd.DataFrame(rows, columns=["article_id", "term", "count"]),
        pd.DataFrame(about, columns=["article_id", "outlet", "story", "n_words"]),
    )


ONE_STORY = frames(
    ("A", "s", 100, {"war": 6, "talks": 2}),
    ("A", "s", 300, {"war": 3, "sea": 1}),
    ("B", "s", 200, {"war": 1, "talks": 5}),
    ("B", "s", 400, {"talks": 2, "law": 4}),
)
TWO_STORIES = frames(
    ("A", "s", 100, {"war": 4}),
    ("B", "s", 50, {"war": 1, "sea": 2}),
    ("A", "t", 30, {"war": 1}),
    ("B", "t", 90, {"war": 5}),
    ("A", "alone", 500, {"war": 50}),
)


def bursty(n_articles: int, seed: int = 0, planted: float = 1.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three outlets on two stories, a Zipf vocabulary in bursts; A uses ten words `planted` times more."""
    random = np.random.default_rng(seed)
    base = 1 / np.arange(1, N_TERMS + 1) ** 1.05
    told = []
    for n in range(n_articles):
        chances = base * random.gamma(0.3, 1 / 0.3, N_TERMS)
        outlet = "ABC"[n % 3]
        if outlet == "A":
            chances[20:30] *= planted
        found = random.multinomial(size := int(random.integers(150, 300)), chances / chances.sum())
        told.append((outlet, f"s{n // 3 % 2}", size, {f"w{t}": int(found[t]) for t in np.flatnonzero(found)}))
    return frames(*told)


def row(table: pd.DataFrame, outlet: str, term: str) -> pd.Series:
    return table.set_index(["outlet", "term"]).loc[(outlet, term)]


def test_g2_agrees_with_scipy_and_has_the_sign_of_the_difference():
    table = typical_terms(*ONE_STORY)
    for outlet, term, here, there in (("A", "war", (9, 400), (1, 600)), ("A", "talks", (2, 400), (7, 600))):
        cells = [[n, size - n] for n, size in (here, there)]
        expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        sign = 1 if here[0] / here[1] > there[0] / there[1] else -1
        assert row(table, outlet, term)["g2"] == pytest.approx(sign * expected)


def test_the_log_ratio_is_that_of_the_rates_with_half_an_occurrence_added():
    found = row(typical_terms(*ONE_STORY), "A", "war")
    assert found["log_ratio"] == pytest.approx(log2((9.5 / 400) / (1.5 / 600)))
    assert [found["n_target"], found["n_reference"]] == [9, 1]
    assert [found["n_articles_target"], found["n_articles_reference"]] == [2, 1]


def test_stories_are_put_together_by_mantel_and_haenszel():
    """By the formula in plain arithmetic; the story of one outlet counts for nothing."""
    upper = 4 * 50 / 150 + 1 * 90 / 120 + 0.5 * (140 / 270)
    lower = 1 * 100 / 150 + 5 * 30 / 120 + 0.5 * (130 / 270)
    found = row(typical_terms(*TWO_STORIES), "A", "war")
    assert found["log_ratio"] == pytest.approx(log2(upper / lower))
    assert found["n_target"] == 5


def test_with_one_article_a_side_the_interval_is_that_of_two_poisson_rates():
    """On one story Greenland and Robins' error is √(1 ÷ y₁ + 1 ÷ y₂), here with the halves added."""
    found = row(typical_terms(*frames(("A", "s", 100, {"war": 4}), ("B", "s", 50, {"war": 1}))), "A", "war")
    upper, lower = 4 / 3 + 0.5 / 3, 2 / 3 + 0.5 * 2 / 3
    expected = sqrt(6 * (2 / 3) * (1 / 3) / (upper * lower)) / log(2)
    assert (found["ratio_high"] - found["ratio_low"]) / (2 * 1.959964) == pytest.approx(expected)
    assert expected == pytest.approx(sqrt(1 / 4.5 + 1 / 1.5) / log(2), rel=0.05)


def test_dispersion_by_hand():
    """War: 6 of 9 in the article that has 100 of 400 words: ½(|6/9 − ¼| + |3/9 − ¾|) ÷ (1 − ¼)."""
    table = typical_terms(*ONE_STORY)
    assert row(table, "A", "war")["dp"] == pytest.approx((6 / 9 - 1 / 4) / (3 / 4))
    assert row(table, "B", "law")["dp"] == pytest.approx((1 / 3) / (1 - 1 / 3))


def test_the_article_test_has_the_moments_of_all_permutations():
    counts, articles = bursty(12)
    sparse = ArticleCounts.of(counts, articles)
    _, away = article_test(sparse)
    scores = np.zeros((12, len(sparse.terms)))
    scores[sparse.article, sparse.term] = np.sqrt(sparse.occurrences / sparse.n_words[sparse.article])
    mine = [set(np.flatnonzero((sparse.outlet == 0) & (sparse.story == story))) for story in (0, 1)]
    pools = [np.flatnonzero(sparse.story == story) for story in (0, 1)]
    sums = [
        [scores[list(chosen)].sum(axis=0) for chosen in combinations(pool, len(own))]
        for pool, own in zip(pools, mine, strict=True)
    ]
    every = np.array([first + second for first in sums[0] for second in sums[1]])
    observed = scores[[*mine[0], *mine[1]]].sum(axis=0)
    varied = every.std(axis=0) > 1e-9
    assert away[0][varied] == pytest.approx(((observed - every.mean(0)) / every.std(0))[varied], abs=1e-8)


def test_p_is_no_smaller_than_the_permutations_of_a_rare_term_allow():
    """Five articles of twenty hold the term, all of them A's five: one choice of C(20, 5), twice for two sides."""
    told = [("A" if n < 5 else "B", "s", 100, {"rare": 3} if n < 5 else {"x": 1}) for n in range(20)]
    p = row(typical_terms(*frames(*told)), "A", "rare")["p"]
    assert p >= 2 / 15_504 * 0.9999
    assert p < 0.001


def test_p_is_rarely_small_by_chance_and_often_where_a_difference_is_planted():
    counts, articles = bursty(120, planted=8)
    table = typical_terms(counts, articles, n_samples=2)
    told = table[table["told"] & (table["outlet"] == "A") & (table["log_ratio"] > 0)]
    planted = {f"w{n}" for n in range(20, 30)}
    assert len(planted & set(told["term"])) >= 5
    assert set(told["term"]) <= planted


def test_shuffled_labels_give_no_typical_word_where_counting_words_gives_many():
    """100 seeded shuffles of the labels within stories. The word-level G² finds "significant" words nearly always."""
    counts, articles = bursty(60)
    random = np.random.default_rng(7)
    by_articles, by_words = 0, 0
    for n in range(100):
        labels = articles.groupby("story")["outlet"].transform(random.permutation)
        sparse = ArticleCounts.of(counts, articles.assign(outlet=labels))
        p, _ = article_test(sparse)
        assert np.isfinite(p).sum() > 300
        by_articles += bool((adjusted(p) < 0.05).any())
        if n < 4:
            g2 = typical_terms(counts, articles.assign(outlet=labels), n_samples=2)["g2"]
            by_words += bool((adjusted(chi2.sf(g2.abs(), 1)) < 0.05).any())
    assert by_articles <= 5
    assert by_words == 4


def test_adjustment_agrees_with_scipy_and_leaves_out_what_was_not_tested():
    p = np.random.default_rng(1).random(50) ** 3
    assert adjusted(p) == pytest.approx(false_discovery_control(p))
    with_gap = adjusted(np.insert(p, 7, np.nan))
    assert np.isnan(with_gap[7])
    assert np.delete(with_gap, 7) == pytest.approx(adjusted(p))


def test_intervals_by_articles_are_wider_where_words_come_in_bursts():
    table = typical_terms(*bursty(60))
    frequent = table[table["n_target"] > 30]
    by_words = table.assign(width=table["ratio_high"] - table["ratio_low"])
    assert set(frequent["interval_by"]) == {"articles"}
    plain = typical_terms(*ONE_STORY)
    assert (plain["ratio_high"] > plain["ratio_low"]).all()
    assert by_words["width"].gt(0).all()
    assert (frequent["ratio_high"] - frequent["ratio_low"]).median() > 1.0


def test_resampling_agrees_with_drawing_articles_with_replacement():
    counts, articles = bursty(60)
    found = row(typical_terms(counts, articles, n_samples=400), "A", "w3")
    wide = counts[counts["term"] == "w3"].set_index("article_id")["count"]
    articles = articles.assign(n=articles["article_id"].map(wide).fillna(0))
    random, ratios = np.random.default_rng(0), []
    for _ in range(200):
        drawn = articles.iloc[random.integers(0, len(articles), len(articles))]
        parts = [0.0, 0.0]
        for _, story in drawn.groupby("story"):
            own, rest = story[story["outlet"] == "A"], story[story["outlet"] != "A"]
            n1, n2 = own["n_words"].sum(), rest["n_words"].sum()
            parts[0] += own["n"].sum() * n2 / (n1 + n2)
            parts[1] += rest["n"].sum() * n1 / (n1 + n2)
        ratios.append(log2(parts[0] / parts[1]))
    assert (found["ratio_high"] - found["ratio_low"]) / (2 * 1.96) == pytest.approx(np.std(ratios), rel=0.3)


def test_one_article_an_outlet_is_never_told_and_says_that_its_interval_is_by_words():
    table = typical_terms(*frames(("A", "s", 100, {"war": 40}), ("B", "s", 100, {"sea": 40, "war": 1})))
    assert not table["told"].any()
    assert table["p"].isna().all()
    assert table["dp"].isna().all()
    assert set(table["interval_by"]) == {"words"}
    assert row(table, "A", "war")["flags"] == "one article"
    assert row(table, "B", "sea")["flags"] == "one article, not elsewhere"
    assert np.isfinite(table[["log_odds", "z", "log_ratio", "ratio_low", "ratio_high", "g2"]]).all().all()


def test_copies_change_the_ranking_and_leaving_them_out_restores_it():
    counts, articles = bursty(30)
    copies = [f"copy{n}" for n in range(50)]
    more_articles = pd.concat(
        [articles, pd.concat([articles.iloc[[0]]] * 50).assign(article_id=copies)], ignore_index=True
    )
    own = counts[counts["article_id"] == "a0"]
    more = pd.concat([counts, *(own.assign(article_id=one) for one in copies)], ignore_index=True)
    plain = typical_terms(counts, articles)
    assert typical_terms(more, more_articles)["term"].tolist() != plain["term"].tolist()
    without = typical_terms(
        more[~more["article_id"].isin(copies)], more_articles[~more_articles["article_id"].isin(copies)]
    )
    assert_frame_equal(without, plain)


def test_order_of_rows_and_names_of_articles_do_not_matter_and_input_stays():
    counts, articles = bursty(20)
    before = counts.copy(), articles.copy()
    plain = typical_terms(counts, articles)
    assert_frame_equal(counts, before[0])
    assert_frame_equal(articles, before[1])
    shuffled = typical_terms(counts.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2))
    assert_frame_equal(plain, shuffled)


@pytest.mark.parametrize(
    "told", [[], [("A", "s", 10, {"x": 3})], [("A", "s", 10, {"x": 3}), ("B", "t", 9, {"x": 2})]]
)
def test_nothing_to_compare_gives_an_empty_table_with_all_columns(told):
    counts, articles = frames(*told)
    table = typical_terms(counts.astype({"count": "int64"}), articles)
    assert table.empty
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS


def test_each_error_names_what_is_wrong():
    counts, articles = ONE_STORY
    with pytest.raises(ValueError, match="a term stands twice for one article"):
        typical_terms(pd.concat([counts, counts]), articles)
    with pytest.raises(ValueError, match="an article stands twice"):
        typical_terms(counts, pd.concat([articles, articles]))
    with pytest.raises(ValueError, match="'a0' of the counts is not in articles"):
        typical_terms(counts, articles.iloc[1:])
    with pytest.raises(ValueError, match="n_samples is 1"):
        typical_terms(counts, articles, n_samples=1)
