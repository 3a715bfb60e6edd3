"""HXL: read and validated by libhxl, against the default schema of the HXL standard."""

from __future__ import annotations

import io
import warnings

import pytest

from summarizer.export import export_records
from summarizer.schemas import EventRecord, EventTime, Status
from tests.export.made import MENAKA, killed, strike, written

with warnings.catch_warnings():
    # libhxl 5.2 writes regular expressions in plain strings.
    warnings.simplefilter("ignore")
    import hxl

RECORDS = [
    strike(),
    strike("undated", time=EventTime(), locations=[], casualties=[]),
    strike(
        "later", status=Status.PLANNED, notes="Two lines:\nthe second  is spaced.", casualties=[killed("dozens", 24)]
    ),
]


@pytest.fixture
def source() -> hxl.model.Dataset:
    file = io.BytesIO()
    export_records(RECORDS, "hxl", file)
    # As a stream: libhxl leaves files that it opens itself to the garbage collector.
    return hxl.data(io.BytesIO(file.getvalue()))


def test_libhxl_finds_nothing_wrong(source: hxl.model.Dataset) -> None:
    report = hxl.validate(source)
    assert report["stats"]["error"] == 0, report["issues"]
    assert report["stats"]["warning"] == 0, report["issues"]


def test_libhxl_reads_the_values_by_tag(source: hxl.model.Dataset) -> None:
    rows = list(source)
    assert [r.get("#event+id") for r in rows] == ["strike-1", "undated", "later"]
    first = rows[0]
    assert first.get("#date+start") == "2023-06-05"
    assert first.get("#country+code") == "MLI"
    assert (first.get("#geo+lat"), first.get("#geo+lon")) == (str(MENAKA.lat), str(MENAKA.lon))
    assert first.get("#group+name+first") == "Military forces of Mali"
    assert first.get("#affected+killed-min-max") == "4"
    assert first.get("#meta+source") == "Sahel Courier"


def test_the_hashtags_stand_between_headings_and_data() -> None:
    headings, tags, *rows = written(RECORDS, "hxl").splitlines()
    assert headings.startswith("event_id,title,event_class,")
    assert tags.startswith("#event+id,#event+name,#event+type,")
    assert len(rows) == len(RECORDS)


def test_nothing_stated_is_an_empty_cell_not_a_zero(source: hxl.model.Dataset) -> None:
    rows = list(source)
    assert (rows[1].get("#date+start"), rows[1].get("#affected+killed-min-max")) == (None, None)
    assert (rows[2].get("#affected+killed+min"), rows[2].get("#affected+killed-min-max")) == ("24", None)
    assert rows[2].get("#status") == "planned"


def test_every_record_has_a_row() -> None:
    records: list[EventRecord] = RECORDS
    assert export_records(records, "hxl", io.BytesIO()).rows_written == 3
