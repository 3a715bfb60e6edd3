"""Grades, computed and explained in words: Admiralty credibility, corroboration, ICD 203 confidence, extraction confidence.

Rules (after the Admiralty code and ICD 203): credibility 1 when two or more independent origins agree; 2 for one origin with
consistent official or physical evidence, or for a side that reports its own act; 3 for one attributed origin; 4 when a
better-placed source contradicts; 5 when several do; 6 without attribution. One article is single-sourced, whoever it quotes:
never better than 2, and its analytic confidence is low.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.resolve.confidence import likelihood, signs_of
from summarizer.resolve.outlets import OutletTable, Rated
from summarizer.schemas.codebook import Assertion
from summarizer.schemas.codebook_parts import (
    ClaimantType,
    EvidenceLink,
    PlacePrecision,
    Qualifier,
    Stance,
    ValidationStatus,
)
from summarizer.schemas.event import Attribution, Confidence, EventRecord, SourceAssessment

_PLACED = {
    ClaimantType.UN: 3,
    ClaimantType.MONITORING_GROUP: 3,
    ClaimantType.NGO: 3,
    ClaimantType.OFFICIAL: 2,
    ClaimantType.WITNESS: 2,
    ClaimantType.ANALYST: 1,
    ClaimantType.MEDIA: 1,
    ClaimantType.ARMED_GROUP_SPOKESPERSON: 1,
    ClaimantType.OUTLET: 1,
    ClaimantType.ANONYMOUS_SOURCE: 0,
}
"""How well placed a kind of source is to know: bystanders without a side, then those present or in charge, then the rest."""
_PARTY = 1
_OUTLETS_WORD = 2
"""What nobody is quoted for, the outlet itself stands for: only a bystander without a side outranks it."""
_PHYSICAL = re.compile(
    r"\b(?:satellite|geolocated|verified|authenticated)\s+(?:\w+\s+)?(?:images?|imagery|footage|videos?|photographs?|photos?|pictures?)\b",
    re.IGNORECASE,
)


class Grade(NamedTuple):
    """A credibility digit (1-6) and why."""

    digit: int
    why: str


def assessed(record: EventRecord, outlets: OutletTable, *, places_resolved: bool = False) -> EventRecord:
    """A record of one article with its source assessment and confidence.

    `places_resolved`: a gazetteer was asked, so that a place without a country counts as a failed check.
    """
    rated = outlets.find(record.provenance.outlet, record.provenance.url)
    grade = credibility(record)
    assessment = SourceAssessment(
        reliability=rated.outlet.reliability,
        credibility=grade.digit,
        source_scale=rated.outlet.scale,
        explanation=f"{_of_outlet(record, rated)} Credibility {grade.digit}: {grade.why}. One article, so one origin.",
    )
    share, why = _extraction(record, places_resolved)
    confidence = Confidence(extraction=share, explanation=f"Analytic confidence is low: a single article. {why}")
    return record.model_copy(update={"source_assessment": assessment, "confidence": confidence})


def _of_outlet(record: EventRecord, rated: Rated) -> str:
    name = record.provenance.outlet or "The outlet"
    if rated.key is None:
        return f"Reliability F: {name} is in no table of outlets."
    return f"Reliability {rated.outlet.reliability}: {name} stands so in the table of outlets."


def credibility(record: EventRecord) -> Grade:
    """The digit of a record of one article; 1 is out of reach."""
    asserting = [a for a in record.attribution if a.stance in (Stance.ASSERTS, Stance.SUPPORTS)]
    against = [a for a in record.attribution if a.stance in (Stance.DENIES, Stance.DOUBTS)]
    if (contradicted := contradiction(asserting, against)) is not None:
        return contradicted
    if record.assertion is Assertion.OFFICIAL_SELF_REPORT:
        return Grade(2, f"the acting side says so itself ({_names(asserting)})")
    if not asserting:
        return Grade(6, "the article names no source for it")
    official = [
        a for a in asserting if a.claimant_type in (ClaimantType.OFFICIAL, ClaimantType.UN) and not a.party_to_conflict
    ]
    others = [a for a in asserting if a not in official and a.claimant_type is not ClaimantType.ANONYMOUS_SOURCE]
    if official and others:
        return Grade(2, f"{_names(others)} and, officially, {_names(official)} say so")
    if any(_PHYSICAL.search(e.quote) for e in record.evidence if e.link is not EvidenceLink.CONTEXT):
        return Grade(2, f"it rests on the word of {_names(asserting)}, and checked pictures bear it out")
    return Grade(3, f"it rests on the word of {_names(asserting)}")


def contradiction(asserting: Sequence[Attribution], against: Sequence[Attribution]) -> Grade | None:
    """4 or 5 where one or several sources that are better placed than any who asserts it contradict it; else null."""
    best = max((_placed(a) for a in asserting), default=_OUTLETS_WORD)
    better = list({a.claimant.casefold(): a for a in against if _placed(a) > best}.values())
    if not better:
        return None
    return Grade(4 if len(better) == 1 else 5, f"contradicted by {_names(better)}, better placed to know")


def _placed(claim: Attribution) -> int:
    rank = _PLACED[claim.claimant_type]
    return min(rank, _PARTY) if claim.party_to_conflict else rank


def _names(claims: Sequence[Attribution]) -> str:
    names = list(dict.fromkeys(c.claimant for c in claims))
    return " and ".join(", ".join(names).rsplit(", ", 1)) if names else "nobody"


def _extraction(record: EventRecord, places_resolved: bool) -> tuple[float, str]:
    """How likely the record is right, and why in words, with the checks that it did not pass."""
    checks = _checks(record, places_resolved)
    failed = [name for name, passed in checks.items() if not passed]
    signs = [f"{sign.name} ({'+' if sign.weight > 0 else '–'})" for sign in signs_of(record)]
    words = f"Extraction: {', '.join(signs) or 'no sign for or against it'}"
    words += f"; {len(checks) - len(failed)} of {len(checks)} checks passed"
    return likelihood(record), f"{words}; not passed: {', '.join(failed)}." if failed else f"{words}."


def _checks(record: EventRecord, places_resolved: bool) -> dict[str, bool]:
    checks = {
        "quotes verified": all(e.verified for e in record.evidence),
        "words in the cited sentences": all(e.link is not EvidenceLink.ELSEWHERE for e in record.evidence),
        "no value removed or repaired": record.validation.status is ValidationStatus.OK,
    }
    if record.time.raw is not None:
        checks["date resolved"] = record.time.start is not None
    if record.locations and places_resolved:
        place = record.locations[0]
        checks["place resolved"] = place.country_iso3 is not None and place.precision is not PlacePrecision.UNKNOWN
    if record.casualties:
        checks["figures read"] = all(
            c.qualifier is Qualifier.VAGUE or any(f is not None for f in (c.low, c.best, c.high))
            for c in record.casualties
        )
    return checks
