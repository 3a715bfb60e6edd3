"""One article asked in questions, over the scripted server: whether, which class, which words, and are they right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import Field

from summarizer import Actor, Article, Record, Summarizer, Verbatim
from summarizer.questions import class_field, one_role_each, sentence_case
from summarizer.settings import Settings
from summarizer.testing import Scripted, ScriptedRequest, ScriptedServer

TEXT = (
    "Orsku rebels attacked the town hall of Olvar on Monday. Two gunmen fired rifles at the building.\n\n"
    "The harvest was good this year."
)


class Raid(Record):
    """One raid."""

    kind: Literal["attack", "bombing"]
    doers: list[Actor] = Field([], description="people who came")
    things: list[Verbatim] = Field([], description="buildings that they went to; no people")
    tools: list[Verbatim] = Field([], description="tools used")


Yes = Callable[[str], float]


def model(yes: Yes, answers: dict[str, list[str]]) -> Callable[[ScriptedRequest], Any]:
    """Says Yes with the probability that `yes` gives for the question; answers by a word of the question."""

    def reply(request: ScriptedRequest) -> Any:
        question = request.user.rpartition("\n\n")[2]
        if request.body.get("logprobs"):
            p = yes(question)
            return Scripted.choice({"Yes": p, "No": 1 - p})
        found = [a for word, a in answers.items() if word in question]
        return {"a": found[0] if found else ["none"]}

    return reply


def raids(server: ScriptedServer, text: str = TEXT, **settings: object) -> list[Raid]:
    with Summarizer(server.settings(strategy="questions", cache=False, **settings)) as summarizer:
        result = summarizer.extract(Article(text=text), Raid)
    assert result.error is None
    return result.records


ANSWERS = {"people who": ["Two gunmen", "Orsku rebels"], "buildings": ["town hall of Olvar"], "tools": ["rifles"]}


def likely(*words: str) -> Yes:
    return lambda question: 0.9 if any(word in question for word in words) else 0.1


def test_a_record_is_put_together_from_short_answers(server: ScriptedServer) -> None:
    server.respond(model(likely("a raid", "Raid", "report attack", "one?"), ANSWERS))
    (raid,) = raids(server)
    assert raid.kind == "attack"
    assert raid.doers == ["Two gunmen", "Orsku rebels"]
    assert raid.things == ["town hall of Olvar"]
    assert raid.sentences == [2, 1]


def test_where_nothing_is_reported_one_question_is_enough(server: ScriptedServer) -> None:
    server.respond(model(lambda question: 0.1, ANSWERS))
    assert raids(server) == []
    assert len(server.requests) == 1


def test_an_answer_that_is_not_likely_by_itself_is_left_out(server: ScriptedServer) -> None:
    server.respond(model(lambda question: 0.1 if "rebels" in question and "one?" in question else 0.9, ANSWERS))
    raid = raids(server)[0]
    assert raid.doers == ["Two gunmen"]


def test_each_class_that_is_likely_gets_a_record_and_else_the_likeliest(server: ScriptedServer) -> None:
    server.respond(model(lambda question: 0.9, ANSWERS))
    assert [r.kind for r in raids(server)] == ["attack", "bombing"]
    server.respond(model(lambda q: 0.3 if "report bombing" in q else 0.2 if "report attack" in q else 0.9, ANSWERS))
    assert [r.kind for r in raids(server)] == ["bombing"]


def test_calibration_moves_the_decision(server: ScriptedServer, tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"questions": {"any": [1, -5]}}', encoding="utf-8")
    server.respond(model(lambda question: 0.9, ANSWERS))
    assert raids(server, calibration=file) == []


def test_with_grammars_only_phrases_of_the_article_are_offered(server: ScriptedServer) -> None:
    server.respond(model(lambda question: 0.9, {}))
    raids(server, vocabulary=True)
    grammars = [r.body["grammar"] for r in server.requests if "grammar" in r.body]
    assert any("Two gunmen" in g and "none" in g and "town hall" not in g for g in grammars)
    assert any("town hall" in g and "gunmen" not in g for g in grammars)


def test_capitals_are_shown_in_sentence_case_and_kept_in_the_record(server: ScriptedServer) -> None:
    server.respond(model(lambda question: 0.9, {"buildings": ["town hall of olvar"]}))
    raid = raids(server, TEXT.upper())[0]
    assert "[1] Orsku rebels attacked the town hall" in server.requests[0].user
    assert raid.things == ["TOWN HALL OF OLVAR"]


class Assault(Record):
    """One assault."""

    kind: Literal["attack", "bombing"]
    doers: list[Actor] = Field([], description="people who did it")
    doing_groups: list[Actor] = Field([], description="organisation that did it")
    things: list[Verbatim] = Field([], description="buildings that were hit; no people")
    weapons: list[Verbatim] = Field([], description="weapons used")


def test_doers_harmed_and_means_are_told_from_where_phrases_stand(server: ScriptedServer) -> None:
    """In "the depot was attacked by two gunmen" no answer of the model makes the depot the one who did it."""
    text = "A police station in Olvar was attacked with grenades by two gunmen on Monday."
    server.respond(model(lambda question: 0.9, {"people who": ["police station"], "weapons": ["Olvar"]}))
    with Summarizer(server.settings(strategy="questions", cache=False)) as summarizer:
        found = summarizer.extract(Article(text=text), Assault).records[0]
    assert found.doers == ["two gunmen"]
    assert found.things == ["police station"]
    assert found.weapons == ["grenades"]


def test_words_that_a_class_leads_one_to_expect_can_count(server: ScriptedServer, tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"questions": {"kind=bombing": [1, -2, 3]}}', encoding="utf-8")
    server.respond(model(lambda question: 0.5, {}))
    with Summarizer(server.settings(strategy="questions", cache=False, calibration=file)) as summarizer:
        told = summarizer.extract(Article(text="Rebels bombed the mill, and bombs fell on Olvar."), Assault)
        other = summarizer.extract(Article(text="Rebels attacked the mill and went on to Olvar."), Assault)
    assert [r.kind for r in told.records] == ["attack", "bombing"]
    assert [r.kind for r in other.records] == ["attack"]


def test_words_wanted_by_two_fields_go_where_they_are_likelier() -> None:
    assert one_role_each({"a": {"x": 0.6, "y": 0.9}, "b": {"X": 0.7, "y": 0.8}}) == {"a": ["y"], "b": ["X"]}


def test_the_class_is_the_first_field_with_fixed_values() -> None:
    assert class_field(Raid) == ("kind", (("attack", ""), ("bombing", "")))
    assert class_field(Record) == (None, ())


def test_sentence_case() -> None:
    assert sentence_case("“TWO MEN FLED”") == "“Two men fled”"


@pytest.mark.parametrize(
    ("embedded", "shipped", "strategy"),
    [(True, True, "staged"), (True, False, "questions"), (False, False, "one_call")],
)
def test_the_strategy_fits_model_and_schema(embedded: bool, shipped: bool, strategy: str) -> None:
    assert Settings(strategy="auto").strategy_for(embedded, shipped=shipped) == strategy
