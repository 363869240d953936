"""Text from articles, made harmless for each place it is shown in: one function a renderer.

Titles, outlets, names and sentences are other people's text. Streamlit reads markdown in labels and captions,
`st.html` reads HTML, a spreadsheet reads formulas, a file system reads separators. (Plotly's own pseudo-HTML:
`dashboard.figures.theme.escape`.)
"""

from __future__ import annotations

import html as _html
import re
import unicodedata
from hashlib import blake2b

_MARKUP = re.compile(r"([\\`*_{}\[\]<>~$|&^])")
_BLOCK_START = re.compile(r"^(#|-|\+|=|!|\d+[.)])")
_JOINER = "\u2060"  # has no width; keeps what stands left and right of it from being read as one thing
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]"
)  # Cc but tab, newline; bidi overrides

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.I)  # names Windows keeps for devices
MAX_FILE_NAME = 96  # characters before the extension; leaves room under the 143 of encrypted home folders


def html(text: object) -> str:
    """Text to stand in HTML, between tags or in a quoted attribute."""
    return _html.escape(_CONTROLS.sub("", str(text)), quote=True)


def markdown(text: object) -> str:
    """Text to stand in Streamlit's markdown on one line, shown as it is.

    A backslash is enough for what the parser reads. Colour directives, emoji, icons, arrows and bare addresses
    are looked for in the parsed text, where backslashes are gone: an invisible joiner after a colon, inside an
    arrow and inside an address keeps them from matching. Plain names come back unchanged, so that links to a
    view stay readable.
    """
    plain = " ".join(_CONTROLS.sub("", str(text)).split())
    plain = _BLOCK_START.sub(r"\\\1", _MARKUP.sub(r"\\\1", plain))
    plain = re.sub(r":(?=\S)", ":" + _JOINER, plain)
    plain = re.sub(r"(?<=\w)@(?=\w)|(?<=www)\.", lambda dot: _JOINER + dot[0], plain, flags=re.I)
    return re.sub(r"(-|=|\\[<>~])(?=-|=|\\>)", r"\1" + _JOINER, plain)


def spreadsheet(value: object) -> object:
    """A cell that no spreadsheet takes for a formula. Numbers, negative ones too, stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def file_name(*parts: str) -> str:
    """A name for a file, without extension: lower-case letters, digits, hyphens; never empty, never reserved."""
    slugs = [_slug(part) for part in parts]
    name = "_".join(slug for slug in slugs if slug) or "newsparallax"
    if len(name) > MAX_FILE_NAME:
        digest = blake2b(name.encode(), digest_size=4).hexdigest()
        name = f"{name[: MAX_FILE_NAME - 9].rstrip('-_')}-{digest}"
    return f"{name}-file" if _RESERVED.fullmatch(name) else name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_FILE_NAMES.sub("-", plain).strip("-")
