"""Further counts of one event: they stand beside the first, each with its claimant, and are no events of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer import Article, Extraction, Summarizer
from summarizer.briefing import build_brief
from summarizer.schemas import EventDraft
from summarizer.testing import ScriptedServer

LEAD = "Jets bombed a market in Harle on Monday, killing at least nine people, the mayor said. It was noon."
STRIKE: dict[str, object] = {
    "sentences": [1], "event_class": "air_strike", "status": "occurred", "when": "Monday", "place": "Harle",
    "initiators": ["Jets"], "targets": ["a market"], "killed": "at least nine", "killed_who": "people",
    "claimants": ["the mayor"],
}  # fmt: skip


def read(text: str, *drafts: dict[str, object]) -> Extraction[EventDraft]:
    with ScriptedServer() as server, Summarizer(server.settings(strategy="one_call", gazetteer=False)) as summarizer:
        server.respond(lambda _: {"records": list(drafts)})
        return summarizer.extract(Article(text=text, published=date(2024, 6, 5)))


def count(sentence: int, **values: object) -> dict[str, object]:
    return {"sentences": [sentence], "event_class": "other", "status": "occurred", **values}


def test_a_rival_toll_stands_beside_the_first_with_its_claimant() -> None:
    result = read(f"{LEAD} The ministry put the dead at 13.", STRIKE, count(3, killed="13", claimants=["The ministry"]))
    (event,) = result.events
    rows = [(c.best, c.raw, event.evidence[c.evidence].sentence) for c in event.casualties if c.evidence is not None]
    assert rows == [(9, "at least nine", 1), (13, "13", 3)]
    assert [a.claimant for a in event.attribution] == ["the mayor", "The ministry"]
    assert [e.sentence for e in event.evidence] == [1, 3]
    assert len(result.records) == 1
    assert str(result.records[0].killed) == "at least nine"


def test_a_figure_that_was_missing_fills_the_record() -> None:
    result = read(f"{LEAD} Police said 20 people were wounded.", STRIKE, count(3, injured="20", claimants=["Police"]))
    assert len(result.events) == 1
    assert str(result.records[0].injured) == "20"
    assert result.records[0].sentences == [1, 3]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Two guards died in Olvar.", {"killed": "Two", "place": "Olvar"}),
        ("Rebels killed two guards.", {"killed": "two", "initiators": ["Rebels"]}),
        ("Since January 71 people have been killed.", {"killed": "71", "when": "Since January"}),
        ("In all, 71 people have been killed in the war.", {"killed": "71"}),
        ("Three men were detained.", {"other_figure": "Three", "other_kind": "detained"}),
    ],
)
def test_what_tells_something_itself_stays_an_event(sentence: str, values: dict[str, object]) -> None:
    assert len(read(f"{LEAD} {sentence}", STRIKE, count(3, **values)).events) == 2


def test_the_day_of_a_count_is_not_a_day_of_its_own() -> None:
    text = f"{LEAD} As of 18:00 on Tuesday, hospitals had registered 13 dead."
    result = read(text, STRIKE, count(3, killed="13", when="18:00 on Tuesday"))
    assert len(result.events) == 1
    assert result.events[0].time.start == date(2024, 6, 3)


def test_between_events_of_two_kinds_nothing_is_decided() -> None:
    clash: dict[str, object] = {"sentences": [3], "event_class": "armed_clash", "status": "occurred", "place": "Olvar"}
    text = f"{LEAD} Guards clashed with rebels at Olvar. The road was shut. The ministry put the dead at 13."
    assert len(read(text, STRIKE, clash, count(5, killed="13")).events) == 3


def test_rival_tolls_are_a_range_in_a_brief_and_never_a_sum() -> None:
    text = f"{LEAD} The ministry put the dead at 13."
    result = read(text, STRIKE, count(3, killed="13", claimants=["The ministry"]))
    article = Article(text=text, published=date(2024, 6, 5))
    made = datetime(2024, 6, 5, 20, tzinfo=UTC)
    brief = build_brief([(article, result)], edition_date=date(2024, 6, 5), generated_at=made)
    rows = [(r.low, r.best, r.high) for r in brief.casualty_table if r.low is not None]
    assert rows == [(9, None, None)]
