"""How often results are right, from a person's verdicts on a sample of them."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import pandas as pd

from analysis.measures.keyness import Z_95

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = "all outlets"
COLUMNS = ("outlet", "n_judged", "n_right", "n_open", "share", "share_low", "share_high")


def rates(verdicts: pd.DataFrame, *, right: str, open_verdicts: Sequence[str] = ()) -> pd.DataFrame:
    """COLUMNS: a row for all outlets, then one an outlet by name. Shares from 0 to 1; more is more often right.

    verdicts: outlet, verdict; a row a result that was judged. open_verdicts: those that say neither; n_open counts
    them, n_judged and the shares leave them out. share is NA where nothing is left. The interval (95 %, `wilson`)
    holds for results drawn at random, and for each outlet by itself.
    """
    rows = [_row(ALL, verdicts["verdict"], right, open_verdicts)] if len(verdicts) else []
    by_outlet = verdicts.groupby("outlet", sort=True)["verdict"]
    rows += [_row(str(outlet), its, right, open_verdicts) for outlet, its in by_outlet]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(dict.fromkeys(COLUMNS[1:4], "int64") | dict.fromkeys(COLUMNS[4:], "float64"))


def _row(outlet: str, verdicts: pd.Series, right: str, open_verdicts: Sequence[str]) -> tuple[object, ...]:
    n_open = int(verdicts.isin(list(open_verdicts)).sum())
    n_judged, n_right = len(verdicts) - n_open, int(verdicts.eq(right).sum())
    low, high = wilson(n_right, n_judged)
    return outlet, n_judged, n_right, n_open, n_right / n_judged if n_judged else float("nan"), low, high


def wilson(n_right: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927): within 0 to 1 and of use for few cases. NaN for none."""
    if not n:
        return float("nan"), float("nan")
    share, z2 = n_right / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))  # whatever is rounded
