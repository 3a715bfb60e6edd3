"""One structured call: what is sent in each mode, and what comes of each kind of reply."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel, Field

from summarizer.errors import ArticleError
from summarizer.model.client import ModelClient, Prompt, Reply
from summarizer.model.usage import Budget
from summarizer.schemas import Actor, FailureKind, Figure, Record, Verbatim
from summarizer.schemas.wire import records_schema, wire_schema
from summarizer.testing import Answer, Scripted, ScriptedServer

T = TypeVar("T")


class Note(Record):
    """Something noted."""

    word: Verbatim
    count: Figure | None = None
    names: list[Actor] = Field(default=[])


PROMPT = Prompt("Take notes.", "[1] Rain fell on Marden.", (("[1] Nothing.", '{"records": []}'),))
NOTES = {"records": [{"sentences": [1], "word": "rain", "count": None, "names": []}]}


def call(server: ScriptedServer, ask: Callable[[ModelClient], Awaitable[T]], **settings: Any) -> T:
    """Run `ask` with a client of `server`."""
    embedded = settings.pop("embedded", False)

    async def run() -> T:
        own = server.settings(**settings)
        client = ModelClient(own, model="scripted", base_url=own.base_url, api_key=own.api_key, embedded=embedded)
        async with client:
            return await ask(client)

    return asyncio.run(run())


def ask(server: ScriptedServer, *answers: Answer, budget: Budget | None = None, **settings: Any) -> Reply[list[Note]]:
    server.enqueue(*answers)
    return call(server, lambda client: client.structured_records(PROMPT, Note, budget=budget), **settings)


def failure(server: ScriptedServer, *answers: Answer, **settings: Any) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        ask(server, *answers, **settings)
    return caught.value


# --- what is sent -------------------------------------------------------------------------------------------------


def test_json_schema_mode_sends_our_wire_schema_strictly(server: ScriptedServer) -> None:
    reply = ask(server, NOTES)
    body = server.requests[0].body
    assert [record.word for record in reply.value] == ["rain"]
    assert body["response_format"]["json_schema"] == {"name": "Records", "strict": True, "schema": records_schema(Note)}
    assert body["messages"] == [
        {"role": "system", "content": "Take notes."},
        {"role": "user", "content": "[1] Nothing."},
        {"role": "assistant", "content": '{"records": []}'},
        {"role": "user", "content": "[1] Rain fell on Marden."},
    ]
    assert (body["temperature"], body["seed"], body["max_tokens"]) == (0.0, 0, 2048)


def test_tools_mode_forces_one_call(server: ScriptedServer) -> None:
    reply = ask(server, NOTES, mode="tools")
    body = server.requests[0].body
    function = body["tools"][0]["function"]
    assert [record.word for record in reply.value] == ["rain"]
    assert (function["strict"], function["parameters"]) == (True, records_schema(Note))
    assert body["tool_choice"] == {"type": "function", "function": {"name": function["name"]}}
    assert "response_format" not in body


def test_plain_json_mode_puts_the_schema_into_the_system_message(server: ScriptedServer) -> None:
    reply = ask(server, f"Here you are:\n```json\n{json.dumps(NOTES)}\n```", mode="json")
    body = server.requests[0].body
    system = body["messages"][0]["content"]
    assert [record.word for record in reply.value] == ["rain"]
    assert body["response_format"] == {"type": "json_object"}
    assert system.startswith("Take notes.\n\n")
    assert json.dumps(records_schema(Note), separators=(",", ":")) in system


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
def test_another_wire_schema_may_be_sent(server: ScriptedServer, mode: str) -> None:
    class Answered(BaseModel):
        yes: bool

    wire = {
        "type": "object",
        "properties": {"yes": {"enum": [True]}},
        "required": ["yes"],
        "additionalProperties": False,
    }
    server.enqueue({"yes": True}, {"yes": True})
    for sent in (wire, None):
        call(server, lambda client, sent=sent: client.structured(PROMPT, Answered, wire=sent), mode=mode)  # type: ignore[misc]
    raw = [json.dumps(request.body).replace('\\"', '"').replace(" ", "") for request in server.requests]
    assert json.dumps(wire["properties"]).replace(" ", "") in raw[0]
    assert json.dumps(wire_schema(Answered)["properties"]).replace(" ", "") in raw[1]


def test_article_text_is_never_rendered_as_a_template(server: ScriptedServer) -> None:
    prompt = Prompt("s", "He wrote {{7*7}} and {% broken", ())
    server.enqueue(NOTES)
    call(server, lambda client: client.structured_records(prompt, Note))
    assert server.requests[0].user == "He wrote {{7*7}} and {% broken"


def test_half_of_a_surrogate_pair_does_no_harm(server: ScriptedServer) -> None:
    server.enqueue(NOTES)
    call(server, lambda client: client.structured_records(Prompt("s", "bad \ud83d text"), Note))
    assert server.requests[0].user == "bad ? text"


def test_fields_of_llama_cpp_go_to_llama_cpp_only(server: ScriptedServer) -> None:
    ask(server, NOTES)
    ask(server, NOTES, embedded=True)
    ask(server, NOTES, cache_prompt=False)
    assert [request.body.get("cache_prompt") for request in server.requests] == [None, True, False]


def test_a_grammar_takes_the_place_of_the_schema(server: ScriptedServer) -> None:
    server.enqueue(NOTES)
    call(server, lambda client: client.structured_records(PROMPT, Note, grammar='root ::= "{}"'), embedded=True)
    assert server.requests[0].body["grammar"] == 'root ::= "{}"'
    assert "response_format" not in server.requests[0].body


def test_the_fingerprint_is_that_of_the_body_as_sent_and_stable(server: ScriptedServer) -> None:
    first, second = ask(server, NOTES), ask(server, {"records": []})
    other = ask(server, NOTES, seed=1)
    body = json.dumps(server.requests[0].body, ensure_ascii=False, separators=(",", ":"))
    assert first.fingerprint == second.fingerprint == hashlib.sha256(body.encode()).hexdigest()[:16]
    assert other.fingerprint != first.fingerprint


# --- what comes of replies ----------------------------------------------------------------------------------------

BAD = {"sentences": [2], "word": None, "count": None, "names": []}


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
def test_good_records_are_kept_and_bad_ones_reported(server: ScriptedServer, mode: str) -> None:
    reply = ask(server, {"records": [*NOTES["records"], BAD]}, mode=mode)
    assert [record.word for record in reply.value] == ["rain"]
    assert [(bad.item, bad.field) for bad in reply.dropped] == [(1, "record")]
    assert reply.attempts == 1


def test_no_record_is_an_answer(server: ScriptedServer) -> None:
    reply = ask(server, {"records": []})
    assert (reply.value, reply.dropped, reply.attempts) == ([], (), 1)


def test_a_reply_with_nothing_usable_is_asked_again_from_the_original_prompt(server: ScriptedServer) -> None:
    reply = ask(server, {"records": [BAD]}, "no JSON at all", NOTES, max_reasks=2)
    first, second, third = (request.body["messages"] for request in server.requests)
    assert [record.word for record in reply.value] == ["rain"]
    assert (reply.usage.calls, reply.attempts) == (1, 3)
    assert len(first) == len(second) == len(third)
    assert second[:-1] == third[:-1] == first[:-1]
    assert second[-1]["content"].startswith(first[-1]["content"])
    assert "word" in second[-1]["content"]
    assert "no JSON object" in third[-1]["content"]
    assert "word: Input" not in third[-1]["content"], "only the last error is repeated"


def test_the_words_of_a_re_ask_may_be_given(server: ScriptedServer) -> None:
    server.enqueue("nothing", NOTES)
    repair = lambda error: f"<again>{len(error) > 0}</again>"  # noqa: E731
    call(server, lambda client: client.structured_records(PROMPT, Note, repair=repair))
    assert server.requests[1].user == f"{PROMPT.user}\n\n<again>True</again>"


@pytest.mark.parametrize("reasks", [0, 1, 2])
def test_re_asks_are_capped(server: ScriptedServer, reasks: int) -> None:
    error = failure(server, *["nothing"] * 5, max_reasks=reasks)
    assert error.failure.kind is FailureKind.INVALID_REPLY
    assert len(server.requests) == error.usage.attempts == reasks + 1


@pytest.mark.parametrize("mode", ["json_schema", "tools"])
def test_a_truncated_reply_is_salvaged_item_by_item(server: ScriptedServer, mode: str) -> None:
    text = json.dumps({"records": NOTES["records"] * 3})
    reply = ask(server, Scripted.truncated(text[:-20]), mode=mode)
    assert len(reply.value) == 2
    assert reply.truncated
    assert reply.attempts == 1


def test_a_whole_reply_is_not_called_truncated(server: ScriptedServer) -> None:
    assert not ask(server, NOTES).truncated
    assert not ask(server, Scripted.truncated(json.dumps(NOTES))).truncated


@pytest.mark.parametrize("text", ["", '{"records": [', json.dumps(NOTES)[:40]])
def test_truncated_with_nothing_whole_is_a_failure_and_not_asked_again(server: ScriptedServer, text: str) -> None:
    error = failure(server, Scripted.truncated(text), NOTES)
    assert error.failure.kind is FailureKind.TRUNCATED
    assert "max_output_tokens" in error.failure.message
    assert len(server.requests) == 1


@pytest.mark.parametrize("refusal", [Scripted.refusal("I will not."), Scripted.filtered()])
@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
def test_a_refusal_is_not_asked_again(server: ScriptedServer, refusal: Scripted, mode: str) -> None:
    error = failure(server, refusal, NOTES, mode=mode)
    assert error.failure.kind is FailureKind.REFUSED
    assert (len(server.requests), error.usage.attempts) == (1, 1)


def test_an_empty_reply_is_asked_again_and_then_a_failure_of_its_own_kind(server: ScriptedServer) -> None:
    assert len(ask(server, Scripted.empty(), NOTES).value) == 1
    error = failure(server, Scripted.empty(), Scripted.empty())
    assert error.failure.kind is FailureKind.EMPTY_REPLY
    assert error.usage.attempts == 2


def test_a_reply_without_the_forced_call_is_read_all_the_same(server: ScriptedServer) -> None:
    assert len(ask(server, Scripted.text(json.dumps(NOTES)), mode="tools").value) == 1


def test_one_object_may_be_asked_for(server: ScriptedServer) -> None:
    server.enqueue({"sentences": [1], "word": "rain", "count": [], "names": []})
    reply = call(server, lambda client: client.structured(PROMPT, Note))
    assert reply.value == Note(sentences=[1], word=Verbatim("rain"))
    assert [(bad.item, bad.field) for bad in reply.dropped] == [(None, "count")]


# --- what it costs ------------------------------------------------------------------------------------------------


def test_every_attempt_counts_failed_ones_too(server: ScriptedServer) -> None:
    answers = (
        Scripted.text("no").using(100, 7),
        Scripted.error(500, retry_after=0),
        Scripted.json(NOTES).using(120, 30, 96),
    )
    usage = ask(server, *answers).usage
    assert (usage.calls, usage.attempts) == (1, 3)
    assert (usage.input_tokens, usage.output_tokens, usage.cached_tokens) == (220, 37, 96)
    assert usage.seconds > 0
    assert usage.cost is None, "an unknown model has no price"


def test_a_failure_carries_what_it_cost(server: ScriptedServer) -> None:
    error = failure(server, Scripted.truncated("").using(500, 2048))
    assert (error.usage.input_tokens, error.usage.output_tokens) == (500, 2048)


def test_a_spent_budget_stops_the_article(server: ScriptedServer) -> None:
    budget = Budget(1000)
    error = failure(server, Scripted.text("no").using(900, 100), NOTES, budget=budget)
    assert error.failure.kind is FailureKind.BUDGET
    assert (len(server.requests), budget.spent) == (1, 1000)
    assert error.usage.input_tokens == 900


def test_attempts_without_an_answer_are_charged_to_the_budget_by_size(server: ScriptedServer) -> None:
    budget = Budget(10_000)
    ask(server, Scripted.drop(), Scripted.json(NOTES).using(50, 5), budget=budget)
    assert 55 < budget.spent < 1000


# --- what is loaded -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "module", ["summarizer", "summarizer.model.client", "summarizer.testing", "summarizer.schemas.wire"]
)
def test_importing_loads_nothing_heavy(module: str) -> None:
    heavy = "{'openai', 'instructor', 'tenacity', 'httpx2', 'genai_prices', 'numpy'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
