"""Files to be read into a corpus, and what the report then says."""

from __future__ import annotations

from pathlib import Path

from analysis.corpus.report import IngestReport

TEXT = "Bridge to open\n\nThe minister said on Monday that the bridge would open in the spring of next year."
MORE = "Engineers had warned for months that the work would take longer than the council had planned."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def messages(report: IngestReport) -> str:
    return "\n".join(f"{w.file} {w.row}: {w.message}" for w in report.warnings)
