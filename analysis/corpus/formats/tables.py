"""CSV and TSV: rows under a header, each article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
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
    delimiter = _delimiter(text, suffix)
    lines = _Lines(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        header = []
    names = _unique([name.strip() for name in header])
    return Table(names, _rows(lines, delimiter, names))


class _Lines:
    """The lines of a text, with those of the row that is being read. number: of the last one given out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._next = next(self._lines, None)
        self.of_row: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if (line := self._next) is None:
            raise StopIteration
        self._next = next(self._lines, None)
        self.of_row.append(line)
        self.number += 1
        return line

    @property
    def at_end(self) -> bool:
        return self._next is None

    def give_back(self, lines: Sequence[str]) -> None:
        """The next lines are these again."""
        self.number -= len(lines)
        self._lines = chain(lines[1:], [] if self._next is None else [self._next], self._lines)
        self._next = lines[0]


def _is_open(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a quotation mark that opens a cell in these lines of one row is never closed: then more would join it."""
    return len(list(csv.reader([*lines, "more"], delimiter=delimiter))) == 1


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


def _rows(lines: _Lines, delimiter: str, header: list[str]) -> Iterator[Row]:
    """A quotation mark that is never closed costs its own row; what it swallowed is read again as rows."""
    reader = csv.reader(lines, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        lines.of_row.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, problem=f"it is no row of a table: {error}")
            return
        if lines.at_end and _is_open(lines.of_row, delimiter):
            swallowed = lines.of_row[1:]
            line = lines.number - len(swallowed)
            yield Row(
                number, problem=f"a quotation mark opens a cell and is never closed (line {line} of the file)"
            )
            if swallowed:
                lines.give_back(swallowed)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        extra = cells[len(header) :]
        if len(cells) < len(header) or any(cell.strip() for cell in extra):
            line = lines.number
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
