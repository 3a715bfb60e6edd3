"""Grades of a linked cluster: how many independent origins stand behind one event told in several articles.

Ten outlets that repeat one wire are one origin. Articles are one origin when `origins` says so (same wire, near-duplicate
text) or when they rest on the word of the same claimant; a source that is not named counts as the same only with the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from summarizer.resolve.grades import Grade, contradiction, credibility
from summarizer.schemas.codebook import Assertion, Status
from summarizer.schemas.codebook_parts import AnalyticConfidence, Corroboration, Reliability, Stance
from summarizer.schemas.event import Attribution, EventRecord

_RELIABLE = (Reliability.A, Reliability.B)
_ARTICLES = ("the ", "a ", "an ")


def regrade(records: Sequence[EventRecord], origins: Mapping[str, str]) -> list[EventRecord]:
    """The records of one event, in their order, with the cluster's credibility, corroboration and analytic confidence.

    `origins` maps the doc_id of an article to the id of its origin; an article that is not in it is an origin of its own.
    Reliability and scale stay each outlet's. `assertion` becomes `corroborated` where two independent origins agree and
    `disputed` where some articles assert and others deny. Records of one article alone come back as they were.
    """
    if len({r.provenance.doc_id for r in records}) < 2:
        return list(records)
    telling = [r for r in records if not _denies(r)]
    groups = _origins(telling, origins)
    grade, corroboration = _grade(records, telling, groups)
    analytic, why = _analytic(grade, corroboration, groups)
    assertion = _assertion(records, telling, corroboration)
    return [_regraded(r, grade, corroboration, len(groups), analytic, why, assertion) for r in records]


def _regraded(
    record: EventRecord,
    grade: Grade,
    corroboration: Corroboration,
    origins: int,
    analytic: AnalyticConfidence,
    why: str,
    assertion: Assertion | None,
) -> EventRecord:
    own = record.source_assessment
    assessment = own.model_copy(
        update={
            "credibility": grade.digit,
            "corroboration": corroboration,
            "number_of_sources": origins,
            "explanation": f"Reliability {own.reliability} of the outlet. Credibility {grade.digit}: {grade.why}.",
        }
    )
    extraction = (record.confidence.explanation or "").partition("Extraction:")
    confidence = record.confidence.model_copy(
        update={"analytic": analytic, "explanation": f"{why} {''.join(extraction[1:])}".strip()}
    )
    changes: dict[str, object] = {"source_assessment": assessment, "confidence": confidence}
    if assertion is not None and record.assertion is not Assertion.DENIED:
        changes["assertion"] = assertion
    return record.model_copy(update=changes)


def _denies(record: EventRecord) -> bool:
    return record.assertion is Assertion.DENIED or record.status is Status.DID_NOT_OCCUR


def _origins(records: Sequence[EventRecord], origins: Mapping[str, str]) -> list[list[EventRecord]]:
    """The records by independent origin: those of one origin id, or that share a claimant, belong together."""
    groups: list[tuple[set[str], list[EventRecord]]] = []
    for record in records:
        doc = record.provenance.doc_id
        keys = {f"origin {origins.get(doc, doc)}", *(f"claimant {_key(c.claimant)}" for c in _asserting([record]))}
        joined = [g for g in groups if g[0] & keys]
        groups = [g for g in groups if not g[0] & keys]
        groups.append((keys.union(*(g[0] for g in joined)), [*(r for g in joined for r in g[1]), record]))
    return [members for _, members in groups]


def _key(claimant: str) -> str:
    words = " ".join(claimant.casefold().replace("’", "'").split())
    return next((words.removeprefix(a) for a in _ARTICLES if words.startswith(a)), words)


def _asserting(records: Iterable[EventRecord]) -> list[Attribution]:
    return [a for r in records for a in r.attribution if a.stance in (Stance.ASSERTS, Stance.SUPPORTS)]


def _grade(
    records: Sequence[EventRecord], telling: Sequence[EventRecord], groups: Sequence[Sequence[EventRecord]]
) -> tuple[Grade, Corroboration]:
    attributed = [g for g in groups if _asserting(g)]
    outlets = {r.provenance.outlet or r.provenance.doc_id for r in telling}
    if len(attributed) >= 2:
        corroboration = Corroboration.MULTIPLE_INDEPENDENT
    elif len(groups) >= 2 and len(outlets) >= 2:
        corroboration = Corroboration.MULTIPLE_OUTLETS
    else:
        corroboration = Corroboration.SINGLE_ORIGIN
    against = [a for r in records for a in r.attribution if a.stance in (Stance.DENIES, Stance.DOUBTS) or _denies(r)]
    if (contradicted := contradiction(_asserting(telling), against)) is not None:
        return contradicted, corroboration
    if corroboration is Corroboration.MULTIPLE_INDEPENDENT:
        return Grade(1, f"{len(attributed)} independent origins agree"), corroboration
    best = min((credibility(r) for r in telling or records), key=lambda g: g.digit)
    articles = len({r.provenance.doc_id for r in telling or records})
    return Grade(
        best.digit, f"{articles} articles, {len(groups)} origin{'s' * (len(groups) != 1)}; {best.why}"
    ), corroboration


def _analytic(
    grade: Grade, corroboration: Corroboration, groups: Sequence[Sequence[EventRecord]]
) -> tuple[AnalyticConfidence, str]:
    """ICD 203: high needs credibility 1 and outlets of B or better from two origins; moderate is 2, or 1 with weaker outlets."""
    reliable = sum(any(r.source_assessment.reliability in _RELIABLE for r in g) for g in groups)
    if grade.digit == 1 and reliable >= 2:
        return (
            AnalyticConfidence.HIGH,
            "Analytic confidence is high: independent origins agree, two of them in outlets rated A or B.",
        )
    if grade.digit == 1:
        return (
            AnalyticConfidence.MODERATE,
            "Analytic confidence is moderate: independent origins agree, but fewer than two in outlets rated A or B.",
        )
    if grade.digit == 2:
        return AnalyticConfidence.MODERATE, f"Analytic confidence is moderate: {grade.why}."
    return AnalyticConfidence.LOW, f"Analytic confidence is low: {grade.why}."


def _assertion(
    records: Sequence[EventRecord], telling: Sequence[EventRecord], corroboration: Corroboration
) -> Assertion | None:
    if telling and len(telling) < len(records):
        return Assertion.DISPUTED
    return Assertion.CORROBORATED if telling and corroboration is Corroboration.MULTIPLE_INDEPENDENT else None
