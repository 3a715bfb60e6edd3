"""Why two records are certainly not one event. Any veto outweighs all likeness, also through a third record."""

from __future__ import annotations

from enum import IntEnum
from math import asin, cos, radians, sin, sqrt

from summarizer.schemas import EventClass, Status
from summarizer.schemas.codebook_parts import TimeBasis

from . import kinds, names
from .traits import Traits

UNDATED_DAYS = 4
"""A record without a date is of the days before its publication; this far from another's it is not compared."""
FAR_KM = 30.0
"""Two settlements further apart than this are two places whatever their names."""
NEAR_KM = 8.0

_FULFILLED = frozenset({"talks", "unrest", "agreement", "deployment", "withdrawal", "other", "aid", "statement"})
"""Groups in which an announcement and the event announced are one; threats of attacks stay threats."""
_EARTH_KM = 6371.0


class Place(IntEnum):
    """How two records' places compare, from different to the same spot."""

    DIFFERENT = -1
    UNKNOWN = 0
    MENTIONED = 1
    AREA = 2
    SAME = 3


def vetoed(a: Traits, b: Traits) -> bool:
    """Whether the two cannot be one event: one article, class, summary or incident, date, status, place, side, target."""
    if a.doc == b.doc or a.summary is not b.summary or a.family != b.family:
        return True
    if kinds.closeness(a.event_class, b.event_class) < 0:
        return True
    if _dates_apart(a, b) or _statuses_apart(a, b):
        return True
    where = place(a, b)
    if where is Place.DIFFERENT:
        return True
    return _sides_swapped(a, b) or _targets_apart(a, b) or _hours_apart(a, b) or _sides_apart(a, b, where)


def _dates_apart(a: Traits, b: Traits) -> bool:
    if a.span and b.span:
        if _moved(a, b) or _moved(b, a):
            return False
        slack = int(TimeBasis.CONTEXTUAL in (a.record.time.basis, b.record.time.basis))
        if a.summary:
            # Two sums over periods are one only if they begin together; "since Sunday" may then end later.
            return abs(a.span[0] - b.span[0]) > 1
        return a.span[0] > b.span[1] + slack or b.span[0] > a.span[1] + slack
    if a.summary and (a.span or b.span):
        return True
    if a.historical is not b.historical:
        return True
    return _undated_apart(a, b) or _undated_apart(b, a)


def _moved(new: Traits, old: Traits) -> bool:
    """The later report says that the event was put off; so its day is another than the one announced before."""
    open_ended = (Status.PLANNED, Status.DID_NOT_OCCUR)
    if not new.moved or old.moved or new.record.status not in open_ended or old.record.status is not Status.PLANNED:
        return False
    later = new.published is None or old.published is None or old.published <= new.published
    return later and new.span is not None and old.span is not None and old.span[0] <= new.span[1]


def _undated_apart(undated: Traits, other: Traits) -> bool:
    """What happened without a date happened before its article, and not long before."""
    if undated.span is not None or undated.published is None:
        return False
    if other.span is None:
        return other.published is not None and abs(undated.published - other.published) > UNDATED_DAYS
    if undated.record.status is Status.DID_NOT_OCCUR:
        return abs(other.span[0] - undated.published) > UNDATED_DAYS
    if undated.expected:
        return other.span[1] < undated.published or other.span[0] > undated.published + UNDATED_DAYS
    return other.span[0] > undated.published or other.span[1] < undated.published - UNDATED_DAYS


def _statuses_apart(a: Traits, b: Traits) -> bool:
    one, two = a.record.status, b.record.status
    if one is two:
        return False
    if Status.FOILED in (one, two):
        return Status.DID_NOT_OCCUR not in (one, two)
    if not a.expected and not b.expected:
        return False
    if a.expected and b.expected:
        return Status.HYPOTHETICAL in (one, two)
    plan, fact = (a, b) if a.expected else (b, a)
    if plan.record.status is Status.HYPOTHETICAL:
        return True
    if plan.record.status is Status.THREATENED and fact.record.status is not Status.DID_NOT_OCCUR:
        return True
    if fact.record.status is not Status.DID_NOT_OCCUR and kinds.GROUP_OF[fact.event_class] not in _FULFILLED:
        return True
    # An announcement comes first, and only a dated one can be fulfilled.
    late = plan.published is not None and fact.published is not None and plan.published > fact.published
    return late or plan.span is None


