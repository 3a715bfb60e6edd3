"""The flat table: one row an event, every value that fits a cell, and the whole records as JSON in the last column.

Nulls stay null and nothing is left out: planned, denied and undated events have rows too, so filter on `status`. CSV
for spreadsheets, Parquet (extra `tables`) with types; both read back to the same records.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.errors import MissingExtraError
from summarizer.schemas import EventRecord
from summarizer.schemas.codebook_parts import CasualtyKind

from .actors import two_sides
from .cells import Row, join, to_csv, unguard
from .geography import country_name, place_name
from .incidents import Incident
from .report import SkipReason
from .tolls import Options, toll

if TYPE_CHECKING:
    import pyarrow

RECORDS = "records"
KINDS = (
    CasualtyKind.KILLED, CasualtyKind.INJURED, CasualtyKind.MISSING, CasualtyKind.DETAINED, CasualtyKind.ABDUCTED,
    CasualtyKind.DISPLACED,
)  # fmt: skip
_BOUNDS = ("low", "best", "high")
_TOLLS = tuple(f"{kind}_{bound}" for kind in KINDS for bound in _BOUNDS)
COLUMNS = (
    "event_id", "title", "event_class", "status", "assertion", "modality", "granularity", "countable", "temporal_role",
    "start", "end", "time_precision", "time_basis", "time_as_written", "place", "place_as_written", "place_precision",
    "country", "country_iso3", "admin1", "admin2", "lat", "lon", "initiators", "targets", *_TOLLS, "civilian_targeting",
    "weapons", "claimants", "sources", "urls", "published", "reliability", "credibility", "confidence", "notes",
    "quotes", RECORDS,
)  # fmt: skip
DATES = ("start", "end")
INTEGERS = (*_TOLLS, "credibility")
FLOATS = ("lat", "lon")
BOOLEANS = ("countable", "civilian_targeting")


def row(incident: Incident, options: Options) -> Row | SkipReason:
    """The row of an event; every event has one."""
    return {**flat(incident, options), RECORDS: json.dumps(dumped(incident), ensure_ascii=False)}


def flat(incident: Incident, options: Options) -> dict[str, object]:
    """Everything but the whole records."""
    record, place, (one, two) = incident.record, incident.place, two_sides(incident.record)
    time, records = record.time, incident.records
    tolls = {kind: toll(incident, kind, options) for kind in KINDS}
    return {
        **{c: str(getattr(record, c)) for c in ("event_id", "title", "event_class", "status", "assertion", "modality")},
        "granularity": str(record.granularity),
        "countable": record.countable,
        "temporal_role": str(record.temporal_role),
        "start": time.start,
        "end": time.end,
        "time_precision": str(time.precision),
        "time_basis": str(time.basis),
        "time_as_written": time.raw,
        "place": place_name(place) or None,
        "place_as_written": place.raw if place else None,
        "place_precision": str(place.precision) if place else None,
        "country": country_name(place) or None,
        **{c: getattr(place, c, None) for c in ("country_iso3", "admin1", "admin2", "lat", "lon")},
        "initiators": one.names or None,
        "targets": two.names or None,
        **{f"{kind}_{b}": getattr(found, b) for kind, found in tolls.items() for b in _BOUNDS},
        "civilian_targeting": record.civilian_targeting,
        "weapons": join(str(w) for r in records for w in r.weapons) or None,
        "claimants": incident.claimants or None,
        "sources": incident.sources or None,
        "urls": join(r.provenance.url for r in records) or None,
        "published": join(r.provenance.published.isoformat() for r in records if r.provenance.published) or None,
        "reliability": str(record.source_assessment.reliability),
        "credibility": record.source_assessment.credibility,
        "confidence": str(record.confidence.analytic),
        "notes": record.notes,
        "quotes": join(e.quote for r in records for e in r.evidence),
    }


def dumped(incident: Incident) -> list[dict[str, object]]:
    """The records as they were given, for reading back."""
    return [r.model_dump(mode="json") for r in incident.records]


def render_csv(rows: Sequence[Row]) -> bytes:
    """One heading, then the rows; dates as YYYY-MM-DD, true and false in lower case."""
    return to_csv([{c: _plain(r[c]) for c in COLUMNS} for r in rows], COLUMNS, [COLUMNS])


def render_parquet(rows: Sequence[Row]) -> bytes:
    """A Parquet file with dates, integers, floats and booleans as such.

    Raises MissingExtraError without pyarrow.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("Parquet needs pyarrow: pip install 'news-event-summarizer[tables]'") from None
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([dict(r) for r in rows], schema=_schema()), out)
    return out.getvalue()


def records_in_csv(data: bytes) -> list[EventRecord]:
    """The records that a flat CSV was made from."""
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [r for row in rows for r in _records(unguard(row[RECORDS]))]


def records_in_parquet(data: bytes) -> list[EventRecord]:
    """The records that a Parquet file was made from."""
    import pyarrow.parquet

    column = pyarrow.parquet.read_table(io.BytesIO(data), columns=[RECORDS])[RECORDS]
    return [r for text in column.to_pylist() for r in _records(text)]


def _records(text: str) -> list[EventRecord]:
    return [EventRecord.model_validate(found) for found in json.loads(text)]


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _schema() -> pyarrow.Schema:
    import pyarrow

    types = dict.fromkeys(COLUMNS, pyarrow.string())
    types |= dict.fromkeys(DATES, pyarrow.date32()) | dict.fromkeys(INTEGERS, pyarrow.int64())
    types |= dict.fromkeys(FLOATS, pyarrow.float64()) | dict.fromkeys(BOOLEANS, pyarrow.bool_())
    return pyarrow.schema(list(types.items()))
