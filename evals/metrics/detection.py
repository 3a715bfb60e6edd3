"""Event detection: precision, recall and F1 over the records of an article, after alignment (`evals.align`).

    event         a pair counts if both classes are of one family (`evals.families`)
    event.strict  a pair counts if both have the same class
    event.any     every pair counts, whatever the classes
    event.core    as `event`; recall over the gold events alone without which an account would mislead

    P = pairs that count / predicted records, R = pairs that count / gold records.

Records that an admissible merge explains are in neither denominator; the events of a failed article are missed. The
form, detection first and fields on the pairs after, is that of MUC-4's template mapping (Chinchor, "MUC-4 evaluation
metrics", 1992).
"""

from __future__ import annotations

from collections.abc import Callable

from evals.cases import Case, Match
from evals.families import family_of
from evals.goldevent import GoldEvent
from evals.marks import class_of
from evals.metrics.counts import Counts
from summarizer.schemas import Record


def score(case: Case) -> dict[str, Counts]:
    """Counts of one article."""
    family = _counts(case, lambda match: family_of(match.gold) == family_of(match.predicted))
    core = [match for match in case.matches if _is_core(match.gold)]
    hits = sum(family_of(match.gold) == family_of(match.predicted) for match in core)
    return {
        "event": family,
        "event.strict": _counts(case, lambda match: class_of(match.gold) == class_of(match.predicted)),
        "event.any": _counts(case, lambda match: True),
        "event.core": Counts(family.p_num, family.p_den, hits, len(core) + sum(map(_is_core, case.missed))),
    }


def _counts(case: Case, right: Callable[[Match], bool]) -> Counts:
    hits = sum(right(match) for match in case.matches)
    pairs = len(case.alignment.pairs)
    return Counts(hits, pairs + len(case.spurious), hits, pairs + len(case.missed))


def _is_core(record: Record) -> bool:
    return not isinstance(record, GoldEvent) or record.core
