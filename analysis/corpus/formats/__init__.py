"""One reader a format. A reader is given a file's label and bytes and yields raw articles; what it cannot use it
refuses by row in the report, and it raises CorpusError or NotText when the whole file is not what its name says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from analysis.corpus.encodings import decode
from analysis.corpus.formats import binary, html, jsons, markdown, tables
from analysis.corpus.formats.records import articles_of
from analysis.corpus.mojibake import repaired_and_said
from analysis.corpus.raw import RawArticle
from analysis.corpus.report import Encoding, IngestReport
from analysis.errors import CorpusError

Reader = Callable[[str, bytes, Mapping[str, str], IngestReport], Iterator[RawArticle]]


def text_of(label: str, data: bytes, report: IngestReport, declared: str | None = None) -> str:
    """The decoded file, its encoding reported.

    Raises NotText when it is no text, CorpusError when it is empty.
    """
    decoded = decode(data, declared)
    report.encodings.append(Encoding(label, decoded.encoding, decoded.n_undecodable, decoded.note))
    if decoded.n_undecodable:
        report.warn(
            label, None, f"{decoded.n_undecodable} bytes are not {decoded.encoding} and are shown as \ufffd"
        )
    if not decoded.text.strip("\ufeff\x00 \t\r\n"):
        raise CorpusError("it is empty", path=label)
    return decoded.text


def read_text(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    yield RawArticle(label, repaired_and_said(text_of(label, data, report), label, None, report))


def read_csv(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    table = tables.rows_of(text_of(label, data, report), label[-4:].lower())
    tables.require_text(table, columns, label)
    records = tables.usable_rows(table, label, report)
    yield from articles_of(label, records, columns, report)


def read_json(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    text = text_of(label, data, report)
    yield from articles_of(label, jsons.records_of_json(text, label, report), columns, report)


def read_json_lines(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    text = text_of(label, data, report)
    yield from articles_of(label, jsons.records_of_lines(text, label, report), columns, report)


def read_html(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    page = html.article_of_page(text_of(label, data, report, html.declared_encoding(data)), label, report)
    page.text = repaired_and_said(page.text, label, None, report)
    yield page


def read_markdown(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    text = repaired_and_said(text_of(label, data, report), label, None, report)
    yield markdown.article_of_markdown(text, label)


def read_xlsx(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    for n, (name, rows) in enumerate(binary.sheets_of(data, label)):
        yield from articles_of(label if n == 0 else f"{label}, sheet {name}", rows, columns, report)


def read_parquet(
    label: str, data: bytes, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    yield from articles_of(label, binary.rows_of_parquet(data, label, columns, report), columns, report)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
}
"""Ending of a file's name → its reader."""
