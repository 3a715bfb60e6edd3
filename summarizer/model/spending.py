"""The budget of a run: a request is let through only if its worst case still fits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from summarizer.errors import BudgetError, ConfigurationError
from summarizer.schemas.extraction import Usage

BYTES_PER_TOKEN = 2
"""Fewest bytes of a request that a token stands for: tokenisers need 3 to 5 for European text, over 2 for Arabic."""

Price = Callable[[Usage], float | None]


@dataclass(frozen=True)
class Amount:
    """What is spent, or may be."""

    tokens: int = 0
    dollars: float = 0.0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.tokens + other.tokens, self.dollars + other.dollars)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.tokens - other.tokens, self.dollars - other.dollars)


@dataclass
class _Book:
    """What the models of one run have spent and set aside, together."""

    spent: Amount = field(default_factory=Amount)
    reserved: Amount = field(default_factory=Amount)
    settled: asyncio.Event = field(default_factory=asyncio.Event)


class Spending:
    """Dollars and tokens of one run. To be shared by the tasks of one event loop.

    A second model of the same run has another price and the same purse: `beside` the first one's.
    """

    def __init__(
        self, dollars: float | None, tokens: int | None, price: Price, *, beside: Spending | None = None
    ) -> None:
        self.dollars, self.tokens, self._price = dollars, tokens, price
        self._book: _Book = beside._book if beside else _Book()

    @property
    def spent(self) -> Amount:
        """By every model of the run."""
        return self._book.spent

    @property
    def reserved(self) -> Amount:
        """By every model of the run."""
        return self._book.reserved

    async def reserve(self, request_bytes: int, max_tokens: int) -> Amount:
        """Set aside the worst case of a request. Each reservation must be settled.

        Waits for others to be settled where it does not fit beside them. Raises BudgetError where it does not fit at
        all, ConfigurationError where a budget in dollars is set and the model's price is not known.
        """
        usage = Usage(attempts=1, input_tokens=request_bytes // BYTES_PER_TOKEN + 1, output_tokens=max_tokens)
        worst = Amount(usage.input_tokens + usage.output_tokens, self._dollars(usage))
        while not self._fits(self.spent + self.reserved + worst):
            if not self.reserved.tokens:
                raise BudgetError(self._why())
            self._book.settled.clear()
            await self._book.settled.wait()
        self._book.reserved += worst
        return worst

    def settle(self, reserved: Amount, usage: Usage | None) -> None:
        """Replace a reservation by what the request used; None: that is not known, so all of it counts."""
        used = reserved
        if usage is not None:
            used = Amount(usage.input_tokens + usage.output_tokens, self._dollars(usage))
        self._book.reserved -= reserved
        self._book.spent += used
        self._book.settled.set()

    def _fits(self, amount: Amount) -> bool:
        return (self.dollars is None or amount.dollars <= self.dollars) and (
            self.tokens is None or amount.tokens <= self.tokens
        )

    def _dollars(self, usage: Usage) -> float:
        if self.dollars is None:
            return 0.0
        price = self._price(usage)
        if price is None:
            raise ConfigurationError(
                "budget: the price of this model at this endpoint is not known; set `prices`, or use max_tokens"
            )
        return price

    def _why(self) -> str:
        limits = [] if self.dollars is None else [f"${self.spent.dollars:,.4f} of ${self.dollars:,.4f}"]
        limits += [] if self.tokens is None else [f"{self.spent.tokens:,} of {self.tokens:,} tokens"]
        return f"the budget is used up: {' and '.join(limits)} spent, and the next request might not fit"
