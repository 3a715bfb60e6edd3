"""A map of resolved places: points over country outlines as SVG, and beside it the places that have no point.

A place without coordinates is never given any: it stands in the list, with what is known of it. No tiles, no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from summarizer.briefing.theatres import country_name
from summarizer.schemas.codebook_parts import CoordinateBasis
from summarizer.schemas.event import Location

from .mapframe import Box, Frame, centre, clipped, fitted, holds, path
from .outlines import Outline, Point, outlines

RADIUS = 10.0
_APART = 2.4 * RADIUS
"""Units between two markers below which they are drawn as one."""
_LETTER = 6.4
"""Units that a letter of a name takes, about."""
_LINE = 12.0
_PHONE = 1.6
"""How much larger letters are on a phone, in units; the style says the same."""
_STANDS_FOR = {
    CoordinateBasis.NAMED_SETTLEMENT_NEARBY: "point of the place named as near",
    CoordinateBasis.ADMIN1_CAPITAL_FALLBACK: "point of the provincial capital, which stands for the area",
}


class Link(NamedTuple):
    """Where a place is told of."""

    text: str
    href: str
    title: str


class Mention(NamedTuple):
    """A place of a record, and the way to the record."""

    location: Location
    link: Link


class Place(NamedTuple):
    """A place as listed; `letter` and `point` are empty for one that has no point."""

    letter: str
    name: str
    detail: str
    links: tuple[Link, ...]
    point: Point | None
    """Longitude and latitude."""
    exact: bool
    """The point is that of the place itself."""


class Marker(NamedTuple):
    """One or several places whose markers would overlap."""

    x: float
    y: float
    text: str
    places: tuple[Place, ...]

    @property
    def exact(self) -> bool:
        """Whether every place has its own point."""
        return all(p.exact for p in self.places)


class Name(NamedTuple):
    """A word on the map."""

    x: float
    y: float
    text: str
    wide: bool = False
    """There is room for it on a wide page only."""


Shape = tuple[Outline, list[list[Point]]]
"""A country and what is seen of its rings."""


class Drawing(NamedTuple):
    """What the template draws."""

    width: float
    height: float
    land: list[str]
    countries: list[Name]
    names: list[Name]
    markers: list[Marker]
    meridians: list[tuple[float, str]]
    parallels: list[tuple[float, str]]
    bar: float
    km: int


class Atlas(NamedTuple):
    """Places with and without a point, and the map of the former."""

    pinned: list[Place]
    loose: list[Place]
    drawing: Drawing | None


def atlas(mentions: Iterable[Mention]) -> Atlas:
    """The places of all mentions, listed and drawn."""
    pinned, loose = places(mentions)
    return Atlas(pinned, loose, draw(pinned))


def places(mentions: Iterable[Mention]) -> tuple[list[Place], list[Place]]:
    """Places with a point, lettered in order of first mention, and places without."""
    groups: dict[object, list[Mention]] = {}
    for m in mentions:
        here = m.location
        key: object = (here.normalized or here.raw).casefold()
        if here.lat is not None and here.lon is not None:
            key = (round(here.lat, 3), round(here.lon, 3), here.coordinate_basis)
        groups.setdefault(key, []).append(m)
    pinned: list[Place] = []
    loose: list[Place] = []
    for group in groups.values():
        here = group[0].location
        has_point = here.lat is not None and here.lon is not None
        letter = _letters(len(pinned)) if has_point else ""
        (pinned if has_point else loose).append(_place(letter, group))
    return pinned, loose


def _letters(n: int) -> str:
    """A … Z, AA, AB …"""
    return (_letters(n // 26 - 1) if n >= 26 else "") + ascii_uppercase[n % 26]


def _place(letter: str, group: Sequence[Mention]) -> Place:
    here = group[0].location
    return Place(
        letter=letter,
        name=here.normalized or here.raw,
        detail=detail(here),
        links=tuple({m.link.href: m.link for m in group}.values()),
        point=(here.lon, here.lat) if here.lat is not None and here.lon is not None else None,
        exact=here.coordinate_basis not in _STANDS_FOR,
    )


def detail(location: Location) -> str:
    """What is known of a place: the areas it lies in, how exact it is, what its point is of."""
    kind = location.precision.description
    country = country_name(location.country_iso3) if location.country_iso3 else None
    parts = (location.admin2, location.admin1, country)
    return "; ".join(
        p for p in (", ".join(x for x in parts if x), kind, _STANDS_FOR.get(location.coordinate_basis, "")) if p
    )


def draw(pinned: Sequence[Place]) -> Drawing | None:
    """The map of the places that have a point; None for none."""
    points = [p.point for p in pinned if p.point]
    if not points:
        return None
    frame = fitted(points)
    shapes = [(o, rings) for o in outlines() if (rings := [r for ring in o.rings if (r := clipped(ring, frame))])]
    markers = _markers(pinned, frame)
    taken = [Box(m.x - RADIUS, m.y - RADIUS, m.x + RADIUS, m.y + RADIUS) for m in markers]
    names = _names(markers, frame, taken)
    meridians, parallels = frame.graticule()
    bar, km = frame.bar()
    return Drawing(
        width=frame.box.right,
        height=round(frame.height, 1),
        land=[d for _, rings in shapes if (d := "".join(path(r) for r in rings))],
        countries=_countries(shapes, frame, taken),
        names=names,
        markers=markers,
        meridians=meridians,
        parallels=parallels,
        bar=bar,
        km=km,
    )


def _markers(pinned: Sequence[Place], frame: Frame) -> list[Marker]:
    """Each place at its point, or drawn with the first marker that it would overlap."""
    groups: list[tuple[Point, list[Place]]] = []
    for place in pinned:
        if place.point is None:
            continue
        x, y = frame.place(*place.point)
        near = next((g for (gx, gy), g in groups if (gx - x) ** 2 + (gy - y) ** 2 < _APART**2), None)
        if near is None:
            groups.append(((x, y), [place]))
        else:
            near.append(place)
    return [Marker(x, y, _marker_text(group), tuple(group)) for (x, y), group in groups]


def _marker_text(group: Sequence[Place]) -> str:
    return group[0].letter + (f"+{len(group) - 1}" if len(group) > 1 else "")


def _names(markers: Sequence[Marker], frame: Frame, taken: list[Box]) -> list[Name]:
    """The places' names, right or left of their markers, where there is room."""
    out = []
    for m in markers:
        text = m.places[0].name if len(m.places) == 1 else ""
        for x in (m.x + RADIUS + 4, m.x - RADIUS - 4 - len(text) * _LETTER):
            box = Box(x, m.y - _LINE / 2, x + len(text) * _LETTER, m.y + _LINE / 2)
            inside = box.left > 0 and box.right < frame.box.right
            if text and len(text) <= 28 and inside and not any(box.meets(t) for t in taken):
                taken.append(box)
                out.append(Name(x, m.y, text))
                break
    return out


