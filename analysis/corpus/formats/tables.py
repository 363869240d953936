"""CSV and TSV: rows under a header, each article a row."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from analysis.corpus.columns import guess_columns, missing_text, unique_names
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

_DELIMITERS = ",;\t|"
_SAID = re.compile(r'\ufeff?"?sep=([^\r\n])"?[ \t,;]*(?:\r\n?|\n)', re.IGNORECASE)  # Excel's own first line
_LOOK_AHEAD = 1_000  # lines in which a row that begins inside another must end
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
    """The header and rows of a table, its delimiter found by the header or said by a line "sep=;" above it."""
    lines = _Lines(io.StringIO(text, newline=""))
    if said := _SAID.match(text):
        delimiter = said[1]
        next(lines)
    else:
        delimiter = _delimiter(text, suffix)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        header = []
    names = unique_names([name.strip() for name in header])
    return Table(names, _rows(lines, delimiter, names))


class _Lines:
    """The lines of a text, with those of the row that is being read. number: of the last one given out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()  # looked at or given back, not yet given out
        self.of_row: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.of_row.append(line)
        self.number += 1
        return line

    @property
    def at_end(self) -> bool:
        return not self.ahead(1)

    def ahead(self, n: int) -> list[str]:
        """The next lines, at most n, without giving them out."""
        self._waiting.extend(islice(self._lines, max(0, n - len(self._waiting))))
        return list(islice(self._waiting, n))

    def give_back(self, lines: Sequence[str]) -> None:
        """The next lines are these again."""
        self.number -= len(lines)
        self._waiting.extendleft(reversed(lines))


def _is_open(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a quotation mark that opens a cell in these lines of one row is never closed: then more would join it."""
    return len(list(csv.reader([*lines, "more"], delimiter=delimiter))) == 1


def _holds_another(lines: _Lines, delimiter: str, n_cells: int) -> bool:
    """Whether in the row just read, over several lines, another begins: its mark was not closed there, one opened.

    So it is where the mark that seems to close it opens a cell on a later line and the text from that line on is a
    row by itself. Marks within a text that were not doubled ("He said "no" and left") do neither.
    """
    strict = csv.reader(lines.of_row, delimiter=delimiter, strict=True)
    try:
        next(strict)
        return False
    except csv.Error:
        later = lines.of_row[strict.line_num - 1 :]
    mark = later[0].find('"')
    if strict.line_num == 1 or (mark > 0 and later[0][mark - 1] != delimiter):
        return False
    try:
        cells = next(csv.reader([*later, *lines.ahead(_LOOK_AHEAD)], delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return len(cells) == n_cells


def _delimiter(text: str, suffix: str) -> str:
    if suffix == ".tsv":
        return "\t"
    first = re.split(r"[\r\n]", text.lstrip("\ufeff\r\n "), maxsplit=1)[0]
    return max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))


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
        never_closed = lines.at_end and _is_open(lines.of_row, delimiter)
        if never_closed or (len(lines.of_row) > 1 and _holds_another(lines, delimiter, len(header))):
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
