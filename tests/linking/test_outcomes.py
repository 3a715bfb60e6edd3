"""What became of things planned, and what sums contain."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.linking import OutcomeKind, link
from summarizer.schemas import EventClass, EventRecord, Granularity, Status, TemporalRole
from summarizer.schemas.codebook_parts import Population
from tests.linking.stories import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, told

LEADERS = ["The presidents of Tamar and Oskar"]


def summit(text: str, status: Status, outlet: str, published: date, day: date | None = WEDNESDAY) -> EventRecord:
    role = TemporalRole.UPCOMING if status is Status.PLANNED else TemporalRole.CURRENT
    return told(text, what=EventClass.TALKS_MEETING, status=status, role=role, by=LEADERS, by_outlet=outlet, day=day,
                published=published, place="Ostrel")  # fmt: skip


def announced() -> EventRecord:
    text = "The presidents of Tamar and Oskar will meet in Ostrel on Wednesday."
    return summit(text, Status.PLANNED, "Harbour Post", TUESDAY)


@pytest.mark.parametrize(
    ("text", "status", "kind"),
    [
        ("The presidents of Tamar and Oskar met in Ostrel on Wednesday.", Status.OCCURRED, OutcomeKind.HELD),
        (
            "Wednesday's meeting of the presidents in Ostrel was called off.",
            Status.DID_NOT_OCCUR,
            OutcomeKind.CANCELLED,
        ),
        ("Wednesday's meeting of the presidents in Ostrel was put off.", Status.DID_NOT_OCCUR, OutcomeKind.POSTPONED),
    ],
)
def test_what_became_of_a_planned_summit(text: str, status: Status, kind: OutcomeKind) -> None:
    plan, result = announced(), summit(text, status, "Coast Daily", THURSDAY)
    linked = link([plan, result])

    (found,) = linked.outcomes
    assert (found.kind, found.planned, found.result) == (kind, (plan.event_id,), (result.event_id,))
    assert found.cluster == linked.cluster_of(plan.event_id).id == linked.cluster_of(result.event_id).id


def test_a_summit_put_off_to_a_new_day_is_the_same_summit() -> None:
    plan = announced()
    later = summit("The meeting of the presidents of Tamar and Oskar in Ostrel was postponed to 20 June.", Status.PLANNED,
                   "Coast Daily", WEDNESDAY, date(2023, 6, 20))  # fmt: skip
    linked = link([later, plan])

    assert [(o.kind, o.planned, o.result) for o in linked.outcomes] == [
        (OutcomeKind.POSTPONED, (plan.event_id,), (later.event_id,))
    ]
    assert linked.record(later.event_id).relations.supersedes == [plan.event_id]
    assert linked.cluster_of(plan.event_id).lead.event_id == later.event_id


def test_another_summit_on_another_day_is_no_outcome() -> None:
    later = summit("The presidents of Tamar and Oskar met in Ostrel on 20 June.", Status.OCCURRED, "Coast Daily",
                   date(2023, 6, 21), date(2023, 6, 20))  # fmt: skip

    assert link([announced(), later]).outcomes == ()


def test_an_announcement_made_after_the_meeting_is_for_another_one() -> None:
    held = summit("The presidents of Tamar and Oskar met in Ostrel.", Status.OCCURRED, "Coast Daily", TUESDAY, TUESDAY)
    plan = summit("They will meet in Ostrel again on Wednesday.", Status.PLANNED, "Harbour Post", TUESDAY)

    assert link([held, plan]).outcomes == ()


def test_a_threat_that_is_called_off_is_an_outcome_too() -> None:
    threat = told("The dockers threatened to block the port of Velmar on Wednesday.", what=EventClass.PROTEST, day=WEDNESDAY,
                  status=Status.THREATENED, by=["the Dockers' Union"])  # fmt: skip
    off = told("The dockers called off Wednesday's blockade of Velmar port.", what=EventClass.PROTEST, day=WEDNESDAY,
               status=Status.DID_NOT_OCCUR, by=["the Dockers' Union"], by_outlet="Coast Daily", published=WEDNESDAY)  # fmt: skip

    assert [o.kind for o in link([threat, off]).outcomes] == [OutcomeKind.CANCELLED]


def incident(killed: int, day: date, place: str = "Velmar", who: Population = Population.CIVILIAN) -> EventRecord:
    return told(f"Shells killed {killed} people in {place}, {day}.", killed=killed, day=day, published=day, place=place,
                by_outlet=f"Post of {day} {place}", population=who, what=EventClass.SHELLING_MISSILE)  # fmt: skip


def total(killed: int) -> EventRecord:
    return told("Shelling has killed civilians in Velmar since Monday.", killed=killed, day=MONDAY, until=WEDNESDAY,
                published=WEDNESDAY, granularity=Granularity.AGGREGATE, population=Population.CIVILIAN)  # fmt: skip


def test_a_sum_contains_the_incidents_of_its_place_time_and_people() -> None:
    inside = [incident(4, MONDAY), incident(5, TUESDAY)]
    outside = [
        incident(3, date(2023, 6, 2)),
        incident(3, TUESDAY, "Ostrel"),
        incident(2, TUESDAY, who=Population.COMBATANT),
    ]
    whole = total(9)
    linked = link([*outside, whole, *inside])

    (found,) = linked.summaries
    assert (found.record, found.contains) == (whole.event_id, tuple(r.event_id for r in inside))
    assert linked.record(whole.event_id).relations.contains == sorted(r.event_id for r in inside)
    assert all(linked.record(r.event_id).relations.part_of == [whole.event_id] for r in inside)
    assert not linked.record(whole.event_id).countable
    assert all(linked.record(r.event_id).countable for r in inside)


def test_an_incident_with_more_dead_than_the_sum_is_not_inside() -> None:
    assert link([total(3), incident(9, TUESDAY)]).summaries[0].contains == ()
