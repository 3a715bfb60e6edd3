"""What a reader would ask and no article answers: computed from the nulls of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from summarizer.schemas import Assertion, EventRecord, Status
from summarizer.schemas.brief import Source, Statement
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, Population, TimeBasis

from .clauses import REAL
from .events import Event, Events
from .nouns import join
from .order import VIOLENT
from .wording import claimants, short_label

MAX_NAMED = 4
"""Events that one gap names; the others are counted."""


def information_gaps(
    events: Events, sources: Sequence[Source], numbers: Mapping[str, list[int]], edition: date
) -> list[Statement]:
    """One line a question, with the events that leave it open: what none of an event's records answers."""
    news = events.news
    violent = [
        e for e in news
        if e.lead.event_class in VIOLENT and e.lead.status in REAL and e.lead.assertion is not Assertion.DENIED
    ]  # fmt: skip
    asked = (
        ("No number of dead or injured is given for", [e for e in violent if not any(map(_has_toll, _told(e)))]),
        ("How many of the dead were civilians is not said for", [e for e in violent if _unsorted_dead(_told(e))]),
        ("Who did it is not said for", [e for e in violent if not any(map(_has_agent, _told(e)))]),
        ("The outlet names no source for", [e for e in violent if not any(claimants(r) for r in _told(e))]),
        (
            "No date could be established for",
            [e for e in news if e.lead.status is not Status.HYPOTHETICAL and all(map(_undated, _told(e)))],
        ),
        (
            "No place is given for",
            [e for e in news if e.lead.status in REAL and _has_place_by_nature(e.lead)
             and not any(r.locations for r in _told(e))],
        ),
        ("Only one independent origin tells of", _single(events)),
    )  # fmt: skip
    gaps = [_gap(question, open_, numbers, edition) for question, open_ in asked if open_]
    return gaps + _about_sources(sources)


def _told(event: Event) -> tuple[EventRecord, ...]:
    return (*event.current, *event.earlier)


def _gap(question: str, events: Sequence[Event], numbers: Mapping[str, list[int]], edition: date) -> Statement:
    """The weightiest events by name, the others by number."""
    named = events[:MAX_NAMED]
    labels = list(dict.fromkeys(short_label(e.lead, edition) for e in named))
    more = len(events) - len(named)
    text = f"{question}: {'; '.join(labels)}" + (f"; and {more} more" if more else "") + "."
    ids = [e.lead.event_id for e in named]
    return Statement(text=text, events=ids, citations=sorted({n for i in ids for n in numbers.get(i, [])}))


def _about_sources(sources: Sequence[Source]) -> list[Statement]:
    used = [s for s in sources if s.used_in and not s.earlier]
    missing = {
        "publication date": [f"S{s.n}" for s in used if s.published is None],
        "outlet": [f"S{s.n}" for s in used if s.outlet is None],
    }
    return [
        Statement(text=f"The {what} of {join(names)} is not known.", events=[], citations=[])
        for what, names in missing.items()
        if names
    ]


def _single(events: Events) -> list[Event]:
    """Violent or planned events of one origin alone; all of them if there is one article only is no news."""
    if len({r.provenance.doc_id for e in events.news for r in e.current}) < 2:
        return []
    alone = [e for e in events.news if len({*e.origins, *e.told_before}) == 1]
    return [e for e in alone if e.lead.event_class in VIOLENT or e.expected]


def _has_toll(record: EventRecord) -> bool:
    kinds = (CasualtyKind.KILLED, CasualtyKind.INJURED, CasualtyKind.CASUALTIES_UNSPECIFIED, CasualtyKind.ABDUCTED)
    return any(c.kind in kinds for c in record.casualties)


def _unsorted_dead(records: Sequence[EventRecord]) -> bool:
    dead = [c for r in records for c in r.casualties if c.kind is CasualtyKind.KILLED and c.high != 0]
    return bool(dead) and all(c.population in (Population.UNKNOWN, Population.MIXED) for c in dead)


def _has_agent(record: EventRecord) -> bool:
    return any(a.role in (ActorRole.INITIATOR, ActorRole.SUSPECTED, ActorRole.PARTICIPANT) for a in record.actors)


def _has_place_by_nature(record: EventRecord) -> bool:
    return record.event_class in VIOLENT or record.event_class.value.endswith(("deployment", "meeting", "established"))


def _undated(record: EventRecord) -> bool:
    time = record.time
    return (time.start is None and time.end is None) or time.basis is TimeBasis.PUBLICATION_DEFAULT
