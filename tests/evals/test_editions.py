"""The three-day example end to end: what is counted, with the coders' records in the place of a model's."""

from __future__ import annotations

from datetime import UTC, datetime

from evals.editions import Day, Items, as_text, compare, judge, name_records
from evals.expected import editions, event_names
from evals.threedays import DAYS, load_day
from summarizer.briefing import build_brief


def judged(items: Items, coded: Items) -> Day:
    """Day 1 as read by a model that gave `items`."""
    names: dict[str, str] = {}
    day = compare(coded, items, names)
    day.brief = build_brief(items, edition_date=DAYS[1], generated_at=datetime(2025, 10, 14, 20, tzinfo=UTC))
    judge(day, editions(names)[1])
    return day


def test_records_are_named_by_the_coded_record_that_they_tell() -> None:
    names: dict[str, str] = {}
    for _, gold in load_day(1):
        assert name_records(gold, gold, names) == len(gold.events)
    known = event_names()
    assert names == {i: known[i] for i in names}


def test_the_coders_records_give_no_difference() -> None:
    coded = load_day(1)
    day = judged(coded, coded)
    assert day.coded == day.read == day.aligned
    assert sum(map(len, day.differences.values())) == 0, day.differences
    assert day.refused == []


def test_what_a_model_did_not_read_is_counted_as_missing() -> None:
    coded = load_day(1)
    half = [(a, g.model_copy(update={"events": g.events[:1]})) for a, g in coded]
    day = judged(half, coded)
    assert day.aligned == sum(bool(g.events) for _, g in coded)
    assert any(line.startswith("missing") for line in day.differences["watch"])
    assert f"{day.coded} records coded, {day.read} read" in as_text(1, day)
