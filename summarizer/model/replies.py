"""From the text of a reply to validated objects: unwrapped, salvaged, and validated item by item.

Nothing is lost silently: what does not validate is returned as `Dropped`, and a reply that broke off says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from summarizer.schemas.marks import Figure, When

M = TypeVar("M", bound=BaseModel)

MAX_RAW = 500
"""Characters of a dropped value that are kept."""
MAX_OPENINGS = 100
"""Objects of a reply that are looked at: hostile text may open one at every character."""
MAX_REPAIRS = 8
"""Rounds of leaving out what does not validate before an object is given up."""

_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r'\{\s*"[^"]*"\s*:')
_THINKING = re.compile(r"<think>.*?</think>", re.DOTALL)
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of a reply that did not validate."""

    field: str
    """Dotted name within its item; `record` for a whole item."""
    raw: str
    """The value as JSON, at most `MAX_RAW` characters."""
    message: str
    item: int | None = None
    """Position of the item in the reply's list, from 0; None outside a list."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[M]):
    """What a reply's text came to."""

    value: M | None
    """None where nothing was usable; then `problem` says why."""
    dropped: tuple[Dropped, ...] = ()
    whole: bool = True
    """Whether the JSON was complete; if not, what stood after the break is lost."""
    problem: str = ""


def read_reply(text: str, schema: type[M]) -> Outcome[M]:
    """Validate the JSON in `text`, which may be fenced, wrapped in chatter, or broken off."""
    found = find_json(text, schema)
    if found is None:
        return Outcome(None, whole=False, problem="the reply holds no JSON object with the fields asked for")
    data, whole = found
    return _validated(data, whole, schema)


# --- finding the JSON ---------------------------------------------------------------------------------------------


def find_json(text: str, schema: type[BaseModel]) -> tuple[dict[str, object], bool] | None:
    """The last JSON object with a field of `schema`, and whether it is complete; None if there is no such object.

    The last one, because a model may repeat its input or think aloud before it answers. Where the schema is one list,
    the bare list or its bare items are taken too.
    """
    text = _THINKING.sub("", text)
    found: tuple[dict[str, object], bool] | None = None
    for data, whole in _objects(text, tuple(_names(schema))):
        if found is None or data:
            found = data, whole
    if found is None and len(lists := _item_types(schema)) == 1:
        (name, item), *_ = lists.items()
        items = list(_objects(text, tuple(_names(item))))
        if items or text.strip().strip("`").removeprefix("json").strip() == "[]":
            return {name: [data for data, whole in items if whole]}, all(whole for _, whole in items)
    return found


def _objects(text: str, names: tuple[str, ...]) -> Iterable[tuple[dict[str, object], bool]]:
    """Every object of `text` with one of `names`; a broken one is salvaged and ends the search."""
    position = 0
    for _ in range(MAX_OPENINGS):
        match = _OPENING.search(text, position)
        if match is None:
            return
        whole = True
        try:
            data, position = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            data, position, whole = salvage(text, match.start()), match.end(), False
        if any(name in data for name in names):
            yield data, whole
            if not whole:
                return


def salvage(text: str, start: int) -> dict[str, object]:
    """The complete fields of the broken object at `start`; of a list that breaks off, its complete items."""
    data: dict[str, object] = {}
    position = start + 1
    try:
        while True:
            name, position = _DECODER.raw_decode(text, _skip(_NEXT, text, position))
            position = _skip(_SPACE, text, position)
            if text[position] != ":" or not isinstance(name, str):
                return data
            position = _skip(_SPACE, text, position + 1)
            if text[position] == "[":
                items: list[object] = []
                data[name] = items
                position = _salvage_list(text, position + 1, items)
            else:
                value, position = _complete(text, position)
                data[name] = value
    except (ValueError, IndexError, RecursionError):
        return data


def _salvage_list(text: str, position: int, items: list[object]) -> int:
    """Append the complete items from `position` on; the position after the list. Raises where the list breaks off."""
    while text[position := _skip(_NEXT, text, position)] != "]":
        item, position = _complete(text, position)
        items.append(item)
    return position + 1


def _complete(text: str, position: int) -> tuple[object, int]:
    """The value at `position`; ValueError unless it is certain to be complete: "12" may have been going to be "123"."""
    value, end = _DECODER.raw_decode(text, position)
    if isinstance(value, dict | list | str) or text[_skip(_SPACE, text, end)] in ",]}":
        return value, end
    raise ValueError("the value may go on")


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


# --- validating ---------------------------------------------------------------------------------------------------


