"""Codes of other codebooks: every row in the closed lists, and the codebooks' own rules on invented examples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from summarizer.resolve.codebooks import ClassCodes, class_codes, codebooks
from summarizer.resolve.codes import acled_exclusion, mappings, ucdp_date_prec, ucdp_exclusion
from summarizer.resolve.coding import coded
from summarizer.resolve.tables import Tables
from summarizer.schemas import Casualty, EventClass, EventRecord, EventTime, Location, Status, TemporalRole
from summarizer.schemas.codebook import Granularity
from summarizer.schemas.codebook_parts import (
    CasualtyKind,
    PlacePrecision,
    Population,
    Qualifier,
    TimeBasis,
    TimePrecision,
)
from summarizer.schemas.event import Mappings
from tests.factories import article, event, on, toll

C = EventClass
ACLED_KEYS = {
    "disorder_type",
    "event_type",
    "sub_event_type",
    "inter1",
    "inter2",
    "interaction",
    "civilian_targeting",
}


def record(
    sentence: str,
    event_class: EventClass,
    *,
    by: Sequence[str] = (),
    against: Sequence[str] = (),
    country: str | None = "SYR",
    casualties: Sequence[Casualty] = (),
    status: Status = Status.OCCURRED,
    role: TemporalRole = TemporalRole.CURRENT,
    time: EventTime | None = None,
) -> EventRecord:
    """A coded record of one invented sentence, its place in `country`."""
    source = article(sentence)
    made = event(
        source, event_class, by=by, against=against, country=country, place="Saqra" if country else None,
        casualties=casualties, status=status, role=role, time=time,
    )  # fmt: skip
    return coded(made, source.text, source.published, Tables())


def killed(count: int, who: str, population: Population = Population.UNKNOWN) -> Casualty:
    return toll(CasualtyKind.KILLED, f"{count} {who}", count, count, count, who=who, population=population)


def acled(done: EventRecord) -> dict[str, str | int | None]:
    assert done.mappings.acled is not None
    return done.mappings.acled


def ucdp(done: EventRecord) -> dict[str, str | int | None]:
    assert done.mappings.ucdp is not None
    return done.mappings.ucdp


def plover(done: EventRecord) -> dict[str, str | int | float | list[str] | None]:
    assert done.mappings.plover is not None
    return done.mappings.plover


# --- Tables -----------------------------------------------------------------------------------------------------------


def test_the_closed_lists_have_the_codebooks_sizes() -> None:
    books = codebooks()
    assert len(books.acled) == 6
    assert sum(len(subs) for subs in books.acled.values()) == 25
    assert len(books.plover) == 16
    assert len(books.plover_contexts) == 37
    assert len(books.cameo) == 20
    assert set(books.ucdp_date_prec) == set(TimePrecision) - {TimePrecision.UNKNOWN}
    assert set(books.ucdp_where_prec) == set(PlacePrecision) - {PlacePrecision.UNKNOWN}


def test_every_event_class_has_a_row() -> None:
    assert list(class_codes()) == list(EventClass)


@pytest.mark.parametrize(
    "row",
    [
        {"acled": "Bombing"},
        {"plover": {"event": "FIGHT"}},
        {"plover": {"event": "ASSAULT", "mode": "demo"}},
        {"plover": {"event": "ASSAULT", "context": ["war"]}},
        {"plover": {"event": "PROTEST", "cues": [{"words": "x", "mode": "aerial"}]}},
        {"cameo": "21"},
        {"iptc": "01000000"},
        {"threat": "aerial"},
        {"colour": "red"},
    ],
)
def test_a_code_outside_the_lists_is_refused_on_loading(row: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        ClassCodes.model_validate(row)


@pytest.mark.parametrize("event_class", list(EventClass))
@pytest.mark.parametrize("status", list(Status))
def test_every_class_and_status_maps_into_the_closed_lists(event_class: EventClass, status: Status) -> None:
    books = codebooks()
    done = record("Something was told.", event_class, status=status).mappings
    if done.acled is not None:
        assert set(done.acled) == ACLED_KEYS
        subs = books.acled[str(done.acled["event_type"])]
        assert done.acled["sub_event_type"] is None or done.acled["sub_event_type"] in subs
        assert done.acled["disorder_type"] in subs.values()
    if done.plover is not None:
        kind = books.plover[str(done.plover["event"])]
        assert done.plover["mode"] is None or done.plover["mode"] in kind.modes
        assert done.plover["quad_code"] == kind.quad
    assert done.cameo is None or done.cameo in books.cameo
    assert done.iptc is None or done.iptc in books.iptc


def test_mappings_survive_a_round_trip_through_json() -> None:
    done = record("Jets bombed Saqra, killing 3.", C.AIR_STRIKE, by=["Russian jets"], casualties=[killed(3, "people")])
    assert Mappings.model_validate_json(done.mappings.model_dump_json()) == done.mappings


# --- ACLED ------------------------------------------------------------------------------------------------------------


def test_a_foreign_states_strike_on_rebels_in_acled() -> None:
    """ACLED: another state's forces are External/Other forces; the pair is named in the order of the types."""
    done = acled(
        record("Russian jets hit rebel fighters.", C.AIR_STRIKE, by=["Russian jets"], against=["rebel fighters"])
    )
    assert done == {
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "inter1": "External/Other forces",
        "inter2": "Rebel group",
        "interaction": "Rebel group-External/Other forces",
        "civilian_targeting": None,
    }


