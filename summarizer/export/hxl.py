"""HXL 1.1 CSV: headings for people, a row of hashtags for programs, then one row an event.

Tags are those that HDX's own conflict tables use; bounds of a figure carry the custom attributes +min and +max.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.schemas import EventRecord

from .cells import Row, to_csv
from .incidents import Incident
from .report import SkipReason
from .table import flat
from .tolls import Options

TAGS = {
    "event_id": "#event+id", "title": "#event+name", "event_class": "#event+type", "status": "#status",
    "assertion": "#meta+assertion", "start": "#date+start", "end": "#date+end",
    # Not under #date: every #date value must be a date.
    "time_precision": "#meta+date+precision",
    "country": "#country+name", "country_iso3": "#country+code", "admin1": "#adm1+name", "admin2": "#adm2+name",
    "place": "#loc+name", "lat": "#geo+lat", "lon": "#geo+lon", "place_precision": "#geo+precision",
    "initiators": "#group+name+first", "targets": "#group+name+second",
    "killed_low": "#affected+killed+min", "killed_best": "#affected+killed", "killed_high": "#affected+killed+max",
    "injured_low": "#affected+injured+min", "injured_best": "#affected+injured", "injured_high": "#affected+injured+max",
    "displaced_low": "#affected+displaced+min", "displaced_best": "#affected+displaced",
    "displaced_high": "#affected+displaced+max",
    "claimants": "#meta+claimant", "sources": "#meta+source", "urls": "#meta+url", "notes": "#description",
}  # fmt: skip
"""Column of the flat table to hashtag."""


def row(incident: Incident, options: Options) -> Row | SkipReason:
    """The row of an event; every event has one. Without notes, the quoted sentences describe it."""
    found = flat(incident, options)
    found["notes"] = found["notes"] or _first_quote(incident.record)
    # A line break or a doubled space in a cell is an error to HXL's checker.
    return {c: " ".join(v.split()) if isinstance(v, str) else v for c, v in found.items() if c in TAGS}


def render(rows: Sequence[Row]) -> bytes:
    """The file."""
    return to_csv(rows, tuple(TAGS), [tuple(TAGS), tuple(TAGS.values())])


def _first_quote(record: EventRecord) -> str:
    return record.evidence[0].quote
