"""What speaks for a stretch of words being a name: spaCy's opinion, its words, its place, the rest of the article.

Each feature is a short string; the weights a label gives to it are learnt by models/train_entities.py.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from analysis.entities.context import after, before, shape
from analysis.entities.evidence import Evidence
from analysis.entities.gazetteer import known_name, look_up, name_heads, person_names
from analysis.entities.organisations import is_acronym
from analysis.entities.spans import JOINERS, Run, is_name_like
from analysis.entities.titles import in_title, is_title
from analysis.entities.words import Word, Words


@lru_cache(maxsize=65536)
def word_features(word: str) -> tuple[str, ...]:
    low = word.lower()
    return (low, low[-3:], shape(word))


@lru_cache(maxsize=65536)  # words and forms come again and again: what hangs on nothing else is made once
def _single(word: str) -> tuple[str, ...]:
    low, suffix, form = word_features(word)
    return (
        "1=" + low,
        "1s" + form,
        "1x" + suffix,
        "1p" + word[:2].lower(),
        *_gazetteer_features((word,), word),
    )


@lru_cache(maxsize=65536)
def _first(word: str) -> tuple[str, ...]:
    low, suffix, form = word_features(word)
    return ("f=" + low, "fs" + form, "fx" + suffix)


@lru_cache(maxsize=65536)
def _last(word: str) -> tuple[str, ...]:
    low, suffix, form = word_features(word)
    return ("l=" + low, "ls" + form, "lx" + suffix)


@lru_cache(maxsize=65536)
def _several(texts: tuple[str, ...], form: str) -> tuple[str, ...]:
    """What the words of a longer name say by themselves."""
    return (
        *_first(texts[0]),
        *_last(texts[-1]),
        "sh" + "".join(map(_kind, texts)),
        *("m=" + text.lower() for text in texts[1:-1]),
        *("w=" + text.lower() for text in texts if text not in JOINERS),
        *_gazetteer_features(texts, form),
    )


def _halves(items: list[Word], i: int, j: int, evidence: Evidence) -> list[str]:
    """What the parts on both sides of a small word inside the name would be alone."""
    for k in range(i + 1, j - 1):
        if items[k].text in JOINERS:
            joiner = items[k].text
            right = k + 2 if k + 2 < j and items[k + 1].text == "the" else k + 1
            left_kind = _part_kind(items, i, k, evidence)
            right_kind = _part_kind(items, right, j, evidence)
            return [
                f"half{joiner}:{left_kind}:{right_kind}",
                f"halfl{joiner}:{left_kind}",
                f"halfr{joiner}:{right_kind}",
            ]
    return []


def _part_kind(items: list[Word], i: int, j: int, evidence: Evidence) -> str:
    form = evidence.form(items, i, j)
    known = look_up(form)
    if known is not None:
        return known.kind
    if (kind := known_name(form)) is not None:
        return kind.split()[0]
    if form in evidence.votes:
        return min(evidence.votes[form].items(), key=lambda kv: (-kv[1], kv[0]))[0]
    head = name_heads().get(items[i].text.lower() if j - i == 1 else items[j - 1].text.lower())
    return "h" + head if head else "-"


def _number(n: int) -> str:
    return "0" if n == 0 else "1" if n == 1 else "2" if n < 4 else "4"


def span_features(words: Words, run: Run, i: int, j: int, evidence: Evidence) -> list[str]:
    """The features of words i to j of a run as a name."""
    items = words.words
    first, last = items[i], items[j - 1]
    form = evidence.form(items, i, j)
    size = j - i
    out = [*before(words, i, evidence), *after(words, j, evidence)]
    out.append(f"len{min(size, 6)}")
    if size == 1:
        out += _single(first.text)
        out.append("1t" + first.tag)
    else:
        out += _several(tuple([word.text for word in items[i:j]]), form)
        out += ["ft" + first.tag, "lt" + last.tag]
    out += _ner_features(items, i, j, evidence)
    out += _article_features(form, items, i, j, evidence)
    if j - i > 2:
        out += _halves(items, i, j, evidence)
    if i > run.start:
        out.append("inleft" if is_name_like(items[i - 1].text) else "inleftj")
    if j < run.stop:
        out.append("inright" if is_name_like(items[j].text) else "inrightj")
    return out


@lru_cache(maxsize=65536)
def _kind(text: str) -> str:
    if text in JOINERS:
        return text if text in ("of", "and", ",", "-", "'s", "’s", "the") else "j"
    if in_title(text):
        return "T"
    if is_acronym(text):
        return "A"
    return "X" if text[0].isupper() else "0" if text[0].isdigit() else "x"


def _ner_features(items: list[Word], i: int, j: int, evidence: Evidence) -> list[str]:
    out = []
    spans: list[tuple[int, int, str]] = []
    for k in range(i, j):
        if (span := evidence.entity_at.get(k)) is not None and (not spans or spans[-1] != span):
            spans.append(span)
    if not spans:
        out.append("ner0")
    for first, stop, label in spans:
        if (first, stop) == (i, j):
            out.append("ner=" + label)
        elif first <= i and j <= stop:
            out.append("nerin" + label + ("L" if first == i else "R" if stop == j else ""))
        elif i <= first and stop <= j:
            out.append("nerhas" + label + ("L" if first == i else "R" if stop == j else ""))
        else:
            out.append("nercut" + label)
    if len(spans) > 1:
        out.append("ners" + "+".join(s[2] for s in spans))
    return out


def _gazetteer_features(texts: tuple[str, ...], form: str) -> list[str]:
    out = []
    is_single = len(texts) == 1
    known = look_up(form)
    if known is not None:
        out.append("gaz=" + known.kind)
        if is_single:
            out.append("gaz1=" + known.kind)
    else:
        out.append("gaz0")
        if not is_single:
            for name, text in (("F", texts[0]), ("L", texts[-1])):
                if (part := look_up(text)) is not None:
                    out.append(f"gaz{name}" + part.kind)
    if (kind := known_name(form)) is not None:
        out += ["kn=" + kind, "kn" + kind.split()[0]]
    heads, persons = name_heads(), person_names()
    if is_single:
        return [*out, "1h" + heads.get(texts[0].lower(), "0"), "1n" + persons.get(form, "0")]
    out.append("lh" + heads.get(texts[-1].lower(), "0"))
    out.append("fh" + heads.get(texts[0].lower(), "0"))
    for text, after_it in pairwise(texts[1:]):
        if after_it.lower() in ("of", "for"):
            out.append("bh" + heads.get(text.lower(), "0"))
            break
    out.append("pf" + persons.get(texts[0], "0"))
    out.append("pl" + persons.get(texts[-1], "0"))
    if len(texts) < 5:
        out.append("pn" + "".join(persons.get(text, "0")[0] for text in texts))
    return out


def _article_features(form: str, items: list[Word], i: int, j: int, evidence: Evidence) -> list[str]:
    out = []
    votes = evidence.votes.get(form)
    if votes:
        label, n = min(votes.items(), key=lambda kv: (-kv[1], kv[0]))
        out.append("vote=" + label)
        out.append("voten" + label + _number(n))
        out += ["votes=" + other for other in votes]
    else:
        out.append("vote0")
    out.append("n" + _number(evidence.forms[form]))
    out += ["d" + mark for mark in evidence.around.get(form, ())]
    if j - i == 1:
        word = items[i].text
        if word in evidence.last_of_person:
            out.append("lastofperson")
        if word in evidence.first_of_person:
            out.append("firstofperson")
        if is_acronym(word):
            out.append("acro" + str(word.replace(".", "").upper() in evidence.initials))
        out.append("small" + _number(evidence.small[word.lower()]))
        out.append("large" + _number(evidence.large_inside[word]))
    else:
        if items[j - 1].text in evidence.last_of_person:
            out.append("Llastofperson")
        if items[i].text in evidence.first_of_person:
            out.append("Ffirstofperson")
        if items[i].opens:
            out.append("Fsmall" + _number(evidence.small[items[i].text.lower()]))
    if is_title(items[i].text):
        out.append("Ftitle")
    return out


def word_alone(words: Words, i: int, evidence: Evidence) -> list[str]:
    """The features of word i as no part of a name."""
    word = words.words[i]
    low = word_features(word.text)[0]
    out = [*_outside(word.text), "Ot" + word.tag, "Oner" + word.ner]
    if word.opens:
        out += ["Oopens", "Oopens" + word.tag, "Oopenssmall" + _number(evidence.small[low])]
    out.append("Olarge" + _number(evidence.large_inside[word.text]))
    out.append("Osmall" + _number(evidence.small[low]))
    out.append("O>" + (words.words[i + 1].text.lower() if i + 1 < len(words.words) else "$"))
    out.append("O<" + (words.words[i - 1].text.lower() if i else "^"))
    return out


@lru_cache(maxsize=65536)
def _outside(text: str) -> tuple[str, ...]:
    low, suffix, form = word_features(text)
    out = ["O=" + low, "Ox" + suffix, "Os" + form, "O"]
    if in_title(text):
        out.append("Otitle")
    if not is_name_like(text):
        out.append("Ojoin")
    return tuple(out)
