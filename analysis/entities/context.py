"""What stands around a stretch of words: made once for each place, since many candidates begin or end there."""

from __future__ import annotations

from functools import lru_cache

from analysis.entities.evidence import Evidence
from analysis.entities.gazetteer import look_up, name_heads, person_names
from analysis.entities.spans import is_name_like
from analysis.entities.titles import is_title
from analysis.entities.words import Word, Words

MAX_APPOSITION = 6  # words after ", a" in which its noun is looked for
COORDINATORS = frozenset({",", "and", "or", "&", "/", "–"})
_IN_APPOSITION = frozenset({"NN", "NNS", "JJ", "VBN", "VBG", "HYPH", "CD", "NNP"})  # tags


def before(words: Words, i: int, evidence: Evidence) -> list[str]:
    """Features of what stands before word i."""
    if (made := evidence.before.get(i)) is None:
        made = evidence.before[i] = [
            *_left(words, i),
            *_noun_before(words, i),
            *_joined_before(words, i, evidence),
        ]
    return made


def after(words: Words, j: int, evidence: Evidence) -> list[str]:
    """Features of what stands from word j on, after a name that stops there."""
    if (made := evidence.after.get(j)) is None:
        made = evidence.after[j] = [
            *_right(words, j),
            *_noun_after(words, j),
            *_joined_after(words, j, evidence),
        ]
    return made


@lru_cache(maxsize=65536)
def shape(word: str) -> str:
    """ "Obama" → "Xx", "USA" → "XX", "mRNA" → "xX", "G7" → "X0"; runs of one kind shortened."""
    out = ""
    for c in word[:12]:
        kind = "X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c
        if not out.endswith(kind * 2):
            out += kind
    return out


def _left(words: Words, i: int) -> list[str]:
    items, breaks = words
    one = items[i - 1].text.lower() if i > 0 and i not in breaks else "^"
    two = items[i - 2].text.lower() if i > 1 and i not in breaks and i - 1 not in breaks else "^"
    out = ["<" + one, "<<" + two + " " + one]
    if i:
        is_tight = items[i - 1].end == items[i].start
        out += ["<t" + items[i - 1].tag, "<s" + shape(items[i - 1].text) + str(is_tight)]
        if is_title(items[i - 1].text):
            out.append("<title")
        if one in ("the", "a", "an"):
            out.append("<det")
    else:
        out += ["<t", "<s"]
    if items[i].opens:
        out.append("opens")
    return out


def _right(words: Words, j: int) -> list[str]:
    items, breaks = words
    n = len(items)
    one = items[j].text.lower() if j < n and j not in breaks else "$"
    two = items[j + 1].text.lower() if j + 1 < n and j not in breaks and j + 1 not in breaks else "$"
    out = [">" + one, ">>" + one + " " + two]
    if j == n:
        return [*out, ">t", ">s"]
    is_tight = items[j].start == items[j - 1].end
    return [*out, ">t" + items[j].tag, ">s" + shape(items[j].text) + str(is_tight)]


def _noun_before(words: Words, i: int) -> list[str]:
    """What the common noun before a name calls it: "supermarket X", "city of X"."""
    items, breaks = words
    if i < 2 or i in breaks or i - 1 in breaks:
        return []
    is_of = items[i - 1].text == "of"
    noun = items[i - 2].text if is_of else items[i - 1].text
    kind = noun_kind(noun) if noun.islower() else ""
    return [("<of" if is_of else "<h") + kind] if kind else []


def _noun_after(words: Words, j: int) -> list[str]:
    """What the common noun after a name calls it: "X volcano", "X, a small town"."""
    items, breaks = words
    if j >= len(items) or j in breaks:
        return []
    noun = items[j].text
    if noun.islower() and (kind := noun_kind(noun)):
        return [">h" + kind]
    if noun == "," and j + 1 < len(items) and items[j + 1].text in ("a", "an", "the"):
        for k in range(j + 2, min(len(items), j + 2 + MAX_APPOSITION)):
            if k in breaks or items[k].tag not in _IN_APPOSITION:
                break
            if items[k].text.islower() and (kind := noun_kind(items[k].text)):
                return [">a" + kind]
    return []


@lru_cache(maxsize=65536)
def noun_kind(noun: str) -> str:
    """The kinds of name a common noun goes with, "" for none: "town" GPE, "lawyers" PERSON."""
    if is_title(noun):
        return "PERSON"
    heads = name_heads()
    return heads.get(noun) or heads.get(noun.removesuffix("s")) or heads.get(noun.removesuffix("es")) or ""


def _joined_before(words: Words, i: int, evidence: Evidence) -> list[str]:
    """The kind of what a comma or "and" joins to the name from the left: lists are of one kind."""
    items, breaks = words
    k = i - 1
    while k >= 0 and i - k <= 2 and items[k].text in COORDINATORS and k not in breaks:
        k -= 1
    if 0 <= k < i - 1 and items[k + 1].text in COORDINATORS:
        return ["cl" + items[i - 1].text + _kind_at(items, k, evidence)]
    return []


def _joined_after(words: Words, j: int, evidence: Evidence) -> list[str]:
    items, breaks = words
    k = j
    while k < len(items) and k - j <= 1 and items[k].text in COORDINATORS and k not in breaks:
        k += 1
    if j < k < len(items) and k not in breaks:
        return ["cr" + items[j].text + _kind_at(items, k, evidence)]
    return []


def _kind_at(items: list[Word], k: int, evidence: Evidence) -> str:
    """What the gazetteer or else spaCy says of the name that word k is in."""
    span = evidence.entity_at.get(k)
    if span is None:
        known = look_up(items[k].text)
        return (
            known.kind
            if known
            else person_names().get(items[k].text, "-")
            if is_name_like(items[k].text)
            else "-"
        )
    known = look_up(evidence.form(items, span[0], span[1]))
    return known.kind if known else span[2]
