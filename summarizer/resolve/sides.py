"""Who stands against whom in a record: ACLED's two sides and their interaction, civilian targeting, UCDP's type of violence."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.schemas.codebook import EventClass
from summarizer.schemas.codebook_parts import ActorRole, ActorType, CasualtyKind, Population
from summarizer.schemas.event import EventRecord, Participant

C = EventClass
T = ActorType

ORDER = {kind: number for number, kind in enumerate(T, start=1)}
"""ACLED's numbers of the actor types; an interaction names the lower one first."""
ARMED = frozenset({T.STATE_FORCES, T.REBEL_GROUP, T.POLITICAL_MILITIA, T.IDENTITY_MILITIA, T.EXTERNAL_OTHER_FORCES})
UNARMED = frozenset({T.CIVILIANS, T.PROTESTERS})
_CIVILIAN = frozenset({Population.CIVILIAN, Population.CHILD, Population.JOURNALIST, Population.AID_WORKER})
_FIGHTING = frozenset({Population.COMBATANT, Population.SECURITY_FORCES})
_UNTOLD = frozenset({Population.UNKNOWN, Population.MIXED})
_HARM = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED, CasualtyKind.CASUALTIES_UNSPECIFIED})
_DONE_TO = (ActorRole.TARGET, ActorRole.VICTIM)
_DOING = (ActorRole.INITIATOR, ActorRole.SUSPECTED, ActorRole.PARTICIPANT)
_BY_CLASS: dict[EventClass, tuple[ActorType | None, ActorType | None]] = {
    C.PROTEST: (T.PROTESTERS, None),
    C.RIOT_MOB: (T.RIOTERS, None),
    C.PROTEST_REPRESSED: (None, T.PROTESTERS),
    C.ATTACK_ON_CIVILIANS: (None, T.CIVILIANS),
    C.SEXUAL_VIOLENCE: (None, T.CIVILIANS),
    C.ABDUCTION: (None, T.CIVILIANS),
}
"""Sides that ACLED's event types fix by definition."""
_AIMED = frozenset(
    {
        C.AIR_STRIKE,
        C.DRONE_STRIKE,
        C.SHELLING_MISSILE,
        C.IED_LANDMINE,
        C.SUICIDE_ATTACK,
        C.GRENADE,
        C.CHEMICAL_ATTACK,
        C.RIOT_MOB,
    }
)
"""Classes in which civilians may or may not be the target; ACLED asks who was hit."""
_TWO_SIDED = frozenset({C.ARMED_CLASH, C.GROUND_OFFENSIVE, C.TERRITORY_CAPTURED})
_AT_CIVILIANS = frozenset({C.ATTACK_ON_CIVILIANS, C.SEXUAL_VIOLENCE, C.ABDUCTION})


def sides(record: EventRecord) -> tuple[ActorType | None, ActorType | None]:
    """ACLED `inter1` and `inter2`: the first typed actor that acts, and the first armed, else unarmed, one it is done to.

    What an ACLED event type fixes by definition stands even where the text names nobody ("Protesters" at a protest).
    """
    doing = _types(record, _DOING)
    done_to = _types(record, _DONE_TO)
    first, second = _BY_CLASS.get(record.event_class, (None, None))
    if record.event_class is C.PROTEST:
        return first, None
    first = first or next(iter(doing), None)
    second = second or next((t for t in done_to if t in ARMED), next(iter(done_to), None))
    if second is None and len(doing) > 1 and not _actors(record, _DONE_TO):
        second = doing[1]
    return first, second


def interaction(record: EventRecord) -> str | None:
    """ACLED's order-free pair ("Rebel group-Civilians"), or "… only" where no actor stands on the other side; null where
    a side is there but not known."""
    first, second = sides(record)
    if first is None:
        return None
    if second is None:
        return None if record.event_class is not C.PROTEST and _actors(record, _DONE_TO) else f"{first} only"
    low, high = sorted((first, second), key=lambda t: ORDER[t])
    return f"{low}-{high}"


