"""What a reader would ask and no article answers: computed from the nulls of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from summarizer.schemas import Assertion, EventRecord, Status
from summarizer.schemas.brief import Source, Statement
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, Population, TimeBasis

from .clauses import REAL
from .nouns import join
from .order import EXPECTED, VIOLENT, groups, is_background
from .wording import claimants, short_label

MAX_NAMED = 4
"""Events that one gap names; the others are counted."""


def information_gaps(
    records: Sequence[EventRecord], sources: Sequence[Source], numbers: Mapping[str, list[int]], edition: date
) -> list[Statement]:
    """One line a question, with the events that leave it open."""
    news = [r for r in records if not is_background(r, edition)]
    violent = [r for r in news if r.event_class in VIOLENT and r.status in REAL and r.assertion is not Assertion.DENIED]
    asked = (
        ("No number of dead or injured is given for", [r for r in violent if not _has_toll(r)]),
        ("How many of the dead were civilians is not said for", [r for r in violent if _unsorted_dead(r)]),
        ("Who did it is not said for", [r for r in violent if not _has_agent(r)]),
        ("The outlet names no source for", [r for r in violent if not claimants(r)]),
        ("No date could be established for", [r for r in news if _undated(r) and r.status is not Status.HYPOTHETICAL]),
        (
            "No place is given for",
            [r for r in news if not r.locations and r.status in REAL and _has_place_by_nature(r)],
        ),
        ("Only one article tells of", _single(news)),
    )
    gaps = [_gap(question, open_, numbers, edition) for question, open_ in asked if open_]
    return gaps + _about_sources(sources)


def _gap(question: str, records: Sequence[EventRecord], numbers: Mapping[str, list[int]], edition: date) -> Statement:
    labels = list(dict.fromkeys(short_label(r, edition) for r in records))
    named, more = labels[:MAX_NAMED], len(records) - len(labels[:MAX_NAMED])
    text = f"{question}: {'; '.join(named)}" + (f"; and {more} more" if len(labels) > MAX_NAMED else "") + "."
    cites = sorted({n for r in records for n in numbers.get(r.event_id, [])})
    return Statement(text=text, events=[r.event_id for r in records], citations=cites)


def _about_sources(sources: Sequence[Source]) -> list[Statement]:
    used = [s for s in sources if s.used_in]
    missing = {
        "publication date": [f"S{s.n}" for s in used if s.published is None],
        "outlet": [f"S{s.n}" for s in used if s.outlet is None],
    }
    return [
        Statement(text=f"The {what} of {join(names)} is not known.", events=[], citations=[])
        for what, names in missing.items()
        if names
    ]


def _single(records: Sequence[EventRecord]) -> list[EventRecord]:
    """Violent or planned events that one article alone tells; all of them if there is one article only is no news."""
    if len({r.provenance.doc_id for r in records}) < 2:
        return []
    alone = [g[0] for g in groups(records) if len(g) == 1]
    return [r for r in alone if r.event_class in VIOLENT or r.status in EXPECTED]


def _has_toll(record: EventRecord) -> bool:
    kinds = (CasualtyKind.KILLED, CasualtyKind.INJURED, CasualtyKind.CASUALTIES_UNSPECIFIED, CasualtyKind.ABDUCTED)
    return any(c.kind in kinds for c in record.casualties)


def _unsorted_dead(record: EventRecord) -> bool:
    dead = [c for c in record.casualties if c.kind is CasualtyKind.KILLED and c.high != 0]
    return bool(dead) and all(c.population in (Population.UNKNOWN, Population.MIXED) for c in dead)


def _has_agent(record: EventRecord) -> bool:
    return any(a.role in (ActorRole.INITIATOR, ActorRole.SUSPECTED, ActorRole.PARTICIPANT) for a in record.actors)


def _has_place_by_nature(record: EventRecord) -> bool:
    return record.event_class in VIOLENT or record.event_class.value.endswith(("deployment", "meeting", "established"))


def _undated(record: EventRecord) -> bool:
    time = record.time
    return (time.start is None and time.end is None) or time.basis is TimeBasis.PUBLICATION_DEFAULT
