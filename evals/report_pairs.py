"""Gold and predicted records side by side, for people: which values agree, which are missed, which are extra.

What the page shows is not what the metrics count: each metric decides by its own rules (see `evals.metrics`). Here a
value is right if it means the same as a gold value, and partly right if one of two phrases has all the words of the
other, if one number can satisfy both figures, or if two spans share a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.align import dates_of
from evals.marks import class_of, fields_of, values_of
from evals.similarity import containment, date_overlap, figures_agree, same_figure, same_words, span_of
from summarizer.schemas import Figure, Record, When

Kind = Literal["right", "partly", "missed", "extra", "merged"]
Form = str | Figure | When


@dataclass(frozen=True)
class Value:
    """A value as it is shown, and the forms any of which another value may take to be the same."""

    text: str
    forms: tuple[Form, ...]
    closed: bool = False
    """Whether it is of a closed list: the same or not, never partly."""


@dataclass(frozen=True)
class Shown:
    """A record as a page shows it: its class, its values by field, and the numbers of its evidence sentences."""

    name: str
    values: Mapping[str, tuple[Value, ...]]
    sentences: tuple[int, ...] = ()
    confidence: float | None = None
    """The share of checks that a predicted record passed, 0–1; None if it was not measured."""
    optional: bool = False
    """Whether leaving out this gold record costs nothing, or little."""


@dataclass(frozen=True)
class Cell:
    """One field of a pair: the values of both sides, each with what became of it."""

    field: str
    gold: tuple[tuple[str, Kind], ...]
    predicted: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True)
class Pair:
    """A gold record with the predicted one that was matched to it; one side is None if nothing was."""

    gold: Shown | None
    predicted: Shown | None
    merged: bool = False
    """Whether the side that is there is an admissible merge into another record, and so no error."""

    @property
    def kind(self) -> Kind:
        """What became of the record: found (partly, if under another class), missed, invented, or merged."""
        if self.merged:
            return "merged"
        if self.gold is None:
            return "extra"
        if self.predicted is None:
            return "missed"
        return "right" if self.gold.name == self.predicted.name else "partly"

    @property
    def cells(self) -> list[Cell]:
        """The fields that either side fills, in the order of the gold record, then of the predicted one."""
        gold = self.gold.values if self.gold else {}
        predicted = self.predicted.values if self.predicted else {}
        names = [*gold, *(name for name in predicted if name not in gold)]
        cells = (_cell(name, gold.get(name, ()), predicted.get(name, ())) for name in names)
        return [cell for cell in cells if cell.gold or cell.predicted]


@dataclass(frozen=True)
class View:
    """What the page shows of one answer beside the text; `notes` are titled passages such as a brief."""

    pairs: list[Pair]
    notes: list[tuple[str, str]] = field(default_factory=list)


def shown(record: Record, *, confidence: float | None = None, optional: bool = False) -> Shown:
    """A record of any schema, by its marks."""
    values = {
        f.name: tuple(_value(v, closed=f.kind in ("class", "choice")) for v in values_of(record, f))
        for f in fields_of(type(record))
    }
    if not values.get("when") and (span := dates_of(record)):
        when = When(raw="not in words", start=span[0], end=span[1])
        values["when"] = (_value(when, closed=False),)
    return Shown(class_of(record) or type(record).__name__, values, tuple(record.sentences), confidence, optional)


def phrase(text: str, *variants: str) -> Value:
    """A value compared by its words; `variants` are other acceptable wordings."""
    return Value(text, (text, *variants))


def code(text: str) -> Value:
    """A value of a closed list."""
    return Value(text, (text,), closed=True)


def matched(gold: Sequence[Shown], predicted: Sequence[Shown]) -> list[Pair]:
    """Match records one to one so that most values agree, partly right ones counting half. For display only."""
    weights = np.array([[_likeness(g, p) for p in predicted] for g in gold]).reshape(len(gold), len(predicted))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return paired(gold, predicted, {int(i): int(j) for i, j in zip(rows, columns, strict=True) if weights[i, j] > 0})


def paired(
    gold: Sequence[Shown],
    predicted: Sequence[Shown],
    found: Mapping[int, int],
    merged_gold: Sequence[int] = (),
    merged_predicted: Sequence[int] = (),
) -> list[Pair]:
    """The pairs of `found` (gold index to predicted index) in the order of the gold records, then what is extra."""
    taken = set(found.values())
    pairs = [Pair(g, predicted[found[i]] if i in found else None, i in merged_gold) for i, g in enumerate(gold)]
    return pairs + [Pair(None, p, j in merged_predicted) for j, p in enumerate(predicted) if j not in taken]


def _likeness(gold: Shown, predicted: Shown) -> float:
    kinds = [kind for cell in Pair(gold, predicted).cells for _, kind in cell.gold]
    return kinds.count("right") + 0.5 * kinds.count("partly")


def _value(value: Form, *, closed: bool) -> Value:
    if isinstance(value, Figure) and (value.low, value.best, value.high) != (None, None, None):
        reading = "/".join("–" if n is None else str(n) for n in (value.low, value.best, value.high))
        return Value(value.raw if reading == "/".join([value.raw] * 3) else f"{value.raw} ({reading})", (value,))
    if isinstance(value, When) and (span := span_of(value)):
        first, last = span
        return Value(f"{value.raw} ({first})" if first == last else f"{value.raw} ({first} to {last})", (value,))
    return Value(str(value), (value,), closed)


def _cell(name: str, gold: Sequence[Value], predicted: Sequence[Value]) -> Cell:
    return Cell(
        name,
        tuple((value.text, _standing(value, predicted, "missed")) for value in gold),
        tuple((value.text, _standing(value, gold, "extra")) for value in predicted),
    )


def _standing(value: Value, others: Sequence[Value], otherwise: Kind) -> Kind:
    best = max((_alike(value, other) for other in others), default=0.0)
    return "right" if best == 1 else "partly" if best > 0 else otherwise


def _alike(a: Value, b: Value) -> float:
    """1 the same, 0.5 partly the same, 0 different."""
    if a.closed or b.closed:
        return float(not {str(form) for form in a.forms}.isdisjoint(str(form) for form in b.forms))
    return max(_forms_alike(x, y) for x in a.forms for y in b.forms)


def _forms_alike(a: Form, b: Form) -> float:
    if isinstance(a, Figure) and isinstance(b, Figure):
        return 1.0 if same_figure(a, b) else 0.5 if figures_agree(a, b) else 0.0
    if isinstance(a, When) and isinstance(b, When):
        first, second = span_of(a), span_of(b)
        if first and second:
            return 1.0 if first == second else 0.5 if date_overlap(first, second) else 0.0
    one, other = str(a), str(b)
    return 1.0 if same_words(one, other) else 0.5 if containment(one, other) == 1 else 0.0