def place(a: Traits, b: Traits) -> Place:
    """Compare by gazetteer where both are resolved, otherwise by name across spellings."""
    if a.countries and b.countries and not a.countries & b.countries:
        return Place.DIFFERENT
    if a.geonames & b.geonames or (a.spots & b.spots and not (a.point and b.point)):
        return Place.SAME
    far = kilometres(a.point, b.point) if a.point and b.point else None
    if far is not None and far > FAR_KM:
        return Place.DIFFERENT
    if names.any_same(a.spots, b.spots) or (far is not None and far <= NEAR_KM):
        return Place.SAME
    if _within(a, b) or _within(b, a) or names.any_same(a.near, b.near):
        return Place.AREA
    if names.any_same(a.spots | a.near, b.mentioned) or names.any_same(b.spots | b.near, a.mentioned):
        return Place.MENTIONED
    if a.spots and b.spots:
        lead = names.any_same(a.spots, b.headline) or names.any_same(b.spots, a.headline)
        return Place.UNKNOWN if lead else Place.DIFFERENT
    shared = names.any_same(a.areas, b.areas | b.mentioned) or names.any_same(b.areas, a.mentioned)
    return Place.MENTIONED if shared else Place.DIFFERENT if a.areas and b.areas else Place.UNKNOWN


def _within(a: Traits, b: Traits) -> bool:
    """Whether a's spot is in b's area or what b is near, or b's area holds what a is near."""
    return names.any_same(a.spots, b.areas) or names.any_same(a.spots, b.near) or names.any_same(a.near, b.areas)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(h))


def _sides_swapped(a: Traits, b: Traits) -> bool:
    """A on B is not B on A; a clash may be told from either side."""
    if a.event_class is b.event_class is EventClass.ARMED_CLASH or a.family in ("talks", "agreement"):
        return False
    forth, back = a.doers & b.others, a.others & b.doers
    return bool(forth and back) and not a.doers & b.doers


def _sides_apart(a: Traits, b: Traits, where: Place) -> bool:
    """Named sides that have no name in common, not even in the sentences told.

    Where place and target or toll agree and the other side is named, it is one event and a dispute over who did it.
    """
    meets = a.family in ("talks", "agreement") or a.event_class is b.event_class is EventClass.ARMED_CLASH
    one, two = (a.doers | a.others, b.doers | b.others) if meets else (a.doers, b.doers)
    if not one or not two or one & two:
        return False
    if not one & b.named and not two & a.named:
        return True
    told_alike = bool(a.facilities & b.facilities) or same_toll(a, b)
    return not meets and not (where is Place.SAME and told_alike)


def same_toll(a: Traits, b: Traits) -> bool:
    """Whether a kind of casualty has one figure above one person in both."""
    return any(a.figures[k] == b.figures[k] and (b.figures[k][1] or 0) > 1 for k in a.figures.keys() & b.figures.keys())


def _targets_apart(a: Traits, b: Traits) -> bool:
    """A market is no hospital: named kinds of target that have nothing in common, in attacks of one day."""
    if a.family != "attack" or not a.facilities or not b.facilities:
        return False
    return not a.facilities & b.facilities and not same_toll(a, b)


_PART_HOURS = {"dawn": 5, "morning": 9, "noon": 12, "midday": 12, "afternoon": 15, "evening": 19, "dusk": 19, "night": 23,
               "midnight": 24, "overnight": 2}  # fmt: skip
_HOURS_APART = 6


def _hours_apart(a: Traits, b: Traits) -> bool:
    """Attacks at clearly different hours of one day are two attacks."""
    if a.family != "attack" or a.span != b.span or not a.exact:
        return False
    first, second = _hour(a.record.time.time_of_day), _hour(b.record.time.time_of_day)
    if first is None or second is None:
        return False
    # "Night" may mean either end of the day.
    gap = abs(first - second)
    nightly = "night" in (a.record.time.time_of_day, b.record.time.time_of_day)
    return min(gap, 24 - gap) >= _HOURS_APART if nightly else gap >= _HOURS_APART


def _hour(text: str | None) -> float | None:
    if text is None:
        return None
    if text in _PART_HOURS:
        return float(_PART_HOURS[text])
    hour, _, minute = text.partition(":")
    return int(hour) + int(minute) / 60 if hour.isdigit() and minute.isdigit() else None
