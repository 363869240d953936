"""Names of outlets: one spelling each, look-alikes pointed out."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

# Letters of other scripts that look like a Latin one.
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕԁһՏοΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТХ", "aeopcyxijsdhSoABEZHIKMNOPTYXABEKMHOPCTX"
)


def tidy(name: str) -> str:
    """The name in composed form (NFC), without double, odd or surrounding spaces."""
    return " ".join(unicodedata.normalize("NFC", name).replace("\u200b", "").split())


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """Name as written → name to use: spellings that differ only by case, spaces or Unicode form are one.

    The commonest spelling is used, of equally common ones the first by code point.
    """
    counts = Counter(tidy(name) for name in names)
    groups: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda n: (-counts[n], n)):
        groups.setdefault(name.casefold(), []).append(name)
    return {name: spellings[0] for spellings in groups.values() for name in spellings}


def look_alikes(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names that look the same and are not, such as one with a Cyrillic letter. They are not merged."""
    groups: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        shape = unicodedata.normalize("NFKC", name).translate(_LOOK_ALIKE).casefold()
        groups.setdefault(shape, []).append(name)
    return [(group[0], other) for group in groups.values() for other in group[1:]]
