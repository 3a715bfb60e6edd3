"""The order of records in a brief, and which of them are news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarizer.schemas import Assertion, Casualty, EventClass, EventRecord, Status, TemporalRole
from summarizer.schemas.codebook_parts import ActorType, CasualtyKind, Population, TimeBasis

from .clauses import REAL

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
    """Historical by its own telling, or over for more than `BACKGROUND_DAYS` before the edition.

    What has no date of its own is as old as its article: an old piece found today is no news.
    """
    if record.temporal_role is TemporalRole.HISTORICAL:
        return True
    time = record.time
    end = time.end or time.start
    if end is None or time.basis is TimeBasis.PUBLICATION_DEFAULT:
        end = record.provenance.published
    old = end is not None and end < edition - timedelta(days=BACKGROUND_DAYS)
    return old and record.status in (Status.OCCURRED, Status.FOILED, Status.DID_NOT_OCCUR)


def ranked(records: Sequence[EventRecord]) -> list[EventRecord]:
    """Most significant first; ties: newest date, then article and sentence order as given."""
    return sorted(records, key=lambda r: (-significance(r), -(r.time.start or date.min).toordinal()))
