"""How often each method was right when it was measured: the figures of docs/, which a test compares."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import analysis

if TYPE_CHECKING:
    import pandas as pd


CARD = Path(analysis.__file__).parent / "models" / "tone"


class Accuracy(NamedTuple):
    method: str
    measure: str
    value: str  # as docs/ prints it
    interval: str
    measured_on: str
    page: str  # in docs/


class AboutTone(NamedTuple):
    """What every view of tone towards names says of its model, out of the model's own card."""

    rows: tuple[Accuracy, ...]
    measured: str  # a sentence
    threshold: str
    one_wrong_in: str


def _about_tone() -> AboutTone:
    card = json.loads((CARD / "tone.json").read_text(encoding="utf-8"))
    what = {"rw": "targets in news sentences, labels as they come", "mt": "targets that share a sentence"}
    rows = []
    for part, description in what.items():
        found = card["dev"]["int8"][part]
        low, high = found["ci95"]
        rows.append(
            Accuracy(
                "Tone towards a name", "macro-F1", f"{found['macro_f1']:.3f}", f"{low:.3f}, {high:.3f}",
                f"{found['n']} {description} (NewsMTSC, US political news)", "../analysis/models/tone/README.md",
            )
        )  # fmt: skip
    wrong = sorted(round(1 / (1 - card["dev"]["int8"][part]["accuracy"])) for part in what)
    left = sorted(round(100 * (1 - card["abstaining"][part]["coverage"])) for part in what)
    unscored = f"{left[0]} to {left[-1]}" if left[0] != left[-1] else str(left[0])
    measured = (
        f"On US political news held out from training the label was right with a macro-F1 of {rows[0].value} "
        f"({rows[0].interval}) where labels come as in real news, and {rows[1].value} ({rows[1].interval}) where "
        f"several names share a sentence; always saying neutral gives 0.19 and 0.22. Left unscored there: "
        f"{unscored} %."
    )
    one_in = f"{wrong[0]} to {wrong[-1]}" if wrong[0] != wrong[-1] else str(wrong[0])
    return AboutTone(tuple(rows), measured, f"{card['abstain_below']:.0%}", one_in)


ABOUT_TONE = _about_tone()

COLOUR = Accuracy(
    "Sign of a sentence's polarity, taken as tone",
    "macro-F1",
    "0.42",
    "0.36 to 0.47",
    "343 targets in news sentences (NewsMTSC); all neutral: 0.19",
    "tone.md",
)

MEASURED = (
    Accuracy(
        "Names found", "F1", "0.94", "0.92 to 0.96", "792 mentions in 26 Wikinews articles", "entities.md"
    ),
    Accuracy("Kind of name", "right, of those found", "95 %", "92 to 98 %", "the same", "entities.md"),
    Accuracy("Names put together", "B³", "0.91", "0.88 to 0.93", "the same", "entities.md"),
    COLOUR,
    Accuracy(
        "Quotes, content and speaker both right",
        "F1",
        "0.73",
        "0.66 to 0.79",
        "256 attributions in 26 Wikinews articles",
        "quotes.md",
    ),
    Accuracy(
        "Quotes in US political news",
        "F1",
        "0.74",
        "0.71 to 0.77",
        "1,457 attributions in 84 articles of seven outlets (PolNeAR)",
        "quotes.md",
    ),
    *ABOUT_TONE.rows,
)


def accuracy_table() -> pd.DataFrame:
    """method, measure, value, interval (95 %), measured_on, page."""
    import pandas as pd

    return pd.DataFrame(MEASURED, columns=list(Accuracy._fields))
