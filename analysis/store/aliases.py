"""The user's word on names: which are one, which are not, what they are called, what is no entity.

    action,name,value,article_id
    merge,MND,Ministry of National Defense,
    split,Brown,Dan Brown,3f2a…
    rename,US,United States,
    label,Five Eyes,ORG,
    drop,House,,

Rows hold from first to last, each over what those before it made of the names.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from analysis.errors import CorpusError
from analysis.model import Label
from analysis.store.manifest import read_manifest

Action = Literal["merge", "split", "rename", "drop", "label"]
ACTIONS: tuple[Action, ...] = get_args(Action)
FILE = "aliases.csv"
KEPT = Path("parts") / "aliases.json"  # in a store
MAX_BYTES = 16 * 2**20
_OTHER_HEADERS = {"into": "value", "scope": "article_id"}
_LABELS = get_args(Label)


@dataclass(frozen=True)
class Alias:
    """One instruction.

    action: merge: the entity `name` is one with the entity `value`. split: the form `name`, as written or as an
    article's fullest form, is an entity of its own, called `value` or, when that is empty, `name`. rename: the entity
    `name` is called `value`. drop: `name` is no entity; its mentions leave every count. label: `name` is of the kind
    `value`.
    name: the entity as it is called over the corpus, or, when none is called so, a form of it.
    article_id: the one article it holds in; "" is the whole corpus.
    """

    action: Action
    name: str
    value: str = ""
    article_id: str = ""


COLUMNS = tuple(field.name for field in fields(Alias))


def aliases_from_rows(rows: Iterable[Mapping[str, Any]], *, file: str = FILE) -> tuple[Alias, ...]:
    """Aliases from rows of a table; blank rows are passed over. file: its name, for messages.

    Raises CorpusError (path, row counted with the header as 1) for the first row that is no alias.
    """
    found = []
    for number, row in enumerate(rows, start=2):
        cells = {column: _cell(row.get(column)) for column in COLUMNS}
        if any(cells.values()):
            if problem := _problem(cells):
                raise CorpusError(f"{file}, row {number}: {problem}", path=file, row=number)
            action = next(known for known in ACTIONS if known == cells["action"].lower())
            value = cells["value"].upper() if action == "label" else cells["value"]
            found.append(Alias(action, cells["name"], value, cells["article_id"].lower()))
    return tuple(found)


def _cell(value: Any) -> str:
    """The text of a cell; None and the NaN of an empty cell of a frame are ""."""
    return value.strip() if isinstance(value, str) else ""


def _problem(cells: Mapping[str, str]) -> str:
    action, name, value, article = (cells[column] for column in COLUMNS)
    if action.lower() not in ACTIONS:
        return f"'action' is {action!r}, expected {', '.join(ACTIONS[:-1])} or {ACTIONS[-1]}"
    action = action.lower()
    if not name:
        return f"'name' is empty, expected the name to {action}"
    if action in ("merge", "rename") and not value:
        return f"'value' is empty, expected what {name!r} is to {action} to"
    if action in ("merge", "rename") and value == name:
        return f"'value' is {value!r}, the same as 'name'; nothing would change"
    if action == "label" and value.upper() not in _LABELS:
        return f"'value' is {value!r}, expected a kind: {', '.join(_LABELS)}"
    if action == "drop" and value:
        return f"'value' is {value!r}, but drop takes none"
    if action == "label" and article:
        return f"'article_id' is {article!r}, but a kind holds for the whole corpus; split {name!r} first"
    if article and not re.fullmatch(r"[0-9a-fA-F]{16}", article):
        return f"'article_id' is {article!r}, expected 16 hex digits or nothing for the whole corpus"
    return ""


def read_aliases(text: str, *, file: str = FILE) -> tuple[Alias, ...]:
    """Aliases from the text of a CSV file with the columns action, name, value (or into), article_id (or scope).

    Raises CorpusError when a column is missing or unknown, and as `aliases_from_rows` does.
    """
    try:
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise CorpusError(f"{file}: it is no table of comma-separated values: {error}", path=file) from error
    header = [_cell(name).lower() for name in lines[0]] if lines else []
    columns = [_OTHER_HEADERS.get(name, name) for name in header]
    if (
        not {"action", "name"} <= set(columns)
        or not set(columns) <= {*COLUMNS, ""}
        or len(set(columns)) < len(columns)
    ):
        raise CorpusError(
            f"{file}: its columns are {', '.join(map(repr, header)) or 'none'}; expected {', '.join(COLUMNS)}",
            path=file,
            row=1,
        )
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :])):
            raise CorpusError(
                f"{file}, row {number}: it has {len(cells)} cells where the header has {len(columns)}; "
                "a name with a comma needs quotation marks",
                path=file,
                row=number,
            )
    return aliases_from_rows((dict(zip(columns, cells, strict=False)) for cells in lines[1:]), file=file)


def load_aliases(path: Path) -> tuple[Alias, ...]:
    """Aliases from a file.

    Raises CorpusError when it cannot be read, and as `read_aliases` does.
    """
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise CorpusError(
                f"{path}: it has {size:,} bytes, at most {MAX_BYTES:,} are read", path=str(path)
            )
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}", path=str(path)) from error
    return aliases_from_bytes(content, file=str(path))


def aliases_from_bytes(content: bytes, *, file: str = FILE) -> tuple[Alias, ...]:
    """Aliases from the content of a file.

    Raises CorpusError when it is not UTF-8, and as `read_aliases` does.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file} cannot be read: it is not UTF-8", path=file) from error
    return read_aliases(text, file=Path(file).name)


def aliases_beside(corpus: Path) -> tuple[Alias, ...] | None:
    """Those of the aliases.csv in a folder, or beside a file; None when there is none.

    Raises CorpusError as `load_aliases` does.
    """
    path = (corpus if corpus.is_dir() else corpus.parent) / FILE
    return load_aliases(path) if path.is_file() else None


def aliases_csv(aliases: Iterable[Alias]) -> str:
    """What `read_aliases` reads back. Cells are as they are, also those a spreadsheet would take for a formula."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(asdict(alias).values() for alias in aliases)
    return out.getvalue()


@dataclass(frozen=True)
class Word:
    """The user's word on a store. all: in force. file: what the file beside the corpus said when it was read last."""

    all: tuple[Alias, ...] = ()
    file: tuple[Alias, ...] = ()

    def with_file(self, now: Iterable[Alias]) -> Word:
        """The file read again: its rows, with what was edited in the store since it was read last."""
        given, was, held = tuple(now), set(self.file), set(self.all)
        rows = [alias for alias in given if alias not in was or alias in held]
        return Word(tuple(dict.fromkeys([*rows, *(alias for alias in self.all if alias not in was)])), given)


def kept_word(store: Path) -> Word:
    """What a store keeps, finished or not; nothing when there is no such file or it is damaged."""
    try:
        kept = json.loads((store / KEPT).read_text(encoding="utf-8"))
        return Word(*(tuple(Alias(**row) for row in kept[name]) for name in ("all", "file")))
    except (OSError, ValueError, KeyError, TypeError):
        return Word()


def unused_aliases(store: Path) -> list[Alias]:
    """Those in force in a finished store that no mention is about."""
    rows = read_manifest(store)["aliases"]
    return [alias for alias, row in zip(aliases_from_rows(rows), rows, strict=True) if not row["n_mentions"]]


def word_json(word: Word) -> bytes:
    return json.dumps(asdict(word), indent=1, ensure_ascii=False).encode("utf-8", "replace")
