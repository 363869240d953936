"""How well the shipped model does by kind of target, for its card.

    python -m analysis.models.tone_kinds GOLD.jsonl …

A pronoun is told by its word; other kinds are what the annotation takes the target for (PERSON, ORG, GPE, NORP, …), and
"other" is what it takes for no name. Kinds with fewer than 20 targets are put with "other".
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.annotate import Pipeline, load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.corpus import article_from_text
from analysis.evaluate.tone import predict_tone, score_tone
from analysis.evaluate.tone_command import read_rows
from analysis.model import Span

PRONOUNS = frozenset(
    "he him his himself she her hers herself they them their it its i me my we us our you".split()
)
FEW = 20


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    options = parser.parse_args()
    rows = []
    for path in options.gold:
        found = read_rows(path, ("id", "text", "target", "label"))
        rows += [{**row, "id": f"{path.name} {row['id']}"} for row in found]
    for kind, scores in scores_by_kind(rows, load_pipeline()).items():
        print(kind, json.dumps({name: scores[name] for name in ("n", "macro_f1", "ci95", "accuracy")}))


def scores_by_kind(rows: Sequence[dict[str, Any]], pipeline: Pipeline) -> dict[str, dict[str, Any]]:
    """The scores of `score_tone` by kind, the largest kind first."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kinds[kind_of(row["text"], Span(*row["target"]), pipeline)].append(row)
    for kind in [kind for kind, its_rows in kinds.items() if len(its_rows) < FEW and kind != "other"]:
        kinds["other"] += kinds.pop(kind)
    ordered = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    return {kind: score_tone(its_rows, predict_tone(its_rows)) for kind, its_rows in ordered}


def kind_of(text: str, target: Span, pipeline: Pipeline) -> str:
    if text[target.start : target.end].lower() in PRONOUNS:
        return "pronoun"
    article = article_from_text(text, language="en")
    mentions = find_mentions(pipeline.parse(article), article)
    labels = [m.label for m in mentions if m.span.start < target.end and target.start < m.span.end]
    return labels[0] if labels else "other"


if __name__ == "__main__":
    main()