def test_a_convoy_has_one_side_only() -> None:
    done = acled(
        record(
            "a long column of the Turkish army crossed.", C.FORCE_DEPLOYMENT, by=["a long column of the Turkish army"]
        )
    )
    assert (done["event_type"], done["sub_event_type"]) == ("Strategic developments", "Change to group/activity")
    assert done["interaction"] == "External/Other forces only"


@pytest.mark.parametrize(
    ("taker", "sub_event"),
    [
        ("Syrian troops", "Government regains territory"),
        ("rebels", "Non-state actor overtakes territory"),
        ("Turkish troops", "Non-state actor overtakes territory"),
        ("a unit", None),
    ],
)
def test_who_takes_a_place_decides_the_sub_event(taker: str, sub_event: str | None) -> None:
    assert acled(record("They took Saqra.", C.TERRITORY_CAPTURED, by=[taker]))["sub_event_type"] == sub_event


def test_force_against_protesters_is_excessive_when_they_are_hurt() -> None:
    officers, crowd = ["Syrian police"], ["the crowd"]
    calm = acled(record("Police moved the crowd on.", C.PROTEST_REPRESSED, by=officers, against=crowd))
    assert (calm["sub_event_type"], calm["disorder_type"]) == ("Protest with intervention", "Demonstrations")
    assert calm["civilian_targeting"] is None
    hurt = acled(
        record("Police shot two.", C.PROTEST_REPRESSED, by=officers, against=crowd, casualties=[killed(2, "people")])
    )
    assert hurt["sub_event_type"] == "Excessive force against protesters"
    assert hurt["disorder_type"] == "Political violence; Demonstrations"
    assert hurt["interaction"] == "State forces-Protesters"
    assert hurt["civilian_targeting"] == "Civilians targeted"
    guard = [killed(1, "officer", Population.SECURITY_FORCES)]
    other = acled(record("An officer died.", C.PROTEST_REPRESSED, by=officers, against=crowd, casualties=guard))
    assert other["sub_event_type"] == "Protest with intervention"


def test_a_riot_that_grew_from_a_march_is_a_violent_demonstration() -> None:
    march = acled(record("Men at the march threw stones at shops.", C.RIOT_MOB, by=["men"]))
    assert march["sub_event_type"] == "Violent demonstration"
    assert acled(record("A mob beat a thief.", C.RIOT_MOB, by=["a mob"]))["sub_event_type"] == "Mob violence"


