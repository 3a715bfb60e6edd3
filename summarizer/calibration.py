"""From a model's raw probability for a yes to one that can be compared with a threshold.

A small model's "Yes" ranks well and is placed badly: asked whether an article reports an attack it may say 0.75 for
everything, and a little more where it is true. Platt scaling puts that right: p = 1 / (1 + exp(-(slope * x + intercept)))
with x the log-odds of the raw probability, slope and intercept fitted for each question on labelled articles. A third
number weighs the words in the article that the class leads one to expect (`summarizer.cues`), which no model is needed
to count.

Source: Platt, "Probabilistic outputs for support vector machines", 1999.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import ConfigurationError

_EDGE = 1e-6


class Platt(NamedTuple):
    """Slope and intercept over log-odds, and the weight of the cue; (1, 0, 0) leaves a probability as it is."""

    slope: float = 1.0
    intercept: float = 0.0
    cue: float = 0.0

    def __call__(self, probability: float, cue: float = 0.0) -> float:
        """The calibrated probability; `cue` as `summarizer.cues.strength` gives it."""
        x = self.slope * log_odds(probability) + self.cue * cue + self.intercept
        return 1 / (1 + math.exp(-max(min(x, 50.0), -50.0)))


class Calibration(BaseModel):
    """Parameters by question: `any`, `<field>=<value>` for a class, and `<field>` for the check of a value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: dict[str, Platt] = {}

    def of(self, question: str) -> Platt:
        """The parameters of a question; those that change nothing where none were fitted."""
        return self.questions.get(question, Platt())


def log_odds(probability: float) -> float:
    """ln(p / (1 - p)), p kept a millionth away from 0 and 1."""
    p = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(p / (1 - p))


@cache
def load_calibration(path: Path | None) -> Calibration:
    """The parameters in a JSON file; none for no file. Raises ConfigurationError."""
    if path is None:
        return Calibration()
    try:
        return Calibration.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise ConfigurationError(f"{path}: no calibration: {error.errors(include_url=False)[0]['msg']}") from error
