"""The label test against every way to hand out the labels."""

from itertools import combinations

import numpy as np
import pytest

from analysis.measures.permutation import label_test


def scored(counts, story):
    """Counts less the mean of their story."""
    return counts - np.array([counts[story == s].mean(axis=0) for s in story])


def exact(scores, is_first):
    """Share of all ways that give a sum as far from 0, in one story."""
    seen = np.abs(scores[is_first].sum(axis=0))
    sums = [scores[list(way)].sum(axis=0) for way in combinations(range(len(is_first)), is_first.sum())]
    return (np.abs(sums) >= seen - 1e-9).mean(axis=0)


def bursty(rng, n, m):
    return rng.poisson(rng.gamma(0.7, 2, (n, m)))


@pytest.mark.parametrize(("n", "k"), [(10, 5), (12, 4)])
def test_it_agrees_with_counting_all_ways(n, k):
    rng = np.random.default_rng(2)
    counts = bursty(rng, n, 150)
    story = np.zeros(n, dtype=int)
    is_first = np.arange(n) < k
    scores = scored(counts, story)
    p = label_test(scores, counts > 0, is_first, np.array([0]))
    true = exact(scores, is_first)
    assert np.abs(p - true).mean() < 0.08
    # Where it says "hardly chance", all ways say so too.
    assert (p <= 0.05).any()
    assert (true[p <= 0.05] <= 0.05).all()


def test_it_says_hardly_chance_no_more_often_than_chance_does():
    rng = np.random.default_rng(3)
    story = np.repeat([0, 1, 2], [6, 9, 4])
    starts = np.array([0, 6, 15])
    p = []
    for _ in range(150):
        counts = bursty(rng, len(story), 20)
        is_first = np.concatenate([rng.permutation(size) < size // 2 for size in (6, 9, 4)])
        p.append(label_test(scored(counts, story), counts > 0, is_first, starts))
    assert np.mean(np.array(p) <= 0.05) < 0.055
    assert np.mean(np.array(p) <= 0.01) < 0.012


def test_swapping_the_labels_changes_nothing():
    rng = np.random.default_rng(4)
    counts = bursty(rng, 14, 30)
    story = np.repeat([0, 1], 7)
    is_first = rng.random(14) < 0.5
    scores, starts = scored(counts, story), np.array([0, 7])
    p = label_test(scores, counts > 0, is_first, starts)
    assert p == pytest.approx(label_test(scores, counts > 0, ~is_first, starts))


def test_one_article_of_each_label_tells_nothing():
    counts = np.array([[9.0], [0.0]])
    p = label_test(scored(counts, np.array([0, 0])), counts > 0, np.array([True, False]), np.array([0]))
    assert p.tolist() == [1.0]


def test_a_thing_that_all_articles_have_alike_is_chance():
    counts = np.full((6, 1), 3.0)
    p = label_test(counts * 0, counts > 0, np.arange(6) < 3, np.array([0]))
    assert p.tolist() == [1.0]


def test_what_few_articles_have_is_never_less_likely_than_the_ways_there_are():
    """Three of six articles have it, all of one label: 1 of 20 ways, and as many the other way round."""
    counts = np.array([[5.0]] * 3 + [[0.0]] * 3)
    p = label_test(scored(counts, np.zeros(6)), counts > 0, np.arange(6) < 3, np.array([0]))
    assert p[0] == pytest.approx(0.1)