def _countries(shapes: Sequence[Shape], frame: Frame, taken: Sequence[Box]) -> list[Name]:
    """Names of countries with room for them; those without room in a phone's larger letters are marked."""
    narrow = {n.text for n in _titles(shapes, frame, taken, _PHONE)}
    return [n._replace(wide=n.text not in narrow) for n in _titles(shapes, frame, taken, 1.0)]


def _titles(shapes: Sequence[Shape], frame: Frame, taken: Sequence[Box], size: float) -> list[Name]:
    """The largest countries first, each named in the middle of what is seen of it, where no other word stands."""
    sized = []
    for outline, rings in shapes:
        (middle, area), ring = max(((centre(r), r) for r in rings), key=lambda found: found[0][1])
        sized.append((area, middle, ring, outline.name))
    out: list[Name] = []
    boxes = list(taken)
    for area, (x, y), ring, name in sorted(sized, key=lambda s: -s[0]):
        half = len(name) * _LETTER * size / 2 + 4
        box = Box(x - half, y - _LINE * size, x + half, y + _LINE * size)
        inside = box.left > 0 and box.right < frame.box.right and box.top > 0 and box.bottom < frame.height - _LINE
        room = area > 4 * half * _LINE and holds(ring, (x, y))
        if inside and room and not any(box.meets(b) for b in boxes):
            boxes.append(box)
            out.append(Name(x, y, name))
    return out
