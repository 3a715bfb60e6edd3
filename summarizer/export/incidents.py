"""One row an event: records of the same event in several articles are laid together, the best-told first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from summarizer.schemas import EventRecord, EventTime, Location
from summarizer.schemas.codebook import Granularity, Status, TemporalRole
from summarizer.schemas.codebook_parts import ClaimantType, PlaceRole, Reliability, Stance, TimeBasis, TimePrecision
from summarizer.schemas.event import Mappings

from .cells import join, outlet

_TIMES = list(TimePrecision)
_RELIABILITY = list(Reliability)
_TELLS = (Stance.ASSERTS, Stance.SUPPORTS)
_PLACE_RANKS = (
    (PlaceRole.TARGET_AREA, PlaceRole.VENUE, PlaceRole.AFFECTED_AREA),
    (PlaceRole.DESTINATION,),
    (PlaceRole.TRANSIT, PlaceRole.ORIGIN),
)
"""Where an event is placed, best first. Never where the fire came from: that is another place."""


@dataclass(frozen=True)
class Incident:
    """The records of one event, the best-told first."""

    records: tuple[EventRecord, ...]

    @cached_property
    def record(self) -> EventRecord:
        """The first record, with the most exact date and the resolved place that any of them gives; that place first."""
        first = self.records[0]
        time = min((r.time for r in self.records), key=_vagueness)
        place = next((p for r in self.records if (p := primary_place(r)) and p.country_iso3), primary_place(first))
        if time == first.time and (place is None or place == first.locations[0]):
            return first
        others = [p for p in first.locations if p != place]
        # Its codes were those of another date or place: they are looked up again.
        return first.model_copy(
            update={"time": time, "locations": [place, *others] if place else others, "mappings": Mappings()}
        )

    @property
    def event_id(self) -> str:
        return self.records[0].event_id

    @property
    def place(self) -> Location | None:
        """Where the event took effect, if any record says."""
        return primary_place(self.record)

    @property
    def happened(self) -> bool:
        return self.record.status in (Status.OCCURRED, Status.ONGOING)

    @property
    def is_aggregate(self) -> bool:
        return self.record.granularity in (Granularity.AGGREGATE, Granularity.CAMPAIGN)

    @property
    def is_background(self) -> bool:
        return self.record.temporal_role is TemporalRole.HISTORICAL

    @property
    def sources(self) -> str:
        """Outlets, joined."""
        return join(outlet(r) for r in self.records)

    @property
    def claimants(self) -> str:
        """Who told the outlets, joined."""
        return join(
            a.claimant
            for r in self.records
            for a in r.attribution
            if a.stance in _TELLS and a.claimant_type is not ClaimantType.OUTLET
        )

    @property
    def ids(self) -> set[str]:
        """Ids of the records."""
        return {r.event_id for r in self.records}

    @property
    def contains(self) -> set[str]:
        """Ids of records that are told as parts of this event."""
        return {i for r in self.records for i in r.relations.contains}

    @property
    def part_of(self) -> set[str]:
        """Ids of records that this event is told as a part of."""
        return {i for r in self.records for i in r.relations.part_of}


def incidents(records: Iterable[EventRecord]) -> list[Incident]:
    """Events in the order of their first record; `relations.same_as` joins records, in either direction."""
    found = list(records)
    home = list(range(len(found)))
    first: dict[str, int] = {}
    for i, record in enumerate(found):
        _join(home, i, first.setdefault(record.event_id, i))
    for i, record in enumerate(found):
        for other in record.relations.same_as:
            if other in first:
                _join(home, i, first[other])
    together: dict[int, list[EventRecord]] = {}
    for i, record in enumerate(found):
        together.setdefault(_root(home, i), []).append(record)
    return [Incident(tuple(sorted(group, key=_weakness))) for group in together.values()]


def primary_place(record: EventRecord) -> Location | None:
    """Where the event took effect: the first place of the best role, one resolved to a country before others."""
    for roles in _PLACE_RANKS:
        found = [p for p in record.locations if p.role in roles]
        if found:
            return next((p for p in found if p.country_iso3), found[0])
    return None


def _root(home: list[int], i: int) -> int:
    while home[i] != i:
        i = home[i]
    return i


def _join(home: list[int], a: int, b: int) -> None:
    low, high = sorted((_root(home, a), _root(home, b)))
    home[high] = low


def _weakness(record: EventRecord) -> tuple[bool, bool, int, bool, int]:
    """ACLED, "Source": the most thorough, reliable and recent report is cited first."""
    published = record.provenance.published
    return (
        record.status not in (Status.OCCURRED, Status.ONGOING),
        record.time.start is None,
        _RELIABILITY.index(record.source_assessment.reliability),
        not record.casualties,
        -(published.toordinal() if published else 0),
    )


def _vagueness(time: EventTime) -> tuple[bool, int, bool]:
    guessed = time.basis in (TimeBasis.CONTEXTUAL, TimeBasis.PUBLICATION_DEFAULT)
    return time.start is None, _TIMES.index(time.precision), guessed
