"""Small invented stories for linking: one article a call, one record of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from summarizer.linking import Linked
from summarizer.schemas import EventClass, EventRecord, Granularity, Status, TemporalRole
from summarizer.schemas.codebook_parts import CasualtyKind, Population
from summarizer.schemas.event import Attribution, Casualty
from tests.factories import article, event, on, toll

MONDAY = date(2023, 6, 5)
TUESDAY = date(2023, 6, 6)
WEDNESDAY = date(2023, 6, 7)
THURSDAY = date(2023, 6, 8)


def told(
    text: str,
    *,
    by_outlet: str = "Harbour Post",
    published: date = TUESDAY,
    what: EventClass = EventClass.SHELLING_MISSILE,
    day: date | None = MONDAY,
    until: date | None = None,
    place: str | None = "Velmar",
    by: Sequence[str] = (),
    against: Sequence[str] = (),
    killed: int | None = None,
    low_only: bool = False,
    who: str | None = None,
    population: Population = Population.UNKNOWN,
    source: str | None = None,
    party: bool | None = None,
    said: Sequence[Attribution] = (),
    status: Status = Status.OCCURRED,
    role: TemporalRole = TemporalRole.CURRENT,
    granularity: Granularity = Granularity.DISCRETE,
    title: str | None = None,
) -> EventRecord:
    """A record that is the only one of its article; `killed` by `source` in words that are left out."""
    count = (killed, killed, None if low_only else killed)
    harm: list[Casualty] = [] if killed is None else [
        toll(CasualtyKind.KILLED, str(killed), *count, who=who, population=population, by=source)
    ]  # fmt: skip
    record = event(
        article(text, f"({by_outlet}, {published})", published=published, source=by_outlet, title=title),
        what,
        time=on("then", day, until) if day else None,
        place=place,
        by=by,
        against=against,
        casualties=harm,
        said=said,
        status=status,
        role=role,
        countable=granularity is Granularity.DISCRETE,
    )
    return record.model_copy(update={"granularity": granularity})


def together(linked: Linked) -> set[frozenset[str]]:
    """The events as sets of record ids."""
    return {frozenset(c.ids) for c in linked.clusters}


def are_one(linked: Linked, *records: EventRecord) -> bool:
    """Whether the records are told to be one event."""
    return len({linked.cluster_of(r.event_id).id for r in records}) == 1
