"""Where a name could stand: runs of name-like words, and in each run every stretch that could be a name.

Words are finer than spaCy's tokens ("U.S.-led" gives "U.S.", "-", "led"), since names end inside tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.entities.gazetteer import known_names
from analysis.entities.truecase import truecased
from analysis.entities.words import Word, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

MAX_WORDS = 12  # in a name; all but 0.1 % of the names in the training articles are shorter
MAX_JOINERS = 3  # small words in a row inside a name, as in "Department for the Environment"
MAX_RUN = 60  # words; a longer run is cut, which bounds the work on hostile text

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|['’]s\b"  # where spaCy has split it off
    r"|[^\W\d_]{1,4}\.$"  # Jr., St., F. where spaCy keeps the stop in the token
    r"|[^\W_]+(?:[.'’&](?!s\b)[^\W_]+)*"  # O'Rourke, Znak.com, AT&T
    r"|\S"
)
_JOINERS = """of the for and on in at to from with de da do du del della des di dos la le les el al bin ibn bint ben abu
van von der den ter ten y e et & - – ' ’ 's ’s , : / ( ) “ ” " a an or vs no o i au aux und
presidential midterm general parliamentary"""
JOINERS = frozenset(_JOINERS.split())
_TAILS = """party parties parliament station family rainforest forest district hospital dynasty chain committee
committees river islands island county province region airport university services service union senate ministry
street road bridge lake mountains sea valley council museum railway election elections primary referendum season
pandemic war rally scandal trial scale telescope act law resolution deal programme program"""
TAILS = frozenset(_TAILS.split())  # written small at the end of a name: "Waterloo station"


class Run(NamedTuple):
    """Words `start` to `stop` (exclusive) of the article, which may hold names."""

    start: int
    stop: int


_COLUMNS: list[int | str] = ["ORTH", "IDX", "TAG", "ENT_IOB", "ENT_TYPE", "SENT_START", "IS_SPACE"]
_BEGINS, _INSIDE = 3, 1  # values of ENT_IOB


def words_of_doc(doc: Doc) -> Words:
    """The words of a Doc, white space left out, headlines in capitals spelt like the rest of the article."""
    words: list[Word] = []
    breaks: set[int] = set()
    opens = False
    array = doc.to_array(_COLUMNS)  # a token's attributes one by one cost more than the rest of this
    names = {key: doc.vocab.strings[key] for key in np.unique(array[:, [0, 2, 4]]).tolist()}
    marks = {_BEGINS: "B-", _INSIDE: "I-"}
    for orth, offset, tag, iob, entity, starts, is_space in array.tolist():
        opens = opens or starts == 1
        if is_space:
            breaks.add(len(words))
            continue
        text = names[orth]
        ner = marks[iob] + names[entity] if iob in marks else ""
        if text.isalpha() or len(text) == 1:  # one piece, as nearly all are
            words.append(Word(text, offset, offset + len(text), names[tag], ner, opens))
            opens = False
            continue
        for first, piece in _pieces(text):
            start = offset + first
            words.append(Word(piece, start, start + len(piece), names[tag], ner, opens))
            opens, ner = False, ner.replace("B-", "I-")
    return Words(truecased(words), breaks)


def _pieces(token: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match[0]) for match in _WORD.finditer(token))


@lru_cache(maxsize=65536)
def is_name_like(word: str) -> bool:
    """Holds a capital, is a number, or a name known to be written small ("flickr")."""
    return word[0].isdigit() or any(c.isupper() for c in word) or word in known_names()


_OPENERS = frozenset(
    """a after all although an and another any are as at because before both but by despite during each even every few
    for from he her here his how however if in instead is it its last many meanwhile more most my no not nothing now
    of on once one only or other our over several she since so some such that the their then there these they this
    those though three through to today two under until was we what when where which while why with yesterday you
    your""".split()
)
"""Words that begin many a sentence; alone, what is read between them and the next small word is no name."""


def is_plain(words: Words, run: Run) -> bool:
    """A run of one number, or of one small word written large since it opens a sentence: no name, not worth reading."""
    if run.stop - run.start > 1:
        return False
    word = words.words[run.start]
    return not word.ner.endswith(_NAMED) and (
        word.text.isdigit() or (word.opens and word.text.lower() in _OPENERS)
    )


_NAMED = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW")


def runs(words: Words) -> Iterator[Run]:
    """Stretches that begin and end with a name-like word (or a tail) and are joined by few small words."""
    items, breaks = words
    i, n = 0, len(items)
    while i < n:
        if not is_name_like(items[i].text) and not _is_article(items, i, n):
            i += 1
            continue
        stop, gap, j = i + 1, 0, i + 1
        while j < n and j not in breaks and j - i < MAX_RUN:
            text = items[j].text
            if is_name_like(text):
                stop, gap = j + 1, 0
            elif _is_tail(items, j):
                stop, gap = j + 1, gap + 1
            elif text in JOINERS and gap < MAX_JOINERS:
                gap += 1
            else:
                break
            j += 1
        yield Run(i, stop)
        i = stop


def candidates(words: Words, run: Run) -> Iterator[tuple[int, int]]:
    """Every (first, stop) in the run that could be a name; brackets and quotation marks in it are closed in it."""
    items = words.words
    for i in range(run.start, run.stop):
        if not is_name_like(items[i].text) and not _is_article(items, i, run.stop):
            continue
        marks: list[str] = []
        for j in range(i + 1, min(run.stop, i + MAX_WORDS) + 1):
            last = items[j - 1].text
            if last in _MARKS:
                marks.append(last)
            elif _may_end(items, i, j) and _are_closed(marks):
                yield i, j


_DETERMINERS = frozenset("The A An This That These Those His Her Its Their Our My".split())


def _may_end(items: list[Word], i: int, j: int) -> bool:
    """Whether a name from word i may end before word j; "The ministry" opens a sentence and is none."""
    if is_name_like(items[j - 1].text):
        return True
    return j - 1 > i and _is_tail(items, j - 1) and (j - i > 2 or items[i].text not in _DETERMINERS)


_MARKS = frozenset('()[]“”"')


def _are_closed(marks: list[str]) -> bool:
    return not marks or (
        marks.count("(") == marks.count(")")
        and marks.count("[") == marks.count("]")
        and marks.count("“") == marks.count("”")
        and marks.count('"') % 2 == 0
    )


def _is_tail(items: list[Word], j: int) -> bool:
    """A small word that may end a name: "station", or what a hyphen ties to it ("Won-soon")."""
    word, before = items[j], items[j - 1]
    return word.text in TAILS or (
        before.text == "-"
        and before.start == items[j - 2].end
        and before.end == word.start
        and word.text.isalpha()
    )


def _is_article(items: list[Word], i: int, stop: int) -> bool:
    """The "al" of "al-Assad"."""
    return i + 2 < stop and items[i].text in ("al", "el") and items[i + 1].text == "-"
