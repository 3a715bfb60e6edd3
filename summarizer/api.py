"""`Summarizer`, and the module-level functions that share one.

All work runs on one event loop in a background thread, so that sync calls work inside a running loop (notebooks) and
sync and async callers share one client.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import secrets
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from summarizer.articles import Article
from summarizer.errors import ConfigurationError
from summarizer.schemas import EventDraft, Extraction, Record
from summarizer.settings import DEFAULT_MODEL, Settings

if TYPE_CHECKING:
    from summarizer.extraction import Extractor
    from summarizer.model.client import ModelClient
    from summarizer.schemas.brief import DailyBrief

R = TypeVar("R", bound=Record)
T = TypeVar("T")

ArticleLike = Article | str | Path
"""An article, its text, or the path of a file that holds it."""


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
        self._extractors: dict[tuple[type[Record], str | None], Extractor[Any]] = {}
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
    def extract_many(self, articles: Iterable[ArticleLike]) -> Iterator[Extraction[EventDraft]]: ...
    @overload
    def extract_many(
        self, articles: Iterable[ArticleLike], schema: type[R], guideline: str | None = None
    ) -> Iterator[Extraction[R]]: ...
    def extract_many(
        self, articles: Iterable[ArticleLike], schema: type[Record] = EventDraft, guideline: str | None = None
    ) -> Iterator[Extraction[Any]]:
        """Each result as it finishes, `settings.concurrency` articles in work at once; `articles` may be a generator."""
        stream = self._stream(articles, schema, guideline)
        try:
            while True:
                try:
                    yield self._run(anext(stream))
                except StopAsyncIteration:
                    return
        finally:
            self._run(stream.aclose())

    @overload
    def aextract_many(self, articles: Iterable[ArticleLike]) -> AsyncIterator[Extraction[EventDraft]]: ...
    @overload
    def aextract_many(
        self, articles: Iterable[ArticleLike], schema: type[R], guideline: str | None = None
    ) -> AsyncIterator[Extraction[R]]: ...
    async def aextract_many(
        self, articles: Iterable[ArticleLike], schema: type[Record] = EventDraft, guideline: str | None = None
    ) -> AsyncIterator[Extraction[Any]]:
        """As `extract_many`, an async iterator."""
        stream = self._stream(articles, schema, guideline)
        try:
            while True:
                try:
                    yield await self._arun(anext(stream))
                except StopAsyncIteration:
                    return
        finally:
            await self._arun(stream.aclose())

    # --- a brief ----------------------------------------------------------------------------------------------------

    def brief(
        self, articles: Iterable[ArticleLike], *, date: date | None = None, previous: DailyBrief | None = None
    ) -> DailyBrief:
        """The daily brief of `articles` for `date` (today by default); what `previous` did not tell is listed as new."""
        return self._run(self._brief(list(articles), date, previous))

    async def abrief(
        self, articles: Iterable[ArticleLike], *, date: date | None = None, previous: DailyBrief | None = None
    ) -> DailyBrief:
        """As `brief`, awaited."""
        return await self._arun(self._brief(list(articles), date, previous))

    # --- closing ----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close connections, stop the embedded model and the background loop. May be called twice."""
        with self._lock:
            loop, self._loop = self._loop, None
            client, self._client = self._client, None
            self._extractors.clear()
        if loop is None:
            return
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

    async def _stream(
        self, articles: Iterable[ArticleLike], schema: type[Record], guideline: str | None
    ) -> AsyncGenerator[Extraction[Any]]:
        from summarizer.pipeline import stream

        extractor = await asyncio.to_thread(self._extractor, schema, guideline)
        async for result in stream(map(as_article, articles), extractor.extract, self.settings.concurrency):
            yield result

    async def _brief(
        self, articles: list[ArticleLike], edition: date | None, previous: DailyBrief | None
    ) -> DailyBrief:
        from summarizer.briefing import build_brief

        read = [as_article(a) for a in articles]
        found: dict[str, Extraction[EventDraft]] = {}
        # The same text twice is asked once; the brief counts it as a duplicate.
        async for result in self._stream({a.doc_id: a for a in read}.values(), EventDraft, None):
            found[result.doc_id] = result
        pairs = [(article, found[article.doc_id]) for article in read]
        now = datetime.now(UTC)
        return build_brief(pairs, edition_date=edition or now.date(), generated_at=now, previous=previous)

    def _extractor(self, schema: type[Record], guideline: str | None) -> Extractor[Any]:
        from summarizer.extraction import Extractor

        key = (schema, guideline)
        with self._lock:
            if key not in self._extractors:
                client = self._connected()
                secret = installation_secret(self.settings.cache_dir)
                self._extractors[key] = Extractor(client, self.settings, schema, guideline, secret=secret)
            return self._extractors[key]

    def _connected(self) -> ModelClient:
        """The client; the embedded model is started where no endpoint is set."""
        if self._client is None:
            from summarizer.model.client import ModelClient

            settings = self.settings
            if settings.embedded:
                from summarizer.model.download import model_path
                from summarizer.model.embedded import serve

                path = model_path(settings.model or DEFAULT_MODEL, settings.cache_dir)
                server = self._opened.enter_context(
                    serve(path, context_tokens=settings.context_tokens, threads=settings.threads)
                )
                self._client = ModelClient(
                    settings, model=server.model, base_url=server.base_url, api_key=server.api_key, embedded=True
                )
            else:
                if not settings.model:
                    raise ConfigurationError(
                        "an endpoint or key is set, but no model: name one (model=…, --model or SUMMARIZER_MODEL), "
                        f"or unset OPENAI_API_KEY and OPENAI_BASE_URL to use the embedded {DEFAULT_MODEL}"
                    )
                self._client = ModelClient(
                    settings, model=settings.model, base_url=settings.base_url, api_key=settings.api_key
                )
        return self._client

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = self._opened.enter_context(_background_loop())
            return self._loop

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._started()).result()

    async def _arun(self, work: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._started()))


@contextlib.contextmanager
def _background_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread of its own, until the context ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="summarizer", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        # On its own thread: a caller may stand inside another running loop, where this one could not be run.
        for last in (loop.shutdown_asyncgens(), loop.shutdown_default_executor()):
            asyncio.run_coroutine_threadsafe(last, loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def as_article(article: ArticleLike) -> Article:
    """An `Article` as it is, a `Path` read, a string taken as the text itself."""
    if isinstance(article, Article):
        return article
    return Article.read(article) if isinstance(article, Path) else Article(text=article)


def installation_secret(cache_dir: Path) -> bytes:
    """32 bytes that mark this installation: the tag around article text is derived from them.

    Kept in the cache folder, so that the same article renders the same tomorrow; where that cannot be written, the
    secret lasts as long as the process.
    """
    path = cache_dir / "secret"
    with contextlib.suppress(OSError):
        if len(kept := path.read_bytes()) == 32:
            return kept
    secret = secrets.token_bytes(32)
    with contextlib.suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        path.write_bytes(secret)
        path.chmod(0o600)
    return secret


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
    articles: Iterable[ArticleLike], *, date: date | None = None, previous: DailyBrief | None = None
) -> DailyBrief:
    """The daily brief of `articles` with the shared `Summarizer`."""
    return shared().brief(articles, date=date, previous=previous)
