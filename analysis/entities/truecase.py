"""Sentences In Title Case and IN CAPITALS, spelt as the rest of the article spells their words.

In such a sentence a capital tells nothing. A word that the article elsewhere writes small is written small; one it
writes with a capital inside sentences keeps it; others follow their part of speech. Lengths do not change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.entities.gazetteer import known_names, look_up, person_names
from analysis.entities.words import Word

MIN_WORDS = 4  # in a sentence for its capitals to be judged
MIN_SHARE = 0.75  # of its words of MIN_LETTERS and more that have a capital
MIN_LETTERS = 4
_SMALL_TAGS = frozenset(
    [
        "IN",
        "DT",
        "CC",
        "TO",
        "PRP",
        "PRP$",
        "MD",
        "VB",
        "VBD",
        "VBG",
        "VBN",
        "VBP",
        "VBZ",
        "RB",
        "RP",
        "WDT",
        "WP",
        "WRB",
        "JJR",
    ]
)


def truecased(words: list[Word]) -> list[Word]:
    """The words, those of sentences in capitals respelt."""
    sentences = list(_sentences(words))
    shouting = [(start, stop) for start, stop in sentences if _has_capitals(words[start:stop])]
    if not shouting:
        return words
    inside = {i for start, stop in shouting for i in range(start, stop)}
    rest = [word for i, word in enumerate(words) if i not in inside]
    small = Counter(word.text for word in rest if word.text.islower())
    large = Counter(word.text for word in rest if not word.opens and word.text[0].isupper())
    large_small = {text.lower(): text for text in sorted(large, key=lambda text: (large[text], text))}
    out = list(words)
    for i in sorted(inside):
        out[i] = words[i]._replace(text=_spelling(words[i], small, large, large_small))
    return out


def _sentences(words: list[Word]) -> Iterator[tuple[int, int]]:
    start = 0
    for i, word in enumerate(words):
        if word.opens and i > start:
            yield start, i
            start = i
    if words:
        yield start, len(words)


def _has_capitals(sentence: list[Word]) -> bool:
    long = [word.text for word in sentence if len(word.text) >= MIN_LETTERS and word.text.isalpha()]
    return len(long) >= MIN_WORDS and sum(text[0].isupper() for text in long) >= MIN_SHARE * len(long)


def _spelling(word: Word, small: Counter[str], large: Counter[str], large_small: dict[str, str]) -> str:
    text = word.text
    low = text.lower()
    if not text[0].isupper() or len(low) != len(text):
        return text
    usual = large_small.get(low)
    if usual is not None and large[usual] >= small[low]:
        return usual
    if small[low]:
        return low
    title = text.title() if text.isupper() and len(text) >= MIN_LETTERS else text
    if look_up(title) or title in person_names() or title in known_names():
        return title
    return low if word.tag in _SMALL_TAGS else title
