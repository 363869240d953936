"""Which column of a table holds what: the names people use, in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_NAMES = {
    "text": (
        "text body content articletext fulltext maintext articlebody bodytext contenttext article "
        "storytext plaintext cleantext texte contenu corps inhalt artikeltext volltext texto contenido "
        "cuerpo conteudo corpo testo contenuto tekst tresc metin icerik 正文 内容 本文 текст"
    ),
    "title": (
        "title headline heading hed articletitle titel titre titulo titular manchete titolo uberschrift "
        "schlagzeile tytul baslik 标题 タイトル заголовок"
    ),
    "outlet": (
        "outlet source publisher publication newspaper outletname sourcename publishername mediaoutlet "
        "newssource media medium paper journal domain site website sitename quelle zeitung herausgeber "
        "fuente medio periodico fonte testata jornal veiculo zrodlo kaynak 媒体 来源 媒体名称 издание источник"
    ),
    "published": (
        "published publishedat date datepublished publishdate publisheddate publicationdate pubdate "
        "datetime timestamp day datum veroffentlicht erscheinungsdatum fecha fechapublicacion data "
        "datapubblicazione datapublicacao datedepublication datepublication publiele tarih 日期 发布时间 дата"
    ),
    "story": "story event storyid eventid cluster clusterid topicid storyname ereignis evento evenement",
    "url": "url link href weburl articleurl address canonicalurl adresse lien enlace",
    "file": "file filename path filepath document datei dateiname fichier archivo fichero arquivo 文件",
    "id": "id articleid docid documentid uid guid uuid",
    "wire": "wire agency newsagency agentur agence agencia agenzia",
    "language": "language lang languagecode sprache langue idioma lingua",
    "outlet_basis": "outletbasis",
    "published_basis": "publishedbasis datebasis",
}
NAMES: dict[str, tuple[str, ...]] = {field: tuple(names.split()) for field, names in _NAMES.items()}
"""Field → names of columns, the likeliest first, without case, accents, spaces and punctuation."""


def plain_name(name: str) -> str:
    """The name without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


_NOTHING = frozenset(("", "none", "null", "nan", "nat", "n/a", "na", "#n/a", "#na", "<na>", "-"))


def is_nothing(value: str) -> bool:
    """Whether a cell says that it is empty, as programs write it: "nan", "None", "#N/A"."""
    return value.strip().casefold() in _NOTHING


def unique_names(names: Iterable[str]) -> list[str]:
    """The names of a header, a second "date" as "date (2)", so that the first keeps its values."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 or not name else f"{name} ({seen[name]})")
    return found


def guess_columns(header: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field → column of the header, for every field that has one.

    given: field → column as the user says; for one that the header does not have the column is guessed.
    """
    columns = [name for name in header if name]
    said = {field: column_named(name, columns) for field, name in (given or {}).items()}
    found = {field: column for field, column in said.items() if column is not None}
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain_name(column), column)
    for field, names in NAMES.items():
        taken = set(found.values())
        matches = (by_name[plain_name(name)] for name in names if plain_name(name) in by_name)
        free = next((column for column in matches if column not in taken), None)
        if field not in found and free is not None:
            found[field] = free
    return found


def column_named(name: str, header: Iterable[str]) -> str | None:
    """The column of that name, or else one that differs by case, accents, spaces or punctuation; None without any."""
    columns = [column for column in header if column]
    if name in columns:
        return name
    wanted = plain_name(name)
    return next((column for column in columns if wanted and plain_name(column) == wanted), None)


def described(columns: Mapping[str, str]) -> str:
    """The columns whose name is not that of the field: "outlet = 'Zeitung', published = 'Datum'"; "" for none."""
    return ", ".join(
        f"{field} = {column!r}"
        for field, column in columns.items()
        if plain_name(column) != plain_name(field)
    )


def check_fields(given: Mapping[str, str]) -> None:
    """Raise ValueError when a field does not exist."""
    for field in given:
        if field not in NAMES:
            raise ValueError(f"unknown field {field!r}; the fields are {', '.join(NAMES)}")


def missing_text(header: Iterable[str]) -> str:
    """What to say of a table without a column for the text."""
    names = [name for name in header if name]
    if "file" in guess_columns(names):
        return "no column holds the text, but one lists files: read the folder it lies in, or a zip of it"
    have = ", ".join(map(repr, names))
    return f"no column holds the text; it has {have or 'no columns'}, expected one named text, body, content or article"
