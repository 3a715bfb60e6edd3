"""`EventRecord`: what users get for the shipped schema, built by code from a grounded draft.

A field that nothing in the text or the tables fills stays null: null is never 0 and never a guess.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, computed_field, model_validator

from .codebook import Assertion, EventClass, Granularity, Modality, Status, TemporalRole
from .codebook_parts import (
    ActorRole,
    ActorType,
    AnalyticConfidence,
    CasualtyKind,
    ClaimantType,
    CoordinateBasis,
    Corroboration,
    EvidenceLink,
    PlacePrecision,
    PlaceRole,
    Population,
    Qualifier,
    Reliability,
    Speech,
    Stance,
    Tense,
    TimeBasis,
    TimePrecision,
    ValidationStatus,
    Weapon,
)


def nothing() -> Any:
    """An empty list as the default. Made by a factory: pydantic deep-copies a plain `[]` for every record, which is felt."""
    return Field(default_factory=list, json_schema_extra={"default": []})


class Part(BaseModel):
    """Base of everything inside a record: unknown fields are an error."""

    model_config = ConfigDict(extra="forbid")


class Evidence(Part):
    """A sentence of the article: `article.text[start:end] == quote`."""

    doc_id: str
    sentence: int = Field(ge=1)
    quote: str
    start: NonNegativeInt
    end: NonNegativeInt
    supports: list[str] = nothing()
    """Names of the fields whose words stand in this sentence."""
    link: EvidenceLink = EvidenceLink.CITED
    verified: bool = True


class EventTime(Part):
    """When it happened; dates inclusive, null where the text and the publication date give none."""

    start: date | None = None
    end: date | None = None
    raw: str | None = None
    tense: Tense | None = None
    basis: TimeBasis = TimeBasis.NOT_STATED
    precision: TimePrecision = TimePrecision.UNKNOWN
    time_of_day: str | None = None
    """HH:MM or a part of the day such as `night`."""


class Location(Part):
    """A place: the words as written, and what a gazetteer makes of them (never the model)."""

    raw: str
    normalized: str | None = None
    role: PlaceRole = PlaceRole.TARGET_AREA
    country_iso3: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin1_basis: Literal["stated", "gazetteer"] | None = None
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    geonameid: int | None = None
    feature_class: str | None = None
    gazetteer: str | None = None
    match_score: float | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    coordinate_basis: CoordinateBasis = CoordinateBasis.NONE


class Participant(Part):
    """An actor in its role."""

    raw: str
    role: ActorRole
    canonical: str | None = None
    wikidata_id: str | None = None
    actor_type: ActorType | None = None
    sector: str | None = None
    """PLOVER sector code."""
    country_iso3: str | None = None
    backed_by: list[str] = nothing()
    named: bool | None = None
    responsibility_claimed: bool | None = None


class Casualty(Part):
    """People killed, injured, missing …; one row a kind and population. Null counts mean open or not stated, never 0."""

    kind: CasualtyKind
    population: Population = Population.UNKNOWN
    side: int | None = None
    """Index into `EventRecord.actors` of the side that the people belong to."""
    low: NonNegativeInt | None = None
    best: NonNegativeInt | None = None
    high: NonNegativeInt | None = None
    qualifier: Qualifier | None = None
    raw: str
    who: str | None = None
    cumulative: bool = False
    scope: str | None = None
    as_of: date | None = None
    attributed_to: str | None = None
    link_to_event: Literal["cited", "elsewhere"] = "cited"
    evidence: int | None = None
    """Index into `EventRecord.evidence` of the sentence that gives the figure."""


class Quantity(Part):
    """A number of things (troops, convoys, bases, money); never people harmed."""

    noun: str
    raw: str
    low: NonNegativeInt | None = None
    best: NonNegativeInt | None = None
    high: NonNegativeInt | None = None
    unit: str | None = None


class Attribution(Part):
    """Who says so, and how."""

    claimant: str
    claimant_type: ClaimantType
    named: bool | None = None
    party_to_conflict: bool | None = None
    speech: Speech
    verb: str | None = None
    stance: Stance = Stance.ASSERTS
    evidence: int | None = None
    """Index into `EventRecord.evidence`."""


class SourceAssessment(Part):
    """Admiralty grades and corroboration; a single article is single-sourced by definition."""

    reliability: Reliability = Reliability.F
    credibility: int | None = Field(None, ge=1, le=6)
    corroboration: Corroboration = Corroboration.SINGLE_ARTICLE
    number_of_sources: NonNegativeInt = 1
    """Independent origins; ten outlets with one wire are one."""
    source_scale: str | None = None
    explanation: str | None = None
    """Why these grades, in words."""


class Confidence(Part):
    """`analytic` is ICD 203's; `extraction` is how likely (0–1) the article tells such an event, or null if not computed."""

    analytic: AnalyticConfidence = AnalyticConfidence.LOW
    extraction: float | None = Field(None, ge=0, le=1)
    explanation: str | None = None
    """Why, in words: what the analytic confidence rests on, signs for (+) and against (–), checks that were not passed."""


