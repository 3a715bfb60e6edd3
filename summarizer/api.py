"""`Summarizer`: extraction and briefs, sync and async.

All work runs on one event loop in a background thread, so that sync calls work inside a running loop (notebooks) and
sync and async callers share one client.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, overload

from summarizer.articles import Article
from summarizer.connecting import Connections, installation_secret
from summarizer.errors import ConfigurationError
from summarizer.garbage import long_run
from summarizer.schemas import EventDraft, Extraction, Record
from summarizer.settings import DEFAULT_MODEL, Settings

if TYPE_CHECKING:
    from summarizer.pipeline import Pipeline
    from summarizer.schemas.brief import DailyBrief, Length

R = TypeVar("R", bound=Record)

ArticleLike = Article | str | Path
"""An article, its text, or the path of a file that holds it."""


class _Terms(NamedTuple):
    """What a caller asks of a brief."""

    edition: date | None
    previous: DailyBrief | None
    length: Length
    area: str | None
    audience: str | None


class Summarizer:
    """One client and one set of settings for many articles. Use it as a context manager, sync or async.

    Raises ConfigurationError (or one of its kinds) where the run cannot go on; what is wrong with one article goes into
    its `Extraction.error`.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._connections = Connections(self.settings)
        self._pipelines: set[Pipeline[Article, Extraction[Any]]] = set()

    # --- one article ------------------------------------------------------------------------------------------------

    @overload
    def extract(self, article: ArticleLike) -> Extraction[EventDraft]: ...
    @overload
    def extract(self, article: ArticleLike, schema: type[R], guideline: str | None = None) -> Extraction[R]: ...
    def extract(
        self, article: ArticleLike, schema: type[Record] = EventDraft, guideline: str | None = None
    ) -> Extraction[Any]:
        """Records of one article: verified events, or drafts of your own `schema` with your `guideline`."""
        return self._connections.run(self._extract(as_article(article), schema, guideline))

    @overload
    async def aextract(self, article: ArticleLike) -> Extraction[EventDraft]: ...
    @overload
    async def aextract(self, article: ArticleLike, schema: type[R], guideline: str | None = None) -> Extraction[R]: ...
    async def aextract(
        self, article: ArticleLike, schema: type[Record] = EventDraft, guideline: str | None = None
    ) -> Extraction[Any]:
        """As `extract`, awaited."""
        return await self._connections.arun(self._extract(as_article(article), schema, guideline))

    # --- many articles ----------------------------------------------------------------------------------------------

    @overload
    def extract_many(
        self, articles: Iterable[ArticleLike], *, in_order: bool = False
    ) -> Iterator[Extraction[EventDraft]]: ...
    @overload
    def extract_many(
        self, articles: Iterable[ArticleLike], schema: type[R], guideline: str | None = None, *, in_order: bool = False
    ) -> Iterator[Extraction[R]]: ...
    def extract_many(
        self,
        articles: Iterable[ArticleLike],
        schema: type[Record] = EventDraft,
        guideline: str | None = None,
        *,
        in_order: bool = False,
    ) -> Iterator[Extraction[Any]]:
        """Each result as it finishes, or `in_order`; `settings.concurrency` requests are under way at once.

        `articles` may be a generator of any length: it is read, in a thread of its own, no faster than results are
        taken. Raises BudgetError, after the last result, where the run's budget does not reach further.
        """
        pipeline = self._connections.run(self._pipeline(articles, schema, guideline, in_order))
        try:
            with long_run():
                while results := self._connections.run(pipeline.ready()):
                    yield from results
        finally:
            self._pipelines.discard(pipeline)
            self._connections.run(pipeline.aclose())

    @overload
    def aextract_many(
        self, articles: Iterable[ArticleLike], *, in_order: bool = False
    ) -> AsyncIterator[Extraction[EventDraft]]: ...
    @overload
    def aextract_many(
        self, articles: Iterable[ArticleLike], schema: type[R], guideline: str | None = None, *, in_order: bool = False
    ) -> AsyncIterator[Extraction[R]]: ...
    async def aextract_many(
        self,
        articles: Iterable[ArticleLike],
        schema: type[Record] = EventDraft,
        guideline: str | None = None,
        *,
        in_order: bool = False,
    ) -> AsyncIterator[Extraction[Any]]:
        """As `extract_many`, an async iterator."""
        pipeline = await self._connections.arun(self._pipeline(articles, schema, guideline, in_order))
        try:
            with long_run():
                while results := await self._connections.arun(pipeline.ready()):
                    for result in results:
                        yield result
        finally:
            self._pipelines.discard(pipeline)
            await self._connections.arun(pipeline.aclose())

    def stop(self, *, cancel: bool = False) -> None:
        """End every `extract_many` early: what is in work finishes (or is cancelled), its results come, and no more.

        May be called from any thread, and from a signal handler.
        """
        for pipeline in list(self._pipelines):
            pipeline.stop(cancel=cancel)

    # --- a brief ----------------------------------------------------------------------------------------------------

    def brief(
        self,
        articles: Iterable[ArticleLike],
        *,
        date: date | None = None,
        previous: DailyBrief | None = None,
        phrase: bool | None = None,
        length: Length = "full",
        area: str | None = None,
        audience: str | None = None,
    ) -> DailyBrief:
        """The daily brief of `articles` for `date` (today by default).

        What has changed since `previous`, an earlier edition, is listed. With `phrase` (`settings.phrase` by default) the
        model words the sentences, each checked alone; else code does. `area` and `audience` are printed in the header.
        """
        terms = _Terms(date, previous, length, area, audience)
        return self._connections.run(self._brief(list(articles), terms, phrase))

    async def abrief(
        self,
        articles: Iterable[ArticleLike],
        *,
        date: date | None = None,
        previous: DailyBrief | None = None,
        phrase: bool | None = None,
        length: Length = "full",
        area: str | None = None,
        audience: str | None = None,
    ) -> DailyBrief:
        """As `brief`, awaited."""
        terms = _Terms(date, previous, length, area, audience)
        return await self._connections.arun(self._brief(list(articles), terms, phrase))

    def compose(
        self,
        results: Sequence[tuple[Article, Extraction[EventDraft]]],
        *,
        date: date | None = None,
        previous: DailyBrief | None = None,
        phrase: bool | None = None,
        length: Length = "full",
        area: str | None = None,
        audience: str | None = None,
    ) -> DailyBrief:
        """As `brief`, from articles that were extracted already; no model is reached unless it is to phrase."""
        return self._connections.run(self._compose(results, _Terms(date, previous, length, area, audience), phrase))

    # --- closing ----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close connections, stop the embedded model and the background loop. May be called twice."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)

    # --- inside -----------------------------------------------------------------------------------------------------

    async def _extract(self, article: Article, schema: type[Record], guideline: str | None) -> Extraction[Any]:
        # Building may load or fetch a model: off the loop.
        extractor = await asyncio.to_thread(self._connections.extractor, schema, guideline)
        return await extractor.extract(article)

    async def _pipeline(
        self, articles: Iterable[ArticleLike], schema: type[Record], guideline: str | None, in_order: bool
    ) -> Pipeline[Article, Extraction[Any]]:
        from summarizer.pipeline import Pipeline

        extractor = await asyncio.to_thread(self._connections.extractor, schema, guideline)
        work = extractor.extract
        pipeline = Pipeline(map(as_article, articles), work, self.settings.in_work, in_order=in_order)
        self._pipelines.add(pipeline)
        return pipeline

    async def _brief(self, articles: list[ArticleLike], terms: _Terms, phrase: bool | None) -> DailyBrief:
        read = [as_article(a) for a in articles]
        found: dict[str, Extraction[EventDraft]] = {}
        # The same text twice is asked once; the brief counts it as a duplicate.
        different = {a.doc_id: a for a in read}.values()
        pipeline = await self._pipeline(different, EventDraft, None, False)
        try:
            while results := await pipeline.ready():
                found.update((result.doc_id, result) for result in results)
        finally:
            self._pipelines.discard(pipeline)
            await pipeline.aclose()
        pairs = [(article, found[article.doc_id]) for article in read]
        return await self._compose(pairs, terms, phrase)

    async def _compose(
        self, pairs: Sequence[tuple[Article, Extraction[EventDraft]]], terms: _Terms, phrase: bool | None
    ) -> DailyBrief:
        """The one way to a brief; a model that cannot be reached costs it the phrasing only."""
        from summarizer.briefing import build_brief

        now = datetime.now().astimezone()
        brief = build_brief(
            pairs, edition_date=terms.edition or now.date(), generated_at=now, previous=terms.previous,
            length=terms.length, area=terms.area, audience=terms.audience,
        )  # fmt: skip
        if not (self.settings.phrase if phrase is None else phrase):
            return brief
        from summarizer.phrasing import Phraser, unphrased

        try:
            client = await asyncio.to_thread(self._connections.client)
        except ConfigurationError as error:
            return unphrased(brief, self.settings.model or DEFAULT_MODEL, str(error))
        return await Phraser(client, self.settings, secret=installation_secret(self.settings.cache_dir)).phrase(brief)


def as_article(article: ArticleLike) -> Article:
    """An `Article` as it is, a `Path` read, a string taken as the text itself."""
    if isinstance(article, Article):
        return article
    return Article.read(article) if isinstance(article, Path) else Article(text=article)
