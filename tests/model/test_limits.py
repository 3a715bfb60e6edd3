"""How fast a service is asked: what its headers leave, half as many after "too many", one more a round."""

from __future__ import annotations

import asyncio

import pytest

from summarizer.model.limits import Limits, Quota, seconds


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def headers(left: int, reset: str, *, kind: str = "requests", limit: int = 60) -> dict[str, str]:
    return {
        f"x-ratelimit-limit-{kind}": str(limit),
        f"x-ratelimit-remaining-{kind}": str(left),
        f"x-ratelimit-reset-{kind}": reset,
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [("6m0s", 360), ("1.5s", 1.5), ("20ms", 0.02), ("1h2m3s", 3723), ("7", 7), ("0", 0), ("2d", 172800)],
)
def test_durations_as_services_write_them(text: str, value: float) -> None:
    assert seconds(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "soon", "-3", "nan", "inf", "2024-06-05T10:00:00Z", "5 s"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert seconds(text) is None


def test_what_is_left_is_spread_until_it_is_full_again() -> None:
    quota = Quota()
    quota.learn(limit=60, left=0, reset=60, now=100)
    assert quota.delay(1, 0, now=100) == pytest.approx(1)
    assert quota.delay(10, 0, now=100) == pytest.approx(10)
    assert quota.delay(1, 0, now=101) == 0
    assert quota.delay(1, 5, now=101) == pytest.approx(5), "requests in flight count"
    assert quota.delay(60, 0, now=160) == 0


def test_a_request_larger_than_the_limit_waits_until_all_of_it_is_there() -> None:
    quota = Quota()
    quota.learn(limit=60, left=30, reset=30, now=0)
    assert quota.delay(500, 0, now=0) == pytest.approx(30)


def test_without_headers_nothing_is_held_back() -> None:
    limits = Limits(4, Clock())
    limits.succeeded({})
    limits.succeeded(headers(3, "soon"))
    limits.succeeded({"x-ratelimit-limit-requests": "many"})
    assert limits.delay(10_000) == 0


def test_tokens_are_a_limit_of_their_own() -> None:
    clock = Clock()
    limits = Limits(4, clock)
    limits.succeeded(headers(1000, "30s", kind="tokens", limit=4000))
    assert limits.delay(1000) == 0
    assert limits.delay(1100) == pytest.approx(1)


def test_throttled_half_as_many_run_at_once_and_each_round_adds_one() -> None:
    async def run() -> None:
        clock = Clock()
        limits = Limits(16, clock)
        ticket = await limits.enter(1)
        limits.throttled(ticket, None, {})
        limits.leave(ticket)
        assert limits.window == 8
        for _ in range(8):
            limits.succeeded({})
        assert 8.9 < limits.window <= 9
        for _ in range(1000):
            limits.succeeded({})
        assert limits.window == 16, "never more than the setting"

    asyncio.run(run())


def test_requests_of_before_the_cut_do_not_cut_again() -> None:
    async def run() -> None:
        clock = Clock()
        limits = Limits(16, clock)
        tickets = [await limits.enter(1) for _ in range(16)]
        clock.now = 1
        for ticket in tickets:
            limits.throttled(ticket, None, {})
            limits.leave(ticket)
        assert limits.window == 8
        clock.now = 2
        later = await limits.enter(1)
        limits.throttled(later, None, {})
        assert limits.window == 4

    asyncio.run(run())


def test_one_request_is_always_allowed() -> None:
    async def run() -> None:
        clock = Clock()
        limits = Limits(2, clock)
        for clock.now in range(1, 20):
            ticket = await limits.enter(1)
            limits.throttled(ticket, None, {})
            limits.leave(ticket)
        assert limits.window == 1
        assert limits.delay(1) == 0

    asyncio.run(run())


def test_retry_after_holds_back_every_request() -> None:
    async def run() -> None:
        clock = Clock()
        limits = Limits(8, clock)
        ticket = await limits.enter(1)
        limits.throttled(ticket, 20, {})
        limits.leave(ticket)
        assert limits.delay(1) == 20
        clock.now = 20
        assert limits.delay(1) == 0

    asyncio.run(run())


def test_those_who_wait_go_in_turn_as_others_leave() -> None:
    async def run() -> list[int]:
        limits = Limits(2)
        order: list[int] = []

        async def one(number: int) -> None:
            ticket = await limits.enter(1)
            order.append(number)
            await asyncio.sleep(0.001)
            limits.leave(ticket)

        await asyncio.wait_for(asyncio.gather(*(one(number) for number in range(20))), 10)
        return order

    assert asyncio.run(run()) == list(range(20))


def test_one_who_gives_up_waiting_blocks_nobody() -> None:
    async def run() -> None:
        limits = Limits(1)
        first = await limits.enter(1)
        waiting = asyncio.ensure_future(limits.enter(1))
        last = asyncio.ensure_future(limits.enter(1))
        await asyncio.sleep(0.01)
        waiting.cancel()
        limits.leave(first)
        await asyncio.wait_for(last, 5)

    asyncio.run(run())
