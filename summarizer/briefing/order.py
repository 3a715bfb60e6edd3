"""The order of events in a brief, and which records of several articles may be one event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarizer.schemas import Assertion, Casualty, EventClass, EventRecord, Status, TemporalRole
from summarizer.schemas.codebook_parts import ActorType, CasualtyKind, Population, TimeBasis

from .clauses import REAL
from .nouns import fold

VIOLENT = frozenset(
    {
        EventClass.ARMED_CLASH, EventClass.GROUND_OFFENSIVE, EventClass.TERRITORY_CAPTURED, EventClass.AIR_STRIKE,
        EventClass.DRONE_STRIKE, EventClass.SHELLING_MISSILE, EventClass.IED_LANDMINE, EventClass.SUICIDE_ATTACK,
        EventClass.GRENADE, EventClass.CHEMICAL_ATTACK, EventClass.ATTACK_ON_CIVILIANS, EventClass.SEXUAL_VIOLENCE,
        EventClass.ABDUCTION, EventClass.PROTEST_REPRESSED, EventClass.RIOT_MOB,
    }
)  # fmt: skip
"""Classes of which a reader asks for a toll."""

EXPECTED = (Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL)
"""What goes to the watch list."""

BACKGROUND_DAYS = 7
"""An event that ended more days than this before the edition is background, not news."""

_DEATH_BANDS = ((100, 8), (25, 6), (5, 4), (1, 2))
_UNARMED = (Population.CIVILIAN, Population.CHILD, Population.AID_WORKER, Population.JOURNALIST)
_STATE = (ActorType.STATE_FORCES, ActorType.EXTERNAL_OTHER_FORCES)
_LEADERS = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|emir|sultan|secretary-general"
    r"|(?:foreign|defence|defense) minister|heads? of state|leaders?|summit)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:in|at|on|near|around|the|a|an|of|and|city|town|villages?|province|district|region|areas?|(?:north|south|east|west)"
    r"(?:ern)?|central|outskirts|outside|inside|capital|country|border)\b"
)


def significance(record: EventRecord) -> int:
    """A transparent sum for ordering; no probability.

    deaths stated: 1–4 → 2, 5–24 → 4, 25–99 → 6, 100 or more → 8 (lowest figure; totals of several events are left out)
    ten or more hurt, held, missing or displaced → 1       violence → 2
    harm to civilians, children, aid workers, reporters → 2    state forces → 1, outside their country → 2
    planned talks of leaders or ministers → 4; other talks or agreements → 1
    it is real (occurred, ongoing) → 1; denied, or said not to have happened → −1; only possible → −1
    """
    real = record.status in REAL
    score = _toll_points(record) if real else 0
    score += 2 * (record.event_class in VIOLENT)
    score += 2 * (real and _harms_unarmed(record))
    types = {a.actor_type for a in record.actors}
    score += 2 if ActorType.EXTERNAL_OTHER_FORCES in types else int(bool(types & set(_STATE)))
    if record.event_class in (EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE):
        score += 4 if record.status is Status.PLANNED and _high_level(record) else 1
    denied = record.assertion is Assertion.DENIED or record.status is Status.DID_NOT_OCCUR
    return score + real - denied - (record.status is Status.HYPOTHETICAL)


def _toll_points(record: EventRecord) -> int:
    single = [c for c in record.casualties if not c.cumulative] if record.countable else []
    deaths = sum(_least(c) for c in single if c.kind is CasualtyKind.KILLED)
    others = sum(_least(c) for c in single if c.kind is not CasualtyKind.KILLED)
    return next((points for least, points in _DEATH_BANDS if deaths >= least), 0) + (others >= 10)


def _least(casualty: Casualty) -> int:
    return casualty.low or casualty.best or casualty.high or 0


def _harms_unarmed(record: EventRecord) -> bool:
    return record.civilian_targeting is True or any(c.population in _UNARMED and _least(c) for c in record.casualties)


def _high_level(record: EventRecord) -> bool:
    return any(_LEADERS.search(a.raw) for a in record.actors)


def is_background(record: EventRecord, edition: date) -> bool:
    """Historical by its own telling, or over for more than `BACKGROUND_DAYS` before the edition."""
    if record.temporal_role is TemporalRole.HISTORICAL:
        return True
    end = record.time.end or record.time.start
    old = end is not None and end < edition - timedelta(days=BACKGROUND_DAYS)
    return old and record.status in (Status.OCCURRED, Status.FOILED, Status.DID_NOT_OCCUR)


def ranked(records: Sequence[EventRecord]) -> list[EventRecord]:
    """Most significant first; ties: newest date, then article and sentence order as given."""
    return sorted(records, key=lambda r: (-significance(r), -(r.time.start or date.min).toordinal()))


def groups(records: Sequence[EventRecord]) -> list[list[EventRecord]]:
    """Records that may tell one event, together.

    Records of one article never join: the article told them apart. Records of different articles join unless class,
    date or place tells them apart; an undated or unplaced record joins at most one group, so it never bridges two that
    differ. Careful on purpose: events are not linked yet, and a figure counted once too few is a smaller error than one
    counted twice.
    """
    definite = sorted(records, key=lambda r: (r.time.start is None) + (not r.locations))
    out: list[list[EventRecord]] = []
    for record in definite:
        home = next((g for g in out if all(may_be_same(record, other) for other in g)), None)
        if home is None:
            out.append([record])
        else:
            home.append(record)
    return out


def may_be_same(a: EventRecord, b: EventRecord) -> bool:
    """Whether two records of different articles cannot be told apart by class (or equal toll), date and place."""
    if a.provenance.doc_id == b.provenance.doc_id:
        return False
    alike = a.event_class is b.event_class or bool(_tolls(a) & _tolls(b))
    return alike and _dates_meet(a, b) and _places_meet(a, b)


def _tolls(record: EventRecord) -> set[tuple[str, int]]:
    return {(c.kind.value, _least(c)) for c in record.casualties if _least(c)}


def _dates_meet(a: EventRecord, b: EventRecord) -> bool:
    first, second = _span(a), _span(b)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def _span(record: EventRecord) -> tuple[date, date] | None:
    time = record.time
    if time.basis is TimeBasis.PUBLICATION_DEFAULT:
        return None
    start, end = time.start or time.end, time.end or time.start
    return (start, end) if start and end else None


def _places_meet(a: EventRecord, b: EventRecord) -> bool:
    first, second = _place_words(a), _place_words(b)
    return not first or not second or bool(first & second)


def _place_words(record: EventRecord) -> set[str]:
    names = [n for p in record.locations for n in (p.raw, p.normalized) if n]
    return {w for n in names for w in _GENERIC.sub(" ", fold(n)).split()}
