"""The casualty table: sums that never count a figure twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.schemas import Assertion, Casualty, EventRecord, TemporalRole
from summarizer.schemas.brief import CasualtyRow
from summarizer.schemas.codebook_parts import CasualtyKind, Population

from .clauses import REAL
from .nouns import fold
from .order import groups
from .wording import claimants

_ALWAYS = (
    (CasualtyKind.KILLED, Population.CIVILIAN), (CasualtyKind.KILLED, None), (CasualtyKind.INJURED, None),
    (CasualtyKind.DISPLACED, None),
)  # fmt: skip
"""Rows that a reader looks for; without a figure they say "not reported". None: any population."""

_ORDER = list(CasualtyKind), list(Population)
RETOLD = "{n} articles may report the same event: counted once, as a range"

Key = tuple[CasualtyKind, Population, str | None]


class Count(NamedTuple):
    """Persons; null is unknown or open."""

    low: int | None
    best: int | None
    high: int | None


class Entry(NamedTuple):
    """A figure and the record that gives it."""

    record: EventRecord
    casualty: Casualty


def casualty_table(records: Sequence[EventRecord], numbers: Mapping[str, list[int]]) -> list[CasualtyRow]:
    """Rows of kind × population × country, incident sums first, then cumulative tolls one by one.

    Only countable records that occurred or go on, are not historical and are not merely denied are summed. A figure
    told twice by one article counts once; figures of articles that may report the same event give a range. `numbers`
    maps a record id to its citation numbers.
    """
    usable = [r for r in records if countable(r)]
    rows = [_row(key, found, numbers) for key, found in _incidents(usable).items()]
    rows += _missing_rows(rows)
    rows.sort(key=lambda r: (_ORDER[0].index(r.kind), _ORDER[1].index(r.population), r.country_iso3 or "~"))
    current = [r for r in records if r.temporal_role is not TemporalRole.HISTORICAL and r.status in REAL]
    return rows + [_cumulative_row(e, numbers) for e in _distinct(current, cumulative=True)]


def countable(record: EventRecord) -> bool:
    """Whether the record's figures may be summed."""
    only_denied = record.assertion is Assertion.DENIED and not claimants(record)
    historical = record.temporal_role is TemporalRole.HISTORICAL
    return record.countable and record.status in REAL and not historical and not only_denied


def _distinct(records: Sequence[EventRecord], *, cumulative: bool) -> list[Entry]:
    """Figures once each: the same words of the same sentence are one figure, however many records carry them."""
    out: dict[tuple[object, ...], Entry] = {}
    for record in records:
        for c in record.casualties:
            if c.cumulative is cumulative:
                out.setdefault(_identity(record, c), Entry(record, c))
    return list(out.values())


def _identity(record: EventRecord, casualty: Casualty) -> tuple[object, ...]:
    at = casualty.evidence
    sentence = record.evidence[at].start if at is not None and at < len(record.evidence) else record.evidence[0].start
    return record.provenance.doc_id, sentence, casualty.kind, fold(casualty.raw), fold(casualty.who or "")


def _incidents(records: Sequence[EventRecord]) -> dict[Key, list[list[Entry]]]:
    """Figures by row, and inside a row by event."""
    entries = _distinct(records, cumulative=False)
    out: dict[Key, list[list[Entry]]] = {}
    for group in groups(records):
        ids = {r.event_id for r in group}
        mine = [e for e in entries if e.record.event_id in ids]
        for key in dict.fromkeys(_key(e, group) for e in mine):
            out.setdefault(key, []).append([e for e in mine if _key(e, group) == key])
    return out


def _key(entry: Entry, group: Sequence[EventRecord]) -> Key:
    countries = [p.country_iso3 for r in group for p in r.locations if p.country_iso3]
    return entry.casualty.kind, entry.casualty.population, countries[0] if countries else None


def _row(key: Key, events: Sequence[Sequence[Entry]], numbers: Mapping[str, list[int]]) -> CasualtyRow:
    kind, population, country = key
    total = _sum([_one_event(entries) for entries in events])
    flat = [e for entries in events for e in entries]
    retold = max(len({e.record.provenance.doc_id for e in entries}) for entries in events)
    return CasualtyRow(
        kind=kind, population=population, country_iso3=country, places=_places(flat),
        low=total.low, best=total.best, high=total.high,
        open_ended=total.high is None and total != Count(None, None, None),
        n_events=len(events), claimants=_who(flat), events=_ids(flat), citations=_cites(flat, numbers),
        note=RETOLD.format(n=retold) if retold > 1 else None,
    )  # fmt: skip


def _one_event(entries: Sequence[Entry]) -> Count:
    """Figures of one article add up (different people); articles are then laid over each other as a range."""
    docs: dict[str, list[Casualty]] = {}
    for e in entries:
        docs.setdefault(e.record.provenance.doc_id, []).append(e.casualty)
    counts = [_sum([Count(c.low, c.best, c.high) for c in found]) for found in docs.values()]
    lows = [n for n in (_first(c.low, c.best) for c in counts) if n is not None]
    bests = {c.best for c in counts}
    highs = [c.high for c in counts]
    open_high = any(h is None for h in highs)
    return Count(
        min(lows, default=None) if len(counts) > 1 else counts[0].low,
        bests.pop() if len(bests) == 1 else None,
        None if open_high else max(h for h in highs if h is not None),
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
        low=c.low, best=c.best, high=c.high, open_ended=c.high is None and (c.low, c.best) != (None, None),
        basis="cumulative", n_events=1, claimants=_who(flat), events=_ids(flat), citations=_cites(flat, numbers),
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
    names = [
        e.casualty.attributed_to or a for e in entries for a in ([c.claimant for c in claimants(e.record)] or [""])
    ]
    return [n for n in dict.fromkeys(names) if n]


def _ids(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(e.record.event_id for e in entries))


def _cites(entries: Sequence[Entry], numbers: Mapping[str, list[int]]) -> list[int]:
    return sorted({n for i in _ids(entries) for n in numbers.get(i, [])})
