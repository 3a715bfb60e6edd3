"""Attribution accuracy: is an event told on the right word?

    attribution            aligned pairs with the right claimants / aligned pairs. Right: each claimant of either side
                           has one of the other that shares half of the shorter's words; nobody where nobody is named
    attribution.assertion  aligned pairs whose rich record has the coder's `assertion` / those with a rich record

Told as fact what the article gives on somebody's word is the error that users of event data name first; ICD 203
(standard 1, "sourcing") asks for the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases import Case
from evals.goldevent import GoldEvent
from evals.metrics.counts import Counts
from evals.similarity import containment, matched


def score(case: Case) -> dict[str, Counts]:
    """Counts of one article; nothing for records without claimants in their schema."""
    named = {"attribution": Counts(), "attribution.assertion": Counts()}
    for match in case.matches:
        if not isinstance(match.gold, GoldEvent):
            continue
        right = any(_same(_claimants(gold), _claimants(match.predicted)) for gold in match.golds)
        named["attribution"] += Counts(right, 1, right, 1)
        if case.prediction.events:
            agree = case.prediction.events[match.position].assertion in {
                gold.assertion for gold in match.golds if isinstance(gold, GoldEvent)
            }
            named["attribution.assertion"] += Counts(agree, 1, agree, 1)
    return named


def _claimants(record: object) -> list[str]:
    return [str(claimant) for claimant in getattr(record, "claimants", ())]


def _same(gold: Sequence[str], predicted: Sequence[str]) -> bool:
    if len(gold) != len(predicted):
        return False
    return len(matched(gold, predicted, lambda a, b: float(containment(a, b) >= 0.5))) == len(gold)
