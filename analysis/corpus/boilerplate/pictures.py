"""Lines about pictures: captions and who took them."""

from __future__ import annotations

import re

from analysis.corpus.agencies import NAME
from analysis.corpus.boilerplate.rule import MAX_WORDS, Part, bracketed, n_words, starts, whole
from analysis.corpus.segments import is_finished

_AGENCY = (
    rf"(?:{NAME}|Getty(?: Images)?|EPA(?:-EFE)?|Shutterstock|Alamy|iStock|Unsplash|Pool|ZUMA Press|Handout|File Photo|"
    r"Sputnik|VCG|Pixabay|Wikimedia Commons|Agencies|China Daily|CFP|IC|Flickr|Facebook|"
    r"Instagram|Twitter|Magnum|Polaris|NurPhoto|Rex)"
)
_KIND = r"(?:photo(?:graph)?|picture|image|illustration|graphic|video|cartoon|screengrab|screenshot)s?"
_NAMED = r"(?:[A-Z][\w.’'-]{0,30}\s){1,3}[A-Z][\w.’'-]{0,30}"

_FILE_PHOTO = starts(
    r"(?i:file (?:photo|picture|image|pic))\s?(?:[:—–-]|of\b|shows\b|taken\b)",
    r"FILE\s?(?:[:—–]|-\s)",
    r"(?i:(?:image|media|video|photo) caption,?\s)",
    ignore_case=False,
)
_MEDIA_LINE = starts(
    rf"{_KIND}(?: (?:credits?|source|courtesy|copyright|by|caption))?\s?[:|]\s?\S",
    r"(?:image|media|video|photo) (?:source|credit|copyright|courtesy),\s?\S",
    r"(?:image|media) (?:copyright|caption) (?=[A-Z])",
    r"media playback is (?:un|not )supported\b",
    r"(?:enlarge this image|toggle caption|hide caption)\b",
)
_IN_BRACKETS = re.compile(
    rf"[(\[]\s?(?:(?i:(?:file )?{_KIND}(?: by| credits?:?| courtesy(?: of)?:?|\s?:)\s?)[^()\[\]]{{2,90}}|"
    rf"(?:File:? )?[^()\[\]/]{{2,60}}(?:/|,? via ){_AGENCY}[^()\[\]]{{0,40}}|"
    rf"{_AGENCY}/[^()\[\]]{{2,60}}|"
    r"(?:AP|AFP|REUTERS) (?:Photo|PHOTO)[^()\[\]]{0,60})[)\]]\.?$"
)
_AT_THE_END = re.compile(
    rf"(?:{_NAMED}\s?/\s?{_AGENCY}(?:(?:/|,? via |\s-\s){_AGENCY}){{0,4}}\.?|"
    rf"\b(?:REUTERS|AP Photo|AFP|AFP PHOTO|EPA|Xinhua|Getty Images)/[A-Z][\w.’' -]{{2,50}}|"
    rf"{_NAMED}(?:/Pool)? via {_AGENCY}(?:/File Photo| file)?|"
    r"\b(?:AFP|Pool|Handout|Reuters|Bloomberg) via (?:AP|AFP|REUTERS|Getty Images)(?:/File Photo)?|"
    r"(?<=[.!?”\"’)])\s(?:PHOTO|Photo|IMAGE|Image|PICTURE|Picture)s?(?: credit| by)?: ?[^.:]{2,60}|"
    rf"\s(?:PHOTO|Photo|IMAGE|Image|PICTURE|Picture)s?(?: credit| by)?: {_NAMED}|"
    rf"©\s?(?:\d{{4}} )?{_AGENCY})$"
)
_PICTURE = re.compile(rf"\b(?:{_KIND}|file|getty|handout|pool)\b", re.IGNORECASE)
# What every pattern above needs one of; looking for these first is many times faster.
_SIGNS = (
    "/",
    " via ",
    "©",
    "hoto",
    "PHOTO",
    "mage",
    "IMAGE",
    "icture",
    "PICTURE",
    "raphic",
    "ideo",
    "artoon",
    "creen",
)


def caption(text: str) -> Part | None:
    """A line about a picture, credit and all; of a stretch too long for that, the credit behind it."""
    words = n_words(text)
    if words <= MAX_WORDS and "Acquire Licensing Rights" in text:
        return whole(text)
    if _FILE_PHOTO(text):
        return whole(text) if words <= 2 * MAX_WORDS else None
    tail = max(0, len(text) - 200)
    if not any(sign in text[tail:] for sign in _SIGNS):
        return None
    found = _IN_BRACKETS.search(text, tail) or _AT_THE_END.search(text, tail)
    if found is None or _is_of_the_sentence(text, found):
        return None
    return whole(text) if words <= MAX_WORDS else found.span()


def _is_of_the_sentence(text: str, bracket: re.Match[str]) -> bool:
    """Whether a stop behind it ends the sentence it stands in, and it names no picture: "a poll (Ipsos/Reuters)." """
    inside = bracket[0].endswith((").", "].")) and not is_finished(text[: bracket.start()])
    return inside and not _PICTURE.search(bracket[0])


def media_line(text: str) -> Part | None:
    """ "Photo: Reuters", "Video: Leaders meet", "Image source, Getty Images"."""
    if n_words(text) > MAX_WORDS // 2 or not _MEDIA_LINE(text):
        return None
    return bracketed(text) or whole(text)
