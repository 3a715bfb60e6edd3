"""Time expressions as written to dates: "Sunday", "early September", "over the last two weeks", "overnight".

Rules (ACLED time_precision and UCDP date_prec give the precision, see `TimePrecision`):

* The publication date is only an anchor; an expression without a date ("at dawn") never becomes it.
* Past tense means the latest such weekday on or before the anchor, future ("set to", "due to", "will") the earliest on
  or after it. A date without year takes the year nearest the anchor that agrees with the tense; where that is more than
  300 days off and the other side within 60, the tense is taken for misread, the near date stands, and an issue says so.
* Where weekday and date both stand, they must agree; a contradiction is an issue, and the date is kept.
* "overnight" is [anchor-1, anchor]: two calendar days, precision "2-6 days" (UCDP 2, ACLED 2).
* "the last N weeks" is [anchor - N weeks, anchor]; "early", "mid", "late" are thirds of a month, year or week.
* "the previous day" counts from the contextual date (basis contextual, precision capped at "2-6 days").
* Without an anchor only what carries its year is resolved. Lengths ("for three days"), seasons
  and recurring days are not.
"""

from __future__ import annotations

import re
import warnings
from datetime import date
from typing import NamedTuple

from summarizer.schemas import When
from summarizer.schemas.codebook_parts import Tense, TimeBasis, TimePrecision

from . import dates_patterns as p
from .dates_calendar import DAY, WEEKDAYS, Frame, Interval, MissingAnchorError, interval, one_day
from .dates_find import TimeKind, TimeSpan, find_times
from .dates_rules import RULES
from .dates_tense import clause_tense
from .number_words import fold

__all__ = ["Resolved", "TimeKind", "TimeSpan", "clause_tense", "find_times", "resolve_when", "time_of_day"]

MAX_CHARACTERS = 400
"""A longer text is no time expression."""


class Resolved(NamedTuple):
    """A time with what is wrong with it. Each issue begins with its name: `weekday_mismatch`, `ambiguous_date`,
    `tense_contradicts_date`, `after_publication`, `before_publication`, `no_context`, `recurring`.
    """

    when: When
    issues: tuple[str, ...] = ()


_UNRESOLVED = Interval(None, None, TimePrecision.UNKNOWN, TimeBasis.NOT_STATED)
_SPLIT = re.compile(p.SPLIT)
_OPEN = re.compile(p.OPEN)
_LEAD = re.compile(
    r"^(?:(?:and )?(?:again )?(?:on|in|at|late|early|the|about|around|mid|of|late on|early on|as late as) )*"
)
_PAIRED = re.compile(r"\b(?:between|from) ")
_OVERNIGHT_INTO = re.compile(p.OVERNIGHT_INTO)
_WEEKDAY = re.compile(rf"\b({p.WD})")
_CLOCK = re.compile(p.CLOCK)
_HOURS = re.compile(p.HOURS)
_ODD = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_LANGUAGES = ["en", "fr", "es", "pt", "de", "it", "tr", "ru", "uk", "ar", "fa", "he"]  # all would take a second to load
_YEAR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


def resolve_when(raw: str, *, anchor: date | None, tense: Tense | None, context: str | None = None) -> Resolved:
    """Dates of the time expression `raw`; never raises on any text.

    `anchor` is the publication date, `tense` that of the clause (`clause_tense`), `context` the time expression of an
    earlier sentence that "the previous day" or "at dawn" refers to. What cannot be resolved has null dates, basis
    `not_stated` and precision `unknown`.
    """
    words = raw.strip() or "?"
    before = _resolve(context, Frame(anchor, tense)) if context else None
    found = _resolve(words, Frame(anchor, tense, before if before and before.end else None)) or _UNRESOLVED
    found = _checked(fold(words), found, Frame(anchor, tense))
    when = When(raw=words, start=found.start, end=found.end, basis=found.basis, precision=found.precision)
    return Resolved(when, found.issues)


def _resolve(raw: str, frame: Frame) -> Interval | None:
    folded = " ".join(fold(raw).replace("(", " ").replace(")", " ").split())
    if not folded or len(folded) > MAX_CHARACTERS:
        return None
    try:
        found = _whole(folded, frame) or _by_context(folded, frame)
        if found is None or (found.precision is TimePrecision.YEAR and _ODD.search(raw)):
            return _odd_format(raw) or found
        return found
    except (MissingAnchorError, ValueError, OverflowError):
        return None


