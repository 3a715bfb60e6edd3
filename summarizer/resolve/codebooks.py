"""The closed lists of other codebooks and the row of every event class, read from data files and checked on loading."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from summarizer.resolve.datafiles import packaged
from summarizer.schemas.codebook import EventClass
from summarizer.schemas.codebook_parts import PlacePrecision, TimePrecision


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PloverType(_Row):
    """A PLOVER event type: quad class, score on its scale of -10 to +10, and its modes."""

    quad: Literal[1, 2, 3, 4]
    score: float = Field(ge=-10, le=10)
    modes: tuple[str, ...] = ()
    scores: dict[str, float] = {}
    """Scores of modes that differ from the type's."""

    def intensity(self, mode: str | None) -> float:
        """The score of a mode, or of the type."""
        return self.scores.get(mode, self.score) if mode else self.score


class Codebooks(_Row):
    """The closed lists of `codebooks.yaml`."""

    acled: dict[str, dict[str, str]]
    """Event type to its sub-event types, in order of precedence, each with its disorder type."""
    plover: dict[str, PloverType]
    plover_contexts: frozenset[str]
    cameo: frozenset[str]
    iptc: dict[str, str]
    ucdp_date_prec: dict[TimePrecision, int]
    ucdp_where_prec: dict[PlacePrecision, int]

    def acled_type(self, sub_event: str) -> str:
        """The event type that a sub-event type belongs to. Raises KeyError for one that ACLED does not have."""
        for event_type, subs in self.acled.items():
            if sub_event in subs:
                return event_type
        raise KeyError(sub_event)


class Cue(_Row):
    """Words of the evidence that change a class's PLOVER code; what is not set stays as the row has it."""

    words: str
    event: str | None = None
    mode: str | None = None
    context: tuple[str, ...] | None = None
    cameo: str | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The cue's words as whole words."""
        return _compiled(self.words)


class Plover(_Row):
    """The PLOVER code of a class."""

    event: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()


class ClassCodes(_Row):
    """The row of one event class in `codes.yaml`."""

    acled: str | tuple[str, str] | None = None
    """The sub-event type, or two of one event type between which `codes` chooses."""
    plover: Plover = Plover()
    cameo: str | None = None
    iptc: str | None = None
    ucdp: bool = False
    threat: str | None = None

    @model_validator(mode="after")
    def _in_the_closed_lists(self) -> Self:
        books = codebooks()
        for sub in (self.acled,) if isinstance(self.acled, str) else self.acled or ():
            books.acled_type(sub)
        wrong: list[str | None] = [
            c for c in (self.cameo, *(c.cameo for c in self.plover.cues)) if c and c not in books.cameo
        ]
        wrong += [self.iptc] if self.iptc and self.iptc not in books.iptc else []
        wrong += [
            m for e, m in self._modes() if e is None or e not in books.plover or (m and m not in books.plover[e].modes)
        ]
        contexts = {*self.plover.context, *(c for cue in self.plover.cues for c in cue.context or ())}
        wrong += sorted(contexts - books.plover_contexts)
        if wrong:
            raise ValueError(f"not in the codebooks' lists: {wrong}")
        return self

    @property
    def acled_type(self) -> str | None:
        """The ACLED event type, the same for both sub-event types of a pair."""
        sub = self.acled if self.acled is None or isinstance(self.acled, str) else self.acled[0]
        return codebooks().acled_type(sub) if sub else None

    def _modes(self) -> list[tuple[str | None, str | None]]:
        own = [(self.plover.event, self.plover.mode)] if self.plover.event or self.plover.mode else []
        cues = [(c.event or self.plover.event, c.mode) for c in self.plover.cues]
        return [*own, *cues, *([("THREATEN", self.threat)] if self.threat else [])]


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)


@cache
def codebooks() -> Codebooks:
    """The closed lists. Raises pydantic's ValidationError where the file is not as it should be."""
    return Codebooks.model_validate(packaged("codebooks.yaml"))


@cache
def class_codes() -> dict[EventClass, ClassCodes]:
    """The row of every event class. Raises pydantic's ValidationError for a code outside the lists, KeyError for a class missing."""
    rows = TypeAdapter(dict[EventClass, ClassCodes]).validate_python(packaged("codes.yaml"))
    return {event_class: rows[event_class] for event_class in EventClass}
