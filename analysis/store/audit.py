"""A person's judgement of single results, kept beside them: one line of JSON each, never changed, the last one counts.

    {"what": "quotes", "article_id": "3f2a…", "place": 812, "claim": "Liu Zhenli", "verdict": "speaker wrong"}

A judgement is about what was claimed at a place of the text. When a later analysis claims something else there, it
does not apply any more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.store.manifest import saving

FILE = "audit.jsonl"  # in a store
RIGHT, OPEN = "right", "cannot tell"
VERDICTS = {
    "quotes": (RIGHT, "content wrong", "speaker wrong", "both wrong", "no quote", OPEN),
    "mentions": (RIGHT, "another name", "no name", OPEN),
    "tones": (RIGHT, "wrong", OPEN),
}


@dataclass(frozen=True)
class Judgement:
    """what: the table it is about. place: first code point in the article's text. claim: what was judged.

    Raises ValueError for a verdict that there is not.
    """

    what: str
    article_id: str
    place: int
    claim: str
    verdict: str

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS.get(self.what, ()):
            raise ValueError(
                f"the verdict on {self.what!r} is {self.verdict!r}, expected {', '.join(VERDICTS.get(self.what, ()))}"
            )


Key = tuple[str, str, int, str]


def judge(store: Path, judgement: Judgement) -> None:
    """Add a judgement.

    Raises StoreError when the store cannot be written to.
    """
    line = json.dumps(asdict(judgement), ensure_ascii=False) + "\n"
    with saving(store), (store / FILE).open("ab") as file:
        file.write(line.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def judgements(store: Path) -> dict[Key, str]:
    """(what, article_id, place, claim) → verdict. Lines that are no judgements, as after a crash, are passed over."""
    try:
        lines: Iterable[str] = (store / FILE).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[Key, str] = {}
    for line in lines:
        try:
            one = Judgement(**json.loads(line))
        except (ValueError, TypeError):
            continue
        found[one.what, one.article_id, one.place, one.claim] = one.verdict
    return found