class Relations(Part):
    """Ids of other records."""

    part_of: list[str] = nothing()
    contains: list[str] = nothing()
    same_as: list[str] = nothing()
    supersedes: list[str] = nothing()
    contradicts: list[str] = nothing()
    about: list[str] = nothing()
    accompanies: list[str] = nothing()


class Mappings(Part):
    """Codes in other codebooks, from tables; a codebook that would not code the record is null.

    Keys are always all there; a code that nothing supports is null (a list: empty).

    acled: disorder_type, event_type, sub_event_type, inter1, inter2, interaction, civilian_targeting. `inter1` and
        `inter2` are the texts of `ActorType`; `interaction` is the pair in ACLED's order, or "… only" for one side;
        `civilian_targeting` is "Civilians targeted" or null. Lists in a cell are joined by "; ".
    ucdp: type_of_violence (1 state-based, 2 non-state, 3 one-sided), event_clarity (1, 2), date_prec (1-5),
        where_prec (1-7).
    plover: event, mode, context (list), quad_code (1-4), intensity, auxiliary_modes (list of historical, future,
        hypothetical, negation).
    cameo: root, "01" to "20". iptc: Media Topic of the top level, as eight digits.
    """

    acled: dict[str, str | int | None] | None = None
    ucdp: dict[str, str | int | None] | None = None
    plover: dict[str, str | int | float | list[str] | None] | None = None
    cameo: str | None = None
    iptc: str | None = None


class Provenance(Part):
    """Where a record comes from and how it was made."""

    doc_id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    retrieved_at: datetime | None = None
    text_sha256: str
    model: str
    prompt: str
    """Prompt id such as `extract/v1`."""
    prompt_hash: str
    """Fingerprint of the request body as sent."""
    coder: Literal["human", "llm"] = "llm"
    coded_at: datetime | None = None
    attempts: NonNegativeInt = 1


class Validation(Part):
    """What the checks found."""

    status: ValidationStatus = ValidationStatus.OK
    issues: list[str] = nothing()


class EventRecord(Part):
    """Who did what to whom, where, when, with which toll, says who: verified against the text."""

    schema_version: str = "1"
    event_id: str
    title: str
    event_class: EventClass
    granularity: Granularity = Granularity.DISCRETE
    countable: bool = True
    status: Status
    assertion: Assertion
    temporal_role: TemporalRole = TemporalRole.CURRENT
    time: EventTime = Field(default_factory=EventTime)
    locations: list[Location] = nothing()
    actors: list[Participant] = nothing()
    casualties: list[Casualty] = nothing()
    quantities: list[Quantity] = nothing()
    weapons: list[Weapon] = nothing()
    civilian_targeting: bool | None = None
    attribution: list[Attribution] = nothing()
    evidence: list[Evidence] = Field(min_length=1)
    source_assessment: SourceAssessment = Field(default_factory=SourceAssessment)
    confidence: Confidence = Field(default_factory=Confidence)
    relations: Relations = Field(default_factory=Relations)
    mappings: Mappings = Field(default_factory=Mappings)
    notes: str | None = None
    tags: list[str] = nothing()
    provenance: Provenance
    validation: Validation = Field(default_factory=Validation)

    @model_validator(mode="before")
    @classmethod
    def _recompute_modality(cls, value: object) -> object:
        """A dumped record can be read again: `modality` is not stored but computed anew."""
        if isinstance(value, dict) and "modality" in value:
            return {k: v for k, v in value.items() if k != "modality"}
        return value

    @computed_field  # type: ignore[prop-decorator]
    @property
    def modality(self) -> Modality:
        """Happened, alleged, planned, denied or threatened: the view of `status` and `assertion` that briefs print."""
        return modality(self.status, self.assertion)


def modality(status: Status, assertion: Assertion) -> Modality:
    """Fold the two axes into one word; a denial outweighs a claim, and nothing planned counts as happened."""
    if status is Status.DID_NOT_OCCUR or assertion is Assertion.DENIED:
        return Modality.DENIED
    if status is Status.THREATENED:
        return Modality.THREATENED
    if status in (Status.PLANNED, Status.HYPOTHETICAL):
        return Modality.PLANNED
    if assertion in (Assertion.CLAIMED, Assertion.DISPUTED):
        return Modality.ALLEGED
    return Modality.HAPPENED
