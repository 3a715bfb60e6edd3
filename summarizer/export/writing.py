"""Records into files: the formats by name, one function for all, and a report of what became of every record."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, cast

from summarizer.errors import InputError, MissingExtraError
from summarizer.schemas import EventRecord
from summarizer.schemas.codebook_parts import CasualtyKind

from . import acled, geojson, hxl, plover, table, ucdp
from .cells import Row
from .incidents import Incident, incidents
from .report import ExportReport, Joined, Skipped, SkipReason
from .tolls import Options, Policy, by_side

ExportFormat = Literal["acled", "ucdp", "plover", "geojson", "hxl", "csv", "parquet"]


class Exporter(NamedTuple):
    """One format."""

    row: Callable[[Incident, Options], Row | SkipReason]
    render: Callable[[Sequence[Row]], bytes]
    sums: bool = False
    """A table whose rows people add up."""


EXPORTERS: dict[ExportFormat, Exporter] = {
    "acled": Exporter(acled.row, acled.render, sums=True),
    "ucdp": Exporter(ucdp.row, ucdp.render, sums=True),
    "plover": Exporter(plover.row, plover.render),
    "geojson": Exporter(geojson.row, geojson.render),
    "hxl": Exporter(hxl.row, hxl.render),
    "csv": Exporter(table.row, table.render_csv),
    "parquet": Exporter(table.row, table.render_parquet),
}


def export_records(
    records: Iterable[EventRecord],
    to: ExportFormat,
    path: str | PathLike[str] | IO[bytes] | IO[str],
    *,
    policy: Policy = "literal",
    keep_aggregates: bool = False,
    war_scale: bool = True,
) -> ExportReport:
    """Write records as `to`: acled, ucdp, plover, geojson, hxl, csv or parquet.

    `path` is a file's name or an open file (text files take every format but parquet). Records that `same_as` links
    share one row. `policy` says how vague numbers of people count: `literal` takes what the words allow at least
    ("dozens": 24), `acled` ACLED's reading ("dozens": 12; "several": 10, or 3 unless `war_scale`). `keep_aggregates`
    gives summaries of several events a row in the ACLED-like file, as exact as a region.

    Raises InputError for an unknown format or a text file given to parquet, MissingExtraError for parquet without
    pyarrow, OSError if the file cannot be written. Nothing is written if it raises.
    """
    exporter = _exporter(to)
    rows, report = _rows(records, to, Options(policy, keep_aggregates, war_scale))
    data = exporter.render(rows)
    if isinstance(path, str | PathLike):
        Path(path).write_bytes(data)
    elif not isinstance(path, io.TextIOBase):
        cast("IO[bytes]", path).write(data)
    elif to == "parquet":
        raise InputError("parquet is binary: give a file's name or a file opened with 'wb'")
    else:
        path.write(data.decode())
    return report


def to_rows(
    records: Iterable[EventRecord],
    to: ExportFormat,
    *,
    policy: Policy = "literal",
    keep_aggregates: bool = False,
    war_scale: bool = True,
) -> list[Row]:
    """The rows that `export_records` would write, before cells are guarded; keys are the format's columns.

    Raises InputError for an unknown format.
    """
    return _rows(records, to, Options(policy, keep_aggregates, war_scale))[0]


def to_dataframe(records: Iterable[EventRecord], library: Literal["pandas", "polars"] | None = None) -> Any:
    """The flat table as a data frame of `library`, or of the one that is installed (pandas before polars).

    One row an event, columns typed (dates, nullable integers: null is never 0). The whole records are left out.
    Raises MissingExtraError if the library is not installed.
    """
    rows = [table.flat(i, Options()) for i in incidents(records)]
    columns = {c: [r[c] for r in rows] for c in table.COLUMNS if c != table.RECORDS}
    for name, build in (("pandas", _pandas), ("polars", _polars)):
        if library in (None, name):
            try:
                return build(columns)
            except ModuleNotFoundError:
                continue
    raise MissingExtraError(f"a data frame needs {library or 'pandas or polars'}: pip install {library or 'pandas'}")


def _exporter(to: ExportFormat) -> Exporter:
    if to not in EXPORTERS:
        raise InputError(f"no format {to!r}: choose from {', '.join(EXPORTERS)}")
    return EXPORTERS[to]


def _rows(records: Iterable[EventRecord], to: ExportFormat, options: Options) -> tuple[list[Row], ExportReport]:
    """Rows in the order of the records, and what became of every record."""
    exporter = _exporter(to)
    found = incidents(records)
    built = [(i, exporter.row(i, options)) for i in found]
    if exporter.sums:
        built = _without_double_tolls(built)
    rows = [row for _, row in built if not isinstance(row, SkipReason)]
    report = ExportReport(
        format=to,
        rows_written=len(rows),
        joined=[
            Joined(event_id=r.event_id, into=i.event_id)
            for i, row in built
            if not isinstance(row, SkipReason)
            for r in i.records[1:]
        ],
        skipped=[
            Skipped(event_id=r.event_id, reason=row)
            for i, row in built
            if isinstance(row, SkipReason)
            for r in i.records
        ],
    )
    return rows, report


Built = list[tuple[Incident, Row | SkipReason]]


def _without_double_tolls(built: Built) -> Built:
    """Summaries whose dead have rows of their own are skipped: analysts add rows up."""
    single = [i for i, row in built if not isinstance(row, SkipReason) and not i.is_aggregate]
    parts = {name for i in single for name in i.ids}
    wholes = {name for i in single for name in i.part_of}

    def counted_in_parts(incident: Incident) -> bool:
        if not incident.is_aggregate or not (incident.contains & parts or incident.ids & wholes):
            return False
        return any(t.highest for t in by_side(incident, CasualtyKind.KILLED, Options()).values())

    return [
        (i, SkipReason.COUNTED_IN_PARTS if not isinstance(row, SkipReason) and counted_in_parts(i) else row)
        for i, row in built
    ]


def _pandas(columns: dict[str, list[object]]) -> Any:
    import pandas

    types = dict.fromkeys(table.INTEGERS, "Int64") | dict.fromkeys(table.FLOATS, "Float64")
    types |= dict.fromkeys(table.BOOLEANS, "boolean")
    frame = pandas.DataFrame(columns).astype(types)
    for name in table.DATES:
        frame[name] = pandas.to_datetime(frame[name])
    texts = [c for c in frame.columns if c not in types and c not in table.DATES]
    return frame.astype(dict.fromkeys(texts, "string"))


def _polars(columns: dict[str, list[object]]) -> Any:
    import polars

    types: dict[str, Any] = dict.fromkeys(columns, polars.String)
    types.update(dict.fromkeys(table.INTEGERS, polars.Int64))
    types.update(dict.fromkeys(table.FLOATS, polars.Float64))
    types.update(dict.fromkeys(table.BOOLEANS, polars.Boolean))
    types.update(dict.fromkeys(table.DATES, polars.Date))
    return polars.DataFrame(columns, schema=types)
