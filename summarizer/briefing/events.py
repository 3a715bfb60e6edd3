"""The events of an edition: records of this edition and of earlier ones, linked, each event with the record it is told by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from summarizer.linking import Cluster, Linked, OutcomeKind, link
from summarizer.schemas import Assertion, EventRecord
from summarizer.schemas.codebook_parts import Reliability, Stance

from .clauses import REAL
from .order import EXPECTED, is_background, significance
from .wording import claimants

COPIED_WORDS = 12
"""Words of a cited sentence from which two articles that both print it go back to one text."""


@dataclass(frozen=True)
class Event:
    """One event as this edition and earlier ones tell it."""

    cluster: Cluster
    current: tuple[EventRecord, ...]
    """Records of this edition; empty for an event that only earlier editions told."""
    earlier: tuple[EventRecord, ...]
    lead: EventRecord
    """The record that the event is told by: of this edition where it has one."""
    origins: tuple[str, ...]
    """Independent origins of the records of this edition, or of the earlier ones where it has none."""
    told_before: frozenset[str]
    """Origins of the earlier records."""

    @property
    def id(self) -> str:
        """Of the cluster."""
        return self.cluster.id

    @property
    def records(self) -> tuple[EventRecord, ...]:
        """What a statement about the event rests on: the lead first, then the other records of the same edition."""
        told = self.current or self.earlier
        return (self.lead, *(r for r in told if r.event_id != self.lead.event_id))

    @property
    def ids(self) -> list[str]:
        """`event_id` of each of `records`."""
        return [r.event_id for r in self.records]

    @property
    def weight(self) -> int:
        """For ordering: the significance of its weightiest record, and 2 for a second independent origin.

        So that a sensational rumour of one origin does not outrank what several bear out.
        """
        return max(significance(r) for r in self.records) + 2 * (len(self.origins) > 1)

    @property
    def expected(self) -> bool:
        """Whether it is still ahead: planned, threatened or possible."""
        return self.lead.status in EXPECTED


class Events:
    """All events of one edition, most significant first."""

    def __init__(
        self,
        records: Sequence[EventRecord],
        earlier: Sequence[EventRecord],
        origins: Mapping[str, str],
        edition: date,
    ) -> None:
        """`origins`: doc_id → doc_id of the article that it reprints, for articles of this edition and before."""
        self.edition = edition
        now = {r.event_id for r in records}
        before = [r for r in earlier if r.event_id not in now]
        self.origins = same_text([*records, *before], origins)
        self.linked: Linked = link([*records, *before], origins=self.origins)
        self._now = now
        self._new_day = {
            self.linked.cluster_of(o.result[-1]).id: self.linked.record(o.result[-1])
            for o in self.linked.outcomes
            if o.kind is OutcomeKind.POSTPONED
        }
        """Events that were put off, by cluster, with the record that says to when."""
        found = [self._event(c) for c in self.linked.clusters]
        place = {r.event_id: n for n, r in enumerate([*records, *before])}
        self.all = tuple(sorted(found, key=lambda e: (-e.weight, -_day(e.lead), place[e.lead.event_id])))

    def _event(self, cluster: Cluster) -> Event:
        current = tuple(r for r in cluster.records if r.event_id in self._now)
        earlier = tuple(r for r in cluster.records if r.event_id not in self._now)
        told = current or earlier
        lead = cluster.lead if cluster.lead in told else max(told, key=_fit_to_lead)
        if lead.status in EXPECTED:
            # Put off: told by the record that gives the new day, also where an opinion piece only touches on it.
            lead = self._new_day.get(cluster.id, lead)
        return Event(
            cluster, current, earlier, lead, self.origins_of(told), frozenset(self.origins_of(earlier)),
        )  # fmt: skip

    def origins_of(self, records: Iterable[EventRecord]) -> tuple[str, ...]:
        """Independent origins of the records' articles."""
        docs = (r.provenance.doc_id for r in records)
        return tuple(sorted({self.origins.get(d, d) for d in docs}))

    @cached_property
    def current(self) -> tuple[Event, ...]:
        """Events that this edition's articles tell."""
        return tuple(e for e in self.all if e.current)

    @cached_property
    def news(self) -> tuple[Event, ...]:
        """Those that are no background."""
        return tuple(e for e in self.current if not is_background(e.lead, self.edition))

    @cached_property
    def background(self) -> tuple[Event, ...]:
        """Events of this edition's articles that are history, or old."""
        return tuple(e for e in self.current if is_background(e.lead, self.edition))

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """By cluster id."""
        return {e.id: e for e in self.all}

    @cached_property
    def _of_record(self) -> dict[str, Event]:
        return {i: e for e in self.all for i in e.cluster.ids}

    def of(self, record_id: str) -> Event | None:
        """The event that a record tells; None for an unknown record."""
        return self._of_record.get(record_id)


def same_text(records: Sequence[EventRecord], origins: Mapping[str, str]) -> dict[str, str]:
    """`origins` of the records' articles; an article that prints a long sentence of an earlier one joins its origin.

    Texts of earlier editions are gone, but their cited sentences are not: a cut copy of yesterday's wire still holds one
    of them letter for letter.
    """
    docs = {r.provenance.doc_id: r.provenance.published or date.max for r in records}
    out = {d: origins.get(d, d) for d in docs}
    first: dict[str, str] = {}
    for record in sorted(records, key=lambda r: (docs[r.provenance.doc_id], r.provenance.doc_id)):
        doc = record.provenance.doc_id
        for e in record.evidence:
            if len(e.quote.split()) >= COPIED_WORDS:
                first.setdefault(e.quote, doc)
    known = {d: first_of for r in records for e in r.evidence
             if (d := r.provenance.doc_id) != (first_of := first.get(e.quote, d))}  # fmt: skip
    for doc in sorted(known, key=lambda d: (docs[d], d)):
        if out[doc] == doc:
            out[doc] = out.get(known[doc], known[doc])
    return {d: _root(d, out) for d in out}


def _root(doc: str, origins: Mapping[str, str]) -> str:
    seen = {doc}
    while (origin := origins.get(doc, doc)) != doc and origin not in seen:
        seen.add(origin)
        doc = origin
    return doc


def _day(record: EventRecord) -> int:
    return (record.time.start or date.min).toordinal()


def _fit_to_lead(record: EventRecord) -> tuple[bool, bool, int, int, int, int, str]:
    """Real before expected, asserted before denied, the better source, more claimants, newer, fuller; the id settles."""
    only_denied = record.assertion is Assertion.DENIED or (
        bool(claimants(record, Stance.DENIES)) and not claimants(record)
    )
    grade = -list(Reliability).index(record.source_assessment.reliability)
    published = (record.provenance.published or date.min).toordinal()
    details = len(record.casualties) + len(record.actors) + len(record.locations) + (record.time.start is not None)
    return (
        record.status in REAL, not only_denied, grade, len(claimants(record)), published, details, record.event_id
    )  # fmt: skip
