"""One run of `summarizer brief`: articles gathered, an edition made, everything that was lost named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.articles import Article, Unreadable
from summarizer.cli.options import fail, read
from summarizer.cli.running import Running
from summarizer.editions import Edition, Lost, make_edition, since_day
from summarizer.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from summarizer.schemas.brief import DailyBrief
    from summarizer.settings import Settings
    from summarizer.store import Store

STORE_EXTRA = 'a store needs an extra: pip install "news-event-summarizer[store]"'


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    paths: Sequence[Path]
    published: datetime | None
    feeds: Path | None
    store: str | None
    since: str
    on: date
    previous: DailyBrief | None
    allow_private: bool
    terms: Mapping[str, Any]
    """Of the brief: phrase, length, area, audience."""


@dataclass
class Gathered:
    """Articles, and what gave none."""

    articles: list[Article]
    unreadable: list[Unreadable]
    passed_over: list[Lost]


def run(settings: Settings, asked: Asked) -> tuple[Edition, Running]:
    """Make the edition; the command ends here where nothing can be done."""
    from summarizer.api import Summarizer

    with ExitStack() as stack:
        try:
            since = since_day(asked.since, asked.on)
            store = stack.enter_context(open_store(asked.store)) if asked.store else None
            found = _gather(asked, since, settings.cache_dir)
            running = Running(settings, len({a.doc_id for a in found.articles}))
            compose = stack.enter_context(Summarizer(settings)).compose
            edition = make_edition(
                found.articles, results=running.results, compose=partial(compose, **asked.terms), on=asked.on,
                since=since, store=store, previous=asked.previous, fresh=settings.fresh, unreadable=found.unreadable,
                passed_over=found.passed_over, stopped=lambda: _why(running),
            )  # fmt: skip
        except (ConfigurationError, InputError) as error:
            fail(str(error))
    return edition, running


def open_store(where: str) -> Store:
    """The store, opened. The command ends here without the extra."""
    try:
        from summarizer.store import Store
    except ImportError:
        fail(STORE_EXTRA)
    return Store.open(where)


def _why(running: Running) -> str | None:
    return None if running.whole else running.budget or "interrupted"


def _gather(asked: Asked, since: date, cache_dir: Path) -> Gathered:
    articles, unreadable = read(asked.paths, asked.published, distinct=False)
    found = Gathered(articles, unreadable, [])
    if asked.feeds is not None:
        _read_feeds(asked, since, cache_dir, found)
    return found


def _read_feeds(asked: Asked, since: date, cache_dir: Path, found: Gathered) -> None:
    from summarizer.web import Fetcher, load_plan, read_feeds

    assert asked.feeds is not None
    plan = load_plan(asked.feeds)
    with Fetcher(cache_dir, allow_private=asked.allow_private) as fetcher:
        for item in read_feeds(plan, edition=asked.on, fetcher=fetcher, days=(asked.on - since).days):
            if isinstance(item, Article):
                found.articles.append(item)
            elif isinstance(item, Unreadable):
                found.unreadable.append(item)
            else:
                found.passed_over.append(Lost(source=item.source, reason=item.reason))
