"""Which records become one event: what joins them, and what keeps them apart."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.linking import link
from summarizer.schemas import EventClass, EventRecord, Granularity, Location, Status, TemporalRole
from summarizer.schemas.codebook_parts import PlacePrecision, TimeBasis
from tests.linking.stories import THURSDAY, TUESDAY, WEDNESDAY, are_one, together, told

BASE = "Shells hit the fish market of Velmar on Monday and killed four people, a nurse said."


def base() -> EventRecord:
    return told(BASE, place="the fish market of Velmar", against=["the fish market"], killed=4)


def apart(*records: EventRecord) -> bool:
    return len(link(records).clusters) == len(records)


def one(*records: EventRecord) -> bool:
    return len(link(records).clusters) == 1


def test_one_class_day_and_town_is_one_event() -> None:
    other = told("Four died in Velmar when a shell fell among the stalls.", by_outlet="Coast Daily", killed=4)

    assert one(base(), other)


def test_the_same_place_on_the_next_day_is_another_event() -> None:
    other = told("Shells hit the fish market of Velmar again on Tuesday.", by_outlet="Coast Daily", day=TUESDAY,
                 published=WEDNESDAY, place="the fish market of Velmar", against=["the fish market"], killed=4)  # fmt: skip

    assert apart(base(), other)


def test_two_strikes_of_one_day_on_different_targets_of_a_town_are_two_events() -> None:
    other = told("A shell struck the hospital of Velmar on Monday and killed two patients.", by_outlet="Coast Daily",
                 place="the hospital of Velmar", against=["the hospital"], killed=2)  # fmt: skip

    assert apart(base(), other)


def test_the_same_toll_in_another_town_is_another_event() -> None:
    other = told("Shells hit the fish market of Ostrel on Monday and killed four people, a nurse said.",
                 by_outlet="Coast Daily", place="the fish market of Ostrel", against=["the fish market"], killed=4)  # fmt: skip

    assert apart(base(), other)


def test_a_place_in_another_transliteration_is_the_same_place() -> None:
    first = told("Drones struck a depot in Umm Qarin on Monday.", what=EventClass.DRONE_STRIKE, place="Umm Qarin")
    other = told("An attack on a depot in Oum Karine was reported.", what=EventClass.DRONE_STRIKE, place="Oum Karine",
                 by_outlet="Coast Daily")  # fmt: skip

    assert one(first, other)


def test_a_village_near_a_town_may_be_told_by_its_own_name() -> None:
    first = told("Shells fell on the hamlet of Asa Dol, near Velmar, on Monday and killed four people.", killed=4,
                 place="a hamlet near Velmar", by=["the Tamarian army"])  # fmt: skip
    other = told("Four were buried in Asa Dol after Tamarian fire on Monday.", by_outlet="Coast Daily", killed=4,
                 place="Asa Dol", by=["Tamarian gunners"])  # fmt: skip

    assert one(first, other)


def test_towns_that_a_gazetteer_puts_far_apart_are_two_whatever_their_names() -> None:
    def at(record: EventRecord, lat: float, lon: float) -> EventRecord:
        place = Location(raw="Velmar", lat=lat, lon=lon, precision=PlacePrecision.SETTLEMENT)
        return record.model_copy(update={"locations": [place]})

    first = told("Shells hit Velmar on Monday.")
    other = told("Velmar was shelled on Monday.", by_outlet="Coast Daily")

    assert apart(at(first, 34.4, 35.8), at(other, 32.9, 13.2))
    assert one(at(first, 34.4, 35.8), at(other, 34.41, 35.82))


def test_different_named_sides_are_different_events() -> None:
    first = told("Tamarian jets bombed Velmar on Monday.", what=EventClass.AIR_STRIKE, by=["Tamarian jets"])
    other = told("Oskari jets bombed Velmar on Monday.", what=EventClass.AIR_STRIKE, by=["Oskari jets"],
                 by_outlet="Coast Daily")  # fmt: skip

    assert apart(first, other)


def test_a_on_b_is_not_b_on_a() -> None:
    first = told("Tamarian guns shelled Oskari posts at Velmar.", by=["Tamarian guns"], against=["Oskari posts"])
    other = told("Oskari guns shelled Tamarian posts at Velmar.", by=["Oskari guns"], against=["Tamarian posts"],
                 by_outlet="Coast Daily")  # fmt: skip

    assert apart(first, other)


def test_an_attack_at_dawn_is_not_the_one_at_night() -> None:
    first, other = base(), told("Shells hit Velmar at eleven on Monday night.", by_outlet="Coast Daily")
    early = first.model_copy(update={"time": first.time.model_copy(update={"time_of_day": "05:30"})})
    late = other.model_copy(update={"time": other.time.model_copy(update={"time_of_day": "23:00"})})

    assert apart(early, late)


def test_an_anniversary_is_not_the_event_it_recalls() -> None:
    past = told("Shells hit the market of Velmar on this day in 1995 and killed four.", day=date(1995, 6, 5),
                role=TemporalRole.HISTORICAL, by_outlet="Weekly Review", killed=4)  # fmt: skip
    undated = told("The shelling of Velmar long ago is remembered.", day=None, role=TemporalRole.HISTORICAL,
                   by_outlet="Sunday Paper")  # fmt: skip

    assert apart(base(), past, undated)


def test_a_record_without_a_date_is_taken_for_recent_news() -> None:
    recent = told("Shells killed four at the fish market of Velmar.", day=None, by_outlet="Coast Daily", killed=4,
                  against=["the fish market"])  # fmt: skip
    stale = told("Shells killed four at the fish market of Velmar.", day=None, by_outlet="Old Journal", killed=4,
                 against=["the fish market"], published=date(2023, 5, 2))  # fmt: skip

    assert one(base(), recent)
    assert apart(base(), stale)


def test_a_publication_date_standing_in_for_a_time_is_no_date() -> None:
    late = told("Four died at the fish market of Velmar.", by_outlet="Coast Daily", published=WEDNESDAY, day=WEDNESDAY,
                killed=4, against=["the fish market"])  # fmt: skip
    vague = late.model_copy(update={"time": late.time.model_copy(update={"basis": TimeBasis.PUBLICATION_DEFAULT})})

    assert apart(base(), late)
    assert one(base(), vague)


def test_a_sum_over_three_days_is_not_one_of_its_incidents() -> None:
    total = told("Shelling of Velmar has killed nine people since Sunday.", by_outlet="Coast Daily", killed=9,
                 day=date(2023, 6, 4), until=TUESDAY, granularity=Granularity.AGGREGATE)  # fmt: skip
    linked = link([base(), total])

    assert len(linked.clusters) == 2
    assert not linked.cluster_of(total.event_id).countable


def test_sums_that_begin_on_one_day_are_one_running_total() -> None:
    def total(killed: int, until: date, outlet: str) -> EventRecord:
        return told(f"{killed} have died in Velmar since 1 May.", killed=killed, day=date(2023, 5, 1), until=until,
                    granularity=Granularity.AGGREGATE, by_outlet=outlet, published=until)  # fmt: skip

    assert one(total(64, TUESDAY, "Monitor"), total(71, THURSDAY, "Monitor"))


def test_records_of_one_article_are_never_joined() -> None:
    first = base()
    second = first.model_copy(update={"event_id": "second"})

    assert apart(first, second)


def test_no_event_holds_two_records_that_are_kept_apart_through_a_third() -> None:
    market = base()
    hospital = told("A shell struck the hospital of Velmar on Monday and killed four.", by_outlet="Coast Daily",
                    place="the hospital of Velmar", against=["the hospital"], killed=2)  # fmt: skip
    either = told("Velmar was shelled on Monday, residents said.", by_outlet="Evening Sheet")
    linked = link([market, hospital, either])

    assert not are_one(linked, market, hospital)


def test_a_report_that_fits_two_events_of_an_article_joins_neither() -> None:
    first = told("Shells hit Velmar on Monday, killing some.", killed=2)
    second = first.model_copy(update={"event_id": "again"})
    vague = told("Velmar came under fire on Monday.", by_outlet="Coast Daily")

    assert apart(first, second, vague)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL])
def test_an_attack_that_is_only_expected_is_not_the_one_that_happened(status: Status) -> None:
    threat = told(
        "The rebels may shell Velmar on Monday.", status=status, published=date(2023, 6, 4), by_outlet="Coast Daily"
    )

    assert apart(threat, base())


def test_statements_of_one_day_by_two_speakers_are_two() -> None:
    text = "{} rejected the plan for the port of Velmar on Monday."
    first = told(text.format("Oskar"), what=EventClass.STATEMENT, by=["Oskar"], place=None)
    other = told(text.format("Tamar"), what=EventClass.STATEMENT, by=["Tamar"], place=None, by_outlet="Coast Daily")
    again = told("Oskar rejected the port plan on Monday.", what=EventClass.STATEMENT, by=["Oskar"], place=None,
                 by_outlet="Evening Sheet")  # fmt: skip
    linked = link([first, other, again])

    assert together(linked) == {frozenset({first.event_id, again.event_id}), frozenset({other.event_id})}


def test_other_acts_of_one_actor_place_and_day_need_the_same_act() -> None:
    close = told("The port office shut the quay of Velmar on Monday.", what=EventClass.OTHER, by=["the Port Office"])
    fine = told("The port office fined a quay owner in Velmar on Monday.", what=EventClass.OTHER, by=["the Port Office"],
                by_outlet="Coast Daily")  # fmt: skip

    assert apart(close, fine)


def test_reprinted_sentences_join_what_has_neither_place_nor_date() -> None:
    text = "The ministry accused the miners of hiding weapons in the old northern shaft."
    first = told(text, what=EventClass.STATEMENT, by=["the ministry"], place=None, day=None)
    copy = told(text, what=EventClass.STATEMENT, by=["the ministry"], place=None, day=None, by_outlet="Gazette")
    wire = first.provenance.doc_id

    assert one(first, copy) is False
    assert len(link([first, copy], origins={wire: wire, copy.provenance.doc_id: wire}).clusters) == 1
