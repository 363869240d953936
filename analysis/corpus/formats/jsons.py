"""JSON (a list, an object holding one, or one article) and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

_LISTS = (
    "articles",
    "data",
    "results",
    "items",
    "documents",
    "docs",
    "records",
    "rows",
    "response.docs",
    "hits.hits",
)
_SHOW = 'expected an object such as {"outlet": …, "text": …}'


def records_of_json(text: str, label: str, report: IngestReport) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Number (from 1) and record.

    Raises CorpusError when it is not JSON, or no article or list of articles.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = (
            f"line {error.lineno}: {error.msg}"
            if isinstance(error, json.JSONDecodeError)
            else "nested too deeply"
        )
        raise CorpusError(f"it is not valid JSON ({where})", path=label) from error
    records = value if isinstance(value, list) else _list_in(value)
    if records is None:
        raise CorpusError(
            'it holds no article and no list of articles, expected [{"outlet": …, "text": …}, …]', path=label
        )
    for row, record in enumerate(records, start=1):
        if isinstance(record, Mapping):
            yield row, record
        else:
            report.refuse(label, row, f"it is {_kind(record)}, {_SHOW}")


def _list_in(value: Any) -> list[Any] | None:
    if not isinstance(value, dict):
        return None
    for name in _LISTS:
        inner: Any = value
        for part in name.split("."):
            inner = inner.get(part) if isinstance(inner, dict) else None
        if isinstance(inner, list):
            return inner
    return [value]


def records_of_lines(text: str, label: str, report: IngestReport) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Line number and record; a line that is no object is refused, the rest still read."""
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            report.refuse(
                label, row, f"it is not valid JSON ({error.msg} at character {error.colno}), {_SHOW}"
            )
            continue
        except (ValueError, RecursionError):
            report.refuse(label, row, f"it is nested too deeply or holds too long a number, {_SHOW}")
            continue
        if isinstance(record, Mapping):
            yield row, record
        else:
            report.refuse(label, row, f"it is {_kind(record)}, {_SHOW}")


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
