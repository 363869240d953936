"""What a reader of a format hands on: one text and what its file says about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.model import Boilerplate


@dataclass
class RawArticle:
    """One text before it is laid out.

    file: the label of its file. row: where in a table, from 1 with the header as row 1; None for a whole file.
    facts: field (as in columns.NAMES) → value as written; empty values are left out.
    inferred: the fields of `facts` that were concluded, not said.
    facets: the other columns of its table with a short value: column → value.
    """

    file: str
    text: str
    row: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    markup: tuple[Boilerplate, ...] = ()
    facets: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return self.file if self.row is None else f"{self.file}, row {self.row}"
