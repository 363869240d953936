"""What happened while a corpus was read: every file and row accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Refusal:
    """A file or row that gave no article."""

    file: str
    row: int | None  # from 1, the header being row 1; None when the whole file is meant
    reason: str


@dataclass(frozen=True)
class Guess:
    """What nobody said and a rule concluded."""

    file: str
    what: str  # "column", "outlet", "wire", "manifest", …
    guess: str


@dataclass(frozen=True)
class Warning:
    """Something read, but to be looked at."""

    file: str
    row: int | None
    message: str


@dataclass(frozen=True)
class Encoding:
    """How a file was decoded. n_undecodable: bytes no character could be found for."""

    file: str
    encoding: str
    n_undecodable: int = 0
    note: str = ""


@dataclass(frozen=True)
class Duplicate:
    """Articles with the same words.

    exact: the same text twice in one outlet; only `kept` is in the corpus.
    shared: the same text in several outlets; all are in the corpus.
    near: most runs of five words of the shorter text stand in the longer too; both are in the corpus.
    """

    kind: Literal["exact", "shared", "near"]
    kept: str  # article_id
    kept_file: str
    other: str
    other_file: str
    similarity: float = 1.0  # share of the shorter text's runs of five words, 0 to 1


@dataclass
class IngestReport:
    """The report of one read."""

    n_read: int = 0
    refused: list[Refusal] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    encodings: list[Encoding] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # files that are no articles: manifests, READMEs

    def refuse(self, file: str, row: int | None, reason: str) -> None:
        self.refused.append(Refusal(file, row, reason))

    def guess(self, file: str, what: str, guess: str) -> None:
        self.guesses.append(Guess(file, what, guess))

    def warn(self, file: str, row: int | None, message: str) -> None:
        self.warnings.append(Warning(file, row, message))

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types: n_read and a list of records under each of the other names."""
        return asdict(self)

    def __str__(self) -> str:
        """The report for a reader: a line of totals, then each kind with its first entries."""
        collapsed = sum(d.kind == "exact" for d in self.duplicates)
        lines = [
            f"{_count(self.n_read, 'article')} read, {len(self.refused)} refused, "
            f"{_count(collapsed, 'exact duplicate')} left out"
        ]
        lines += _section("refused", [f"{_place(r.file, r.row)}: {r.reason}" for r in self.refused])
        lines += _section("to look at", [f"{_place(w.file, w.row)}: {w.message}" for w in self.warnings])
        lines += _section("duplicates", [_said(d) for d in self.duplicates])
        lines += _section("concluded, not said", [f"{g.file}: {g.what}: {g.guess}" for g in self.guesses])
        counts = Counter(e.encoding for e in self.encodings)
        lines += _section("encodings", [f"{name}: {n}" for name, n in sorted(counts.items())])
        lines += _section("not articles", self.skipped)
        return "\n".join(lines)


_MAX_SHOWN = 20  # entries of a kind; to_dict has them all


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n or 'no'} {what}s"


def _place(file: str, row: int | None) -> str:
    return file if row is None else f"{file}, row {row}"


def _said(duplicate: Duplicate) -> str:
    said = {
        "exact": "left out, the same text as",
        "shared": "the same text in another outlet as",
        "near": f"{duplicate.similarity:.0%} the same as",
    }[duplicate.kind]
    return f"{duplicate.other_file} {said} {duplicate.kept_file}"


def _section(name: str, entries: list[str]) -> list[str]:
    if not entries:
        return []
    more = [f"  … and {len(entries) - _MAX_SHOWN} more"] if len(entries) > _MAX_SHOWN else []
    return [f"{name}:", *(f"  {entry}" for entry in entries[:_MAX_SHOWN]), *more]
