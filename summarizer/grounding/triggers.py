"""Words that tell each class of event: where in a cited sentence to look for the event itself.

Stems, matched at the start of a folded token. A class that is not listed, or a sentence without any of its words, falls
back on the clause of the record's own actors.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ATTACK = (
    "attack assault strike strikes struck striking hit hits hitting raid target ambush storm fire fired fires firing"
    " shot shoot gunned kill murder assassinat massacre injur wound destroy destruct damage clash fight fought battle"
    " offensive violence explo blast deton blew blow bomb shell pound bombard hurl launch blitz rocked ripped tore"
    " slay slain torch"
)
_AIR = "airstrike bomb strike strikes struck striking raid pound sortie dropped"
_MOVE = (
    "deploy send sends sent sending dispatch move moved moving cross crossed mobili mobiliz reinforce arriv pour"
    " advance redeploy enter station transfer rush mass massed gather transport march bring brought reach"
    " flown fly airlift ferr sail"
)
_TALK = (
    "meet met meeting talk visit host summit discuss negotiat consult confer mediat dialogue receive arriv travel"
    " hold held convene phone telephon call welcom conference"
)
_STATEMENT = (
    "say said says saying tell told accus demand deny denie denial reject threat warn urg condemn criticis criticiz"
    " prais call claim announc declar state blam vow pledg promis refus dismiss insist express appeal ask apolog"
    " denounc complain protest object rebuff add claim acknowledg admit welcom endors oppos offer propos agree support"
    " boycott order rule decid approv veto thank comment report confirm disput charg describ cast voic note stress"
    " argue suggest interview statement remark speech"
)

_STEMS: dict[str, str] = {
    "armed_clash": f"{_ATTACK} exchange skirmish repel gunfight firefight",
    "ground_offensive": f"{_ATTACK} {_MOVE} invad push incursion operation captur seiz retak overran",
    "territory_captured": (
        "captur seiz took take taking taken retak recaptur overran overrun fell fall control liberat conquer occup"
    ),
    "territory_transfer_nonviolent": "hand handed transfer surrender cede ceded withdr took take control return",
    "air_strike": f"{_AIR} {_ATTACK}",
    "drone_strike": f"{_AIR} {_ATTACK}",
    "shelling_missile": f"shell {_ATTACK}",
    "ied_landmine": f"explo blast bomb deton {_ATTACK}",
    "suicide_attack": f"blew blow deton suicide {_ATTACK}",
    "grenade": f"threw throw {_ATTACK}",
    "chemical_attack": f"gassed {_ATTACK}",
    "attack_on_civilians": f"{_ATTACK} execut behead lynch tortur burn",
    "sexual_violence": f"rape raped sexual assault abus {_ATTACK}",
    "abduction": "abduct kidnap hostage seiz snatch took taken take captur captive disappear",
    "protest": (
        "protest demonstrat walk march ralli rally strike strikes struck gather block sit-in sat chant picket boycott bandh stoppage"
        " hunger"
    ),
    "protest_repressed": "dispers arrest beat baton fire fired shot crack broke break detain clash protest",
    "riot_mob": "riot mob loot clash burn torch lynch storm attack set stone hurl",
    "force_deployment": _MOVE,
    "base_reinforcement": f"reinforc solidif strengthen fortif expand {_MOVE}",
    "base_established": "establish set build built erect open new base outpost checkpoint",
    "force_withdrawal": "withdr pull pulled left leave leaving retreat evacuat depart abandon quit surrender hand exit",
    "weapons_intercepted_seized": "intercept detect defus shot shoot down seiz confiscat captur destroy found cache",
    "arrest_detention": (
        "arrest detain captur jail imprison held hold custody round rounded raid apprehend sentenc charg"
    ),
    "looting_destruction": (
        "loot burn torch destroy demolish ransack vandal raze blew blow sabotag steal stole set fire"
    ),
    "agreement_ceasefire": (
        "agree sign ceasefire truce deal accord pact extend treaty halt reach brok pledg promis accept approv ratif"
    ),
    "talks_meeting": _TALK,
    "statement": _STATEMENT,
    "sanction_rupture": (
        "sanction embargo expel suspend cut sever break broke ban recall freez froze halt impos withdr close end"
        " ended boycott"
    ),
    "aid_access": "deliver block open opened allow provid distribut donat grant giv gave truck supply supplies"
    " send sent ship",
    "displacement": "fled flee displac evacuat left leave expel uproot forc driven homeless refug escape",
    "other": "",
}

_ANY = re.compile("|".join(sorted({re.escape(s) for stems in _STEMS.values() for s in stems.split()})))


@lru_cache(maxsize=64)
def trigger(event_class: str) -> re.Pattern[str] | None:
    """Pattern for a folded token that tells events of this class; None for a class without words of its own."""
    stems = _STEMS.get(event_class, "")
    return re.compile("|".join(sorted({re.escape(s) for s in stems.split()}))) if stems else None


@lru_cache(maxsize=16384)
def is_event_word(key: str) -> bool:
    """Whether a folded token tells an event of any class."""
    return bool(_ANY.match(key))
