"""Area under the ROC curve: how often what is right has the higher number. 0.5 is chance, 1 a perfect order.

AUC = U / (n₁ n₀): U counts the pairs of one right and one wrong in which the right one is higher, ties as a half. Source:
Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic curve", 1982.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata


def score(judged: Sequence[tuple[float, bool]]) -> float:
    """The area, 0 to 1, from numbers and whether each belongs to something right. Raises ValueError where all are alike."""
    right = np.array([r for _, r in judged], dtype=bool)
    ones = int(right.sum())
    if not 0 < ones < len(right):
        raise ValueError("the area needs something right and something wrong")
    ranks = rankdata([number for number, _ in judged])
    return float((ranks[right].sum() - ones * (ones + 1) / 2) / (ones * (len(right) - ones)))
