"""Records back from files: JSON Lines of records, and the formats that keep whole records."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from summarizer.errors import InputError
from summarizer.schemas import EventRecord

from .geojson import records_in_geojson
from .table import records_in_csv, records_in_parquet


class BadLine(NamedTuple):
    """A line that holds no record. `str()` says where, what is wrong and what to do."""

    path: str
    line: int
    """From 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.message}"


def scan_jsonl(path: str | PathLike[str]) -> tuple[list[EventRecord], list[BadLine]]:
    """Every record of a JSON Lines file, and every line that holds none; empty lines are passed over.

    Raises InputError if the file is missing or not UTF-8 text.
    """
    records: list[EventRecord] = []
    bad: list[BadLine] = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            try:
                records.append(EventRecord.model_validate_json(line))
            except ValidationError as error:
                bad.append(BadLine(str(path), number, _wrong(error)))
    return records, bad


def read_jsonl(path: str | PathLike[str]) -> list[EventRecord]:
    """The records of a JSON Lines file, as `summarizer extract -o` writes it.

    Raises InputError, which names the first bad line, if any line is not a record; see `scan_jsonl` to go on.
    """
    records, bad = scan_jsonl(path)
    if bad:
        raise InputError(str(bad[0]))
    return records


def read_export(path: str | PathLike[str]) -> list[EventRecord]:
    """The records that a flat .csv, .parquet or .geojson of this package was made from.

    Raises InputError if the file is missing, of another kind, or holds no whole records.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _READERS:
        raise InputError(f"{path}: whole records are kept in {', '.join(_READERS)} only")
    try:
        return _READERS[suffix](_bytes(path))
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(f"{path}: not a {suffix} file that this package wrote: {error}") from error


_READERS: dict[str, Callable[[bytes], list[EventRecord]]] = {
    ".csv": records_in_csv,
    ".parquet": records_in_parquet,
    ".geojson": records_in_geojson,
}


def _bytes(path: str | PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def _text(path: str | PathLike[str]) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; save it as UTF-8") from error


def _wrong(error: ValidationError) -> str:
    """What is wrong with a line, and what to do about it; the first three faults are enough to find it."""
    faults = error.errors(include_input=False, include_url=False)
    if faults[0]["type"] == "json_invalid":
        return f"not JSON ({faults[0]['msg']}); mend or delete the line"
    told = "; ".join(f"{'.'.join(map(str, f['loc'])) or 'record'}: {f['msg']}" for f in faults[:3])
    more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
    return (
        f"not an event record ({told}{more}); write records with `summarizer extract -o`, see `summarizer schema event`"
    )
