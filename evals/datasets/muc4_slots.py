"""From a `FullIncident` to the slots of 1992, by code: dates, places of the set list, instrument types, references.

A flat record gives one effect for all people and one for all things; each filler gets it with its cross-reference.
Physical types and numbers, foreign nations and total numbers are not asked for and stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from evals.datasets.muc4_schema import FullIncident
from summarizer.schemas import Figure, When

KINDS_FILE = Path("guidelines") / "set-list-location.v4.txt"
Kinds = Mapping[str, str]
Filler = dict[str, object]

_ENTRY = re.compile(r"^([A-Z0-9][^()]*?) \(([A-Z ]+)\)\s*$", re.MULTILINE)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_INSTRUMENTS = (
    (r"\bcar[- ]?bombs?\b|\bvehicle\b|\btruck[- ]bomb", "VEHICLE BOMB"),
    (r"\bdynamite\b", "DYNAMITE"),
    (r"\bmolotov\b|\bincendiary bottle", "MOLOTOV COCKTAIL"),
    (r"\bgrenades?\b", "GRENADE"),
    (r"\bmines?\b", "MINE"),
    (r"\bbombs?\b", "BOMB"),
    (r"\bexplosives?\b|\bexplosive (?:device|charge)|\btnt\b", "EXPLOSIVE"),
    (r"\bmachine ?-?guns?\b|\bsubmachine", "MACHINE GUN"),
    (r"\bmortars?\b", "MORTAR"),
    (r"\brifles?\b|\bm-16|\bak-47|\bgalil", "RIFLE"),
    (r"\bpistols?\b|\brevolvers?\b|\bhandguns?\b", "HANDGUN"),
    (r"\bguns?\b|\bfirearms?\b|\bbullets?\b|\bshotguns?\b", "GUN"),
    (r"\brockets?\b", "ROCKET"),
    (r"\bmissiles?\b", "MISSILE"),
    (r"\bkni(?:fe|ves)\b|\bmachetes?\b", "CUTTING DEVICE"),
    (r"\bstones?\b|\brocks?\b", "STONE"),
)


def kinds_of_places(path: Path) -> Kinds:
    """The kind of each place whose name stands in the set list with one kind only; empty without the file."""
    if not path.is_file():
        return {}
    kinds: dict[str, set[str]] = {}
    for name, kind in _ENTRY.findall(path.read_text(encoding="utf-8", errors="replace")):
        kinds.setdefault(name.strip(), set()).add(kind)
    return {name: next(iter(found)) for name, found in kinds.items() if len(found) == 1}


def as_slots(record: FullIncident, published: date | None, kinds: Kinds) -> dict[str, object]:
    """The slots that the record fills, in the format of the key."""
    people = [*record.hum_tgt_name, *(() if record.hum_tgt_name else record.hum_tgt_description)]
    slots: dict[str, list[Filler]] = {
        "incident_date": _plain(_date(record.when, published)),
        "incident_location": _plain(_location(record, kinds)),
        "incident_type": _plain(record.incident_type.upper()),
        "incident_stage": _plain(record.incident_stage.upper()),
        "instrument_id": [_filler(v) for v in record.instrument_id],
        "instrument_type": [_filler(t, v) for v in record.instrument_id if (t := _instrument(v))],
        "perp_category": _plain(record.perp_category and record.perp_category.upper()),
        "perp_individual_id": [_filler(v) for v in record.perp_individual_id],
        "perp_organization_id": [_filler(v) for v in record.perp_organization_id],
        "perp_organization_confidence": _each(record.perp_confidence, record.perp_organization_id),
        "phys_tgt_id": [_filler(v) for v in record.phys_tgt_id],
        "phys_tgt_effect": _each(record.phys_tgt_effect, record.phys_tgt_id),
        "hum_tgt_name": [_filler(v) for v in record.hum_tgt_name],
        "hum_tgt_description": [_filler(v) for v in record.hum_tgt_description],
        "hum_tgt_number": _numbers(record),
        "hum_tgt_effect": _each(record.hum_tgt_effect, people),
    }
    return {name: fillers for name, fillers in slots.items() if fillers}


def _filler(value: str, xref: str | None = None) -> Filler:
    tags = {"xref": [str(xref)]} if xref is not None else {}
    return {"alternatives": [str(value)], **tags}


def _plain(value: str | None) -> list[Filler]:
    return [_filler(value)] if value else []


def _each(value: str | None, owners: Sequence[str]) -> list[Filler]:
    """The same set value for each owner, tagged with it."""
    return [_filler(value.upper(), str(owner)) for owner in owners] if value else []


def _numbers(record: FullIncident) -> list[Filler]:
    """A name is one person; the stated number belongs to the only description."""
    named = [_filler("1", name) for name in record.hum_tgt_name]
    if len(record.hum_tgt_description) == 1 and record.hum_tgt_number and not record.hum_tgt_name:
        return [_filler(_count(record.hum_tgt_number), record.hum_tgt_description[0])]
    return named


def _count(figure: Figure) -> str:
    """ "7", "6-8", "6-" or "~100", as the guide writes numbers; PLURAL where the words give none."""
    low, best, high = figure.low, figure.best, figure.high
    if low is not None and low == high:
        return str(low)
    if low is None and best is not None:
        return f"~{best}"
    if low is None or (best is None and high is None):
        return "PLURAL"
    return f"{low}-{'' if high is None else high}"


def _date(when: When | None, published: date | None) -> str | None:
    """ "04 FEB 90", a range, or "- 04 FEB 90" (on or before the article's day) where the record has no date."""
    if when is not None and when.start and when.end:
        days = [_day(when.start), _day(when.end)]
        return days[0] if days[0] == days[1] else " - ".join(days)
    return f"- {_day(published)}" if published else None


def _day(day: date) -> str:
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year % 100:02}"


def _location(record: FullIncident, kinds: Kinds) -> str | None:
    """ "COUNTRY: PLACE (KIND)" where the set list gives the place one kind, else the country alone."""
    if record.country == "other":
        return None
    country = record.country.upper()
    place = str(record.place or "").upper()
    return f"{country}: {place} ({kinds[place]})" if place in kinds else country


def _instrument(words: str) -> str | None:
    return next((kind for pattern, kind in _INSTRUMENTS if re.search(pattern, words, re.IGNORECASE)), None)
