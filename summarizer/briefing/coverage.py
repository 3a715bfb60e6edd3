"""What went in, what came out, what was lost and why; sources and how the brief was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from summarizer.articles import Article
from summarizer.grounding.quarantine import trusted
from summarizer.schemas import EventRecord, Extraction, Record
from summarizer.schemas.brief import ArticleFailure, Coverage, DailyBrief, DropReason, Phrasing, Source
from summarizer.schemas.codebook_parts import ValidationStatus

from .events import Events
from .nouns import join

if TYPE_CHECKING:
    from .skeleton import Parts, Skeleton


class Item(NamedTuple):
    """An article and what was extracted from it."""

    article: Article
    extraction: Extraction[Record]


def name_of(item: Item) -> str:
    """An article's name for people: outlet and title, else its path or id."""
    article = item.article
    parts = [p for p in (trusted(article.source or item.extraction.source), trusted(article.title)) if p]
    return ": ".join(parts) or f"article {article.doc_id}"


def once(items: Sequence[Item]) -> list[Item]:
    """The first item of each text."""
    return list({i.article.doc_id: i for i in reversed(items)}.values())[::-1]


def sources(items: Sequence[Item], origins: Mapping[str, str]) -> list[Source]:
    """Every distinct article, numbered in the order given; addresses only as given by the caller.

    `origins`: doc_id → doc_id of the article that it reprints.
    """
    return [_source(n, item, origins) for n, item in enumerate(once(items), 1)]


def _source(n: int, item: Item, origins: Mapping[str, str]) -> Source:
    article, events = item.article, item.extraction.events
    grades = [e.source_assessment.reliability for e in events]
    known = {"reliability": grades[0]} if grades else {}
    origin = origins.get(article.doc_id, article.doc_id)
    return Source(
        n=n, doc_id=article.doc_id, outlet=trusted(article.source), title=trusted(article.title), url=trusted(article.url),
        published=article.published, origin=origin if origin != article.doc_id else None,
        used_in=[e.event_id for e in events], **known,
    )  # fmt: skip


def earlier_sources(
    records: Sequence[EventRecord], read: Sequence[Source], previous: DailyBrief | None
) -> list[Source]:
    """Articles behind records of earlier editions, numbered on from `read`."""
    here = {s.doc_id for s in read}
    known = {s.doc_id: s for s in (previous.sources if previous else [])}
    used: dict[str, list[str]] = {}
    for r in records:
        if r.provenance.doc_id not in here:
            used.setdefault(r.provenance.doc_id, []).append(r.event_id)
    return [
        known[doc].model_copy(update={"n": n, "used_in": ids, "earlier": True})
        for n, (doc, ids) in enumerate(used.items(), len(read) + 1)
        if doc in known
    ]


def coverage(items: Sequence[Item], skeleton: Skeleton, parts: Parts, edition: date, *, told: int = 0) -> Coverage:
    """The counts; every article is used or dropped for one reason. `told` more were dropped as told before."""
    distinct = once(items)
    failed = [i for i in distinct if i.extraction.error]
    empty = [i for i in distinct if not i.extraction.error and not i.extraction.events]
    dropped = {
        DropReason.FAILED: len(failed),
        DropReason.DUPLICATE: len(items) - len(distinct),
        DropReason.TOLD: told,
        DropReason.NO_EVENTS: len(empty),
    }
    dates = [i.article.published for i in distinct if i.article.published]
    stale = [d for d in dates if d < edition - timedelta(days=1)]
    rejected = Counter(r.reason for i in distinct for r in i.extraction.rejected)
    touched = (ValidationStatus.REPAIRED, ValidationStatus.PARTIAL)
    return Coverage(
        articles_in=len(items) + told,
        articles_used=len(distinct) - len(failed) - len(empty),
        dropped={reason: n for reason, n in dropped.items() if n},
        failures=[_failure(i) for i in failed],
        outlets=len({i.article.source for i in distinct if trusted(i.article.source)}),
        **counts(skeleton, parts),
        rejected=dict(sorted(rejected.items(), key=lambda kv: (-kv[1], kv[0].value))),
        repaired=sum(r.validation.status in touched for r in skeleton.given.records),
        stale_share=len(stale) / len(dates) if dates else None,
        undated=len(distinct) - len(dates),
        warnings=[f"{name_of(i)}: {w}" for i in distinct for w in i.extraction.warnings],
        degraded=bool(failed),
    )


