"""The budget of a run is never passed, whatever runs at once and however requests end."""

from __future__ import annotations

import asyncio
import random

import pytest

from summarizer.errors import BudgetError, ConfigurationError
from summarizer.model.spending import BYTES_PER_TOKEN, Spending
from summarizer.schemas import Usage


def cents(usage: Usage) -> float:
    return (usage.input_tokens + usage.output_tokens) / 100


def test_a_request_goes_only_if_its_worst_case_fits() -> None:
    async def run() -> None:
        spending = Spending(None, 100, cents)
        held = await spending.reserve(40 * BYTES_PER_TOKEN, 20)
        spending.settle(held, Usage(input_tokens=30, output_tokens=5))
        assert spending.spent.tokens == 35
        with pytest.raises(BudgetError, match="35 of 100 tokens"):
            await spending.reserve(40 * BYTES_PER_TOKEN, 60)
        await spending.reserve(40 * BYTES_PER_TOKEN, 20)

    asyncio.run(run())


def test_one_that_does_not_fit_beside_others_waits_for_them() -> None:
    async def run() -> None:
        spending = Spending(None, 100, cents)
        first = await spending.reserve(0, 79)
        waiting = asyncio.ensure_future(spending.reserve(0, 79))
        await asyncio.sleep(0.01)
        assert not waiting.done()
        spending.settle(first, Usage(output_tokens=10))
        await asyncio.wait_for(waiting, 5)

    asyncio.run(run())


def test_what_is_not_known_to_be_free_counts_in_full() -> None:
    async def run() -> None:
        spending = Spending(1.0, None, cents)
        held = await spending.reserve(0, 79)
        spending.settle(held, None)
        assert spending.spent.dollars == pytest.approx(0.8)
        with pytest.raises(BudgetError, match=r"\$0\.8000 of \$1\.0000"):
            await spending.reserve(0, 79)

    asyncio.run(run())


def test_dollars_need_a_price() -> None:
    with pytest.raises(ConfigurationError, match="prices"):
        asyncio.run(Spending(1.0, None, lambda usage: None).reserve(10, 10))


def test_many_at_once_never_pass_it() -> None:
    async def run() -> Spending:
        dice = random.Random(7)
        spending = Spending(None, 5000, cents)

        async def one() -> None:
            held = await spending.reserve(2 * dice.randrange(50), dice.randrange(1, 100))
            await asyncio.sleep(dice.random() / 1000)
            share = dice.random()
            used = Usage(output_tokens=int(held.tokens * share)) if share < 0.8 else None
            spending.settle(held, used)

        done = await asyncio.gather(*(one() for _ in range(500)), return_exceptions=True)
        assert all(result is None or isinstance(result, BudgetError) for result in done)
        return spending

    spending = asyncio.run(run())
    assert 4500 < spending.spent.tokens <= 5000
    assert spending.reserved.tokens == 0
