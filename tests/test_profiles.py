"""Profiles: which defaults they set; and the second look of the thorough one."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer import Article, Record, Settings, Summarizer, Verbatim
from summarizer.profiles import ProfileName, Strategy
from summarizer.schemas import EventClass, EventDraft, FailureKind
from summarizer.templates import PromptFolder
from summarizer.testing import Scripted, ScriptedServer

TEXT = (
    "Gunmen killed two traders in Marden on Monday, the mayor said. The market opens at nine. "
    "A bomb wounded five farmers in Velk on Tuesday."
)
ARTICLE = Article(text=TEXT, published=date(2024, 6, 5))
EMPTY: dict[str, object] = {"records": []}
BLANK: dict[str, object] = {
    "when": None, "place": None, "initiators": [], "targets": [], "killed": None, "killed_who": None, "injured": None,
    "injured_who": None, "other_figure": None, "other_kind": None, "weapons": [], "claimants": [], "status": "occurred",
}  # fmt: skip
RAID = BLANK | {
    "sentences": [1], "event_class": "attack_on_civilians", "initiators": ["Gunmen"], "targets": ["traders"],
    "killed": "two", "killed_who": "traders", "place": "Marden", "when": "on Monday", "claimants": ["the mayor"],
}  # fmt: skip
BOMB = BLANK | {
    "sentences": [3], "event_class": "ied_landmine", "targets": ["farmers"], "injured": "five",
    "injured_who": "farmers", "place": "Velk", "when": "on Tuesday", "weapons": ["bomb"],
}  # fmt: skip


class Raid(Record):
    """One raid."""

    by: list[Verbatim]


@pytest.mark.parametrize(
    ("profile", "embedded", "shipped", "own", "look"),
    [
        ("auto", True, "staged", "questions", False),
        ("auto", False, "one_call", "one_call", False),
        ("small", False, "staged", "questions", False),
        ("standard", True, "one_call", "one_call", False),
        ("thorough", True, "one_call", "one_call", True),
    ],
)
def test_a_profile_sets_the_strategy(
    profile: ProfileName, embedded: bool, shipped: Strategy, own: Strategy, look: bool
) -> None:
    settings = Settings(profile=profile)
    assert settings.strategy_for(embedded, shipped=True) == shipped
    assert settings.strategy_for(embedded, shipped=False) == own
    assert settings.profile_for(embedded).second_look is look
    assert Settings(profile=profile, strategy="questions").strategy_for(embedded) == "questions"


def test_a_second_look_finds_what_no_record_cites(server: ScriptedServer) -> None:
    server.enqueue({"records": [RAID]}, {"records": [BOMB]})
    with Summarizer(server.settings(profile="thorough")) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert [e.event_class for e in result.events] == [EventClass.ATTACK_ON_CIVILIANS, EventClass.IED_LANDMINE]
    assert result.usage.calls == 2
    first, second = server.requests
    assert second.user.startswith(first.user)  # a prefix cache holds all that was read before
    assert second.body["messages"][:-1] == first.body["messages"][:-1]
    assert "no record cites them: 3." in second.user
    assert "- sentence 1: attack_on_civilians" in second.user


def test_what_the_second_look_gives_passes_the_gate_and_is_joined(server: ScriptedServer) -> None:
    server.enqueue({"records": [RAID]}, {"records": [RAID, {**BOMB, "place": "Qandra", "injured": "six"}]})
    with Summarizer(server.settings(profile="thorough")) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert [e.event_class for e in result.events] == [EventClass.ATTACK_ON_CIVILIANS, EventClass.IED_LANDMINE]
    assert "six" in [r.value for r in result.rejected]


def test_nothing_is_asked_again_where_all_is_cited_or_calm(server: ScriptedServer) -> None:
    server.enqueue({"records": [RAID, BOMB]}, EMPTY)
    with Summarizer(server.settings(profile="thorough")) as summarizer:
        summarizer.extract(ARTICLE)
        summarizer.extract("The market opens at nine.")
    assert len(server.requests) == 2


def test_no_other_profile_and_no_schema_of_ones_own_looks_twice(server: ScriptedServer) -> None:
    server.respond(lambda request: EMPTY)
    with Summarizer(server.settings()) as summarizer:
        summarizer.extract(ARTICLE)
    with Summarizer(server.settings(profile="thorough")) as summarizer:
        summarizer.extract(ARTICLE, schema=Raid)
    assert len(server.requests) == 2


def test_a_second_look_that_fails_costs_only_itself(server: ScriptedServer) -> None:
    server.enqueue({"records": [RAID]}, Scripted.refusal("no"))
    with Summarizer(server.settings(profile="thorough")) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert (result.error, len(result.events), result.usage.calls) == (None, 1, 2)
    assert "second look at sentence 3 failed" in result.warnings[0]


def test_a_first_call_that_fails_is_not_looked_at_again(server: ScriptedServer) -> None:
    server.enqueue(Scripted.refusal("no"))
    with Summarizer(server.settings(profile="thorough")) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert result.error is not None
    assert result.error.kind is FailureKind.REFUSED
    assert len(server.requests) == 1


def test_of_a_long_article_the_neighbours_are_shown(server: ScriptedServer) -> None:
    calm = [f"The market of town {n} opens at nine and closes at noon on every day." for n in range(300)]
    article = Article(text=" ".join([*calm, "A bomb wounded five farmers in Velk on Tuesday.", *calm[:100]]))
    server.respond(lambda request: EMPTY)
    with Summarizer(server.settings(profile="thorough", context_tokens=4096, max_output_tokens=512)) as summarizer:
        result = summarizer.extract(article)
    last = server.requests[-1].user
    assert result.error is None
    assert "no record cites them: 301." in last
    assert [line.split("]")[0] for line in last.splitlines() if line.startswith("[")] == ["[300", "[301", "[302"]


def test_the_second_look_shares_all_that_stands_before_the_article() -> None:
    one, two = (PromptFolder(name, EventDraft) for name in ("extract/v1", "second_look/v1"))
    assert (one.system, one.examples) == (two.system, two.examples)
