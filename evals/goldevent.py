"""`GoldEvent`: one event as a coder wrote it, in the shape of the shipped schema."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from summarizer.schemas import Assertion, EventDraft, Figure, Granularity, TemporalRole
from summarizer.schemas.codebook_parts import CasualtyKind


class Toll(BaseModel):
    """A further toll that the article gives for the same event."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: CasualtyKind
    figure: Figure


class GoldEvent(EventDraft):
    """The draft's fields and those that only a coder fills. Evidence is in sentence numbers, with no upper bound."""

    sentences: list[int] = Field(min_length=1)
    event_id: str
    assertion: Assertion
    granularity: Granularity
    temporal_role: TemporalRole
    start: date | None = None
    """First day, resolved by the coder; may be known where the text has no words for it."""
    end: date | None = None
    core: bool = True
    """An account of the article without this event would mislead."""
    merge_with: list[str] = Field(default_factory=list)
    """Ids of events of the same article that a fair coder might have joined with this one."""
    other_places: list[str] = Field(default_factory=list)
    other_tolls: list[Toll] = Field(default_factory=list)
