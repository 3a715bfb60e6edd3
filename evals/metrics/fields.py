"""Field scores: precision, recall and F1 of every field's values, by mark.

    field.NAME         end to end: the values of missed events count as missed, those of spurious records as wrong
    field.NAME.exact   the same with exact agreement only
    field              all fields together
    paired.NAME        aligned pairs only: how good a field is once the event is found
    paired             all fields together

A predicted value earns a credit from 0 to 1; P = credits / predicted values, R = credits / gold values, as in MUC-4's
slot scoring with its half points (Chinchor, "MUC-4 evaluation metrics", 1992):

    class, status, kinds   1 if equal
    words, place, actor    F1 of shared tokens (Rajpurkar et al., "SQuAD", EMNLP 2016); exact: the same tokens. Exact
                           match alone understates extraction by models by far ("REGen", arXiv 2502.16838)
    figure                 1 if low, best and high are equal; 0.5 if one number can satisfy both (a hedge lost or added)
    when                   days in both / days in either; exact: same first and last day. Where one side is not
                           resolved, the words are compared
    lists                  items matched one to one for the greatest sum of credits

Right answers too are a coder's further places, and the values of gold records that an admissible merge joins. A date
that the coder knew without words in the text is scored if the system gives one and costs nothing if it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from evals.cases import Case
from evals.goldevent import GoldEvent
from evals.marks import Field, Value, scored_fields, values_of
from evals.metrics.counts import Counts
from evals.similarity import date_overlap, figures_agree, matched, same_figure, same_words, span_of, token_f1
from summarizer.schemas import Figure, Record, When

Worth = Callable[[Value, Value], float]


class Credit(NamedTuple):
    """What a value earns: partial credit, and 1 or 0 for exact agreement."""

    partial: float
    exact: float


def score(case: Case) -> dict[str, Counts]:
    """Counts of one article; names of fields that occur in no record of it are missing."""
    partial: dict[str, Counts] = {}
    exact: dict[str, Counts] = {}
    paired: dict[str, Counts] = {}
    for match in case.matches:
        for field in scored_fields(match.gold):
            both = score_values(match.golds, match.predicted, field)
            _add(partial, field, both.partial)
            _add(exact, field, both.exact)
            _add(paired, field, both.partial)
    for record in case.missed:
        for field in scored_fields(record):
            missed = Counts(r_den=len(required_values(record, field)))
            _add(partial, field, missed)
            _add(exact, field, missed)
    for record in case.spurious:
        for field in scored_fields(record):
            wrong = Counts(p_den=len(values_of(record, field)))
            _add(partial, field, wrong)
            _add(exact, field, wrong)
    named = {"field": Counts.total(partial.values()), "paired": Counts.total(paired.values())}
    named |= {f"field.{name}": counts for name, counts in partial.items()}
    named |= {f"field.{name}.exact": counts for name, counts in exact.items()}
    return named | {f"paired.{name}": counts for name, counts in paired.items()}


class Scored(NamedTuple):
    """One field of one pair."""

    partial: Counts
    exact: Counts


def score_values(golds: Sequence[Record], predicted: Record, field: Field) -> Scored:
    """One field of an aligned pair; `golds` is the partner, then the gold records merged with it."""
    answers = values_of(predicted, field)
    required = required_values(golds[0], field)
    keys = list(dict.fromkeys([*required, *_further(golds, field)]))
    count = _count_list if field.many else _count_one
    return Scored(
        count(keys, required, answers, lambda key, answer: credit(field, key, answer).partial),
        count(keys, required, answers, lambda key, answer: credit(field, key, answer).exact),
    )


def credit(field: Field, gold: Value, predicted: Value) -> Credit:
    """What one predicted value earns against one gold value."""
    if isinstance(gold, Figure) and isinstance(predicted, Figure):
        same = same_figure(gold, predicted)
        return Credit(1.0 if same else 0.5 if figures_agree(gold, predicted) else 0.0, float(same))
    if isinstance(gold, When) and isinstance(predicted, When):
        first, second = span_of(gold), span_of(predicted)
        if first is not None and second is not None:
            return Credit(date_overlap(first, second), float(first == second))
    if field.kind in ("class", "choice"):
        return Credit(float(str(gold) == str(predicted)), float(str(gold) == str(predicted)))
    return Credit(token_f1(str(gold), str(predicted)), float(same_words(str(gold), str(predicted))))


def required_values(record: Record, field: Field) -> tuple[Value, ...]:
    """The gold values that a system should give. A coder's dates replace those of its words."""
    values = values_of(record, field)
    if isinstance(record, GoldEvent) and field.kind == "when":
        return tuple(_dated(record, str(value)) for value in values)
    return values


def optional_values(record: Record, field: Field) -> tuple[Value, ...]:
    """Gold values that are right if given and not missed if not."""
    if not isinstance(record, GoldEvent):
        return ()
    if field.kind == "place":
        return tuple(record.other_places)
    if field.kind == "when" and record.when is None and record.start is not None:
        return (_dated(record, record.start.isoformat()),)
    return ()


def _further(golds: Sequence[Record], field: Field) -> Iterable[Value]:
    yield from optional_values(golds[0], field)
    for record in golds[1:]:
        yield from required_values(record, field)
        yield from optional_values(record, field)


def _dated(record: GoldEvent, words: str) -> When:
    return When(raw=words, start=record.start, end=record.end)


def _count_one(keys: Sequence[Value], required: Sequence[Value], answers: Sequence[Value], worth: Worth) -> Counts:
    earned = max((worth(key, answer) for answer in answers for key in keys), default=0.0)
    # An answered optional key counts as a gold value, so that no recall exceeds one.
    return Counts(earned, len(answers), earned, len(required) or int(earned > 0))


def _count_list(keys: Sequence[Value], required: Sequence[Value], answers: Sequence[Value], worth: Worth) -> Counts:
    pairs = matched(keys, answers, worth)
    earned = sum(credit for _, _, credit in pairs)
    optional = sum(i >= len(required) for i, _, _ in pairs)
    return Counts(earned, len(answers), earned, len(required) + optional)


def _add(counts: dict[str, Counts], field: Field, more: Counts) -> None:
    counts[field.name] = counts.get(field.name, Counts()) + more
