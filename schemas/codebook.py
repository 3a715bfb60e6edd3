"""Event-level enumerations: the codebook the prompts are rendered from.

Every value carries its description (which goes to the model and into the documentation) and its codebook source:
A ACLED, U UCDP GED, P PLOVER, C CAMEO, G GTD, N ninjs / schema.org, I ICD 203, own = this project's.
"""

from enum import Enum
from typing import Self


class Coded(str, Enum):
    """A string enumeration whose values carry a description and a codebook source."""

    description: str
    source: str

    def __new__(cls, value: str, description: str, source: str = "own") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        member.source = source
        return member

    def __str__(self) -> str:
        return str(self.value)


class EventClass(Coded):
    """What kind of event it is; one value a record. Sources name the ACLED sub-event, PLOVER type and CAMEO code."""

    ARMED_CLASH = "armed_clash", "two armed sides fight each other", "A Armed clash; P ASSAULT firearms; C 193"
    GROUND_OFFENSIVE = (
        "ground_offensive",
        "troops attack on the ground to advance or take an area",
        "A Battles; P ASSAULT; C 190",
    )
    TERRITORY_CAPTURED = (
        "territory_captured",
        "a side takes a place by force",
        "A Government regains territory / Non-state actor overtakes territory; P ASSAULT; C 192",
    )
    TERRITORY_TRANSFER_NONVIOLENT = (
        "territory_transfer_nonviolent",
        "a place changes hands without fighting",
        "A Non-violent transfer of territory; P RETREAT withdraw",
    )
    AIR_STRIKE = (
        "air_strike",
        "bombs or missiles dropped by aircraft: jets, warplanes, helicopters",
        "A Air/drone strike; P ASSAULT aerial; C 195",
    )
    DRONE_STRIKE = "drone_strike", "an attack by an unmanned aircraft", "A Air/drone strike; P ASSAULT drone; C 195"
    SHELLING_MISSILE = (
        "shelling_missile",
        "artillery, mortars, rockets or missiles fired from the ground or sea; not by aircraft",
        "A Shelling/artillery/missile attack; P ASSAULT heavy-weapons; C 194",
    )
    IED_LANDMINE = (
        "ied_landmine",
        "a planted bomb, roadside bomb, car bomb without a suicide attacker, or landmine explodes",
        "A Remote explosive/landmine/IED; P ASSAULT explosives; C 1832, 1833",
    )
    SUICIDE_ATTACK = (
        "suicide_attack",
        "an attacker blows himself or herself up",
        "A Suicide bomb; P ASSAULT suicide-attack; C 1831",
    )
    GRENADE = "grenade", "a hand grenade is thrown", "A Grenade; P ASSAULT explosives"
    CHEMICAL_ATTACK = (
        "chemical_attack",
        "a chemical weapon is used",
        "A Chemical weapon; P ASSAULT unconventional; C 2041",
    )
    ATTACK_ON_CIVILIANS = (
        "attack_on_civilians",
        "armed people attack unarmed people: shootings, raids on villages, massacres, assassinations",
        "A Attack; P ASSAULT targeted / firearms; C 18",
    )
    SEXUAL_VIOLENCE = "sexual_violence", "rape or other sexual violence", "A Sexual violence; P ASSAULT sexual"
    ABDUCTION = (
        "abduction",
        "people are kidnapped or taken hostage",
        "A Abduction/forced disappearance; P ASSAULT abduct; C 181",
    )
    PROTEST = (
        "protest",
        "people demonstrate, march or strike without violence",
        "A Peaceful protest; P PROTEST demo; C 141",
    )
    PROTEST_REPRESSED = (
        "protest_repressed",
        "security forces use force against a protest or break it up",
        "A Excessive force against protesters / Protest with intervention; P ASSAULT crowd-control",
    )
    RIOT_MOB = "riot_mob", "a crowd turns violent: riots, mob attacks, lynching", "A Riots; P PROTEST riot; C 145"
    FORCE_DEPLOYMENT = (
        "force_deployment",
        "troops, convoys, ships or weapons are sent or moved somewhere",
        "A Change to group/activity; P MOBILIZE; C 154",
    )
    BASE_REINFORCEMENT = (
        "base_reinforcement",
        "existing bases or positions are strengthened",
        "A Change to group/activity; P MOBILIZE",
    )
    BASE_ESTABLISHED = (
        "base_established",
        "a new base, outpost or checkpoint is set up",
        "A Headquarters or base established; P MOBILIZE",
    )
    FORCE_WITHDRAWAL = "force_withdrawal", "troops leave a place", "A Change to group/activity; P RETREAT withdraw"
    WEAPONS_INTERCEPTED_SEIZED = (
        "weapons_intercepted_seized",
        "weapons are seized, or missiles or drones are shot down",
        "A Disrupted weapons use; P COERCE seize",
    )
    ARREST_DETENTION = "arrest_detention", "authorities arrest or detain people", "A Arrests; P COERCE arrest; C 173"
    LOOTING_DESTRUCTION = (
        "looting_destruction",
        "property is looted, burned or destroyed",
        "A Looting/property destruction; P ASSAULT destroy",
    )
    AGREEMENT_CEASEFIRE = (
        "agreement_ceasefire",
        "a deal, truce or ceasefire is agreed, extended or signed",
        "A Agreement; P SUPPORT / RETREAT ceasefire; C 057, 0871",
    )
    TALKS_MEETING = (
        "talks_meeting",
        "officials or parties meet, talk, visit or hold a summit, also when only planned",
        "P CONSULT, AGREE if planned; C 04, 036",
    )
    STATEMENT = (
        "statement",
        "somebody says, accuses, threatens, demands, denies or rejects, and that is the news",
        "P ACCUSE / REQUEST / REJECT / THREATEN; C 01, 11",
    )
    SANCTION_RUPTURE = "sanction_rupture", "sanctions are imposed or relations cut", "P SANCTION; C 16"
    AID_ACCESS = "aid_access", "aid is delivered, blocked, or a corridor is opened", "P AID / RETREAT access; C 07"
    DISPLACEMENT = "displacement", "people flee or are made to leave their homes", "A Other; P SANCTION expel"
    OTHER = "other", "an event that fits none of the above, such as a disaster or accident", "own"


