"""PLOVER JSON Lines: one event a line, in the fields of the PLOVER manual; empty fields are left out.

What has not happened is kept, as PLOVER means it: the tables code a planned meeting as AGREE, and the auxiliary modes
future, hypothetical, negation and historical stand beside the mode. Only an undated event has no line: PLOVER requires
a date, and the publication date is not the event's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from summarizer.schemas import EventClass, EventRecord, Location, Participant
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, PlacePrecision

from .actors import two_sides
from .cells import Row, outlet
from .codes import codes
from .geography import country_name
from .incidents import Incident
from .report import SkipReason
from .tolls import Options, toll

_TWO_SIDED = (EventClass.ARMED_CLASH, EventClass.AGREEMENT_CEASEFIRE, EventClass.TALKS_MEETING)
"""Both sides act: PLOVER lists them all as actors."""
_RESOLUTION = {
    PlacePrecision.SITE: 5, PlacePrecision.SETTLEMENT: 4, PlacePrecision.NEAR_SETTLEMENT: 4, PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 2, PlacePrecision.ADMIN1_PART: 2, PlacePrecision.COUNTRY: 1,
}  # fmt: skip
"""5 below the city, 4 city, 3 district, 2 province, 1 country."""


def row(incident: Incident, options: Options) -> Row | SkipReason:
    """The line of an event, or why there is none."""
    record = incident.record
    if record.time.start is None:
        return SkipReason.NO_DATE
    found = codes(record).plover
    if not found or not found.get("event"):
        return SkipReason.NO_CODE
    actors, recipients = _sides(record)
    time, place = record.time, incident.place
    line: dict[str, object] = {
        "id": incident.event_id,
        "date": record.time.start.isoformat(),
        "enddate": time.end.isoformat() if time.end and time.end != time.start else None,
        "time": time.time_of_day,
        "actor": [_entity(a) for a in actors],
        "recipient": [_entity(a) for a in recipients],
        "event": _list(found["event"]),
        "mode": [*_list(found.get("mode")), *_list(found.get("auxiliary_modes"))],
        "context": _list(found.get("context")),
        "quad_code": found.get("quad_code"),
        "event_scale": found.get("intensity", found.get("event_scale")),
        **{name: _size(incident, kind, options) for name, kind in _SIZES.items()},
        "event_loc": _place(place) if place else None,
        "event_text": record.title,
        **_text(record),
        "cite_info": _cite(incident),
        "coder": record.provenance.coder,
        "coded_date": record.provenance.coded_at.date().isoformat() if record.provenance.coded_at else None,
        "comment": f"status {record.status}; {record.assertion}; date known to: {time.precision}",
    }
    required = {k: line[k] for k in ("id", "date", "actor", "event")}
    return required | {k: v for k, v in line.items() if k not in required and v not in (None, [], "")}


def render(rows: Sequence[Row]) -> bytes:
    """The lines."""
    return "".join(json.dumps(r, ensure_ascii=False, allow_nan=False) + "\n" for r in rows).encode()


_SIZES = {"dead": CasualtyKind.KILLED, "injured": CasualtyKind.INJURED, "arrested": CasualtyKind.DETAINED}


def _sides(record: EventRecord) -> tuple[list[Participant], list[Participant]]:
    one, two = ([*([s.lead] if s.lead else []), *s.others] for s in two_sides(record))
    if record.event_class in _TWO_SIDED:
        both = [a for a in two if a.role is not ActorRole.VICTIM]
        return one + both, [a for a in two if a not in both]
    return one, two


def _entity(actor: Participant) -> dict[str, str]:
    found = {
        "code": actor.country_iso3,
        "sector": actor.sector,
        "entity_text": actor.raw,
        "identifier_text": actor.canonical,
        "identifier_id": actor.wikidata_id,
    }
    return {k: v for k, v in found.items() if v}


def _size(incident: Incident, kind: CasualtyKind, options: Options) -> int | None:
    found = toll(incident, kind, options)
    return found.best if found.best is not None else found.low


def _place(place: Location) -> dict[str, object]:
    found = {
        "extracted_place": place.raw,
        "resolved_place": place.normalized,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "district": place.admin2,
        "province": place.admin1,
        "country": country_name(place) or None,
        "country_code": place.country_iso3,
        "feature_class": place.feature_class,
        "resolution": _RESOLUTION.get(place.precision),
    }
    return {k: v for k, v in found.items() if v is not None}


def _text(record: EventRecord) -> dict[str, object]:
    first = record.evidence[0]
    return {
        "text": " ".join(e.quote for e in record.evidence),
        "text_info": {"sequence": first.sentence, "start": first.start, "end": first.end},
    }


def _cite(incident: Incident) -> dict[str, str]:
    first = incident.record.provenance
    found = {
        "citation": first.doc_id,
        "url": first.url,
        "title": first.title,
        "publication": incident.sources or outlet(incident.record),
        "coder": first.model,
        "codebook": "PLOVER",
    }
    return {k: v for k, v in found.items() if v}


def _list(value: object) -> list[str]:
    """Codes as a list: one code stands alone in some tables."""
    if value is None or value == "":
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
