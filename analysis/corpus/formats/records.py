"""Rows and records of any format made raw articles: columns guessed, values as text, what cannot be used refused."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from analysis.corpus.columns import column_named, described, guess_columns, missing_text
from analysis.corpus.facets import short_values
from analysis.corpus.formats.tags import characters, text_and_tags
from analysis.corpus.mojibake import repaired_and_said
from analysis.corpus.raw import RawArticle
from analysis.corpus.report import IngestReport


def articles_of(
    label: str,
    records: Iterable[tuple[int, Mapping[str, Any]]],
    given: Mapping[str, str],
    report: IngestReport,
) -> Iterator[RawArticle]:
    """One raw article a record that has a text; the others are refused by their row.

    records: row number and field → value; nested objects are looked into one level deep ("source.name").
    given: field → column, as the user says; the rest is guessed by name, and the guess reported, as is a column that
        no record has.
    """
    known: dict[tuple[str, ...], dict[str, str]] = {}
    said: set[str] = set()
    n_html, first_html = 0, 0
    for row, record in records:
        flat = _flat(record)
        header = tuple(flat)
        if header not in known:
            known[header] = columns = guess_columns(header, given)
            if (
                names := described({f: c for f, c in columns.items() if given.get(f) != c})
            ) and names not in said:
                said.add(names)
                report.guess(label, "columns", names)
        columns = known[header]
        if "text" not in columns:
            report.refuse(label, row, missing_text(header))
            continue
        value = flat[columns["text"]]
        if value is not None and not isinstance(value, str):
            report.refuse(label, row, f"{columns['text']!r} is {_shown(value)}, expected text")
            continue
        text, tags = text_and_tags(repaired_and_said(value or "", label, row, report))
        if tags:
            n_html, first_html = n_html + 1, first_html or row
        facts = {
            name: as_text(flat[column]) for name, column in columns.items() if name not in {"text", "file"}
        }
        facets = {name: as_text(flat[name]) for name in header if name not in columns.values()}
        yield RawArticle(
            label,
            text,
            row,
            {name: characters(fact) for name, fact in facts.items() if fact},
            markup=tags,
            facets=short_values({name: characters(value) for name, value in facets.items()}),
        )
    _report_missing(label, known, given, report)
    if n_html:
        report.warn(
            label,
            None,
            f"HTML in {n_html} of the texts (first in row {first_html}): its tags are marked and not counted",
        )


def _report_missing(
    label: str,
    known: Mapping[tuple[str, ...], Mapping[str, str]],
    given: Mapping[str, str],
    report: IngestReport,
) -> None:
    for field, name in given.items():
        if not known or any(column_named(name, header) for header in known):
            continue
        taken = next((columns[field] for columns in known.values() if field in columns), None)
        instead = f"{taken!r} was taken" if taken else "none was taken"
        report.warn(label, None, f"no column is named {name!r}, which was given for {field!r}; {instead}")


def as_text(value: Any) -> str:
    """A value as a person would write it; "" for nothing, and for what is no single value."""
    if value is None or isinstance(value, (bool, list, tuple, dict, bytes)):
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value).strip()


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}.{inner}": v for inner, v in value.items() if not isinstance(v, Mapping)})
        else:
            flat[str(name)] = value
    return flat


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "…"
