"""Rules of relative expressions: "Sunday", "two weeks ago", "the last two weeks", "overnight", "the previous day"."""

from __future__ import annotations

import math
import re
from datetime import date

from summarizer.schemas.codebook_parts import Tense, TimeBasis, TimePrecision

from .dates_calendar import (
    DAY,
    WEEKDAYS,
    Frame,
    Interval,
    MissingAnchorError,
    add_months,
    amount,
    capped,
    interval,
    month_of,
    one_day,
    precision_of,
    third,
    week_of,
    weekday_by_tense,
    year_of,
)
from .dates_rules_calendar import PARTS

Match = re.Match[str]
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_FEW = (2, 6)
"""What "a few", "several" units may be, for intervals."""


def shifted(base: date, n: int, unit: str) -> Interval:
    """What lies `n` units from `base` (negative: before): a day, the week around a day, a calendar month or year."""
    if unit in ("minute", "hour"):
        hours = n / (60 if unit == "minute" else 1) / 24
        return (
            interval(base + math.floor(hours) * DAY, base + math.ceil(hours) * DAY) if unit == "hour" else one_day(base)
        )
    if unit in ("day", "night"):
        return one_day(base + n * DAY)
    if unit in ("week", "fortnight"):
        middle = base + n * _DAYS_IN[unit] * DAY
        return interval(middle - 3 * DAY, middle + 3 * DAY)
    if unit == "month":
        return interval(*month_of(add_months(base, n)))
    if unit == "year":
        return interval(*year_of(date(base.year + n, 1, 1)))
    raise ValueError(f"too vague to resolve: {unit}")


def _some_shifted(base: date, n: int | None, unit: str, sign: int) -> Interval:
    if n is not None:
        return shifted(base, sign * n, unit)
    near, far = (shifted(base, sign * k, unit) for k in _FEW)
    ends = (far.start, near.end) if sign < 0 else (near.start, far.end)
    if ends[0] is None or ends[1] is None:
        raise ValueError(unit)
    return interval(ends[0], ends[1])


def ago(m: Match, frame: Frame) -> Interval:
    n = amount(m["n"])
    if m["td"] and n is not None and m["u"] in ("week", "fortnight", "month", "year"):  # "nine years ago today"
        months = {"month": n, "year": 12 * n}.get(m["u"])
        day = add_months(frame.anchor, -months) if months else frame.anchor - n * _DAYS_IN[m["u"]] * DAY
        return one_day(day)
    return _some_shifted(frame.anchor, n, m["u"], -1)


def from_now(m: Match, frame: Frame) -> Interval:
    return _some_shifted(frame.anchor, amount(m["n"]), m["u"], 1)


def within(m: Match, frame: Frame) -> Interval | None:
    """ "in two days" is a date only of what is to come; told in the past it is a length."""
    if frame.tense is not Tense.FUTURE:
        return None
    if m.group().startswith(("within", "under")):
        return _window(frame, 1, amount(m["n"]), m["u"])
    return _some_shifted(frame.anchor, amount(m["n"]), m["u"], 1)


def _window(frame: Frame, sign: int, n: int | None, unit: str) -> Interval:
    """The last (sign -1) or next `n` units up to, or from, the anchor; "a few" are taken as six,
    for days as five, so that "recent days" stays within UCDP's 2-6 days.
    """
    anchor, count = frame.anchor, sign * (n if n is not None else 5 if unit == "day" else _FEW[1])
    days = {"minute": 0, "hour": max(1, math.ceil(abs(count) / 24))}.get(unit, abs(count) * _DAYS_IN.get(unit, 0))
    if unit in ("month", "year", "decade"):
        far = add_months(anchor, count * {"month": 1, "year": 12, "decade": 120}[unit])
        days = abs(far - anchor).days
    far = anchor + sign * days * DAY
    start, end = min(anchor, far), max(anchor, far)
    named = {7: TimePrecision.WEEK, 31: TimePrecision.MONTH_PART, 366: TimePrecision.YEAR}
    return Interval(start, end, named.get(days, precision_of(start, end)))


def last_n(m: Match, frame: Frame) -> Interval | None:
    unit = (m["u"] or m["u1"]).removesuffix("s")
    if unit == "weekend":
        return None
    ahead = m.group().removeprefix("the ").startswith(("next", "coming"))
    return _window(frame, 1 if ahead else -1, amount(m["n"]) if m["n"] else 1, unit)


def recent(m: Match, frame: Frame) -> Interval:
    ahead = m["w"] in ("coming", "next few")
    if m["u"] == "week":
        return _window(frame, 1 if ahead else -1, 30, "day")
    return _window(frame, 1 if ahead else -1, 24 if m["u"] == "hour" else None, m["u"])


