"""Enumerations of a record's parts: time, places, actors, casualties, attribution, grades."""

from .codebook import Coded


class TimeBasis(Coded):
    """What the resolved date rests on."""

    EXPLICIT_DATE = "explicit_date", "a calendar date in the text"
    RELATIVE_EXPRESSION = "relative_expression", "a weekday or relative expression, anchored on the publication date"
    CONTEXTUAL = "contextual", "taken from an earlier sentence about the same initiator"
    PUBLICATION_DEFAULT = "publication_default", "the publication date, for want of anything better"
    NOT_STATED = "not_stated", "the text gives no time, or no anchor resolves it"


class TimePrecision(Coded):
    """How exact a date is; the source gives ACLED time_precision and UCDP date_prec."""

    HOUR = "hour", "the hour is known", "A 1; U 1"
    DAY = "day", "the day is known", "A 1; U 1"
    DAYS = "2-6 days", "within two to six days", "A 2; U 2"
    WEEK = "week", "within a week", "A 2; U 3"
    MONTH_PART = "8-30 days", "within eight to thirty days", "A 3; U 4"
    MONTH = "month", "the month is known", "A 3; U 4"
    YEAR = "year", "the year is known", "U 5"
    UNKNOWN = "unknown", "no date could be resolved", "own"


class Tense(Coded):
    """Tense of the clause that tells the event."""

    PAST = "past", "past"
    PRESENT = "present", "present"
    FUTURE = "future", "future"


class PlaceRole(Coded):
    """What the place is to the event."""

    TARGET_AREA = "target_area", "where the act took effect"
    VENUE = "venue", "where people met"
    ORIGIN = "origin", "where a movement began"
    DESTINATION = "destination", "where a movement goes"
    LAUNCH_SITE = "launch_site", "where fire came from"
    AFFECTED_AREA = "affected_area", "where consequences were felt"
    TRANSIT = "transit", "passed through"


class PlacePrecision(Coded):
    """How exact a place is; the source gives ACLED geo_precision and UCDP where_prec."""

    SITE = "site", "a named site", "A 1; U 1"
    SETTLEMENT = "settlement", "a named town or village", "A 1; U 1"
    NEAR_SETTLEMENT = "near_settlement", "near or around a named town", "A 2; U 2; G vicinity"
    ADMIN2 = "admin2", "a second-order administrative area", "A 2; U 3"
    ADMIN1_PART = "admin1_part", "part of a first-order administrative area", "A 3; U 4"
    ADMIN1 = "admin1", "a first-order administrative area", "A 3; U 4"
    AREA_FEATURE = "area_feature", "a mountain, forest or valley", "A 3; U 5"
    LINEAR_FEATURE = "linear_feature", "a road, river or border", "A 3; U 5"
    MULTI_ADMIN1_REGION = "multi_admin1_region", "a region across first-order areas", "A 3; U 6"
    COUNTRY = "country", "only the country", "U 6"
    MARITIME_AIR = "maritime_air", "international waters or airspace", "U 7"
    UNKNOWN = "unknown", "not resolved", "own"


class CoordinateBasis(Coded):
    """Where a point comes from; never from a model."""

    NAMED_SETTLEMENT = "named_settlement", "the named settlement itself"
    NAMED_SETTLEMENT_NEARBY = "named_settlement_nearby", "a named settlement that the place is near"
    ADMIN1_CAPITAL_FALLBACK = "admin1_capital_fallback", "the provincial capital, by ACLED's rule", "A geo rule"
    NONE = "none", "no point"


class ActorRole(Coded):
    """What the actor is to the event."""

    INITIATOR = "initiator", "does it", "A actor1; P actor"
    TARGET = "target", "it is done to", "A actor2; P recipient"
    VICTIM = "victim", "is harmed", "A actor2 / assoc_actor_2"
    SUPPORTER = "supporter", "helps the initiator", "A assoc_actor_1"
    PARTICIPANT = "participant", "takes part on no side", "P actor"
    HOST = "host", "hosts a meeting", "own"
    MEDIATOR = "mediator", "mediates", "P third-party"
    RECIPIENT = "recipient", "is addressed", "P recipient"
    OPPOSES = "opposes", "opposes it", "own"
    SUSPECTED = "suspected", "is only suspected", "G guncertain1"


class ActorType(Coded):
    """ACLED's actor types (`inter`)."""

    STATE_FORCES = "State forces", "a state's forces in their own country", "A 1"
    REBEL_GROUP = "Rebel group", "an organised armed opposition", "A 2"
    POLITICAL_MILITIA = "Political militia", "an armed group with a political aim; unidentified armed groups", "A 3"
    IDENTITY_MILITIA = "Identity militia", "an armed group of an identity", "A 4"
    RIOTERS = "Rioters", "violent demonstrators", "A 5"
    PROTESTERS = "Protesters", "peaceful demonstrators", "A 6"
    CIVILIANS = "Civilians", "unarmed people", "A 7"
    EXTERNAL_OTHER_FORCES = "External/Other forces", "a state's forces abroad, missions, private forces", "A 8"


