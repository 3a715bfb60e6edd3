"""Figures of a brief's page: bars of low, best and high, and days on which things happened. Drawn in SVG, told in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.resolve.titles import class_label
from summarizer.schemas import EventRecord, Status
from summarizer.schemas.brief import CasualtyRow, DailyBrief

from . import page, worldmap
from .page import RowText, row_text
from .worldmap import Atlas, Link, Mention

_FULL = 84.0
"""Per cent of the track that the highest figure of its kind takes; the rest is for the arrow of an open end."""
DAY = 22
"""Width of a day, in units of the picture."""
BEFORE, AFTER = 6, 7
"""Days shown before and after the edition, at most."""


class Bar(NamedTuple):
    """A range on a track of 100: sure up to `low`, reported up to `high`; `open` has no upper bound."""

    low: float
    high: float
    best: float | None
    open: bool


class Row(NamedTuple):
    """A row of the casualty table; `first` begins a kind of harm."""

    text: RowText
    bar: Bar | None
    citations: list[int]
    first: bool


def rows(brief: DailyBrief) -> list[Row]:
    """The casualty table with its bars. Bars of one kind share a scale; a running total has its own."""
    table = brief.casualty_table
    top: dict[object, int] = {}
    for r in table:
        top[r.kind, r.basis] = max(top.get((r.kind, r.basis), 1), *(n or 0 for n in (r.low, r.best, r.high)))
    out = []
    for before, r in zip([None, *table], table, strict=False):
        bar = _bar(r, _FULL / top[r.kind, r.basis])
        first = before is None or (before.kind, before.basis) != (r.kind, r.basis)
        out.append(Row(row_text(r), bar, r.citations, first))
    return out


def _bar(row: CasualtyRow, unit: float) -> Bar | None:
    known = [n for n in (row.low, row.best, row.high) if n is not None]
    if not known:
        return None
    best = None if row.best is None else row.best * unit
    return Bar((row.low or 0) * unit, max(known) * unit, best, row.high is None)


class Told(NamedTuple):
    """An event that the page tells, and where on the page it does."""

    record: EventRecord
    anchor: str
    due: date | None = None


def told(brief: DailyBrief) -> list[Told]:
    """The events of the key takeaways, sections and watch list as printed, each once, with the ids of their items."""
    records = {r.event_id: r for r in [*brief.records, *brief.earlier]}
    out: list[Told] = []
    seen: set[str] = set()
    for anchor, ids, due in _items(brief):
        if ids and ids[0] in records and ids[0] not in seen:
            seen |= set(ids)
            out.append(Told(records[ids[0]], anchor, due))
    return out


def _items(brief: DailyBrief) -> Iterator[tuple[str, Sequence[str], date | None]]:
    for n, takeaway in enumerate(brief.key_takeaways, 1):
        yield f"t{n}", takeaway.events, None
    for n, theme in enumerate(page.themes(brief), 1):
        for m, item in enumerate(theme.items, 1):
            yield f"e{n}-{m}", item.events, None
    for n, ahead in enumerate(brief.watch[: page.printed(brief, "watch")], 1):
        yield f"w{n}", ahead.events, ahead.due


class Span(NamedTuple):
    """An event on the time line, in units; `before` and `after` say that it reaches beyond what is shown.

    One that lies wholly beyond has no width.
    """

    anchor: str
    title: str
    when: str
    look: str
    left: float
    width: float
    before: bool
    after: bool


class Timeline(NamedTuple):
    """Days and the events on them."""

    days: list[tuple[float, str, bool]]
    """Left edge, number of the day of the month, whether it is the edition's."""
    spans: list[Span]
    width: float
    undated: int
    span_text: str


def timeline(brief: DailyBrief) -> Timeline | None:
    """The dated events of the page, earliest first; None if there are none."""
    every = [(t, *days) for t in told(brief) if (days := _days(t))]
    edition = brief.edition_date
    if not every:
        return None
    first = max(min([edition, *(a for _, a, _ in every)]), edition - timedelta(BEFORE))
    last = min(max([edition, *(b for _, _, b in every)]), edition + timedelta(AFTER))
    shown_days = [first + timedelta(n) for n in range((last - first).days + 1)]
    shown = sorted(every, key=lambda e: (e[1], e[2]))
    return Timeline(
        days=[(float(n * DAY), str(day.day), day == edition) for n, day in enumerate(shown_days)],
        spans=[_span(t, a, b, first, last) for t, a, b in shown],
        width=float(len(shown_days) * DAY),
        undated=len(told(brief)) - len(every),
        span_text=f"{page.full_date(first)} to {page.full_date(last)}",
    )


def _days(event: Told) -> tuple[date, date] | None:
    time = event.record.time
    start = event.due or time.start
    return (start, max(start, time.end or start)) if start else None


def _span(event: Told, start: date, end: date, first: date, last: date) -> Span:
    left, right = min(max(start, first), last), max(min(end, last), first)
    seen = start <= last and end >= first
    record = event.record
    ahead = record.status in (Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL)
    when = page.full_date(start) + (f" to {page.full_date(end)}" if end != start else "")
    return Span(
        anchor=event.anchor,
        title=record.title,
        when=f"{when}; {record.modality}",
        look="ahead" if ahead else record.modality.value,
        left=float((left - first).days * DAY),
        width=float(((right - left).days + 1) * DAY) if seen else 0.0,
        before=start < first,
        after=end > last,
    )


def atlas(brief: DailyBrief) -> Atlas:
    """The places of the events that the page tells, linked to where it tells them."""
    return worldmap.atlas(
        Mention(p, Link(class_label(t.record.event_class).lower(), f"#{t.anchor}", t.record.title))
        for t in told(brief)
        for p in t.record.locations
    )
