"""RSS and Atom feeds to articles: which entries an edition needs, their pages fetched, what failed reported."""

from __future__ import annotations

import calendar
import io
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.articles import Article, Unreadable
from summarizer.errors import InputError, MissingExtraError
from summarizer.schemas.extraction import Failure, FailureKind

from .fetch import Fetched, FetchError
from .pages import WEB_EXTRA, page_article

WHOLE_TEXT = 600
"""Characters from which a feed's own text of an entry is taken for the whole article where its page cannot be read."""
_WORKERS = 8


class FeedSource(BaseModel):
    """One feed of `feeds.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    outlet: str | None = None
    """The outlet's name; by default the feed's own title."""
    max_entries: int = Field(20, ge=1, le=1000)
    """The newest entries that are read."""


class FeedPlan(BaseModel):
    """`feeds.toml`: a list of `[[feeds]]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feeds: tuple[FeedSource, ...] = Field(min_length=1)


class Entry(NamedTuple):
    """An entry of a feed; `text` is what the feed itself gives of the article, as HTML."""

    url: str | None
    title: str | None
    published: date | None
    text: str | None


class Feed(NamedTuple):
    """A feed's title and entries, in its own order."""

    title: str | None
    entries: list[Entry]


class PassedOver(NamedTuple):
    """An entry that the edition does not need, and why; no failure."""

    source: str
    reason: str


class Fetches(Protocol):
    """What `read_feeds` asks of a fetcher."""

    def fetch(self, url: str) -> Fetched: ...


def load_plan(path: Path) -> FeedPlan:
    """`feeds.toml`, checked.

    Raises InputError saying what is wrong and where.
    """
    try:
        return FeedPlan.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {error}") from None
    except ValidationError as error:
        found = error.errors(include_url=False)
        inside = [e for e in found if len(e["loc"]) > 1] or found  # a broken feed makes the list too short: told once
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in inside)
        raise InputError(f"{path}: {wrong}; write [[feeds]] tables with url = …") from None


def feed_entries(data: bytes, *, url: str) -> Feed:
    """What the feed at `url` lists.

    Raises InputError where `data` is no feed, MissingExtraError without the `web` extra.
    """
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtraError(WEB_EXTRA) from error
    # As a stream: bytes would first be tried as the name of a file. With the address given, relative links resolve.
    found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url})
    if not found.get("version") and not found.entries:
        why = found.get("bozo_exception")
        raise InputError(f"{url}: not an RSS or Atom feed{f' ({why})' if why else ''}")
    return Feed(found.feed.get("title"), [_entry(entry) for entry in found.entries])


def _entry(entry: dict[str, object]) -> Entry:
    # UTC by feedparser's contract; the day of publication is taken as UTC's.
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        day = datetime.fromtimestamp(calendar.timegm(when), UTC).date() if when else None  # type: ignore[arg-type]
    except (OverflowError, ValueError, OSError):
        day = None
    content = entry.get("content")
    text = content[0].get("value") if isinstance(content, list) and content else entry.get("summary")
    link, title = entry.get("link"), entry.get("title")
    return Entry(str(link) if link else None, str(title) if title else None, day, str(text) if text else None)


def read_feeds(
    plan: FeedPlan, *, edition: date, fetcher: Fetches, days: int = 1
) -> Iterator[Article | Unreadable | PassedOver]:
    """Articles of `edition` and of the `days` before it, in the order of the feeds; what cannot be read is Unreadable.

    Entries that are undated, older, or dated after the edition are passed over, each with the reason: the date of a
    brief is never taken for the date of an event. An address that is listed twice is read once.
    """
    seen: set[str] = set()
    with ThreadPoolExecutor(_WORKERS) as pool:
        for source, feed in zip(plan.feeds, pool.map(lambda s: _feed(s, fetcher), plan.feeds), strict=True):
            if isinstance(feed, Unreadable):
                yield feed
                continue
            wanted: list[Entry] = []
            for entry in feed.entries[: source.max_entries]:
                why = _unwanted(entry, edition, days)
                if why:
                    yield PassedOver(entry.url or source.url, why)
                elif entry.url not in seen:
                    seen.add(str(entry.url))
                    wanted.append(entry)
            outlet = source.outlet or feed.title
            yield from pool.map(lambda e, o=outlet: _article(e, o, fetcher), wanted)


def _feed(source: FeedSource, fetcher: Fetches) -> Feed | Unreadable:
    try:
        got = fetcher.fetch(source.url)
        return feed_entries(got.body, url=got.url)
    except FetchError as error:
        return _unreadable(source.url, str(error), FailureKind.NOT_FETCHED)
    except InputError as error:
        return _unreadable(source.url, str(error), error.kind)


def _unwanted(entry: Entry, edition: date, days: int) -> str | None:
    if entry.url is None:
        return f"the entry {entry.title!r} has no address"
    if entry.published is None:
        return "the entry is not dated"
    if entry.published > edition:
        return f"dated {entry.published}, after the edition of {edition}"
    if entry.published < edition - timedelta(days=days):
        return f"dated {entry.published}, before the period of the edition"
    return None


def _article(entry: Entry, outlet: str | None, fetcher: Fetches) -> Article | Unreadable:
    """The page's article; where the page gives none, the feed's own text if it is long enough to be the whole of it."""
    assert entry.url is not None  # `_unwanted` drops the others
    known = {"title": entry.title, "published": entry.published, "source": outlet}
    try:
        got = fetcher.fetch(entry.url)
        return page_article(got.body, url=got.url, **known)  # type: ignore[arg-type]
    except (FetchError, InputError) as error:
        if entry.text and len(entry.text) >= WHOLE_TEXT:
            with suppress(InputError):
                return page_article(f"<article>{entry.text}</article>", url=entry.url, **known)  # type: ignore[arg-type]
        kind = error.kind if isinstance(error, InputError) else FailureKind.NOT_FETCHED
        return _unreadable(entry.url, str(error), kind)


def _unreadable(where: str, message: str, kind: FailureKind) -> Unreadable:
    return Unreadable(where, Failure(kind=kind, message=message))
