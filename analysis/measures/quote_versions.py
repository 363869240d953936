"""The same thing said, as several outlets give it: attributions that share much of their wording.

Two attributions are versions of each other when they share at least four different words, three of them in no name, and
the shared words have at least 40 % of the weight of the lighter one. A word weighs log(1 + attributions ÷ those that
hold it), as in tf-idf; function words weigh nothing; case and a final s make no difference.

Shared wording is no proof of a shared origin: two people may say the same, and one sentence may be given twice without
a word in common.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from math import log1p
from typing import NamedTuple

LEAST_SHARED = 4  # different words; fewer meet by chance on one subject
LEAST_PLAIN = 3  # of these in no name: two sentences that name the same people need not say the same
LEAST_SHARE = 0.4  # of the weight of the lighter attribution
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Places = list[tuple[int, int]]


class Version(NamedTuple):
    """Two attributions that share wording. own, other: their labels in what was compared.

    n_shared: different words. share: what these weigh, of what all words of the lighter of the two weigh, 0 to 1.
    marks: where the shared words stand in each content, [start, end).
    """

    own: int
    other: int
    n_shared: int
    share: float
    own_marks: Places
    other_marks: Places


class Statement(NamedTuple):
    """One attribution and its versions in other outlets.

    marks: by label, where the words that the first and one of the others share stand in the content.
    """

    labels: tuple[int, ...]  # the first is the one that has most versions; the others, the closest first
    marks: dict[int, Places]
    n_outlets: int


def quote_versions(
    own: Mapping[int, str],
    others: Mapping[int, str],
    *,
    function_words: Iterable[str] = (),
    names: Iterable[str] = (),
) -> list[Version]:
    """Which of others' contents are versions of which of one's own; in the order of own, the closest first.

    own, others: contents of attributions by label. names: of whom and what the articles name.

    Raises ValueError when the two have a label in common.
    """
    if own.keys() & others.keys():
        raise ValueError("own and others share labels; give each attribution one of its own")
    wording = _Wording({**own, **others}, function_words, names)
    return [version for label in own for version in wording.versions(label, others.__contains__)]


def statements(
    contents: Mapping[int, str],
    outlets: Mapping[int, str],
    *,
    function_words: Iterable[str] = (),
    names: Iterable[str] = (),
) -> list[Statement]:
    """What at least two outlets report; told by most outlets first, then in the order of contents.

    contents, outlets: of attributions, by label. Each attribution is in one statement at most: the one with versions in
    most outlets takes them, then the next of those left.
    """
    wording = _Wording(contents, function_words, names)
    versions = {
        label: list(wording.versions(label, lambda other, own=outlets[label]: outlets[other] != own))  # type: ignore[misc]
        for label in contents
    }
    order = {label: number for number, label in enumerate(contents)}
    left, made = set(contents), []

    def told(label: int) -> tuple[int, float, int]:
        """Smaller is better; it only grows while attributions are taken, so what was once on top is looked at again."""
        open_ones = [version for version in versions[label] if version.other in left]
        n_outlets = len({outlets[version.other] for version in open_ones})
        return -n_outlets, -sum(version.share for version in open_ones), order[label]

    waiting = [(told(label), label) for label in contents if versions[label]]
    heapify(waiting)
    while waiting:
        known, first = heappop(waiting)
        if first not in left or not (now := told(first))[0]:
            continue
        if now != known:
            heappush(waiting, (now, first))
            continue
        others = [version for version in versions[first] if version.other in left]
        marks = {version.other: version.other_marks for version in others}
        marks[first] = sorted({mark for version in others for mark in version.own_marks})
        labels = (first, *(version.other for version in others))
        made.append(Statement(labels, marks, 1 - now[0]))
        left.difference_update(labels)
    return sorted(made, key=lambda one: (-one.n_outlets, min(order[label] for label in one.labels)))


class _Wording:
    """The words of attributions, what each weighs, and who shares them."""

    def __init__(
        self, contents: Mapping[int, str], function_words: Iterable[str], names: Iterable[str]
    ) -> None:
        without = {word for text in function_words for word in _places(text)}
        self.names = {word for text in names for word in _places(text)}
        self.places = {label: _places(text, without) for label, text in contents.items()}
        self.holding: dict[str, list[int]] = defaultdict(list)
        for label, words in self.places.items():
            for word in words:
                self.holding[word].append(label)
        n = len(self.places)
        self.weight = {word: log1p(n / len(labels)) for word, labels in self.holding.items()}
        self.whole = {label: self._weight(words) for label, words in self.places.items()}

    def versions(self, label: int, wanted: Callable[[int], bool]) -> Iterator[Version]:
        """The attribution's versions among the wanted ones, the closest first."""
        words = self.places[label]
        meeting = Counter(other for word in words for other in self.holding[word])
        found = []
        for other, n_shared in meeting.items():
            if n_shared < LEAST_SHARED or other == label or not wanted(other):
                continue
            shared = words.keys() & self.places[other].keys()
            if len(shared - self.names) < LEAST_PLAIN:
                continue
            share = self._weight(shared) / min(self.whole[label], self.whole[other])
            if share >= LEAST_SHARE:
                marks = (self._marks(one, shared) for one in (label, other))
                found.append(Version(label, other, n_shared, min(share, 1.0), *marks))
        yield from sorted(found, key=lambda version: (-version.share, version.other))

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weight[word] for word in sorted(words))  # in one order, so that sums are the same

    def _marks(self, label: int, words: Collection[str]) -> Places:
        return sorted(place for word in words for place in self.places[label][word])


def _places(text: str, without: Collection[str] = ()) -> dict[str, Places]:
    """Each word, in lower case and without the s of a plural or possessive, and where it stands."""
    places: dict[str, Places] = {}
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        if len(word) > 3 and not word.endswith("ss"):
            word = word.removesuffix("s")
        if word not in without:
            places.setdefault(word, []).append(match.span())
    return places
