"""How an outlet presents what others say: the classes of its reporting words, as listed and as a user edits them."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from analysis.errors import CorpusError

SHIPPED = Path(__file__).parents[1] / "lexicons" / "reporting.csv"
CLASSES = ("neutral", "insisting", "doubting", "endorsing", "requesting")


def reporting_classes(own: Path | None = None) -> pd.DataFrame:
    """The class of each reporting word.

    own: a CSV with the columns lemma and class; its words come on top of the shipped list, and its class stands where
    both have a word. Editing classes changes what is shown, never what is found.

    Returns one row a lemma, in order: lemma, class (one of CLASSES)

    Raises CorpusError naming file and row when the file cannot be read or a class is unknown.
    """
    classes = _read(SHIPPED)
    if own is not None:
        classes |= _read(own)
    rows = sorted(classes.items())
    return pd.DataFrame(
        {"lemma": [lemma for lemma, _ in rows], "class": [its for _, its in rows]}, dtype="str"
    )


def with_class(quotes: pd.DataFrame, classes: pd.DataFrame) -> pd.DataFrame:
    """The quotes with the column reporting_class: that of cue_lemma, NA for a cue that is not listed and for none.

    quotes: cue_lemma and any other columns. classes: from `reporting_classes`.
    """
    known = classes.set_index("lemma")["class"]
    return quotes.assign(reporting_class=quotes["cue_lemma"].map(known).astype("str"))


def _read(path: Path) -> dict[str, str]:
    """lemma → class; of a lemma with several parts of speech the first row, which is the verb's in the shipped list."""
    found: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row, line in enumerate(csv.DictReader(file), start=2):
                lemma, its_class = (
                    (line.get("lemma") or "").strip().lower(),
                    (line.get("class") or "").strip(),
                )
                if not lemma or its_class not in CLASSES:
                    wanted = "a word" if not lemma else f"one of {', '.join(CLASSES)}"
                    column, value = ("lemma", lemma) if not lemma else ("class", its_class)
                    raise CorpusError(
                        f"{path.name}, row {row}: {column!r} is {value!r}, expected {wanted}",
                        path=path.name,
                        row=row,
                    )
                found.setdefault(lemma, its_class)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(f"{path.name}: cannot be read as UTF-8 CSV: {error}", path=path.name) from error
    return found
