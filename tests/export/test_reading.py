"""Records from JSON Lines: whole or with the bad line named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import summarizer
from summarizer.errors import InputError
from summarizer.export import export_records, read_export, read_jsonl, scan_jsonl
from summarizer.schemas import Extraction
from tests.export.made import strike

RECORDS = [strike(), strike("strike-2", notes="Güneşli ‘gün’")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_text("".join(r.model_dump_json() + "\n" for r in RECORDS), encoding="utf-8")
    return path


def test_json_lines_read_back_to_the_same_records(path: Path) -> None:
    assert read_jsonl(path) == RECORDS


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert read_jsonl(path) == RECORDS


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"event_id": "x"', "not JSON"),
        ('{"event_id": "x"}', "title: Field required"),
        ("[1, 2]", "not an event record"),
        ('{"a": 1} {"b": 2}', "not JSON"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do_and_the_others_stand(path: Path, line: str, words: str) -> None:
    good = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([good[0], line, good[1]]), encoding="utf-8")
    records, bad = scan_jsonl(path)
    assert records == RECORDS
    assert [b.line for b in bad] == [2]
    assert words in str(bad[0])
    assert "events.jsonl, line 2" in str(bad[0])
    with pytest.raises(InputError, match="line 2"):
        read_jsonl(path)


def test_what_is_no_readable_text_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_jsonl(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes("é".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_jsonl(tmp_path / "latin.jsonl")


def test_files_without_whole_records_are_an_input_error(tmp_path: Path) -> None:
    for name in ("acled.csv", "hxl.csv"):
        export_records(RECORDS, name.removesuffix(".csv"), tmp_path / name)  # type: ignore[arg-type]
        with pytest.raises(InputError, match=r"not a \.csv file that this package wrote"):
            read_export(tmp_path / name)
    (tmp_path / "map.geojson").write_text('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}')
    (tmp_path / "bad.parquet").write_bytes(b"no parquet")
    for name in ("map.geojson", "bad.parquet", "events.txt", "missing.csv"):
        with pytest.raises(InputError):
            read_export(tmp_path / name)


def test_an_extraction_exports_its_events(tmp_path: Path) -> None:
    extraction = Extraction(doc_id="d", events=RECORDS)  # type: ignore[var-annotated]
    report = extraction.export("acled", tmp_path / "acled.csv")
    assert report.rows_written == 2
    out = io.BytesIO()
    summarizer.export_records(RECORDS, to="acled", path=out)
    assert (tmp_path / "acled.csv").read_bytes() == out.getvalue()


def test_an_unknown_format_names_those_that_there_are() -> None:
    with pytest.raises(InputError, match="acled, ucdp, plover, geojson, hxl, csv, parquet"):
        export_records(RECORDS, "xlsx", io.BytesIO())  # type: ignore[arg-type]
