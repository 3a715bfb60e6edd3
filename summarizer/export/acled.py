"""ACLED-like CSV: the 31 columns of ACLED's files in their order. Not ACLED data: the header says so.

Rules are those of the ACLED codebook: only what happened, one row an event, lowest reported fatalities, the middle of
the period as the date of an imprecise one. Names of actors are those of the record, not of ACLED's actor list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from summarizer.schemas import EventRecord, EventTime, Location
from summarizer.schemas.codebook_parts import CasualtyKind, PlacePrecision, TimeBasis, TimePrecision

from .actors import NOBODY, SideOfEvent, two_sides
from .cells import Row, code, join, to_csv
from .codes import codes
from .geography import Point, acled_region, capital_point, country_name, iso_numeric, own_point, place_name
from .incidents import Incident
from .notes import acled_note
from .report import SkipReason
from .tolls import Options, by_side

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_TIME = {
    TimePrecision.HOUR: 1, TimePrecision.DAY: 1, TimePrecision.DAYS: 2, TimePrecision.WEEK: 2,
    TimePrecision.MONTH_PART: 3, TimePrecision.MONTH: 3,
}  # fmt: skip
_GEO = {
    PlacePrecision.SITE: 1, PlacePrecision.SETTLEMENT: 1, PlacePrecision.NEAR_SETTLEMENT: 2, PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1_PART: 3, PlacePrecision.ADMIN1: 3, PlacePrecision.AREA_FEATURE: 3,
    PlacePrecision.LINEAR_FEATURE: 3, PlacePrecision.MULTI_ADMIN1_REGION: 3,
}  # fmt: skip


def row(incident: Incident, options: Options) -> Row | SkipReason:
    """The row of an event, or why there is none."""
    record, place = incident.record, incident.place
    if (why := _refused(incident, options)) is not None:
        return why
    found = codes(record).acled
    if found is None:
        return SkipReason.NO_CODE
    day, geo = _middle(record.time), _geo_precision(incident)
    fallback = None if own_point(place) else capital_point(place)
    point = own_point(place) or fallback
    one, two = _actors(record, found)
    dead = by_side(incident, CasualtyKind.KILLED, options, numbers=True)
    coded = record.provenance.coded_at
    return {
        "event_id_cnty": f"NES-{incident.event_id}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": time_precision(record.time),
        **{c: code(found, c) or "" for c in ("disorder_type", "event_type", "sub_event_type")},
        "actor1": one.name,
        "assoc_actor_1": one.associates,
        "inter1": code(found, "inter1") or "",
        "actor2": two.name,
        "assoc_actor_2": two.associates,
        "inter2": code(found, "inter2") or "",
        **{c: code(found, c) or "" for c in ("interaction", "civilian_targeting")},
        "iso": iso_numeric(place),
        "region": acled_region(place),
        "country": country_name(place),
        "admin1": (place.admin1 if place else None) or "",
        "admin2": (place.admin2 if place else None) or "",
        "admin3": "",
        "location": _location(place, fallback),
        "latitude": round(point.lat, 4) if point else None,
        "longitude": round(point.lon, 4) if point else None,
        "geo_precision": geo,
        "source": incident.sources,
        "source_scale": record.source_assessment.source_scale or "",
        "notes": acled_note(incident, day),
        "fatalities": sum(t.lowest for t in dead.values()),
        "tags": join(t for r in incident.records for t in r.tags),
        "timestamp": int(coded.timestamp()) if coded else None,
    }


def render(rows: Sequence[Row]) -> bytes:
    """The file. Only the first heading carries the mark, so that programs find every other column by its name."""
    return to_csv(rows, COLUMNS, [[f"ACLED-like {COLUMNS[0]}", *COLUMNS[1:]]])


def time_precision(time: EventTime) -> int | None:
    """ACLED's time_precision 1-3; a date that comes from the context or the publication date is 2 at best."""
    found = _TIME.get(time.precision) if time.start else None
    if found is None:
        return None
    inferred = time.basis in (TimeBasis.CONTEXTUAL, TimeBasis.PUBLICATION_DEFAULT)
    several_days = time.end is not None and time.end != time.start
    return max(found, 2) if inferred or several_days else found


def _refused(incident: Incident, options: Options) -> SkipReason | None:
    record, place = incident.record, incident.place
    if not incident.happened:
        return SkipReason.NOT_OCCURRED
    if incident.is_background:
        return SkipReason.BACKGROUND
    if incident.is_aggregate and not options.keep_aggregates:
        return SkipReason.AGGREGATE
    if record.time.start is None:
        return SkipReason.NO_DATE
    if time_precision(record.time) is None:
        return SkipReason.NO_DATE if record.time.precision is TimePrecision.UNKNOWN else SkipReason.DATE_TOO_VAGUE
    if place is None or place.country_iso3 is None:
        return SkipReason.NO_PLACE
    if place.precision is PlacePrecision.UNKNOWN:
        return SkipReason.NO_PLACE
    return None if place.precision in _GEO else SkipReason.PLACE_TOO_VAGUE


def _actors(record: EventRecord, found: Mapping[str, object]) -> tuple[SideOfEvent, SideOfEvent]:
    """Actor 1 and 2 are those whose types the codes give; what is hit beside "… only" (a village) is no actor."""
    one, two = two_sides(record)
    alone = str(found.get("interaction") or "").endswith(" only")
    return one.led_by(found.get("inter1")), NOBODY if alone else two.led_by(found.get("inter2"))


def _geo_precision(incident: Incident) -> int | None:
    """A summary is never more exact than a region, whatever places it names."""
    found = _GEO.get(incident.place.precision) if incident.place else None
    return 3 if incident.is_aggregate else found


def _middle(time: EventTime) -> date:
    start = time.start or date.min
    return start + timedelta(days=((time.end or start) - start).days // 2)


def _location(place: Location | None, fallback: Point | None) -> str:
    """The place's name; for a place without a point, the capital that lends its own, with the place in brackets."""
    name = place_name(place)
    stand_in = fallback.name if fallback else ""
    return name if not stand_in or stand_in == name else f"{stand_in} ({name})"
