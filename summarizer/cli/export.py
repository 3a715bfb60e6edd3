"""`summarizer export`: records into the formats that analysts use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.app import app
from summarizer.cli.options import console, fail

if TYPE_CHECKING:
    from summarizer.export import BadLine
    from summarizer.schemas import EventRecord

_FORMATS = "acled, ucdp, plover, geojson, hxl, csv or parquet"
_POLICIES = "literal or acled"


@app.command()
def export(
    paths: Annotated[
        list[Path], typer.Argument(help="Records: JSON Lines as `extract -o` writes them.", show_default=False)
    ],
    to: Annotated[str, typer.Option("--to", help=f"Format: {_FORMATS}.", show_default=False)],
    output: Annotated[str, typer.Option("-o", "--output", help="Write here; - is standard output.")],
    policy: Annotated[
        str, typer.Option("--policy", help="Vague numbers of people: literal (dozens is 24) or acled (dozens is 12).")
    ] = "literal",
    war_scale: Annotated[
        bool, typer.Option(help="Under --policy acled, several is 10, as in a war; otherwise 3.")
    ] = True,
    keep_aggregates: Annotated[
        bool, typer.Option("--keep-aggregates", help="ACLED-like: summaries of several events have rows too.")
    ] = False,
) -> None:
    """Write records as ACLED-like or UCDP-like CSV, PLOVER JSON Lines, GeoJSON, HXL, flat CSV or Parquet.

    What was written and what was skipped, with the reason, is told on standard error.
    """
    from typing import get_args

    from summarizer.errors import SummarizerError
    from summarizer.export import ExportFormat, Policy, export_records

    if to not in get_args(ExportFormat):
        fail(f"--to {to}: choose {_FORMATS}")
    if policy not in get_args(Policy):
        fail(f"--policy {policy}: choose {_POLICIES}")
    records, bad = _read(paths)
    target = sys.stdout.buffer if output == "-" else Path(output)
    try:
        report = export_records(
            records,
            to,  # type: ignore[arg-type]  # checked above
            target,
            policy=policy,  # type: ignore[arg-type]
            keep_aggregates=keep_aggregates,
            war_scale=war_scale,
        )
    except SummarizerError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror}")
    _tell(str(report))
    for line in bad:
        _tell(f"failed: {line}", style="red")
    if bad:
        raise typer.Exit(1)


def _read(paths: list[Path]) -> tuple[list[EventRecord], list[BadLine]]:
    from summarizer.errors import InputError
    from summarizer.export import scan_jsonl

    try:
        found = [scan_jsonl(path) for path in paths]
    except InputError as error:
        fail(str(error))
    return [r for records, _ in found for r in records], [b for _, bad in found for b in bad]


def _tell(text: str, style: str | None = None) -> None:
    console().print(text, style=style, markup=False, highlight=False, soft_wrap=True)
