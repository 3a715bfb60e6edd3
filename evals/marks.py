"""Reading a record of any schema by the marks of its fields: the one place where evals look at annotations.

`fields_of` names the fields that can be scored: those with a mark, and those with a Literal or enum value.
"""

from __future__ import annotations

import typing
from enum import Enum
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.schemas import Actor, EventDraft, Figure, Place, Record, Verbatim, When

Kind = Literal["class", "choice", "words", "place", "actor", "figure", "when"]
Value = str | Figure | When

_KINDS: tuple[tuple[type[Value], Kind], ...] = (
    (Place, "place"),
    (Actor, "actor"),
    (Verbatim, "words"),
    (Figure, "figure"),
    (When, "when"),
)


class Field(NamedTuple):
    """One scored field of a schema. The record's class is the first field with a Literal or enum type."""

    name: str
    kind: Kind
    many: bool


@lru_cache(maxsize=256)
def fields_of(schema: type[Record]) -> tuple[Field, ...]:
    """The scored fields of `schema`, in its order."""
    found: list[Field] = []
    for name, info in schema.model_fields.items():
        parts = _parts(info.annotation)
        kind = _kind(parts)
        if kind == "choice" and not any(field.kind == "class" for field in found):
            kind = "class"
        if kind is not None:
            found.append(Field(name, kind, many=any(typing.get_origin(part) in (list, tuple) for part in parts)))
    return tuple(found)


def scored_fields(record: Record) -> tuple[Field, ...]:
    """The fields on which a record is scored: of an event, those of the shipped draft, whatever a coder adds."""
    return fields_of(EventDraft if isinstance(record, EventDraft) else type(record))


def has_kind(schema: type[Record], kind: Kind) -> bool:
    """Whether a schema has a field of this kind."""
    return any(field.kind == kind for field in fields_of(schema))


def values_of(record: Record, field: Field) -> tuple[Value, ...]:
    """The values of a field, none for null: a scalar gives at most one."""
    value: object = getattr(record, field.name)
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(_plain(item) for item in items if item is not None)


def values_of_kind(record: Record, kind: Kind) -> tuple[Value, ...]:
    """The values of all fields of one kind."""
    return tuple(v for field in fields_of(type(record)) if field.kind == kind for v in values_of(record, field))


def class_of(record: Record) -> str | None:
    """The record's class as a string; None for a schema without one."""
    values = values_of_kind(record, "class")
    return str(values[0]) if values else None


def _plain(item: object) -> Value:
    return item if isinstance(item, Figure | When | str) and not isinstance(item, Enum) else str(item)


def _kind(parts: list[object]) -> Kind | None:
    for part in parts:
        if typing.get_origin(part) is Literal:
            return "choice"
        if isinstance(part, type):
            if issubclass(part, Enum):
                return "choice"
            for mark, kind in _KINDS:
                if issubclass(part, mark):
                    return kind
    return None


def _parts(annotation: object) -> list[object]:
    """The annotation and everything inside it, outermost first."""
    found = [annotation]
    if typing.get_origin(annotation) is not Literal:
        for inner in typing.get_args(annotation):
            found.extend(_parts(inner))
    return found
