"""Which runs the table of strategies is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.datasets import Case
from summarizer.model.catalogue import CATALOGUE
from summarizer.settings import DEFAULT_MODEL

PLAIN = "plain"
"""One ordinary structured call (`evals.plain`): no strategy of the settings."""
TABLE, FINAL = 20, 50
"""Articles of a run of the table, and of a finalist's: the draw of more articles begins with that of fewer."""
STRATEGIES: Mapping[str, tuple[str, ...]] = {
    "gold": ("one_call", "staged"),
    "muc4-five-role": (PLAIN, "one_call", "questions"),
}
"""By dataset, what the others are compared with first."""
FINALISTS = (PLAIN, "questions")
PROMPTS = ("sentence/v1", "sentence/v2")
"""Of `staged`, against each other on gold-dev."""
_SHORT = {"gold": "gold", "muc4-five-role": "muc4"}


@dataclass(frozen=True)
class Plan:
    """One run: a strategy with a model over a dataset."""

    dataset: str
    split: str
    strategy: str
    """A strategy of the settings, or `plain`."""
    model: str
    case: Case = "asis"
    articles: int = TABLE
    """Of MUC-4: how many of the balanced draw. Of gold all: 20 of test, 24 of dev."""
    prompt: str | None = None

    @property
    def name(self) -> str:
        """The folder's name. The default model, texts as they are and in lower case go without saying."""
        parts = [_SHORT[self.dataset], self.split, self.strategy.replace("_", "-")]
        parts += [Path(self.prompt).name] if self.prompt else []
        parts += ["capitals"] if self.case == "upper" else []
        parts += [self.model] if self.model != DEFAULT_MODEL else []
        return "-".join(parts)


def plans(models: Iterable[str] = tuple(CATALOGUE)) -> tuple[Plan, ...]:
    """The runs with these models."""
    return tuple(plan for model in models for plan in _of(model))


def _of(model: str) -> Iterator[Plan]:
    for strategy in STRATEGIES["gold"]:
        yield Plan("gold", "test", strategy, model)
    for strategy in STRATEGIES["muc4-five-role"]:
        final = model == DEFAULT_MODEL and strategy in FINALISTS
        yield Plan("muc4-five-role", "tst2", strategy, model, "lower", FINAL if final else TABLE)
    if model == DEFAULT_MODEL:
        yield Plan("muc4-five-role", "tst2", "questions", model, "upper", FINAL)
        for prompt in PROMPTS:
            yield Plan("gold", "dev", "staged", model, prompt=prompt)
