"""Calendar arithmetic for time expressions: which Sunday, which September, how exact.

An `Interval` is inclusive. Precision follows UCDP date_prec (1 day, 2 within 2-6 days, 3 the week, 4 within 8-30 days
or the month, 5 up to a year) and ACLED time_precision (1 day, 2 week, 3 month): see `TimePrecision`. Weeks run Monday
to Sunday (ISO 8601).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.schemas.codebook_parts import Tense, TimeBasis, TimePrecision

from .number_words import SMALL

WEEKDAYS = {w: n for n, w in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
MONTHS = {
    m: n for n, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
DAY = timedelta(days=1)


class MissingAnchorError(Exception):
    """The expression needs a publication date (or a contextual date), and there is none."""


class Interval(NamedTuple):
    """Dates (inclusive) that an expression stands for; `cycle` is the days after which it recurs (7 for a weekday)."""

    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis = TimeBasis.RELATIVE_EXPRESSION
    cycle: int = 0
    issues: tuple[str, ...] = ()


class Frame(NamedTuple):
    """What an expression is resolved against."""

    published: date | None
    tense: Tense | None
    context: Interval | None = None

    @property
    def anchor(self) -> date:
        """The publication date; raises `MissingAnchorError` without one."""
        if self.published is None:
            raise MissingAnchorError
        return self.published


def precision_of(start: date, end: date) -> TimePrecision:
    """Precision of a closed interval by its length (UCDP date_prec)."""
    days = (end - start).days + 1
    for most, precision in ((1, TimePrecision.DAY), (6, TimePrecision.DAYS), (7, TimePrecision.WEEK)):
        if days <= most:
            return precision
    if days <= 31:
        whole = start.day == 1 and (end + DAY).day == 1
        return TimePrecision.MONTH if whole else TimePrecision.MONTH_PART
    return TimePrecision.YEAR if days <= 366 else TimePrecision.UNKNOWN


def interval(start: date, end: date, basis: TimeBasis = TimeBasis.RELATIVE_EXPRESSION, cycle: int = 0) -> Interval:
    """An interval whose precision is that of its length."""
    return Interval(start, end, precision_of(start, end), basis, cycle)


def one_day(day: date, basis: TimeBasis = TimeBasis.RELATIVE_EXPRESSION, cycle: int = 0) -> Interval:
    """A single day."""
    return Interval(day, day, TimePrecision.DAY, basis, cycle)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month of `day`."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of `day`."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def year_of(day: date) -> tuple[date, date]:
    """First and last day of the year of `day`."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def add_months(day: date, months: int) -> date:
    """The same day `months` later (earlier when negative), or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def weekday_by_tense(weekday: int, anchor: date, tense: Tense | None) -> date:
    """The day a bare weekday means: past and unknown tense the latest on or before the anchor, future the earliest on
    or after it, present the nearest (a timetable present, "the ministers meet on Friday", looks ahead).
    """
    back = anchor - ((anchor.weekday() - weekday) % 7) * DAY
    ahead = anchor + ((weekday - anchor.weekday()) % 7) * DAY
    if tense is Tense.FUTURE:
        return ahead
    if tense is Tense.PRESENT:
        return back if anchor - back <= ahead - anchor else ahead
    return back


def yearly(make: Callable[[int], tuple[date, date]], anchor: date, tense: Tense | None) -> tuple[date, date]:
    """The year of a date given without one: past the latest that has begun by the anchor, future the earliest that has
    not ended, else the nearest. `make(year)` raises ValueError in years without that date (29 February).
    """
    found: list[tuple[date, date]] = []
    for year in range(anchor.year - 8, anchor.year + 9):
        try:
            found.append(make(year))
        except ValueError:
            continue
    if not found:
        raise ValueError("no such day in any year")
    past = [f for f in found if f[0] <= anchor]
    ahead = [f for f in found if f[1] >= anchor]
    if tense is Tense.PAST and past:
        return past[-1]
    if tense is Tense.FUTURE and ahead:
        return ahead[0]
    return min(found, key=lambda f: (max((f[0] - anchor).days, (anchor - f[1]).days, 0), f[0] > anchor))


def full_year(digits: str, anchor: date | None) -> int:
    """A year of two digits in the century that brings it nearest to the anchor; without one, within 1970-2069."""
    if len(digits) > 2:
        return int(digits)
    if anchor is None:
        return int(digits) + (1900 if int(digits) >= 70 else 2000)
    base = anchor.year // 100 * 100 + int(digits)
    return min((base - 100, base, base + 100), key=lambda y: abs(y - anchor.year))


def third(part: str, start: date, end: date) -> tuple[date, date]:
    """The early, mid or late third of a period: of a month the days 1-10, 11-20, 21-end; of a year four months."""
    days = (end - start).days + 1
    if days in (365, 366):
        first = {"early": 1, "mid": 5}.get(part, 9)
        return date(start.year, first, 1), month_of(date(start.year, first + 3, 1))[1]
    size = 10 if 28 <= days <= 31 else days // 3
    if part == "early":
        return start, start + (size - 1) * DAY
    if part == "mid":
        return start + size * DAY, start + (2 * size - 1) * DAY
    return start + 2 * size * DAY, end


def capped(start: date, end: date, frame: Frame) -> tuple[date, date]:
    """A running period cut at the anchor: what is told in the past lies before it, what is announced after it."""
    anchor = frame.anchor
    if start <= anchor <= end:
        if frame.tense is Tense.PAST:
            return start, anchor
        if frame.tense is Tense.FUTURE:
            return anchor, end
    return start, end


def amount(words: str) -> int | None:
    """The number in "two weeks"; None for "several", "a few"."""
    if words.isdecimal():
        return int(words)
    fixed = {
        "a": 1,
        "an": 1,
        "a couple": 2,
        "a couple of": 2,
        "couple of": 2,
        "couple": 2,
        "a dozen": 12,
        "half a dozen": 6,
    }
    if words in fixed:
        return fixed[words]
    if words in ("several", "a few", "few"):
        return None
    return sum(SMALL.get(w, 0) for w in re.split(r"[- ]", words))
