"""What the whole article tells about a form: spaCy's votes, small spellings, surnames, initials, words around it."""

from __future__ import annotations

from collections import Counter

from analysis.entities.organisations import initials_of, is_acronym, letters_of
from analysis.entities.titles import is_title
from analysis.entities.words import Word, Words


class Evidence:
    """What the whole article tells about a form: spaCy's votes, small spellings, surnames, initials."""

    def __init__(self, words: Words, spans: set[tuple[int, int]], text: str) -> None:
        items = words.words
        self.text = text
        self.before: dict[int, list[str]] = {}  # features of what stands before word i, made once
        self.after: dict[int, list[str]] = {}  # of what stands after a name that stops at word j
        self.entity_at: dict[int, tuple[int, int, str]] = {}  # word → the NER span it lies in
        self.votes: dict[str, Counter[str]] = {}
        self.last_of_person: Counter[str] = Counter()
        self.first_of_person: Counter[str] = Counter()
        self.part_of: dict[str, list[str]] = {}  # word → where in which kinds of longer names spaCy sees it
        self.acronyms = {letters_of(w.text) for w in items if len(w.text) > 2 and is_acronym(w.text)}
        self.initials: set[str] = set()
        self.small = Counter(w.text for w in items if w.text.islower())
        self.large_inside = Counter(
            w.text
            for n, w in enumerate(items)
            if not w.opens and w.text[0].isupper() and n and items[n - 1].text.islower()
        )
        self._read_ner(items)
        self.forms: Counter[str] = Counter()
        self.around: dict[str, Counter[str]] = {}
        for i, j in spans:
            form = self.form(items, i, j)
            self.forms[form] += 1
            if 2 <= j - i <= 8:
                self.initials |= initials_of(form)
        for i, j in spans:
            if self.forms[form := self.form(items, i, j)] > 1:
                self.around.setdefault(form, Counter()).update(_around(words, i, j))

    def form(self, items: list[Word], i: int, j: int) -> str:
        """Words i to j as written; one word in capitals as respelt."""
        return items[i].text if j - i == 1 else self.text[items[i].start : items[j - 1].end]

    def _read_ner(self, items: list[Word]) -> None:
        i = 0
        while i < len(items):
            if not items[i].ner:
                i += 1
                continue
            j = i + 1
            while j < len(items) and items[j].ner.startswith("I-"):
                j += 1
            first, stop = i, j
            while first < stop - 1 and (
                items[first].text.lower() in ("the", "a") or is_title(items[first].text)
            ):
                first += 1
            while (stop - 1 > first and not any(c.isalnum() for c in items[stop - 1].text)) or (
                stop - 1 > first and items[stop - 1].text in ("'s", "’s")
            ):
                stop -= 1
            label = items[i].ner[2:]
            for k in range(i, j):
                self.entity_at[k] = (first, stop, label)
            for k in range(first, stop) if stop - first > 1 else ():
                if items[k].text[0].isupper():
                    place = "F" if k == first else "L" if k == stop - 1 else "M"
                    seen = self.part_of.setdefault(items[k].text, [])
                    if (mark := f"po{place}{label}") not in seen:
                        seen.append(mark)
            form = self.form(items, first, stop)
            self.votes.setdefault(form, Counter())[label] += 1
            if label == "PERSON" and stop - first > 1:
                self.last_of_person[items[stop - 1].text] += 1
                self.first_of_person[items[first].text] += 1
            i = j


def _around(words: Words, i: int, j: int) -> list[str]:
    """The small words before and after words i to j, marked with their side."""
    items, breaks = words
    out = []
    if i > 0 and i not in breaks:
        before = items[i - 1].text
        out.append("title<" if is_title(before) else before + "<" if before.islower() else "")
    if j < len(items) and j not in breaks:
        after = items[j].text
        out.append(">" + after if after.islower() or after in ("'s", "’s") else "")
    return [mark for mark in out if mark]
