"""Doubtful articles go to a stronger model, whole, and its result takes the place of the first.

An article's confidence, 0 to 1:

    failed       0
    records      records / (records + rejections): a model that the gate corrects often is wrong elsewhere too
    no records   0 if anything was rejected, or, for the shipped schema, if a sentence has words of violence or casualties
                 (`summarizer.overlooked`); else 1

Rejections order articles by their quality, and the `confidence.extraction` of the events hardly does: on the development
articles of the gold set, embedded model, the rank correlation with the F1 of all fields is 0.6 for this rule and 0.2 for the
lowest confidence of an article's events (`python -m evals.reliability RUN` prints the first for any run).

Only asked for by name: without `escalate_to` no article goes to a second model. The stronger model works in its own way
(strategy and prompts are chosen for it), within the tokens and the time that the article has left. If it fails, the first
result stands, and a warning says so.
"""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

from summarizer.articles import Article
from summarizer.errors import ConfigurationError
from summarizer.extraction import Extractor
from summarizer.model.usage import Allowance
from summarizer.overlooked import overlooked
from summarizer.schemas import EventDraft, Extraction, FailureKind, Record, Usage
from summarizer.settings import Settings

R = TypeVar("R", bound=Record)

_OWN = ("profile", "strategy", "prompt", "vocabulary", "calibration")
"""Settings that fit one model: the stronger one has its defaults."""
_HOPELESS = (FailureKind.EMPTY, FailureKind.BUDGET, FailureKind.DEADLINE)
"""Failures that another model cannot mend: there is no text, or nothing is left to spend on it."""


class Confidence(NamedTuple):
    """How sure a result is, and what it rests on, in words."""

    value: float
    why: str


def confidence(article: Article, result: Extraction[Any], *, shipped: bool) -> Confidence:
    """The confidence of an article's result, by the rule above."""
    if result.error is not None:
        return Confidence(0.0, f"it failed ({result.error.kind.value})")
    kept, refused = len(result.records), len(result.rejected)
    if kept or refused:
        return Confidence(kept / (kept + refused), f"{kept} records, {refused} values rejected")
    missed = overlooked(article, ()) if shipped else []
    numbers = ", ".join(str(s.number) for s in missed[:5])
    return Confidence(0.0, f"no event, but sentence {numbers} tells of harm") if missed else Confidence(1.0, "calm")


def stronger(settings: Settings) -> Settings | None:
    """The settings of the stronger model; None where none is asked for.

    Raises ConfigurationError where it would need an endpoint or a key and there is neither.
    """
    if settings.escalate_to is None:
        return None
    elsewhere = settings.escalate_base_url not in (None, settings.base_url)
    # A key never goes to an endpoint that it was not given for.
    key = settings.escalate_api_key or (None if elsewhere else settings.api_key)
    better = settings.model_copy(
        update={
            **{name: Settings.model_fields[name].default for name in _OWN},
            # What pays for quality is meant for both.
            **({"profile": "thorough"} if settings.profile == "thorough" else {}),
            "model": settings.escalate_to,
            "base_url": settings.escalate_base_url or settings.base_url,
            "api_key": key,
            "prices": settings.escalate_prices,
            "escalate_to": None,
        }
    )
    if better.embedded and not Settings.names_a_file(settings.escalate_to):
        raise ConfigurationError(
            f"escalate_to: {settings.escalate_to!r} is no model file, and no endpoint or key is set for it: set "
            "escalate_base_url, escalate_api_key or OPENAI_API_KEY, or name one of `summarizer models list`"
        )
    return better


class Escalating(Generic[R]):
    """Two extractors of one schema: the second is asked where the first one's result is doubtful."""

    def __init__(self, first: Extractor[R], second: Extractor[R], below: float) -> None:
        self._first, self._second, self._below = first, second, below
        self._shipped = issubclass(first.schema, EventDraft)

    async def extract(self, article: Article) -> Extraction[R]:
        """As `Extractor.extract`; `usage` counts both models, `warnings` say what was escalated, and why."""
        allowed = Allowance.of(self._first.settings)
        found = await self._first.extract(article, allowed)
        sure = confidence(article, found, shipped=self._shipped)
        if sure.value >= self._below or (found.error is not None and found.error.kind in _HOPELESS):
            return found
        better = await self._second.extract(article, allowed.rest())
        usage = self._cost_of_first(found) + better.usage
        told = f"confidence {sure.value:.2f} ({sure.why}) is below {self._below:g}"
        name = self._second.client.model
        if better.error is not None:
            note = f"{told}: {name} was asked and failed ({better.error.message}); the first result stands"
            return found.model_copy(update={"usage": usage, "warnings": [*found.warnings, note]})
        note = f"{told}: escalated from {self._first.client.model}; this is what {name} found"
        return better.model_copy(update={"usage": usage, "warnings": [*better.warnings, note]})

    def _cost_of_first(self, found: Extraction[R]) -> Usage:
        """What the first model used. One that runs in this process is paid nothing: the sum stays known."""
        free = self._first.client.embedded and found.usage.cost is None
        return found.usage.model_copy(update={"cost": 0.0}) if free else found.usage
