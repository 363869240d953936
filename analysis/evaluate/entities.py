"""How well entities are found and grouped, against annotated articles.

mention   exact spans: precision, recall, F1; a leading "the" and a closing possessive 's are forgiven.
label     share of the matched mentions with the right kind.
B³        grouping over all mentions; one not found counts as wrong. Bagga & Baldwin (1998).
CEAF-e    entities aligned one to one by the share of common mentions, greedily. Luo (2005).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.errors import CorpusError
from analysis.evaluate.gold import GoldEntity, GoldRecord, Mark

DONT_CARE = ("OTHER", "EVENT")  # left out of the core score
FIGURES = ("precision", "recall", "mention_f1", "label", "b3", "ceaf_e")
SEED = 0

Interval = tuple[float, float]


def score_entities(
    gold: Iterable[GoldRecord], predictions: Iterable[GoldRecord], *, core: bool = False, bootstrap: int = 0
) -> dict[str, float | int | Interval]:
    """Scores of predictions over all articles of the gold, each 0 to 1, more is better.

    core: mentions that are OTHER or EVENT in the gold count neither for nor against.
    bootstrap: resamples of the articles (seeded); above 0, each figure f gets f_interval, its 95 % interval.

    Returns articles, gold_mentions, predicted_mentions, and the FIGURES. An article without predictions counts as
    one in which nothing was found.

    Raises CorpusError (a ValueError) for an empty gold.
    """
    by_article = {record.doc_id: record.entities for record in predictions}
    rows = [_counts(record, by_article.get(record.doc_id, ()), core) for record in gold]
    if not rows:
        raise CorpusError("no gold articles: expected lines with doc_id, text and entities")
    total = sum(rows, Counter())
    result: dict[str, float | int | Interval] = {
        "articles": len(rows),
        "gold_mentions": int(total["gold"]),
        "predicted_mentions": int(total["predicted"]),
        **_figures(total),
    }
    if bootstrap:
        result.update(_intervals(rows, bootstrap))
    return result


def _intervals(rows: list[Counter[str]], bootstrap: int) -> dict[str, Interval]:
    chance = random.Random(SEED)
    drawn = [_figures(sum(chance.choices(rows, k=len(rows)), Counter())) for _ in range(bootstrap)]
    intervals = {}
    for figure in FIGURES:
        values = sorted(figures[figure] for figures in drawn)
        low, high = int(0.025 * len(values)), max(0, int(0.975 * len(values)) - 1)
        intervals[f"{figure}_interval"] = (values[low], values[high])
    return intervals


def _counts(gold: GoldRecord, predicted: Iterable[GoldEntity], core: bool) -> Counter[str]:
    """What one article adds to the sums the figures are made of; sums of articles add up."""
    labels = {mark: entity.label for entity in gold.entities for mark in entity.mentions}
    ignored = {mark for mark, label in labels.items() if core and label in DONT_CARE}
    right = {m: n for n, e in enumerate(gold.entities) for m in e.mentions if m not in ignored}
    found: dict[Mark, int] = {}
    found_labels: dict[Mark, str] = {}
    for n, entity in enumerate(predicted):
        for mark in entity.mentions:
            if (tidied := _tidied(gold.text, mark, labels)) not in ignored:
                found[tidied], found_labels[tidied] = n, entity.label
    both = right.keys() & found.keys()
    gold_groups, found_groups = _groups(right), _groups(found)
    counts: Counter[str] = Counter()
    counts.update(gold=len(right), predicted=len(found), both=len(both))
    counts.update(label=sum(labels[m] == found_labels[m] for m in both))
    counts.update(gold_groups=len(gold_groups), found_groups=len(found_groups))
    sums = {"b3_recall": 0.0, "b3_precision": 0.0}
    for mark in sorted(both):
        group, other = gold_groups[right[mark]], found_groups[found[mark]]
        sums["b3_recall"] += len(group & other) / len(group)
        sums["b3_precision"] += len(group & other) / len(other)
    sums["aligned"] = _aligned(gold_groups, found_groups)
    counts.update(sums)
    return counts


def _tidied(text: str, mark: Mark, gold: dict[Mark, str]) -> Mark:
    """The mark, or the gold mark it equals but for a leading "the" and a closing 's."""
    start, end = mark
    if mark in gold or not text:
        return mark
    after_the = start + 4 if text.startswith(("the ", "The "), start) else start
    if (after_the, end) in gold:
        return after_the, end
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return (after_the, end) if (after_the, end) in gold else (start, end)


def _groups(entity_of: dict[Mark, int]) -> dict[int, set[Mark]]:
    groups: dict[int, set[Mark]] = defaultdict(set)
    for mark, entity in entity_of.items():
        groups[entity].add(mark)
    return dict(groups)


def _aligned(gold: dict[int, set[Mark]], found: dict[int, set[Mark]]) -> float:
    """Summed similarity of gold and found entities paired one to one, the most similar first."""
    pairs = [
        (2 * len(a & b) / (len(a) + len(b)), i, j) for i, a in gold.items() for j, b in found.items() if a & b
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    total = 0.0
    for similarity, i, j in sorted(pairs, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            total += similarity
    return total


def _figures(counts: Counter[str]) -> dict[str, float]:
    precision = counts["both"] / max(1, counts["predicted"])
    recall = counts["both"] / max(1, counts["gold"])
    return {
        "precision": precision,
        "recall": recall,
        "mention_f1": _f(precision, recall),
        "label": counts["label"] / max(1, counts["both"]),
        "b3": _f(
            counts["b3_precision"] / max(1, counts["predicted"]), counts["b3_recall"] / max(1, counts["gold"])
        ),
        "ceaf_e": _f(
            counts["aligned"] / max(1, counts["found_groups"]),
            counts["aligned"] / max(1, counts["gold_groups"]),
        ),
    }


def _f(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
