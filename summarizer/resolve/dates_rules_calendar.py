"""Rules of calendar dates: "September 29", "3 March 2022", "early September", "in 2020", "on the 3rd"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from summarizer.schemas.codebook_parts import Tense, TimeBasis, TimePrecision

from . import dates_patterns as p
from .dates_calendar import (
    DAY,
    MONTHS,
    WEEKDAYS,
    Frame,
    Interval,
    add_months,
    amount,
    capped,
    full_year,
    interval,
    month_of,
    one_day,
    third,
    year_of,
    yearly,
)

Match = re.Match[str]
EXPLICIT = TimeBasis.EXPLICIT_DATE
_YEARLY = 365
PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}


def _year(m: Match, frame: Frame) -> int | None:
    """The year that a month pattern states, None when it states none."""
    words = m["y"]
    if words is None:
        return None
    if words.endswith("year"):
        return frame.anchor.year + {"last": -1, "this": 0, "next": 1}[words.split()[0]]
    return full_year(words.lstrip("'"), frame.published)


def _dated(make: Callable[[int], tuple[date, date]], m: Match, frame: Frame) -> Interval:
    """A calendar date whose year stands there or follows from the anchor and the tense."""
    year = _year(m, frame)
    if year is not None:
        return interval(*make(year), EXPLICIT)
    start, end, issues = _sane(make, frame)
    return interval(start, end, EXPLICIT, _YEARLY)._replace(issues=issues)


_FAR, _NEAR = 300, 60
_MISREAD = "tense_contradicts_date: the nearest such date is on the other side"


def _sane(make: Callable[[int], tuple[date, date]], frame: Frame) -> tuple[date, date, tuple[str, ...]]:
    """The year by tense, unless that is most of a year off and the other side is near: then the tense was misread."""
    anchor = frame.anchor
    start, end = yearly(make, anchor, frame.tense)
    near = yearly(make, anchor, None)
    if (
        max((start - anchor).days, (anchor - end).days) > _FAR
        and max((near[0] - anchor).days, (anchor - near[1]).days) <= _NEAR
    ):
        return *near, (_MISREAD,)
    return start, end, ()


def _day_number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _month_number(words: str) -> int:
    return MONTHS[words[:3]]


def month_day(m: Match, frame: Frame) -> Interval:
    month, day = _month_number(m["m"]), _day_number(m["d"])

    def make(year: int) -> tuple[date, date]:
        return date(year, month, day), date(year, month, day)

    weekday = re.search(rf"\b({p.WD})", m.string)
    if weekday and m["y"] is None:
        return _by_weekday(make, WEEKDAYS[weekday[1][:3]], frame)
    return _dated(make, m, frame)


def _by_weekday(make: Callable[[int], tuple[date, date]], weekday: int, frame: Frame) -> Interval:
    """A date without year but with its weekday, which tells the year where that by tense contradicts it."""
    day = yearly(make, frame.anchor, frame.tense)[0]
    if day.weekday() != weekday:
        for tense in (Tense.PAST, Tense.FUTURE):
            other = yearly(make, frame.anchor, tense)[0]
            if other.weekday() == weekday and abs(other - frame.anchor).days <= 183:
                return one_day(other, EXPLICIT, _YEARLY)._replace(issues=(_MISREAD,) if frame.tense else ())
        day, _, issues = _sane(make, frame)
        return one_day(day, EXPLICIT, _YEARLY)._replace(issues=issues)
    return one_day(day, EXPLICIT, _YEARLY)


def day_range(m: Match, frame: Frame) -> Interval | None:
    month, first, last = _month_number(m["m"]), _day_number(m["d"]), _day_number(m["d2"])
    if first > last:
        return None
    return _dated(lambda year: (date(year, month, first), date(year, month, last)), m, frame)


def iso(m: Match, frame: Frame) -> Interval:
    return one_day(date(int(m["y"]), int(m["mo"]), int(m["d"])), EXPLICIT)


def numeric(m: Match, frame: Frame) -> Interval:
    """03.03.2022 is day.month.year; with slashes the order must be certain, by size or by being one day either way."""
    a, b, year = int(m["a"]), int(m["b"]), full_year(m["y"], frame.published)
    if m["sep"] == "." or a > 12 or a == b:
        return one_day(date(year, b, a), EXPLICIT)
    if b > 12:
        return one_day(date(year, a, b), EXPLICIT)
    issue = f"ambiguous_date: {year}-{b:02}-{a:02} or {year}-{a:02}-{b:02}"
    return Interval(None, None, TimePrecision.UNKNOWN, TimeBasis.NOT_STATED, issues=(issue,))


def month(m: Match, frame: Frame) -> Interval:
    month, part = _month_number(m["m"]), PARTS.get(m["p"] or "")

    def make(year: int) -> tuple[date, date]:
        start, end = month_of(date(year, month, 1))
        return third(part, start, end) if part else (start, end)

    if m["r"] in ("last", "past", "next"):
        edge, tense = month_of(frame.anchor), Tense.PAST if m["r"] != "next" else Tense.FUTURE
        return interval(
            *yearly(make, edge[0] - DAY if tense is Tense.PAST else edge[1] + DAY, tense), EXPLICIT, _YEARLY
        )
    found = _dated(make, m, frame)
    if m["y"] or found.start is None or found.end is None:
        return found
    start, end = capped(found.start, found.end, frame)
    return found._replace(start=start, end=end)


def week_of_month(m: Match, frame: Frame) -> Interval | None:
    """ "the first week of March": the days 1-7, 8-14, 15-21, 22-28, or the last seven; "the first few days": 1-5."""
    month, last = _month_number(m["m"]), m["k"] == "last"
    if m["wk"] or (m["few"] and m["k"] not in ("first", "1st", "last")):
        return None
    length = 7 if m["few"] is None else 5 if m["few"] == "few" else amount(m["few"]) or 5
    first = 1 if m["few"] else {"f": 1, "1": 1, "s": 8, "2": 8, "t": 15, "3": 15, "4": 22}.get(m["k"][0], 1)
    first = 22 if m["k"] == "fourth" else first

    def make(year: int) -> tuple[date, date]:
        end = month_of(date(year, month, 1))[1]
        return (
            (end - (length - 1) * DAY, end)
            if last
            else (date(year, month, first), date(year, month, first + length - 1))
        )

    return _dated(make, m, frame)


def week_of_day(m: Match, frame: Frame) -> Interval | None:
    """ "the week of March 3": the seven days from it."""
    rest = m.string[m.end() :]
    for pattern, function in ((p.FULL_DMY, month_day), (p.FULL_MDY, month_day)):
        match = re.match(rf"(?:the )?{pattern}", rest)
        if match:
            day = function(match, frame).start
            return interval(day, day + 6 * DAY, EXPLICIT) if day else None
    return None


def year_alone(m: Match, frame: Frame) -> Interval:
    start, end = year_of(date(int(m["y"]), 1, 1))
    part = PARTS.get(m["p"] or ("mid" if m.group().startswith("mid-") else ""))
    return Interval(*(third(part, start, end) if part else (start, end)), TimePrecision.YEAR, EXPLICIT)


def decade(m: Match, frame: Frame) -> Interval:
    start, end = date(int(m["y"]), 1, 1), date(int(m["y"]) + 9, 12, 31)
    return Interval(*(third(m["p"], start, end) if m["p"] else (start, end)), TimePrecision.UNKNOWN, EXPLICIT)


def nth(m: Match, frame: Frame) -> Interval:
    day = int(m["d"])
    shift = {"last": -1, "next": 1}.get(m["r"] or "", 0)
    first = add_months(frame.anchor.replace(day=1), shift)
    if m["r"]:
        return one_day(first.replace(day=day), EXPLICIT)
    days: list[date] = []
    for k in (-2, -1, 0, 1, 2):
        month = add_months(first, k)
        if day <= month_of(month)[1].day:
            days.append(month.replace(day=day))
    past, ahead = [d for d in days if d <= frame.anchor], [d for d in days if d >= frame.anchor]
    if frame.tense is Tense.FUTURE:
        return one_day(ahead[0], EXPLICIT)
    if frame.tense is Tense.PAST:
        return one_day(past[-1], EXPLICIT)
    return one_day(min(days, key=lambda d: abs(d - frame.anchor)), EXPLICIT)
