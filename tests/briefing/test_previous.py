"""A second edition lists what the first did not tell."""

from __future__ import annotations

from datetime import UTC, date, datetime

from summarizer.briefing import build_brief
from summarizer.schemas import EventClass
from tests.factories import article, event, extraction

NOW = datetime(2023, 6, 6, 12, tzinfo=UTC)
OLD = article("Jets bombed a depot near Harle.")
NEW = article("Police arrested two traders in Olvar.", source="Coast Wire")


def test_only_events_that_the_earlier_brief_did_not_hold_are_listed_as_new() -> None:
    first = (OLD, extraction(OLD, event(OLD, EventClass.AIR_STRIKE, by=["Jets"], against=["a depot"])))
    second = (NEW, extraction(NEW, event(NEW, EventClass.ARREST_DETENTION, by=["Police"], against=["two traders"])))
    before = build_brief([first], edition_date=date(2023, 6, 5), generated_at=NOW)
    assert before.changes == []
    after = build_brief([first, second], edition_date=date(2023, 6, 6), generated_at=NOW, previous=before)
    (change,) = after.changes
    assert change.events == [second[1].events[0].event_id]
    assert "New since the last edition" in after.to_markdown()
    assert "New since the last edition" in after.to_html()
    assert after.verify() == []
