"""The casualty table: sums that never count a figure twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from summarizer.schemas import Assertion, Casualty, EventClass, EventRecord, TemporalRole
from summarizer.schemas.brief import CasualtyRow
from summarizer.schemas.codebook_parts import CasualtyKind, Population, Qualifier, TimeBasis

from .clauses import REAL
from .events import Event, Events
from .nouns import clean, fold, lower_start, noun_phrase
from .tellers import counts_of, replaced, teller
from .wording import claimants

_ALWAYS = (
    (CasualtyKind.KILLED, Population.CIVILIAN), (CasualtyKind.KILLED, None), (CasualtyKind.INJURED, None),
    (CasualtyKind.DISPLACED, None),
)  # fmt: skip
"""Rows that a reader looks for; without a figure they say "not reported". None: any population."""

_ORDER = list(CasualtyKind), list(Population)
RETOLD = "told by several articles, counted once"
RETOLD_SOME = "{n} of {total} events told by several articles, each counted once"

SIDES = "the losses of the sides added up"

MAX_HOMES = 20
"""Events that are looked at for one that a vague record may tell."""

Key = tuple[CasualtyKind, Population, str | None, str | None]


class Count(NamedTuple):
    """Persons; null is unknown or open."""

    low: int | None
    best: int | None
    high: int | None


class Entry(NamedTuple):
    """A figure and the record that gives it."""

    record: EventRecord
    casualty: Casualty


def casualty_table(events: Events, numbers: Mapping[str, list[int]]) -> list[CasualtyRow]:
    """Rows of kind × population × country, incident sums first, then cumulative tolls one by one.

    Only events of this edition's news are summed whose records are countable, occurred or go on, are not historical and
    are not merely denied. A figure told twice by one article counts once; several tellings of one event give a range,
    never a sum; a figure that a later report replaces is left out.
    `numbers` maps a record id to its citation numbers.
    """
    rows = [_row(key, found, numbers) for key, found in _incidents(events).items()]
    rows += _missing_rows(rows)
    rows.sort(key=lambda r: (_ORDER[0].index(r.kind), _ORDER[1].index(r.population), r.country_iso3 or "~"))
    told = [r for e in events.news for r in e.current]
    current = [r for r in told if r.temporal_role is not TemporalRole.HISTORICAL and r.status in REAL]
    return rows + [_cumulative_row(e, numbers) for e in _cumulative(current, events)]


def countable(record: EventRecord) -> bool:
    """Whether the record's figures may be summed."""
    only_denied = record.assertion is Assertion.DENIED and not claimants(record)
    historical = record.temporal_role is TemporalRole.HISTORICAL
    return record.countable and record.status in REAL and not historical and not only_denied


def _identity(record: EventRecord, casualty: Casualty) -> tuple[object, ...]:
    at = casualty.evidence
    sentence = record.evidence[at].start if at is not None and at < len(record.evidence) else record.evidence[0].start
    return record.provenance.doc_id, sentence, casualty.kind, fold(casualty.raw), fold(casualty.who or "")


def _incidents(events: Events) -> dict[Key, list[list[Entry]]]:
    """Figures by row, and inside a row by event; the same words of one sentence are one figure, whoever carries them."""
    out: dict[Key, list[list[Entry]]] = {}
    seen: set[tuple[object, ...]] = set()
    for records in _counted_together(events.news):
        mine: list[Entry] = []
        for entry in _standing(records):
            identity = _identity(*entry)
            if identity not in seen:
                seen.add(identity)
                mine.append(entry)
        for key in dict.fromkeys(_key(e, records) for e in mine):
            out.setdefault(key, []).append([e for e in mine if _key(e, records) == key])
    return out


