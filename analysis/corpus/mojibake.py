"""Characters decoded wrongly before the file was written ("donâ€™t"), put right where ftfy is sure."""

from __future__ import annotations

import re

from analysis.corpus.report import IngestReport

_SUSPECT = re.compile("[\u0080-\u009fÂÃâ€ðŸÐÑ]")
_LINE = re.compile(r"[^\n]+")


def repaired(text: str) -> tuple[str, str]:
    """The text with such characters put right, and what was done; unchanged and "" when ftfy finds nothing.

    Only the decoding is repaired: quotation marks, ligatures and the rest stay as written.
    """
    if not _SUSPECT.search(text):
        return text, ""
    import ftfy

    steps: set[str] = set()

    def put_right(line: re.Match[str]) -> str:
        if not _SUSPECT.search(line[0]):
            return line[0]
        fixed = ftfy.fix_encoding_and_explain(line[0])
        if fixed.text != line[0]:
            steps.update(f"{step.action} {step.parameter}" for step in fixed.explanation or ())
        return str(fixed.text)

    result = _LINE.sub(put_right, text)
    return result, ", ".join(sorted(steps))


def repaired_and_said(text: str, file: str, row: int | None, report: IngestReport, what: str = "") -> str:
    """The text repaired; what was done stands in the report. what: the name of a value other than the text."""
    text, repair = repaired(text)
    if repair:
        of = f" of {what!r}" if what else ""
        report.warn(file, row, f"wrongly decoded characters{of} were repaired ({repair})")
    return text