def civilian_targeting(record: EventRecord) -> bool | None:
    """Whether civilians were the main or only target (ACLED `civilian_targeting`).

    True where the event type says so, or where nobody but civilians is named as hit; false where only an armed target is
    named and no civilian is hurt; null where it stays open, as when both are.
    """
    if record.event_class in _AT_CIVILIANS:
        return True
    if record.event_class is C.PROTEST_REPRESSED:
        return True if hurt_protesters(record) else None
    if record.event_class not in _AIMED:
        return None
    hit = {*_types(record, _DONE_TO)}
    civilians = bool(hit & UNARMED) or _hurt(record, _CIVILIAN)
    armed = bool(hit & ARMED) or _hurt(record, _FIGHTING)
    if civilians == armed:
        return None
    # Among people of whom nothing is said there may be civilians.
    return civilians or (None if _hurt(record, _UNTOLD) else False)


def hurt_protesters(record: EventRecord) -> bool:
    """Whether anybody but fighters and officers was killed or injured: ACLED's excessive force, at a protest."""
    rows = [c for c in record.casualties if c.kind in _HARM and c.population not in _FIGHTING]
    return any(figure for c in rows for figure in (c.low, c.best, c.high))


def dead(record: EventRecord) -> bool:
    """Whether at least one death is reported: a figure above zero, or a vague word for one."""
    return any(c.kind is CasualtyKind.KILLED and any((c.low, c.best, c.high)) for c in record.casualties)


def type_of_violence(record: EventRecord) -> int | None:
    """UCDP: 1 state-based, 2 non-state, 3 one-sided; null where the sides are not known.

    One-sided violence is that of an organised actor against civilians; an armed side among those hit makes it a conflict.
    """
    attackers = [a for a in _actors(record, _DOING) if _fights(a)]
    hit = [a for a in _actors(record, (ActorRole.TARGET,)) if _fights(a)]
    victims = [a for a in _actors(record, (ActorRole.VICTIM,)) if _fights(a)]
    # In a clash the dead may be the attackers' own.
    hit = hit or [v for v in victims if not any(_same_side(v, a) for a in attackers)]
    if not hit and len(attackers) > 1 and record.event_class is C.ARMED_CLASH:
        attackers, hit = attackers[:1], attackers[1:]
    if not attackers:
        return None
    if hit:
        return 1 if any(_is_state(a) for a in (*attackers, *hit)) else 2
    if record.event_class in _TWO_SIDED:
        return None
    if _killed(record, _FIGHTING) and not victims:
        # Fighters of an unnamed side: state-based only if a state attacked.
        return 1 if any(_is_state(a) for a in attackers) else None
    civilians = any(a.actor_type in UNARMED for a in _actors(record, _DONE_TO)) or _killed(record, _CIVILIAN)
    return 3 if civilians or record.event_class in _AT_CIVILIANS or record.event_class is C.PROTEST_REPRESSED else None


def _same_side(victim: Participant, attacker: Participant) -> bool:
    """Whether the dead may be the attacker's own: a state's forces of no other country, or an actor of the same kind."""
    if _is_state(victim) and _is_state(attacker):
        known = victim.country_iso3 is not None and attacker.country_iso3 is not None
        return not known or victim.country_iso3 == attacker.country_iso3
    return (victim.sector, victim.actor_type) == (attacker.sector, attacker.actor_type)


_FORCES = ("MIL", "COP", "SPY")


def _fights(actor: Participant) -> bool:
    """Whether the actor is armed; a state's forces are, also where countries do not settle their ACLED type."""
    return actor.actor_type in ARMED or actor.sector in _FORCES


def _is_state(actor: Participant) -> bool:
    return (
        actor.sector in _FORCES
        or actor.actor_type is T.STATE_FORCES
        or (actor.actor_type is T.EXTERNAL_OTHER_FORCES and actor.sector == "GOV")
    )


def _actors(record: EventRecord, roles: Iterable[ActorRole]) -> list[Participant]:
    """Those of the record who are actors, not things: the tables gave them a type or a sector."""
    wanted = set(roles)
    return [a for a in record.actors if a.role in wanted and (a.actor_type or a.sector)]


def _types(record: EventRecord, roles: Iterable[ActorRole]) -> list[ActorType]:
    return [a.actor_type for a in _actors(record, roles) if a.actor_type is not None]


def _hurt(record: EventRecord, who: frozenset[Population]) -> bool:
    return any(c.kind in _HARM and c.population in who for c in record.casualties)


def _killed(record: EventRecord, who: frozenset[Population]) -> bool:
    return any(c.kind is CasualtyKind.KILLED and c.population in who for c in record.casualties)
