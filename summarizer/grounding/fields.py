"""Which field of a schema is tied to the text in which way: read from its annotations, once a schema."""

from __future__ import annotations

import types
import typing
from enum import Enum
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.schemas.codebook import Status
from summarizer.schemas.marks import MAX_WORDS, Actor, Figure, Place, Verbatim, When
from summarizer.schemas.record import Record

Mark = type[Verbatim] | type[Figure] | type[When] | type[Status]
_MARKS: tuple[Mark, ...] = (Place, Actor, Verbatim, Figure, When, Status)
_KIND_SUFFIX = "_kind"
_FIGURE_SUFFIX = "_figure"


class Field(NamedTuple):
    """One marked field of a schema."""

    name: str
    mark: Mark
    many: bool
    optional: bool
    bound: int
    """Greatest length of a value, characters."""
    kind_field: str | None
    """Name of the field that says what a figure counts: `other_figure` has `other_kind`."""


@lru_cache(maxsize=256)
def fields_of(schema: type[Record]) -> tuple[Field, ...]:
    """The marked fields of `schema`, in its order."""
    out = []
    for name, info in schema.model_fields.items():
        mark = _find_mark(info.annotation)
        if mark is None:
            continue
        out.append(
            Field(
                name,
                mark,
                many=_is_list(info.annotation),
                optional=_accepts_none(info.annotation),
                bound=min(_bounds(info.annotation, info.metadata), default=MAX_WORDS),
                kind_field=_kind_field(schema, name) if mark is Figure else None,
            )
        )
    return tuple(out)


@lru_cache(maxsize=256)
def class_field(schema: type[Record]) -> str | None:
    """The record's class: the first Literal or enum field."""
    for name, info in schema.model_fields.items():
        for part in _parts(info.annotation):
            if typing.get_origin(part) is Literal or (isinstance(part, type) and issubclass(part, Enum)):
                return name
    return None


def _parts(annotation: object) -> list[object]:
    """The annotation and everything inside it, outermost first."""
    out = [annotation]
    if typing.get_origin(annotation) is not Literal:
        for inner in typing.get_args(annotation):
            out.extend(_parts(inner))
    return out


def _find_mark(annotation: object) -> Mark | None:
    for part in _parts(annotation):
        if isinstance(part, type):
            for mark in _MARKS:
                if issubclass(part, mark):
                    return mark
    return None


def _is_list(annotation: object) -> bool:
    return any(typing.get_origin(p) in (list, tuple, set, frozenset) for p in _parts(annotation))


def _accepts_none(annotation: object) -> bool:
    return typing.get_origin(annotation) in (typing.Union, types.UnionType) and type(None) in typing.get_args(
        annotation
    )


def _bounds(annotation: object, metadata: list[object]) -> list[int]:
    """Lengths that bound one string: of the field itself unless it is a list, and of whatever is annotated inside."""
    found = [] if _is_list(annotation) else [getattr(m, "max_length", None) for m in metadata]
    for part in _parts(annotation):
        for meta in getattr(part, "__metadata__", ()):
            found.append(getattr(meta, "max_length", None))
            found.extend(getattr(m, "max_length", None) for m in getattr(meta, "metadata", ()))
    return [n for n in found if isinstance(n, int)]


def _kind_field(schema: type[Record], name: str) -> str | None:
    stem = name.removesuffix(_FIGURE_SUFFIX)
    return stem + _KIND_SUFFIX if stem != name and stem + _KIND_SUFFIX in schema.model_fields else None
