"""Notes in ACLED's manner: short, neutral, the date first, then who says so and the figures in the articles' words."""

from __future__ import annotations

from datetime import date

from summarizer.schemas import Casualty
from summarizer.schemas.codebook import Assertion
from summarizer.schemas.codebook_parts import CasualtyKind

from .incidents import Incident
from .tolls import rows_of

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def acled_note(incident: Incident, day: date) -> str:
    """One paragraph: what, who says so, disputes, figures as written, remarks of the record."""
    record = incident.record
    parts = [f"{_when(incident, day)}: {record.title.rstrip('.')}."]
    if incident.claimants:
        parts.append(f"According to {incident.claimants}.")
    if any(r.assertion in (Assertion.DENIED, Assertion.DISPUTED) for r in incident.records):
        parts.append("Accounts differ.")
    parts += [text for kind in CasualtyKind if (text := _figures(incident, kind))]
    if record.notes:
        parts.append(record.notes)
    return " ".join(parts)


def _when(incident: Incident, day: date) -> str:
    start, end = incident.record.time.start, incident.record.time.end
    if start is None or end is None or start == end:
        return f"On {_long(day)}"
    return f"Around {_long(day)} (between {_long(start)} and {_long(end)})"


def _long(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _figures(incident: Incident, kind: CasualtyKind) -> str:
    """Several figures stand side by side, each with who gave it: the reader sees the split or the dispute."""
    told = dict.fromkeys(_figure(c) for c in rows_of(incident, kind))
    return f"{kind.value.replace('_', ' ').capitalize()}: {', '.join(told)}." if told else ""


def _figure(casualty: Casualty) -> str:
    who = casualty.who if casualty.who and casualty.who not in casualty.raw else ""
    words = f"“{casualty.raw}”" + (f" {who}" if who else "")
    return f"{words} ({casualty.attributed_to})" if casualty.attributed_to else words
