"""Reading replies: unwrapping, salvaging what broke off, validating item by item."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarizer.model.replies import Dropped, find_json, fit, read_reply
from summarizer.schemas import Actor, Figure, Record, Verbatim
from summarizer.schemas.wire import records_model


class Note(Record):
    word: Verbatim
    count: Figure | None
    names: list[Actor] = Field(default=[])


Notes = records_model(Note)


def note(number: int, **fields: object) -> dict[str, object]:
    return {"sentences": [number], "word": f"word {number}", "count": None, "names": [], **fields}


def records(outcome_value: Any) -> list[Note]:
    found: list[Note] = outcome_value.records
    return found


# --- unwrapping ---------------------------------------------------------------------------------------------------

WRAPPED = [
    "{}",
    "```json\n{}\n```",
    "Here is the list you asked for:\n\n```\n{}\n```\nI hope this helps {{:-)}}.",
    "The sets {{1, 2}} and [3] are ignored. {} See sentences [1] and [2].",
    '<think>Maybe {{"records": [1, 2]}}? No.</think>{}',
    'First try: {{"records": []}}\nBetter:\n{}',
]


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_the_json_is_found_in_fences_and_chatter(wrapping: str) -> None:
    text = wrapping.format(json.dumps({"records": [note(1), note(2)]}))
    outcome = read_reply(text, Notes)
    assert outcome.whole
    assert [record.word for record in records(outcome.value)] == ["word 1", "word 2"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([note(1), note(2)]),
        f"```json\n{json.dumps([note(1), note(2)], indent=2)}\n```",
        json.dumps(note(1)) + "\n" + json.dumps(note(2)),
    ],
)
def test_bare_items_are_taken_where_the_schema_is_one_list(text: str) -> None:
    assert len(records(read_reply(text, Notes).value)) == 2


def test_an_empty_list_is_an_answer() -> None:
    for text in ('{"records": []}', "[]", "```json\n[]\n```"):
        outcome = read_reply(text, Notes)
        assert outcome.value is not None
        assert records(outcome.value) == []


def test_line_breaks_within_strings_are_taken() -> None:
    outcome = read_reply('{"records": [{"sentences": [1], "word": "two\nlines", "count": null}]}', Notes)
    assert records(outcome.value)[0].word == "two\nlines"


@pytest.mark.parametrize("text", ["", "no", "{", "{}", "[1, 2]", '{"other": 1}', '{"records": 5}', '{"records": null}'])
def test_without_the_fields_there_is_no_value_but_a_reason(text: str) -> None:
    outcome = read_reply(text, Notes)
    assert outcome.value is None
    assert outcome.problem


# --- salvaging ----------------------------------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
items = st.lists(
    st.fixed_dictionaries(
        {
            "sentences": st.lists(st.integers(0, 999), min_size=1, max_size=3),
            "word": words,
            "count": st.none() | words,
            "names": st.lists(words, max_size=2),
        }
    ),
    max_size=3,
)


@given(items, st.booleans(), st.sampled_from(["{}", "```json\n{}\n```", "Sure:\n{}"]))
def test_every_prefix_gives_a_prefix_of_the_items(items: list[Any], spaced: bool, wrapping: str) -> None:
    text = wrapping.replace("{}", json.dumps({"records": items}, indent=1 if spaced else None, ensure_ascii=False))
    full = find_json(text, Notes)
    assert full == ({"records": items}, True)
    seen = 0
    for cut in range(len(text)):
        found = find_json(text[:cut], Notes)
        salvaged: Any = found[0].get("records", []) if found else []
        assert salvaged == items[: len(salvaged)]
        assert len(salvaged) >= seen, "a longer prefix never gives fewer items"
        seen = len(salvaged)
    assert seen == len(items)


@given(items.filter(bool), st.data())
def test_what_is_salvaged_says_that_it_broke_off(items: list[Any], data: st.DataObject) -> None:
    text = json.dumps({"records": items})
    outcome = read_reply(text[: data.draw(st.integers(0, len(text) - 1))], Notes)
    assert not outcome.whole


def test_damage_within_keeps_what_stands_before_it() -> None:
    text = json.dumps({"records": [note(1), note(2), note(3)]}).replace('"word 2"', '"word 2')
    outcome = read_reply(text, Notes)
    assert [record.word for record in records(outcome.value)] == ["word 1"]
    assert not outcome.whole


def test_a_number_at_the_cut_is_not_taken_for_complete() -> None:
    class Sum(BaseModel):
        name: str
        total: int = -1

    outcome = read_reply('{"name": "dead", "total": 12', Sum)
    assert outcome.value == Sum(name="dead", total=-1)


@given(st.text(alphabet='{}[]":, \\n12a', max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    read_reply(text, Notes)
    read_reply('{"records": [' + text, Notes)


def test_hostile_nesting_is_survived() -> None:
    for text in ('{"a":' * 5000, '{"records": ' + "[" * 100_000, '{"records": [{"sentences": [' + "9" * 5000):
        assert read_reply(text, Notes).value is None


# --- item by item -------------------------------------------------------------------------------------------------


def test_good_items_are_kept_and_bad_ones_reported() -> None:
    outcome = read_reply(json.dumps({"records": [note(1), note(2, word=None), 7, note(4)]}), Notes)
    assert [record.word for record in records(outcome.value)] == ["word 1", "word 4"]
    assert [(bad.item, bad.field) for bad in outcome.dropped] == [(1, "record"), (2, "record")]
    assert "word 2" not in outcome.dropped[0].raw
    assert json.loads(outcome.dropped[0].raw)["sentences"] == [2]


def test_a_bad_optional_field_becomes_null_and_is_reported() -> None:
    outcome = read_reply(json.dumps({"records": [note(1, count={"some": "thing"})]}), Notes)
    assert records(outcome.value)[0].count is None
    assert outcome.dropped == (Dropped("count", '{"some": "thing"}', outcome.dropped[0].message, 0),)


def test_a_bad_element_of_a_list_is_left_out_and_reported() -> None:
    value, dropped, _ = fit(Note, note(1, names=["the council", 3, "", "a guard"]))
    assert value is not None
    assert value.names == ["the council", "a guard"]
    assert [(bad.field, bad.raw) for bad in dropped] == [("names", "3"), ("names", '""')]


def test_a_list_that_is_too_long_is_cut_and_the_rest_reported() -> None:
    value, dropped, _ = fit(Note, note(1, sentences=[1, 2, 3, 4, 5, 6]))
    assert value is not None
    assert value.sentences == [1, 2, 3, 4]
    assert [bad.raw for bad in dropped] == ["5", "6"]


def test_an_unknown_field_is_removed_and_reported() -> None:
    value, dropped, _ = fit(Note, note(1, colour="red"))
    assert value is not None
    assert [(bad.field, bad.raw) for bad in dropped] == [("colour", '"red"')]


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_value_is_the_default_and_no_loss(nothing: str | None) -> None:
    value, dropped, _ = fit(Note, note(1, names=nothing, count=nothing))
    assert value is not None
    assert (value.names, value.count, dropped) == ([], None, [])


def test_a_missing_nullable_field_is_null() -> None:
    data = note(1)
    del data["count"]
    value, dropped, _ = fit(Note, data)
    assert value is not None
    assert (value.count, dropped) == (None, [])


def test_all_items_bad_is_nothing_usable() -> None:
    outcome = read_reply(json.dumps({"records": [note(1, sentences=[]), note(2, word=5)]}), Notes)
    assert outcome.value is None
    assert "sentences" in outcome.problem


def test_all_marks_of_an_optional_list_bad_is_an_empty_list() -> None:
    class Tally(BaseModel):
        name: str
        figures: list[Figure] = []

    outcome = read_reply('{"name": "a", "figures": [[], {}]}', Tally)
    assert outcome.value == Tally(name="a")
    assert len(outcome.dropped) == 2
