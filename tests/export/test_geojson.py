"""GeoJSON by RFC 7946: checked by the geojson library and by the RFC's rules for positions and members."""

from __future__ import annotations

import json
from pathlib import Path

import geojson

from summarizer.export import export_records, read_export
from summarizer.schemas import EventTime, Status
from summarizer.schemas.event import Location
from tests.export.made import MENAKA, killed, strike, written

SOUTH_WEST = MENAKA.model_copy(update={"lat": -12.5, "lon": -76.25})


def test_the_file_is_valid_geojson() -> None:
    records = [strike(), strike("undated", time=EventTime()), strike("unplaced", locations=[])]
    collection = geojson.loads(written(records, "geojson"))
    assert isinstance(collection, geojson.FeatureCollection)
    assert collection.errors() == []
    assert [f["id"] for f in collection["features"]] == ["strike-1", "undated", "unplaced"]
    assert not {"coordinates", "geometries", "crs"} & set(collection)


def test_positions_are_longitude_then_latitude_and_stay_numbers() -> None:
    (feature,) = json.loads(written([strike(locations=[SOUTH_WEST])], "geojson"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-76.25, -12.5]}


def test_a_place_without_a_point_has_no_geometry() -> None:
    (feature,) = json.loads(written([strike(locations=[Location(raw="the northern hills")])], "geojson"))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["place"] == "the northern hills"


def test_properties_are_flat_and_null_is_null() -> None:
    (feature,) = json.loads(written([strike(status=Status.PLANNED, casualties=[killed("dozens", 24)])], "geojson"))[
        "features"
    ]
    properties = feature["properties"]
    assert properties["id"] == "strike-1"
    assert (properties["start"], properties["status"], properties["event_class"]) == (
        "2023-06-05",
        "planned",
        "air_strike",
    )
    assert [properties[f"killed_{b}"] for b in ("low", "best", "high")] == [24, None, None]
    assert [properties[f"injured_{b}"] for b in ("low", "best", "high")] == [None, None, None]
    assert all(not isinstance(v, dict | list) for v in properties.values())


def test_a_file_reads_back_to_the_same_records(tmp_path: Path) -> None:
    records = [strike(), strike("=2+3", locations=[SOUTH_WEST])]
    export_records(records, "geojson", tmp_path / "events.geojson")
    assert read_export(tmp_path / "events.geojson") == records
