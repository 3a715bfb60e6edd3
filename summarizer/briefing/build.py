"""The skeleton of a brief: everything that code can say from records, in a fixed order, without a model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from summarizer.articles import Article
from summarizer.schemas import EventClass, EventRecord, Extraction, Record, Status
from summarizer.schemas.brief import DailyBrief, Quote, Section, SectionItem, Statement, Takeaway, WatchItem
from summarizer.schemas.codebook_parts import Speech

from .citations import cite, numbers_of
from .coverage import Item, coverage, method_note, source_statement, sources
from .gaps import information_gaps
from .gate import check_text, worded, wordings
from .nouns import capital, neutral
from .order import EXPECTED, groups, is_background, ranked, significance
from .statements import direct_quote
from .totals import casualty_table
from .when import dates_text
from .wording import QUOTING, claimants, label, sentence, words

BLUF_WORDS = 50
MAX_TAKEAWAYS = 7
MAX_QUOTES = 5
NO_EVENTS = "No event was found in the articles of this edition."
NO_NEWS = "No event of this edition's period was found; the articles tell of earlier events only."

_C = EventClass
FAMILIES: Mapping[str, frozenset[EventClass]] = {
    "Attacks and fighting": frozenset(
        {
            _C.ARMED_CLASH, _C.GROUND_OFFENSIVE, _C.TERRITORY_CAPTURED, _C.AIR_STRIKE, _C.DRONE_STRIKE,
            _C.SHELLING_MISSILE, _C.IED_LANDMINE, _C.SUICIDE_ATTACK, _C.GRENADE, _C.CHEMICAL_ATTACK,
            _C.ATTACK_ON_CIVILIANS, _C.SEXUAL_VIOLENCE, _C.ABDUCTION, _C.LOOTING_DESTRUCTION,
            _C.WEAPONS_INTERCEPTED_SEIZED,
        }
    ),
    "Movements of forces": frozenset(
        {
            _C.FORCE_DEPLOYMENT, _C.BASE_REINFORCEMENT, _C.BASE_ESTABLISHED, _C.FORCE_WITHDRAWAL,
            _C.TERRITORY_TRANSFER_NONVIOLENT,
        }
    ),
    "Diplomacy and statements": frozenset(
        {_C.AGREEMENT_CEASEFIRE, _C.TALKS_MEETING, _C.STATEMENT, _C.SANCTION_RUPTURE}
    ),
    "Protests and arrests": frozenset({_C.PROTEST, _C.PROTEST_REPRESSED, _C.RIOT_MOB, _C.ARREST_DETENTION}),
    "Humanitarian": frozenset({_C.AID_ACCESS, _C.DISPLACEMENT}),
    "Other": frozenset({_C.OTHER}),
}  # fmt: skip
"""Section titles in their fixed order, and the classes of each."""
BACKGROUND = "Background"

R = TypeVar("R", bound=Record)


def build_brief(
    items: Sequence[tuple[Article, Extraction[R]]],
    *,
    edition_date: date,
    generated_at: datetime,
    previous: DailyBrief | None = None,
) -> DailyBrief:
    """The brief of one day from articles and what was extracted from them; the same input gives the same brief.

    Failed articles belong in `items`: they are counted and named. A brief without events says so.
    `previous` is an earlier edition: records that it does not hold are listed under `changes`.
    """
    given = [Item(article, extraction) for article, extraction in items]  # type: ignore[arg-type]
    records = ranked(_distinct(given))
    cited, numbers = cite(records)
    news = [r for r in records if not is_background(r, edition_date)]
    read = sources(given)
    return DailyBrief(
        brief_id=_brief_id(edition_date, records, given),
        edition_date=edition_date,
        period=_period(news),
        data_cutoff=max((s.published for s in read if s.published), default=None),
        generated_at=generated_at,
        bluf=_bluf(news, records, numbers, edition_date),
        key_takeaways=_takeaways(news, numbers, edition_date),
        sections=_sections(records, numbers, edition_date),
        changes=_new(news, previous, numbers, edition_date) if previous else [],
        casualty_table=casualty_table(news, numbers) if news else [],
        watch=_watch(news, numbers, edition_date),
        quotes=_quotes(news, {(c.doc_id, c.start): c.n for c in cited}),
        information_gaps=information_gaps(records, read, numbers, edition_date),
        sources=read,
        source_statement=source_statement(read, records),
        coverage=coverage(given, records, edition_date),
        method_note=method_note(records),
        cited=cited,
        records=records,
    )


def _distinct(items: Iterable[Item]) -> list[EventRecord]:
    """Records by id; the same article given twice gives each once."""
    return list({r.event_id: r for i in items for r in i.extraction.events}.values())


def _brief_id(edition: date, records: Sequence[EventRecord], items: Sequence[Item]) -> str:
    parts = [edition.isoformat(), *(r.event_id for r in records), *(i.article.doc_id for i in items)]
    return f"{edition.isoformat()}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:8]}"


def _period(news: Sequence[EventRecord]) -> tuple[date, date] | None:
    """First and last day of what has happened; what goes on may have begun long ago."""
    real = [r.time for r in news if r.status is Status.OCCURRED]
    days = [d for t in real for d in (t.start, t.end) if d]
    return (min(days), max(days)) if days else None


def _bluf(
    news: Sequence[EventRecord], records: Sequence[EventRecord], numbers: Mapping[str, list[int]], edition: date
) -> Statement:
    """The one or two most significant events that fit; without their toll where it makes them too long."""
    if not news:
        return Statement(text=NO_NEWS if records else NO_EVENTS, events=[], citations=[])
    chosen: list[EventRecord] = []
    texts: list[str] = []
    for record in _leads(news):
        text = _fitting(record, BLUF_WORDS - words(texts), edition)
        if text and text not in texts:
            chosen.append(record)
            texts.append(text)
        if len(chosen) == 2:
            break
    if not chosen:
        fits = [t for t in wordings(news[0], edition) if words([t]) <= BLUF_WORDS]
        chosen, texts = list(news[:1]), fits[:1]
    return Statement(text=" ".join(texts), events=[r.event_id for r in chosen], citations=numbers_of(chosen, numbers))


def _leads(news: Sequence[EventRecord]) -> list[EventRecord]:
    """One record an event, other classes before a second event of the same class."""
    first = [g[0] for g in groups(news)]
    order = sorted(first, key=lambda r: (-significance(r), news.index(r)))
    seen: set[EventClass] = set()
    fresh = [r for r in order if not (r.event_class in seen or seen.add(r.event_class))]  # type: ignore[func-returns-value]
    return fresh + [r for r in order if r not in fresh]


def _fitting(record: EventRecord, room: int, edition: date) -> str | None:
    """The computed wording of at most `room` words, if it is one sentence; a quotation seldom stands alone."""
    for text in (sentence(record, edition), sentence(record, edition, tolls=False)):
        short = words([text]) <= room and not re.search(r"[.!?][”’]?\s", text)
        if short and not text.startswith(QUOTING) and not check_text(text, [record], edition):
            return text
    return None


def _takeaways(news: Sequence[EventRecord], numbers: Mapping[str, list[int]], edition: date) -> list[Takeaway]:
    """The most significant events, one takeaway an event."""
    out: list[Takeaway] = []
    for group in sorted(groups(news), key=lambda g: min(news.index(r) for r in g)):
        lead = min(group, key=news.index)
        text = worded(lead, edition)
        told = f"; {len(group) - 1} more of the articles may tell this event" if len(group) > 1 else ""
        out.append(
            Takeaway(text=text, label=label(lead) + told, events=[lead.event_id], citations=numbers[lead.event_id])
        )
    return out[:MAX_TAKEAWAYS]


def _sections(records: Sequence[EventRecord], numbers: Mapping[str, list[int]], edition: date) -> list[Section]:
    news = [r for r in records if not is_background(r, edition) and r.status not in EXPECTED]
    out = [
        Section(title=title, items=[_item(r, numbers, edition) for r in news if r.event_class in classes])
        for title, classes in FAMILIES.items()
    ]
    old = [_item(r, numbers, edition) for r in records if is_background(r, edition)]
    return out + ([Section(title=BACKGROUND, kind="background", items=old)] if old else [])


def _new(
    news: Sequence[EventRecord], previous: DailyBrief, numbers: Mapping[str, list[int]], edition: date
) -> list[Statement]:
    """Events of this edition whose records the earlier one did not hold (the same event in a new article counts)."""
    known = {r.event_id for r in previous.records}
    fresh = [r for r in news if r.event_id not in known]
    return [Statement(text=worded(r, edition), events=[r.event_id], citations=numbers[r.event_id]) for r in fresh]


def _item(record: EventRecord, numbers: Mapping[str, list[int]], edition: date) -> SectionItem:
    return SectionItem(
        text=worded(record, edition),
        label=label(record),
        events=[record.event_id],
        citations=numbers[record.event_id],
    )


def _watch(news: Sequence[EventRecord], numbers: Mapping[str, list[int]], edition: date) -> list[WatchItem]:
    """Planned, threatened and possible events: dated ones first, by date."""
    ahead = sorted((r for r in news if r.status in EXPECTED), key=lambda r: r.time.start or date.max)
    return [
        WatchItem(
            text=worded(r, edition), label=f"{r.status}; {label(r)}", events=[r.event_id],
            citations=numbers[r.event_id], when=when_text(r, edition), due=r.time.start,
            where=r.locations[0].raw if r.locations else None,
        )
        for r in ahead
    ]  # fmt: skip


def when_text(record: EventRecord, edition: date) -> str | None:
    """The date of something expected, or the words as written; marked where the edition is past it."""
    text = dates_text(record, edition) or record.time.raw
    end = record.time.end or record.time.start
    return f"{text} (before this edition; no article says whether it took place)" if end and end < edition else text


def _quotes(news: Sequence[EventRecord], numbers: Mapping[tuple[str, int], int]) -> list[Quote]:
    """Direct quotations of claimants, whole and as printed."""
    out: dict[str, Quote] = {}
    for record in news:
        for a in claimants(record):
            if a.speech is not Speech.DIRECT_QUOTE or a.evidence is None or a.evidence >= len(record.evidence):
                continue
            e = record.evidence[a.evidence]
            text = direct_quote(e.quote)
            if text:
                quote = Quote(
                    text=text,
                    speaker=capital(neutral(a.claimant)),
                    event=record.event_id,
                    citation=numbers[e.doc_id, e.start],
                )
                out.setdefault(text, quote)
    return list(out.values())[:MAX_QUOTES]
