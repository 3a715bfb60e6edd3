"""UCDP-like CSV, rule by rule of the UCDP GED codebook."""

from __future__ import annotations

import io
from typing import Any

import pandas
import pytest

from summarizer.export import to_rows
from summarizer.export.geography import Point, priogrid_gid
from summarizer.export.ucdp import COLUMNS
from summarizer.schemas import Attribution, Casualty, EventClass, Status
from summarizer.schemas.codebook import Granularity, TemporalRole
from summarizer.schemas.codebook_parts import (
    ActorRole,
    ActorType,
    PlacePrecision,
    Population,
    Qualifier,
    TimePrecision,
)
from summarizer.schemas.event import Mappings, Relations
from tests.export.made import (
    ARMY,
    CODES,
    FOUR,
    HERDERS,
    MENAKA,
    REBELS,
    killed,
    on,
    reasons,
    strike,
    written,
)
from tests.factories import said_by


def deaths(*casualties: Casualty, **changes: Any) -> dict[str, object]:
    (row,) = to_rows([strike(casualties=list(casualties), **changes)], "ucdp")
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high")
    return {n: row[n] for n in names if row[n]}


def test_the_file_has_the_49_columns_of_ged_and_pandas_reads_it() -> None:
    frame = pandas.read_csv(io.StringIO(written([strike()], "ucdp")))
    assert list(frame.columns) == ["UCDP-like id", *COLUMNS[1:]]
    assert len(COLUMNS) == 49
    assert frame.best.tolist() == [4]


def test_a_strike_fills_the_row_and_leaves_ucdps_own_ids_blank() -> None:
    (row,) = to_rows([strike(attribution=[said_by("a shepherd", evidence=None)])], "ucdp")
    assert {c: v for c, v in row.items() if v is not None} == {
        "relid": "strike-1", "year": 2023, "code_status": "Clear", "type_of_violence": 1,
        "dyad_name": "Military forces of Mali - Dune Front", "side_a": "Military forces of Mali", "side_b": "Dune Front",
        "number_of_sources": 1, "source_article": '"Sahel Courier","2023-06-06","Helicopters strike near Ménaka"',
        "source_office": "Sahel Courier", "source_date": "2023-06-06", "source_headline": "Helicopters strike near Ménaka",
        "source_original": "a shepherd", "where_prec": 2, "where_coordinates": "Ménaka",
        "where_description": "near Ménaka", "adm_1": "Ménaka Region", "latitude": 15.91823, "longitude": 2.40224,
        "geom_wkt": "POINT (2.40224 15.91823)", "priogrid_gid": 152285, "country": "Mali", "event_clarity": 1,
        "date_prec": 1, "date_start": "2023-06-05", "date_end": "2023-06-05", "deaths_a": 0, "deaths_b": 4,
        "deaths_civilians": 0, "deaths_unknown": 0, "best": 4, "high": 4, "low": 4,
    }  # fmt: skip


def test_prio_grid_counts_half_degrees_from_the_south_west_corner() -> None:
    assert priogrid_gid(Point(-89.9, -179.9, "first cell")) == 1
    assert priogrid_gid(Point(-89.9, 179.9, "end of the first row")) == 720
    assert priogrid_gid(Point(-89.4, -179.9, "second row")) == 721
    assert priogrid_gid(Point(90, 180, "the very corner")) == 360 * 720


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": Status.PLANNED}, "not_occurred"),
        ({"temporal_role": TemporalRole.HISTORICAL}, "background"),
        ({"casualties": []}, "no_death"),
        ({"casualties": [killed("nobody", 0, 0, 0, qualifier=Qualifier.EXPLICIT_ZERO)]}, "no_death"),
        ({"casualties": [killed("forty since May", 40, 40, 40, cumulative=True)]}, "no_death"),
        ({"time": on(None)}, "no_date"),
        ({"locations": []}, "no_place"),
        ({"event_class": EventClass.ARREST_DETENTION, "mappings": Mappings()}, "no_code"),
    ],
)
def test_inclusion_needs_violence_a_death_a_date_and_a_place(changes: dict[str, Any], reason: str) -> None:
    assert reasons([strike(**changes)], "ucdp") == {"strike-1": reason}


def test_a_death_that_is_only_an_upper_bound_still_counts_as_one() -> None:
    assert deaths(killed("up to four", None, None, 4, qualifier=Qualifier.AT_MOST)) == {"high": 4}


def test_an_open_upper_end_takes_the_best_figure() -> None:
    assert deaths(killed("at least four", 4, 4)) == {"deaths_b": 4, "low": 4, "best": 4, "high": 4}


def test_best_is_the_sum_of_the_four_groups() -> None:
    found = deaths(
        killed("four", 4, 4, 4),
        killed("one pilot", 1, 1, 1, side=0),
        killed("two herders", 2, 2, 2, population=Population.CIVILIAN),
    )
    assert found == {"deaths_a": 1, "deaths_b": 4, "deaths_civilians": 2, "low": 7, "best": 7, "high": 7}


