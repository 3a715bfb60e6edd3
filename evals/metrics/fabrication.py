"""Fabrication and omission: what a system says without support, and what it leaves out.

A *claim* is a marked value (a list item each), or a record itself: that such an event is told.

    fabrication = claims without support / predicted claims. Without support is

        .ungrounded    what the gate refuses: the words do not stand in the article, the figure is given for something
                       else, the status is not what the cited clause says, and so on (`summarizer.grounding`)
        .contradicted  in an aligned pair: a figure that agrees with no toll the gold has of that kind for the event, or
                       where it has none; dates that share no day with the gold's; a record that tells as happened
                       what the gold says has not happened
        .invented      every claim of a record that matches no gold record and cites no sentence that is evidence of
                       one: taken from background, advice, figures of speech, injected text

    omission = gold claims left out / gold claims: every claim of a missed event; in a pair, an empty field that the
    gold fills, and a gold list item that shares no word with any predicted item.

Not fabricated: what an aligned gold record says too, whatever the gate thinks. Not fabricated, though wrong: a second
record for a coded event (precision of detection), words too long or too short, an actor in another's role (field
scores), a value in a field that the gold leaves empty (null discipline). Each claim is counted once, under the first
heading that fits. The two rates are reported apart, since users forgive omission sooner; the division follows the
intrinsic and extrinsic hallucinations of Maynez et al. (ACL 2020).
"""

from __future__ import annotations

from evals.align import dates_of
from evals.cases import Case, Match
from evals.goldevent import GoldEvent
from evals.marks import Field, Value, scored_fields, values_of
from evals.metrics.counts import Counts
from evals.metrics.fields import credit, optional_values, required_values
from evals.similarity import containment, date_overlap, figures_agree, matched, span_of
from summarizer.schemas import Figure, Record, Status, When

_HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
_KINDS = ("ungrounded", "contradicted", "invented")


def score(case: Case) -> dict[str, Counts]:
    """Counts of one article: fabrication with its kinds, and omission."""
    made_up = dict.fromkeys(_KINDS, 0)
    claims = 0
    for position, record in enumerate(case.predicted):
        kind_of_record = _record_kind(case, position, record)
        claims += 1
        if kind_of_record:
            made_up[kind_of_record] += 1
        for kind in kinds_of(case, position):
            claims += 1
            if kind:
                made_up[kind] += 1
    named = {"fabrication": _rate(sum(made_up.values()), claims)}
    named |= {f"fabrication.{kind}": _rate(count, claims) for kind, count in made_up.items()}
    return named | {"omission": _omission(case)}


def kinds_of(case: Case, position: int) -> list[str | None]:
    """For each claim of a predicted record (`claims_of`), what kind of fabrication it is, if it is one."""
    record = case.predicted[position]
    of_record = _record_kind(case, position, record)
    return [_value_kind(case, position, field, value, of_record) for field, value in claims_of(record)]


def claims_of(record: Record) -> list[tuple[Field, Value]]:
    """The marked values of a record, with their fields."""
    fields = [field for field in scored_fields(record) if field.kind not in ("class", "choice")]
    return [(field, value) for field in fields for value in values_of(record, field)]


def _record_kind(case: Case, position: int, record: Record) -> str | None:
    """What kind of fabrication the record itself is, if it is one."""
    match = _match(case, position)
    told = getattr(record, "status", None)
    known = [getattr(gold, "status", None) for gold in match.golds] if match else []
    if match is not None and told in known:
        return None
    if any(r.record == position and r.field == "record" for r in case.refused):
        return "ungrounded"
    if match is None:
        return "invented" if _is_invented(case, position, record) else None
    return "contradicted" if told in _HAPPENED and _HAPPENED.isdisjoint(known) else None


def _value_kind(case: Case, position: int, field: Field, value: Value, of_record: str | None) -> str | None:
    match = _match(case, position)
    if match is not None and _is_gold(match, field, value):
        return None
    if any(r.record == position and r.field == field.name and r.value == str(value) for r in case.refused):
        return "ungrounded"
    if of_record == "invented":
        return of_record
    return "contradicted" if match is not None and _contradicts(match, field, value) else None


def _match(case: Case, position: int) -> Match | None:
    return next((match for match in case.matches if match.position == position), None)


def _is_invented(case: Case, position: int, record: Record) -> bool:
    if position not in case.alignment.spurious:
        return False
    evidence = {number for gold in case.gold.events for number in gold.sentences}
    return evidence.isdisjoint(record.sentences)


def _is_gold(match: Match, field: Field, value: Value) -> bool:
    keys = [key for gold in match.golds for key in (*required_values(gold, field), *optional_values(gold, field))]
    return any(credit(field, key, value).exact for key in keys)


def _contradicts(match: Match, field: Field, value: Value) -> bool:
    if isinstance(value, Figure):
        known = [toll for gold in match.golds for toll in _tolls(gold, field)]
        return not any(figures_agree(value, toll) for toll in known)
    if isinstance(value, When) and (span := span_of(value)) is not None:
        spans = [dates for gold in match.golds if (dates := dates_of(gold)) is not None]
        return bool(spans) and not any(date_overlap(span, dates) for dates in spans)
    return False


def _tolls(gold: Record, field: Field) -> list[Figure]:
    """All figures the gold has for the event in this field, a coder's further tolls of the same kind too."""
    found = [value for value in values_of(gold, field) if isinstance(value, Figure)]
    if not isinstance(gold, GoldEvent):
        return found
    kind = gold.other_kind if field.name == "other_figure" else field.name
    return found + [toll.figure for toll in gold.other_tolls if str(toll.kind) == kind]


def _omission(case: Case) -> Counts:
    left_out = claims = 0
    for match in case.matches:
        gold_claims = claims_of(match.gold)
        claims += 1 + len(gold_claims)
        for field in dict.fromkeys(field for field, _ in gold_claims):
            gold, given = required_values(match.gold, field), values_of(match.predicted, field)
            found = matched(gold, given, _share_a_word) if field.many else given[:1]
            left_out += len(gold) - len(found)
    for record in case.missed:
        claims += 1 + len(claims_of(record))
        left_out += 1 + len(claims_of(record))
    return _rate(left_out, claims)


def _share_a_word(a: Value, b: Value) -> float:
    return float(containment(str(a), str(b)) > 0)


def _rate(part: int, whole: int) -> Counts:
    return Counts(part, whole, part, whole)
