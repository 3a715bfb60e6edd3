"""Grounded rate: how much of what the model gave stands in the article.

    grounded = values that the gate passes / values given

Given are the marked values of the predicted records, and what the gate refused on the way to them (each value once a
record; duplicates of a value that stands are not refused for want of support and do not count). The gate runs again
over the predicted records, so that predictions from elsewhere are held to the same rule. The rule itself is measured by
the perturbation suite; the idea is the "quote verified" rate of the domain's users.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases import Case
from evals.metrics.counts import Counts
from evals.metrics.fabrication import claims_of
from summarizer.schemas import Reason, Rejection


def score(case: Case) -> dict[str, Counts]:
    """Counts of one article."""
    standing = sum(len(claims_of(record)) for record in case.predicted)
    refused_now = len(_values(case.refused))
    refused_before = len(_values(case.prediction.rejected))
    passed = max(0, standing - refused_now)
    given = standing + refused_before
    return {"grounded": Counts(passed, given, passed, given)}


def _values(rejections: Sequence[Rejection]) -> set[tuple[int | None, str, str]]:
    """Refused values; the refusal of a whole record follows from that of a value and is not counted again."""
    return {
        (r.record, r.field, r.value) for r in rejections if r.field != "record" and r.reason is not Reason.DUPLICATE
    }
