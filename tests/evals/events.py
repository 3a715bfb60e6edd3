"""Builders of gold events, predictions and articles for the tests of the evals; every text is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from evals.cases import ArticlePrediction
from evals.goldevent import GoldEvent
from evals.goldset import GoldArticle
from summarizer.articles import Article
from summarizer.schemas import EventDraft, Record

PUBLISHED = date(2023, 5, 9)
"""A Tuesday."""
MARKET = "Two gunmen killed at least five traders in Marden on Sunday, witnesses said."
PORT = "The Dorlan Front fired rockets at the port of Asa on Monday, wounding three dockers, the coastguard said."
TALKS = "Ministers are due to meet in Velk next week."
MUSEUM = "The museum opens at nine."

NEWS = Article(text=" ".join((MARKET, PORT, TALKS, MUSEUM)), published=PUBLISHED, source="Harbour Post")

SHOOTING: dict[str, Any] = {
    "sentences": [1],
    "event_class": "attack_on_civilians",
    "status": "occurred",
    "initiators": ["Two gunmen"],
    "targets": ["traders"],
    "place": "Marden",
    "when": {"raw": "on Sunday", "start": date(2023, 5, 7), "end": date(2023, 5, 7)},
    "killed": {"raw": "at least five", "low": 5, "best": 5, "high": None},
    "killed_who": "traders",
    "claimants": ["witnesses"],
}
ROCKETS: dict[str, Any] = {
    "sentences": [2],
    "event_class": "shelling_missile",
    "status": "occurred",
    "initiators": ["The Dorlan Front"],
    "targets": ["the port of Asa"],
    "place": "the port of Asa",
    "when": {"raw": "on Monday", "start": date(2023, 5, 8), "end": date(2023, 5, 8)},
    "injured": {"raw": "three", "low": 3, "best": 3, "high": 3},
    "injured_who": "dockers",
    "weapons": ["rockets"],
    "claimants": ["the coastguard"],
}
MEETING: dict[str, Any] = {
    "sentences": [3],
    "event_class": "talks_meeting",
    "status": "planned",
    "initiators": ["Ministers"],
    "place": "Velk",
    "when": {"raw": "next week", "start": date(2023, 5, 15), "end": date(2023, 5, 21)},
}
_CODED = {"assertion": "claimed", "granularity": "discrete", "temporal_role": "current"}


def gold_event(values: dict[str, Any], **changes: Any) -> GoldEvent:
    """A coder's event; its dates are those of its time unless given."""
    merged = {"event_id": values["event_class"], **_CODED, **values, **changes}
    when = merged.get("when")
    if isinstance(when, dict):
        merged = {"start": when["start"], "end": when["end"], **merged}
    return GoldEvent.model_validate(merged)


def draft(values: dict[str, Any], **changes: Any) -> EventDraft:
    """A predicted event."""
    return EventDraft.model_validate({**values, **changes})


def gold(*events: Record, name: str = "n1", story: str = "s1", article: Article = NEWS) -> GoldArticle[Record]:
    """A gold article."""
    return GoldArticle(id=name, article=article, events=events, story=story)


def predicted(*records: Record, name: str = "n1") -> ArticlePrediction:
    """A prediction."""
    return ArticlePrediction(id=name, records=records)


def everything() -> Sequence[dict[str, Any]]:
    """The events of `NEWS`."""
    return SHOOTING, ROCKETS, MEETING
