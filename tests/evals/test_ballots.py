"""Voting over readings of one article: which records stay, and which of their values."""

from __future__ import annotations

from typing import Any

import pytest

from evals.ballots import combined, grouped, vote
from summarizer.schemas import EventDraft
from tests.evals.events import MEETING, ROCKETS, SHOOTING, draft


def test_readings_that_agree_are_left_as_they_are() -> None:
    reading = [draft(SHOOTING), draft(ROCKETS), draft(MEETING)]
    assert vote([reading] * 3, 3) == reading


def test_a_single_reading_is_itself() -> None:
    assert vote([[draft(SHOOTING), draft(ROCKETS)]], 1) == [draft(SHOOTING), draft(ROCKETS)]


@pytest.mark.parametrize(("at_least", "kept"), [(1, 3), (2, 2), (3, 1)])
def test_a_record_stays_if_enough_readings_have_it(at_least: int, kept: int) -> None:
    shooting, rockets, meeting = draft(SHOOTING), draft(ROCKETS), draft(MEETING)
    readings = [[shooting, rockets], [rockets, shooting, meeting], [rockets]]
    by_votes = [rockets, shooting, meeting]
    assert sorted(vote(readings, at_least), key=by_votes.index) == by_votes[:kept]


def test_a_reading_adds_one_record_to_a_group_at_most() -> None:
    twice = [draft(SHOOTING), draft(SHOOTING, place=None)]
    assert [len(group) for group in grouped([[draft(SHOOTING)], twice])] == [2, 1]


def test_of_a_failed_article_nothing_is_kept_but_its_reading_counts() -> None:
    assert vote([[draft(SHOOTING)], [], []], 2) == []


def group(*changes: dict[str, Any]) -> EventDraft:
    return combined([draft(SHOOTING, **change) for change in changes])


def test_most_decide_on_a_value_and_on_its_absence() -> None:
    assert group({}, {"place": "Velk"}, {}).place == "Marden"
    assert group({"place": None}, {"place": None}, {}).place is None
    assert group({"place": "Velk"}, {"place": None}, {"place": "Asa"}).place is None, "no value has most of the votes"


def test_half_is_not_most() -> None:
    assert group({}, {"place": None}).place is None
    assert group({}, {"initiators": []}).initiators == []


def test_words_figures_and_times_that_say_the_same_are_one_value() -> None:
    told = group(
        {"place": "the Marden", "killed": {"raw": "5 or more", "low": 5, "best": 5, "high": None}},
        {"place": "marden", "when": {"raw": "Sunday", "start": "2023-05-07", "end": "2023-05-07"}},
        {"place": None, "killed": None, "when": None},
    )
    assert told.place == "the Marden", "as it is first written"
    assert (told.killed and told.killed.raw, told.when and told.when.raw) == ("5 or more", "on Sunday")


def test_items_of_lists_are_voted_on_one_by_one() -> None:
    told = group({"targets": ["traders", "two boys"]}, {"targets": ["Two boys"]}, {"targets": ["traders", "a cart"]})
    assert told.targets == ["traders", "two boys"]


def test_a_field_that_may_not_be_empty_takes_what_most_have_or_the_first() -> None:
    planned, foiled = {"status": "planned"}, {"status": "foiled"}
    assert group(planned, {}, {}).status == "occurred"
    assert group(planned, {}, foiled).status == "planned"


def test_sentences_are_voted_on_and_never_empty() -> None:
    assert group({"sentences": [1, 2]}, {"sentences": [2]}, {"sentences": [2, 3]}).sentences == [2]
    assert group({"sentences": [1]}, {"sentences": [2]}).sentences == [1]
