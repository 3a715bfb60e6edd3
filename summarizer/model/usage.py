"""What a question costs: tokens, seconds, dollars, and the token budget of an article."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.errors import ArticleError
from summarizer.schemas.extraction import FailureKind, Usage

if TYPE_CHECKING:
    from summarizer.settings import Settings


@dataclass
class Budget:
    """Tokens, in and out, that one article may use up over all its questions, failed attempts included.

    It is checked before each attempt. An attempt under way is not cut short, so the sum can pass `limit` by one reply.
    """

    limit: int
    spent: int = 0
    usage: Usage = field(default_factory=Usage)
    """Of all questions so far, of those that failed too."""

    def check(self) -> None:
        """Raise ArticleError(BUDGET) where nothing is left."""
        if self.spent >= self.limit:
            raise ArticleError(
                FailureKind.BUDGET,
                f"the article has used {self.spent} of its {self.limit} tokens; raise max_article_tokens, or look into "
                "its attempts with `record`",
            )


@dataclass
class Allowance:
    """What one article may cost: tokens, and seconds of a clock that runs from when it was granted."""

    budget: Budget
    seconds: float | None
    granted: float = field(default_factory=time.monotonic)

    @classmethod
    def of(cls, settings: Settings) -> Allowance:
        """All that the settings grant."""
        return cls(Budget(settings.max_article_tokens), settings.deadline)

    @property
    def left(self) -> float | None:
        """Seconds; None without a limit."""
        return None if self.seconds is None else max(self.seconds - (time.monotonic() - self.granted), 0.0)

    def rest(self) -> Allowance:
        """What a second model may use: the tokens that are left, within the same time."""
        return Allowance(Budget(max(self.budget.limit - self.budget.spent, 0)), self.seconds, self.granted)


@dataclass
class Meter:
    """Adds up what one question costs, attempt by attempt."""

    budget: Budget | None = None
    usage: Usage = field(default_factory=lambda: Usage(calls=1))

    def __post_init__(self) -> None:
        if self.budget:
            self.budget.usage = self.budget.usage + self.usage

    def check(self) -> None:
        """Raise ArticleError(BUDGET) where the article may not ask again."""
        if self.budget:
            self.budget.check()

    def add(self, attempt: Usage, estimate: int) -> None:
        """Count one attempt; `estimate` tokens are charged to the budget where the server reported none."""
        self.usage = self.usage + attempt
        if self.budget:
            self.budget.usage = self.budget.usage + attempt
            self.budget.spent += (attempt.input_tokens + attempt.output_tokens) or estimate


def price(model: str, url: str, usage: Usage) -> float | None:
    """US dollars for `usage` at the provider that `url` belongs to; None for an unknown provider or model.

    The name of the model alone is not enough: the same open model has another price, or none, at each provider.
    """
    import genai_prices

    tokens = genai_prices.Usage(
        input_tokens=usage.input_tokens, cache_read_tokens=usage.cached_tokens, output_tokens=usage.output_tokens
    )
    try:
        return float(genai_prices.calc_price(tokens, model, provider_api_url=url).total_price)
    except (LookupError, ValueError):
        return None
