"""`summarizer export` as a person meets it: file, report on standard error, exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.schemas import Status
from summarizer.schemas.codebook_parts import Qualifier
from tests.export.made import killed, strike

RECORDS = [
    strike(casualties=[killed("dozens", 24, qualifier=Qualifier.VAGUE)]),
    strike("planned", status=Status.PLANNED),
]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_text("".join(r.model_dump_json() + "\n" for r in RECORDS), encoding="utf-8")
    return path


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["export", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def test_the_file_is_written_and_the_report_is_on_standard_error(events: Path, tmp_path: Path) -> None:
    status, out, told = run(events, "--to", "acled", "-o", tmp_path / "acled.csv")
    assert (status, out) == (0, "")
    assert "acled: 1 rows written, 1 records skipped" in told
    assert "not_occurred: planned" in told
    assert (tmp_path / "acled.csv").read_bytes().count(b"\r\n") == 2


@pytest.mark.parametrize("to", ["acled", "ucdp", "plover", "geojson", "hxl", "csv", "parquet"])
def test_every_format_can_be_asked_for(events: Path, tmp_path: Path, to: str) -> None:
    status, _, _ = run(events, "--to", to, "-o", tmp_path / "out")
    assert status == 0
    assert (tmp_path / "out").stat().st_size > 0


def test_a_dash_is_standard_output(events: Path) -> None:
    status, out, _ = run(events, "--to", "geojson", "-o", "-")
    assert status == 0
    assert len(json.loads(out)["features"]) == 2


def test_the_policy_is_an_option(events: Path) -> None:
    counts = []
    for policy in ("literal", "acled"):
        _, out, _ = run(events, "--to", "acled", "-o", "-", "--policy", policy)
        counts.append(next(csv.DictReader(io.StringIO(out)))["fatalities"])
    assert counts == ["24", "12"]


def test_a_bad_line_is_listed_and_the_rest_is_written(events: Path, tmp_path: Path) -> None:
    with events.open("a", encoding="utf-8") as file:
        file.write("{oops\n")
    status, _, told = run(events, "--to", "csv", "-o", tmp_path / "out.csv")
    assert status == 1
    assert "events.jsonl, line 3: not JSON" in told
    assert "2 rows written" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--to", "xlsx", "-o", "out"], "--to xlsx: choose acled"),
        (["--to", "acled", "-o", "out", "--policy", "wild"], "--policy wild: choose literal or acled"),
        (["--to", "acled", "-o", "no/such/folder/out"], "cannot be written"),
    ],
)
def test_wrong_use_is_status_2(
    events: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, error = run(events, *words)
    assert status == 2
    assert told in error


def test_a_missing_file_is_status_2(tmp_path: Path) -> None:
    status, _, told = run(tmp_path / "none.jsonl", "--to", "csv", "-o", tmp_path / "out.csv")
    assert status == 2
    assert "none.jsonl: cannot be read" in told
