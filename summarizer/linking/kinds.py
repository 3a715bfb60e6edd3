"""Which event classes may tell one event, and which targets are different things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from summarizer.schemas import EventClass

C = EventClass

_GROUPS: Mapping[str, tuple[EventClass, ...]] = {
    "remote": (
        C.AIR_STRIKE, C.DRONE_STRIKE, C.SHELLING_MISSILE, C.IED_LANDMINE, C.SUICIDE_ATTACK, C.GRENADE, C.CHEMICAL_ATTACK,
    ),
    "ground": (C.ARMED_CLASH, C.GROUND_OFFENSIVE, C.TERRITORY_CAPTURED, C.ATTACK_ON_CIVILIANS),
    "abduction": (C.ABDUCTION,),
    "sexual_violence": (C.SEXUAL_VIOLENCE,),
    "unrest": (C.PROTEST, C.PROTEST_REPRESSED, C.RIOT_MOB),
    "deployment": (C.FORCE_DEPLOYMENT, C.BASE_REINFORCEMENT, C.BASE_ESTABLISHED),
    "withdrawal": (C.FORCE_WITHDRAWAL, C.TERRITORY_TRANSFER_NONVIOLENT),
    "seizure": (C.WEAPONS_INTERCEPTED_SEIZED,),
    "arrest": (C.ARREST_DETENTION,),
    "destruction": (C.LOOTING_DESTRUCTION,),
    "agreement": (C.AGREEMENT_CEASEFIRE,),
    "talks": (C.TALKS_MEETING,),
    "statement": (C.STATEMENT,),
    "sanction": (C.SANCTION_RUPTURE,),
    "aid": (C.AID_ACCESS,),
    "displacement": (C.DISPLACEMENT,),
    "other": (C.OTHER,),
}  # fmt: skip
GROUP_OF: Mapping[EventClass, str] = {c: group for group, members in _GROUPS.items() for c in members}
"""Finer than ACLED's event types where one article tells two acts of one type (a meeting and what was signed there)."""

VIOLENCE = frozenset({"remote", "ground"})
"""An attack told as another kind of attack by another outlet: alike only where the rest agrees strongly."""

_AERIAL = frozenset({C.AIR_STRIKE, C.DRONE_STRIKE, C.SHELLING_MISSILE})
_EXPLOSION = frozenset({C.IED_LANDMINE, C.SUICIDE_ATTACK, C.GRENADE})
_ASSAULT = frozenset(_GROUPS["ground"])
_CLOSE = (_AERIAL, _EXPLOSION, _ASSAULT, frozenset(_GROUPS["deployment"]), frozenset(_GROUPS["withdrawal"]))

_FACILITIES: Mapping[str, str] = {
    "market": "market|markets|bazaar|mandi|mall|shopping",
    "home": "house|houses|home|homes|apartment|apartments|flat|flats|residential|dwelling|dwellings",
    "health": "hospital|hospitals|clinic|clinics|health|ambulance|ambulances|medical",
    "school": "school|schools|university|college|kindergarten|students",
    "worship": "mosque|mosques|church|churches|temple|monastery|shrine|seminary|cathedral|worshippers",
    "post": "checkpoint|checkpoints|post|posts|outpost|outposts|bunker|position|positions|base|bases|barracks|garrison|camp|headquarters",
    "vehicle": "bus|minibus|buses|convoy|convoys|truck|trucks|tanker|tankers|car|cars|vehicle|vehicles|motorcycle|patrol|column|train",
    "energy": "power|substation|refinery|depot|pipeline|oilfield|field|plant|dam|grid",
    "port": "port|harbour|harbor|ship|vessel|airport|airfield|airbase|bridge|station",
    "office": "ministry|ministries|parliament|office|offices|court|police|embassy",
    "wedding": "wedding|funeral|mourners|ceremony|festival",
}
_FACILITY_OF = {word: kind for kind, words in _FACILITIES.items() for word in words.split("|")}
_WORD = re.compile(r"[a-z]+")


def closeness(one: EventClass, two: EventClass) -> float:
    """2 for one class, 1.5 for classes that reporters often mix up, 1 within a group, 0.5 for other kinds of attack.

    -1: they are never one event.
    """
    if one is two:
        return 2.0
    if any(one in near and two in near for near in _CLOSE):
        return 1.5
    first, second = GROUP_OF[one], GROUP_OF[two]
    if first == second:
        return 1.0
    return 0.5 if first in VIOLENCE and second in VIOLENCE else -1.0


def family(event_class: EventClass) -> str:
    """The key under which records are compared at all: attacks of all kinds together, the rest by group."""
    group = GROUP_OF[event_class]
    return "attack" if group in VIOLENCE else group


@lru_cache(maxsize=65_536)
def facilities(text: str) -> frozenset[str]:
    """Kinds of target that the words name ("cattle market" → market)."""
    return frozenset(_FACILITY_OF[w] for w in _WORD.findall(text.lower()) if w in _FACILITY_OF)
