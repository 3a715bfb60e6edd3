"""Many articles as a stream: bounded, without barriers, and nothing finished is lost however it ends."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from summarizer.errors import BudgetError, ConfigurationError
from summarizer.pipeline import Pipeline


async def until_it_raises(pipeline: Pipeline[int, int], found: list[int]) -> None:
    while results := await pipeline.ready():
        found += results


async def everything(pipeline: Pipeline[int, int]) -> list[int]:
    found: list[int] = []
    while results := await pipeline.ready():
        found += results
    return found


class Gates:
    """Work that goes on when the test opens its gate."""

    def __init__(self) -> None:
        self.started: list[int] = []
        self._gates: dict[int, asyncio.Event] = {}

    def gate(self, number: int) -> asyncio.Event:
        return self._gates.setdefault(number, asyncio.Event())

    async def work(self, number: int) -> int:
        self.started.append(number)
        await self.gate(number).wait()
        return number


async def settled(gates: Gates, count: int) -> None:
    while len(gates.started) < count:
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.02)


def test_every_article_gives_one_result() -> None:
    async def work(number: int) -> int:
        await asyncio.sleep((number % 3) / 1000)
        return number

    async def run() -> list[int]:
        return await everything(Pipeline(iter(range(200)), work, 7))

    assert sorted(asyncio.run(run())) == list(range(200))


def test_no_more_than_concurrency_are_in_work_and_no_barrier_holds_the_others_back() -> None:
    async def run() -> None:
        gates = Gates()
        pipeline = Pipeline(iter(range(100)), gates.work, 3)
        await settled(gates, 3)
        assert gates.started == [0, 1, 2]
        for number in range(1, 50):
            gates.gate(number).set()
        found: list[int] = []
        while len(found) < 49:
            found += await pipeline.ready()
        assert 0 not in found, "the first is still in work, and 49 others went by"
        assert len(gates.started) <= 52
        await pipeline.aclose()

    asyncio.run(run())


def test_in_order_the_first_result_waits_for_the_first_article() -> None:
    async def run() -> None:
        gates = Gates()
        pipeline = Pipeline(iter(range(100)), gates.work, 2, in_order=True)
        await settled(gates, 2)
        for number in range(1, 100):
            gates.gate(number).set()
        await asyncio.sleep(0.05)
        assert len(gates.started) <= 8, "what waits for the first is bounded"
        gates.gate(0).set()
        assert await everything(pipeline) == list(range(100))

    asyncio.run(run())


def test_articles_are_taken_no_faster_than_results() -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        number = 0
        while True:
            taken.append(number)
            yield number
            number += 1

    async def work(number: int) -> int:
        return number

    async def run() -> None:
        pipeline = Pipeline(endless(), work, 4)
        await asyncio.sleep(0.1)
        assert len(taken) == 8
        got = len(await pipeline.ready())
        await asyncio.sleep(0.1)
        assert len(taken) <= 8 + got
        await pipeline.aclose()

    asyncio.run(run())


def test_a_slow_source_does_not_hold_back_results() -> None:
    more = threading.Event()

    def source() -> Iterator[int]:
        yield 0
        more.wait(30)
        yield 1

    async def work(number: int) -> int:
        return number

    async def run() -> None:
        pipeline = Pipeline(source(), work, 4)
        assert await pipeline.ready() == [0]
        more.set()
        assert await everything(pipeline) == [1]

    asyncio.run(run())


def test_a_waiting_source_does_not_keep_the_run_from_closing() -> None:
    more = threading.Event()

    def source() -> Iterator[int]:
        yield 0
        more.wait(30)

    async def work(number: int) -> int:
        return number

    async def run() -> None:
        pipeline = Pipeline(source(), work, 4)
        assert await pipeline.ready() == [0]
        await asyncio.wait_for(pipeline.aclose(), 5)

    asyncio.run(run())
    more.set()


def test_stopped_it_finishes_what_is_in_work_and_starts_nothing_more() -> None:
    async def run() -> None:
        gates = Gates()
        pipeline = Pipeline(iter(range(100)), gates.work, 3)
        await settled(gates, 3)
        await asyncio.to_thread(pipeline.stop)
        for number in range(100):
            gates.gate(number).set()
        assert sorted(await everything(pipeline)) == [0, 1, 2]
        assert gates.started == [0, 1, 2]

    asyncio.run(run())


def test_cancelled_it_still_hands_out_what_is_finished() -> None:
    async def run() -> None:
        gates = Gates()
        pipeline = Pipeline(iter(range(100)), gates.work, 3)
        gates.gate(1).set()
        await settled(gates, 4)
        pipeline.stop(cancel=True)
        assert await asyncio.wait_for(everything(pipeline), 5) == [1]

    asyncio.run(run())


def test_an_error_of_the_run_ends_it_after_what_is_finished() -> None:
    async def work(number: int) -> int:
        if number == 5:
            raise ConfigurationError("the key was withdrawn")
        return number

    async def run() -> list[int]:
        found: list[int] = []
        pipeline = Pipeline(iter(range(1000)), work, 2)
        with pytest.raises(ConfigurationError, match="withdrawn"):
            await until_it_raises(pipeline, found)
        return found

    found = asyncio.run(run())
    assert set(range(4)) <= set(found)
    assert len(found) < 20


def test_at_the_end_of_the_budget_what_is_in_work_is_let_finish() -> None:
    async def run() -> None:
        gates = Gates()

        async def work(number: int) -> int:
            if number == 2:
                raise BudgetError("used up")
            return await gates.work(number)

        pipeline = Pipeline(iter(range(100)), work, 3)
        await settled(gates, 2)
        for number in range(100):
            gates.gate(number).set()
        found: list[int] = []
        with pytest.raises(BudgetError):
            await until_it_raises(pipeline, found)
        assert sorted(found) == [0, 1]

    asyncio.run(run())


def test_an_error_of_the_source_ends_the_run_after_what_it_gave() -> None:
    def source() -> Iterator[int]:
        yield 0
        raise OSError("the disk is gone")

    async def work(number: int) -> int:
        return number

    async def run() -> list[int]:
        found: list[int] = []
        pipeline = Pipeline(source(), work, 2)
        with pytest.raises(OSError, match="gone"):
            await until_it_raises(pipeline, found)
        return found

    assert asyncio.run(run()) == [0]
