"""The same thing said, as two outlets give it: attributions that share much of their wording."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import log1p
from typing import NamedTuple

LEAST_SHARED = 4  # different words; fewer meet by chance on one subject
LEAST_PLAIN = 3  # of these in no name: two sentences that name the same people need not say the same
LEAST_SHARE = 0.4  # of the weight of the shorter attribution
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

Places = list[tuple[int, int]]


class Version(NamedTuple):
    """Two attributions that share wording. own, other: their labels in what was compared.

    share: what the shared words weigh, of what all words of the lighter of the two weigh, 0 to 1; a word weighs
    log(1 + attributions ÷ those that hold it), a function word nothing. marks: where the shared words stand in each
    content, [start, end).
    """

    own: int
    other: int
    n_shared: int
    share: float
    own_marks: Places
    other_marks: Places


def quote_versions(
    own: Mapping[int, str],
    others: Mapping[int, str],
    *,
    function_words: Iterable[str] = (),
    names: Iterable[str] = (),
) -> list[Version]:
    """Which of others' contents share wording with which of one's own; in the order of own, the closest first.

    own, others: contents of attributions by label. function_words: count for nothing. names: of
    whom and what the articles name; their words count, but do not suffice. Case and a final s make no difference.

    Shared wording is no proof of a shared origin: two people may say the same, and one sentence may be given twice
    without a word in common. Raises ValueError when the two have a label in common.
    """
    if own.keys() & others.keys():
        raise ValueError("own and others share labels; give each attribution one of its own")
    weightless = {word for text in function_words for word in _places(text)}
    named = {word for text in names for word in _places(text)}
    places = {label: _places(text, weightless) for label, text in {**own, **others}.items()}
    holding = Counter(word for words in places.values() for word in words)
    weight = {word: log1p(len(places) / n) for word, n in holding.items()}
    with_word = defaultdict(list)
    for label in others:
        for word in places[label]:
            with_word[word].append(label)
    total = {label: sum(map(weight.__getitem__, sorted(words))) for label, words in places.items()}
    found = []
    for label in own:
        meeting = Counter(other for word in places[label] for other in with_word[word])
        for other, n_shared in meeting.items():
            if n_shared < LEAST_SHARED:
                continue
            shared = sorted(places[label].keys() & places[other].keys())
            if len(set(shared) - named) < LEAST_PLAIN:
                continue
            share = sum(map(weight.__getitem__, shared)) / min(total[label], total[other])
            if share >= LEAST_SHARE:
                marks = (sorted(at for word in shared for at in places[one][word]) for one in (label, other))
                found.append(Version(label, other, n_shared, min(share, 1.0), *marks))
    order = {label: number for number, label in enumerate(own)}
    return sorted(found, key=lambda version: (order[version.own], -version.share, version.other))


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