def _whole(folded: str, frame: Frame) -> Interval | None:
    """The expression with what stands around its core: open ends, two ends, "overnight"."""
    into = _OVERNIGHT_INTO.search(folded)
    if into:
        return _nightly(_core(folded[into.end() :], frame), frame, ends=True)
    opened = _OPEN.search(folded)
    found = _two_ended(folded, frame) or (_opened(opened, folded, frame) if opened else None)
    if found is None:
        core = _core(folded, frame)
        found = _nightly(core, frame, ends=False) if core and "overnight" in folded else core
    return found


def _core(folded: str, frame: Frame, *, first: bool = False) -> Interval | None:
    """The interval of the most specific rule that applies; with `first`, only where the words begin with it."""
    lead = _LEAD.match(folded)
    most = lead.end() if lead else 0
    for pattern, function in RULES:
        match = pattern.search(folded)
        if match and (not first or match.start() <= most):
            found = function(match, frame)
            if found:
                return found
    return None


def _two_ended(folded: str, frame: Frame) -> Interval | None:
    """ "between Monday and Wednesday", "28 December to 3 January"."""
    paired = _PAIRED.search(folded)
    for split in _SPLIT.finditer(folded):
        left, right = folded[paired.end() if paired else 0 : split.start()], folded[split.end() :]
        b = _core(right, frame, first=True)
        if b is None or b.start is None or b.end is None:
            continue
        a = _core(left, frame) or _bare_day(left, b)
        if a is None or a.start is None or a.end is None or a.issues or b.issues:
            continue
        return _joined(a, b, frame)
    return None


def _bare_day(words: str, end: Interval) -> Interval | None:
    """The "28" of "from 28 to 3 January"-like ends is left alone; "Sept" of a year range has its own rule."""
    day = re.search(r"(?:^|\b(?:the|march|may) )(\d{1,2})(?:st|nd|rd|th)?$", words)
    if not day or end.start is None or end.basis is not TimeBasis.EXPLICIT_DATE:
        return None
    start = end.start.replace(day=int(day[1]))
    return one_day(start, TimeBasis.EXPLICIT_DATE) if start <= end.start else None


def _joined(a: Interval, b: Interval, frame: Frame) -> Interval | None:
    """From the start of `a` to the end of `b`; ends that recur (weekdays, days of a year) are put in order."""
    if a.start is None or b.end is None:
        return None
    start, end = a.start, b.end
    if start > end and a.cycle == 7 == b.cycle:
        start, end = (start, end + 7 * DAY) if frame.tense is Tense.FUTURE else (start - 7 * DAY, end)
    if start > end or ((end - start).days > 300 and 365 in (a.cycle, b.cycle)):
        if a.cycle == 365 and start > end:
            start = start.replace(year=end.year - 1 if (start.month, start.day) > (end.month, end.day) else end.year)
        elif a.cycle == 365:
            start = start.replace(year=end.year)
    if start > end:
        return None
    basis = TimeBasis.EXPLICIT_DATE if TimeBasis.EXPLICIT_DATE in (a.basis, b.basis) else a.basis
    return interval(start, end, basis)


def _opened(opened: re.Match[str], folded: str, frame: Frame) -> Interval | None:
    """ "since January": from its start to the anchor; "until", "by", "before" and "after" leave the other end open."""
    core = _core(folded[opened.end() :], frame, first=True)
    if core is None or core.start is None or core.end is None:
        return None
    word, anchor, future = opened["o"], frame.published, frame.tense is Tense.FUTURE
    if word in ("since", "from", "starting", "beginning", "as of", "as from"):
        if anchor and core.start <= anchor and not (future and word != "since"):
            return interval(core.start, anchor, core.basis)
        return core if word != "since" else core._replace(end=None)
    if word in ("until", "till", "by"):
        if future and anchor and anchor <= core.end:
            return interval(anchor, core.end, core.basis)
        return Interval(None, core.end, TimePrecision.UNKNOWN, core.basis)
    if word == "before":
        return Interval(None, core.start - DAY, TimePrecision.UNKNOWN, core.basis)
    if anchor and core.end <= anchor and not future:
        return interval(core.end, anchor, core.basis)
    return Interval(core.end, None, TimePrecision.UNKNOWN, core.basis)


def _nightly(core: Interval | None, frame: Frame, *, ends: bool) -> Interval | None:
    """The night that ends on a day ("overnight into Monday") or begins on it ("overnight Sunday"); what is told in the
    past cannot begin on the anchor's evening.
    """
    if core is None or core.start is None or core.start != core.end:
        return core
    begun = frame.tense is not Tense.FUTURE and core.start == frame.published
    end = core.start if ends or begun else core.start + DAY
    return Interval(end - DAY, end, TimePrecision.DAYS, core.basis)


