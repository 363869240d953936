"""How well attributions are found, against annotated articles.

strict     the same words in the content
relaxed    contents matched one to one, best first, by the share of common words (Jaccard), pairs under one half dropped
e2e        a relaxed match with the right speaker: who said what, the figure to go by
token      words of content, all attributions of an article together: blind to how they are cut or joined
speaker    of the relaxed matches whose annotation has a speaker: share with the right one. Right: half the words in
           common, or the head word of each lies in the other. Without an annotated speaker none must be given.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.errors import CorpusError
from analysis.evaluate.quote_records import GoldQuote, QuoteRecord, Words, words_of

Subset = Literal["all", "speech"]
TYPES = ("direct", "indirect", "mixed")
MATCH = 0.5  # least share of common words
SEED = 0
FIGURES = ("strict", "relaxed", "e2e", "token", "token_e2e")

Interval = tuple[float, float]


def score_quotes(
    gold: Iterable[QuoteRecord],
    predictions: Iterable[QuoteRecord],
    *,
    subset: Subset = "speech",
    bootstrap: int = 0,
    by_outlet: bool = False,
) -> dict[str, Any]:
    """Scores of predictions over all articles of the gold, each 0 to 1, more is better.

    subset: with "speech", annotated beliefs and wishes ask for nothing, and what matches them costs nothing.
    bootstrap: resamples of the articles (seeded); above 0, "intervals" gives 95 % intervals of F1 and speaker accuracy.
    by_outlet: also "by_outlet", the same for the articles of each outlet.

    Returns articles, gold, predicted, strict, relaxed, e2e, token, token_e2e (each precision, recall, f1),
    speaker_accuracy, speakers (matches with an annotated speaker), and by_type: for each type the same without token.
    An article without predictions counts as one in which nothing was found.

    Raises CorpusError (a ValueError) for an empty gold.
    """
    by_article = {record.doc_id: record.quotes for record in predictions}
    records = list(gold)
    if not records:
        raise CorpusError("no gold articles: expected lines with doc_id, text and quotes")
    rows = [_counts(record, by_article.get(record.doc_id, ()), subset) for record in records]
    result = _report(rows)
    if bootstrap:
        result["intervals"] = _intervals(rows, bootstrap)
    if by_outlet:
        outlets: dict[str, list[Counter[str]]] = defaultdict(list)
        for record, row in zip(records, rows, strict=True):
            outlets[record.outlet].append(row)
        result["by_outlet"] = {outlet: _report(outlets[outlet]) for outlet in sorted(outlets)}
    return result


@dataclass(frozen=True)
class _Laid:
    """An attribution laid over the words of its text."""

    content: frozenset[int]
    speaker: frozenset[int]
    head: int | None
    quote_type: str
    speech: bool


def _lay(quotes: Iterable[GoldQuote], words: Words, *, trust_type: bool) -> list[_Laid]:
    out = []
    for quote in quotes:
        if content := words.within(quote.content):
            told = quote.quote_type if trust_type else None
            speaker = words.within(quote.speaker)
            laid = _Laid(
                content, speaker, words.head(quote.speaker), told or words.type_of(content), quote.speech
            )
            out.append(laid)
    return out


def _counts(record: QuoteRecord, predicted: Iterable[GoldQuote], subset: Subset) -> Counter[str]:
    """What one article adds to the sums the figures are made of; sums of articles add up."""
    words = words_of(record.text)
    gold = _lay(record.quotes, words, trust_type=True)
    found = _lay(predicted, words, trust_type=False)
    pairs = _match(gold, found)
    matched = {j: i for i, j in pairs.items()}
    exact = _match_exactly(gold, found)
    exactly_found = set(exact.values())
    asked = [i for i, quote in enumerate(gold) if subset == "all" or quote.speech]
    free = _free_words(gold, asked)
    judged = [j for j, quote in enumerate(found) if _is_judged(j, quote, matched, set(asked), free)]
    counts: Counter[str] = Counter()
    for i in asked:
        counts.update(_of_gold(gold[i], found[pairs[i]] if i in pairs else None, i in exact))
    for j in judged:
        counts.update(_of_found(found[j], gold[matched[j]] if j in matched else None, j in exactly_found))
    counts.update(_of_words([gold[i] for i in asked], [found[j] for j in judged], free))
    counts["articles"] = 1
    return counts


def _match(gold: Sequence[_Laid], found: Sequence[_Laid]) -> dict[int, int]:
    """Number in gold → number in found, best pairs first, ties by place."""
    pairs = sorted(
        (-_share(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.content & f.content
    )
    out: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in pairs:
        if -share >= MATCH and i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def _match_exactly(gold: Sequence[_Laid], found: Sequence[_Laid]) -> dict[int, int]:
    waiting: dict[frozenset[int], list[int]] = defaultdict(list)
    for j, quote in enumerate(found):
        waiting[quote.content].append(j)
    return {i: waiting[quote.content].pop(0) for i, quote in enumerate(gold) if waiting[quote.content]}


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _free_words(gold: Sequence[_Laid], asked: Sequence[int]) -> frozenset[int]:
    """Words that only beliefs and wishes hold: nothing is asked of them."""
    held = frozenset(w for i in asked for w in gold[i].content)
    return frozenset(w for quote in gold if not quote.speech for w in quote.content) - held


def _is_judged(j: int, quote: _Laid, matched: dict[int, int], asked: set[int], free: frozenset[int]) -> bool:
    if j in matched:
        return matched[j] in asked
    return not free or len(quote.content & free) < 0.5 * len(quote.content)


def _is_speaker(gold: _Laid, found: _Laid) -> bool:
    if not gold.speaker or not found.speaker:
        return not gold.speaker and not found.speaker
    return _share(gold.speaker, found.speaker) >= MATCH or (
        gold.head in found.speaker and found.head in gold.speaker
    )


def _of_gold(quote: _Laid, match: _Laid | None, is_exact: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for group in ("", "_" + quote.quote_type):
        counts["gold" + group] += 1
        counts["strict_gold" + group] += is_exact
        if match is not None:
            right = _is_speaker(quote, match)
            counts["relaxed_gold" + group] += 1
            counts["e2e_gold" + group] += right
            counts["speakers" + group] += bool(quote.speaker)
            counts["speakers_right" + group] += bool(quote.speaker) and right
    return counts


def _of_found(quote: _Laid, match: _Laid | None, is_exact: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for group in ("", "_" + quote.quote_type):
        counts["found" + group] += 1
        counts["strict_found" + group] += is_exact
        if match is not None:
            counts["relaxed_found" + group] += 1
            counts["e2e_found" + group] += _is_speaker(match, quote)
    return counts


def _of_words(gold: Sequence[_Laid], found: Sequence[_Laid], free: frozenset[int]) -> Counter[str]:
    holding: dict[int, list[_Laid]] = defaultdict(list)
    for quote in gold:
        for word in quote.content:
            holding[word].append(quote)
    told: dict[int, list[_Laid]] = defaultdict(list)
    for quote in found:
        for word in quote.content - free:
            told[word].append(quote)
    both = holding.keys() & told.keys()
    right = sum(any(_is_speaker(g, f) for g in holding[w] for f in told[w]) for w in both)
    return Counter(
        token_gold=len(holding), token_found=len(told), token_right=len(both), token_e2e_right=right
    )


def _report(rows: Sequence[Counter[str]]) -> dict[str, Any]:
    total = sum(rows, Counter[str]())
    result: dict[str, Any] = {"articles": len(rows), **_block(total, "")}
    for name in ("token", "token_e2e"):
        right = total[name + "_right"]
        result[name] = _figures(right, total["token_found"], right, total["token_gold"])
    result["by_type"] = {kind: _block(total, "_" + kind) for kind in TYPES}
    return result


def _block(n: Counter[str], group: str) -> dict[str, Any]:
    gold, found, speakers = n["gold" + group], n["found" + group], n["speakers" + group]
    block: dict[str, Any] = {"gold": gold, "predicted": found}
    for name in ("strict", "relaxed", "e2e"):
        block[name] = _figures(n[f"{name}_found{group}"], found, n[f"{name}_gold{group}"], gold)
    block["speaker_accuracy"] = n["speakers_right" + group] / speakers if speakers else 0.0
    block["speakers"] = speakers
    return block


def _figures(right_found: int, found: int, right_gold: int, gold: int) -> dict[str, float]:
    precision = right_found / found if found else 0.0
    recall = right_gold / gold if gold else 0.0
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def _intervals(rows: Sequence[Counter[str]], resamples: int) -> dict[str, Interval]:
    chance = random.Random(SEED)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(resamples):
        report = _report(chance.choices(rows, k=len(rows)))
        for name in FIGURES:
            drawn[name].append(report[name]["f1"])
        drawn["speaker_accuracy"].append(report["speaker_accuracy"])
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


def _middle(values: Sequence[float]) -> Interval:
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]
