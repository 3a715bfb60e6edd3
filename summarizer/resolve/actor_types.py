"""ACLED actor types, computed: a state's forces by the actor's country against the event's, crowds by the event's class."""

from __future__ import annotations

from summarizer.resolve.actor_sorts import Kind, Sort
from summarizer.resolve.actor_table import ActorEntry
from summarizer.schemas.codebook import EventClass
from summarizer.schemas.codebook_parts import ActorRole, ActorType

C = EventClass
T = ActorType

_BY_KIND = {
    Kind.REBEL: T.REBEL_GROUP,
    Kind.MILITIA: T.POLITICAL_MILITIA,
    Kind.IDENTITY: T.IDENTITY_MILITIA,
    Kind.MISSION: T.EXTERNAL_OTHER_FORCES,
    Kind.RIOTER: T.RIOTERS,
    Kind.PROTESTER: T.PROTESTERS,
    Kind.CIVILIAN: T.CIVILIANS,
}
UNCODED = frozenset({C.STATEMENT, C.TALKS_MEETING, C.SANCTION_RUPTURE, C.AID_ACCESS, C.OTHER})
"""Classes that ACLED does not code: a government gets no actor type there."""
VIOLENT = frozenset(
    {
        C.ARMED_CLASH, C.GROUND_OFFENSIVE, C.TERRITORY_CAPTURED, C.AIR_STRIKE, C.DRONE_STRIKE, C.SHELLING_MISSILE,
        C.IED_LANDMINE, C.SUICIDE_ATTACK, C.GRENADE, C.CHEMICAL_ATTACK, C.ATTACK_ON_CIVILIANS, C.SEXUAL_VIOLENCE,
        C.ABDUCTION, C.RIOT_MOB, C.LOOTING_DESTRUCTION,
    }
)  # fmt: skip
"""Classes in which unarmed people at the receiving end are harmed, and those who act are not unarmed."""
_UNARMED_CLASSES = frozenset(
    {C.ATTACK_ON_CIVILIANS, C.SEXUAL_VIOLENCE, C.ABDUCTION, C.DISPLACEMENT, C.LOOTING_DESTRUCTION}
)
"""Classes in which plain "people" at the receiving end are civilians by definition."""
_CROWD = {C.PROTEST: T.PROTESTERS, C.PROTEST_REPRESSED: T.PROTESTERS, C.RIOT_MOB: T.RIOTERS}
_CROWD_KINDS = (Kind.CIVILIAN, Kind.PEOPLE, Kind.PROTESTER, Kind.RIOTER)


def type_of(
    sort: Sort | None,
    entry: ActorEntry | None,
    iso3: str | None,
    role: ActorRole,
    event_class: EventClass,
    event_country: str | None,
) -> ActorType | None:
    """The ACLED type of an actor in an event; null where words, table and countries do not settle it.

    ACLED codebook, actor types: a state's forces are State forces at home and External/Other forces abroad.
    """
    if entry is not None and sort is None:
        return of_state(iso3, event_country) if entry.type is T.STATE_FORCES else entry.type
    if sort is None:
        return None
    if sort.kind is Kind.STATE:
        return of_state(iso3, event_country)
    if sort.kind in (Kind.BODY, Kind.OFFICIAL):
        return _of_body(sort, iso3, role, event_class, event_country)
    if event_class in _CROWD and (sort.kind in _CROWD_KINDS or (sort.sector == "UAF" and event_class is C.RIOT_MOB)):
        return _in_crowd(sort.kind, role, event_class)
    if event_class in VIOLENT and sort.kind is Kind.CIVILIAN and role is ActorRole.INITIATOR:
        return None
    if sort.kind is Kind.PEOPLE:
        harmed = role in (ActorRole.TARGET, ActorRole.VICTIM) or event_class is C.DISPLACEMENT
        return T.CIVILIANS if harmed and event_class in _UNARMED_CLASSES else None
    return _BY_KIND.get(sort.kind)


def of_state(iso3: str | None, event_country: str | None) -> ActorType | None:
    """State forces in their own country, External/Other forces elsewhere, null where either country is unknown."""
    if iso3 is None or event_country is None:
        return None
    return T.STATE_FORCES if iso3 == event_country else T.EXTERNAL_OTHER_FORCES


def _of_body(
    sort: Sort, iso3: str | None, role: ActorRole, event_class: EventClass, event_country: str | None
) -> ActorType | None:
    """Officials at the receiving end are civilians to ACLED; a government that acts counts as its state."""
    harmed = role in (ActorRole.TARGET, ActorRole.VICTIM)
    if event_class in UNCODED or (harmed and event_class in (C.PROTEST, C.PROTEST_REPRESSED)):
        return None
    if sort.sector in ("OPP", "PTY") and event_class in _CROWD:
        return _CROWD[event_class]
    if sort.kind is Kind.OFFICIAL and harmed and event_class in VIOLENT:
        return T.CIVILIANS
    return of_state(iso3, event_country) if sort.sector in ("GOV", "JUD", "LEG") else None


def _in_crowd(kind: Kind, role: ActorRole, event_class: EventClass) -> ActorType | None:
    """Who demonstrates or riots is known by what it does; whom a riot hits is a civilian, unless it demonstrates too."""
    if kind in (Kind.PROTESTER, Kind.RIOTER):
        return _BY_KIND[kind]
    acts = role in (ActorRole.INITIATOR, ActorRole.PARTICIPANT)
    if event_class is C.PROTEST_REPRESSED:
        return T.PROTESTERS if not acts else None
    return _CROWD[event_class] if acts else T.CIVILIANS
