"""The wire schema: what is sent to a model, derived from a Pydantic model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from summarizer.schemas import Actor, EventClass, EventDraft, Figure, Place, Record, Verbatim, When
from summarizer.schemas.wire import MAX_LIST, MAX_RECORDS, records_model, records_schema, wire_schema


class Vessel(BaseModel):
    """A ship."""

    name: Verbatim
    built: date | None = None


class Incident(Record):
    """One incident at sea."""

    kind: Literal["collision", "piracy"] = Field(description="what happened")
    only: Literal["sea"] = "sea"
    where: Place | None = None
    crew: Figure | None
    since: When | None = None
    names: list[Actor] = Field(default=[])
    codes: list[Verbatim] = Field(default=[], max_length=2)
    note: Verbatim = Field(max_length=30)
    score: float = Field(0.5, ge=0, le=1)
    vessels: list[Vessel] = Field(default=[])


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


SCHEMAS = [wire_schema(EventDraft), records_schema(EventDraft), wire_schema(Incident), records_schema(Incident)]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_object_is_closed_and_every_field_required(schema: dict[str, Any]) -> None:
    closed = [node for node in objects(schema) if node.get("type") == "object"]
    assert closed
    for node in closed:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("schema", SCHEMAS)
def test_only_keywords_that_every_server_understands_are_left(schema: dict[str, Any]) -> None:
    known = {"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "description"}
    known |= {"minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum"}
    fields = {name for node in objects(schema) for name in node.get("properties", {})}
    assert {key for node in objects(schema) for key in node} - fields <= known


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_string_and_list_is_bounded(schema: dict[str, Any]) -> None:
    for node in objects(schema):
        if node.get("type") == "string" and "enum" not in node:
            assert 1 <= node["maxLength"] <= 120
        if node.get("type") == "array":
            assert 1 <= node["maxItems"] <= MAX_RECORDS


def test_marks_are_bounded_strings_and_optional_fields_nullable() -> None:
    properties = wire_schema(Incident)["properties"]
    words = {"type": "string", "maxLength": 120, "minLength": 1}
    for name in ("where", "crew", "since"):
        assert properties[name] == {"anyOf": [words, {"type": "null"}]}
    assert properties["names"] == {"type": "array", "items": words, "maxItems": MAX_LIST}


def test_the_bounds_of_the_user_win_over_the_defaults() -> None:
    properties = wire_schema(Incident)["properties"]
    assert properties["codes"]["maxItems"] == 2
    assert properties["note"]["maxLength"] == 30
    assert (properties["score"]["minimum"], properties["score"]["maximum"]) == (0, 1)


def test_a_list_of_objects_may_be_as_long_as_a_list_of_records() -> None:
    assert wire_schema(Incident)["properties"]["vessels"]["maxItems"] == MAX_RECORDS
    assert records_schema(Incident)["properties"]["records"]["maxItems"] == MAX_RECORDS


def test_enumerations_and_descriptions_are_kept() -> None:
    schema = wire_schema(EventDraft)
    assert schema["properties"]["event_class"]["enum"] == [member.value for member in EventClass]
    assert schema["properties"]["event_class"]["description"] == "what kind of event"
    assert schema["description"] == EventDraft.__doc__
    assert wire_schema(Incident)["properties"]["only"] == {"type": "string", "enum": ["sea"]}


def test_fields_stand_in_the_order_of_the_model() -> None:
    assert list(wire_schema(EventDraft)["properties"]) == list(EventDraft.model_fields)


def test_it_is_derived_once_and_the_same_in_every_process() -> None:
    assert wire_schema(EventDraft) is wire_schema(EventDraft)
    assert records_model(EventDraft) is records_model(EventDraft)
    assert json.dumps(records_schema(EventDraft)) == json.dumps(wire_schema(records_model(EventDraft)))


class Loose(BaseModel):
    counts: dict[str, int]


class Pair(BaseModel):
    both: tuple[int, str]


class Anything(BaseModel):
    value: Any


class Tree(BaseModel):
    branches: list[Tree] = Field(default=[])


@pytest.mark.parametrize(("model", "where"), [(Loose, "counts"), (Pair, "both"), (Anything, "value"), (Tree, "Tree")])
def test_what_a_strict_schema_cannot_say_is_refused_by_name(model: type[BaseModel], where: str) -> None:
    with pytest.raises(TypeError, match=where):
        wire_schema(model)
