"""A day of publication from what a file says, never guessed where it can be read two ways."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?$")
_MONTHS = {name: n + 1 for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3})[a-z]*\.?,? (\d{4})\b")
_MONTH_DAY = re.compile(r"\b([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_EARLIEST = 1600  # the year newspapers begin; an earlier one is a slip


class UnclearDate(ValueError):
    """A value that is no date, or is two; the message says which and what would be right."""


def day_of(value: str, *, day_first: bool | None = None) -> date | None:
    """The day (UTC where a zone is given) of "2024-03-09", "2024-03-09T23:30:00-05:00", "9 March 2024",
    "Fri, 22 Dec 2023 10:00:00 GMT", 20240309, or seconds or milliseconds since 1970; None for nothing.

    day_first: how to read "03/04/2026"; without it such a value raises. "13/04/2026" is clear by itself.

    Raises UnclearDate.
    """
    text = " ".join(value.split())
    if not text or text.casefold() in {"none", "null", "nan", "nat", "n/a", "na", "-", "unknown", "undated"}:
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
    if found := _ISO.match(text):
        return _with_zone(text) or date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text):
        return _two_ways(text, int(found[1]), int(found[2]), int(found[3]), day_first)
    if "," in text[:5] and re.search(r"\d:\d\d", text):
        return _utc(parsedate_to_datetime(text))
    lower = text.lower()
    if (found := _DAY_MONTH.search(lower)) and found[2] in _MONTHS:
        return date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _MONTH_DAY.search(lower)) and found[1] in _MONTHS:
        return date(int(found[3]), _MONTHS[found[1]], int(found[2]))
    return None


def _with_zone(text: str) -> date | None:
    """The UTC day of a full ISO time; None where the rest is no time the standard knows."""
    try:
        return _utc(datetime.fromisoformat(text.replace("/", "-")))
    except ValueError:
        return None


def _utc(moment: datetime) -> date:
    return moment.date() if moment.tzinfo is None else moment.astimezone(UTC).date()


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
