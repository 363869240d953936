"""How the cost of a click grows with the corpus: queries over simulated stores of growing size.

    python -m benchmarks.growth [N_ARTICLES …]

Every store is queried in a process of its own, so that its memory is its own. Time is CPU, the median of five.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from analysis.measures.typical import typical_terms
from analysis.measures.typical_overall import typical_overall
from analysis.store.selection import Selection
from analysis.store.store import Store
from benchmarks.simulate import simulate_store

SIZES = (100, 1_000, 10_000)  # articles
REPEATS = 5

BY_ARTICLE = ("article_id", "outlet", "story")


def typical(store: Store, selection: Selection) -> Any:
    """The Words page: article by article for a story, from the rollup for everything where there is one."""
    if selection == Selection() and len(sums := store.typical_sums(names=False)):
        return typical_overall(sums)
    counts = store.term_counts(selection, BY_ARTICLE, names=False, pos_apart=False)
    return typical_terms(counts, store.totals(selection, BY_ARTICLE))


def frequent(store: Store, selection: Selection) -> Any:
    found = store.frequent_terms(names=False) if selection == Selection() else ()
    return found if len(found) else store.term_counts(selection, names=False, pos_apart=False, most=500)


QUERIES: dict[str, Callable[[Store, Selection], Any]] = {
    "totals": lambda store, selection: store.totals(selection),
    "terms": lambda store, selection: store.term_counts(selection),
    "typical words": typical,
    "frequent words": frequent,
    "contexts of a word": lambda store, selection: store.contexts(selection, "word9"),
    "company of a word": lambda store, selection: store.neighbourhood(selection, "word9"),
    "names": lambda store, selection: store.entity_counts(selection),
    "pairs of names": lambda store, selection: store.entity_pairs(selection),
    "quoted words": lambda store, selection: store.quoted_words(selection),
    "sentence scores": lambda store, selection: store.sentence_scores(selection),
}


def measure(path: Path) -> dict[str, float]:
    """CPU milliseconds of each query over one story and over everything, and this process's peak memory in MB."""
    store = Store.open(path)
    story = store.stories()["story"].iloc[0]
    found = {}
    for scope, selection in (("one story", Selection(stories=(story,))), ("everything", Selection())):
        for name, query in QUERIES.items():
            query(store, selection)
            found[f"{name}, {scope}"] = median(cpu(query, store, selection) for _ in range(REPEATS)) * 1_000
    found["peak memory"] = peak_memory()
    return found


def cpu(query: Callable[[Store, Selection], Any], store: Store, selection: Selection) -> float:
    start = process_time()
    query(store, selection)
    return process_time() - start


def peak_memory() -> float:
    """The most memory this process has had, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1_000_000 if sys.platform == "darwin" else 1_000
    )


def main(sizes: list[int]) -> None:
    columns: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / str(size)
            simulate_store(path, size)
            command = [sys.executable, "-c", f"from benchmarks.growth import report; report({str(path)!r})"]
            columns[size] = json.loads(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout
            )
            columns[size]["MB on disk"] = (
                sum(file.stat().st_size for file in (path / "tables").iterdir()) / 1e6
            )
    print("| ms of CPU, MB | " + " | ".join(f"{size:,} articles" for size in sizes) + " | last ÷ first |")
    print("|---|" + "---|" * (len(sizes) + 1))
    for name in columns[sizes[0]]:
        row = [columns[size][name] for size in sizes]
        print(f"| {name} | " + " | ".join(f"{value:,.0f}" for value in row) + f" | {row[-1] / row[0]:.1f} |")


def report(path: str) -> None:
    print(json.dumps(measure(Path(path))))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
