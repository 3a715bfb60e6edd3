"""From degrees to the picture: a frame fitted to points, lines clipped to it, names set where they do not collide."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .outlines import Point

WIDTH, HEIGHT = 600.0, 340.0
"""Units of the picture; it is scaled to the page. A map of the whole world is less high."""
KM_PER_DEGREE = 111.2
_MARGIN = 1.5
"""Degrees around the points, at the least."""
_LEAST_SPAN = 5.0
"""Degrees from bottom to top, so that a single point has its country around it."""
_OUTER = 3.0
"""Units beyond the edge at which lines are cut, so that the cut is not seen."""
_STEPS = (1, 2, 5, 10, 20, 30)
_ROUND = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Box(NamedTuple):
    """A rectangle in units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Frame(NamedTuple):
    """Equirectangular around its middle parallel: true to scale there, and quick to draw."""

    lon: float
    lat: float
    """The middle."""
    scale: float
    """Units a degree of latitude."""
    squeeze: float
    """Cosine of the middle parallel: a degree of longitude against one of latitude."""
    height: float

    def place(self, lon: float, lat: float) -> Point:
        """Where a point lies in the picture."""
        x = WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale
        return x, self.height / 2 - (lat - self.lat) * self.scale

    @property
    def box(self) -> Box:
        """The whole picture."""
        return Box(0, 0, WIDTH, self.height)

    def bar(self) -> tuple[float, int]:
        """Length in units and in kilometres of a scale bar."""
        a_km = self.scale / KM_PER_DEGREE
        km = max((k for k in _ROUND if k * a_km <= WIDTH / 5), default=_ROUND[0])
        return km * a_km, km

    def graticule(self) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
        """Meridians (x) and parallels (y), each with its name."""
        step = next((s for s in _STEPS if s * self.scale >= HEIGHT / 5), _STEPS[-1])
        half_lon, half_lat = WIDTH / 2 / self.scale / self.squeeze, self.height / 2 / self.scale
        lons = _multiples(self.lon - half_lon, self.lon + half_lon, step)
        lats = _multiples(self.lat - half_lat, self.lat + half_lat, step)
        east = [(self.place(d, 0)[0], _degrees(d, "E", "W")) for d in lons if -180 < d < 180]
        return east, [(self.place(0, d)[1], _degrees(d, "N", "S")) for d in lats if -90 < d < 90]


def _multiples(low: float, high: float, step: int) -> list[int]:
    return list(range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step))


def _degrees(value: int, positive: str, negative: str) -> str:
    return f"{abs(value)}°{positive if value > 0 else negative if value < 0 else ''}"


def fitted(points: Sequence[Point]) -> Frame:
    """The frame that shows all points with a margin; `points` must hold one at least."""
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    squeeze = max(0.3, math.cos(math.radians(lat)))
    tall = max((max(lats) - min(lats)) * 1.3 + 2 * _MARGIN, _LEAST_SPAN)
    wide = max((max(lons) - min(lons)) * 1.2 + 2 * _MARGIN, _LEAST_SPAN) * squeeze
    scale = max(min(HEIGHT / tall, WIDTH / wide), WIDTH / 360 / squeeze)
    height = min(HEIGHT, max(150, max(lats) - min(lats) + 10) * scale)
    half = height / 2 / scale
    lat = min(max(lat, -90 + half), 90 - half)
    half = WIDTH / 2 / scale / squeeze
    return Frame(min(max(lon, -180 + half), 180 - half) if half < 180 else 0, lat, scale, squeeze, height)


def clipped(ring: Iterable[Point], frame: Frame) -> list[Point]:
    """The part of a ring inside the frame, in units (Sutherland and Hodgman's method); empty if none is."""
    points = [frame.place(*p) for p in ring]
    left, top, right, bottom = -_OUTER, -_OUTER, WIDTH + _OUTER, frame.height + _OUTER
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    if max(xs) < left or min(xs) > right or max(ys) < top or min(ys) > bottom:
        return []
    if min(xs) < left:
        points = _cut(points, lambda p: p[0] >= left, lambda a, b: _at_x(a, b, left))
    if points and max(xs) > right:
        points = _cut(points, lambda p: p[0] <= right, lambda a, b: _at_x(a, b, right))
    if points and min(ys) < top:
        points = _cut(points, lambda p: p[1] >= top, lambda a, b: _at_y(a, b, top))
    if points and max(ys) > bottom:
        points = _cut(points, lambda p: p[1] <= bottom, lambda a, b: _at_y(a, b, bottom))
    return points


def _cut(
    points: list[Point], inside: Callable[[Point], bool], crossing: Callable[[Point, Point], Point]
) -> list[Point]:
    out: list[Point] = []
    for before, here in zip([points[-1], *points], points, strict=False):
        if inside(here) != inside(before):
            out.append(crossing(before, here))
        if inside(here):
            out.append(here)
    return out


def _at_x(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def _at_y(a: Point, b: Point, y: float) -> Point:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y


def path(ring: Sequence[Point]) -> str:
    """A closed SVG path; points that would fall together at this scale are left out. Empty for less than a triangle."""
    kept: list[Point] = []
    for x, y in ring:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.8:
            kept.append((x, y))
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def centre(ring: Sequence[Point]) -> tuple[Point, float]:
    """Centroid and area of a ring, in units."""
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    if not area:
        return ring[0], 0.0
    return (cx / 3 / area, cy / 3 / area), abs(area) / 2


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a ring (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            inside = not inside
    return inside
