"""The order of a brief is a transparent sum."""

from __future__ import annotations

from datetime import date, timedelta

from summarizer.briefing.order import BACKGROUND_DAYS, is_background, ranked, significance
from summarizer.schemas import Assertion, EventClass, Status, TemporalRole
from summarizer.schemas.codebook_parts import ActorType, CasualtyKind, Population
from tests.factories import article, event, on, toll

C, K = EventClass, CasualtyKind
EDITION = date(2023, 6, 6)
A = article("One.", "Two.", "Three.", "Four.")


def test_deaths_weigh_by_band() -> None:
    points = [
        significance(event(A, C.AIR_STRIKE, casualties=[toll(K.KILLED, str(n), n, n, n)])) for n in (0, 1, 5, 25, 100)
    ]
    assert points == [3, 5, 7, 9, 11]


def test_harm_to_civilians_and_forces_abroad_weigh() -> None:
    civilians = [toll(K.INJURED, "3", 3, 3, 3, population=Population.CIVILIAN)]
    plain = significance(event(A, C.AIR_STRIKE))
    assert significance(event(A, C.AIR_STRIKE, casualties=civilians)) == plain + 2
    abroad = event(A, C.AIR_STRIKE, by=["Jets"], actor_type=ActorType.EXTERNAL_OTHER_FORCES)
    assert significance(abroad) == plain + 2


def test_a_planned_summit_outranks_a_quiet_deployment_and_a_possible_one() -> None:
    summit = event(A, C.TALKS_MEETING, cites=(1,), status=Status.PLANNED, by=["President Dorr", "President Kest"])
    deployment = event(A, C.FORCE_DEPLOYMENT, cites=(2,))
    possible = event(A, C.GROUND_OFFENSIVE, cites=(3,), status=Status.HYPOTHETICAL)
    assert ranked([possible, deployment, summit]) in ([summit, deployment, possible], [summit, possible, deployment])


def test_a_cumulative_toll_does_not_lift_an_event() -> None:
    since = toll(K.KILLED, "400", 400, 400, 400, cumulative=True)
    assert significance(event(A, C.ARMED_CLASH, casualties=[since])) == significance(event(A, C.ARMED_CLASH))


def test_a_denied_event_ranks_below_the_same_event_told_as_fact() -> None:
    told, denied = event(A, C.AIR_STRIKE), event(A, C.AIR_STRIKE, cites=(2,), assertion=Assertion.DENIED)
    assert ranked([denied, told]) == [told, denied]


def test_old_and_historical_events_are_background_and_old_plans_are_not() -> None:
    old = EDITION - timedelta(days=BACKGROUND_DAYS + 1)
    assert is_background(event(A, C.AIR_STRIKE, time=on("then", old)), EDITION)
    assert is_background(event(A, C.AIR_STRIKE, role=TemporalRole.HISTORICAL), EDITION)
    assert not is_background(event(A, C.AIR_STRIKE, time=on("Sunday", date(2023, 6, 4))), EDITION)
    assert not is_background(event(A, C.TALKS_MEETING, status=Status.PLANNED, time=on("then", old)), EDITION)


def test_an_undated_event_is_as_old_as_its_article() -> None:
    stale = article("Jets struck Marden.", published=EDITION - timedelta(days=BACKGROUND_DAYS + 1))
    assert is_background(event(stale, C.AIR_STRIKE), EDITION)
    assert not is_background(event(A, C.AIR_STRIKE), EDITION)
    assert not is_background(event(stale, C.TALKS_MEETING, status=Status.PLANNED), EDITION)
