"""A day of publication from what a file says, never guessed where it can be read two ways."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from analysis.corpus.columns import is_nothing

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?$")
_MONTH_NAMES = (  # whole names only: "marraskuu" is not March
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
)
_MONTHS = {name: n + 1 for names in _MONTH_NAMES for n, name in enumerate(names.split())} | {"sept": 9}
_NAME = r"([^\W\d_]{3,10})"
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.? (?:of |de )?{_NAME}\.?,? (?:de )?(\d{{4}})\b"
)
_MONTH_DAY = re.compile(rf"\b{_NAME}\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_CLOCK = re.compile(
    r"""(?<![\d:])(?P<hour>\d{1,2})(?: : (?P<minute>\d\d) (?: :\d\d (?:[.,]\d+)?)? )? [ ]?
    (?P<half>[ap])? (?(half)\.?m\.?) [ ]?
    \(? (?P<zone>[a-z]{1,4})? (?P<offset>(?(zone)[ ]?[+-]\d{1,2}|[+-]\d\d) (?::?\d\d)?)? \)?
    (?:[ ]\([^()]*\))? \.?$""",
    re.IGNORECASE | re.VERBOSE,
)
# Hours from UTC. A name that means several zones is none: "IST" (India, Israel, Ireland), "CST" (Chicago, China).
_ZONES = dict.fromkeys("z ut utc gmt wet".split(), 0)
_ZONES |= {"bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3}
_ZONES |= {"hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11}
_ZONES |= {"edt": -4, "est": -5, "cdt": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8}
_EARLIEST = 1600  # the year newspapers begin; an earlier one is a slip


class UnclearDate(ValueError):
    """A value that is no date, or is two; the message says which and what would be right."""


def day_of(value: str, *, day_first: bool | None = None) -> date | None:
    """The day (UTC where a zone stands behind a time) of "2024-03-09", "2024-03-09T23:30:00-05:00", "9 March 2024",
    "Fri, 22 Dec 2023 10:00:00 GMT", 20240309, or seconds or milliseconds since 1970; None for nothing.

    day_first: how to read "03/04/2026"; without it such a value raises. "13/04/2026" is clear by itself.

    Raises UnclearDate.
    """
    text = " ".join(value.split())
    if is_nothing(text) or text.casefold() in {"unknown", "undated"}:
        return None
    try:
        day = _day(text, day_first)
    except (ValueError, OverflowError, OSError) as error:
        if isinstance(error, UnclearDate):
            raise
        raise UnclearDate(
            f"{_shown(value)} is no date of the calendar, expected one such as 2024-03-09"
        ) from error
    if day is None or not _EARLIEST <= day.year <= 2200:
        raise UnclearDate(f"{_shown(value)} is not a date, expected one such as 2024-03-09")
    return day


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:40] + "…")


def _day(text: str, day_first: bool | None) -> date | None:
    if found := _COMPACT.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _EPOCH.match(text):
        return datetime.fromtimestamp(int(found[1]), UTC).date()
    written = _as_written(text, day_first)
    return written and (_iso_in_utc(text) or _in_utc(written, text))


def _iso_in_utc(text: str) -> date | None:
    """The day in UTC of a full ISO time, in the forms only the standard knows ("T233000-0500"); None for any other."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.date() if moment.tzinfo is None else moment.astimezone(UTC).date()


def _as_written(text: str, day_first: bool | None) -> date | None:
    """The day of the calendar that the text names, in whatever zone it does."""
    if found := _ISO.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text):
        return _two_ways(text, int(found[1]), int(found[2]), int(found[3]), day_first)
    lower = unicodedata.normalize("NFC", text.lower())
    if (found := _DAY_MONTH.search(lower)) and found[2] in _MONTHS:
        return date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _MONTH_DAY.search(lower)) and found[1] in _MONTHS:
        return date(int(found[3]), _MONTHS[found[1]], int(found[2]))
    if "," in text[:5] and re.search(r"\d:\d\d", text):
        return parsedate_to_datetime(text).date()  # the years of two digits that mail had
    return None


def _in_utc(day: date, text: str) -> date:
    """The day in UTC where a time with its zone ends the text; else the day as it is."""
    clock = _CLOCK.search(text)
    if clock is None or not (clock["minute"] or clock["half"]) or not (clock["zone"] or clock["offset"]):
        return day
    hours = _ZONES.get((clock["zone"] or "utc").lower())
    if hours is None:
        return day
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"].lower() == "p")
    zone = timezone(timedelta(hours=hours) + _offset(clock["offset"] or ""))
    moment = time(hour % 24, int(clock["minute"] or 0), tzinfo=zone)
    return datetime.combine(day, moment).astimezone(UTC).date()


def _offset(written: str) -> timedelta:
    """ "-0500", "+05:30", "+8"; nothing for "".

    Raises ValueError beyond 24 hours, as timezone does.
    """
    digits = written.strip("+- ").replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return (-1 if "-" in written else 1) * timedelta(hours=int(hours or 0), minutes=int(minutes))


def _two_ways(text: str, first: int, second: int, year: int, day_first: bool | None) -> date:
    if first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    if day_first is None:
        either = date(year, second, first).isoformat(), date(year, first, second).isoformat()
        raise UnclearDate(
            f"{_shown(text)} can be {either[0]} or {either[1]}; write one of these or say whether the day comes first"
        )
    return date(year, second, first) if day_first else date(year, first, second)
