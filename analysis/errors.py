"""What can go wrong, as exceptions that name the thing, the value and what would be right."""

from __future__ import annotations


class AnalysisError(Exception):
    """The root of every error this package raises on purpose."""


class CorpusError(AnalysisError, ValueError):
    """A file or row that cannot be read.

    path: the file's name as given. row: counted from 1, None when the whole file is meant.
    """

    def __init__(self, message: str, *, path: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.row = row


class SchemaError(AnalysisError, ValueError):
    """A frame that is not the table it claims to be."""

    def __init__(self, message: str, *, table: str = "", column: str = "") -> None:
        super().__init__(message)
        self.table = table
        self.column = column


class StoreError(AnalysisError, OSError):
    """Results that cannot be saved or loaded."""

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class EngineUnavailable(AnalysisError, ImportError):
    """A model or library whose package is missing; the message says which to install."""

    def __init__(self, message: str, *, engine: str = "") -> None:
        super().__init__(message)
        self.engine = engine