def period(m: Match, frame: Frame) -> Interval | None:
    """ "earlier this week", "late last month", "next year", "the weekend"."""
    unit, relation, part = m["u"] or m["u2"], m["r"] or "this", m["p"]
    if relation == "the" and unit != "weekend" and part is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(relation, 0)
    start, end = _weekend(frame, relation) if unit == "weekend" else _unit_around(frame.anchor, unit, step)
    whole = precision_of(start, end)
    if part in ("earlier", "later"):
        edges = (
            (start, max(start, min(end, frame.anchor)))
            if part == "earlier"
            else (min(end, max(start, frame.anchor)), end)
        )
        return interval(*(edges if step == 0 else third("early" if part == "earlier" else "late", start, end)))
    if part or m["u2"]:
        start, end = third(PARTS[part or "mid"], start, end)
        return interval(start, end)
    start, end = capped(start, end, frame) if step == 0 else (start, end)
    return Interval(start, end, whole)


def _unit_around(anchor: date, unit: str, step: int) -> tuple[date, date]:
    if unit == "week":
        return week_of(anchor + 7 * step * DAY)
    return month_of(add_months(anchor, step)) if unit == "month" else year_of(date(anchor.year + step, 1, 1))


def _weekend(frame: Frame, relation: str) -> tuple[date, date]:
    """Saturday and Sunday; "the weekend" by tense, "last weekend" the latest that is over."""
    anchor = frame.anchor
    ahead = relation in ("next", "coming") or (relation in ("the", "this") and frame.tense is Tense.FUTURE)
    saturday = weekday_by_tense(5, anchor, Tense.PAST)
    over = saturday + DAY < anchor
    if ahead:
        running = saturday + DAY >= anchor and relation not in ("next", "coming")
        return (saturday, saturday + DAY) if running else (saturday + 7 * DAY, saturday + 8 * DAY)
    if relation in ("last", "past", "previous") and not over:
        saturday -= 7 * DAY
    if relation == "this" and frame.tense is not Tense.PAST and over:
        saturday += 7 * DAY
    return saturday, saturday + DAY


def day_word(m: Match, frame: Frame) -> Interval:
    if m["ln"]:
        return _night(frame.anchor)
    shift = -2 if m["db"] else 2 if m["da"] else -1 if m["y"] else 1 if m["tm"] else 0
    return one_day(frame.anchor + shift * DAY)


def _night(morning: date) -> Interval:
    """The night that ends on `morning`: two calendar days, so UCDP date_prec 2 and ACLED time_precision 2."""
    return Interval(morning - DAY, morning, TimePrecision.DAYS)


def overnight(m: Match, frame: Frame) -> Interval:
    if frame.tense is Tense.FUTURE:
        return _night(frame.anchor + DAY)
    return _night(frame.anchor)


def _contextual(frame: Frame, n: int, unit: str, before: bool) -> Interval | None:
    """Relative to the date told before; without one "earlier" counts from the anchor (flagged), "later" stays open."""
    base = frame.context
    if base is not None and base.start is not None and base.end is not None:
        found = shifted(base.start if before else base.end, -n if before else n, unit)
        capped_precision = TimePrecision.DAYS if found.precision is TimePrecision.DAY else found.precision
        return found._replace(basis=TimeBasis.CONTEXTUAL, precision=capped_precision)
    if not before:
        raise MissingAnchorError
    found = shifted(frame.anchor, -n, unit)
    rough = TimePrecision.DAYS if found.precision is TimePrecision.DAY else found.precision
    return found._replace(precision=rough, issues=("no_context: counted from the publication date",))


def previous_day(m: Match, frame: Frame) -> Interval | None:
    if m["s"]:
        return _contextual(frame, 0, "day", before=False)
    return _contextual(frame, 1, "day", before=bool(m["b"]))


def n_earlier(m: Match, frame: Frame) -> Interval | None:
    n = amount(m["n"])
    return None if n is None else _contextual(frame, n, m["u"], before=bool(m["b"]))


def weekday(m: Match, frame: Frame) -> Interval | None:
    relation, day, anchor = m["r"] or "", WEEKDAYS[m["wd"][:3]], frame.anchor
    if relation in ("every", "each"):
        return recurring(m, frame)
    if m["w"]:
        shift = {"last": -7, "this": 0, "next": 7}[m["w"]]
        return one_day(week_of(anchor)[0] + (shift + day) * DAY)
    if relation.endswith(("previous", "following")) and frame.context and frame.context.start and frame.context.end:
        before = relation.endswith("previous")
        found = (
            weekday_by_tense(day, frame.context.start - DAY, Tense.PAST)
            if before
            else weekday_by_tense(day, frame.context.end + DAY, Tense.FUTURE)
        )
        return Interval(found, found, TimePrecision.DAYS, TimeBasis.CONTEXTUAL)
    if relation in ("last", "past", "previous", "the previous"):
        return one_day(weekday_by_tense(day, anchor - DAY, Tense.PAST))
    if relation in ("next", "coming", "this coming", "following", "the following"):
        return one_day(weekday_by_tense(day, anchor + DAY, Tense.FUTURE))
    if relation == "this" and frame.tense is None:
        return one_day(week_of(anchor)[0] + day * DAY)
    return one_day(weekday_by_tense(day, anchor, frame.tense), cycle=7)


def recurring(m: Match, frame: Frame) -> Interval:
    return Interval(None, None, TimePrecision.UNKNOWN, TimeBasis.NOT_STATED, issues=("recurring: no single date",))
