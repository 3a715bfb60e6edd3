"""What a record stands for: one event or many (granularity), now or then (temporal role), counted or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarizer.schemas.codebook import EventClass, Granularity, Status, TemporalRole
from summarizer.schemas.event import EventTime

HISTORICAL_AFTER = timedelta(days=30)
"""A daily desk's reporting period: what ended longer before publication is background."""

_CAMPAIGN = re.compile(r"\b(?:campaign|offensive|operation|siege|insurgency|crackdown|war)s?\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:(?:attack|(?:air)?strike|raid|clash|incident|bombing|bombardment|shelling|protest|arrest|abduction|kidnapping|violation|skirmish"
    r"|assault|explosion)(?:s|es)|series of|wave of|string of|intensif\w+|escalat\w+|increas\w+|repeated(?:ly)?|dozens of|spate of)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:villages|towns|neighbou?rhoods|districts|positions|areas|homes|sites)\b", re.IGNORECASE)
_SPAN = re.compile(
    # The class of first letters: most words are passed over at once.
    r"\b(?=[siot])(?:since|in the (?:last|past)|over the (?:last|past)|this (?:week|month|year)|so far)\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:last year|(?:\w+ |\d+ )?(?:years|decades) (?:ago|earlier|before)|anniversary|in (?:19|20)\d\d|(?:a|one) (?:year|decade) ago"
    r"|decades? of|at the time|back then)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?=[iacosdtb])(?:in (?:all|total)|altogether|cumulative|overall|so far (?:this|in)|since|death toll|toll (?:has|had|now)|bringing"
    r"|total of|to date)\b",
    re.IGNORECASE,
)
UNREAL = (Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL, Status.FOILED, Status.DID_NOT_OCCUR)


def granularity(event_class: EventClass, sentence: str, targets: Sequence[str], *, has_toll: bool) -> Granularity:
    """One event, a cluster at one place and day, a summary, or a campaign: by cue words of the telling sentence."""
    if event_class in (EventClass.STATEMENT, EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE):
        return Granularity.DISCRETE
    if _SPAN.search(sentence) or (not has_toll and _MANY.search(sentence)):
        return Granularity.AGGREGATE
    if not has_toll and _CAMPAIGN.search(sentence):
        return Granularity.CAMPAIGN
    if any(_SEVERAL.search(target) for target in targets):
        return Granularity.DISCRETE_CLUSTER
    return Granularity.DISCRETE


def temporal_role(status: Status, time: EventTime, sentences: Sequence[str], published: date | None) -> TemporalRole:
    """Upcoming and outlook follow from the status; historical from a date long past or words that say so."""
    if status is Status.PLANNED:
        return TemporalRole.UPCOMING
    if status in (Status.THREATENED, Status.HYPOTHETICAL):
        return TemporalRole.OUTLOOK
    if published and time.end:
        return TemporalRole.HISTORICAL if published - time.end > HISTORICAL_AFTER else TemporalRole.CURRENT
    told = time.raw if time.raw else " ".join(sentences)
    return TemporalRole.HISTORICAL if _LONG_AGO.search(told) else TemporalRole.CURRENT


def countable(kind: Granularity, role: TemporalRole, status: Status) -> bool:
    """Whether figures of the record may be summed: one event or cluster, real, and of this reporting period."""
    single = kind in (Granularity.DISCRETE, Granularity.DISCRETE_CLUSTER)
    return single and role is TemporalRole.CURRENT and status not in UNREAL


def is_cumulative(sentence: str) -> bool:
    """Whether a figure in this sentence covers more than one event or day ("since Sunday", "in all")."""
    return bool(_TOTAL.search(sentence))
