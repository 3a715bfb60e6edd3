"""What a model is asked about a MUC-4 article: a type and five roles, or the 1992 slots that a flat record can hold.

The guidelines give the facts of the 1992 task description (template-doc-part1, version 7) in words of our own.
"""

from typing import Literal

from pydantic import Field

from summarizer.schemas import Actor, Figure, Place, Record, Verbatim, When
from summarizer.schemas.codebook import Coded


class IncidentType(Coded):
    """The 1992 types; hijackings do not occur in the five-role data."""

    ATTACK = "attack", "a murder, shooting, assault or other violence against people or property"
    BOMBING = "bombing", "a bomb, dynamite, mine or grenade that went off, was thrown or was planted"
    KIDNAPPING = "kidnapping", "somebody abducted or taken hostage"
    ARSON = "arson", "a building or vehicle set on fire on purpose"
    ROBBERY = "robbery", "something stolen by force"
    FORCED_WORK_STOPPAGE = "forced work stoppage", "work stopped by threats or violence"


class FiveRoleIncident(Record):
    """One terrorist incident."""

    incident_type: IncidentType = Field(description="attack only if no other type fits; a murder is an attack")
    perp_individual_id: list[Actor] = Field(
        [], max_length=4, description="people who did it, named or described (two gunmen, guerrillas)"
    )
    perp_organization_id: list[Actor] = Field(
        [], max_length=4, description="organisation that did it or is blamed, by name"
    )
    phys_tgt_id: list[Verbatim] = Field(
        [], max_length=4, description="things attacked: buildings, vehicles, pylons; no people; empty for a kidnapping"
    )
    hum_tgt_name: list[Actor] = Field(
        [], max_length=6, description="proper names of people attacked or harmed; no titles, nobody without a name"
    )
    instrument_id: list[Verbatim] = Field(
        [], max_length=4, description="weapons or devices as nouns (bomb, rifles); empty for arson and kidnapping"
    )


FIVE_ROLE_GUIDELINE = """\
Report a terrorist incident only if all of this holds:
- It is violence, or a credible threat or attempt of it, with a political aim: by guerrillas, drug traffickers or
  another clandestine group, by unknown people, or by soldiers, police or officials against civilians.
- The place, the doers or those hit belong to Argentina, Bolivia, Chile, Colombia, Ecuador, El Salvador, Guatemala,
  Honduras or Peru.
- Somebody or something that is not military was hit or aimed at. A fight between guerrillas and the army or police, an
  attack only on the forces of the doers' own country, and the killing of traffickers or guerrillas are no incidents.
  When civilians or their property suffer in such a fight, it is one; sabotage of roads, bridges, pipelines and power
  lines and the murder of retired officers are too.
- It is told as fact, not as a rumour, and the article does not discredit it without giving a source that supports it.
- It is recent: it happened within about two months, or the article has something new to say about it. What is only
  recalled as history does not count. An undated incident does.
- It is specific: the target or the kind of attack is told. Totals and general talk of violence do not count.
One record for each incident. Acts of one type by the same doers at the same place and time are one record; another
place, day, type or group makes another record. Most articles have no such incident, and so no record, or one.
Use the shortest wording that names the thing in full, and name each person or thing once, by its fullest name."""

Country = Literal[
    "Argentina", "Bolivia", "Chile", "Colombia", "Ecuador", "El Salvador", "Guatemala", "Honduras", "Peru", "other"
]


Confidence = Literal["reported as fact", "claimed or admitted", "suspected or accused", "possible"]


class FullIncident(FiveRoleIncident):
    """One terrorist incident, with its circumstances."""

    incident_stage: Literal["accomplished", "attempted", "threatened"] = Field(description="how far it went")
    country: Country = Field(description="where it happened")
    place: Place | None = Field(None, description="town, province or area where it happened")
    when: When | None = Field(None, description="when it happened")
    perp_category: Literal["terrorist act", "state-sponsored violence"] | None = Field(
        None, description="state-sponsored violence if soldiers, police or officials did it"
    )
    perp_confidence: Confidence | None = Field(None, description="how sure it is that the named organisation did it")
    hum_tgt_description: list[Actor] = Field(
        [], max_length=6, description="titles or roles of the people attacked; people without a name (five peasants)"
    )
    hum_tgt_number: Figure | None = Field(None, description="how many people without a name were attacked")
    hum_tgt_effect: Literal["death", "injury", "no injury", "regained freedom"] | None = Field(
        None, description="what became of the people"
    )
    phys_tgt_effect: Literal["destroyed", "some damage", "no damage"] | None = Field(
        None, description="what became of the things attacked"
    )


FULL_GUIDELINE = FIVE_ROLE_GUIDELINE
