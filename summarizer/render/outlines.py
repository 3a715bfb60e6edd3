"""Outlines of countries for small maps: Natural Earth's, public domain, simplified; `outlines.json` says how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


class Outline(NamedTuple):
    """A country: its name and its closed rings, outer ones and lakes or enclaves alike."""

    name: str
    rings: tuple[tuple[Point, ...], ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """Every country and territory of the file, decoded once."""
    data = json.loads((files("summarizer.render") / "outlines.json").read_text(encoding="utf-8"))
    arcs = [_decoded(line) for line in data["arcs"]]
    return tuple(
        Outline(c["name"], tuple(copy for ring in c["rings"] for copy in _copies(_joined(ring, arcs))))
        for c in data["countries"]
    )


def _copies(ring: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    """The ring; one across the 180th meridian is drawn on past it, and once more on the other side of the world."""
    around = [0]
    for (before, _), (here, _) in pairwise(ring):
        around.append(around[-1] + (360 if here - before < -180 else -360 if here - before > 180 else 0))
    for turn in {0, -max(around), -min(around)}:
        yield tuple((x + by + turn, y) for (x, y), by in zip(ring, around, strict=True))


def _joined(ring: list[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for n in ring:
        line = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += line[1:] if points else line
    return tuple(points)


def _decoded(line: str) -> list[Point]:
    """The encoded polyline format: steps of 0.01 degree, five bits a character, the sign in the lowest bit."""
    steps: list[int] = []
    value = shift = 0
    for char in line:
        bits = ord(char) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            steps.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points: list[Point] = []
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return points
