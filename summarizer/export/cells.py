"""Cells of a table: what a spreadsheet would run is guarded, lists are joined, negative numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from summarizer.schemas import EventRecord

Cell = str | int | float | None
Row = Mapping[str, object]
"""Column to value; tables hold `Cell`s, JSON formats nest."""

SEPARATOR = "; "

# OWASP, "CSV Injection": these at the start of a cell make it a formula, in some locales the full-width forms too. A
# leading apostrophe is counted in, so that taking the guard off gives back exactly what was put in.
_RISKY = re.compile(r"'*(?: *[\t\r\n]|\s*[=+\-@＝＋－＠])")


def guard(value: object) -> object:
    """`value` with an apostrophe before text that a spreadsheet would take for a formula; numbers pass as they are."""
    return f"'{value}" if isinstance(value, str) and _RISKY.match(value) else value


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def join(values: Iterable[str | None]) -> str:
    """Distinct values, in order, joined by "; " as ACLED does."""
    return SEPARATOR.join(dict.fromkeys(v for v in values if v))


def to_csv(rows: Iterable[Row], columns: Sequence[str], above: Sequence[Sequence[str]]) -> bytes:
    """A CSV file (RFC 4180, UTF-8): the header rows `above`, then the rows, every text cell guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(above)
    for row in rows:
        writer.writerow(["" if row[c] is None else guard(row[c]) for c in columns])
    return out.getvalue().encode()


def outlet(record: EventRecord) -> str:
    """The outlet, else the host of the article's address, else nothing."""
    found = record.provenance
    host = urlsplit(found.url).hostname if found.url else None
    return found.outlet or (host or "").removeprefix("www.")


def code(codes: Mapping[str, object] | None, key: str) -> Cell:
    """One code of a mapping as a cell; what is missing or nested is null."""
    value = (codes or {}).get(key)
    return value if isinstance(value, str | int | float) else None
