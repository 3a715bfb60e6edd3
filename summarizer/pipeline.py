"""Many articles: a stream of results with bounded concurrency, back-pressure and no barriers.

A thread takes articles from their iterator, which may read files or wait for news; the event loop works on them; whoever
asks for results gets all that have finished since. At any time there are at most `concurrency` articles in work and as
many taken, waiting or finished besides: a slow reader of results holds back the taking, and memory stays flat.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import Generic, TypeVar

from summarizer.errors import BudgetError

A = TypeVar("A")
T = TypeVar("T")

AHEAD = 4
"""In order, results may wait for an earlier one: so many times `concurrency` are held before the taking stops."""


class Pipeline(Generic[A, T]):
    """One pass over some articles. Make and use it within one event loop; only `stop` may be called from elsewhere.

    An exception of `work` (an article's own failure is a result, so this is the run's) or of the iterator ends the
    pass: what is finished is handed out first. After a BudgetError what is in work is let finish.
    """

    def __init__(
        self,
        articles: Iterator[A],
        work: Callable[[A], Awaitable[T]],
        concurrency: int,
        *,
        in_order: bool = False,
    ) -> None:
        self._articles, self._work, self._concurrency, self._in_order = articles, work, concurrency, in_order
        self._loop = asyncio.get_running_loop()
        self._room = threading.Semaphore((AHEAD if in_order else 2) * concurrency)
        self._waiting: deque[tuple[int, A]] = deque()
        self._running: dict[int, asyncio.Task[T]] = {}
        self._finished: dict[int, T] = {}
        self._next = 0
        self._exhausted = self._stopped = False
        self._error: BaseException | None = None
        self._changed = asyncio.Event()
        threading.Thread(target=self._take, name="summarizer-articles", daemon=True).start()

    async def ready(self) -> list[T]:
        """All results that have finished since the last call, at least one; empty at the end.

        Raises what ended the pass early, once everything that is finished has been handed out.
        """
        while True:
            if results := self._hand_out():
                return results
            if not self._running and (self._stopped or (self._exhausted and not self._waiting)):
                if self._error is not None:
                    raise self._error
                return []
            self._changed.clear()
            await self._changed.wait()

    def stop(self, *, cancel: bool = False) -> None:
        """Start no more articles; `cancel` what is in work, or let it finish. May be called from any thread."""
        self._call(lambda: self._end(None, cancel=cancel))

    async def aclose(self) -> None:
        """Cancel what is in work, and wait until it is."""
        self._end(None, cancel=True)
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    # --- in the thread that takes articles ----------------------------------------------------------------------------

    def _take(self) -> None:
        number, error = 0, None
        try:
            while self._room.acquire() and not self._stopped:
                try:
                    article = next(self._articles)
                except StopIteration:
                    break
                self._call(self._start, number, article)
                number += 1
        except BaseException as raised:
            error = raised
        self._call(self._exhaust, error)

    def _call(self, function: Callable[..., object], *values: object) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *values)
        except RuntimeError:
            self._stopped = True  # the loop is closed: nobody waits for results any more

    # --- in the event loop --------------------------------------------------------------------------------------------

    def _start(self, number: int, article: A) -> None:
        if self._stopped:
            return
        if len(self._running) >= self._concurrency:
            self._waiting.append((number, article))
            return
        task = asyncio.ensure_future(self._work(article))
        self._running[number] = task
        task.add_done_callback(lambda done: self._done(number, done))

    def _done(self, number: int, task: asyncio.Task[T]) -> None:
        del self._running[number]
        if not task.cancelled():
            error = task.exception()
            if error is None:
                self._finished[number] = task.result()
            else:
                self._end(error, cancel=not isinstance(error, BudgetError))
        if self._waiting and not self._stopped:
            self._start(*self._waiting.popleft())
        self._changed.set()

    def _hand_out(self) -> list[T]:
        if self._in_order and not (self._stopped and not self._running):
            results = []
            while self._next in self._finished:
                results.append(self._finished.pop(self._next))
                self._next += 1
        else:
            results = [self._finished.pop(number) for number in sorted(self._finished)]
        for _ in results:
            self._room.release()
        return results

    def _exhaust(self, error: BaseException | None) -> None:
        """There are no more articles; `error` if the iterator broke. What it gave is worked on."""
        self._exhausted = True
        self._error = self._error or error
        self._changed.set()

    def _end(self, error: BaseException | None, *, cancel: bool = True) -> None:
        """Start no more; the first error is the one that is told."""
        self._stopped = True
        self._error = self._error or error
        self._waiting.clear()
        if cancel:
            for task in self._running.values():
                task.cancel()
        self._room.release()
        self._changed.set()
