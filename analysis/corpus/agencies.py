"""News agencies: their names as pages sign with them, and whose copy an article is."""

from __future__ import annotations

import re

# As signed → the name shown. Order matters: the longest signature first.
AGENCIES: dict[str, str] = {
    "Agence France-Presse": "AFP",
    "Associated Press": "Associated Press",
    "Thomson Reuters": "Reuters",
    "Press Association": "PA Media",
    "Bloomberg News": "Bloomberg",
    "Kyodo News": "Kyodo",
    "PA Media": "PA Media",
    "Bloomberg": "Bloomberg",
    "Anadolu": "Anadolu",
    "Bernama": "Bernama",
    "Reuters": "Reuters",
    "REUTERS": "Reuters",
    "Xinhua": "Xinhua",
    "Yonhap": "Yonhap",
    "ANSA": "ANSA",
    "IANS": "IANS",
    "NYTIMES": "New York Times",
    "TASS": "TASS",
    "AFP": "AFP",
    "ANI": "ANI",
    "CNA": "CNA",
    "CNS": "CNS",
    "dpa": "dpa",
    "DPA": "dpa",
    "EFE": "EFE",
    "PTI": "PTI",
    "UPI": "UPI",
    "AAP": "AAP",
    "APA": "APA",
    "AP": "Associated Press",
}

_UPPER = {name.upper(): name for name in AGENCIES}
NAME = (
    "(?:"
    + "|".join(re.escape(name) for name in sorted({*AGENCIES, *_UPPER}, key=lambda n: (-len(n), n)))
    + ")"
)
NAMES = rf"(?:[Tt]he )?{NAME}(?:(?:\s*[/&+,]\s*|\s+and\s+){NAME})*"

_BY_AGENCY = re.compile(rf"^(?:[Bb][Yy]:? )?(?:[Tt]he )?({NAME})$")
_FIRST_NAME = re.compile(rf"\b{NAME}\b")


def agency(signature: str) -> str | None:
    """The agency a signature, credit line or dateline names first; None when it names none.

    >>> agency("BEIJING, Dec 21 (Reuters) -")
    'Reuters'
    """
    found = _FIRST_NAME.search(signature)
    if found is None:
        return None
    name = _UPPER.get(found[0], found[0])
    return AGENCIES[name]


def is_agency(name: str) -> bool:
    """Whether this is nothing but the name of an agency, or a byline of one."""
    return bool(_BY_AGENCY.match(name.strip()))