def test_civilians_are_the_second_side_of_violence_against_them_even_if_the_gunmen_are_unknown() -> None:
    done = acled(record("Gunmen shot three farmers.", C.ATTACK_ON_CIVILIANS, by=["Gunmen"], against=["three farmers"]))
    assert done["interaction"] == "Political militia-Civilians"
    assert done["civilian_targeting"] == "Civilians targeted"
    unknown = acled(record("Three farmers were shot.", C.ATTACK_ON_CIVILIANS, against=["three farmers"]))
    assert (unknown["inter1"], unknown["inter2"], unknown["interaction"]) == (None, "Civilians", None)


def test_civilian_targeting_asks_who_was_hit() -> None:
    def targeting(*against: str, harmed: Sequence[Casualty] = ()) -> bool | None:
        return record(
            "Shells fell.", C.SHELLING_MISSILE, by=["rebels"], against=against, casualties=harmed
        ).civilian_targeting

    assert targeting("residents") is True
    assert targeting("Syrian troops") is False
    assert targeting("Syrian troops", "residents") is None
    assert targeting("Syrian troops", harmed=[killed(5, "people")]) is None
    assert targeting("Syrian troops", harmed=[killed(2, "children", Population.CHILD)]) is None
    assert targeting("a depot") is None
    assert targeting("a market", harmed=[killed(2, "shoppers", Population.CIVILIAN)]) is True


def test_protesters_stand_alone_and_whom_they_address_is_no_side() -> None:
    done = acled(record("Teachers marched.", C.PROTEST, by=["teachers"], against=["the finance ministry"]))
    assert (done["inter1"], done["inter2"], done["interaction"]) == ("Protesters", None, "Protesters only")


@pytest.mark.parametrize(
    ("event_class", "status"),
    [
        (C.STATEMENT, Status.OCCURRED),
        (C.TALKS_MEETING, Status.OCCURRED),
        (C.AIR_STRIKE, Status.PLANNED),
        (C.AIR_STRIKE, Status.THREATENED),
        (C.AIR_STRIKE, Status.DID_NOT_OCCUR),
    ],
)
def test_acled_codes_no_words_and_nothing_that_has_not_happened(event_class: EventClass, status: Status) -> None:
    done = record("It was told.", event_class, by=["the army"], status=status)
    assert done.mappings.acled is None
    assert acled_exclusion(done)


# --- UCDP -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event_class", "by", "against", "dead", "violence"),
    [
        (C.ARMED_CLASH, ["Syrian troops"], ["rebels"], killed(4, "rebels", Population.COMBATANT), 1),
        (C.AIR_STRIKE, ["Russian jets"], [], killed(5, "fighters", Population.COMBATANT), 1),
        (C.ARMED_CLASH, ["jihadist fighters"], ["clan militia"], killed(4, "people"), 2),
        (C.ARMED_CLASH, ["rebels", "clan militia"], [], killed(4, "people"), 2),
        (C.ATTACK_ON_CIVILIANS, ["rebels"], ["villagers"], killed(9, "villagers", Population.CIVILIAN), 3),
        (C.DRONE_STRIKE, ["rebels"], ["a market"], killed(9, "shoppers", Population.CIVILIAN), 3),
        (C.PROTEST_REPRESSED, ["Syrian troops"], ["the crowd"], killed(2, "people"), 3),
        (C.DRONE_STRIKE, ["rebels"], ["a market"], killed(9, "people"), None),
        (C.SHELLING_MISSILE, [], ["a market"], killed(9, "shoppers", Population.CIVILIAN), None),
        (C.ARMED_CLASH, ["the navy"], ["three suspects"], killed(1, "marine", Population.COMBATANT), None),
        (C.ARMED_CLASH, ["rebels"], ["a convoy"], killed(13, "soldiers and volunteers", Population.MIXED), None),
    ],
)
def test_the_type_of_violence_follows_from_the_two_sides(
    event_class: EventClass, by: list[str], against: list[str], dead: Casualty, violence: int | None
) -> None:
    done = record("It was told.", event_class, by=by, against=against, casualties=[dead])
    assert ucdp(done)["type_of_violence"] == violence


