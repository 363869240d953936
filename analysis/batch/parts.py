"""The parts of a store: which articles are done, and what may be thrown away."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analysis.batch.worker import Done
from analysis.model import Article
from analysis.store import schema
from analysis.store.manifest import article_hash, digest, replacing
from analysis.store.merge import save_part

MARKER = "done.json"  # written last: a part without one is not finished


@dataclass(frozen=True)
class Wanted:
    """An article with the hash that says whether it must be analysed again."""

    article: Article
    hash: str

    @classmethod
    def of(cls, article: Article) -> Wanted:
        return cls(article, article_hash(article))


class Parts:
    """The parts made with the given settings."""

    def __init__(self, store: Path, settings: dict[str, Any]) -> None:
        self._folder = store / "parts"
        self._settings = digest(settings)
        self._part_of = {
            found: name for name, articles in sorted(self._read()) for found in articles
        }  # by article_id and hash

    def part_of(self, wanted: Wanted) -> str | None:
        """Name of the part an article lies in; None when it is still to be analysed."""
        return self._part_of.get((wanted.article.article_id, wanted.hash))

    def save(self, unit: Sequence[Wanted], done: Done) -> None:
        """Save what was found in a unit; once this returns, the unit need not be analysed again."""
        finished = [wanted for wanted in unit if wanted.article.article_id in set(done.article_ids)]
        if not finished:
            return
        name = digest([self._settings, sorted(wanted.hash for wanted in finished)])
        articles = {wanted.article.article_id: wanted.hash for wanted in finished}
        save_part(self._folder / name, done.tables)
        with replacing(self._folder / name / MARKER) as file:
            file.write(
                json.dumps({"settings": self._settings, "articles": articles}, sort_keys=True).encode()
            )
        self._part_of |= dict.fromkeys(articles.items(), name)

    def drop_all_but(self, used: Iterable[str]) -> None:
        """Delete parts no article is read from any more."""
        kept = set(used)
        for folder in self._folders():
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _read(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        for folder in self._folders():
            try:
                marker = json.loads((folder / MARKER).read_text("utf-8"))
                if marker["settings"] == self._settings:
                    for name in schema.TABLES:
                        pq.read_metadata(folder / f"{name}.parquet")  # a file cut short has no end to read
                    yield folder.name, list(marker["articles"].items())
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # unfinished or damaged: its articles are analysed again

    def _folders(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if path.is_dir())
