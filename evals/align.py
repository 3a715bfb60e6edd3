"""Gold and predicted records of one article, matched one to one.

The similarity of two records is a weighted mean of up to five parts, each from 0 to 1:

    class     0.25   1 the same class, 0.5 the same family (`evals.families`)
    evidence  0.30   shared evidence sentences over those of the record that has fewer
    place     0.15   best pair of places, by containment of words
    actors    0.20   names on both sides whatever their role, matched one to one by containment of words
    when      0.10   1 the spans share a day, 0.5 they lie one day apart

Only parts that both records state count; the weights are rescaled to what is left, so that a schema without places or a
record without a date loses nothing. The parts are found by mark: class is the first Literal or enum field; a schema
without `Actor` fields is compared by all its `Verbatim` fields.

Among pairs of at least `THRESHOLD` the Hungarian method (Kuhn 1955) takes the one-to-one mapping with the greatest sum.
The form is that of published matchings of event pairs (parts of one weight each, an edge from a threshold, maximum
bipartite matching); the weights are this project's. At 0.5, the same sentence under a class of another family is a
pair (0.55), so that a wrong class is seen as one; the same class alone, told of other sentences, is none (0.45).

Admissible merges: a record left over is not an error if a record of its own side lists it in `merge_with`, and is
listed by it, and that one's partner covers both (similarity of at least the threshold to each). Works on both sides,
since in an agreement study either side may list merges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from evals.families import family_of
from evals.goldevent import GoldEvent
from evals.marks import class_of, has_kind, values_of_kind
from evals.similarity import Span, apart, containment, list_overlap, span_of
from summarizer.schemas import Record, When

THRESHOLD = 0.5
WEIGHTS = {"class": 0.25, "evidence": 0.30, "place": 0.15, "actors": 0.20, "when": 0.10}


@dataclass(frozen=True)
class Alignment:
    """Who matches whom; records are given by their positions.

    Attributes:
        pairs: (gold, predicted), by gold.
        missed: gold records without a partner.
        spurious: predicted records without a partner.
        merged: (gold, predicted) where exactly one of the two is in `pairs` already: the other is an admissible merge
            and neither missed nor spurious.
    """

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    spurious: tuple[int, ...]
    merged: tuple[tuple[int, int], ...] = ()


def align(gold: Sequence[Record], predicted: Sequence[Record], *, threshold: float = THRESHOLD) -> Alignment:
    """Match the records one to one; see the module."""
    if not gold or not predicted:
        return Alignment((), tuple(range(len(gold))), tuple(range(len(predicted))))
    table = np.array([[similarity(g, p) for p in predicted] for g in gold])
    pairs = assign(table, threshold)
    partner_of_gold, partner_of_predicted = dict(pairs), {j: i for i, j in pairs}
    missed = [i for i in range(len(gold)) if i not in partner_of_gold]
    spurious = [j for j in range(len(predicted)) if j not in partner_of_predicted]
    covered = _covered(gold, missed, partner_of_gold, lambda i, j: bool(table[i, j] >= threshold))
    doubled = _covered(predicted, spurious, partner_of_predicted, lambda j, i: bool(table[i, j] >= threshold))
    return Alignment(
        pairs=tuple(pairs),
        missed=tuple(i for i in missed if i not in covered),
        spurious=tuple(j for j in spurious if j not in doubled),
        merged=tuple([(i, j) for i, j in covered.items()] + [(i, j) for j, i in doubled.items()]),
    )


def assign(table: NDArray[np.float64], threshold: float) -> list[tuple[int, int]]:
    """The pairs (row, column) of the one-to-one mapping with the greatest sum among entries of at least `threshold`."""
    admissible = np.where(table >= threshold, table, 0.0)
    rows, columns = linear_sum_assignment(admissible, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if admissible[i, j] > 0]


def similarity(a: Record, b: Record) -> float:
    """Likeness of two records from 0 to 1, symmetric."""
    parts = {
        "class": _class(a, b),
        "evidence": _evidence(a, b),
        "place": _place(a, b),
        "actors": _actors(a, b),
        "when": _when(a, b),
    }
    stated = {name: part for name, part in parts.items() if part is not None}
    weight = sum(WEIGHTS[name] for name in stated)
    return sum(WEIGHTS[name] * part for name, part in stated.items()) / weight if weight else 0.0


def dates_of(record: Record) -> Span | None:
    """First and last day of a record: a coder's own, else those of its first resolved `When`."""
    if isinstance(record, GoldEvent):
        start, end = record.start or record.end, record.end or record.start
        return (start, end) if start and end else None
    spans = [span_of(when) for when in values_of_kind(record, "when") if isinstance(when, When)]
    return next((span for span in spans if span is not None), None)


def places_of(record: Record) -> list[str]:
    """The places of a record, a coder's further ones too."""
    further = record.other_places if isinstance(record, GoldEvent) else []
    return [str(place) for place in values_of_kind(record, "place")] + further


def _class(a: Record, b: Record) -> float | None:
    first, second = class_of(a), class_of(b)
    if first is None or second is None:
        return None
    return 1.0 if first == second else 0.5 if family_of(a) == family_of(b) else 0.0


def _evidence(a: Record, b: Record) -> float | None:
    first, second = set(a.sentences), set(b.sentences)
    return len(first & second) / min(len(first), len(second)) if first and second else None


def _place(a: Record, b: Record) -> float | None:
    first, second = places_of(a), places_of(b)
    return max((containment(x, y) for x in first for y in second), default=None)


def _actors(a: Record, b: Record) -> float | None:
    first, second = _names(a), _names(b)
    return list_overlap(first, second) if first and second else None


def _names(record: Record) -> list[str]:
    values = values_of_kind(record, "actor" if has_kind(type(record), "actor") else "words")
    return list(dict.fromkeys(str(value) for value in values))


def _when(a: Record, b: Record) -> float | None:
    first, second = dates_of(a), dates_of(b)
    if first is None or second is None:
        return None
    gap = apart(first, second)
    return 1.0 if not gap else 0.5 if gap <= timedelta(days=1) else 0.0


def _covered(
    records: Sequence[Record], left: Sequence[int], partners: dict[int, int], covers: Callable[[int, int], bool]
) -> dict[int, int]:
    """Records left over that an admissible merge explains, each with the other side's record that covers it."""
    found: dict[int, int] = {}
    for one in left:
        for other, partner in partners.items():
            if _mergeable(records[one], records[other]) and covers(one, partner):
                found[one] = partner
                break
    return found


def _mergeable(a: Record, b: Record) -> bool:
    if not isinstance(a, GoldEvent) or not isinstance(b, GoldEvent):
        return False
    return b.event_id in a.merge_with and a.event_id in b.merge_with
