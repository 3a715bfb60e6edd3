"""What is asked of a model, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from summarizer.model.replies import Dropped
from summarizer.schemas.extraction import Usage
from summarizer.schemas.wire import Schema

if TYPE_CHECKING:
    from summarizer.model.structured import Format

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

MAX_ERROR = 400
"""Characters of the last error that a re-ask repeats."""

Repair = Callable[[str], str]


@dataclass(frozen=True)
class Prompt:
    """What is asked. The stable part stands first, so that prefix caches hit: system, examples, then `user`."""

    system: str
    user: str
    examples: tuple[tuple[str, str], ...] = ()
    """Pairs of a user's message and the assistant's reply to it."""

    def messages(self) -> list[dict[str, str]]:
        """The chat messages."""
        turns = [("system", self.system)]
        for question, answer in self.examples:
            turns += [("user", question), ("assistant", answer)]
        return [{"role": role, "content": content} for role, content in [*turns, ("user", self.user)]]


@dataclass(frozen=True)
class Reply(Generic[T]):
    """The answer to one question."""

    value: T
    dropped: tuple[Dropped, ...]
    """What did not validate; never left out in silence."""
    truncated: bool
    """The reply broke off: what its complete part holds was kept, what came later is lost."""
    usage: Usage
    """Of all attempts at this question."""
    fingerprint: str
    """Of the request body, as sent, that was answered: SHA-256, the first 16 hex digits."""
    model: str
    """As the endpoint names it."""

    @property
    def attempts(self) -> int:
        """Requests sent for this question."""
        return self.usage.attempts


@dataclass(frozen=True)
class Choice:
    """Probabilities of options, from an unconstrained first token."""

    probabilities: dict[str, float]
    """Of each option, summing to 1; all 0 if no likely token stands for any option."""
    mass: float
    """Probability that the next token stands for any of the options; low means that the prompt is not understood."""
    usage: Usage
    fingerprint: str
    model: str


@dataclass(frozen=True)
class Question(Generic[M]):
    """One structured question: see `ModelClient.structured`."""

    prompt: Prompt
    form: Format[M]
    wire: Schema | None = None
    max_tokens: int | None = None
    grammar: str | None = None
    repair: Repair | None = None

    def again(self, problem: str) -> Question[M]:
        """The original prompt with the last error only: a history of failures grows dear and teaches the model to fail."""
        problem = problem[:MAX_ERROR]
        added = f"Your last reply could not be used: {problem}. Reply again, with JSON only."
        if self.repair:
            added = self.repair(problem)
        return replace(self, prompt=replace(self.prompt, user=f"{self.prompt.user}\n\n{added}"))
