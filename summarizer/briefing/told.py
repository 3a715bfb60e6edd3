"""What the wording of one record needs, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from summarizer.schemas import EventRecord, Participant
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, EvidenceLink

from .frames import Frame, frame_for
from .nouns import noun_phrase


@dataclass(frozen=True)
class Told:
    """What the wording of one record needs, gathered once."""

    record: EventRecord
    edition: date
    texts: tuple[str, ...]
    """The cited sentences."""
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    participants: tuple[str, ...]
    frame: Frame | None
    used: list[CasualtyKind] = field(default_factory=list)
    """Kinds of harm that the clause itself tells, so that the toll does not repeat them."""


def gather(record: EventRecord, edition: date) -> Told:
    """Actors as noun phrases and the frame of the class, from the record and its cited sentences."""
    cited = tuple(e.quote for e in record.evidence if e.link is EvidenceLink.CITED)
    texts = cited or tuple(e.quote for e in record.evidence)

    def phrases(*roles: ActorRole) -> tuple[str, ...]:
        return tuple(noun_phrase(a.raw, texts) for a in _distinct(record.actors) if a.role in roles)

    counted = {c.who for c in record.casualties}
    targets = phrases(ActorRole.TARGET, ActorRole.RECIPIENT)
    if not targets:
        # The harmed people whom the toll names are told there.
        targets = tuple(
            noun_phrase(a.raw, texts)
            for a in _distinct(record.actors)
            if a.role is ActorRole.VICTIM and a.raw not in counted
        )
    return Told(
        record=record,
        edition=edition,
        texts=texts,
        initiators=phrases(ActorRole.INITIATOR),
        targets=targets,
        participants=phrases(ActorRole.PARTICIPANT),
        frame=frame_for(record.event_class, " ".join(texts)),
    )


def _distinct(actors: Sequence[Participant]) -> list[Participant]:
    """Actors once each: the same words in two roles are told in the first."""
    out: list[Participant] = []
    for actor in actors:
        if not any(a.raw == actor.raw for a in out):
            out.append(actor)
    return out
