"""B-cubed: coreference scored record by record.

Source: Bagga and Baldwin, "Algorithms for scoring coreference chains", LREC workshop on linguistic coreference, 1998.

    P = mean over records m of |R(m) & K(m)| / |R(m)|,   R = mean of |R(m) & K(m)| / |K(m)|

with K(m) and R(m) the clusters that hold m in key and response. A record alone that should be alone counts as right.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from typing import TypeVar

from evals.metrics.counts import Counts

M = TypeVar("M", bound=Hashable)


def score(key: Sequence[Set[M]], response: Sequence[Set[M]]) -> Counts:
    """Counts of one partition of records against another of the same records."""
    keys = {m: cluster for cluster in key for m in cluster}
    responses = {m: cluster for cluster in response for m in cluster}
    shared = {m: len(keys[m] & responses[m]) for m in keys}
    return Counts(
        sum(n / len(responses[m]) for m, n in shared.items()),
        len(shared),
        sum(n / len(keys[m]) for m, n in shared.items()),
        len(shared),
    )
