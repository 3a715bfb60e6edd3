"""Who the dead are, who says so, what a record stands for: words to codes."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.resolve.claims import assertion, attribution, claimant_type
from summarizer.resolve.people import counted_people, population
from summarizer.resolve.scope import countable, granularity, is_cumulative, temporal_role
from summarizer.resolve.weapons import weapon, weapon_words
from summarizer.schemas import EventClass, EventTime, Granularity, Status, TemporalRole
from summarizer.schemas.codebook import Assertion
from summarizer.schemas.codebook_parts import ClaimantType, Population, Speech, Stance, Weapon


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("farmers", Population.CIVILIAN),
        ("two women and three children", Population.CIVILIAN),
        ("children", Population.CHILD),
        ("CHILD SOLDIERS", Population.MIXED),
        ("rebel fighters", Population.COMBATANT),
        ("police officers", Population.SECURITY_FORCES),
        ("four officers", Population.SECURITY_FORCES),
        ("two army officers", Population.COMBATANT),
        ("a nurse and a driver", Population.MIXED),
        ("journalists", Population.JOURNALIST),
        ("people", Population.UNKNOWN),
        (None, Population.UNKNOWN),
    ],
)
def test_population(who: str | None, kind: Population) -> None:
    assert population(who) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("two residents", ClaimantType.WITNESS),
        ("military sources", ClaimantType.ANONYMOUS_SOURCE),
        ("a UN official", ClaimantType.UN),
        ("the defence ministry", ClaimantType.OFFICIAL),
        ("the rebels' spokesman", ClaimantType.ARMED_GROUP_SPOKESPERSON),
        ("a war monitor", ClaimantType.MONITORING_GROUP),
        ("the state news agency", ClaimantType.MEDIA),
        ("analysts", ClaimantType.ANALYST),
        ("the Red Crescent", ClaimantType.NGO),
    ],
)
def test_claimant_type(words: str, kind: ClaimantType) -> None:
    assert claimant_type(words) is kind


@pytest.mark.parametrize(
    ("claimant", "sentence", "verb", "speech", "stance"),
    [
        ("residents", "Jets bombed a depot, residents said.", "said", Speech.PARAPHRASE, Stance.ASSERTS),
        ("the army", "According to the army, nobody was hurt.", "According to", Speech.PARAPHRASE, Stance.ASSERTS),
        ("The ministry", "The ministry denied the raid.", "denied", Speech.PARAPHRASE, Stance.DENIES),
        ("Mayor Orsk", "“We saw smoke all night,” Mayor Orsk said.", "said", Speech.DIRECT_QUOTE, Stance.ASSERTS),
        ("the council", "The view of the council.", None, Speech.NARRATION, Stance.ASSERTS),
    ],
)
def test_attribution(claimant: str, sentence: str, verb: str | None, speech: Speech, stance: Stance) -> None:
    found = attribution(claimant, sentence, 0)
    assert (found.verb, found.speech, found.stance) == (verb, speech, stance)


def test_assertion_follows_who_says_it() -> None:
    told = "Jets bombed a depot, residents said."
    strike = EventClass.AIR_STRIKE
    assert assertion(strike, ["Jets"], [attribution("residents", told, 0)], [told]) is Assertion.CLAIMED
    assert assertion(strike, ["Jets"], [], ["Jets bombed a depot."]) is Assertion.OUTLET_ASSERTION
    assert assertion(strike, ["Jets"], [], ["Jets reportedly bombed a depot."]) is Assertion.CLAIMED
    own = "The army said its jets bombed a depot."
    assert assertion(strike, ["The army"], [attribution("The army", own, 0)], [own]) is Assertion.OFFICIAL_SELF_REPORT
    denied = attribution("The army", "The army denied the raid.", 0)
    assert assertion(strike, ["The army"], [denied], ["The army denied the raid."]) is Assertion.DENIED
    both = [attribution("residents", told, 0), denied]
    assert assertion(strike, ["Jets"], both, [told]) is Assertion.DISPUTED


def test_scope() -> None:
    strike = EventClass.AIR_STRIKE
    assert granularity(strike, "Air strikes intensified.", [], has_toll=False) is Granularity.AGGREGATE
    assert granularity(strike, "The campaign began in Olvar.", [], has_toll=False) is Granularity.CAMPAIGN
    assert granularity(strike, "Jets bombed villages.", ["villages"], has_toll=False) is Granularity.DISCRETE_CLUSTER
    assert granularity(strike, "A jet bombed a depot.", ["a depot"], has_toll=False) is Granularity.DISCRETE
    published = date(2024, 6, 5)
    old = EventTime(start=date(2020, 1, 1), end=date(2020, 12, 31), raw="in 2020")
    assert temporal_role(Status.OCCURRED, old, [], published) is TemporalRole.HISTORICAL
    assert (
        temporal_role(Status.OCCURRED, EventTime(), ["A truce was signed four years ago."], None)
        is TemporalRole.HISTORICAL
    )
    assert temporal_role(Status.PLANNED, EventTime(), [], published) is TemporalRole.UPCOMING
    assert temporal_role(Status.HYPOTHETICAL, EventTime(), [], published) is TemporalRole.OUTLOOK
    assert countable(Granularity.DISCRETE, TemporalRole.CURRENT, Status.OCCURRED)
    assert not countable(Granularity.AGGREGATE, TemporalRole.CURRENT, Status.OCCURRED)
    assert not countable(Granularity.DISCRETE, TemporalRole.CURRENT, Status.PLANNED)
    assert is_cumulative("Forty people have been killed since March.")
    assert not is_cumulative("Four people were killed.")


def test_weapons() -> None:
    assert weapon_words("A car bomb and mortar fire hit the camp.") == ["car bomb", "mortar"]
    assert weapon("car bomb") is Weapon.VEHICLE_BOMB
    assert weapon("knives") is Weapon.OTHER


@pytest.mark.parametrize(
    ("sentence", "figure", "counted"),
    [
        ("Gunmen took at least 27 pupils from a school.", "at least 27", "at least 27 pupils"),
        ("Three soldiers and four civilians were killed.", "Three", "Three soldiers"),
        ("They hold 12 in army custody.", "12", "12"),
        ("It left 11 dead, police said.", "11", "11"),
        ("Police arrested 14 of the marchers.", "14", "14 of the marchers"),
        ("Nobody counted them.", "14", "14"),
    ],
)
def test_whom_a_figure_counts_stands_right_behind_it(sentence: str, figure: str, counted: str) -> None:
    assert counted_people(sentence, figure) == counted
