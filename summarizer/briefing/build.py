"""The whole brief: the skeleton, its sources, and what went in, what came out, and what was lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from summarizer.articles import Article
from summarizer.linking import origins as text_origins
from summarizer.schemas import EventRecord, Extraction, Record
from summarizer.schemas.brief import CitedSentence, DailyBrief, Length, Phrasing, Prior

from .ahead import is_open
from .budget import prose_words
from .citations import place_of
from .coverage import Item, coverage, earlier_sources, method_note, source_statement, sources
from .judgements import priors, violent_events
from .order import BACKGROUND_DAYS, EXPECTED, is_background, ranked
from .skeleton import NO_CHANGE, NO_EVENTS, NO_NEWS, Given, Parts, Skeleton
from .theatres import FAMILIES, theatres

__all__ = ["FAMILIES", "NO_CHANGE", "NO_EVENTS", "NO_NEWS", "build_brief", "skeleton_of"]

R = TypeVar("R", bound=Record)


def build_brief(
    items: Sequence[tuple[Article, Extraction[R]]],
    *,
    edition_date: date,
    generated_at: datetime,
    previous: DailyBrief | None = None,
    length: Length = "full",
    area: str | None = None,
    audience: str | None = None,
) -> DailyBrief:
    """The brief of one day from articles and what was extracted from them; the same input gives the same brief.

    Failed articles belong in `items`: they are counted and named. A brief without events says so. `previous` is an
    earlier edition: its records are compared with these, and what it told without material change is not told again.
    An article that it was made from, and that gave nothing else since, is dropped as told.
    """
    all_items = [Item(article, extraction) for article, extraction in items]  # type: ignore[arg-type]
    given_items = [i for i in all_items if not _told(i, previous)]
    records = ranked(_distinct(given_items))
    earlier = _carried(previous, records, edition_date)
    read = sources(given_items, text_origins([i.article for i in given_items]))
    read += earlier_sources(earlier, read, previous)
    prior = _prior(previous)
    skeleton = Skeleton(Given(records, earlier, read, prior, edition_date, length))
    parts = skeleton.parts()
    brief = DailyBrief(
        brief_id=_brief_id(edition_date, records, given_items),
        edition_date=edition_date,
        period=skeleton.period(),
        data_cutoff=max((s.published for s in read if s.published and not s.earlier), default=None),
        generated_at=generated_at,
        next_edition=edition_date + timedelta(days=1),
        area=area or "; ".join(theatres(skeleton.events)) or None,
        audience=audience,
        length=length,
        **{name: part for name, part in parts._asdict().items() if name not in ("left_out", "printed")},
        sources=read,
        source_statement=source_statement(read, skeleton.events),
        coverage=coverage(given_items, skeleton, parts, edition_date, told=len(all_items) - len(given_items)),
        method_note=method_note(records, Phrasing()),
        cited=_cited(skeleton, parts),
        records=records,
        earlier=earlier,
        prior=prior,
    )
    brief.coverage.words = prose_words(brief)
    return brief


def skeleton_of(brief: DailyBrief) -> Skeleton:
    """The skeleton of a brief, made again from what it carries."""
    return Skeleton(Given(brief.records, brief.earlier, brief.sources, brief.prior, brief.edition_date, brief.length))


def _told(item: Item, previous: DailyBrief | None) -> bool:
    """Whether the last edition was made from the article and held all its records."""
    if previous is None or item.extraction.error:
        return False
    read = any(s.doc_id == item.article.doc_id and not s.earlier for s in previous.sources)
    return read and {e.event_id for e in item.extraction.events} <= {r.event_id for r in previous.records}


def _distinct(items: Iterable[Item]) -> list[EventRecord]:
    """Records by id; the same article given twice gives each once."""
    return list({r.event_id: r for i in items for r in i.extraction.events}.values())


def _brief_id(edition: date, records: Sequence[EventRecord], items: Sequence[Item]) -> str:
    parts = [edition.isoformat(), *(r.event_id for r in records), *(i.article.doc_id for i in items)]
    return f"{edition.isoformat()}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:8]}"


def _carried(previous: DailyBrief | None, records: Sequence[EventRecord], edition: date) -> list[EventRecord]:
    """What earlier editions told and this one is compared with: news of the last week, and plans still open."""
    if previous is None:
        return []
    now = {r.event_id for r in records}
    known = {r.event_id: r for r in (*previous.records, *previous.earlier) if r.event_id not in now}
    return [r for r in known.values() if _worth_keeping(r, edition)]


def _worth_keeping(record: EventRecord, edition: date) -> bool:
    if record.status in EXPECTED:
        return is_open(record, edition)
    told = record.provenance.published
    recent = told is None or told >= edition - timedelta(days=BACKGROUND_DAYS)
    return recent and not is_background(record, edition)


def _prior(previous: DailyBrief | None) -> Prior | None:
    if previous is None:
        return None
    before = skeleton_of(previous).events
    return Prior(
        brief_id=previous.brief_id,
        edition_date=previous.edition_date,
        leading=[i for t in previous.key_takeaways for i in t.events[:1]],
        theatres=theatres(before),
        violent=violent_events(before),
        judgements=priors(previous.key_judgements),
    )


def _cited(skeleton: Skeleton, parts: Parts) -> list[CitedSentence]:
    """Every sentence of this edition's records; of the earlier ones those that a part cites."""
    used = {n for s in (*parts.changes, *parts.watch) for n in s.citations}
    used |= {n for c in parts.contradictions for p in c.positions for n in p.citations}
    used |= {n for row in parts.casualty_table for n in row.citations}
    own = {place_of(e) for r in skeleton.given.records for e in r.evidence}
    return [c for c in skeleton.citations.cited if place_of(c) in own or c.n in used]
