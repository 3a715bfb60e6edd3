"""The marks: classes that say how a field of a `Record` is tied to the text.

A mark holds data and no behaviour. Prompt, grounding, resolve, evals and export each keep one table from mark type to
function, so a user's own schema gets the same treatment as the shipped one.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, NonNegativeInt, model_validator
from pydantic_core import CoreSchema, core_schema

from .codebook_parts import Qualifier, TimeBasis, TimePrecision

MAX_WORDS = 120
"""Default bound, in characters, of every string a model fills."""


class Verbatim(str):
    """Words that must stand in the text as written. Dumps as a plain string."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[object], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.str_schema(strip_whitespace=True, min_length=1),
            serialization=core_schema.to_string_ser_schema(),
        )


class Place(Verbatim):
    """A place as written: the name with its near words ("villages around Marden")."""

    __slots__ = ()


class Actor(Verbatim):
    """A person, group, force or organisation as written."""

    __slots__ = ()


class _Raw(BaseModel):
    """Base of the marks that code resolves: a plain string is taken as `raw`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: str
    """The words as written."""

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: object) -> object:
        return {"raw": str(value)} if isinstance(value, str | int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.raw.strip():
            raise ValueError("the words are empty")
        return self

    def __str__(self) -> str:
        return self.raw


class Figure(_Raw):
    """A number as written; `low`, `best` and `high` (persons or things, null = open or unknown) are read from it by code.

    "at least five" is 5 / 5 / null, "dozens" is 24 / null / null: see `summarizer.resolve.numbers` for the table.
    """

    low: NonNegativeInt | None = None
    best: NonNegativeInt | None = None
    high: NonNegativeInt | None = None
    qualifier: Qualifier | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"low, best and high are out of order: {self.low}, {self.best}, {self.high}")
        return self


class When(_Raw):
    """A time expression as written; dates (inclusive) are resolved from it by code, null without an anchor."""

    start: date | None = None
    end: date | None = None
    basis: TimeBasis | None = None
    precision: TimePrecision | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"the time ends ({self.end}) before it starts ({self.start})")
        return self
