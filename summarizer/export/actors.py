"""Actors of a record as two sides, the leading actor of each and those with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.schemas import EventRecord, Participant
from summarizer.schemas.codebook_parts import ActorRole

from .cells import join

_FIRST = (ActorRole.INITIATOR, ActorRole.SUSPECTED)
_SECOND = (ActorRole.TARGET, ActorRole.VICTIM, ActorRole.RECIPIENT)


class SideOfEvent(NamedTuple):
    """Who leads a side, and who is with it."""

    lead: Participant | None
    others: tuple[Participant, ...]

    @property
    def name(self) -> str:
        return name_of(self.lead) if self.lead else ""

    @property
    def associates(self) -> str:
        return join(name_of(a) for a in self.others if name_of(a) != self.name)

    def led_by(self, actor_type: object) -> SideOfEvent:
        """The same side with its first actor of this type in the lead, so that a type beside the lead's name is its own."""
        all_ = [a for a in (self.lead, *self.others) if a]
        return _side(sorted(all_, key=lambda a: a.actor_type != actor_type)) if actor_type else self

    @property
    def names(self) -> str:
        return join([self.name, self.associates])


def two_sides(record: EventRecord) -> tuple[SideOfEvent, SideOfEvent]:
    """Who did it with its supporters, and whom it was done to: a target before a victim, as ACLED's actor2.

    Where nobody acts on another (talks), the first participant is one side and the rest the other.
    """
    first = _with(record.actors, _FIRST)
    second = _with(record.actors, _SECOND)
    taking_part = _with(record.actors, (ActorRole.PARTICIPANT,))
    if not first:
        first, taking_part = taking_part[:1], taking_part[1:]
    second += taking_part
    return _side([*first, *_with(record.actors, (ActorRole.SUPPORTER,))] if first else []), _side(second)


def name_of(actor: Participant) -> str:
    """The canonical name, else the words as written."""
    return actor.canonical or actor.raw


NOBODY = SideOfEvent(None, ())


def _with(actors: Sequence[Participant], roles: Sequence[ActorRole]) -> list[Participant]:
    """Actors in these roles, by role, then as listed."""
    return [a for role in roles for a in actors if a.role is role]


def _side(actors: Sequence[Participant]) -> SideOfEvent:
    return SideOfEvent(actors[0], tuple(actors[1:])) if actors else NOBODY