def test_a_total_keeps_what_its_parts_leave_of_it() -> None:
    found = deaths(
        killed("ten people", 10, 10, 10, population=Population.UNKNOWN),
        killed("three herders", 3, 3, 3, population=Population.CIVILIAN),
        killed("a child", 1, 1, 1, population=Population.CHILD),
    )
    assert found == {"deaths_civilians": 3, "deaths_unknown": 7, "low": 10, "best": 10, "high": 10}


@pytest.mark.parametrize(
    ("casualty", "changes", "column"),
    [
        (killed("four", 4, 4, 4, side=1), {"event_class": EventClass.ARMED_CLASH}, "deaths_b"),
        (killed("four", 4, 4, 4, side=0), {"event_class": EventClass.ARMED_CLASH}, "deaths_a"),
        (killed("four", 4, 4, 4, who="fighters"), {"event_class": EventClass.ARMED_CLASH}, "deaths_b"),
        (killed("four", 4, 4, 4), {"event_class": EventClass.ARMED_CLASH}, "deaths_unknown"),
        (killed("four", 4, 4, 4), {"event_class": EventClass.AIR_STRIKE}, "deaths_b"),
        (killed("four", 4, 4, 4, population=Population.UNKNOWN), {}, "deaths_unknown"),
        (killed("four", 4, 4, 4, population=Population.JOURNALIST), {}, "deaths_civilians"),
    ],
)
def test_the_dead_stand_with_their_side(casualty: Casualty, changes: dict[str, Any], column: str) -> None:
    assert deaths(casualty, **changes)[column] == 4


def test_side_a_of_state_based_violence_is_the_government_whoever_attacked() -> None:
    attackers = REBELS.model_copy(update={"role": ActorRole.INITIATOR})
    attacked = ARMY.model_copy(update={"role": ActorRole.TARGET, "raw": "an army post"})
    (row,) = to_rows([strike(actors=[attackers, attacked], casualties=[FOUR])], "ucdp")
    assert (row["side_a"], row["side_b"]) == ("Military forces of Mali", "Dune Front")
    assert (row["deaths_a"], row["deaths_b"]) == (4, 0)


def test_one_sided_violence_is_against_civilians() -> None:
    militia = REBELS.model_copy(update={"role": ActorRole.INITIATOR, "actor_type": ActorType.IDENTITY_MILITIA})
    record = strike(
        event_class=EventClass.ATTACK_ON_CIVILIANS, actors=[militia, HERDERS], mappings=Mappings(),
        casualties=[killed("two herders", 2, 2, 2, population=Population.CIVILIAN)],
    )  # fmt: skip
    (row,) = to_rows([record], "ucdp")
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (3, "Dune Front", "Civilians")
    assert row["deaths_civilians"] == 2


def test_unsettled_sides_are_left_for_a_person() -> None:
    (row,) = to_rows([strike(actors=[], mappings=Mappings())], "ucdp")
    assert (row["type_of_violence"], row["code_status"]) == (None, "Check")


def test_a_place_known_to_its_country_is_precision_6() -> None:
    bare = MENAKA.model_copy(update={"lat": None, "lon": None, "precision": PlacePrecision.UNKNOWN})
    (row,) = to_rows([strike(locations=[bare], mappings=Mappings())], "ucdp")
    assert (row["where_prec"], row["latitude"], row["geom_wkt"], row["priogrid_gid"]) == (6, None, None, None)


def test_vague_numbers_count_by_the_policy() -> None:
    record = strike(casualties=[killed("dozens", 24, qualifier=Qualifier.VAGUE)])
    assert to_rows([record], "ucdp")[0]["best"] == 24
    assert to_rows([record], "ucdp", policy="acled")[0]["best"] == 12


def test_a_summary_with_deaths_counts_unless_its_parts_do() -> None:
    total = strike(
        "week", granularity=Granularity.AGGREGATE, mappings=Mappings(),
        casualties=[killed("nine since Monday", 9, 9, 9, cumulative=True)],
    )  # fmt: skip
    part = strike("part", relations=Relations(part_of=["week"]))
    (alone,) = to_rows([total], "ucdp")
    assert (alone["best"], alone["event_clarity"]) == (9, 2)
    assert reasons([total, part], "ucdp") == {"week": "counted_in_parts"}
    assert reasons([total.model_copy(update={"relations": Relations(contains=["part"])}), strike("part")], "ucdp") == {
        "week": "counted_in_parts"
    }


def test_outlet_and_original_source_stand_apart() -> None:
    claims: list[Attribution] = [said_by("a shepherd", evidence=None), said_by("the army", evidence=None)]
    (row,) = to_rows([strike(attribution=claims)], "ucdp")
    assert (row["source_office"], row["source_original"]) == ("Sahel Courier", "a shepherd; the army")


def test_a_month_is_a_month() -> None:
    month = on(strike().time.start, precision=TimePrecision.MONTH)
    (row,) = to_rows([strike(time=month, mappings=CODES.model_copy(update={"ucdp": None}))], "ucdp")
    assert row["date_prec"] == 4
