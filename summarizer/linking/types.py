"""What linking returns: events told by several records, and how what is told of them differs or changed.

Everything is immutable and deterministic: the same records give the same result, whatever their order. Records are
named by `event_id`; `Linked.record(event_id)` gives the record itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from summarizer.schemas import EventRecord


@dataclass(frozen=True)
class Cluster:
    """One event and all records that tell it, at most one of each article unless the article itself repeats it."""

    id: str
    """Stable while the earliest record stays the same: `event_id` of the record that was published first."""
    records: tuple[EventRecord, ...]
    """By day of publication, then article, then place in the article; never empty. Relations are written in."""
    lead: EventRecord
    """The record to tell the event by: real before planned, latest published, best attested, most detailed."""
    origins: tuple[str, ...]
    """Distinct origins, sorted: reprints and cut copies of one text are one. Their number is the corroboration."""
    countable: bool
    """Whether the figures may be summed with those of other clusters: false for summaries and their like."""
    when: tuple[date, date] | None = None
    """First and last day on which all dated records agree; None if none is dated."""

    @property
    def ids(self) -> tuple[str, ...]:
        """`event_id` of each record, in order."""
        return tuple(r.event_id for r in self.records)


@dataclass(frozen=True)
class Position:
    """One value that some records give, and who stands behind it."""

    value: str
    """As a reader sees it: "at least 4", "denied", "held"; for a figure, the words of the text."""
    records: tuple[str, ...]
    """Ids of the records that give it, in the cluster's order."""
    claimants: tuple[str, ...]
    """Who says so, as printed; empty where the outlets say it themselves."""
    origins: tuple[str, ...]
    """Distinct origins of those records."""
    published: date | None
    """The day on which the value was first told: `as_of`, or else publication. A later repetition makes it no newer."""
    low: int | None = None
    """Figures only: persons; null is open or not stated, never 0."""
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Contradiction:
    """Records of one event that cannot all be right. Every position that still stands is kept; none is preferred here.

    A figure that its own source, or a later and higher count, has replaced no longer stands: it is in `Revision.old`.
    """

    cluster: str
    """`Cluster.id`."""
    field: str
    """What they differ on: a casualty kind ("killed"), "assertion" (claimed or denied), "status" (held or not), or
    "initiator" (who did it)."""
    population: str | None
    """Of a toll: who was counted, if all positions count the same people."""
    positions: tuple[Position, ...]
    """Two or more; figures by size, otherwise those who assert first."""


@dataclass(frozen=True)
class Revision:
    """A toll that a later report replaces: the same people counted again, no dispute."""

    cluster: str
    field: str
    """Casualty kind, such as "killed"."""
    population: str | None
    old: Position
    new: Position
    """Later than `old` by `as_of` or publication; its records supersede those of `old`."""


class OutcomeKind(str, Enum):
    """What became of something planned."""

    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    FOILED = "foiled"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Outcome:
    """Something planned, and what later records say became of it."""

    kind: OutcomeKind
    planned: tuple[str, ...]
    """Ids of the records that announce it."""
    result: tuple[str, ...]
    """Ids of the later records that say what became of it."""
    cluster: str
    """`Cluster.id` of the event that holds announcement and result, a postponed one's new date too."""


@dataclass(frozen=True)
class Summary:
    """A record that sums up several events ("40 since Sunday"): never added to incidents."""

    record: str
    contains: tuple[str, ...]
    """Ids of incidents in `Linked.records` that lie inside its kind, place and time; may be empty."""


@dataclass(frozen=True)
class Linked:
    """The records with their relations, and what was found about them."""

    records: tuple[EventRecord, ...]
    """Copies of the given records, in the given order, each once, with `relations` and `countable` filled."""
    clusters: tuple[Cluster, ...]
    """Every record is in exactly one; in the order of their first record in `records`."""
    contradictions: tuple[Contradiction, ...]
    revisions: tuple[Revision, ...]
    outcomes: tuple[Outcome, ...]
    summaries: tuple[Summary, ...]
    origins: Mapping[str, str]
    """doc_id → id of the origin: doc_id of the first published article of the same text."""

    @cached_property
    def _by_id(self) -> dict[str, EventRecord]:
        return {r.event_id: r for r in self.records}

    @cached_property
    def _cluster_of(self) -> dict[str, Cluster]:
        return {i: c for c in self.clusters for i in c.ids}

    def record(self, event_id: str) -> EventRecord:
        """The record of that id, relations written in.

        Raises:
            KeyError: there is none.
        """
        return self._by_id[event_id]

    def cluster_of(self, event_id: str) -> Cluster:
        """The event that the record tells.

        Raises:
            KeyError: there is no such record.
        """
        return self._cluster_of[event_id]
