"""Precision, recall and F1 from summed counts, in per cent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


def percent(part: float, whole: float) -> float:
    """Return `part` of `whole` in per cent; 0 where there is nothing to divide by."""
    return 100.0 * part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """Numerators and denominators of precision and recall. Counts of documents add up to those of a corpus.

    The two numerators may differ: several predicted items can rest on one gold item.
    """

    p_num: float = 0.0
    p_den: float = 0.0
    r_num: float = 0.0
    r_den: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.p_num + other.p_num,
            self.p_den + other.p_den,
            self.r_num + other.r_num,
            self.r_den + other.r_den,
        )

    @classmethod
    def total(cls, items: Iterable[Counts]) -> Counts:
        """Sum the counts; the sum of none is all zeros."""
        return sum(items, cls())

    @property
    def precision(self) -> float:
        """Precision in per cent, not rounded."""
        return percent(self.p_num, self.p_den)

    @property
    def recall(self) -> float:
        """Recall in per cent, not rounded."""
        return percent(self.r_num, self.r_den)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall in per cent, not rounded; 0 if both are 0."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def row(self) -> dict[str, float]:
        """Return precision, recall and f1 in per cent with two decimals, and the four counts."""
        return {
            "precision": round(self.precision, 2),
            "recall": round(self.recall, 2),
            "f1": round(self.f1, 2),
            "p_num": self.p_num,
            "p_den": self.p_den,
            "r_num": self.r_num,
            "r_den": self.r_den,
        }
