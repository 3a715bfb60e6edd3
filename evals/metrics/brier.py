"""Brier score: the mean squared difference between confidence and what came true (1 right, 0 wrong).

0 is best. Saying the base rate b of everything gives b * (1 - b): a confidence that scores no better tells nothing.

Source: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review, 1950, in the form
for two outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence


def score(judged: Sequence[tuple[float, bool]]) -> float:
    """The score, 0–1. Raises ValueError where nothing was judged."""
    if not judged:
        raise ValueError("no confidence to judge")
    return sum((sure - right) ** 2 for sure, right in judged) / len(judged)
