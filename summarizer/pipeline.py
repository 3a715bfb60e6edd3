"""Many articles: a stream of results with bounded concurrency."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TypeVar

from summarizer.articles import Article

T = TypeVar("T")


async def stream(
    articles: Iterator[Article], work: Callable[[Article], Awaitable[T]], concurrency: int
) -> AsyncIterator[T]:
    """Results as they finish; at most `concurrency` articles are in work, and none is read before there is room.

    An exception of `work` (a configuration error: articles' own failures are results) stops the stream and is raised.
    """
    running: set[asyncio.Task[T]] = set()
    exhausted = False
    try:
        while True:
            while not exhausted and len(running) < concurrency:
                # A generator of articles may read files: off the loop, so that running calls go on.
                article = await asyncio.to_thread(next, articles, None)
                if article is None:
                    exhausted = True
                else:
                    running.add(asyncio.ensure_future(work(article)))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
