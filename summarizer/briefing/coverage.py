"""What went in, what came out, what was lost and why; sources and how the brief was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.articles import Article
from summarizer.schemas import EventRecord, Extraction, Record
from summarizer.schemas.brief import ArticleFailure, Coverage, DropReason, Source
from summarizer.schemas.codebook_parts import ValidationStatus

from .gate import falls_back
from .nouns import join
from .order import groups


class Item(NamedTuple):
    """An article and what was extracted from it."""

    article: Article
    extraction: Extraction[Record]


def name_of(item: Item) -> str:
    """An article's name for people: outlet and title, else its path or id."""
    article = item.article
    parts = [p for p in (article.source or item.extraction.source, article.title) if p]
    return ": ".join(parts) or f"article {article.doc_id}"


def once(items: Sequence[Item]) -> list[Item]:
    """The first item of each text."""
    return list({i.article.doc_id: i for i in reversed(items)}.values())[::-1]


def sources(items: Sequence[Item]) -> list[Source]:
    """Every distinct article, numbered in the order given; addresses only as given by the caller."""
    return [_source(n, item) for n, item in enumerate(once(items), 1)]


def _source(n: int, item: Item) -> Source:
    article, events = item.article, item.extraction.events
    grades = [e.source_assessment.reliability for e in events]
    known = {"reliability": grades[0]} if grades else {}
    return Source(
        n=n, doc_id=article.doc_id, outlet=article.source, title=article.title, url=article.url,
        published=article.published, used_in=[e.event_id for e in events], **known,
    )  # fmt: skip


def coverage(items: Sequence[Item], records: Sequence[EventRecord], edition: date) -> Coverage:
    """The counts; every article is used or dropped for one reason."""
    distinct = once(items)
    failed = [i for i in distinct if i.extraction.error]
    empty = [i for i in distinct if not i.extraction.error and not i.extraction.events]
    dropped = {
        DropReason.FAILED: len(failed),
        DropReason.DUPLICATE: len(items) - len(distinct),
        DropReason.NO_EVENTS: len(empty),
    }
    dates = [i.article.published for i in distinct if i.article.published]
    stale = [d for d in dates if d < edition - timedelta(days=1)]
    rejected = Counter(r.reason for i in distinct for r in i.extraction.rejected)
    touched = (ValidationStatus.REPAIRED, ValidationStatus.PARTIAL)
    return Coverage(
        articles_in=len(items),
        articles_used=len(distinct) - len(failed) - len(empty),
        dropped={reason: n for reason, n in dropped.items() if n},
        failures=[_failure(i) for i in failed],
        outlets=len({i.article.source for i in distinct if i.article.source}),
        events=len(records),
        single_source=sum(len(g) == 1 for g in groups(records)),
        rejected=dict(sorted(rejected.items(), key=lambda kv: (-kv[1], kv[0].value))),
        fallbacks=sum(falls_back(r, edition) for r in records),
        repaired=sum(r.validation.status in touched for r in records),
        stale_share=len(stale) / len(dates) if dates else None,
        undated=len(distinct) - len(dates),
        warnings=[f"{name_of(i)}: {w}" for i in distinct for w in i.extraction.warnings],
        degraded=bool(failed),
    )


def _failure(item: Item) -> ArticleFailure:
    error = item.extraction.error
    assert error is not None
    return ArticleFailure(article=name_of(item), doc_id=item.article.doc_id, kind=error.kind, message=error.message)


def source_statement(found: Sequence[Source], records: Sequence[EventRecord]) -> str:
    """One sentence on number and independence of the sources."""
    used = [s for s in found if s.used_in]
    if not used:
        return "No article gave an event."
    outlets = {s.outlet for s in used if s.outlet}
    several = sum(len(g) > 1 for g in groups(records))
    named = f"{_count(len(outlets), 'named outlet')}" if outlets else "no named outlet"
    told = f"{several} of {_count(len(groups(records)), 'event')} may be told by more than one article"
    rests = f"This brief rests on {_count(len(used), 'article')} from {named}"
    return f"{rests}; {told}, and their independence was not checked."


def method_note(records: Sequence[EventRecord]) -> str:
    """Who made the records, with which prompt; that the prose is computed; what is not done."""
    makers = list(dict.fromkeys(_maker(r) for r in records))
    made = f"Event records: {join(makers)}. " if makers else "No event record was made. "
    return (
        f"{made}Every value was checked against the cited sentence by fixed rules; the sentences, totals and lists of "
        "this brief were computed from the records, and no language model wrote them. Machine extraction errs: read "
        "the cited sentences before relying on a figure. Events are not linked across articles; where several articles "
        "may report one event, its figures are counted once, as a range, and never added."
    )


def _maker(record: EventRecord) -> str:
    made = record.provenance
    if made.coder == "human":
        return "coded by a person"
    return f"extracted by an AI model ({made.model}; prompt {made.prompt}, {made.prompt_hash[:12]})"


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"
