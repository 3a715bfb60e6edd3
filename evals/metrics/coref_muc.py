"""MUC, the link-based score of coreference.

Source: Vilain et al., "A model-theoretic coreference scoring scheme", MUC-6, 1995.

    R = sum over key clusters K of (|K| - parts into which the response cuts K) / sum of (|K| - 1)

and P with key and response exchanged. Records alone count for nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from typing import TypeVar

from evals.metrics.counts import Counts

M = TypeVar("M", bound=Hashable)


def score(key: Sequence[Set[M]], response: Sequence[Set[M]]) -> Counts:
    """Counts of one partition of records against another of the same records."""
    return Counts(*_links(response, key), *_links(key, response))


def _links(one: Sequence[Set[M]], other: Sequence[Set[M]]) -> tuple[int, int]:
    home = {m: i for i, cluster in enumerate(other) for m in cluster}
    kept = sum(len(cluster) - len({home.get(m, m) for m in cluster}) for cluster in one)
    return kept, sum(len(cluster) - 1 for cluster in one)