class Counts(TypedDict):
    """The counts that the records alone give, so that they can be made again."""

    reprints: int
    origins: int
    records: int
    events: int
    single_source: int
    unchanged: int
    left_out: dict[str, int]
    printed: dict[str, int]
    fallbacks: int


def counts(skeleton: Skeleton, parts: Parts) -> Counts:
    """Of the events and origins of this edition; call it when `parts` are worded."""
    events = skeleton.events.current
    used = [s for s in skeleton.given.sources if s.used_in and not s.earlier]
    return Counts(
        reprints=sum(s.origin is not None for s in skeleton.given.sources if not s.earlier),
        origins=len({s.origin or s.doc_id for s in used}),
        records=len(skeleton.given.records),
        events=len(events),
        single_source=sum(len(e.origins) == 1 for e in events),
        unchanged=len(skeleton.unchanged),
        left_out=parts.left_out,
        printed=parts.printed,
        fallbacks=len(skeleton.worded.fallbacks),
    )


def _failure(item: Item) -> ArticleFailure:
    error = item.extraction.error
    assert error is not None
    return ArticleFailure(article=name_of(item), doc_id=item.article.doc_id, kind=error.kind, message=error.message)


def source_statement(found: Sequence[Source], events: Events) -> str:
    """One sentence on number and independence of the sources."""
    used = [s for s in found if s.used_in and not s.earlier]
    if not used:
        return "No article gave an event."
    outlets = {s.outlet for s in used if s.outlet}
    origins = {events.origins.get(s.doc_id, s.doc_id) for s in used}
    named = _count(len(outlets), "named outlet") if outlets else "no named outlet"
    several = sum(len(e.origins) > 1 for e in events.current)
    copies = len(used) - len(origins)
    texts = (
        f"{copies} of them reprint{'s' if copies == 1 else ''} another" if copies else "none of them reprints another"
    )
    return (
        f"This brief rests on {_count(len(used), 'article')} from {named}; {texts}, so that they count as "
        f"{_count(len(origins), 'independent origin')}; {several} of {_count(len(events.current), 'event')} "
        f"{'is' if several == 1 else 'are'} told by more than one origin."
    )


def method_note(records: Sequence[EventRecord], phrasing: Phrasing) -> str:
    """Who made the records, with which prompt; who worded the sentences; what is not done."""
    makers = list(dict.fromkeys(_maker(r) for r in records))
    made = f"Event records: {join(makers)}. " if makers else "No event record was made. "
    return (
        f"{made}Every value was checked against the cited sentence by fixed rules. {_worded(phrasing)} Machine "
        "extraction errs: read the cited sentences before relying on a figure. Records are joined across articles by "
        "fixed rules that rather leave two apart than join two that differ; the figures of one event are counted once, "
        "as a range where they differ, and never added; reprints of one text count as one origin."
    )


def _worded(phrasing: Phrasing) -> str:
    computed = "totals, changes and lists were computed from the records"
    if phrasing.model is None:
        return f"The sentences, {computed}, and no language model wrote them."
    note = (
        f"An AI model ({phrasing.model}; prompt {phrasing.prompt}, {phrasing.prompt_hash}) phrased "
        f"{phrasing.kept} of {_count(phrasing.asked, 'sentence')}, each checked alone against its records; "
        f"{phrasing.fallbacks} kept the computed wording. The {computed}."
    )
    return note + (f" The model was given up: {phrasing.error.rstrip('.')}." if phrasing.error else "")


def _maker(record: EventRecord) -> str:
    made = record.provenance
    if made.coder == "human":
        return "coded by a person"
    return f"extracted by an AI model ({made.model}; prompt {made.prompt}, {made.prompt_hash[:12]})"


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"
