"""What a `Summarizer` stands on: an event loop in the background, clients of the models, this installation's secret."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import threading
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.errors import ConfigurationError
from summarizer.schemas import Record
from summarizer.settings import DEFAULT_MODEL, Settings

if TYPE_CHECKING:
    from summarizer.escalation import Escalating
    from summarizer.extraction import Extractor
    from summarizer.model.cache import ReplyCache
    from summarizer.model.client import ModelClient

T = TypeVar("T")


class Connections:
    """What one `Summarizer` holds open: the loop, a client of each model, an extractor for each schema and guideline.

    Each is made when it is first needed, whichever thread needs it. Raises a kind of ConfigurationError where there is
    no model to connect to.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop: asyncio.AbstractEventLoop | None = None
        self._opened = ExitStack()
        self._client: ModelClient | None = None
        self._stronger: ModelClient | None = None
        self._extractors: dict[tuple[type[Record], str | None], Extractor[Any] | Escalating[Any]] = {}
        self._lock = threading.RLock()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, done on the loop; waits, and may be called inside another running loop."""
        return asyncio.run_coroutine_threadsafe(work, self._started()).result()

    async def arun(self, work: Coroutine[Any, Any, T]) -> T:
        """As `run`, awaited from another loop."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._started()))

    def client(self) -> ModelClient:
        """The client of the model."""
        with self._lock:
            if self._client is None:
                self._client = connected(self._settings, self._opened)
            return self._client

    def extractor(self, schema: type[Record], guideline: str | None) -> Extractor[Any] | Escalating[Any]:
        """What reads articles: with the model, and where `escalate_to` names a stronger one, with that after it."""
        key = (schema, guideline)
        with self._lock:
            if key not in self._extractors:
                self._extractors[key] = self._new_extractor(schema, guideline)
            return self._extractors[key]

    def _new_extractor(self, schema: type[Record], guideline: str | None) -> Extractor[Any] | Escalating[Any]:
        from summarizer.escalation import Escalating, stronger
        from summarizer.extraction import Extractor

        secret = installation_secret(self._settings.cache_dir)
        better = stronger(self._settings)
        own = Extractor(self.client(), self._settings, schema, guideline, secret=secret)
        if better is None:
            return own
        if self._stronger is None:
            self._stronger = connected(better, self._opened, self._client)
        second = Extractor(self._stronger, better, schema, guideline, secret=secret)
        return Escalating(own, second, self._settings.escalate_below)

    def close(self) -> None:
        """Close the clients, stop the embedded model and the loop. May be called twice."""
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

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = self._opened.enter_context(background_loop())
            return self._loop


@contextlib.contextmanager
def background_loop() -> Iterator[asyncio.AbstractEventLoop]:
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


def connected(settings: Settings, opened: ExitStack, beside: ModelClient | None = None) -> ModelClient:
    """A client of the model; the embedded one is started where no endpoint is set, and stopped when `opened` is closed.

    `beside`: the client of another model in the same run; the two share the run's budget. Raises a kind of
    ConfigurationError where there is no model to connect to.
    """
    from summarizer.model.client import ModelClient

    cache = _reply_cache(settings, opened)
    if settings.embedded:
        from summarizer.model.download import model_path
        from summarizer.model.embedded import serve

        path = model_path(settings.model or DEFAULT_MODEL, settings.cache_dir)
        server = opened.enter_context(serve(path, context_tokens=settings.context_tokens, threads=settings.threads))
        file = path.stat()
        return ModelClient(
            settings,
            model=server.model,
            base_url=server.base_url,
            api_key=server.api_key,
            embedded=True,
            cache=cache,
            beside=beside,
            # Its address is another one each time; the file is what answers.
            origin=f"{path.resolve()} {file.st_size} {file.st_mtime_ns}",
        )
    if not settings.model:
        raise ConfigurationError(
            "an endpoint or key is set, but no model: name one (model=…, --model or SUMMARIZER_MODEL), "
            f"or unset OPENAI_API_KEY and OPENAI_BASE_URL to use the embedded {DEFAULT_MODEL}"
        )
    return ModelClient(
        settings, model=settings.model, base_url=settings.base_url, api_key=settings.api_key, cache=cache, beside=beside
    )


def _reply_cache(settings: Settings, opened: ExitStack) -> ReplyCache | None:
    if not settings.cache:
        return None
    from summarizer.model.cache import ReplyCache

    cache = ReplyCache(
        settings.replies or settings.cache_dir / "replies.sqlite", settings.cache_bytes, fresh=settings.fresh
    )
    opened.callback(cache.close)
    return cache


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
