"""Times as they read in a sentence: an exact date where one was resolved, else the article's own words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summarizer.schemas import EventRecord, Status
from summarizer.schemas.codebook_parts import TimeBasis, TimePrecision

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SINGLE_DAY = (TimePrecision.HOUR, TimePrecision.DAY)
_NEEDS_ON = re.compile(
    rf"(?:early |late )?(?:{'|'.join(_WEEKDAYS)}|(?:{'|'.join(_MONTHS)})\s+\d|\d{{1,2}}\s)", re.IGNORECASE
)
_NEEDS_IN = re.compile(rf"(?:early |mid-?|late )?(?:{'|'.join(_MONTHS)})\b|\d{{4}}$", re.IGNORECASE)


def day_text(day: date, edition: date) -> str:
    """ "26 September"; with the year where it is not the edition's."""
    year = f" {day.year}" if day.year != edition.year else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def dates_text(record: EventRecord, edition: date) -> str | None:
    """The resolved time without a preposition, for labels and tables; None where no date was resolved."""
    time = record.time
    start, end = time.start, time.end
    if time.basis is TimeBasis.PUBLICATION_DEFAULT or (start is None and end is None):
        return None
    if start and end and start == end:
        return day_text(start, edition)
    if start and end:
        return _span(start, end, edition)
    word = "since" if record.status in (Status.OCCURRED, Status.ONGOING) else "from"
    return f"{word} {day_text(start, edition)}" if start else f"by {day_text(end, edition)}" if end else None


def time_phrase(record: EventRecord, edition: date) -> str:
    """The time with its preposition, empty where the article gives none.

    A date taken from the context, not from the sentence itself, is told as "around" (precision of days); a
    publication date is no event date and is not printed.
    """
    time = record.time
    dates = dates_text(record, edition)
    if dates is None:
        return _as_written(time.raw) if time.raw else ""
    start, end = time.start, time.end
    if start and end and start == end:
        exact = time.precision in _SINGLE_DAY
        return f"on {_weekday(record)}{dates}" if exact else f"around {dates}"
    if dates.startswith(("since ", "from ", "by ")):
        return dates
    if start and record.status is Status.ONGOING:
        return f"since {day_text(start, edition)}"
    if start and end and _whole(start, end):
        return f"in {dates}"
    night = "overnight " if time.raw and "overnight" in time.raw.lower() else ""
    first, _, last = dates.partition("–")
    shared = f" {last.split()[1]}"
    return f"{night}between {first.removesuffix(shared)} and {last}"


def _span(start: date, end: date, edition: date) -> str:
    if _whole(start, end):
        month = f"{_MONTHS[start.month - 1]} " if start.month == end.month else ""
        return month.strip() if month and start.year == edition.year else f"{month}{start.year}"
    return f"{day_text(start, edition)}–{day_text(end, edition)}"


def _whole(start: date, end: date) -> bool:
    """Whether the span is a whole month or a whole year."""
    last_of_month = (end + timedelta(days=1)).day == 1
    if start.day != 1 or not last_of_month or start.year != end.year:
        return False
    return start.month == end.month or (start.month, end.month) == (1, 12)


def _weekday(record: EventRecord) -> str:
    """The weekday, where the article names it and the date bears it out."""
    if not record.time.raw or record.time.start is None:
        return ""
    name = _WEEKDAYS[record.time.start.weekday()]
    return f"{name} " if name.lower() in record.time.raw.lower() else ""


def _as_written(raw: str) -> str:
    """The article's words, with the preposition that a bare weekday, date, month or year lacks."""
    words = re.sub(r"\s+", " ", raw).strip(" ,;:")
    words = words if words.endswith(".m.") else words.rstrip(".")
    if words[:1].isupper() and not _NEEDS_ON.match(words) and not _NEEDS_IN.match(words):
        words = words[0].lower() + words[1:]
    if _NEEDS_ON.match(words):
        return f"on {words}"
    return f"in {words}" if _NEEDS_IN.match(words) else words
