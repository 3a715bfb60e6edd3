"""The last step of a record: its actors resolved, sides and parties told, codes looked up, grades computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarizer.lexicon import word_set
from summarizer.resolve.actors import ActorContext, resolve_actor
from summarizer.resolve.codes import mappings
from summarizer.resolve.grades import assessed
from summarizer.resolve.sides import ARMED, civilian_targeting
from summarizer.resolve.tables import Tables
from summarizer.schemas.codebook_parts import ActorRole, EvidenceLink
from summarizer.schemas.event import Attribution, Casualty, EventRecord, Participant

_SUPPORT = r"(?:backed|supported|aided|assisted|helped) by|with (?:the )?(?:support|backing|help|assistance|air support) (?:of|from)"
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = word_set("the and for its from with spokesman spokeswoman spokesperson official officials source sources")


def coded(
    record: EventRecord, text: str, published: date | None, tables: Tables, *, places_resolved: bool = False
) -> EventRecord:
    """`record` with everything that follows from its words, its first place and the tables; `text` is the whole article."""
    told = [e.quote for e in record.evidence if e.link is not EvidenceLink.CONTEXT]
    country = record.locations[0].country_iso3 if record.locations else None
    day = record.time.end or record.time.start or published
    context = ActorContext.of(tables.actors, record.event_class, told, text, country, day)
    actors = [resolve_actor(a.raw, _role(a, i, told), context) for i, a in enumerate(record.actors)]
    record = record.model_copy(
        update={
            "actors": actors,
            "casualties": [_with_side(c, actors) for c in record.casualties],
            "attribution": [_with_party(a, actors) for a in record.attribution],
        }
    )
    # The copy is ours alone: no need for another.
    record.civilian_targeting, record.mappings = civilian_targeting(record), mappings(record)
    return assessed(record, tables.outlets, places_resolved=places_resolved)


def _role(actor: Participant, position: int, told: Sequence[str]) -> ActorRole:
    """A later initiator that the text only has as a backer ("…, backed by militias, …") supports the first."""
    if actor.role is not ActorRole.INITIATOR or position == 0:
        return actor.role
    pattern = re.compile(rf"\b(?:{_SUPPORT})\s+(?:the\s+)?{re.escape(actor.raw)}(?!\w)", re.IGNORECASE)
    return ActorRole.SUPPORTER if any(pattern.search(t) for t in told) else actor.role


def _with_side(casualty: Casualty, actors: Sequence[Participant]) -> Casualty:
    """The row with its side: the one actor whose words hold those of the people counted, else the people themselves."""
    if not casualty.who or casualty.side is not None:
        return casualty
    who = re.compile(rf"(?<!\w){re.escape(casualty.who)}(?!\w)", re.IGNORECASE)
    holding = [i for i, a in enumerate(actors) if a.role is not ActorRole.VICTIM and who.search(a.raw)]
    same = [i for i, a in enumerate(actors) if a.raw == casualty.who]
    found = holding if len(holding) == 1 else same
    return casualty.model_copy(update={"side": found[0]}) if found else casualty


def _with_party(claim: Attribution, actors: Sequence[Participant]) -> Attribution:
    """The claim flagged where its claimant is an armed actor of the event: a party's word about its enemy."""
    words = _telling(claim.claimant)
    parties = [a for a in actors if a.actor_type in ARMED or a.sector in ("MIL", "REB", "PRM")]
    if claim.party_to_conflict is None and any(words & _telling(a.raw) for a in parties):
        return claim.model_copy(update={"party_to_conflict": True})
    return claim


def _telling(words: str) -> set[str]:
    return {w.casefold() for w in _WORD.findall(words)} - _COMMON