def test_ucdp_counts_organised_violence_with_a_death() -> None:
    bloodless = record("Jets bombed Saqra.", C.AIR_STRIKE, by=["Russian jets"])
    assert (bloodless.mappings.ucdp, ucdp_exclusion(bloodless)) == (None, "no death is reported")
    none = record(
        "Nobody died.",
        C.AIR_STRIKE,
        casualties=[toll(CasualtyKind.KILLED, "nobody", 0, 0, 0, qualifier=Qualifier.EXPLICIT_ZERO)],
    )
    assert none.mappings.ucdp is None
    riot = record("A mob killed one.", C.RIOT_MOB, by=["a mob"], casualties=[killed(1, "man")])
    assert riot.mappings.ucdp is None
    vague = toll(CasualtyKind.KILLED, "several", 2, None, None, qualifier=Qualifier.VAGUE)
    assert record("Several died.", C.AIR_STRIKE, by=["Russian jets"], casualties=[vague]).mappings.ucdp is not None


def test_precision_codes_follow_the_record_and_context_never_gives_a_sure_day() -> None:
    day = EventTime(start=date(2023, 6, 5), end=date(2023, 6, 5), precision=TimePrecision.DAY)
    assert ucdp_date_prec(day) == 1
    assert ucdp_date_prec(day.model_copy(update={"basis": TimeBasis.CONTEXTUAL})) == 2
    assert ucdp_date_prec(on(None)) is None
    done = record(
        "Jets bombed it.", C.AIR_STRIKE, by=["Russian jets"], casualties=[killed(3, "people")], time=day
    ).model_copy(
        update={
            "locations": [Location(raw="near Saqra", precision=PlacePrecision.NEAR_SETTLEMENT)],
            "granularity": Granularity.DISCRETE_CLUSTER,
        }
    )
    found = mappings(done).ucdp
    assert found is not None
    assert (found["date_prec"], found["where_prec"], found["event_clarity"]) == (1, 2, 2)


# --- PLOVER and CAMEO -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "event_class", "code", "mode", "cameo"),
    [
        ("Jets bombed a depot.", C.AIR_STRIKE, "ASSAULT", "aerial", "19"),
        ("A quadcopter dropped a bomb.", C.DRONE_STRIKE, "ASSAULT", "drone", "19"),
        ("Gunmen opened fire in the market.", C.ATTACK_ON_CIVILIANS, "ASSAULT", "firearms", "18"),
        ("Men with machetes hacked a herder to death.", C.ATTACK_ON_CIVILIANS, "ASSAULT", "primitive", "18"),
        ("More troops took up posts on the road.", C.FORCE_DEPLOYMENT, "MOBILIZE", "troops", "15"),
        ("Two destroyers sailed for the strait.", C.FORCE_DEPLOYMENT, "MOBILIZE", "weapons", "15"),
        ("The two sides agreed a ceasefire.", C.AGREEMENT_CEASEFIRE, "RETREAT", "ceasefire", "08"),
        ("The two states signed a trade pact.", C.AGREEMENT_CEASEFIRE, "SUPPORT", None, "05"),
        ("The ministers talked by phone.", C.TALKS_MEETING, "CONSULT", "phone", "04"),
        ("Trucks with flour reached Saqra.", C.AID_ACCESS, "AID", None, "07"),
        ("A corridor was opened for the sick.", C.AID_ACCESS, "RETREAT", "access", "08"),
        ("Soldiers turned back the trucks.", C.AID_ACCESS, "COERCE", "withhold", "17"),
        ("Ostmark expelled two envoys.", C.SANCTION_RUPTURE, "SANCTION", "expel", "16"),
        ("Prisoners began a hunger strike.", C.PROTEST, "PROTEST", "hunger", "14"),
        ("Families fled Saqra.", C.DISPLACEMENT, "SANCTION", "expel", None),
        ("The envoy accused the army of murder.", C.STATEMENT, "ACCUSE", "allege", "11"),
        ("The envoy condemned the raid.", C.STATEMENT, "ACCUSE", "disapprove", "11"),
        ("The front rejected the offer.", C.STATEMENT, "REJECT", None, "12"),
        ("The envoy urged calm.", C.STATEMENT, "REQUEST", None, "02"),
        ("The king threatened to close the port.", C.STATEMENT, "THREATEN", None, "13"),
    ],
)
def test_plover_and_cameo_by_class_and_cue(
    sentence: str, event_class: EventClass, code: str, mode: str | None, cameo: str | None
) -> None:
    done = record(sentence, event_class)
    assert (plover(done)["event"], plover(done)["mode"], done.mappings.cameo) == (code, mode, cameo)