def _counted_together(news: Sequence[Event]) -> list[list[EventRecord]]:
    """The records of each event; one with neither day nor place is counted with an event of its class in another article.

    Nothing tells the two apart, and a figure counted once too few is a smaller error than one counted twice.
    """
    out = {e.id: list(e.current) for e in news}
    homes: dict[EventClass, list[Event]] = {}
    for event in news:
        if not _vague(event):
            homes.setdefault(event.lead.event_class, []).append(event)
    for event in news:
        if _vague(event):
            docs = {r.provenance.doc_id for r in event.current}
            near = homes.get(event.lead.event_class, [])[:MAX_HOMES]
            home = next((h for h in near if not docs & {r.provenance.doc_id for r in h.current}), None)
            if home is not None:
                out[home.id] += out.pop(event.id)
    return list(out.values())


def _vague(event: Event) -> bool:
    stated = (r.time.start is not None and r.time.basis is not TimeBasis.PUBLICATION_DEFAULT for r in event.current)
    return not any(r.locations for r in event.current) and not any(stated)


def _retold(several: int, total: int) -> str | None:
    if not several:
        return None
    return RETOLD if total == 1 else RETOLD_SOME.format(n=several, total=total)


def _sides(events: Sequence[Sequence[Entry]]) -> str | None:
    """Where one event's figures of several sides were added up: no teller gives that sum."""
    records = [e.record.event_id for entries in events for e in entries]
    sides = {(e.record.event_id, e.casualty.side) for entries in events for e in entries if e.casualty.side is not None}
    return SIDES if any(sum(i == r for r, _ in sides) > 1 for i in records) else None


def _standing(records: Sequence[EventRecord]) -> list[Entry]:
    """Figures of single events that no later count of the same teller replaces."""
    counts = [c for c in counts_of(r for r in records if countable(r)) if not c.casualty.cumulative]
    gone = replaced(counts)
    return [Entry(c.record, c.casualty) for n, c in enumerate(counts) if n not in gone]


def _cumulative(records: Sequence[EventRecord], events: Events) -> list[Entry]:
    """Totals over several events, each once: reprints of one text give one."""
    out: dict[tuple[object, ...], Entry] = {}
    for r in records:
        for c in r.casualties:
            if c.cumulative:
                origin = events.origins.get(r.provenance.doc_id, r.provenance.doc_id)
                out.setdefault((origin, c.kind, c.population, fold(c.raw), fold(c.who or "")), Entry(r, c))
    return list(out.values())


def _key(entry: Entry, group: Sequence[EventRecord]) -> Key:
    countries = [p.country_iso3 for r in group for p in r.locations if p.country_iso3]
    # Where no country is known, events of two articles may be of two wars: they are not added up.
    apart = None if countries else group[0].provenance.doc_id
    return entry.casualty.kind, entry.casualty.population, countries[0] if countries else None, apart


def _row(key: Key, events: Sequence[Sequence[Entry]], numbers: Mapping[str, list[int]]) -> CasualtyRow:
    kind, population, country, _ = key
    total = _sum([_one_event(entries) for entries in events])
    flat = [e for entries in events for e in entries]
    several = sum(len({e.record.provenance.doc_id for e in entries}) > 1 for entries in events)
    return CasualtyRow(
        kind=kind, population=population, country_iso3=country, places=_places(flat),
        low=total.low, best=total.best, high=total.high, words=_words(flat),
        open_ended=total.high is None and total != Count(None, None, None),
        n_events=len(events), as_of=_as_of(flat), claimants=_who(flat), events=_ids(flat),
        citations=_cites(flat, numbers),
        note="; ".join(n for n in (_retold(several, len(events)), _sides(events)) if n) or None,
    )  # fmt: skip


def _one_event(entries: Sequence[Entry]) -> Count:
    """Inside a record the sides add up (different people), and what one teller counts on a side; rival tellers of one
    side, and then the records, are laid over each other as a range.
    """
    records: dict[str, list[Entry]] = {}
    for e in entries:
        records.setdefault(e.record.event_id, []).append(e)
    return _laid_over([_one_record(found) for found in records.values()])


