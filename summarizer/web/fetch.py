"""One polite HTTP client: limits on size and time, conditional requests, a pause between requests to one host."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import httpx2

from summarizer._version import __version__

from .addresses import PublicTransport, RefusedAddressError
from .kept import Kept, KeptReplies

USER_AGENT = f"news-event-summarizer/{__version__} (feed reader)"
MAX_BYTES = 8 * 2**20
MAX_REDIRECTS = 5
DEADLINE = 30.0
"""Seconds for one address, redirects and body included."""
PAUSE = 1.0
"""Seconds between two requests to one host."""


class FetchError(Exception):
    """An address gave nothing; the text says which and why."""


class Fetched(NamedTuple):
    """A reply's body, decompressed; `url` is the address after redirects."""

    url: str
    body: bytes
    content_type: str | None
    unchanged: bool
    """The server said 304: the body is the one kept from an earlier run."""


class Fetcher:
    """Fetch pages and feeds; safe to use from several threads. Use it as a context manager."""

    def __init__(
        self,
        cache_dir: Path,
        *,
        allow_private: bool = False,
        max_bytes: int = MAX_BYTES,
        deadline: float = DEADLINE,
        pause: float = PAUSE,
    ) -> None:
        self._kept = KeptReplies(cache_dir / "web")
        self._max_bytes, self._deadline, self._pause = max_bytes, deadline, pause
        self._hosts: dict[str, _Turn] = {}
        self._lock = threading.Lock()
        self._client = httpx2.Client(
            transport=httpx2.HTTPTransport() if allow_private else PublicTransport(),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=httpx2.Timeout(deadline, connect=min(10.0, deadline)),
            # A proxy of the environment would resolve names itself, past the check of addresses.
            trust_env=allow_private,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._kept.evict()
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """The body at `url`, kept for the next run.

        Raises FetchError: not http(s), refused address, too large, too slow, an error status, no connection.
        """
        try:
            parsed = httpx2.URL(url)
        except httpx2.InvalidURL:
            raise FetchError(f"{url}: not an address") from None
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise FetchError(f"{url}: only http and https addresses are read")
        with self._turn(parsed.host):
            try:
                return self._ask(url)
            except RefusedAddressError as error:
                raise FetchError(f"{url}: {error}") from None
            except httpx2.TooManyRedirects:
                raise FetchError(f"{url}: more than {MAX_REDIRECTS} redirects") from None
            except httpx2.TimeoutException:
                raise FetchError(f"{url}: no reply within {self._deadline:g} s") from None
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise FetchError(f"{url}: {error or type(error).__name__}") from None

    def _ask(self, url: str) -> Fetched:
        known = self._kept.find(url)
        ends = time.monotonic() + self._deadline
        with self._client.stream("GET", url, headers=_conditions(known[0] if known else None)) as reply:
            if reply.status_code == 304 and known:
                kept, body = known
                return Fetched(kept.final_url, body, kept.content_type, unchanged=True)
            if reply.status_code != 200:
                raise FetchError(f"{url}: the server answered {reply.status_code} {reply.reason_phrase}".rstrip())
            body = self._body(url, reply, ends)
            kept = Kept(
                url=url,
                final_url=str(reply.url),
                etag=reply.headers.get("etag"),
                last_modified=reply.headers.get("last-modified"),
                content_type=reply.headers.get("content-type"),
            )
        self._kept.keep(kept, body)
        return Fetched(kept.final_url, body, kept.content_type, unchanged=False)

    def _body(self, url: str, reply: httpx2.Response, ends: float) -> bytes:
        """At most `max_bytes`, decompressed; a body that trickles in runs into the deadline."""
        parts: list[bytes] = []
        size = 0
        for part in reply.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self._max_bytes:
                raise FetchError(f"{url}: larger than {self._max_bytes:,} bytes")
            if time.monotonic() > ends:
                raise FetchError(f"{url}: not complete within {self._deadline:g} s")
        return b"".join(parts)

    def _turn(self, host: str) -> _Turn:
        with self._lock:
            return self._hosts.setdefault(host, _Turn(self._pause))


class _Turn:
    """One request to a host at a time, `pause` seconds after the one before."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._free_at = 0.0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()
        time.sleep(max(0.0, self._free_at - time.monotonic()))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._free_at = time.monotonic() + self._pause
        self._lock.release()


def _conditions(kept: Kept | None) -> dict[str, str]:
    if kept is None:
        return {}
    conditions = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in conditions.items() if value}
