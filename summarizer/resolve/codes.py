"""From a record to its codes in ACLED, UCDP GED, PLOVER, CAMEO and IPTC: tables, and the codebooks' computed rules.

`mappings` never guesses: what actors, toll and words do not settle is null, and a codebook that would not code the record
at all gives null as a whole; `acled_exclusion` and `ucdp_exclusion` say why.
"""

from __future__ import annotations

import re

from summarizer.resolve.codebooks import ClassCodes, Cue, class_codes, codebooks
from summarizer.resolve.sides import (
    ARMED,
    civilian_targeting,
    dead,
    hurt_protesters,
    interaction,
    sides,
    type_of_violence,
)
from summarizer.schemas.codebook import EventClass, Granularity, Status, TemporalRole
from summarizer.schemas.codebook_parts import ActorRole, ActorType, EvidenceLink, TimeBasis
from summarizer.schemas.event import EventRecord, EventTime, Location, Mappings

C = EventClass

_REAL = (Status.OCCURRED, Status.ONGOING)
_NEGATED = re.compile(
    r"\b(?:not|never|n['’]t|without|no|denied|declined|stopped short of)(?:\s+\w+){0,2}\s*$", re.IGNORECASE
)
_DEMONSTRATION = re.compile(r"\b(?:protest\w*|demonstrat\w*|rall(?:y|ies)|march\w*|sit-?in)\b", re.IGNORECASE)
_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""PLOVER: cooperation that is only announced is an agreement, a withdrawal or truce that is only announced a concession."""
_CAMEO_AGREE, _CAMEO_THREATEN = "03", "13"


def mappings(record: EventRecord) -> Mappings:
    """The record's codes; needs its actors, locations, time and toll. Keys are listed at `Mappings`."""
    row = class_codes()[record.event_class]
    plover, cameo = _plover(record, row)
    # Not validated: the tables are typed, and unions in five dictionaries cost a millisecond an article.
    return Mappings.model_construct(
        acled=_acled(record, row) if acled_exclusion(record) is None else None,
        ucdp=_ucdp(record) if ucdp_exclusion(record) is None else None,
        plover=plover,
        cameo=cameo,
        iptc=row.iptc,
    )


# --- ACLED ------------------------------------------------------------------------------------------------------------


def acled_exclusion(record: EventRecord) -> str | None:
    """Why ACLED would not code the record, whatever its date and place; null when it would.

    ACLED codebook: what is planned or threatened is not coded until it happens; statements and talks are no events.
    """
    if record.status not in _REAL:
        return f"status is {record.status}: ACLED codes what has happened"
    if class_codes()[record.event_class].acled is None:
        return f"ACLED has no event type for {record.event_class}"
    return None


def _acled(record: EventRecord, row: ClassCodes) -> dict[str, str | int | None]:
    sub = _sub_event(record, row)
    event_type = row.acled_type
    first, second = sides(record)
    targeted = civilian_targeting(record)
    return {
        "disorder_type": codebooks().acled[event_type][sub] if event_type and sub else "Political violence",
        "event_type": event_type,
        "sub_event_type": sub,
        "inter1": first.value if first else None,
        "inter2": second.value if second else None,
        "interaction": interaction(record),
        "civilian_targeting": "Civilians targeted" if targeted else None,
    }


def _sub_event(record: EventRecord, row: ClassCodes) -> str | None:
    """The sub-event type; where the row has two, by who took the place, how hard force was used, or what the crowd was."""
    if row.acled is None or isinstance(row.acled, str):
        return row.acled
    first, second = row.acled
    if record.event_class is C.TERRITORY_CAPTURED:
        taker = sides(record)[0]
        if taker is None:
            return None
        # ACLED: a foreign state that takes territory is not "the government".
        return first if taker is ActorType.STATE_FORCES else second
    if record.event_class is C.PROTEST_REPRESSED:
        return first if hurt_protesters(record) else second
    return first if _DEMONSTRATION.search(_told(record)) else second


# --- UCDP GED ---------------------------------------------------------------------------------------------------------