def _by_context(folded: str, frame: Frame) -> Interval | None:
    """A time of day alone has the contextual date, if there is one."""
    if frame.context and frame.context.start and (_CLOCK.search(folded) or _HOURS.search(folded)):
        rough = (
            TimePrecision.DAYS
            if frame.context.precision in (TimePrecision.DAY, TimePrecision.HOUR)
            else frame.context.precision
        )
        return frame.context._replace(basis=TimeBasis.CONTEXTUAL, precision=rough)
    return None


def _odd_format(raw: str) -> Interval | None:
    """A whole date in another language or format, by dateparser; its year and day must stand there as numbers."""
    if not _YEAR_DIGITS.search(raw) or not _ODD.search(raw) or not _LETTERS.search(raw) or len(raw) > 60:
        return None
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = dateparser.parse(
                raw,
                languages=_LANGUAGES,
                settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False},
            )
        except Exception:  # a foreign parser on any text: whatever it raises means "not a date"
            return None
    stated = {int(n) for n in re.findall(r"\d+", raw)}
    if found is None or found.year not in stated or found.day not in stated:
        return None
    return one_day(found.date(), TimeBasis.EXPLICIT_DATE)


def _checked(folded: str, found: Interval, frame: Frame) -> Interval:
    """Adds the hour, and the issues that weekday and tense raise."""
    issues = list(found.issues)
    start, precision = found.start, found.precision
    single = start is not None and start == found.end
    if single and start is not None and found.basis is TimeBasis.EXPLICIT_DATE:
        weekday = _WEEKDAY.search(folded)
        if weekday and WEEKDAYS[weekday[1][:3]] != start.weekday():
            issues.append(f"weekday_mismatch: {start} is a {start:%A}")
            precision = TimePrecision.DAYS
    if start is not None and frame.published and found.basis is TimeBasis.EXPLICIT_DATE:
        if frame.tense is Tense.PAST and start > frame.published:
            issues.append(f"after_publication: {start} is told as past on {frame.published}")
        if frame.tense is Tense.FUTURE and found.end and found.end < frame.published:
            issues.append(f"before_publication: {found.end} is told as to come on {frame.published}")
    if single and precision is TimePrecision.DAY and _CLOCK.search(folded):
        precision = TimePrecision.HOUR
    return found._replace(precision=precision, issues=tuple(issues))


_PARTS_OF_DAY = (
    (
        "night",
        r"pre-?dawn|before (?:the )?(?:dawn|daybreak|sunrise)|(?:early|small|night) hours|(?:over|to|last |"
        r"at )?night(?!fall)|midnight",
    ),
    ("dawn", r"dawn|daybreak|sunrise"),
    ("morning", r"morning"),
    ("afternoon", r"afternoon"),
    ("dusk", r"dusk|sunset|nightfall"),
    ("evening", r"evening"),
)
_PART_OF_DAY = [(name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _PARTS_OF_DAY]
_EARLY_LATE = re.compile(rf"\b(early|late)(?: on)? {p.WD}")
_TWELVE = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?(?:-|to)? ?(?:\d{1,2}(?:[:.]\d\d)?)? ?([ap])\.?m\b")
_DIGITAL = re.compile(r"(\d{1,2}):?(\d\d)(?!\d)")


def time_of_day(raw: str) -> str | None:
    """ "HH:MM" for a clock time, else night, dawn, morning, afternoon, dusk or evening; None when nothing tells it.

    The hours before dawn are night. "early Sunday" is morning and "late Sunday" evening, as desks use them.
    """
    folded = " ".join(fold(raw).split())
    clock = _CLOCK.search(folded)
    exact = _clock_time(clock.group()) if clock else None
    if exact:
        return exact
    for name, pattern in _PART_OF_DAY:
        if pattern.search(folded):
            return name
    edge = _EARLY_LATE.search(folded)
    return None if edge is None else "morning" if edge[1] == "early" else "evening"


def _clock_time(words: str) -> str | None:
    if "noon" in words or "midday" in words:
        return "12:00"
    if "midnight" in words:
        return "00:00"
    twelve = _TWELVE.search(words)
    if twelve:
        hour = int(twelve[1]) % 12 + (12 if twelve[3] == "p" else 0)
        return f"{hour:02}:{int(twelve[2] or 0):02}" if 1 <= int(twelve[1]) <= 12 else None
    digital = _DIGITAL.search(words)
    return f"{int(digital[1]):02}:{digital[2]}" if digital and int(digital[1]) < 24 and int(digital[2]) < 60 else None
