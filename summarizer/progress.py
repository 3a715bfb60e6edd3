"""How far a run is: articles a minute, tokens, dollars, and the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from summarizer.schemas import Extraction, Usage


@dataclass
class Tally:
    """Adds up the results of a run."""

    total: int | None = None
    """Articles there are; None where that is not known."""
    clock: Callable[[], float] = time.monotonic
    done: int = 0
    failed: int = 0
    events: int = 0
    rejected: int = 0
    """Values that did not pass the gate."""
    usage: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        self._start = self.clock()

    def add(self, result: Extraction[Any]) -> None:
        """Count one result."""
        self.done += 1
        self.failed += result.error is not None
        self.events += len(result.events)
        self.rejected += len(result.rejected)
        self.usage = self.usage + result.usage

    @property
    def seconds(self) -> float:
        """Since the start."""
        return self.clock() - self._start

    @property
    def rate(self) -> float:
        """Articles a second, over the whole run so far."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds to go at this rate; None while it is not known."""
        return (self.total - self.done) / self.rate if self.total is not None and self.rate else None

    def line(self) -> str:
        """Rate, cost and time left, for a progress bar."""
        parts = [f"{self.events} events", f"{self.rate * 60:.0f}/min"]
        if self.usage.cost is not None:
            parts.append(f"${self.usage.cost:.4f}")
        if self.left is not None:
            parts.append(f"{duration(self.left)} left")
        return ", ".join(parts)

    def summary(self) -> str:
        """What the run gave and cost, one line."""
        u = self.usage
        parts = [f"{self.done} articles, {self.events} events in {duration(self.seconds)}"]
        if self.rejected:
            parts.append(f"{self.rejected} value{'' if self.rejected == 1 else 's'} rejected")
        prefix = f" ({u.cached_tokens:,} from the service's cache)" if u.cached_tokens else ""
        parts.append(f"{u.input_tokens:,} tokens in{prefix}, {u.output_tokens:,} out")
        if u.from_cache:
            parts.append(f"{u.from_cache:,} of {u.calls:,} questions answered from the local cache, unpaid")
        if u.cost is not None:
            each = f", ${u.cost / self.done:.5f} an article" if self.done else ""
            parts.append(f"${u.cost:.4f}{each}")
        return "; ".join(parts)


def duration(seconds: float) -> str:
    """Such as `48 s`, `12 min` or `3 h 05 min`."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"
