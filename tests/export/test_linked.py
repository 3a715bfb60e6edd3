"""Reports of the same event share a row in every format, and the report says so."""

from __future__ import annotations

import io
from datetime import date
from typing import get_args

import pytest

from summarizer.export import ExportFormat, export_records, to_rows
from summarizer.schemas import EventTime, Status
from summarizer.schemas.codebook import Granularity
from summarizer.schemas.codebook_parts import (
    Population,
    Reliability,
    TimeBasis,
)
from summarizer.schemas.event import Relations, SourceAssessment
from tests.export.made import MENAKA, MONDAY, killed, on, strike

FORMATS = get_args(ExportFormat)
SAME = Relations(same_as=["a"])
A = strike("a", outlet="Sahel Courier")
B = strike("b", outlet="River Gazette", relations=SAME, casualties=[killed("six", 6, 6, 6)])
C = strike("c", outlet="Sahel Courier", relations=Relations(same_as=["b"]))


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("records", [[A, B, C], [C, B, A]], ids=["in order", "reversed"])
def test_one_row_an_event(to: ExportFormat, records: list[object]) -> None:
    report = export_records(records, to, io.BytesIO())  # type: ignore[arg-type]
    assert (report.rows_written, len(report.joined), report.skipped) == (1, 2, [])


@pytest.mark.parametrize("to", FORMATS)
def test_every_record_is_written_joined_or_skipped(to: ExportFormat) -> None:
    records = [A, B, strike("planned", status=Status.PLANNED), strike("undated", time=EventTime(), casualties=[])]
    report = export_records(records, to, io.BytesIO())
    assert report.rows_written + len(report.joined) + len(report.skipped) == len(records)


def test_the_joined_are_named_with_the_record_that_they_joined() -> None:
    report = export_records([A, B], "acled", io.BytesIO())
    assert [(j.event_id, j.into) for j in report.joined] == [("b", "a")]


def test_sources_are_joined_once_each() -> None:
    assert to_rows([A, B, C], "acled")[0]["source"] == "Sahel Courier; River Gazette"
    (row,) = to_rows([A, B, C], "ucdp")
    assert (row["source_office"], row["number_of_sources"]) == ("Sahel Courier; River Gazette", 3)


def test_tolls_of_several_reports_are_readings_never_a_sum() -> None:
    assert to_rows([A, B], "acled")[0]["fatalities"] == 4
    (row,) = to_rows([A, B], "ucdp")
    assert [row[c] for c in ("low", "best", "high")] == [4, 4, 6]


def test_a_later_report_that_replaces_an_earlier_one_replaces_its_toll() -> None:
    update = B.model_copy(update={"relations": Relations(same_as=["a"], supersedes=["a"])})
    assert to_rows([A, update], "acled")[0]["fatalities"] == 6


def test_a_breakdown_in_one_report_fits_into_the_total_of_another() -> None:
    total = strike("a", casualties=[killed("ten people", 10, 10, 10, population=Population.UNKNOWN)])
    parts = [killed("seven fighters", 7, 7, 7), killed("three herders", 3, 3, 3, population=Population.CIVILIAN)]
    (row,) = to_rows([total, strike("b", relations=SAME, casualties=parts)], "ucdp")
    assert [row[c] for c in ("deaths_b", "deaths_civilians", "deaths_unknown", "best")] == [7, 3, 0, 10]


def test_the_more_reliable_report_gives_the_row() -> None:
    trusted = B.model_copy(update={"source_assessment": SourceAssessment(reliability=Reliability.B)})
    assert to_rows([A, trusted], "acled")[0]["event_id_cnty"] == "NES-b"


def test_what_happened_gives_the_row_before_what_was_announced() -> None:
    announced = strike("a", status=Status.PLANNED, published=date(2023, 6, 9))
    assert to_rows([announced, B], "acled")[0]["event_id_cnty"] == "NES-b"


def test_date_and_place_come_from_the_report_that_has_them() -> None:
    vague = strike("a", time=on(MONDAY, basis=TimeBasis.CONTEXTUAL), locations=[])
    (row,) = to_rows([vague, strike("b", relations=SAME)], "ucdp")
    assert (row["relid"], row["date_prec"], row["where_prec"], row["latitude"]) == ("a", 1, 2, MENAKA.lat)


def test_the_same_record_twice_is_one_event() -> None:
    report = export_records([A, A], "csv", io.BytesIO())
    assert (report.rows_written, len(report.joined)) == (1, 1)


def test_a_link_to_a_record_that_is_not_there_is_no_link() -> None:
    assert len(to_rows([B], "acled")) == 1


def test_the_report_reads_as_text_and_as_data() -> None:
    report = export_records([A, B, strike("s", granularity=Granularity.AGGREGATE)], "acled", io.BytesIO())
    first, second = str(report).splitlines()
    assert first == "acled: 1 rows written, 1 records skipped, 1 joined with another report of the same event"
    assert second.startswith("  aggregate: s (")
    assert type(report).model_validate_json(report.model_dump_json()) == report
