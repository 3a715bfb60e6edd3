"""One day's edition, fit for cron: what is new is read and kept, the period is told, and a report says what was done.

    with Store.open("news.db") as store:
        edition = make_edition(articles, results=…, compose=summarizer.compose, on=date.today(), store=store)
        edition.brief, edition.report

Run again on the same day it reads only what came in since, and updates the edition.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel, ConfigDict, NonNegativeFloat, NonNegativeInt

from summarizer.articles import Article, Unreadable
from summarizer.errors import InputError
from summarizer.schemas import EventDraft, Extraction, Reason, Usage

if TYPE_CHECKING:
    from summarizer.schemas.brief import DailyBrief
    from summarizer.store import Store

Pair = tuple[Article, Extraction[EventDraft]]


class Lost(BaseModel):
    """Something that is not in the edition, and why."""

    model_config = ConfigDict(frozen=True)

    source: str
    """File, address, outlet or id."""
    reason: str

    def __str__(self) -> str:
        return self.reason if self.reason.startswith(self.source) else f"{self.source}: {self.reason}"


class RunReport(BaseModel):
    """What a run did, for the program that started it. Counts are articles unless they say otherwise."""

    edition_date: date
    started_at: datetime
    seconds: NonNegativeFloat = 0.0
    given: NonNegativeInt = 0
    """Came in by file or feed and could be read."""
    known: NonNegativeInt = 0
    """Were in the store already, and not asked again."""
    read: NonNegativeInt = 0
    """Were put to the model in this run."""
    told: NonNegativeInt = 0
    """The edition was made from."""
    failures: list[Lost] = []
    """Could not be fetched, read or extracted."""
    passed_over: list[Lost] = []
    """Entries of feeds that belong to another day."""
    events: NonNegativeInt = 0
    """Records of the edition."""
    rejected: dict[Reason, NonNegativeInt] = {}
    """Values that did not pass the gate in this run."""
    usage: Usage = Usage()
    brief_id: str = ""
    revision: NonNegativeInt | None = None
    """Of the edition in the store; null without one."""
    degraded: bool = False
    """Something failed: the edition may miss events."""
    stopped: str | None = None
    """Why not every article was reached."""

    @property
    def exit_status(self) -> int:
        """0 all done, 1 something failed or was not reached."""
        return int(bool(self.failures) or self.stopped is not None)


@dataclass(frozen=True)
class Edition:
    """A brief, and how it came about."""

    brief: DailyBrief
    report: RunReport


class Composes(Protocol):
    """`Summarizer.compose`, with what is left to choose already chosen."""

    def __call__(self, results: Sequence[Pair], *, date: date, previous: DailyBrief | None) -> DailyBrief: ...


def make_edition(
    articles: Sequence[Article],
    *,
    results: Callable[[list[Article]], Iterable[Pair]],
    compose: Composes,
    on: date,
    since: date | None = None,
    store: Store | None = None,
    previous: DailyBrief | None = None,
    fresh: bool = False,
    unreadable: Iterable[Unreadable] = (),
    passed_over: Iterable[Lost] = (),
    stopped: Callable[[], str | None] = lambda: None,
) -> Edition:
    """The edition of the day `on`, from `articles` and what the store holds since `since` (default: the day before).

    `results` puts articles to a model and gives each as it finishes: each is kept at once, so that an interrupted run
    loses nothing. `previous` is the last edition (default: the store's). `fresh` asks again what is known. `stopped` says
    after `results` has ended why it did not reach every article, or None.
    """
    report = RunReport(edition_date=on, started_at=datetime.now(UTC), given=len(articles))
    clock = time.monotonic()
    report.failures = [Lost(source=u.source, reason=u.failure.message) for u in unreadable]
    report.passed_over = list(passed_over)
    different = list({a.doc_id: a for a in articles}.values())
    known = set() if store is None or fresh else store.known([a.doc_id for a in different])
    report.known = len(known)
    made = {a.doc_id: e for a, e in _kept(results([a for a in different if a.doc_id not in known]), store, report)}
    report.stopped = stopped()
    pairs = _pairs(articles, made, store, since or on - timedelta(days=1), on)
    if store is not None and previous is None:
        previous = store.latest_brief(before=on)
    brief = compose(pairs, date=on, previous=previous)
    if store is not None:
        report.revision = store.save_brief(brief)
    report.told, report.events, report.brief_id = len(pairs), len(brief.records), brief.brief_id
    report.degraded = bool(report.failures) or report.stopped is not None
    report.seconds = time.monotonic() - clock
    return Edition(brief, report)


def _kept(found: Iterable[Pair], store: Store | None, report: RunReport) -> Iterable[Pair]:
    """Each result, counted, and in the store before the next one is asked for."""
    rejected: Counter[Reason] = Counter()
    for article, extraction in found:
        if store is not None:
            store.add(article, extraction)
        report.read += 1
        report.usage = report.usage + extraction.usage
        rejected.update(r.reason for r in extraction.rejected)
        report.rejected = dict(rejected)
        if extraction.error:
            name = article.source or article.title or article.doc_id
            report.failures.append(Lost(source=name, reason=extraction.error.message))
        yield article, extraction


def _pairs(
    articles: Sequence[Article], made: dict[str, Extraction[EventDraft]], store: Store | None, since: date, until: date
) -> list[Pair]:
    """What was given, then what the store holds of the period; an appearance of a text counts once."""
    if store is None:
        return [(a, made[a.doc_id]) for a in articles if a.doc_id in made]
    for article in articles:  # other outlets' appearances of a text that was read once
        if article.doc_id in made:
            store.add(article, made[article.doc_id])
    pairs = store.items(since=since, until=until)
    there = {(a.doc_id, a.source, a.url) for a, _ in pairs}
    others = [a for a in articles if (a.doc_id, a.source, a.url) not in there]
    again = store.extractions([a.doc_id for a in others])
    return pairs + [(a, again[a.doc_id]) for a in others if a.doc_id in again]


_AGO = re.compile(r"(\d{1,4})\s*([dw])", re.IGNORECASE)


def since_day(text: str, on: date) -> date:
    """The first day of a period: `2d` or `1w` before the edition, or a date.

    Raises InputError for anything else.
    """
    if found := _AGO.fullmatch(text.strip()):
        return on - timedelta(days=int(found[1]) * (7 if found[2] in "wW" else 1))
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text!r} is no period: write 2d, 1w or YYYY-MM-DD") from None
