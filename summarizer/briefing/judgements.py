"""Judgements by rule, and few: where violence of a theatre has risen and each event of it is corroborated.

ICD 203: likelihood in the words of its first row, confidence in a sentence of its own, with basis, assumptions,
alternatives and the indicators that would change it; and whether it changed. One edition alone, or events that rest on
one origin each, warrant no judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.schemas.brief import JudgementChange, KeyJudgement, Prior, PriorJudgement
from summarizer.schemas.codebook_parts import AnalyticConfidence, Reliability, Stance

from .clauses import REAL
from .events import Event, Events
from .labels import names
from .order import VIOLENT
from .theatres import theatre, theatres
from .wording import short_label

LIKELIHOODS: dict[str, tuple[int, int]] = {
    "almost no chance": (1, 5), "very unlikely": (5, 20), "unlikely": (20, 45), "roughly even chance": (45, 55),
    "likely": (55, 80), "very likely": (80, 95), "almost certain": (95, 99),
}  # fmt: skip
"""ICD 203, row A: term and per cent."""
LEAST_EVENTS = 2
"""Corroborated violent events in one theatre from which a judgement is made."""
MAX_JUDGEMENTS = 5
_GOOD = (Reliability.A, Reliability.B)


def violent_events(events: Events) -> dict[str, int]:
    """Violent events that happened, by theatre: what the next edition compares with."""
    return {t: len(_violent(events, t)) for t in theatres(events)}


def judgements(events: Events, prior: Prior | None, numbers: Mapping[str, list[int]]) -> list[KeyJudgement]:
    """Those of this edition, then those of the last one that no longer stand; none without an edition before."""
    if prior is None:
        return []
    before = {j.topic: j for j in prior.judgements}
    made = []
    for name in theatres(events):
        found = _violent(events, name)
        sure = [e for e in found if _corroborated(e)]
        if len(sure) >= LEAST_EVENTS and len(found) > prior.violent.get(name, 0):
            made.append(_rising(name, sure, len(found), prior, before.get(_topic(name)), events, numbers))
    standing = {j.topic for j in made}
    withdrawn = [_withdrawn(j) for topic, j in before.items() if topic not in standing]
    return [*made, *withdrawn][:MAX_JUDGEMENTS]


def priors(made: Sequence[KeyJudgement]) -> list[PriorJudgement]:
    """What the next edition needs of these."""
    return [
        PriorJudgement(topic=j.topic, text=j.text, basis_events=len(j.events))
        for j in made
        if j.change is not JudgementChange.WITHDRAWN
    ]


def _topic(name: str) -> str:
    return f"violence: {name}"


def _violent(events: Events, name: str) -> list[Event]:
    real = (e for e in events.news if e.lead.event_class in VIOLENT and e.lead.status in REAL)
    return [e for e in real if theatre(e.lead) == name]


def _corroborated(event: Event) -> bool:
    return len(event.origins) > 1 and not names(event.records, Stance.DENIES)


def _rising(
    name: str, sure: Sequence[Event], total: int, prior: Prior, before: PriorJudgement | None, events: Events,
    numbers: Mapping[str, list[int]],
) -> KeyJudgement:  # fmt: skip
    confidence = _confidence(sure)
    ids = [e.lead.event_id for e in sure]
    last = prior.violent.get(name, 0)
    eased = [short_label(e.lead, events.edition) for e in events.news if e.expected and theatre(e.lead) == name]
    return KeyJudgement(
        topic=_topic(name), text=f"Further violence in {name} is likely.", likelihood="likely",
        band=LIKELIHOODS["likely"], confidence=confidence,
        confidence_text=f"Confidence in this is {confidence.value}.",
        basis=f"{len(sure)} violent events there are told by two or more independent origins each, and {total} are told "
        f"in all, against {last} in the last edition",
        assumptions=["reporting from there was as full for the last edition as for this one"],
        alternatives=["the rise lies in the reporting, not in the events"],
        indicators=["a truce, a withdrawal, or an edition without violent events there", *eased[:2]],
        change=_compared(before, len(sure)), prior=None if before is None else before.text, events=ids,
        citations=sorted({n for i in ids for n in numbers.get(i, [])}),
    )  # fmt: skip


def _confidence(sure: Sequence[Event]) -> AnalyticConfidence:
    """High needs origins of usually reliable outlets; corroboration by others makes it moderate."""
    good = all(
        len({r.provenance.outlet for r in e.records if r.source_assessment.reliability in _GOOD}) > 1 for e in sure
    )
    return AnalyticConfidence.HIGH if good else AnalyticConfidence.MODERATE


def _compared(before: PriorJudgement | None, now: int) -> JudgementChange:
    if before is None:
        return JudgementChange.NEW
    if now == before.basis_events:
        return JudgementChange.UNCHANGED
    return JudgementChange.STRENGTHENED if now > before.basis_events else JudgementChange.WEAKENED


def _withdrawn(before: PriorJudgement) -> KeyJudgement:
    return KeyJudgement(
        topic=before.topic, text=f"Withdrawn: {before.text}", likelihood=None, band=None,
        confidence=AnalyticConfidence.LOW, confidence_text="The records of this edition do not bear it out.",
        basis="fewer corroborated violent events there than the rule asks for, or no rise in them",
        change=JudgementChange.WITHDRAWN, prior=before.text, events=[], citations=[],
    )  # fmt: skip
