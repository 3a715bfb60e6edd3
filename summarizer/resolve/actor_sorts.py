"""Common nouns for actors: the PLOVER sector and the kind of group that each stands for. Plain data; knows nobody."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What an ACLED actor type is computed from."""

    STATE = "forces of a state"
    BODY = "government, courts, parliament"
    OFFICIAL = "their people: unarmed"
    REBEL = "organised armed opposition"
    MILITIA = "militia, or armed group that nobody identifies"
    IDENTITY = "armed group of an identity"
    MISSION = "forces of a mission, a coalition, or for hire"
    RIOTER = "violent crowd"
    PROTESTER = "demonstrators"
    CIVILIAN = "unarmed people"
    PEOPLE = "people, nothing else said"
    CRIMINAL = "single criminals"
    ORGANISATION = "bodies that are no party: agencies, blocs"


class Sort(NamedTuple):
    """A PLOVER sector and a kind."""

    sector: str | None
    kind: Kind


_ARMED = r"(?:fighters?|militants?|gunm[ae]n|forces?|groups?|factions?|militias?|commanders?|m[ae]n|units?|positions?)"
# A later match wins over an earlier one, a longer over a shorter at the same end; within a row the longer words stand
# first. Sectors after the PLOVER manual.
ROWS: tuple[tuple[str | None, Kind, str], ...] = (
    (
        "MIL",
        Kind.STATE,
        r"army|armies|military|militaries|troops?|soldiers?|servicem[ae]n|conscripts?|air ?forces?|navy|naval|marines?"
        r"|armed forces|battalions?|regiments?|paratroopers?|warships?|war-?planes?|jets|fighter jets?|junta forces"
        r"|(?:government|federal|state|pro-government|regime|loyalist) (?:forces|outposts?|positions?|bases?)|general staff"
        r"|defen[cs]e forces?|national guard|artillery|garrison|army chief|republican guards?|presidential guards?"
        r"|prisoners-of-war|border commanders?|(?:operational|air|central|northern|southern|eastern|western|joint|high) command",
    ),
    (
        "COP",
        Kind.STATE,
        r"police|polic[ei]?m[ae]n|policewom[ae]n|gendarmes?|gendarmerie|constables?|border (?:guards?|police|force)|security forces?"
        r"|security (?:officers?|personnel|agents?|services?)|coast ?guards?|riot police|prison (?:guards|officers)|customs officers?"
        r"|state security|officers|detectives?|sheriffs?|rangers|guards|investigators|counter-?terrorism (?:units?|officers)",
    ),
    ("SPY", Kind.STATE, r"intelligence (?:services?|agency|agencies|officers?|agents?|directorate)|spy agency|spies"),
    (
        "GOV",
        Kind.BODY,
        r"governments?|ministry|ministries|authorities|administration|cabinet|municipalit(?:y|ies)|council|city hall|embass(?:y|ies)"
        r"|consulates?|junta|rulers|regime|civil defen[cs]e|electoral commission|central bank|ruling party|emirate council"
        r"|local government|public health department",
    ),
    (
        "GOV",
        Kind.OFFICIAL,
        r"governors?|ministers?|president|presidents|prime minister|premier|officials?|mayors?|ambassadors?|envoys?|diplomats?|king"
        r"|crown prince|sultan|emir|chancellor|(?:deputy )?commissioners?|district administrator|prefect|vice president"
        r"|national security adviser|chief of staff|secretary of state|(?:foreign|defen[cs]e) secretary",
    ),
    ("JUD", Kind.BODY, r"courts?|prosecutors?['’]s? office|tribunals?"),
    ("JUD", Kind.OFFICIAL, r"judges?|prosecutors?|magistrates?|attorney[- ]general"),
    ("LEG", Kind.BODY, r"parliaments?|senate|national assembly"),
    ("LEG", Kind.OFFICIAL, r"lawmakers?|legislators?|senators?|mps?|congressm[ae]n|councillors?"),
    (
        "OPP",
        Kind.OFFICIAL,
        r"opposition (?:leaders?|groups?|part(?:y|ies)|politicians?|figures?|activists?)|opposition|dissidents?",
    ),
    ("PTY", Kind.OFFICIAL, r"political part(?:y|ies)|party leaders?|politicians?|candidates?"),
    (
        "REB",
        Kind.REBEL,
        rf"(?:rebel|insurgent|separatist|guerr?illa) {_ARMED}|rebels?|insurgents?|insurgency|guerr?illas?|separatists?"
        r"|(?:opposition|resistance) (?:fighters?|factions?|forces?|militants?|commanders?|brigades?)"
        r"|armed opposition|liberation (?:army|front)|mutineers|mutinous soldiers",
    ),
    (
        "REB",
        Kind.MILITIA,
        rf"(?:jihadist|islamist|extremist|militant) {_ARMED}|militants?|jihadists?|extremists?|islamists?|mujahid[ei]+n",
    ),
    (
        "PRM",
        Kind.MILITIA,
        r"militias?|militiam[ae]n|paramilitar(?:y|ies)|vigilantes?|self-defen[cs]e (?:groups?|forces?|units?)|civilian joint task force"
        r"|death squads?|auxiliaries",
    ),
    (
        "PRM",
        Kind.IDENTITY,
        r"(?:tribal|clan|ethnic|communal|tribe|pastoralist|sectarian|[\w-]+ clan)[- ]"
        rf"{_ARMED}|tribesm[ae]n|clansm[ae]n|armed (?:herders|pastoralists|tribesmen|villagers|farmers)",
    ),
    (
        "UAF",
        Kind.MILITIA,
        r"gunm[ae]n|armed (?:m[ae]n|groups?|persons?|people|individuals?|attackers?|assailants?|commando|youths?)|attackers?|assailants?"
        r"|unidentified (?:persons?|m[ae]n|attackers?|individuals?)|unknown (?:m[ae]n|persons?|attackers?)|terrorists?|fighters?"
        r"|combatants?|hitm[ae]n|snipers?|suicide bombers?|bombers?|masked men|commandos?|factions?|bands"
        r"|(?:assault|raiding|storming) (?:part(?:y|ies)|groups?|teams?|squads?)",
    ),
    (
        "CRM",
        Kind.MILITIA,
        r"gangs?|cartels?|bandits?|armed robbers|criminal (?:groups?|gangs?|networks?)|pirates|mafia|gang members|drug traffickers",
    ),
    (
        "CRM",
        Kind.CRIMINAL,
        r"criminals?|smugglers?|traffickers?|suspects?|kidnappers?|thieves|thief|robbers?|hostage-takers?",
    ),
    ("CRM", Kind.RIOTER, r"looters?|rioters?|hoodlums?|mobs?|arsonists?|hooligans?|vandals?|stone-throwers?"),
    ("CVL", Kind.PROTESTER, r"protest[eo]rs?|demonstrators?|marchers|picketers|strikers|sit-in participants"),
    (
        None,
        Kind.MISSION,
        r"peace-?keepers?|peacekeeping (?:forces?|mission|troops|patrol|contingent)|coalition(?: forces?| jets| aircraft| warplanes)?"
        r"|multinational (?:forces?|troops)|mercenar(?:y|ies)|private military (?:company|contractors?)|foreign (?:troops|forces|fighters)"
        r"|training mission|stabili[sz]ation mission|intervention force|regional forces?|standby force",
    ),
    (
        "AGR",
        Kind.CIVILIAN,
        r"farmers?|herders?|herdsm[ae]n|peasants?|shepherds?|pastoralists?|farm ?workers?|growers|ranchers|fisherm[ae]n|fisherfolk"
        r"|loggers?|fishers",
    ),
    (
        "BUS",
        Kind.CIVILIAN,
        r"traders?|shopkeepers?|merchants?|compan(?:y|ies)|business(?:es|m[ae]n|wom[ae]n|people)?|vendors?|bankers?|corporations?"
        r"|importers?|exporters?|contractors?|executives?|money changers?|hoteliers?|employers|firms?|stallholders?|wholesalers?",
    ),
    (
        "EDU",
        Kind.CIVILIAN,
        r"teachers?|students?|pupils?|professors?|lecturers?|schoolteachers?|schoolchildren|academics|universit(?:y|ies)",
    ),
    (
        "JRN",
        Kind.CIVILIAN,
        r"journalists?|reporters?|newspapers?|broadcasters?|correspondents?|photographers?|editors?",
    ),
    (
        "LAB",
        Kind.CIVILIAN,
        r"workers?|drivers?|miners?|labou?rers?|trade unions?|unions?|technicians?|engineers?|dockers|employees|staff|crew(?: of \w+)?"
        r"|wage workers|truckers|sailors|builders|electricians",
    ),
    (
        "MED",
        Kind.CIVILIAN,
        r"doctors?|medics?|nurses?|paramedics?|health workers?|hospitals?|ambulance (?:service|crew|workers?)|medical (?:staff|teams?"
        r"|organi[sz]ation)|surgeons?|midwi(?:fe|ves)|rescuers?|patients?",
    ),
    (
        "REF",
        Kind.CIVILIAN,
        r"refugees?|displaced (?:people|persons?|famil(?:y|ies)|civilians)|idps?|migrants?|returnees|asylum seekers?|evacuees",
    ),
    (
        "REL",
        Kind.CIVILIAN,
        r"clerics?|priests?|imams?|bishops?|archbishop|monks?|nuns?|pastors?|worshippers?|pilgrims?|church(?:es)?|pope|rabbis?"
        r"|ayatollahs?|congregation|parishioners",
    ),
    (
        "SOC",
        Kind.CIVILIAN,
        r"activists?|civil society|campaigners?|rights groups?|organi[sz]ers|civic movement|associations?|syndicates?"
        r"|rights defenders?|volunteers?|collective",
    ),
    (
        "NGO",
        Kind.ORGANISATION,
        r"ngos?|aid (?:groups?|agenc(?:y|ies)|organi[sz]ations?)|charit(?:y|ies)|relief (?:groups?|agenc(?:y|ies)|organi[sz]ations?)",
    ),
    ("NGO", Kind.CIVILIAN, r"aid workers?|relief workers?|humanitarian workers?"),
    (
        "IGO",
        Kind.ORGANISATION,
        r"mediators?|regional bloc|bloc|observers|monitoring mission|verification mission|member states",
    ),
    (
        "ELI",
        Kind.CIVILIAN,
        r"former (?:president|minister|prime minister|governor|general|officials?)|elders?|notables|lawyers?|celebrit(?:y|ies)",
    ),
    (
        "CVL",
        Kind.CIVILIAN,
        r"civilians?|residents?|villagers?|inhabitants|locals|citizens?|famil(?:y|ies)|households?|wom[ae]n|child(?:ren)?|girls?|boys?"
        r"|bab(?:y|ies)|infants?|mothers?|fathers?|relatives?|neighbou?rs?|passengers?|commuters|shoppers?|tourists?|bystanders?"
        r"|passers-by|mourners|survivors?|couples?|brothers?|sisters?|sons?|daughters?|elderly|townspeople|households|guests"
        r"|motorcyclists?|motorists?|cyclists?|pedestrians?|fans|spectators|owners?|community|communities|teenagers?|grandmothers?"
        r"|grandfathers?|wives|wife|husbands?|orphans|toddlers?|visitors?|detainees?|hostages?|prisoners?|companions",
    ),
    ("CVL", Kind.PEOPLE, r"people|persons?|m[ae]n|youths?|individuals?|crowds?"),
)
