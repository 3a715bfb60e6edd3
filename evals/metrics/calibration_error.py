"""Expected calibration error: how far stated confidence is from the share that turns out right.

    ECE = sum over bins of  n_b / n * | mean confidence of bin b - share right in bin b |

with bins of equal width over 0–1, empty ones left out. 0 is perfect; a system that says the base rate of everything is
perfectly calibrated too, so read it beside the Brier score.

Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015; in this
form Guo et al., "On calibration of modern neural networks", ICML 2017.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
Judged = tuple[float, bool]
"""A confidence, 0–1, and whether what it was said of is right."""


@dataclass(frozen=True)
class Bin:
    """What was said with like confidence: the mean confidence and the share that is right, 0–1."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(judged: Sequence[Judged], count: int = BINS) -> list[Bin]:
    """The bins of equal width that hold something; 1 belongs to the last."""
    found = []
    for k in range(count):
        inside = [(sure, right) for sure, right in judged if min(int(sure * count), count - 1) == k]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            found.append(Bin(k / count, (k + 1) / count, len(inside), mean, share))
    return found


def score(judged: Sequence[Judged], count: int = BINS) -> float:
    """The error, 0–1. Raises ValueError where nothing was judged."""
    if not judged:
        raise ValueError("no confidence to judge")
    return sum(b.count * abs(b.confidence - b.right) for b in bins(judged, count)) / len(judged)
