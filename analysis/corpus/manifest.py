"""What is known about files from beside them: a table that lists them, or the folders they lie in."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analysis.corpus.columns import described, guess_columns
from analysis.corpus.encodings import NotText, decode
from analysis.corpus.facets import short_values
from analysis.corpus.files import File, clean_path
from analysis.corpus.formats.tables import Row, rows_of
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

NAMES = ("articles", "manifest", "metadata", "index")  # .csv or .tsv
ALIASES = "aliases.csv"  # the user's word on names, see docs/entities.md
_NOT_ARTICLES = ("readme", "license", "licence", "changelog", "notice", "copying")


@dataclass
class Manifest:
    """facts: label of a file → field → value; facets: → other column → short value. labels: the manifests themselves,
    which are no articles. aliases: the aliases.csv that lies where all the files do."""

    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    facets: dict[str, dict[str, str]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    aliases: File | None = None


def read_manifests(files: list[File], report: IngestReport) -> Manifest:
    """Every articles, manifest, metadata or index .csv or .tsv with a column of file names; where another column seems
    to hold texts, only when the files lie there."""
    manifest = Manifest()
    # Names as they are come before those another system writes the same letters in (é in one piece, or as e and ´).
    by_path = {_alike(file.path): file for file in files} | {file.path: file for file in files}
    for file in files:
        if PurePosixPath(file.name).stem.lower() in NAMES and file.suffix in {".csv", ".tsv"}:
            _read_manifest(file, by_path, manifest, report)
    manifest.aliases = _aliases_among(files)
    for file in files:
        if file.name.lower() == ALIASES and file is not manifest.aliases:
            report.warn(file.label, None, "it does not lie beside all the articles, and was not applied")
    return manifest


def _alike(path: str) -> str:
    return unicodedata.normalize("NFC", posixpath.normpath(path))


def _read_manifest(file: File, files: Mapping[str, File], manifest: Manifest, report: IngestReport) -> None:
    try:
        text = decode(file.read()).text
    except (CorpusError, NotText):
        return  # read again, and refused, as the table it is not
    table = rows_of(text, file.suffix)
    columns = guess_columns(table.header)
    if "file" not in columns:
        return
    if "text" in columns:
        if not _list_files(rows_of(text, file.suffix).rows, columns["file"], file, files):
            return
        report.guess(
            file.label, "columns", f"{columns.pop('text')!r} is not the text, since the rows list files"
        )
    manifest.labels.add(file.label)
    report.skipped.append(file.label)
    if names := described(columns):
        report.guess(file.label, "columns", names)
    for row in table.rows:
        if row.problem:
            report.refuse(file.label, row.number, row.problem)
            continue
        facts = {
            name: row.cells[column].strip() for name, column in columns.items() if row.cells[column].strip()
        }
        named = facts.pop("file", "")
        listed = _find(named, file, files)
        if listed is None:
            report.refuse(
                file.label, row.number, f"'{columns['file']}' is {named!r}, and no such file lies beside it"
            )
        elif listed.label in manifest.facts:
            report.refuse(file.label, row.number, f"{named!r} is listed a second time; its first row counts")
        else:
            manifest.facts[listed.label] = facts
            others = {name: cell.strip() for name, cell in row.cells.items() if name not in columns.values()}
            manifest.facets[listed.label] = short_values(others)


def _find(named: str, beside: File, files: Mapping[str, File]) -> File | None:
    """The file that a table means by a name."""
    if not named:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(beside.path), clean_path(named)))
    return files.get(path) or files.get(_alike(path))


def _list_files(rows: Iterable[Row], column: str, beside: File, files: Mapping[str, File]) -> bool:
    """Whether most rows name a file that lies there: "file" may also say where a text once came from."""
    found = [_find(row.cells[column].strip(), beside, files) is not None for row in rows if not row.problem]
    return sum(found) > len(found) / 2


def is_no_article(file: File) -> bool:
    """README, LICENSE and the like; aliases.csv."""
    return file.name.lower() == ALIASES or PurePosixPath(file.name).stem.lower() in _NOT_ARTICLES


def _aliases_among(files: list[File]) -> File | None:
    """The aliases.csv that lies where all the files do."""
    common = _common([file.folders for file in files])
    return next((f for f in files if f.name.lower() == ALIASES and len(f.folders) == common), None)


def facts_of_folders(files: Iterable[File]) -> dict[str, dict[str, str]]:
    """What the folders say: OUTLET/file, or STORY/OUTLET/file. A folder that holds all the files says nothing."""
    folders = {file.label: file.folders for file in files}
    common = _common(list(folders.values()))
    found = {}
    for label, parts in folders.items():
        below = parts[common:]
        if len(below) == 1:
            found[label] = {"outlet": below[0]}
        elif len(below) >= 2:
            found[label] = {"story": below[-2], "outlet": below[-1]}
    return found


def _common(paths: list[tuple[str, ...]]) -> int:
    """How many folders all paths begin with."""
    if not paths:
        return 0
    first, last = min(paths), max(paths)
    n = 0
    while n < min(len(first), len(last)) and first[n] == last[n]:
        n += 1
    return n
