"""What a model's second thoughts about its own records would be worth."""

from __future__ import annotations

import asyncio

import pytest

from evals.metrics import auc
from evals.run import execute
from evals.selfcheck import NEWS, SHIPPED, Checked, answers, checked, drawn, told
from summarizer.testing import Answer, Scripted, ScriptedRequest, ScriptedServer
from tests.evals.tiny import drafts, gold, model


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    assert auc.score([(0.9, True), (0.1, False)]) == 1.0
    assert auc.score([(0.9, False), (0.1, True)]) == 0.0
    assert auc.score([(0.5, True), (0.5, False)]) == 0.5
    assert auc.score([(0.9, True), (0.5, False), (0.4, True), (0.1, False)]) == pytest.approx(0.75)
    with pytest.raises(ValueError, match="something wrong"):
        auc.score([(0.9, True)])


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Checked]:
    """Of a model that takes every shooting for a battle."""
    dataset = gold(tmp_path_factory.mktemp("gold"))

    def wrong(i: int) -> Answer:
        return {"records": [d | {"event_class": "armed_clash"} if n == 0 else d for n, d in enumerate(drafts(i))]}

    out = tmp_path_factory.mktemp("runs") / "run"
    with model(wrong) as server:
        execute(dataset, server.settings(strategy="one_call", cache_prompt=False), out)
    return list(checked(out, dataset))


def test_records_are_asked_about_with_their_sentence_and_what_is_right_of_them(records: list[Checked]) -> None:
    assert {q.kind for r in records for q in r.questions} >= {"news", "class"}
    assert {r.questions[0].right for r in records} == {True, False}
    assert all(r.text.count("<sentence>") == 1 and r.confidence is not None for r in records)


def test_a_model_that_knows_better_now_has_an_area_of_one(records: list[Checked]) -> None:
    sure = {(r.text, q.words): q.right for r in records for q in r.questions}

    def respond(request: ScriptedRequest) -> Answer:
        right = next(sure[key] for key in sure if request.user == f"{key[0]}{key[1]} Yes or No?")
        return Scripted.choice({"Yes": 0.6, "No": 0.4} if right else {"Yes": 0.2, "No": 0.8})

    with ScriptedServer() as server:
        server.respond(respond)
        said = asyncio.run(answers(server.settings(concurrency=1), records))
    assert said[0][0] == pytest.approx(0.6 if records[0].questions[0].right else 0.2)
    lines = told(records, said)
    assert any(line.startswith("news") and "1.00 (1.00 to 1.00)" in line for line in lines)
    assert any(line.startswith(SHIPPED) for line in lines)
    assert NEWS in server.requests[0].user


def test_a_draw_keeps_the_order(records: list[Checked]) -> None:
    assert drawn(records, None, 0) == records
    some = drawn(records, 2, 0)
    assert some == [r for r in records if r in some]
    assert len(some) == 2
