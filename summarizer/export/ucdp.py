"""UCDP-like CSV: the 49 columns of the UCDP Georeferenced Event Dataset in their order. Not UCDP data.

Rules are those of the GED codebook: organised violence with at least one direct death in the low, best or high
estimate, a date and a place; deaths by side; side A of state-based violence is a government. Ids that only UCDP can
give (conflict, dyad, actors, countries) stay blank.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.schemas import EventRecord
from summarizer.schemas.codebook_parts import ActorType, CasualtyKind, TimePrecision, ValidationStatus

from .actors import SideOfEvent, two_sides
from .cells import Row, code, join, outlet, to_csv
from .codes import codes
from .geography import country_name, own_point, place_name, priogrid_gid
from .incidents import Incident
from .report import SkipReason
from .tolls import Options, Side, Toll, by_side

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "gwnoa", "gwnob",
)  # fmt: skip

_STATES = (ActorType.STATE_FORCES, ActorType.EXTERNAL_OTHER_FORCES)
_STATE_BASED, _ONE_SIDED = 1, 3
_COUNTRY = 6
"""`where_prec` of a place known to its country."""


def row(incident: Incident, options: Options) -> Row | SkipReason:
    """The row of an event, or why there is none."""
    deaths = by_side(incident, CasualtyKind.KILLED, options, numbers=True)
    if (why := _refused(incident, deaths)) is not None:
        return why
    found = codes(incident.record).ucdp
    if found is None:
        return SkipReason.NO_CODE
    kind = code(found, "type_of_violence")
    settled = incident.record.validation.status is ValidationStatus.OK and kind is not None
    return {
        **dict.fromkeys(COLUMNS),
        **_sides(incident.record, kind, deaths),
        **_sources(incident),
        **_where(incident),
        **_when(incident.record),
        "relid": incident.event_id,
        "code_status": "Clear" if settled else "Check",
        "type_of_violence": kind,
        # The country is known, or there would be no row.
        "where_prec": code(found, "where_prec") or _COUNTRY,
        **{c: code(found, c) for c in ("event_clarity", "date_prec")},
        "best": sum(t.likeliest for t in deaths.values()),
        "high": sum(t.highest for t in deaths.values()),
        "low": sum(t.lowest for t in deaths.values()),
    }


def render(rows: Sequence[Row]) -> bytes:
    """The file. Only the first heading carries the mark, so that programs find every other column by its name."""
    return to_csv(rows, COLUMNS, [[f"UCDP-like {COLUMNS[0]}", *COLUMNS[1:]]])


def _refused(incident: Incident, deaths: dict[Side, Toll]) -> SkipReason | None:
    if not incident.happened:
        return SkipReason.NOT_OCCURRED
    if incident.is_background:
        return SkipReason.BACKGROUND
    if not any(t.highest for t in deaths.values()):
        return SkipReason.NO_DEATH
    if incident.record.time.start is None or incident.record.time.precision is TimePrecision.UNKNOWN:
        return SkipReason.NO_DATE
    if incident.place is None or incident.place.country_iso3 is None:
        return SkipReason.NO_PLACE
    return None


def _sides(record: EventRecord, kind: object, deaths: dict[Side, Toll]) -> dict[str, object]:
    """Side A and B with their dead; the initiator is A, but a government attacked by a rebel group is A too."""
    one, two = two_sides(record)
    first, second = Side.INITIATOR, Side.TARGET
    if kind == _STATE_BASED and _state(two) and not _state(one):
        (one, two), (first, second) = (two, one), (second, first)

    def dead(side: Side) -> int:
        return deaths[side].likeliest if side in deaths else 0

    b = "Civilians" if kind == _ONE_SIDED else two.name
    return {
        "side_a": one.name,
        "side_b": b,
        "dyad_name": f"{one.name} - {b}" if one.name and b else None,
        "deaths_a": dead(first),
        "deaths_b": dead(second),
        "deaths_civilians": dead(Side.CIVILIANS),
        "deaths_unknown": dead(Side.UNKNOWN),
    }


def _state(side: SideOfEvent) -> bool:
    return side.lead is not None and side.lead.actor_type in _STATES


def _sources(incident: Incident) -> dict[str, object]:
    """The outlet apart from who told it: `source_office` against `source_original`."""
    articles = [r.provenance for r in incident.records]
    return {
        "number_of_sources": max(
            len({a.doc_id for a in articles}), *(r.source_assessment.number_of_sources for r in incident.records)
        ),
        "source_article": join(_citation(r) for r in incident.records),
        "source_office": incident.sources,
        "source_date": join(a.published.isoformat() for a in articles if a.published),
        "source_headline": join(a.title for a in articles),
        "source_original": incident.claimants,
    }


def _citation(record: EventRecord) -> str:
    """UCDP's form: "outlet,date,headline"."""
    found = record.provenance
    parts = [outlet(record), found.published.isoformat() if found.published else "", found.title or found.url or ""]
    return ",".join(f'"{p}"' for p in parts if p)


def _where(incident: Incident) -> dict[str, object]:
    place, point = incident.place, own_point(incident.place)
    return {
        "where_coordinates": place_name(place),
        "where_description": place.raw if place else None,
        "adm_1": place.admin1 if place else None,
        "adm_2": place.admin2 if place else None,
        "latitude": point.lat if point else None,
        "longitude": point.lon if point else None,
        "geom_wkt": f"POINT ({point.lon} {point.lat})" if point else None,
        "priogrid_gid": priogrid_gid(point) if point else None,
        "country": country_name(place),
    }


def _when(record: EventRecord) -> dict[str, object]:
    start = record.time.start
    end = record.time.end or start
    return {
        "year": start.year if start else None,
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
    }
