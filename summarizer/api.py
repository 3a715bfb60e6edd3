"""`Summarizer`, and the module-level functions that share one.

All work runs on one event loop in a background thread, so that sync calls work inside a running loop (notebooks) and
sync and async callers share one client.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, overload

from summarizer.articles import Article
from summarizer.collecting import long_run
from summarizer.connecting import background_loop, connected, installation_secret
from summarizer.errors import ConfigurationError
from summarizer.schemas import EventDraft, Extraction, Record
from summarizer.settings import DEFAULT_MODEL, Settings

if TYPE_CHECKING:
    from summarizer.escalation import Escalating
    from summarizer.extraction import Extractor
    from summarizer.model.client import ModelClient
    from summarizer.pipeline import Pipeline
    from summarizer.schemas.brief import DailyBrief, Length

R = TypeVar("R", bound=Record)
T = TypeVar("T")

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
        self._loop: asyncio.AbstractEventLoop | None = None
        self._opened = ExitStack()
        self._client: ModelClient | None = None
        self._stronger: ModelClient | None = None
        self._extractors: dict[tuple[type[Record], str | None], Extractor[Any] | Escalating[Any]] = {}
        self._pipelines: set[Pipeline[Article, Extraction[Any]]] = set()
        self._lock = threading.RLock()

    # --- one article ------------------------------------------------------------------------------------------------

    @overload
    def extract(self, article: ArticleLike) -> Extraction[EventDraft]: ...
    @overload
    def extract(self, article: ArticleLike, schema: type[R], guideline: str | None = None) -> Extraction[R]: ...
    def extract(
        self, article: ArticleLike, schema: type[Record] = EventDraft, guideline: str | None = None
    ) -> Extraction[Any]:
        """Records of one article: verified events, or drafts of your own `schema` with your `guideline`."""
        return self._run(self._extract(as_article(article), schema, guideline))

    @overload
    async def aextract(self, article: ArticleLike) -> Extraction[EventDraft]: ...
    @overload
    async def aextract(self, article: ArticleLike, schema: type[R], guideline: str | None = None) -> Extraction[R]: ...
    async def aextract(
        self, article: ArticleLike, schema: type[Record] = EventDraft, guideline: str | None = None
    ) -> Extraction[Any]:
        """As `extract`, awaited."""
        return await self._arun(self._extract(as_article(article), schema, guideline))

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
        pipeline = self._run(self._pipeline(articles, schema, guideline, in_order))
        try:
            with long_run():
                while results := self._run(pipeline.ready()):
                    yield from results
        finally:
            self._pipelines.discard(pipeline)
            self._run(pipeline.aclose())

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
        pipeline = await self._arun(self._pipeline(articles, schema, guideline, in_order))
        try:
            with long_run():
                while results := await self._arun(pipeline.ready()):
                    for result in results:
                        yield result
        finally:
            self._pipelines.discard(pipeline)
            await self._arun(pipeline.aclose())

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
        return self._run(self._brief(list(articles), terms, phrase))

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
        return await self._arun(self._brief(list(articles), terms, phrase))

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
        return self._run(self._compose(results, _Terms(date, previous, length, area, audience), phrase))

    # --- closing ----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close connections, stop the embedded model and the background loop. May be called twice."""
        with self._lock:
            loop, self._loop = self._loop, None
            clients, self._client, self._stronger = (self._client, self._stronger), None, None
            self._extractors.clear()
        if loop is None:
            return
        for client in clients:
            if client is not None:
                asyncio.run_coroutine_threadsafe(client.aclose(), loop).result()
        self._opened.close()

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
        extractor = await asyncio.to_thread(self._extractor, schema, guideline)
        return await extractor.extract(article)

    async def _pipeline(
        self, articles: Iterable[ArticleLike], schema: type[Record], guideline: str | None, in_order: bool
    ) -> Pipeline[Article, Extraction[Any]]:
        from summarizer.pipeline import Pipeline

        extractor = await asyncio.to_thread(self._extractor, schema, guideline)
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
            client = await asyncio.to_thread(self._connected)
        except ConfigurationError as error:
            return unphrased(brief, self.settings.model or DEFAULT_MODEL, str(error))
        return await Phraser(client, self.settings, secret=installation_secret(self.settings.cache_dir)).phrase(brief)

    def _extractor(self, schema: type[Record], guideline: str | None) -> Extractor[Any] | Escalating[Any]:
        from summarizer.escalation import Escalating, stronger
        from summarizer.extraction import Extractor

        key = (schema, guideline)
        with self._lock:
            if key not in self._extractors:
                secret = installation_secret(self.settings.cache_dir)
                better = stronger(self.settings)
                own = Extractor(self._connected(), self.settings, schema, guideline, secret=secret)
                self._extractors[key] = own
                if better is not None:
                    if self._stronger is None:
                        self._stronger = connected(better, self._opened, self._client)
                    second = Extractor(self._stronger, better, schema, guideline, secret=secret)
                    self._extractors[key] = Escalating(own, second, self.settings.escalate_below)
            return self._extractors[key]

    def _connected(self) -> ModelClient:
        with self._lock:
            if self._client is None:
                self._client = connected(self.settings, self._opened)
            return self._client

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = self._opened.enter_context(background_loop())
            return self._loop

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._started()).result()

    async def _arun(self, work: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._started()))


def as_article(article: ArticleLike) -> Article:
    """An `Article` as it is, a `Path` read, a string taken as the text itself."""
    if isinstance(article, Article):
        return article
    return Article.read(article) if isinstance(article, Path) else Article(text=article)


# --- module-level functions -----------------------------------------------------------------------------------------

_shared: Summarizer | None = None
_shared_lock = threading.Lock()


def shared() -> Summarizer:
    """The `Summarizer` that the module-level functions share: made at the first call, closed at exit."""
    global _shared  # one process-wide client is the point: a model is loaded once
    with _shared_lock:
        if _shared is None:
            _shared = Summarizer()
            atexit.register(_shared.close)
        return _shared


@overload
def extract(article: ArticleLike) -> Extraction[EventDraft]: ...
@overload
def extract(article: ArticleLike, schema: type[R], guideline: str | None = None) -> Extraction[R]: ...
def extract(article: ArticleLike, schema: type[Record] = EventDraft, guideline: str | None = None) -> Extraction[Any]:
    """Records of one article with the shared `Summarizer`: verified events, or drafts of your own `schema`.

    Raises ConfigurationError where no model can be reached; the article's own trouble goes into `.error`.
    """
    return shared().extract(article, schema, guideline)


def brief(
    articles: Iterable[ArticleLike],
    *,
    date: date | None = None,
    previous: DailyBrief | None = None,
    phrase: bool | None = None,
) -> DailyBrief:
    """The daily brief of `articles` with the shared `Summarizer`."""
    return shared().brief(articles, date=date, previous=previous, phrase=phrase)
