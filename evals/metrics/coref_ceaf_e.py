"""CEAF-e, the entity-based score of coreference: clusters mapped one to one.

Source: Luo, "On coreference resolution performance metrics", HLT-EMNLP 2005, with similarity phi4.

    phi4(K, R) = 2 |K & R| / (|K| + |R|);  P = best total / response clusters,  R = best total / key clusters
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.metrics.counts import Counts

M = TypeVar("M", bound=Hashable)


def score(key: Sequence[Set[M]], response: Sequence[Set[M]]) -> Counts:
    """Counts of one partition of records against another of the same records."""
    weights = np.zeros((len(key), len(response)))
    home = {m: i for i, cluster in enumerate(response) for m in cluster}
    for i, cluster in enumerate(key):
        for j in {home[m] for m in cluster if m in home}:
            weights[i, j] = 2 * len(cluster & response[j]) / (len(cluster) + len(response[j]))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    total = float(weights[rows, columns].sum())
    return Counts(total, len(response), total, len(key))