def _one_record(entries: Sequence[Entry]) -> Count:
    sides: dict[int | None, dict[tuple[str, ...], list[Count]]] = {}
    for e in entries:
        c = e.casualty
        by = tuple(fold(t) for t in teller(e.record, c))
        sides.setdefault(c.side, {}).setdefault(by, []).append(Count(c.low, c.best, c.high))
    told = {side: _laid_over([_sum(counts) for counts in tellers.values()]) for side, tellers in sides.items()}
    # Whoever does not say whose people he counts may count those of the others again: laid over them, never added.
    unsaid = [count for side, count in told.items() if side is None]
    said = [count for side, count in told.items() if side is not None]
    return _laid_over([*([_sum(said)] if said else []), *unsaid])


def _laid_over(counts: Sequence[Count]) -> Count:
    """From the lowest to the highest that anybody gives; open if one has no upper bound; a best only if all agree."""
    distinct = list(dict.fromkeys(counts))
    if len(distinct) == 1:
        return distinct[0]
    lows = [n for n in (_first(c.low, c.best) for c in distinct) if n is not None]
    bests = {c.best for c in distinct}
    highs = [c.high for c in distinct if c.high is not None]
    return Count(
        min(lows, default=None),
        bests.pop() if len(bests) == 1 else None,
        max(highs) if len(highs) == len(distinct) else None,
    )


def _first(*values: int | None) -> int | None:
    return next((v for v in values if v is not None), None)


def _sum(counts: Sequence[Count]) -> Count:
    """The low of the sum rests on the known lows; best and high need every part."""
    lows = [c.low for c in counts if c.low is not None]
    return Count(sum(lows) if lows else None, _whole([c.best for c in counts]), _whole([c.high for c in counts]))


def _whole(parts: Sequence[int | None]) -> int | None:
    return None if any(p is None for p in parts) else sum(p for p in parts if p is not None)


def _cumulative_row(entry: Entry, numbers: Mapping[str, list[int]]) -> CasualtyRow:
    c, flat = entry.casualty, [entry]
    return CasualtyRow(
        kind=c.kind, population=c.population, country_iso3=_key(entry, [entry.record])[2], places=_places(flat),
        low=c.low, best=c.best, high=c.high, words=_words(flat), open_ended=c.high is None and (c.low, c.best) != (None, None),
        basis="cumulative", n_events=1, as_of=_as_of(flat), claimants=_who(flat), events=_ids(flat), citations=_cites(flat, numbers),
        note="over several events; not added to the rows above",
    )  # fmt: skip


def _missing_rows(rows: Sequence[CasualtyRow]) -> list[CasualtyRow]:
    out = []
    for kind, population in _ALWAYS:
        if not any(r.kind is kind and population in (None, r.population) for r in rows):
            out.append(CasualtyRow(kind=kind, population=population or Population.UNKNOWN))
    # "Killed, not said who" beside "killed, civilians": one gap, one row.
    return out[1:] if len(out) > 1 and out[0].kind is out[1].kind else out


def _places(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(p.raw for e in entries for p in e.record.locations[:1]))


def _who(entries: Sequence[Entry]) -> list[str]:
    out: dict[str, str] = {}
    for e in entries:
        texts = [s.quote for s in e.record.evidence]
        said = [e.casualty.attributed_to] if e.casualty.attributed_to else [c.claimant for c in claimants(e.record)]
        for name in said:
            out.setdefault(fold(name), noun_phrase(name, texts))
    return list(out.values())


def _words(entries: Sequence[Entry]) -> str | None:
    """The figure as printed, where all give the same and its numbers are a bound or a guess."""
    given = {lower_start(clean(e.casualty.raw)) for e in entries}
    loose = all(e.casualty.qualifier in (Qualifier.MORE_THAN, Qualifier.VAGUE) for e in entries)
    return given.pop() if loose and len(given) == 1 else None


def _as_of(entries: Sequence[Entry]) -> date | None:
    days = [e.casualty.as_of or e.record.provenance.published for e in entries]
    return max((d for d in days if d), default=None)


def _ids(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(e.record.event_id for e in entries))


def _cites(entries: Sequence[Entry], numbers: Mapping[str, list[int]]) -> list[int]:
    return sorted({n for i in _ids(entries) for n in numbers.get(i, [])})
