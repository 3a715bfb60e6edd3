"""Spearman's rank correlation: does more of one go with more of the other? 1 the same order, 0 none, -1 the reverse.

Pearson's correlation of the ranks, equal values sharing their mean rank; 0 where one side is the same everywhere, for it
then orders nothing.

Source: Spearman, "The proof and measurement of association between two things", 1904.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata


def score(pairs: Sequence[tuple[float, float]]) -> float:
    """The correlation, -1 to 1. Raises ValueError for fewer than two pairs."""
    if len(pairs) < 2:
        raise ValueError("a rank correlation needs two pairs or more")
    ranks = np.array([rankdata(side) for side in zip(*pairs, strict=True)])
    if not ranks.std(axis=1).all():
        return 0.0
    return float(np.corrcoef(ranks)[0, 1])
