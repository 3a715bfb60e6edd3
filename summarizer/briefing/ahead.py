"""The watch list: what is planned, threatened or possible, of this edition and of earlier ones until it is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from summarizer.schemas import EventRecord
from summarizer.schemas.brief import WatchItem

from .events import Event, Events
from .labels import event_label
from .order import BACKGROUND_DAYS
from .when import dates_text

UNDATED_DAYS = 14
"""Days that a plan without a date stays on the list after its last report."""
OVERDUE = "before this edition; no article says whether it took place"


def ahead(events: Events) -> list[Event]:
    """What is still ahead: dated first, by date; earlier plans until a record says what became of them."""
    settled = {i for o in events.linked.outcomes for i in o.planned}
    found = [e for e in (*events.news, *carried(events)) if e.expected and e.lead.event_id not in settled]
    return sorted(found, key=lambda e: (e.lead.time.start or date.max, e.lead.event_id if not e.current else ""))


def carried(events: Events) -> list[Event]:
    """Plans that only earlier editions told and that nothing has settled."""
    return [e for e in events.all if not e.current and e.expected and is_open(e.lead, events.edition)]


def is_open(record: EventRecord, edition: date) -> bool:
    """Whether a plan is still worth a line: due, or overdue for at most a week; undated, reported in the last two."""
    due = record.time.end or record.time.start
    if due is not None:
        return due >= edition - timedelta(days=BACKGROUND_DAYS)
    told = record.provenance.published
    return told is None or told >= edition - timedelta(days=UNDATED_DAYS)


def watch_items(
    events: Events, worded: Callable[[EventRecord], str], numbers: Mapping[str, list[int]]
) -> Iterator[WatchItem]:
    """The list as printed, one by one."""
    for event in ahead(events):
        yield watch_item(event, worded(event.lead), numbers, events.edition)


def watch_item(event: Event, text: str, numbers: Mapping[str, list[int]], edition: date) -> WatchItem:
    """One line; an event whose day has passed is marked, never told as held."""
    lead = event.lead
    return WatchItem(
        text=text, label=f"{lead.status}; {event_label(event)}" + ("" if event.current else "; from an earlier edition"),
        events=event.ids, citations=sorted({n for i in event.ids for n in numbers.get(i, [])}),
        when=when_text(lead, edition), due=lead.time.start, where=lead.locations[0].raw if lead.locations else None,
        overdue=is_overdue(lead, edition), carried=not event.current,
    )  # fmt: skip


def is_overdue(record: EventRecord, edition: date) -> bool:
    """Whether the last day that it was planned for is over."""
    end = record.time.end or record.time.start
    return end is not None and end < edition


def when_text(record: EventRecord, edition: date) -> str | None:
    """The date of something expected, or the words as written; marked where the edition is past it."""
    text = dates_text(record, edition) or record.time.raw
    return f"{text} ({OVERDUE})" if text and is_overdue(record, edition) else text
