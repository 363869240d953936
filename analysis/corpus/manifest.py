"""What is known about files from beside them: a table that lists them, or the folders they lie in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analysis.corpus.columns import described, guess_columns
from analysis.corpus.encodings import NotText, decode
from analysis.corpus.facets import short_values
from analysis.corpus.files import File
from analysis.corpus.formats.tables import rows_of
from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

NAMES = ("articles", "manifest", "metadata", "index")  # .csv or .tsv
ALIASES = "aliases.csv"  # the user's word on names, see docs/entities.md
_NOT_ARTICLES = ("readme", "license", "licence", "changelog", "notice", "copying")


@dataclass
class Manifest:
    """facts: label of a file → field → value; facets: → other column → short value. labels: the manifests themselves,
    which are no articles."""

    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    facets: dict[str, dict[str, str]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)


def read_manifests(files: list[File], report: IngestReport) -> Manifest:
    """Every articles, manifest, metadata or index .csv or .tsv with a column of file names and none of texts."""
    manifest = Manifest()
    by_label = {file.label: file for file in files}
    for file in files:
        if PurePosixPath(file.name).stem.lower() in NAMES and file.suffix in {".csv", ".tsv"}:
            _read_manifest(file, by_label, manifest, report)
    return manifest


def _read_manifest(file: File, files: dict[str, File], manifest: Manifest, report: IngestReport) -> None:
    try:
        text = decode(file.read()).text
    except (CorpusError, NotText):
        return  # read again, and refused, as the table it is not
    table = rows_of(text, file.suffix)
    columns = guess_columns(table.header)
    if "file" not in columns or "text" in columns:
        return
    manifest.labels.add(file.label)
    report.skipped.append(file.label)
    if names := described(columns):
        report.guess(file.label, "columns", names)
    folder = PurePosixPath(file.label).parent
    for row in table.rows:
        if row.problem:
            report.refuse(file.label, row.number, row.problem)
            continue
        facts = {
            name: row.cells[column].strip() for name, column in columns.items() if row.cells[column].strip()
        }
        named = facts.pop("file", "")
        label = str(folder / named.replace("\\", "/")) if named else ""
        if label not in files:
            report.refuse(
                file.label, row.number, f"'{columns['file']}' is {named!r}, and no such file lies beside it"
            )
        elif label in manifest.facts:
            report.refuse(file.label, row.number, f"{named!r} is listed a second time; its first row counts")
        else:
            manifest.facts[label] = facts
            others = {name: cell.strip() for name, cell in row.cells.items() if name not in columns.values()}
            manifest.facets[label] = short_values(others)


def is_no_article(file: File) -> bool:
    """README, LICENSE and the like; aliases.csv beside the articles, not in a folder among them."""
    is_aliases = not file.folders and file.name.lower() == ALIASES
    return is_aliases or PurePosixPath(file.name).stem.lower() in _NOT_ARTICLES


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