class Granularity(Coded):
    """How much one record stands for."""

    DISCRETE = "discrete", "one event at one place and day", "U event_clarity 1"
    DISCRETE_CLUSTER = "discrete_cluster", "a few like events told together, same place and day", "U event_clarity 2"
    AGGREGATE = "aggregate", "a summary of several events", "U event_clarity 2; A aggregation"
    CAMPAIGN = "campaign", "a longer operation spoken of as a whole", "own"


class Status(Coded):
    """Is it real: whether the event has taken place."""

    OCCURRED = "occurred", "it has happened", "N eventStatus"
    ONGOING = "ongoing", "it is happening now or goes on", "N eventStatus"
    PLANNED = "planned", "it is due, set, scheduled or expected, and has not happened yet", "P future; N eventStatus"
    THREATENED = "threatened", "somebody threatens to do it", "P THREATEN"
    HYPOTHETICAL = "hypothetical", "it is only possible, feared, or conditional", "P hypothetical"
    FOILED = "foiled", "it was attempted and prevented", "G success = 0"
    DID_NOT_OCCUR = (
        "did_not_occur",
        "the text says that it did not happen or was cancelled",
        "P negation; N eventStatus",
    )


class Assertion(Coded):
    """Who stands behind it; an axis of its own beside `Status`."""

    OUTLET_ASSERTION = "outlet_assertion", "the outlet says so itself", "I sourcing"
    CLAIMED = "claimed", "a named or unnamed source says so", "U source_original; ISW"
    OFFICIAL_SELF_REPORT = "official_self_report", "the acting side reports its own act", "U source_original"
    CORROBORATED = "corroborated", "two or more independent origins say so", "I sourcing"
    DISPUTED = "disputed", "sources disagree about it", "I sourcing"
    DENIED = "denied", "the accused or responsible side denies it", "P negation"


class Modality(Coded):
    """The five-way view of `Status` and `Assertion` that briefs print; always computed."""

    HAPPENED = "happened", "told as fact by the outlet or corroborated"
    ALLEGED = "alleged", "told on somebody's word"
    PLANNED = "planned", "due or possible, not yet happened"
    DENIED = "denied", "denied, or said not to have happened"
    THREATENED = "threatened", "threatened"


class TemporalRole(Coded):
    """Where the event stands in the article's time."""

    CURRENT = "current", "part of the news being reported", "own"
    HISTORICAL = "historical", "background older than the reporting period", "P historical"
    UPCOMING = "upcoming", "scheduled for the future", "N expectedStartDate"
    OUTLOOK = "outlook", "possible or feared, without a date", "P hypothetical"
