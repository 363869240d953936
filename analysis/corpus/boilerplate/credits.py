"""Who wrote, edited, published and owns it: credits, bylines, datelines, wire tags."""

from __future__ import annotations

import re

from analysis.corpus.agencies import NAME, NAMES, is_agency
from analysis.corpus.boilerplate.rule import MAX_WORDS, Part, n_words, only, starts, whole

_WORK = (
    r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|[Rr]esearch|[Cc]ompiled|[Ee]dited|[Rr]eported|[Ww]ritten|"
    r"[Tt]ranslated)"
)
_WORK_BY = re.compile(rf"[(\[]?\s?(?:(?:[Aa]dditional|[Ff]urther|[Oo]ther) )?{_WORK}(?: and {_WORK})? by:? ")
_SMALL_WORDS = frozenset(
    [
        "and",
        "in",
        "by",
        "from",
        "of",
        "for",
        "with",
        "at",
        "de",
        "del",
        "la",
        "da",
        "do",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "al",
        "bin",
        "ben",
        "el",
        "le",
        "di",
        "du",
        "e",
        "y",
        "reporting",
        "writing",
        "editing",
        "additional",
        "further",
        "research",
        "compiled",
        "translation",
        "translated",
        "newsroom",
        "bureau",
        "staff",
        "desk",
    ]
)
_CONTRIBUTED = re.compile(r"\bcontributed (?:reporting|research|to this (?:report|story|article|piece))\b")
_THIS = r"(?:article|story|piece|post|column|essay|interview|op-ed)"
_EARLIER = r"(?:first|originally|previously) (?:published|appeared|produced|broadcast|aired|posted)"
_OWNED = starts(
    r"with (?:files|reporting|additional reporting|agency input|agency inputs|inputs?) from\b",
    rf"this {_THIS}\b.{{0,20}}\b(?:was |has been )?{_EARLIER}\b",
    r"this (?:article|story|piece|post|page)(?: and headline)? (?:has been|was|is being) "
    r"(?:updated|amended|corrected|republished|syndicated|auto-?generated|translated)\b",
    r"(?:editor[’']?s?[’']? note|correction|clarification)\s?:"
    rf"(?=.{{0,120}}\b(?:this|an earlier version of this|a previous version of this) {_THIS}\b)",
    r"(?:©|\(c\)|copyright\s?(?:©|\(c\)|\d{4}))\s?\S",
    r"our standards: the thomson reuters\b",
    r"(?:\(?except for the headline,? )?this (?:story|article|report) has not been edited by\b",
    r"disclaimer: (?=.{0,80}\b(?:this (?:story|article)|views|opinions)\b)",
    r"(?:the )?views expressed (?:in this|here|are)\b(?=.{0,120}\b(?:author|own|not necessarily)\b)",
)
_RIGHTS = re.compile(
    r"\ball rights reserved\b|"
    r"\bmay not be (?:published|reproduced|copied),? (?:broadcast|distributed|rewritten|stored)",
    re.IGNORECASE,
)
_COPYRIGHT = starts(r"copyright (?:by|of) ")
_WORD = re.compile(r"[^\W_][\w.’'-]*")


def credit(text: str) -> Part | None:
    """ "Reporting by …; Editing by …", alone or behind the last sentence; rights; where it first appeared."""
    words = n_words(text)
    if words <= MAX_WORDS and (_OWNED(text) or _RIGHTS.search(text)):
        return whole(text)
    if words <= MAX_WORDS and (found := _COPYRIGHT(text)) and _is_names(text[found.end() :]):
        return whole(text)  # "Copyright of the song belongs to the singer" tells of it
    if words <= MAX_WORDS // 2 and text[:1].isupper() and _CONTRIBUTED.search(text):
        return whole(text)
    tail = max(0, len(text) - 400)
    if " by" not in text[tail:]:
        return None
    for found in _WORK_BY.finditer(text, tail):
        before = text[: found.start()].rstrip()
        if (not before or before[-1] in '.!?”"’)') and _is_names(text[found.end() :]):
            return (found.start(), len(text))
    return None