def ucdp_exclusion(record: EventRecord) -> str | None:
    """Why UCDP GED would not count the record; null when it would, date and place apart.

    UCDP GED codebook: organised armed violence with at least one direct death.
    """
    if record.status not in _REAL:
        return f"status is {record.status}: UCDP counts what has happened"
    if not class_codes()[record.event_class].ucdp:
        return f"{record.event_class} is no organised armed violence"
    if not dead(record):
        return "no death is reported"
    return None


def _ucdp(record: EventRecord) -> dict[str, str | int | None]:
    place = record.locations[0] if record.locations else None
    return {
        "type_of_violence": type_of_violence(record),
        "event_clarity": 1 if record.granularity is Granularity.DISCRETE else 2,
        "date_prec": ucdp_date_prec(record.time),
        "where_prec": ucdp_where_prec(place),
    }


def ucdp_date_prec(time: EventTime) -> int | None:
    """UCDP date_prec 1-5; a date from context or from the publication day alone is never better than 2."""
    precision = codebooks().ucdp_date_prec.get(time.precision)
    if precision is None or time.start is None:
        return None
    return max(precision, 2) if time.basis in (TimeBasis.CONTEXTUAL, TimeBasis.PUBLICATION_DEFAULT) else precision


def ucdp_where_prec(place: Location | None) -> int | None:
    """UCDP where_prec 1-7; null for a place that was not resolved."""
    return codebooks().ucdp_where_prec.get(place.precision) if place else None


# --- PLOVER and CAMEO -------------------------------------------------------------------------------------------------


def _plover(
    record: EventRecord, row: ClassCodes
) -> tuple[dict[str, str | int | float | list[str] | None] | None, str | None]:
    """The PLOVER code and the CAMEO root; statements that only comment are no PLOVER events."""
    event, mode, context, cameo = _cued(record, row)
    if record.status is Status.THREATENED:
        event, mode, cameo = "THREATEN", row.threat, _CAMEO_THREATEN
    elif record.status is Status.PLANNED and event in _FUTURE:
        cameo = _CAMEO_AGREE
        event, mode = _FUTURE[event], None
    if event is None:
        return None, cameo
    kind = codebooks().plover[event]
    return {
        "event": event,
        "mode": mode,
        "context": list(context),
        "quad_code": kind.quad,
        "intensity": kind.intensity(mode),
        "auxiliary_modes": _auxiliary(record, event),
    }, cameo


def _cued(record: EventRecord, row: ClassCodes) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    """Event, mode, context and CAMEO root of the row, changed by the cue that the evidence holds first."""
    base = row.plover
    if record.event_class is C.ARREST_DETENTION and any(
        a.actor_type in ARMED for a in record.actors if a.role is ActorRole.TARGET
    ):
        # PLOVER: combatants who are captured are abducted, civilians arrested.
        return "ASSAULT", "abduct", ("military",), "18"
    cue = _first_cue(base.cues, _told(record))
    if cue is None:
        return base.event, base.mode, base.context, row.cameo
    context = base.context if cue.context is None else cue.context
    return cue.event or base.event, cue.mode, context, cue.cameo or row.cameo


def _first_cue(cues: tuple[Cue, ...], text: str) -> Cue | None:
    found = [
        (match.start(), cue)
        for cue in cues
        for match in cue.pattern.finditer(text)
        if not _NEGATED.search(text, max(0, match.start() - 40), match.start())
    ]
    return min(found, key=lambda f: f[0])[1] if found else None


def _auxiliary(record: EventRecord, event: str) -> list[str]:
    """PLOVER's auxiliary modes; an event type that already says it (AGREE, CONCEDE, THREATEN) needs none."""
    modes = []
    if record.temporal_role is TemporalRole.HISTORICAL:
        modes.append("historical")
    if record.status is Status.PLANNED and event not in ("AGREE", "CONCEDE"):
        modes.append("future")
    if record.status is Status.HYPOTHETICAL:
        modes.append("hypothetical")
    if record.status in (Status.DID_NOT_OCCUR, Status.FOILED):
        modes.append("negation")
    return modes


def _told(record: EventRecord) -> str:
    return " ".join(e.quote for e in record.evidence if e.link is not EvidenceLink.CONTEXT)