def test_a_remark_is_no_plover_event() -> None:
    done = record("The mayor said the road was long.", C.STATEMENT)
    assert (done.mappings.plover, done.mappings.cameo) == (None, "01")
    assert record("The mayor did not accuse anybody.", C.STATEMENT).mappings.plover is None


def test_what_is_only_announced_is_an_agreement_or_a_concession() -> None:
    """PLOVER: a meeting or aid that is still to come is AGREE, an announced withdrawal CONCEDE; other acts are `future`."""
    talks = record("They are due to meet.", C.TALKS_MEETING, status=Status.PLANNED)
    assert (plover(talks)["event"], plover(talks)["intensity"], talks.mappings.cameo) == ("AGREE", 2.5, "03")
    assert plover(talks)["auxiliary_modes"] == []
    leave = record("The troops will leave.", C.FORCE_WITHDRAWAL, status=Status.PLANNED)
    assert (plover(leave)["event"], plover(leave)["mode"]) == ("CONCEDE", None)
    march = record("They plan to march.", C.PROTEST, status=Status.PLANNED)
    assert (plover(march)["event"], plover(march)["auxiliary_modes"]) == ("PROTEST", ["future"])


def test_a_threatened_strike_is_a_threat_and_other_unreal_events_are_marked() -> None:
    threat = record("The king threatened to bomb Saqra.", C.AIR_STRIKE, status=Status.THREATENED)
    assert (plover(threat)["event"], plover(threat)["mode"], threat.mappings.cameo) == ("THREATEN", "violence", "13")
    assert plover(record("x y.", C.AIR_STRIKE, status=Status.HYPOTHETICAL))["auxiliary_modes"] == ["hypothetical"]
    assert plover(record("x y.", C.AIR_STRIKE, status=Status.DID_NOT_OCCUR))["auxiliary_modes"] == ["negation"]
    assert plover(record("x y.", C.AIR_STRIKE, role=TemporalRole.HISTORICAL))["auxiliary_modes"] == ["historical"]


def test_captured_fighters_are_abducted_and_civilians_arrested() -> None:
    fighters = record("Troops captured six rebels.", C.ARREST_DETENTION, against=["six rebels"])
    assert (plover(fighters)["event"], plover(fighters)["mode"]) == ("ASSAULT", "abduct")
    traders = record("Police arrested six traders.", C.ARREST_DETENTION, against=["six traders"])
    assert (plover(traders)["event"], plover(traders)["mode"]) == ("COERCE", "arrest")


def test_the_score_of_an_accusation_is_that_of_its_mode() -> None:
    assert plover(record("The envoy condemned it.", C.STATEMENT))["intensity"] == -2
    assert plover(record("The envoy blamed the army.", C.STATEMENT))["intensity"] == -3.5
