"""What else a table says of its articles: columns such as section or author, by which they can be filtered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analysis.corpus.raw import RawArticle
from analysis.corpus.report import IngestReport

LONGEST = 80  # characters of a value or of a column's name; more is a text
MOST_VALUES = 500  # of a facet; one with more tells articles apart rather than grouping them


def short_values(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that may be facets: a name and a value on one line, neither empty nor long."""
    found = {" ".join(name.split()): " ".join(value.split()) for name, value in cells.items()}
    return {
        name: value for name, value in found.items() if 0 < len(name) <= LONGEST and 0 < len(value) <= LONGEST
    }


def keep_facets(raws: Sequence[RawArticle], report: IngestReport) -> None:
    """Leave to the articles the facets that group them: at most MOST_VALUES values, one of them in two articles.

    In place. Where some are kept, the report says which, and which not.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for raw in raws:
        for name, value in raw.facets.items():
            counts[name][value] += 1
    kept = {
        name for name, values in counts.items() if len(values) <= MOST_VALUES and max(values.values()) > 1
    }
    for raw in raws:
        raw.facets = {name: value for name, value in raw.facets.items() if name in kept}
    if kept:
        others = sorted(set(counts) - kept)
        report.guess("", "facets", ", ".join(sorted(kept)) + (f"; not {', '.join(others)}" if others else ""))