def _is_names(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and all(_may_name(word) or word.lower() in _SMALL_WORDS for word in words)


def _may_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_PLACE = r"[A-Z][A-Z.’'-]{1,20}(?: [A-Z][A-Z.’'-]{1,20}){0,3}"
_ANY_PLACE = rf"(?:{_PLACE}|[A-Z][\w’'-]{{1,20}}(?: [A-Z][\w’'-]{{1,20}}){{0,2}})"
_REGION = r"(?:, [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?)"
_ON = rf"(?:,? {_MONTH} \d{{1,2}})"
_DESK = rf"(?:{NAMES}|CNN|NPR|VOA)"
_DATELINE = re.compile(
    rf"(?:{_ANY_PLACE}(?:/{_ANY_PLACE})?{_REGION}?{_ON}?,?\s?\({_DESK}\)\s?[-–—:]{{1,2}}\s?"
    rf"|\({_DESK}\)\s?[-–—]{{1,2}}\s?|CNN\s?—\s?"
    rf"|{_PLACE}(?:/{_PLACE})?{_REGION}?{_ON}?(?:\s?[–—]\s?|\s-\s))(?=[\"“‘A-Z0-9])"
)
_NOT_A_PLACE = frozenset(
    [
        "NATO",
        "NASA",
        "ISIS",
        "UNESCO",
        "UNICEF",
        "OPEC",
        "FIFA",
        "UEFA",
        "WHO",
        "EU",
        "UN",
        "US",
        "U.S.",
        "UK",
        "U.K.",
        "USA",
        "U.N.",
        "UAE",
        "FBI",
        "CIA",
        "NSA",
        "BBC",
        "PLA",
        "IMF",
        "WTO",
        "ASEAN",
        "BREAKING",
        "EXCLUSIVE",
        "UPDATE",
        "UPDATED",
        "LIVE",
        "WATCH",
        "VIDEO",
        "OPINION",
        "ANALYSIS",
    ]
)


_DASH = re.compile(r"\s[-–—]\s|(?<=\w)—(?=\w)")


def dateline(text: str) -> Part | None:
    """ "BEIJING, Dec 21 (Reuters) - " before the first sentence; without an agency only what can be a place."""
    found = _DATELINE.match(text)
    if found is None:
        return None
    if "(" not in found[0] and not found[0].startswith("CNN"):
        name = found[0].strip(" –—-")
        if name in _NOT_A_PLACE or _is_abbreviation(name) or _opens_an_aside(text[found.end() :]):
            return None
    return found.span()


def _is_abbreviation(name: str) -> bool:
    """ "NHS", "TUC": what stands alone and is too short for a place, or has no vowel."""
    return name.isalpha() and (len(name) <= 3 or not re.search("[AEIOUY]", name))


def _opens_an_aside(text: str) -> bool:
    """Whether the dash before this is the first of a pair: "OECD – the club of the rich – has warned"."""
    sentence = re.split(r"[.!?][\"”’]?\s", text, maxsplit=1)[0]
    return len(_DASH.findall(sentence)) % 2 == 1


_TAG = re.compile(
    rf"(?<=[.!?”\"’)])\s*(?:[-–—]{{1,2}}\s?(?P<dash>{NAMES})|[(\[](?P<bracket>{NAMES})[)\]]|"
    rf"(?P<bare>{NAMES}(?:/{NAME}){{0,3}}))\.?$"
)
_TAG_LINE = re.compile(
    rf"[-–—(\[ ]{{0,4}}(?:Source: |[Bb]y )?{NAMES}[)\].]{{0,2}}|[-–—(\[ ]{{0,4}}Agencies[)\].]{{0,2}}"
)


def wire_tag(text: str) -> Part | None:
    """The agency behind the last sentence: "… sanctions. REUTERS"."""
    found = _TAG.search(text, max(0, len(text) - 80))
    if found is None or (found["bare"] and not found["bare"].isupper()):
        return None
    tag = next(name for name in ("dash", "bracket", "bare") if found[name])
    start = found.start(tag) if tag == "bare" else found.end() - len(found[0].lstrip())
    return (start, len(text))


def wire_line(text: str) -> Part | None:
    """An agency alone on its line."""
    return whole(text) if len(text) <= 80 and _TAG_LINE.fullmatch(text) else None


_BY = re.compile(r"(?:[Ss]tory |[Ww]ritten |[Rr]eported |[Tt]ext )?(?:[Bb]y|BY)[: ]\s?(?=[A-Z])")
_TITLE_WORDS = _SMALL_WORDS | frozenset(
    "correspondent reporter editor contributor writer chief senior political staff".split()
)
_NO_NAME = frozenset(  # words a headline in capitals has and no name
    "had has have is are was were be been being would could should must cannot did does it its his her their our your "
    "who how why what when where which that this these those not if but or to into after before until".split()
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_ZONE = r"(?: ?(?:GMT|UTC|BST|CET|CEST|IST|SGT|HKT|[ECMP][SD]?T))"
_TIME = rf"(?:\d{{1,2}}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?{_ZONE}?|\d{{1,2}} ?[ap]\.?m\.?)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
_DATE_LINE = only(
    rf"(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?:?\s?)?(?:{_WEEKDAY},?\s)?"
    rf"(?:{_TIME},?\s(?:on\s)?)?{_DAY}(?:,?(?: at| \||\s-|\s–)?\s{{1,2}}{_TIME})?(?:\s?\([A-Z]{{2,4}}\))?",
    rf"(?:last )?(?:published|updated|posted)(?: on| at)?:?\s.{{0,60}}(?:\d{{4}}|ago|{_TIME})",
    r"\d{1,2} (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?) ago",
    r"(?:\d{1,2}|one|two|three|four|five) ?-?(?:min|minutes?)(?: read| listen| watch)?",
    r"(?:reading time|read time|estimated reading time):?.{0,20}",
)


def byline(text: str) -> Part | None:
    """ "By Ann Other and John Doe in London"."""
    if n_words(text) > 16 or text[-1:] in ".!?":
        return None
    if is_agency(text):
        return whole(text)
    found = _BY.match(text)
    words = _WORD.findall(text[found.end() :]) if found else []
    named = bool(words) and all(word[0].isupper() or word.lower() in _TITLE_WORDS for word in words)
    return whole(text) if named and not _NO_NAME.intersection(map(str.lower, words)) else None


def date_line(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 14 and _DATE_LINE(text) else None
