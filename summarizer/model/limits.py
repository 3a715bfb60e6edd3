"""How fast a service may be asked: learnt from its rate-limit headers, and halved where it says "too many requests".

Two things hold a request back. What the service says is left (requests and tokens, `x-ratelimit-…`) is spread over the
time until it is full again. And fewer requests run at once after a 429: their number is halved, and raised by one for
each round without another (additive increase, multiplicative decrease: Chiu and Jain 1989).
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_DURATION = re.compile(rf"(?:{_PART.pattern})+")


@dataclass
class Quota:
    """What is left of one kind (requests, tokens), as the last reply told; it fills up evenly until `full_at`."""

    limit: float = 0
    left: float = 0
    told_at: float = 0
    full_at: float = 0

    def learn(self, limit: float, left: float, reset: float, now: float) -> None:
        """Take over what a reply's headers say; `reset` seconds until all of `limit` is there again."""
        self.limit, self.left, self.told_at, self.full_at = limit, min(left, limit), now, now + max(reset, 0.0)

    def delay(self, needed: float, in_flight: float, now: float) -> float:
        """Seconds until `needed` is there besides what is `in_flight`; 0 where nothing is known.

        Requests in flight may be counted already or not: they are counted here, which is the safe side.
        """
        if not self.limit or now >= self.full_at:
            return 0.0
        rate = (self.limit - self.left) / (self.full_at - self.told_at)
        there = self.left + rate * (now - self.told_at) - in_flight
        short = min(needed, self.limit) - there
        if short <= 0 or rate <= 0:
            return 0.0
        return min(short / rate, self.full_at - now)


@dataclass(frozen=True)
class Ticket:
    """One request that is let through."""

    tokens: int
    at: float


class Limits:
    """Lets requests through, first come first served. To be shared by the tasks of one event loop."""

    def __init__(self, concurrency: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(concurrency)
        self.window = float(concurrency)
        """Requests that may run at once."""
        self.requests, self.tokens = Quota(), Quota()
        self._in_flight: dict[int, Ticket] = {}
        self._tokens_in_flight = 0
        self._pause_until = self._cut_at = float("-inf")
        self._clock = clock
        self._line = asyncio.Lock()
        self._left = asyncio.Event()

    async def enter(self, tokens: int) -> Ticket:
        """Wait for a turn for a request of about `tokens`. Every ticket must be given back with `leave`."""
        if self._line.locked() or self.delay(tokens) > 0:
            async with self._line:
                while (delay := self.delay(tokens)) > 0:
                    await self._wait(delay)
        ticket = Ticket(tokens, self._clock())
        self._in_flight[id(ticket)] = ticket
        self._tokens_in_flight += tokens
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """The request has ended, however it did."""
        if self._in_flight.pop(id(ticket), None) is not None:
            self._tokens_in_flight -= ticket.tokens
        self._left.set()

    def delay(self, tokens: int) -> float:
        """Seconds until a request of `tokens` may go; infinite where another has to end first."""
        if len(self._in_flight) >= max(int(self.window), 1):
            return float("inf")
        now = self._clock()
        return max(
            self._pause_until - now,
            self.requests.delay(1, len(self._in_flight), now),
            self.tokens.delay(tokens, self._tokens_in_flight, now),
            0.0,
        )

    def succeeded(self, headers: Mapping[str, str]) -> None:
        """A reply came: one request more at once for each full round, and what its headers say."""
        self.window = min(self._most, self.window + 1 / self.window)
        self._learn(headers)

    def throttled(self, ticket: Ticket, wait: float | None, headers: Mapping[str, str]) -> None:
        """The service said "too many": half as many at once, and none before `wait` seconds are over.

        Requests that were under way at the last cut tell of the old rate: they do not cut again.
        """
        now = self._clock()
        if ticket.at >= self._cut_at:
            self.window, self._cut_at = max(1.0, self.window / 2), now
        if wait:
            self._pause_until = max(self._pause_until, now + wait)
        self._learn(headers)

    def _learn(self, headers: Mapping[str, str]) -> None:
        for quota, name in ((self.requests, "requests"), (self.tokens, "tokens")):
            limit, left = _number(headers, f"limit-{name}"), _number(headers, f"remaining-{name}")
            reset = seconds(headers.get(f"x-ratelimit-reset-{name}", ""))
            if limit and left is not None and reset is not None:
                quota.learn(limit, left, reset, self._clock())

    async def _wait(self, delay: float) -> None:
        self._left.clear()
        if delay == float("inf"):
            await self._left.wait()
        else:
            await asyncio.sleep(delay)


def _number(headers: Mapping[str, str], name: str) -> float | None:
    value = headers.get(f"x-ratelimit-{name}", "")
    return float(value) if value.isascii() and value.isdigit() else None


def seconds(text: str) -> float | None:
    """A duration as services write it (`6m0s`, `1.5s`, `20ms`) or plain seconds; None for anything else."""
    text = text.strip()
    if _DURATION.fullmatch(text):
        return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None
