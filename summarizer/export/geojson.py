"""GeoJSON (RFC 7946): one feature an event, positions as longitude, latitude; without a point the geometry is null.

Properties are flat, for maps. The whole records ride along as the foreign member `records` (RFC 7946, 6.1), so that a
file reads back to what it was made from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from summarizer.schemas import EventRecord

from .cells import Row
from .geography import own_point
from .incidents import Incident
from .report import SkipReason
from .table import RECORDS, dumped, flat
from .tolls import Options


def row(incident: Incident, options: Options) -> Row | SkipReason:
    """The feature of an event; every event has one."""
    point = own_point(incident.place)
    properties = flat(incident, options)
    known = {k: v.isoformat() if isinstance(v, date) else v for k, v in properties.items() if k not in ("lat", "lon")}
    return {
        "type": "Feature",
        "id": incident.event_id,
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]} if point else None,
        "properties": {"id": known.pop("event_id"), **known},
        RECORDS: dumped(incident),
    }


def render(rows: Sequence[Row]) -> bytes:
    """The feature collection."""
    collection = {"type": "FeatureCollection", "features": list(rows)}
    return (json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n").encode()


def records_in_geojson(data: bytes) -> list[EventRecord]:
    """The records that a file of this exporter was made from."""
    return [EventRecord.model_validate(r) for f in json.loads(data)["features"] for r in f[RECORDS]]
