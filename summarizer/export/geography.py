"""Countries, administrative capitals and grid cells as the formats want them; nothing here guesses a point."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.resolve.countries import country
from summarizer.resolve.places import admin1_capital
from summarizer.schemas import Location


class Point(NamedTuple):
    """Degrees, WGS 84, and the name of what stands there."""

    lat: float
    lon: float
    name: str


def country_name(place: Location | None) -> str:
    """Usual English name; a code that no table knows stands for itself."""
    code = place.country_iso3 if place else None
    found = country(code)
    return found.name if found else code or ""


def iso_numeric(place: Location | None) -> int | None:
    """ISO 3166-1 numeric code: Syria 760."""
    found = country(place.country_iso3) if place else None
    return found.numeric if found else None


def acled_region(place: Location | None) -> str:
    """The region that ACLED files the country under."""
    found = country(place.country_iso3) if place else None
    return found.region if found else ""


def capital_point(place: Location | None) -> Point | None:
    """The capital of the place's first-order area: ACLED's rule for regions, and for nothing but its export."""
    if place is None or place.country_iso3 is None or place.admin1 is None:
        return None
    found = admin1_capital(place.country_iso3, place.admin1)
    return Point(found.lat, found.lon, found.name) if found else None


def own_point(place: Location | None) -> Point | None:
    """The record's own point, if a gazetteer gave one."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return Point(place.lat, place.lon, place_name(place))


def place_name(place: Location | None) -> str:
    """The gazetteer's name, else the words as written."""
    return (place.normalized or place.raw) if place else ""


def priogrid_gid(point: Point) -> int:
    """Cell of the PRIO-GRID: half-degree cells counted from 1 at 90° S 180° W, eastwards, 720 to a row."""
    row = min(int((point.lat + 90) * 2), 359)
    column = min(int((point.lon + 180) * 2), 719)
    return row * 720 + column + 1
