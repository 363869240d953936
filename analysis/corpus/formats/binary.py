"""Excel workbooks and Parquet files: values only, under limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from analysis.corpus.columns import guess_columns, missing_text, unique_names
from analysis.corpus.files import check_office_file
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

MAX_COLUMNS = 500
_BATCH = 500  # rows held at once
_NO_VALUE = (ValueError, OverflowError)  # what pyarrow raises for a value that has no like in Python


def sheets_of(data: bytes, label: str) -> Iterator[tuple[str, Iterator[tuple[int, Mapping[str, Any]]]]]:
    """Name and rows of each sheet, cells as values: formulas by their last result, no macros, no links.

    Raises CorpusError when it is no workbook, unpacks beyond the limits or declares entities.
    """
    check_office_file(data, label)
    from openpyxl import load_workbook

    with _workbook_errors(label):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield sheet.title, _rows(sheet, label)


def _rows(sheet: Any, label: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    header: list[str] = []
    with _workbook_errors(label):
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
            if not any(cell is not None and str(cell).strip() for cell in cells):
                continue
            if not header:
                header = unique_names([str(cell).strip() if cell is not None else "" for cell in cells])
            else:
                yield number, {name: cell for name, cell in zip(header, cells, strict=False) if name}


@contextmanager
def _workbook_errors(label: str) -> Iterator[None]:
    """Whatever openpyxl trips over in a broken workbook, as one kind of error."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        OSError,
        SyntaxError,
        TypeError,
        AttributeError,
    ) as error:
        raise CorpusError(f"it is not a workbook that can be read ({error})", path=label) from error


def rows_of_parquet(
    data: bytes, label: str, given: Mapping[str, str], report: IngestReport
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Number (from 1) and the columns of single values of each row; one with a value Python cannot hold is refused.

    Raises CorpusError when it is no Parquet file or has no column for the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        names = file.schema_arrow.names
        columns = guess_columns(names, given)
        if "text" not in columns:
            raise CorpusError(missing_text(names), path=label)
        row = 0
        asked = set(columns.values())
        others = [
            field.name
            for field in file.schema_arrow
            if field.name not in asked
            and not (pa.types.is_nested(field.type) or pa.types.is_binary(field.type))
        ]
        for batch in file.iter_batches(batch_size=_BATCH, columns=[*asked, *others[:MAX_COLUMNS]]):
            yield from _records(batch, row, label, report)
            row += batch.num_rows
    except CorpusError:
        raise
    except (pa.ArrowException, OSError, *_NO_VALUE) as error:
        raise CorpusError(f"it is not a Parquet file that can be read ({error})", path=label) from error


def _records(
    batch: Any, before: int, label: str, report: IngestReport
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Number and values of each row of a batch; before: how many rows stand before it."""
    try:
        records = batch.to_pylist()
    except _NO_VALUE:
        records = None  # a text that is not UTF-8, a time beyond the calendar: all but its row is good
    if records is not None:
        yield from enumerate(records, start=before + 1)
        return
    for n in range(batch.num_rows):
        try:
            (record,) = batch.slice(n, 1).to_pylist()
        except _NO_VALUE as error:
            report.refuse(label, before + n + 1, f"{_bad_column(batch, n)!r} cannot be read ({error})")
        else:
            yield before + n + 1, record


def _bad_column(batch: Any, n: int) -> str:
    for name in batch.schema.names:
        try:
            batch.column(name)[n].as_py()
        except _NO_VALUE:
            return str(name)
    return "row"
