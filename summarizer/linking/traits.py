"""What linking compares of a record, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from summarizer.schemas import Casualty, EventClass, EventRecord, Granularity, Status, TemporalRole
from summarizer.schemas.codebook_parts import ActorRole, EvidenceLink, PlacePrecision, Population, TimeBasis

from . import kinds, names

Figure = tuple[int | None, int | None, int | None]
Label = tuple[str | None, str | None]

VAGUE = (Population.UNKNOWN, Population.MIXED)
"""Populations that do not say who was counted."""
_FIGHTERS = {
    "state": re.compile(r"\b(?:soldiers?|troops?|servicem[ae]n|conscripts?|paratroopers?|marines?)\b", re.IGNORECASE),
    "irregular": re.compile(
        r"\b(?:fighters?|rebels?|militants?|insurgents?|gunm[ae]n|attackers?|guerrillas?|jihadists?|militiam[ae]n)\b",
        re.IGNORECASE,
    ),
}
EXPECTED = frozenset({Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL})
_SUMMARY = frozenset({Granularity.AGGREGATE, Granularity.CAMPAIGN})
_DOERS = frozenset({ActorRole.INITIATOR, ActorRole.SUPPORTER, ActorRole.SUSPECTED})
_DONE_TO = frozenset({ActorRole.TARGET, ActorRole.VICTIM, ActorRole.RECIPIENT})
_WIDE = frozenset(
    {
        PlacePrecision.ADMIN1, PlacePrecision.ADMIN1_PART, PlacePrecision.MULTI_ADMIN1_REGION, PlacePrecision.COUNTRY,
        PlacePrecision.ADMIN2, PlacePrecision.MARITIME_AIR,
    }
)  # fmt: skip
POSTPONED = re.compile(
    r"\b(?:postpon\w+|reschedul\w+|put (?:off|back)|pushed back|moved (?:to|back)|deferred|delayed)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_COMMON = names.word_set(
    "that this with from have been were said says told their they which after before when where while also into over more than "
    "about other some many would could should according people killed wounded injured attack attacked least what there"
)
_STEM = 6
_DAYS = frozenset({"monday", "tuesda", "wednes", "thursd", "friday", "saturd", "sunday"})


@dataclass(eq=False, slots=True)
class Traits:
    """One record, ready to be compared; never changed. Names are folded (`names.fold`)."""

    at: int
    """Position in the given records."""
    record: EventRecord
    doc: str
    origin: str
    event_class: EventClass
    family: str
    summary: bool
    expected: bool
    historical: bool
    published: int | None
    """Days, proleptic Gregorian ordinals."""
    span: tuple[int, int] | None
    exact: bool
    """One day, known from the text."""
    spots: frozenset[str]
    areas: frozenset[str]
    near: frozenset[str]
    """What the place is said to be near: a village that is named otherwise is no other place."""
    mentioned: frozenset[str]
    headline: frozenset[str]
    """Names in the headline, where the record tells what the headline does."""
    countries: frozenset[str]
    geonames: frozenset[int]
    point: tuple[float, float] | None
    doers: frozenset[str]
    others: frozenset[str]
    """Keys (`names.parties`) of those it is done to, and of other participants."""
    named: frozenset[str]
    """Stems of all names in the cited sentences, to be met with `doers` and `others`."""
    people: frozenset[str]
    """Stems of common words for all of these."""
    facilities: frozenset[str]
    figures: Mapping[str, Figure]
    """Per casualty kind the largest figure; persons."""
    counted: Mapping[str, Label]
    """Who that figure counts."""
    words: frozenset[str]
    acts: frozenset[str]
    """`words` without those of actors, speakers, places, days and numbers: what happened."""
    speakers: frozenset[str]
    moved: bool
    """Said to be put off: its day may differ from that of earlier announcements."""
    told: str
    """The first cited sentence, folded."""


def read(at: int, record: EventRecord, origin: str) -> Traits:
    """The traits of `record`; `origin` is that of its article."""
    cited = [e.quote for e in record.evidence if e.link is not EvidenceLink.CONTEXT]
    text = " ".join(cited)
    spots, areas, near = _place_names(record, cased=text[1:] != text[1:].lower())
    first = record.locations[0] if record.locations else None
    fine = first is not None and first.precision not in _WIDE and first.lat is not None and first.lon is not None
    words = _words(text)
    largest = _largest(record)
    mentioned = frozenset().union(*map(names.mentioned, cited))
    targets = [a.raw for a in record.actors if a.role in _DONE_TO]
    span = _span(record)
    return Traits(
        at=at,
        record=record,
        doc=record.provenance.doc_id,
        origin=origin,
        event_class=record.event_class,
        family=kinds.family(record.event_class),
        summary=record.granularity in _SUMMARY,
        expected=record.status in EXPECTED,
        historical=record.temporal_role is TemporalRole.HISTORICAL,
        published=record.provenance.published.toordinal() if record.provenance.published else None,
        span=span,
        exact=span is not None and span[0] == span[1] and record.time.basis is not TimeBasis.CONTEXTUAL,
        spots=spots,
        areas=areas,
        near=near,
        mentioned=mentioned,
        headline=_headline(record, text),
        countries=frozenset(p.country_iso3 for p in record.locations if p.country_iso3),
        geonames=frozenset(p.geonameid for p in record.locations if p.geonameid and p.precision not in _WIDE),
        point=(first.lat, first.lon) if fine and first and first.lat is not None and first.lon is not None else None,
        doers=frozenset().union(*(_parties(a.raw, a.canonical) for a in record.actors if a.role in _DOERS)),
        others=frozenset().union(*(_parties(a.raw, a.canonical) for a in record.actors if a.role not in _DOERS)),
        named=frozenset(w[:5] for n in mentioned for w in n.split()),
        people=frozenset().union(*(names.kinds_of_people(a.raw) for a in record.actors)),
        facilities=kinds.facilities(" ".join([*targets, *(p.raw for p in record.locations[:1])])),
        figures={kind: (c.low, c.best, c.high) for kind, c in largest.items()},
        counted={kind: label(c) for kind, c in largest.items()},
        words=words,
        acts=words - _words(_who_and_where(record)) - _DAYS - frozenset(w for w in words if w.isdigit()),
        speakers=frozenset().union(*(names.parties(a.claimant) for a in record.attribution)),
        moved=any(POSTPONED.search(q) for q in cited),
        told=names.fold(cited[0]) if cited else "",
    )


def _headline(record: EventRecord, text: str) -> frozenset[str]:
    """Names in the headline, if the record tells what the headline does: two telling words or more in common."""
    title = record.provenance.title
    if not title or sum(w[0].isupper() for w in title.split()) > len(title.split()) / 2:
        return frozenset()
    found = names.mentioned(title)
    shared = (_words(title) & _words(text)) - frozenset(w[:_STEM] for n in found for w in n.split())
    return found if len(shared) >= 2 else frozenset()


def _who_and_where(record: EventRecord) -> str:
    said = [a.claimant for a in record.attribution]
    return " . ".join([*(a.raw for a in record.actors), *(p.raw for p in record.locations), *said])


def _parties(raw: str, canonical: str | None) -> frozenset[str]:
    return names.parties(raw) | (names.parties(canonical) if canonical else frozenset())


def _place_names(record: EventRecord, *, cased: bool) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    spots: set[str] = set()
    areas: set[str] = set()
    near: set[str] = set()
    for place in record.locations:
        written, around, close = names.places(place.raw, cased=cased)
        near |= close
        if place.precision in _WIDE:
            written, around = frozenset(), written | around
        spots |= written
        areas |= around | {names.fold(n) for n in (place.admin1, place.admin2) if n}
        if place.normalized and place.precision not in _WIDE:
            spots.add(names.fold(place.normalized))
    return frozenset(spots), frozenset(areas), frozenset(near)


def _span(record: EventRecord) -> tuple[int, int] | None:
    """First and last day; a publication date that stands in for a time of the text says nothing."""
    time = record.time
    if time.basis is TimeBasis.PUBLICATION_DEFAULT:
        return None
    start, end = time.start or time.end, time.end or time.start
    if start is None or end is None:
        return None
    # "since April" and "from 1 May" have no end: they are open, not one day.
    return start.toordinal(), max(start, end).toordinal()


def _largest(record: EventRecord) -> dict[str, Casualty]:
    """Per kind the row that counts most; rows of one kind are parts of one toll, not rivals."""
    out: dict[str, Casualty] = {}
    for row in record.casualties:
        known = out.get(row.kind.value)
        if known is None or _size(row) > _size(known):
            out[row.kind.value] = row
    return out


def _size(row: Casualty) -> int:
    return amount((row.low, row.best, row.high)) or 0


def label(row: Casualty) -> Label:
    """Who was counted, as far as it is said: population, and of fighters the side."""
    who = f"{row.who or ''} {row.raw}"
    side = next((name for name, words in _FIGHTERS.items() if words.search(who)), None)
    return None if row.population in VAGUE else row.population.value, side


def amount(figure: Figure) -> int | None:
    """The figure as one number: best, or else low, or else high; persons."""
    low, best, high = figure
    return best if best is not None else low if low is not None else high


@lru_cache(maxsize=65_536)
def _words(text: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _WORD.findall(names.fold(text)) if w not in _COMMON)


def day(ordinal: int) -> date:
    """The date of an ordinal in `Traits`."""
    return date.fromordinal(ordinal)
