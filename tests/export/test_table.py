"""The flat table: CSV, Parquet and data frames; nothing is lost, and numbers stay numbers."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pandas
import polars
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.export import ExportFormat, export_records, read_export, to_dataframe
from summarizer.export.table import COLUMNS
from summarizer.schemas import EventRecord, EventTime, Status
from tests.export.made import MENAKA, killed, strike, table, written

SOUTH_WEST = MENAKA.model_copy(update={"lat": -12.5, "lon": -76.25})
RECORDS = [
    strike(locations=[SOUTH_WEST], title="=HYPERLINK(\"https://evil.example\")"),
    strike("open", casualties=[killed("at least four", 4, 4)], notes="İzmir’de “ateş”, النار"),
    strike("planned", status=Status.PLANNED, time=EventTime(), locations=[], casualties=[], actors=[]),
]  # fmt: skip


def text(value: str) -> EventRecord:
    return strike(title=value, notes=value or None, tags=[value])


def test_pandas_reads_the_csv() -> None:
    frame = pandas.read_csv(io.StringIO(written(RECORDS, "csv")), parse_dates=["start", "end"])
    assert tuple(frame.columns) == COLUMNS
    assert frame.lat.tolist()[:2] == [-12.5, MENAKA.lat]
    assert frame.killed_best.isna().tolist() == [False, False, True]
    assert frame.start[0] == pandas.Timestamp(2023, 6, 5)


def test_formulas_are_guarded_and_negative_coordinates_are_not() -> None:
    row = table(RECORDS, "csv")[0]
    assert row["title"].startswith("'=HYPERLINK")
    assert (row["lat"], row["lon"]) == ("-12.5", "-76.25")


def test_every_event_has_a_row_with_its_status() -> None:
    assert [r["status"] for r in table(RECORDS, "csv")] == ["occurred", "occurred", "planned"]


def test_parquet_has_types() -> None:
    out = io.BytesIO()
    export_records(RECORDS, "parquet", out)
    found = pyarrow.parquet.read_table(out)
    assert found["start"].to_pylist() == [date(2023, 6, 5), date(2023, 6, 5), None]
    assert found["lon"].to_pylist() == [-76.25, MENAKA.lon, None]
    assert found["killed_high"].to_pylist() == [4, None, None]
    assert found["countable"].to_pylist() == [True, True, True]
    assert found["title"][0].as_py().startswith("=HYPERLINK"), "Parquet cells are never formulas: nothing to guard"


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_file_reads_back_to_the_same_records(tmp_path: Path, suffix: ExportFormat) -> None:
    path = tmp_path / f"events.{suffix}"
    export_records(RECORDS, suffix, path)
    assert read_export(path) == RECORDS


@given(st.text(max_size=30))
def test_whatever_the_words_csv_and_parquet_read_back(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    record = text(words)
    for suffix in ("csv", "parquet"):
        path = tmp_path_factory.getbasetemp() / f"any.{suffix}"
        export_records([record], suffix, path)
        assert read_export(path) == [record]


def test_no_records_are_a_file_with_headings(tmp_path: Path) -> None:
    for suffix in ("csv", "parquet"):
        path = tmp_path / f"empty.{suffix}"
        assert export_records([], suffix, path).rows_written == 0
        assert read_export(path) == []


def test_a_pandas_frame_keeps_null_apart_from_zero() -> None:
    frame = to_dataframe(RECORDS, "pandas")
    assert list(frame.columns) == list(COLUMNS[:-1])
    assert str(frame.killed_high.dtype) == "Int64"
    assert frame.killed_high.isna().tolist() == [False, True, True]
    assert frame.start.dt.year.tolist()[:2] == [2023, 2023]
    assert frame.lon[0] == -76.25


def test_a_polars_frame_keeps_null_apart_from_zero() -> None:
    frame = to_dataframe(RECORDS, "polars")
    assert frame.columns == list(COLUMNS[:-1])
    assert frame.schema["start"] == polars.Date
    assert frame["killed_high"].to_list() == [4, None, None]


def test_an_empty_frame_has_the_columns() -> None:
    assert list(to_dataframe([], "pandas").columns) == list(COLUMNS[:-1])
    assert to_dataframe([], "polars").columns == list(COLUMNS[:-1])


def test_without_a_choice_the_installed_library_is_taken() -> None:
    assert isinstance(to_dataframe(RECORDS), pandas.DataFrame)


def test_parquet_does_not_go_into_a_text_file() -> None:
    with pytest.raises(InputError, match="binary"):
        export_records(RECORDS, "parquet", io.StringIO())
