"""A record as one sentence: it reads well and says no more than the record."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefing import sentence
from summarizer.briefing.frames import FRAMES
from summarizer.briefing.wording import label, short_label
from summarizer.schemas import Assertion, EventClass, EventTime, Status
from summarizer.schemas.codebook_parts import (
    ActorType,
    CasualtyKind,
    ClaimantType,
    Population,
    Qualifier,
    Speech,
    Stance,
    TimeBasis,
    TimePrecision,
)
from tests.factories import article, event, on, said_by, toll

C, K, Q = EventClass, CasualtyKind, Qualifier
EDITION = date(2023, 6, 6)
SUNDAY = date(2023, 6, 4)
STRIKE = article(
    "Residents said that Ordonian jets bombed villages around Marden on Sunday, killing at least five fighters."
)


def test_claimant_date_and_hedge_are_kept() -> None:
    record = event(
        STRIKE,
        C.AIR_STRIKE,
        by=["Ordonian jets"],
        place="villages around Marden",
        time=on("on Sunday", SUNDAY),
        casualties=[toll(K.KILLED, "at least five fighters", 5, 5, None, who="fighters", qualifier=Q.AT_LEAST)],
        said=[said_by("Residents")],
    )
    assert sentence(record, EDITION) == (
        "Residents said that Ordonian jets bombed villages around Marden on Sunday 4 June "
        "and that at least five fighters were killed."
    )
    assert label(record) == "claimed"


def test_a_toll_is_left_to_those_who_give_it() -> None:
    text = article(
        "Residents said that jets bombed Marden.", "A watchers' network documented two deaths and 12 injured civilians."
    )
    record = event(
        text,
        C.AIR_STRIKE,
        cites=(1, 2),
        by=["jets"],
        place="Marden",
        casualties=[
            toll(K.KILLED, "two", 2, 2, 2, by="A watchers' network", evidence=1),
            toll(K.INJURED, "12 injured civilians", 12, 12, 12, who="civilians", by="A watchers' network", evidence=1),
        ],
        said=[said_by("Residents"), said_by("A watchers' network", "documented", evidence=1)],
    )
    told = "a watchers' network reported two people killed and 12 civilians injured."
    assert sentence(record, EDITION) == f"Residents said that jets bombed Marden; {told}"


def test_a_toll_told_by_the_outlet_is_not_put_into_a_claimants_mouth() -> None:
    text = article("Residents said that jets bombed Marden.", "Two people were killed.")
    record = event(
        text,
        C.AIR_STRIKE,
        cites=(1, 2),
        by=["jets"],
        place="Marden",
        casualties=[toll(K.KILLED, "Two people", 2, 2, 2, evidence=1)],
        said=[said_by("Residents")],
    )
    assert sentence(record, EDITION) == "Residents said that jets bombed Marden; two people were killed."


def test_a_planned_meeting_is_told_as_planned() -> None:
    text = article("President Ilan Dorr and President Mira Kest are due to meet in Luvia on Wednesday.")
    meeting = event(
        text,
        C.TALKS_MEETING,
        status=Status.PLANNED,
        by=["President Ilan Dorr", "President Mira Kest"],
        place="Luvia",
        time=on("on Wednesday", date(2023, 6, 7)),
    )
    told = "President Ilan Dorr and President Mira Kest are due to meet in Luvia on Wednesday 7 June."
    assert sentence(meeting, EDITION) == told


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("is expected to", "expected to"),
        ("is scheduled to", "scheduled to"),
        ("is set to", "set to"),
        ("plans to", "planning to"),
        ("is due to", "due to"),
        ("is to", "to"),
    ],
)
def test_a_plan_keeps_the_articles_degree(words: str, degree: str) -> None:
    text = article(f"The army {words} send forces to Brask.")
    record = event(text, C.FORCE_DEPLOYMENT, status=Status.PLANNED, by=["The army"], place="Brask")
    assert sentence(record, EDITION) == f"The army is {degree} send forces to Brask."


def test_a_will_stays_a_will() -> None:
    text = article("The army will send forces to Brask.")
    record = event(text, C.FORCE_DEPLOYMENT, status=Status.PLANNED, by=["The army"], place="Brask")
    assert sentence(record, EDITION) == "The army will send forces to Brask."


def test_a_denial_is_told_as_a_denial() -> None:
    text = article("The Ordonian army denied shelling the clinic in Tolmin.")
    denied = event(
        text,
        C.SHELLING_MISSILE,
        assertion=Assertion.DENIED,
        by=["The Ordonian army"],
        against=["the clinic"],
        place="Tolmin",
        said=[said_by("The Ordonian army", "denied", stance=Stance.DENIES, kind=ClaimantType.OFFICIAL)],
    )
    assert sentence(denied, EDITION) == "The Ordonian army denied having shelled the clinic in Tolmin."
    assert label(denied) == "denied"


def test_claim_and_denial_stand_side_by_side() -> None:
    text = article("Villagers said that the army shelled Tolmin, which a spokesman denied.")
    record = event(
        text,
        C.SHELLING_MISSILE,
        assertion=Assertion.DISPUTED,
        by=["the army"],
        place="Tolmin",
        said=[said_by("Villagers"), said_by("a spokesman", "denied", stance=Stance.DENIES)],
    )
    assert sentence(record, EDITION) == "Villagers said that the army shelled Tolmin; a spokesman denied this."
    assert label(record) == "disputed"


def test_what_did_not_happen_is_told_so() -> None:
    text = article("Jets did not strike Marden.")
    record = event(text, C.AIR_STRIKE, status=Status.DID_NOT_OCCUR, by=["Jets"], place="Marden")
    assert sentence(record, EDITION) == "Jets did not strike Marden."


def test_a_side_that_reports_its_own_act() -> None:
    text = article("The rebels said they had shelled Brask.")
    record = event(text, C.SHELLING_MISSILE, by=["The rebels"], place="Brask", said=[said_by("The rebels")])
    assert sentence(record, EDITION) == "The rebels reported having shelled Brask."


def test_a_spokesman_is_not_the_side_itself() -> None:
    text = article("An army spokesman said the army had shelled Brask.")
    record = event(text, C.SHELLING_MISSILE, by=["the army"], place="Brask", said=[said_by("An army spokesman")])
    assert sentence(record, EDITION) == "An army spokesman said that the army shelled Brask."


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.OCCURRED, "The oil terminal was attacked."),
        (Status.ONGOING, "The oil terminal is being attacked."),
        (Status.PLANNED, "The oil terminal is due to be attacked."),
        (Status.THREATENED, "There was a threat to attack the oil terminal."),
        (Status.HYPOTHETICAL, "The oil terminal could be attacked."),
        (Status.FOILED, "There was a failed attempt to attack the oil terminal."),
        (Status.DID_NOT_OCCUR, "The oil terminal was not attacked."),
    ],
)
def test_without_an_initiator_none_is_invented(status: Status, told: str) -> None:
    text = article("Smoke rose over the oil terminal.")
    assert sentence(event(text, C.GROUND_OFFENSIVE, status=status, against=["the oil terminal"]), EDITION) == told


def test_only_the_article_makes_it_a_bombing() -> None:
    struck = event(article("Jets struck Marden."), C.AIR_STRIKE, by=["Jets"], place="Marden")
    bombed = event(article("Jets bombed Marden."), C.AIR_STRIKE, by=["Jets"], place="Marden")
    assert sentence(struck, EDITION) == "Jets struck Marden."
    assert sentence(bombed, EDITION) == "Jets bombed Marden."


def test_people_counted_are_told_once() -> None:
    text = article("Police arrested 14 people after a march in the port of Dunmor.")
    record = event(
        text,
        C.ARREST_DETENTION,
        by=["Police"],
        place="the port of Dunmor",
        casualties=[toll(K.DETAINED, "14 people", 14, 14, 14, who="people")],
    )
    assert sentence(record, EDITION) == "Police arrested 14 people in the port of Dunmor."


@pytest.mark.parametrize(
    ("raw", "who", "qualifier", "told"),
    [
        ("at least five", "fighters of the Kell Brigade", Q.AT_LEAST, "at least five fighters of the Kell Brigade"),
        (
            "at least five fighters",
            "fighters of the Kell Brigade",
            Q.AT_LEAST,
            "at least five fighters of the Kell Brigade",
        ),
        ("dozens", None, Q.VAGUE, "dozens of people"),
        ("up to 20", "miners", Q.AT_MOST, "up to 20 miners"),
        ("two", "the guards", Q.EXACT, "two of the guards"),
        ("one", "a teacher", Q.EXACT, "a teacher"),
        ("three people dead", None, Q.EXACT, "three people"),
        ("more than 40", "civilians", Q.MORE_THAN, "more than 40 civilians"),
    ],
)
def test_figures_keep_their_hedge(raw: str, who: str | None, qualifier: Qualifier, told: str) -> None:
    text = article("A clash was reported near Brask.")
    record = event(
        text, C.ARMED_CLASH, casualties=[toll(K.KILLED, raw, None, None, None, who=who, qualifier=qualifier)]
    )
    verb = "was" if raw == "one" else "were"
    assert sentence(record, EDITION) == f"An armed clash took place; {told} {verb} killed."


def test_a_stated_zero_is_told_and_a_missing_toll_is_not() -> None:
    text = article("No one was hurt when a car bomb exploded in Vask.")
    none = toll(K.INJURED, "No one", 0, 0, 0, qualifier=Q.EXPLICIT_ZERO)
    assert sentence(event(text, C.IED_LANDMINE, place="Vask", casualties=[none]), EDITION) == (
        "A car bomb explosion took place in Vask; no one was injured."
    )
    assert sentence(event(text, C.IED_LANDMINE, place="Vask"), EDITION) == "A car bomb explosion took place in Vask."


def test_a_cumulative_toll_is_marked() -> None:
    text = article("Clashes went on in Brask, where 40 people have died since Friday.")
    record = event(
        text, C.ARMED_CLASH, place="Brask", casualties=[toll(K.KILLED, "40 people", 40, 40, 40, cumulative=True)]
    )
    assert (
        sentence(record, EDITION)
        == "Armed clashes took place in Brask; the cumulative toll was given as 40 people killed."
    )


def test_nobody_is_counted_in_what_has_not_happened() -> None:
    text = article("The rebels threatened to attack Brask and kill 10 guards.")
    guards = toll(K.KILLED, "10 guards", 10, 10, 10, who="guards")
    record = event(
        text, C.GROUND_OFFENSIVE, status=Status.THREATENED, by=["The rebels"], place="Brask", casualties=[guards]
    )
    assert sentence(record, EDITION) == "The rebels threatened to attack Brask."


def test_what_began_in_the_past_is_told_in_the_perfect() -> None:
    since = EventTime(raw="since Friday", start=date(2023, 6, 2))
    text = article("Gunmen rioted.")
    assert sentence(event(text, C.RIOT_MOB, by=["Gunmen"], time=since), EDITION) == "Gunmen have rioted since 2 June."


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (on("on Sunday", SUNDAY), "on Sunday 4 June"),
        (on("June 4", SUNDAY), "on 4 June"),
        (on("4 June 2021", date(2021, 6, 4)), "on 4 June 2021"),
        (on("overnight", date(2023, 6, 5), EDITION), "overnight between 5 and 6 June"),
        (on("in April", date(2023, 4, 1), date(2023, 4, 30)), "in April"),
        (on("in 2020", date(2020, 1, 1), date(2020, 12, 31)), "in 2020"),
        (on("Sunday"), "on Sunday"),
        (on("last week"), "last week"),
        (on("Earlier this month"), "earlier this month"),
        (
            EventTime(start=SUNDAY, end=SUNDAY, basis=TimeBasis.CONTEXTUAL, precision=TimePrecision.DAYS),
            "around 4 June",
        ),
        (EventTime(start=SUNDAY, end=SUNDAY, basis=TimeBasis.PUBLICATION_DEFAULT), ""),
    ],
)
def test_dates_are_exact_where_resolved_and_as_written_where_not(time: EventTime, told: str) -> None:
    text = article("Gunmen rioted.")
    assert (
        sentence(event(text, C.RIOT_MOB, by=["Gunmen"], time=time), EDITION) == f"Gunmen rioted {told}".rstrip() + "."
    )


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("Police clashed with miners on the M9 highway.", "M9 highway", "on the M9 highway"),
        ("Police clashed with miners near Marden.", "Marden", "near Marden"),
        ("Police clashed with miners near Marden.", "near Marden", "near Marden"),
        ("Marden saw clashes between police and miners.", "Marden", "in Marden"),
        ("The airport of Marden saw clashes.", "Marden airport", "at Marden airport"),
    ],
)
def test_a_place_keeps_the_articles_preposition_and_gets_only_one(text: str, place: str, told: str) -> None:
    record = event(article(text), C.ARMED_CLASH, by=["police", "miners"], place=place)
    assert sentence(record, EDITION) == f"Police and miners clashed {told}."


def test_a_place_that_the_target_names_is_not_told_twice() -> None:
    text = article("Gunmen clashed with guards of a checkpoint near Marden.")
    record = event(
        text, C.ARMED_CLASH, by=["Gunmen"], against=["guards of a checkpoint near Marden"], place="near Marden"
    )
    assert sentence(record, EDITION) == "Gunmen clashed with guards of a checkpoint near Marden."


def test_a_statement_is_told_in_the_articles_words() -> None:
    text = article("On Saturday, Foreign Minister Lev Arkan said that progress on the truce was slow.")
    record = event(text, C.STATEMENT, by=["Foreign Minister Lev Arkan"], time=on("On Saturday", date(2023, 6, 3)))
    assert sentence(record, EDITION) == (
        "On Saturday 3 June, Foreign Minister Lev Arkan said that progress on the truce was slow."
    )


def test_a_direct_quotation_is_whole_and_its_loaded_word_stays_inside() -> None:
    text = article("“The regime has turned every road into a grave,” said Anna Tersk, the mayor of Marden.")
    record = event(
        text,
        C.STATEMENT,
        by=["Anna Tersk, the mayor of Marden"],
        said=[said_by("Anna Tersk", speech=Speech.DIRECT_QUOTE)],
    )
    assert sentence(record, EDITION) == (
        "Anna Tersk, the mayor of Marden, said: “The regime has turned every road into a grave.”"
    )


def test_loaded_words_of_an_article_are_put_in_quotation_marks() -> None:
    text = article("Jets bombed terrorists near Brask.")
    record = event(text, C.AIR_STRIKE, by=["Jets"], against=["terrorists"], place="Brask")
    assert sentence(record, EDITION) == "Jets bombed “terrorists” near Brask."


def test_an_event_without_a_verb_of_its_own_is_quoted() -> None:
    words = "A magnitude 5.8 earthquake shook Pell province, killing two people."
    assert (
        sentence(event(article(words), C.OTHER, place="Pell province"), EDITION)
        == f"In the words of the article: “{words}”"
    )


def test_a_claim_without_a_named_source_is_marked() -> None:
    text = article("Gunmen reportedly attacked a bus.")
    record = event(text, C.ATTACK_ON_CIVILIANS, assertion=Assertion.CLAIMED, by=["Gunmen"], against=["a bus"])
    assert sentence(record, EDITION) == "It was reported that gunmen attacked a bus."


def test_the_side_that_lost_a_place_is_not_told_as_taken() -> None:
    text = article("Rebels drove out the army and captured Marden.")
    record = event(text, C.TERRITORY_CAPTURED, by=["Rebels"], against=["the army"], place="Marden")
    assert sentence(record, EDITION) == "Rebels captured Marden from the army."


def test_a_party_to_the_conflict_is_named_as_one() -> None:
    record = event(STRIKE, C.AIR_STRIKE, by=["Ordonian jets"], said=[said_by("the brigade", party=True)])
    assert label(record) == "claimed by a party to the conflict"


def test_a_short_label_names_class_place_and_date() -> None:
    record = event(STRIKE, C.AIR_STRIKE, place="near Marden", time=on("on Sunday", SUNDAY))
    assert short_label(record, EDITION) == "air strike (near Marden, 4 June)"


def test_every_class_but_three_has_a_verb() -> None:
    assert set(C) - set(FRAMES) == {C.STATEMENT, C.OTHER, C.AID_ACCESS}
    for frames in FRAMES.values():
        assert all(len(f.verb.split("|")) == 4 and (not f.bare or len(f.bare.split("|")) == 4) for f in frames)


NAMES = st.sampled_from(
    ["Rebels", "the Kell Brigade", "Ordonian jets", "a mob", "President Ilan Dorr", "two guards", "police"]
)
DOUBLED = re.compile(
    r"\b(the|a|an|in|on|at|near|to|from|with|by|of)\s+(?:the\s+)?\1\b|\b(?:a|an) the\b|\s\s|\s[.,;]", re.IGNORECASE
)


@given(
    event_class=st.sampled_from(list(C)),
    status=st.sampled_from(list(Status)),
    assertion=st.sampled_from(list(Assertion)),
    by=st.lists(NAMES, max_size=2, unique=True),
    against=st.lists(st.sampled_from(["the clinic", "villagers", "three trucks"]), max_size=2, unique=True),
    place=st.sampled_from([None, "Marden", "near Marden", "the M9 highway", "northern Brask"]),
    time=st.sampled_from([on(None), on("on Sunday", SUNDAY), on("overnight", SUNDAY, EDITION), on("Tuesday")]),
    raw=st.sampled_from([None, "at least five", "dozens", "12 civilians", "One"]),
    claimant=st.sampled_from([None, "Residents", "the Kell Brigade", "Colonel Oren, a spokesman,"]),
    stance=st.sampled_from(list(Stance)),
    actor=st.sampled_from([None, *ActorType]),
)
def test_any_record_gives_one_tidy_sentence(
    event_class: EventClass,
    status: Status,
    assertion: Assertion,
    by: list[str],
    against: list[str],
    place: str | None,
    time: EventTime,
    raw: str | None,
    claimant: str | None,
    stance: Stance,
    actor: ActorType | None,
) -> None:
    record = event(
        article("Marden was quiet on Tuesday."),
        event_class,
        status=status,
        assertion=assertion,
        by=by,
        against=against,
        place=place,
        time=time,
        actor_type=actor,
        casualties=[toll(K.KILLED, raw, 5, 5, None, population=Population.CIVILIAN)] if raw else [],
        said=[said_by(claimant, stance=stance)] if claimant else [],
    )
    told = sentence(record, EDITION)
    assert "None" not in told
    assert not DOUBLED.search(told)
    assert told[0].isupper()
    assert told.endswith((".", "”"))
    assert ".." not in told


@pytest.mark.parametrize(
    ("sentence_", "repeated"),
    [
        ("TOLMIN, Verra (Wire) — A quake shook Pell.", "A quake shook Pell."),
        ("• A quake shook Pell.", "A quake shook Pell."),
        ("NATO — the alliance — met no one.", "NATO — the alliance — met no one."),
        ("A quake, the second, shook Pell.", "A quake, the second, shook Pell."),
    ],
)
def test_a_dateline_or_bullet_is_not_repeated(sentence_: str, repeated: str) -> None:
    told = sentence(event(article(sentence_), C.OTHER), EDITION)
    assert told == f"In the words of the article: “{repeated}”"


def test_a_sentence_too_long_to_repeat_is_only_pointed_at() -> None:
    text = article("A quake shook Pell and " + "then again and " * 30 + "stopped.")
    assert sentence(event(text, C.OTHER, place="Pell"), EDITION) == "Told in the cited sentence: event (in Pell)."


def test_words_said_before_the_speaker_is_named_are_not_lost() -> None:
    words = "Fighting will go on until the hills are free, General Otto Brand told a news conference in Marden."
    told = sentence(event(article(words), C.STATEMENT, by=["General Otto Brand"]), EDITION)
    assert told == f"General Otto Brand made a statement; in the words of the article: “{words}”"


def test_several_who_speak_and_act_are_not_named_twice() -> None:
    text = article("Both sides said they would meet.")
    record = event(text, C.TALKS_MEETING, status=Status.PLANNED, by=["Both sides"], said=[said_by("Both sides")])
    assert sentence(record, EDITION) == "Both sides said that they are due to meet."


def test_things_seized_and_those_they_were_seized_from() -> None:
    drones = article("The army shot down nine drones.")
    shot = event(drones, C.WEAPONS_INTERCEPTED_SEIZED, by=["The army"], against=["nine drones"])
    assert sentence(shot, EDITION) == "The army shot down nine drones."
    taken = article("The army seized rifles from the rebels.")
    seized = event(taken, C.WEAPONS_INTERCEPTED_SEIZED, by=["The army"], against=["the rebels"])
    assert sentence(seized, EDITION) == "The army seized weapons from the rebels."


def test_a_convoy_moves_and_a_state_sends_forces() -> None:
    convoy = event(article("A convoy crossed into Verra."), C.FORCE_DEPLOYMENT, by=["A convoy"], place="Verra")
    state = event(article("Ordonia sent reinforcements to Verra."), C.FORCE_DEPLOYMENT, by=["Ordonia"], place="Verra")
    assert sentence(convoy, EDITION) == "A convoy moved into Verra."
    assert sentence(state, EDITION) == "Ordonia sent reinforcements to Verra."


def test_aid_that_came_and_aid_that_was_turned_back_are_told_in_the_articles_words() -> None:
    words = "A convoy with food was turned back at Brask."
    assert words in sentence(event(article(words), C.AID_ACCESS, by=["A convoy with food"], place="Brask"), EDITION)
