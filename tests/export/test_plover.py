"""PLOVER JSON Lines, checked against a JSON Schema of the fields in the PLOVER manual."""

from __future__ import annotations

import json

import jsonschema

from summarizer.export import to_rows
from summarizer.schemas import EventClass, EventTime, Status
from summarizer.schemas.codebook_parts import ActorRole, ActorType, CasualtyKind, TimePrecision
from summarizer.schemas.event import Mappings
from tests.export.made import ARMY, HERDERS, MENAKA, REBELS, killed, on, reasons, strike, written
from tests.factories import toll

TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
CODES = {"type": "array", "items": TEXT}
ENTITY = {
    "type": "object",
    "properties": dict.fromkeys(("code", "sector", "entity_text", "identifier_id", "identifier_text"), TEXT),
    "additionalProperties": False,
}
EVENTS = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": TEXT,
        "date": {"type": "string", "format": "date"},
        "enddate": {"type": "string", "format": "date"},
        "time": TEXT,
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "items": {"enum": EVENTS}, "minItems": 1},
        "mode": CODES,
        "context": CODES,
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "dead": COUNT,
        "injured": COUNT,
        "arrested": COUNT,
        "event_loc": {
            "type": "object",
            "properties": {
                "geonameid": COUNT,
                "lat": {"type": "number"},
                "lon": {"type": "number"},
                "resolution": {"enum": [1, 2, 3, 4, 5]},
            },
        },
        "event_text": TEXT,
        "text": TEXT,
        "text_info": {"type": "object", "required": ["sequence", "start", "end"]},
        "cite_info": {"type": "object", "additionalProperties": TEXT},
        "coder": TEXT,
        "coded_date": {"type": "string", "format": "date"},
        "comment": TEXT,
    },
}
CHECKER = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def test_every_line_is_a_plover_event() -> None:
    meeting = strike("talks", event_class=EventClass.TALKS_MEETING, status=Status.PLANNED, mappings=Mappings())
    lines = written([strike(), meeting, strike("unlocated", locations=[], actors=[])], "plover").splitlines()
    assert len(lines) == 3
    for line in lines:
        CHECKER.validate(json.loads(line))


def test_a_strike_fills_the_line() -> None:
    (row,) = to_rows([strike()], "plover")
    assert (row["event"], row["mode"], row["context"], row["quad_code"]) == (["ASSAULT"], ["aerial"], ["military"], 4)
    assert row["actor"] == [
        {
            "code": "MLI",
            "sector": "MIL",
            "entity_text": "army helicopters",
            "identifier_text": "Military forces of Mali",
        }
    ]
    assert row["event_loc"] == {
        "extracted_place": "near Ménaka", "resolved_place": "Ménaka", "geonameid": 2452996, "lat": 15.91823,
        "lon": 2.40224, "province": "Ménaka Region", "country": "Mali", "country_code": "MLI", "feature_class": "P",
        "resolution": 4,
    }  # fmt: skip
    assert row["text_info"] == {"sequence": 1, "start": 0, "end": len(str(row["text"]))}


def test_a_planned_meeting_is_an_agreement() -> None:
    (row,) = to_rows(
        [strike(event_class=EventClass.TALKS_MEETING, status=Status.PLANNED, mappings=Mappings())], "plover"
    )
    assert row["event"] == ["AGREE"]


def test_what_is_only_possible_says_so_in_the_mode() -> None:
    (row,) = to_rows([strike(status=Status.HYPOTHETICAL, mappings=Mappings())], "plover")
    assert (row["event"], row["mode"]) == (["ASSAULT"], ["aerial", "hypothetical"])


def test_sides_of_a_clash_are_all_actors_and_the_struck_are_recipients() -> None:
    clash = strike(event_class=EventClass.ARMED_CLASH, mappings=Mappings(), actors=[ARMY, REBELS, HERDERS])
    row, struck = to_rows([clash, strike("strike-2")], "plover")
    assert [len(row["actor"]), len(row["recipient"])] == [2, 1]  # type: ignore[arg-type]
    assert [len(struck["actor"]), len(struck["recipient"])] == [1, 1]  # type: ignore[arg-type]


def test_those_who_meet_are_all_actors() -> None:
    guests = [
        a.model_copy(update={"role": ActorRole.PARTICIPANT, "actor_type": ActorType.STATE_FORCES})
        for a in (ARMY, REBELS)
    ]
    (row,) = to_rows([strike(event_class=EventClass.TALKS_MEETING, mappings=Mappings(), actors=guests)], "plover")
    assert len(row["actor"]) == 2  # type: ignore[arg-type]
    assert "recipient" not in row


def test_sizes_are_left_out_where_nothing_is_stated() -> None:
    hurt = toll(CasualtyKind.INJURED, "six", 6, 6, 6)
    (row,) = to_rows([strike(casualties=[hurt, killed("up to two", None, None, 2)])], "plover")
    assert row["injured"] == 6
    assert "dead" not in row
    assert "arrested" not in row


def test_an_undated_event_and_a_mere_comment_have_no_line() -> None:
    comment = strike("comment", event_class=EventClass.OTHER, mappings=Mappings())
    undated = strike("undated", time=EventTime())
    assert reasons([comment, undated], "plover") == {"comment": "no_code", "undated": "no_date"}


def test_a_period_has_an_end() -> None:
    (row,) = to_rows(
        [strike(time=on(strike().time.start, strike().provenance.published, TimePrecision.DAYS))], "plover"
    )
    assert (row["date"], row["enddate"]) == ("2023-06-05", "2023-06-06")


def test_lines_read_back_as_they_were() -> None:
    records = [strike(), strike("strike-2", locations=[MENAKA])]
    assert [json.loads(line) for line in written(records, "plover").splitlines()] == to_rows(records, "plover")