class CasualtyKind(Coded):
    """What befell the people counted; kinds are never mixed."""

    KILLED = "killed", "deaths", "U best; A fatalities; H #affected+killed"
    INJURED = "injured", "wounded or hurt", "P injured; G nwound"
    MISSING = "missing", "missing", "H #affected"
    DETAINED = "detained", "arrested or held by authorities", "P arrested"
    ABDUCTED = "abducted", "kidnapped", "G nhostkid"
    DISPLACED = "displaced", "fled or made homeless", "H #affected+displaced"
    CASUALTIES_UNSPECIFIED = "casualties_unspecified", "'casualties' or 'victims' alone: dead or hurt is not said", "A"
    AFFECTED = "affected", "otherwise affected", "OCHA"


class Population(Coded):
    """Who the people counted are."""

    CIVILIAN = "civilian", "civilians", "U deaths_civilians"
    COMBATANT = "combatant", "fighters or soldiers in the fight", "U deaths_a, deaths_b"
    SECURITY_FORCES = "security_forces", "police, guards", "own"
    AID_WORKER = "aid_worker", "aid or medical workers", "OCHA"
    JOURNALIST = "journalist", "journalists", "own"
    CHILD = "child", "children", "OCHA"
    UNKNOWN = "unknown", "not said", "U deaths_unknown"
    MIXED = "mixed", "several of these together", "own"


class Qualifier(Coded):
    """How a figure is hedged; the table is domain rule 'vague numbers'."""

    EXACT = "exact", "a plain number"
    AT_LEAST = "at_least", "at least N, N or more"
    MORE_THAN = "more_than", "more than N"
    AT_MOST = "at_most", "up to N, as many as N, fewer than N"
    ABOUT = "about", "about, around, nearly N"
    RANGE = "range", "between A and B"
    VAGUE = "vague", "several, dozens, hundreds"
    EXPLICIT_ZERO = "explicit_zero", "no, none, zero: said outright"


class Weapon(Coded):
    """Weapon kinds (after GTD weaptype1 and PLOVER modes)."""

    AIRCRAFT_BOMB = "aircraft_bomb", "bombs from aircraft"
    DRONE = "drone", "drone"
    ARTILLERY_UNSPECIFIED = "artillery_unspecified", "artillery or shelling"
    MORTAR = "mortar", "mortar"
    ROCKET = "rocket", "rocket"
    MISSILE = "missile", "missile"
    IED = "ied", "improvised bomb"
    LANDMINE = "landmine", "landmine"
    SMALL_ARMS = "small_arms", "rifles, guns"
    VEHICLE_BOMB = "vehicle_bomb", "vehicle bomb"
    CHEMICAL = "chemical", "chemical agent"
    OTHER = "other", "another weapon"


class ClaimantType(Coded):
    """Kind of source a claim comes from."""

    OFFICIAL = "official", "a government, military, police or health official or body"
    ARMED_GROUP_SPOKESPERSON = "armed_group_spokesperson", "speaks for an armed group"
    WITNESS = "witness", "witnesses, residents, survivors"
    MONITORING_GROUP = "monitoring_group", "observers, monitors, spotters"
    NGO = "ngo", "an aid or rights organisation"
    UN = "un", "a United Nations body"
    MEDIA = "media", "another outlet, agency or broadcaster"
    ANONYMOUS_SOURCE = "anonymous_source", "unnamed sources"
    ANALYST = "analyst", "analysts, experts"
    OUTLET = "outlet", "the outlet itself"


class Speech(Coded):
    """How a claim is reported."""

    DIRECT_QUOTE = "direct_quote", "in quotation marks"
    PARAPHRASE = "paraphrase", "in the outlet's words, with a speech verb"
    NARRATION = "narration", "told by the outlet itself"


class Stance(Coded):
    """What the claimant does with the claim."""

    ASSERTS = "asserts", "says it is so"
    SUPPORTS = "supports", "agrees with it"
    DENIES = "denies", "says it is not so"
    DOUBTS = "doubts", "questions it"


class Reliability(Coded):
    """Admiralty code, letter: the outlet, from a user's table; F when none is given."""

    A = "A", "completely reliable", "Admiralty"
    B = "B", "usually reliable", "Admiralty"
    C = "C", "fairly reliable", "Admiralty"
    D = "D", "not usually reliable", "Admiralty"
    E = "E", "unreliable", "Admiralty"
    F = "F", "cannot be judged", "Admiralty"


class Corroboration(Coded):
    """How many independent origins stand behind a record."""

    SINGLE_ARTICLE = "single_article", "one article"
    SINGLE_ORIGIN = "single_origin", "several articles that go back to one origin"
    MULTIPLE_OUTLETS = "multiple_outlets", "several outlets, independence unknown"
    MULTIPLE_INDEPENDENT = "multiple_independent", "two or more independent origins"


class AnalyticConfidence(Coded):
    """ICD 203 confidence in the basis of a record."""

    LOW = "low", "single article, or weak sourcing", "I"
    MODERATE = "moderate", "some corroboration", "I"
    HIGH = "high", "independent, reliable corroboration", "I"


class ValidationStatus(Coded):
    """What the checks did to a record."""

    OK = "ok", "every value passed"
    REPAIRED = "repaired", "a value was corrected by code; see issues"
    PARTIAL = "partial", "a value was removed; see issues"
    REJECTED = "rejected", "the record did not pass"


class EvidenceLink(Coded):
    """How a sentence came to be evidence."""

    CITED = "cited", "cited by the model or the person who coded"
    ELSEWHERE = "elsewhere", "added by code: a value stands here, not in a cited sentence"
    CONTEXT = "context", "added by code: gives the record its time"
