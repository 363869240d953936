"""CSV and TSV: rows under a header, each article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.corpus.columns import guess_columns, missing_text
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

_DELIMITERS = ",;\t|"
csv.field_size_limit(2**31 - 1)  # an article is larger than the 128 kB a field is allowed by default


@dataclass
class Row:
    """number: as a spreadsheet shows it, the header being 1. problem: why it cannot be used; "" when it can."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass
class Table:
    header: list[str]
    rows: Iterator[Row]


def rows_of(text: str, suffix: str = ".csv") -> Table:
    """The header and rows of a table, its delimiter found by the header."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, suffix))
    try:
        header = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        header = []
    names = _unique([name.strip() for name in header])
    return Table(names, _rows(reader, names))


def _delimiter(text: str, suffix: str) -> str:
    if suffix == ".tsv":
        return "\t"
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))


def _unique(names: list[str]) -> list[str]:
    """The names, a second "date" as "date (2)"."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 or not name else f"{name} ({seen[name]})")
    return found


def _rows(reader: Iterator[list[str]], header: list[str]) -> Iterator[Row]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, problem=f"it is no row of a table: {error}")
            return
        if not any(cell.strip() for cell in cells):
            continue
        extra = cells[len(header) :]
        if len(cells) < len(header) or any(cell.strip() for cell in extra):
            line = getattr(reader, "line_num", number)
            yield Row(
                number,
                problem=f"it has {len(cells)} cells where the header has {len(header)} (line {line} of the file)",
            )
        else:
            yield Row(number, dict(zip(header, cells, strict=False)))


def require_text(table: Table, given: Mapping[str, str], label: str) -> None:
    """Raise CorpusError when the table has no column for the text."""
    if "text" not in guess_columns(table.header, given):
        raise CorpusError(missing_text(table.header), path=label)


def usable_rows(table: Table, label: str, report: IngestReport) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Number and cells of each row; those with a problem are refused."""
    for row in table.rows:
        if row.problem:
            report.refuse(label, row.number, row.problem)
        else:
            yield row.number, row.cells