def _validated(data: dict[str, object], whole: bool, schema: type[M]) -> Outcome[M]:
    dropped: list[Dropped] = []
    lists = _item_types(schema)
    if lists and not whole and not any(data.get(name) for name in lists):
        return Outcome(None, whole=False, problem="the JSON breaks off or is damaged before its first complete item")
    for name, item_type in lists.items():
        items = data.get(name)
        if isinstance(items, list):
            kept = list(_valid_items(items, item_type, dropped))
            if items and not kept and _names(schema)[name].is_required():
                problem = f"{name}: {dropped[0].field}: {dropped[0].message}"
                return Outcome(None, tuple(dropped), whole, problem)
            data = {**data, name: kept}
    value, bad, problem = fit(schema, data)
    return Outcome(value, (*dropped, *bad), whole, problem)


def _valid_items(items: list[object], item_type: type[M], dropped: list[Dropped]) -> Iterable[M]:
    for index, item in enumerate(items):
        value, bad, problem = fit(item_type, item)
        dropped.extend(Dropped(one.field, one.raw, one.message, index) for one in bad)
        if value is None:
            dropped.append(Dropped("record", _raw(item), problem, index))
        else:
            yield value


def fit(schema: type[M], data: object) -> tuple[M | None, list[Dropped], str]:
    """`data` as a `schema`, without the optional parts that do not validate; (None, …, why) if a required part fails.

    A bad optional field takes its default (None), a bad item of a list is left out, an unknown field is removed, a list
    that is too long is cut; each is reported, except for an empty value, which says no more than the default does.
    """
    dropped: list[Dropped] = []
    for _ in range(MAX_REPAIRS):
        try:
            return schema.model_validate(data), dropped, ""
        except ValidationError as error:
            errors = error.errors(include_url=False, include_context=True)
        problem = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in errors[:3])
        if not isinstance(data, dict):
            break
        data = dict(data)
        mended = [_leave_out(schema, data, name, group, dropped) for name, group in _by_field(errors).items()]
        if not all(mended):
            break
    return None, dropped, problem


def _by_field(errors: list[ErrorDetails]) -> dict[str, list[ErrorDetails]]:
    groups: dict[str, list[ErrorDetails]] = {}
    for error in errors:
        groups.setdefault(str(error["loc"][0]) if error["loc"] else "", []).append(error)
    return groups


def _leave_out(
    schema: type[BaseModel], data: dict[str, object], name: str, errors: list[ErrorDetails], dropped: list[Dropped]
) -> bool:
    """Take the bad parts of field `name` out of `data`; False if it is required."""
    value, first = data.get(name), errors[0]
    field = _names(schema).get(name)
    if field is None:
        if name not in data:  # a rule of the whole model failed: no single field is to blame
            return False
        dropped.append(Dropped(name, _raw(data.pop(name)), first["msg"]))
        return True
    bad = {error["loc"][1]: error["msg"] for error in errors if len(error["loc"]) > 1}
    if isinstance(value, list) and bad and all(isinstance(index, int) for index in bad):
        dropped.extend(Dropped(name, _raw(value[int(index)]), message) for index, message in bad.items())
        data[name] = [item for index, item in enumerate(value) if index not in bad]
        return True
    if isinstance(value, list) and first["type"] == "too_long":
        limit = int(first["ctx"]["max_length"])
        dropped.extend(Dropped(name, _raw(item), first["msg"]) for item in value[limit:])
        data[name] = value[:limit]
        return True
    return _use_default(field, data, name, first["msg"], dropped)


def _use_default(field: FieldInfo, data: dict[str, object], name: str, message: str, dropped: list[Dropped]) -> bool:
    nullable = get_origin(field.annotation) in (Union, UnionType) and NoneType in get_args(field.annotation)
    present = name in data
    if field.is_required() and (not nullable or (present and data[name] is None)):
        return False
    if not field.is_required() and not present:
        return False
    value = data.pop(name, None)
    if field.is_required():
        data[name] = None
    if value not in (None, ""):
        dropped.append(Dropped(name, _raw(value), message))
    return True


def _raw(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:MAX_RAW]


@cache
def _names(schema: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of `schema` by the name they have in JSON."""
    return {
        field.validation_alias if isinstance(field.validation_alias, str) else name: field
        for name, field in schema.model_fields.items()
    }


@cache
def _item_types(schema: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The fields of `schema` that are lists of models, which are validated one by one."""
    lists = {}
    for name, field in _names(schema).items():
        arguments = get_args(field.annotation)
        if get_origin(field.annotation) is not list or not isinstance(arguments[0], type):
            continue
        if issubclass(arguments[0], BaseModel) and not issubclass(arguments[0], Figure | When):
            lists[name] = arguments[0]
    return lists
