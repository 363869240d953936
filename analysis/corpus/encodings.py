"""Bytes to text: byte-order marks, UTF-8, UTF-16, what charset-normalizer finds, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"PK\x03\x04", "a zip archive or office file"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"SQLite format", "an SQLite database"),
    (b"{\\rtf", "an RTF file"),
)
_PICKLE = re.compile(rb"\x80[\x02-\x05]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TEXT_ENCODING = re.compile(
    r"(?:windows|cp|iso|latin|utf-(?:8|16|32)|big5|gb|euc|shift|koi8|mac|tis|ks_c)", re.IGNORECASE
)
_SAMPLE = 64_000  # bytes holding non-ASCII characters; more does not change what the detector says
_MIXED = 0.9  # of the non-ASCII runs valid as UTF-8: the file is UTF-8 with slips, not another encoding
_FEW = 0.1  # of letters and non-ASCII bytes; French has 0.05, whole Cyrillic or Greek above 0.9
_WESTERN = frozenset(
    [
        "cp1252",
        "latin_1",
        "iso8859_1",
        "iso8859_15",
        "cp1250",
        "cp1254",
        "cp1257",
        "mac_roman",
        "cp437",
        "cp850",
        "cp858",
        "cp775",
        "mac_iceland",
        "cp1140",
        "hp_roman8",
    ]
)


class NotText(ValueError):
    """Bytes that are no text; the message says what they seem to be."""


@dataclass(frozen=True)
class Decoded:
    """text: with its line breaks as they were. n_undecodable: bytes shown as U+FFFD."""

    text: str
    encoding: str
    n_undecodable: int = 0
    note: str = ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file.

    declared: the encoding the file says it has; used when it is not UTF-8 by its bytes.

    Raises NotText for programs, archives, pictures and other bytes that are no text.
    """
    refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if wide := _utf16_without_mark(data):
        return _decoded(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _mixed(data) or _as_declared(data, declared) or _detected(data)


def refuse_binary(data: bytes) -> None:
    """Raise NotText when the bytes begin or are made as no text is."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"its content is {name}, expected text")
    if _PICKLE.match(data):
        raise NotText("its content is a Python pickle, which is never opened; expected text")
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf16_without_mark(data):
        return
    head = data[:1_000_000]
    n_nul = head.count(0)
    n_control = len(_CONTROL.findall(head))
    if n_nul > 0.01 * len(head) + 3 or n_control > 0.02 * len(head) + 3:
        raise NotText(
            f"its content is binary ({n_nul + n_control} of {len(head)} bytes are control characters), expected text"
        )


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0) / len(head) * 2, head[1::2].count(0) / len(head) * 2
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return None


def _decoded(data: bytes, encoding: str, note: str = "") -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, note=note)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, n_undecodable=text.count("\ufffd"), note=note)


_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LATIN = re.compile(rb"[A-Za-z]")


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of Windows-1252 among it, each read as such; None when UTF-8 is not the rule."""
    n_runs = n_bad = 0
    for run in _HIGH_RUN.finditer(data):
        n_runs += 1
        try:
            run[0].decode("utf-8")
        except UnicodeDecodeError:
            n_bad += 1
    if n_runs - n_bad < max(2, _MIXED * n_runs):
        return None
    text = data.decode("utf-8", errors=_AS_WINDOWS)
    return Decoded(
        text, "utf-8", text.count("\ufffd"), f"{n_bad} places are not UTF-8 and were read as Windows-1252"
    )


def _windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_AS_WINDOWS = "newsparallax-windows"
codecs.register_error(_AS_WINDOWS, _windows)


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    if not _TEXT_ENCODING.match(declared or ""):
        return None  # Python knows codecs that are no encodings of text, such as "zlib"
    try:
        name = codecs.lookup(declared or "").name
        # Browsers read what calls itself Latin-1 as Windows-1252, and so it is meant.
        return _decoded(data, "cp1252" if name == "iso8859-1" else name, note="as it says itself")
    except (LookupError, ValueError):
        return None


def _detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    if _is_sprinkled(sample):
        return _decoded(data, "cp1252", note="few characters tell; taken for Windows-1252")
    best = from_bytes(sample).best()
    # Short Western texts fit a dozen encodings equally; Windows-1252 is what such files are.
    name = "cp1252" if best is None or best.encoding in _WESTERN else best.encoding
    return _decoded(data, name, note="found by its bytes")


def _is_sprinkled(sample: bytes) -> bool:
    """Whether the non-ASCII characters stand alone among Latin letters, as accents and curly quotation marks do.

    A few of them fit every encoding, and the detector picks one at random; a name in another script is a run.
    """
    runs = _HIGH_RUN.findall(sample)
    n_high = sum(map(len, runs))
    n_letters = len(_LATIN.findall(sample))
    return n_high < _FEW * (n_high + n_letters) and n_high < 2 * len(runs)
