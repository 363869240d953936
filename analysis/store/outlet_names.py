"""The user's word on outlets: what one that was read is called, all of its articles or a single one.

    read,name,article_id
    bbc.co.uk,BBC News,
    Unidentified,Evening Herald,3f2a…

Two outlets that are called the same are one from then on. A row about an article goes before one about its outlet.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

KEPT_OUTLETS = Path("parts") / "outlets.json"  # in a store
LONGEST = 200  # characters of a name


@dataclass(frozen=True)
class OutletName:
    """read: the outlet as it was read. name: what it is called. article_id: the one article it holds for; "" for all.

    Raises ValueError for a name that is empty or too long, and for what is no identifier of an article.
    """

    read: str
    name: str
    article_id: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= LONGEST or self.name != _spaced(self.name):
            raise ValueError(
                f"an outlet cannot be called {self.name[:50]!r}, expected 1 to {LONGEST} characters, no double spaces"
            )
        if self.article_id and not re.fullmatch(r"[0-9a-f]{16}", self.article_id):
            raise ValueError(
                f"article_id is {self.article_id!r}, expected 16 hex digits or nothing for all articles"
            )


def _spaced(name: str) -> str:
    """The name in composed form (NFC), without double or surrounding spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


COLUMNS = ("read", "name", "article_id")


def called(
    names: Iterable[OutletName], outlet: str, name: str, article_id: str = ""
) -> tuple[OutletName, ...]:
    """The names in force once an outlet, as it is called now, or one article of it is called `name`.

    What was read under other names and is called `outlet` by now follows. A row that says nothing new is left out.
    """
    name = _spaced(name)
    if article_id:
        kept = [one for one in names if one.article_id != article_id]
        return (*kept, OutletName(outlet, name, article_id))
    followed = [replace(one, name=name) if one.name == outlet else one for one in names]
    if not any(one.read == outlet and not one.article_id for one in followed):
        followed.append(OutletName(outlet, name))
    return tuple(one for one in followed if one.article_id or one.read != one.name)


def name_of(names: Iterable[OutletName], outlet: str, article_id: str) -> str:
    """What the outlet of one article is called, by the outlet as it was read."""
    given = list(names)
    of_article = [one.name for one in given if one.article_id == article_id]
    of_outlet = [one.name for one in given if not one.article_id and one.read == outlet]
    return [outlet, *of_outlet[-1:], *of_article[-1:]][-1]


def kept_outlet_names(store: Path) -> tuple[OutletName, ...]:
    """Those a store keeps, finished or not; nothing when there is no such file or it is damaged."""
    try:
        kept = json.loads((store / KEPT_OUTLETS).read_text(encoding="utf-8"))
        return tuple(OutletName(**row) for row in kept)
    except (OSError, ValueError, TypeError):
        return ()


def outlet_names_json(names: Iterable[OutletName]) -> bytes:
    rows = [asdict(name) for name in names]
    return json.dumps(rows, indent=1, ensure_ascii=False).encode("utf-8", "replace")


def outlet_names_table(names: Iterable[OutletName]) -> pa.Table:
    """The columns COLUMNS; of two rows about the same, the last."""
    last: dict[Any, str] = {
        (one.read if not one.article_id else "", one.article_id): one.name for one in names
    }
    values = ([read for read, _ in last], list(last.values()), [article for _, article in last])
    return pa.table([pa.array(column, pa.string()) for column in values], list(COLUMNS))


# A row r of articles, joined to what it is called.
CALLED = """LEFT JOIN outlet_names AS one ON one.article_id = r.article_id
    LEFT JOIN outlet_names AS every ON every.article_id = '' AND every.read = r.outlet"""
NAME = "coalesce(one.name, every.name, r.outlet)"
