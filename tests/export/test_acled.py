"""ACLED-like CSV, rule by rule of the ACLED codebook."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from summarizer.export import export_records, to_rows
from summarizer.export.acled import COLUMNS
from summarizer.schemas import EventClass, Participant, Status
from summarizer.schemas.codebook import Granularity, TemporalRole
from summarizer.schemas.codebook_parts import (
    ActorRole,
    ActorType,
    CoordinateBasis,
    PlacePrecision,
    PlaceRole,
    Population,
    Qualifier,
    TimeBasis,
    TimePrecision,
)
from summarizer.schemas.event import Mappings
from tests.export.made import (
    ARMY,
    CODES,
    HERDERS,
    MENAKA,
    MONDAY,
    REBELS,
    killed,
    on,
    reasons,
    strike,
    table,
    written,
)


def test_the_file_has_acleds_31_columns_and_says_that_it_is_not_acled_data() -> None:
    heading, *lines = written([strike()], "acled").splitlines()
    assert heading.split(",") == ["ACLED-like event_id_cnty", *COLUMNS[1:]]
    assert len(COLUMNS) == 31
    assert len(lines) == 1


def test_a_strike_fills_the_row() -> None:
    (row,) = to_rows([strike()], "acled")
    assert dict(row) | {"notes": ""} == {
        "event_id_cnty": "NES-strike-1", "event_date": "2023-06-05", "year": 2023, "time_precision": 1,
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "Military forces of Mali", "assoc_actor_1": "",
        "inter1": "State forces", "actor2": "Dune Front", "assoc_actor_2": "", "inter2": "Rebel group",
        "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": 466, "region": "Western Africa",
        "country": "Mali", "admin1": "Ménaka Region", "admin2": "", "admin3": "", "location": "Ménaka",
        "latitude": 15.9182, "longitude": 2.4022, "geo_precision": 2, "source": "Sahel Courier", "source_scale": "",
        "notes": "", "fatalities": 4, "tags": "", "timestamp": None,
    }  # fmt: skip


def test_notes_open_with_the_date_and_keep_the_figures_as_written() -> None:
    (row,) = to_rows([strike(casualties=[killed("at least four", 4, 4, attributed_to="the mayor")])], "acled")
    assert row["notes"] == (
        "On 5 June 2023: Army helicopters strike Dune Front near Ménaka. Killed: “at least four” (the mayor)."
    )


def test_two_tolls_of_two_claimants_give_the_lowest_and_the_notes_show_the_dispute() -> None:
    tolls = [killed("four", 4, 4, 4, attributed_to="the army"), killed("nine", 9, 9, 9, attributed_to="the front")]
    (row,) = to_rows([strike(casualties=tolls)], "acled")
    assert row["fatalities"] == 4
    assert "“four” (the army), “nine” (the front)" in str(row["notes"])


@pytest.mark.parametrize(
    "status", [Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL, Status.FOILED, Status.DID_NOT_OCCUR]
)
def test_what_has_not_happened_is_skipped(status: Status) -> None:
    assert reasons([strike(status=status)], "acled") == {"strike-1": "not_occurred"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"granularity": Granularity.AGGREGATE}, "aggregate"),
        ({"granularity": Granularity.CAMPAIGN}, "aggregate"),
        ({"temporal_role": TemporalRole.HISTORICAL}, "background"),
        ({"time": on(None)}, "no_date"),
        ({"time": on(date(2023, 1, 1), date(2023, 12, 31), TimePrecision.YEAR)}, "date_too_vague"),
        ({"locations": []}, "no_place"),
        ({"locations": [MENAKA.model_copy(update={"country_iso3": None})]}, "no_place"),
        ({"locations": [MENAKA.model_copy(update={"precision": PlacePrecision.COUNTRY})]}, "place_too_vague"),
        ({"locations": [MENAKA.model_copy(update={"role": PlaceRole.LAUNCH_SITE})]}, "no_place"),
        ({"event_class": EventClass.TALKS_MEETING, "mappings": Mappings(), "casualties": []}, "no_code"),
    ],
)
def test_what_the_codebook_does_not_code_is_skipped_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    assert reasons([strike(**changes)], "acled") == {"strike-1": reason}


def test_summaries_are_kept_on_request_and_are_as_exact_as_a_region() -> None:
    (row,) = to_rows([strike(granularity=Granularity.AGGREGATE)], "acled", keep_aggregates=True)
    assert row["geo_precision"] == 3


@pytest.mark.parametrize(
    ("start", "end", "precision", "day", "code"),
    [
        (MONDAY, MONDAY, TimePrecision.DAY, "2023-06-05", 1),
        (MONDAY, MONDAY, TimePrecision.HOUR, "2023-06-05", 1),
        (date(2023, 6, 3), date(2023, 6, 5), TimePrecision.DAYS, "2023-06-04", 2),
        (date(2023, 6, 3), date(2023, 6, 4), TimePrecision.DAYS, "2023-06-03", 2),
        (date(2023, 6, 5), date(2023, 6, 11), TimePrecision.WEEK, "2023-06-08", 2),
        (date(2023, 5, 1), date(2023, 5, 31), TimePrecision.MONTH, "2023-05-16", 3),
    ],
)
def test_an_imprecise_date_is_the_middle_of_its_period(
    start: date, end: date, precision: TimePrecision, day: str, code: int
) -> None:
    (row,) = to_rows([strike(time=on(start, end, precision))], "acled")
    assert (row["event_date"], row["time_precision"]) == (day, code)


@pytest.mark.parametrize("basis", [TimeBasis.CONTEXTUAL, TimeBasis.PUBLICATION_DEFAULT])
def test_a_date_from_the_context_is_never_an_actual_date(basis: TimeBasis) -> None:
    (row,) = to_rows([strike(time=on(MONDAY, basis=basis))], "acled")
    assert row["time_precision"] == 2


@pytest.mark.parametrize(
    ("toll", "literal", "acled"),
    [
        (killed("four", 4, 4, 4), 4, 4),
        (killed("at least four", 4, 4, qualifier=Qualifier.AT_LEAST), 4, 4),
        (killed("more than four", 5, 5, qualifier=Qualifier.MORE_THAN), 5, 4),
        (killed("up to four", None, None, 4, qualifier=Qualifier.AT_MOST), 0, 0),
        (killed("about twenty", None, 20, qualifier=Qualifier.ABOUT), 20, 20),
        (killed("between four and nine", 4, None, 9, qualifier=Qualifier.RANGE), 4, 4),
        (killed("several", 2, qualifier=Qualifier.VAGUE), 2, 10),
        (killed("tens", 20, qualifier=Qualifier.VAGUE), 20, 10),
        (killed("dozens", 24, qualifier=Qualifier.VAGUE), 24, 12),
        (killed("scores", 40, qualifier=Qualifier.VAGUE), 40, 20),
        (killed("hundreds", 200, qualifier=Qualifier.VAGUE), 200, 100),
        (killed("none", 0, 0, 0, qualifier=Qualifier.EXPLICIT_ZERO), 0, 0),
    ],
    ids=lambda t: t.raw if hasattr(t, "raw") else None,
)
def test_vague_numbers_count_by_the_policy(toll: object, literal: int, acled: int) -> None:
    record = strike(casualties=[toll])
    assert to_rows([record], "acled", policy="literal")[0]["fatalities"] == literal
    assert to_rows([record], "acled", policy="acled")[0]["fatalities"] == acled


def test_several_counts_three_away_from_war() -> None:
    record = strike(casualties=[killed("several", 2, qualifier=Qualifier.VAGUE)])
    assert to_rows([record], "acled", policy="acled", war_scale=False)[0]["fatalities"] == 3


def test_no_toll_is_zero_because_the_format_knows_no_null() -> None:
    assert table([strike(casualties=[])], "acled")[0]["fatalities"] == "0"


def test_a_running_total_is_not_the_toll_of_the_event() -> None:
    (row,) = to_rows([strike(casualties=[killed("forty since May", 40, 40, 40, cumulative=True)])], "acled")
    assert row["fatalities"] == 0


def test_the_dead_of_both_sides_and_bystanders_are_one_number() -> None:
    tolls = [killed("four", 4, 4, 4), killed("two herders", 2, 2, 2, population=Population.CIVILIAN)]
    assert to_rows([strike(casualties=tolls)], "acled")[0]["fatalities"] == 6


def test_civilians_hit_beside_an_armed_target_are_its_associates() -> None:
    (row,) = to_rows([strike(actors=[ARMY, HERDERS, REBELS])], "acled")
    assert (row["actor2"], row["assoc_actor_2"]) == ("Dune Front", "herders")


def test_those_who_help_the_attacker_are_its_associates() -> None:
    helper = Participant(raw="allied scouts", role=ActorRole.SUPPORTER, actor_type=ActorType.POLITICAL_MILITIA)
    partner = ARMY.model_copy(update={"canonical": "Military forces of Niger"})
    (row,) = to_rows([strike(actors=[ARMY, helper, partner, REBELS])], "acled")
    assert row["actor1"] == "Military forces of Mali"
    assert row["assoc_actor_1"] == "Military forces of Niger; allied scouts"


def test_actor_and_type_beside_each_other_are_the_same_actor() -> None:
    untyped = Participant(raw="unnamed gunmen", role=ActorRole.TARGET)
    (row,) = to_rows([strike(actors=[ARMY, untyped, REBELS])], "acled")
    assert (row["actor2"], row["inter2"], row["assoc_actor_2"]) == ("Dune Front", "Rebel group", "unnamed gunmen")


def test_a_thing_that_is_hit_is_no_actor() -> None:
    village = Participant(raw="a village", role=ActorRole.TARGET)
    (row,) = to_rows([strike(actors=[ARMY, village], mappings=Mappings())], "acled")
    assert (row["actor2"], row["interaction"]) == ("", "State forces only")


def test_without_codes_of_its_own_a_record_gets_those_of_the_tables() -> None:
    with_codes, without = to_rows([strike(), strike("strike-2", mappings=Mappings())], "acled")
    coded = ("event_type", "sub_event_type", "disorder_type", "inter1", "inter2", "interaction", "civilian_targeting")
    assert [with_codes[c] for c in coded] == [without[c] for c in coded]


def test_a_record_keeps_the_codes_that_it_carries() -> None:
    other = Mappings(acled={**(CODES.acled or {}), "sub_event_type": "Grenade"})
    assert to_rows([strike(mappings=other)], "acled")[0]["sub_event_type"] == "Grenade"


def test_without_an_outlet_the_source_is_the_host_of_the_address() -> None:
    assert to_rows([strike(outlet=None)], "acled")[0]["source"] == "news.example"


def test_no_column_is_missing_whatever_a_record_lacks() -> None:
    bare = strike(
        outlet=None, actors=[], mappings=Mappings(), locations=[MENAKA.model_copy(update={"lat": None, "lon": None})]
    )
    (row,) = to_rows([bare], "acled")
    assert set(row) == set(COLUMNS)
    assert export_records([bare], "acled", io.BytesIO()).rows_written == 1


CLIFFS = MENAKA.model_copy(
    update={
        "raw": "the cliffs", "normalized": "Dogon cliffs", "admin1": "Mopti Region", "lat": None, "lon": None,
        "precision": PlacePrecision.AREA_FEATURE, "coordinate_basis": CoordinateBasis.NONE,
    }
)  # fmt: skip


def test_a_region_borrows_the_point_of_its_capital_and_says_so() -> None:
    (row,) = to_rows([strike(locations=[CLIFFS])], "acled")
    assert (row["location"], row["geo_precision"]) == ("Mopti (Dogon cliffs)", 3)
    assert (row["latitude"], row["longitude"]) == (14.493, -4.1942)


def test_no_other_format_borrows_a_point() -> None:
    record = strike(locations=[CLIFFS])
    assert to_rows([record], "ucdp")[0]["latitude"] is None
    assert to_rows([record], "geojson")[0]["geometry"] is None
    assert to_rows([record], "hxl")[0]["lat"] is None
    assert to_rows([record], "csv")[0]["lat"] is None
    assert "lat" not in to_rows([record], "plover")[0]["event_loc"]  # type: ignore[operator]


def test_where_no_capital_is_known_the_point_stays_empty() -> None:
    (row,) = to_rows([strike(locations=[CLIFFS.model_copy(update={"admin1": "Somewhere"})])], "acled")
    assert (row["location"], row["latitude"], row["longitude"]) == ("Dogon cliffs", None, None)
