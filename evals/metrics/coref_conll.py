"""The CoNLL average of coreference: the mean F1 of MUC, B-cubed and CEAF-e.

Source: Pradhan et al., "CoNLL-2012 shared task", CoNLL 2012.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from typing import TypeVar

from evals.metrics import coref_b3, coref_ceaf_e, coref_muc

M = TypeVar("M", bound=Hashable)


def score(key: Sequence[Set[M]], response: Sequence[Set[M]]) -> float:
    """The average in per cent, 0 to 100."""
    scores: list[float] = [metric.score(key, response).f1 for metric in (coref_muc, coref_b3, coref_ceaf_e)]
    return sum(scores) / len(scores)
