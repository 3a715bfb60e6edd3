"""Pairs of records that tell one event: found, missed, and merged though they must stay apart.

    wrong merges  merged pairs that must stay apart / all pairs that must stay apart
    found merges  merged pairs that belong together / all pairs that belong together
    P, R          the same counts as precision (over merged pairs that are scored) and recall

Pairs that a fair reader may join or leave apart are in no count.
"""

from __future__ import annotations

from collections.abc import Hashable, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from evals.metrics.counts import Counts, percent

M = TypeVar("M", bound=Hashable)


@dataclass(frozen=True)
class LinkPairs(Generic[M]):
    """Sets of unordered pairs."""

    wrong: Set[frozenset[M]]
    missed: Set[frozenset[M]]
    found: Set[frozenset[M]]
    apart: int
    """How many pairs must stay apart."""

    @property
    def wrong_share(self) -> float:
        """Wrong merges in per cent of the pairs that must stay apart."""
        return percent(len(self.wrong), self.apart)

    @property
    def counts(self) -> Counts:
        """Precision and recall over pairs."""
        right = len(self.found)
        return Counts(right, right + len(self.wrong), right, right + len(self.missed))


def score(merged: Set[frozenset[M]], together: Set[frozenset[M]], apart: Set[frozenset[M]]) -> LinkPairs[M]:
    """Compare the merged pairs with those that belong together and those that must stay apart."""
    return LinkPairs(merged & apart, together - merged, together & merged, len(apart))
