"""Families of event classes: what counts as nearly the same kind of event.

The families follow ACLED's event types (codebook, "Event types"), with "strategic developments" taken apart, because
there a withdrawal and an arrest would be alike. Two records of one family are the same kind of event for event
detection; the class itself is scored apart as strict.
"""

from __future__ import annotations

from collections.abc import Mapping

from evals.marks import class_of
from summarizer.schemas import EventClass, Record

_C = EventClass
FAMILIES: Mapping[str, frozenset[EventClass]] = {
    "battle": frozenset({_C.ARMED_CLASH, _C.GROUND_OFFENSIVE, _C.TERRITORY_CAPTURED}),
    "remote_violence": frozenset(
        {
            _C.AIR_STRIKE, _C.DRONE_STRIKE, _C.SHELLING_MISSILE, _C.IED_LANDMINE, _C.SUICIDE_ATTACK, _C.GRENADE,
            _C.CHEMICAL_ATTACK,
        }
    ),
    "violence_against_civilians": frozenset({_C.ATTACK_ON_CIVILIANS, _C.SEXUAL_VIOLENCE, _C.ABDUCTION}),
    "unrest": frozenset({_C.PROTEST, _C.PROTEST_REPRESSED, _C.RIOT_MOB}),
    "movement": frozenset(
        {
            _C.FORCE_DEPLOYMENT, _C.BASE_REINFORCEMENT, _C.BASE_ESTABLISHED, _C.FORCE_WITHDRAWAL,
            _C.TERRITORY_TRANSFER_NONVIOLENT,
        }
    ),
    "coercion": frozenset({_C.ARREST_DETENTION, _C.WEAPONS_INTERCEPTED_SEIZED, _C.LOOTING_DESTRUCTION}),
    "diplomacy": frozenset({_C.AGREEMENT_CEASEFIRE, _C.TALKS_MEETING, _C.STATEMENT, _C.SANCTION_RUPTURE}),
    "humanitarian": frozenset({_C.AID_ACCESS, _C.DISPLACEMENT}),
    "other": frozenset({_C.OTHER}),
}  # fmt: skip

_FAMILY_OF = {str(member): family for family, members in FAMILIES.items() for member in members}


def family_of(record: Record) -> str | None:
    """The family of the record's class; for a class that is no `EventClass`, the class itself; None without one."""
    value = class_of(record)
    return _FAMILY_OF.get(value, value) if value is not None else None
