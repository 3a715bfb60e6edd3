"""The map: points where they are, names where there is room, and no point for a place that has none."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.mapframe import WIDTH, clipped, fitted, holds
from summarizer.render.outlines import Point, outlines
from summarizer.render.worldmap import Drawing, Link, Mention, Place, draw, places
from summarizer.schemas import Location
from summarizer.schemas.codebook_parts import CoordinateBasis, PlacePrecision

LONGITUDE, LATITUDE = st.floats(-180, 180), st.floats(-90, 90)
POINTS = st.lists(st.tuples(LONGITUDE, LATITUDE), min_size=1, max_size=8)


def mention(name: str, lat: float | None = None, lon: float | None = None, to: str = "r1", **more: object) -> Mention:
    fields = {"raw": name, "lat": lat, "lon": lon, "precision": PlacePrecision.SETTLEMENT, **more}
    return Mention(Location.model_validate(fields), Link("1", f"#{to}", name))


def drawn(*mentions: Mention) -> Drawing:
    drawing = draw(places(mentions)[0])
    assert drawing is not None
    return drawing


def country_at(point: Point) -> str | None:
    return next((o.name for o in outlines() if any(holds(ring, point) for ring in o.rings)), None)


def test_the_outlines_are_the_worlds() -> None:
    towns = {
        (36.87, 36.51): "Syria", (25.2, 0.52): "Dem. Rep. Congo", (-71.97, -13.53): "Peru", (37.62, 55.75): "Russia",
        (-2.24, 53.48): "United Kingdom", (172.0, 66.0): "Russia", (-174.0, 65.5): "Russia", (74.59, 42.87): "Kyrgyzstan",
    }  # fmt: skip
    assert {p: country_at(p) for p in towns} == towns
    assert country_at((-30.0, 0.0)) is None


@given(POINTS)
def test_every_point_lies_in_the_frame(points: list[Point]) -> None:
    frame = fitted(points)
    for x, y in (frame.place(*p) for p in points):
        assert -0.01 <= x <= WIDTH + 0.01
        assert -0.01 <= y <= frame.height + 0.01


@given(POINTS)
def test_what_is_clipped_stays_near_the_frame(points: list[Point]) -> None:
    frame = fitted(points[:1])
    for x, y in clipped([*points, points[0]], frame):
        assert math.isfinite(x + y)
        assert -3.1 <= x <= WIDTH + 3.1
        assert -3.1 <= y <= frame.height + 3.1


def test_a_place_without_a_point_is_listed_and_not_drawn() -> None:
    pinned, loose = places([mention("the M4"), mention("Afrin", 36.51, 36.87), mention("the M4", to="r2")])
    assert [(p.letter, p.name) for p in pinned] == [("A", "Afrin")]
    assert [(p.letter, p.name, [link.href for link in p.links]) for p in loose] == [("", "the M4", ["#r1", "#r2"])]
    assert draw([]) is None
    assert draw(loose) is None


def test_a_place_told_twice_is_one_place() -> None:
    pinned, _ = places([mention("Afrin", 36.51, 36.87), mention("the city", 36.51, 36.87, to="r2")])
    assert [(p.name, len(p.links)) for p in pinned] == [("Afrin", 2)]


def test_markers_that_would_overlap_are_one() -> None:
    drawing = drawn(mention("Batken", 40.06, 70.82), mention("Isfara", 40.13, 70.63), mention("Goma", -1.68, 29.22))
    assert [(m.text, len(m.places)) for m in drawing.markers] == [("A+1", 2), ("C", 1)]
    assert [n.text for n in drawing.names] == ["Goma"]


def test_a_point_that_stands_for_another_place_is_marked() -> None:
    near = mention("near Afrin", 36.51, 36.87, coordinate_basis=CoordinateBasis.NAMED_SETTLEMENT_NEARBY)
    drawing = drawn(near, mention("Sochi", 43.6, 39.73))
    assert [m.exact for m in drawing.markers] == [False, True]
    assert "point of the place named as near" in drawing.markers[0].places[0].detail


def test_countries_in_sight_are_named_and_the_bar_is_true() -> None:
    drawing = drawn(mention("Afrin", 36.51, 36.87), mention("Sochi", 43.6, 39.73))
    assert {"Turkey", "Syria", "Georgia"} <= {n.text for n in drawing.countries}
    (_, south), (_, north) = sorted((m.x, m.y) for m in drawing.markers)
    units_a_degree = (south - north) / (43.6 - 36.51)
    assert math.isclose(drawing.bar / drawing.km, units_a_degree / 111.2, rel_tol=0.01)


def test_a_country_without_room_in_a_phones_letters_is_named_on_a_wide_page_only() -> None:
    drawing = drawn(mention("Goma", -1.68, 29.22), mention("Cusco", -13.53, -71.97))
    wide = {n.text: n.wide for n in drawing.countries}
    assert not wide["Brazil"]
    assert wide["Angola"] or wide["Zambia"]


def test_letters_go_on_after_z() -> None:
    pinned, _ = places(mention(f"P{n}", -40 + n, 10.0, to=f"r{n}") for n in range(28))
    assert [p.letter for p in pinned][-3:] == ["Z", "AA", "AB"]
    assert isinstance(pinned[0], Place)
