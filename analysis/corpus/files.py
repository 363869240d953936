"""The files of a folder, a zip archive, or one file: their labels, and their bytes under limits. Nothing is written."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from analysis.corpus.report import IngestReport
from analysis.errors import CorpusError

MAX_FILE = 512 * 2**20  # bytes of one file
MAX_ARCHIVE = 4 * 2**30  # bytes that come out of one archive
MAX_RATIO = 300  # out against in; text compresses to a tenth at best, a bomb by thousands
MAX_ENTRIES = 1_000_000
_CHUNK = 2**16
_FREE = 16 * 2**20  # bytes an entry may unpack to before its ratio is looked at
_MAX_LABEL = 200  # characters
# What lies in every folder of results, at the latest from the first article that was parsed for it.
_RESULTS = re.compile(
    r"((?:.*/)?)(?:(?:tables|parts/[^/]+)/quote_spans\.parquet|parses/[0-9a-f]{2}/[0-9a-f]{32}\.spacy)"
)
_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class File:
    """path: below what was read, as `clean_path` makes it: looked up in manifests, never opened."""

    path: str
    read: Callable[[], bytes]  # raises CorpusError

    @property
    def label(self) -> str:
        """The path as it is shown."""
        return shown_name(self.path)

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()

    @property
    def folders(self) -> tuple[str, ...]:
        return tuple(part for part in PurePosixPath(self.path).parts[:-1] if part not in {"/", ".", ".."})


def clean_path(name: str) -> str:
    """A path with "/", without control and direction marks."""
    return _HOSTILE.sub("\ufffd", name.replace("\\", "/"))


def shown_name(name: str) -> str:
    """A name that can be shown: clean, and not longer than a line; two long names stay two."""
    clean = clean_path(name)
    if len(clean) <= _MAX_LABEL:
        return clean
    cut = f"…{hashlib.sha256(clean.encode()).hexdigest()[:8]}…"
    kept = (_MAX_LABEL - len(cut)) // 2
    return clean[:kept] + cut + clean[-kept:]


def files_of(path: Path, report: IngestReport) -> list[File]:
    """Every file there is to read, by path. Results of an analysis among them are skipped.

    Raises CorpusError when the path does not exist, cannot be read, or holds results itself.
    """
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder", path=str(path))
    if path.is_dir():
        found = list(_in_folder(path, report))
    elif path.suffix.lower() == ".zip":
        found = list(_in_archive(path, report))
    else:
        found = [File(clean_path(path.name), partial(_read_file, path))]
    return sorted(_without_results(found, path, report), key=lambda file: file.path)


def _without_results(files: list[File], root: Path, report: IngestReport) -> Iterator[File]:
    """Results saved among the articles, as by `analyze . --out store`, repeat their texts and are no articles."""
    found = {match[1] for file in files if (match := _RESULTS.fullmatch(file.path))}
    if "" in found:
        raise CorpusError(f"{root}: it holds results of an analysis, expected articles", path=str(root))
    report.skipped.extend(f"{shown_name(folder)} (results of an analysis)" for folder in sorted(found))
    return (file for file in files if not file.path.startswith(tuple(found)))


def _in_folder(root: Path, report: IngestReport) -> Iterator[File]:
    def unreadable(error: OSError) -> None:
        report.refuse(
            shown_name(os.path.relpath(error.filename, root)), None, f"it cannot be read: {error.strerror}"
        )

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        for name in names:
            path = Path(folder) / name
            file = File(clean_path(path.relative_to(root).as_posix()), partial(_read_file, path))
            if _is_hidden(name):
                continue
            if not stat.S_ISREG(path.stat().st_mode if path.exists() else 0):
                report.refuse(file.label, None, "it is not a regular file")
                continue
            yield file


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "__MACOSX", "~$")) or name in {"Thumbs.db", "desktop.ini"}


def _read_file(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise CorpusError(f"it has {size:,} bytes, at most {MAX_FILE:,} are read", path=path.name)
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(f"it cannot be read: {error.strerror}", path=path.name) from error


def _in_archive(path: Path, report: IngestReport) -> Iterator[File]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise CorpusError(
            f"{path.name}: not a zip archive that can be read ({error})", path=path.name
        ) from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise CorpusError(
            f"{path.name}: {len(entries):,} entries, at most {MAX_ENTRIES:,} are read", path=path.name
        )
    budget = [MAX_ARCHIVE]
    for entry in entries:
        file = File(clean_path(entry.filename), partial(_unpacked, archive, entry, budget))
        if any(_is_hidden(part) for part in PurePosixPath(file.path).parts if part not in {".", ".."}):
            continue
        if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
            report.refuse(file.label, None, "it is a link or device, expected a regular file")
        elif entry.flag_bits & 1:
            report.refuse(file.label, None, "it is encrypted")
        else:
            yield file


def check_office_file(data: bytes, label: str) -> None:
    """Raise CorpusError when an office file is no archive, unpacks beyond the limits, or its XML declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise CorpusError("its content is not an Excel workbook (.xlsx)", path=label) from error
    budget = [MAX_FILE]
    for entry in archive.infolist():
        unpacked = _unpacked(archive, entry, budget)
        if b"<!DOCTYPE" in unpacked or b"<!ENTITY" in unpacked or unpacked[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise CorpusError(
                f"its part {shown_name(entry.filename)} declares entities, which are not read", path=label
            )


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: list[int]) -> bytes:
    """The bytes of an entry, counted while they come out: what its header says is not believed."""
    allowed = min(MAX_FILE, budget[0], max(_FREE, MAX_RATIO * entry.compress_size))
    out = io.BytesIO()
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                out.write(chunk)
                if out.tell() > allowed:
                    raise CorpusError(
                        f"it unpacks to more than the {allowed:,} bytes allowed", path=entry.filename
                    )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise CorpusError(f"it cannot be unpacked: {error}", path=entry.filename) from error
    finally:
        budget[0] -= out.tell()
    return out.getvalue()
