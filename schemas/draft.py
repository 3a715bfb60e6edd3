"""`EventDraft`: what the model fills for the shipped schema. Flat, small and bounded; code builds the rest."""

from typing import Literal

from pydantic import Field

from .codebook import EventClass, Status
from .marks import Actor, Figure, Place, Verbatim, When
from .record import Record


class EventDraft(Record):
    """One event that the article reports: an act, a movement, a meeting or a statement."""

    event_class: EventClass = Field(description="what kind of event")
    status: Status = Field(description="has it happened")
    initiators: list[Actor] = Field([], max_length=3, description="who did it, in the article's words")
    targets: list[Actor] = Field(
        [], max_length=3, description="whom or what it was done to; for a meeting, the other side"
    )
    place: Place | None = Field(None, description="where, in the article's words")
    when: When | None = Field(None, description="when it happened or is due, in the article's words")
    killed: Figure | None = Field(None, description="number of dead, in the article's words")
    killed_who: Verbatim | None = Field(None, description="who the dead are, in the article's words")
    injured: Figure | None = Field(None, description="number of wounded, in the article's words")
    injured_who: Verbatim | None = Field(None, description="who the wounded are, in the article's words")
    other_figure: Figure | None = Field(None, description="number of missing, detained, abducted or displaced people")
    other_kind: Literal["missing", "detained", "abducted", "displaced"] | None = Field(
        None, description="what other_figure counts"
    )
    weapons: list[Verbatim] = Field([], max_length=2, description="weapons used, in the article's words")
    claimants: list[Verbatim] = Field(
        [], max_length=2, description="who says so, in the article's words; empty if the outlet itself"
    )
