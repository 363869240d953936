"""How often each method was right when it was measured: the figures of docs/, which a test compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Accuracy(NamedTuple):
    method: str
    measure: str
    value: str  # as docs/ prints it
    interval: str
    measured_on: str
    page: str  # in docs/


MEASURED = (
    Accuracy(
        "Names found", "F1", "0.92", "0.89 to 0.94", "832 mentions in 26 Wikinews articles", "entities.md"
    ),
    Accuracy("Kind of name", "right, of those found", "93 %", "90 to 97 %", "the same", "entities.md"),
    Accuracy("Names put together", "B³", "0.89", "0.85 to 0.92", "the same", "entities.md"),
    Accuracy(
        "Sign of a sentence's polarity, taken as tone",
        "macro-F1",
        "0.42",
        "0.36 to 0.47",
        "343 targets in news sentences (NewsMTSC); all neutral: 0.19",
        "tone.md",
    ),
    Accuracy(
        "Quotes, content and speaker both right",
        "F1",
        "0.73",
        "0.66 to 0.79",
        "256 attributions in 26 Wikinews articles",
        "quotes.md",
    ),
)


def accuracy_table() -> pd.DataFrame:
    """method, measure, value, interval (95 %), measured_on, page."""
    import pandas as pd

    return pd.DataFrame(MEASURED, columns=list(Accuracy._fields))
