"""The scriptable server, asked by a plain HTTP client as any other program would."""

from __future__ import annotations

import doctest
import http.client
import json
import threading
import time
from typing import Any

import pytest

from summarizer import testing
from summarizer.testing import Scripted, ScriptedServer


def send(server: ScriptedServer, method: str = "POST", path: str = "/chat/completions", **body: Any) -> tuple[int, Any]:
    """Status and JSON of one request."""
    host = server.base_url.removeprefix("http://").removesuffix("/v1")
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        sent = {"model": "scripted", "messages": [{"role": "user", "content": "hello"}], **body}
        connection.request(method, f"/v1{path}", json.dumps(sent) if method == "POST" else None, {"X-Test": "1"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def message(answer: tuple[int, Any]) -> Any:
    return answer[1]["choices"][0]["message"]


def test_the_example_of_the_module_runs() -> None:
    assert doctest.testmod(testing).attempted > 0
    assert doctest.testmod(testing).failed == 0


def test_replies_come_in_order_then_from_the_function(server: ScriptedServer) -> None:
    server.enqueue("first", {"second": 2})
    server.respond(lambda request: f"{request.user}!")
    contents = [message(send(server))["content"] for _ in range(4)]
    assert contents == ["first", '{"second": 2}', "hello!", "hello!"]


def test_requests_are_kept_with_body_and_headers(server: ScriptedServer) -> None:
    server.enqueue("a")
    send(server, temperature=0.5)
    (request,) = server.requests
    assert request.body["temperature"] == 0.5
    assert request.headers["x-test"] == "1"
    assert (request.text, request.user) == ("hello", "hello")


def test_an_empty_script_says_so(server: ScriptedServer) -> None:
    status, body = send(server)
    assert status == 400
    assert "script has run out" in body["error"]["message"]


def test_models_are_listed_and_others_unknown() -> None:
    with ScriptedServer(models=("small", "large")) as server:
        status, listed = send(server, "GET", "/models")
        assert status == 200
        assert [entry["id"] for entry in listed["data"]] == ["small", "large"]
        status, body = send(server, model="medium")
        assert (status, body["error"]["code"]) == (404, "model_not_found")
        assert send(server, "GET", "/nothing")[0] == send(server, path="/nothing")[0] == 404


def test_a_key_may_be_demanded() -> None:
    with ScriptedServer(api_key="right") as server:
        assert send(server)[0] == 401
        settings = server.settings()
        assert settings.api_key is not None
        assert settings.api_key.get_secret_value() == "right"


def test_settings_point_to_the_server(server: ScriptedServer) -> None:
    settings = server.settings(max_attempts=1)
    assert (settings.base_url, settings.model, settings.max_attempts) == (server.base_url, "scripted", 1)
    assert not settings.embedded


def test_a_forced_tool_call_is_answered_with_its_arguments(server: ScriptedServer) -> None:
    tools = [{"type": "function", "function": {"name": "Records", "parameters": {}}}]
    server.enqueue({"a": 1}, Scripted.truncated('{"a"'), "words")
    first, second, third = (send(server, tools=tools)[1]["choices"][0] for _ in range(3))
    assert first["message"]["tool_calls"][0]["function"] == {"name": "Records", "arguments": '{"a": 1}'}
    assert (first["finish_reason"], second["finish_reason"]) == ("tool_calls", "length")
    assert third["message"]["content"] == "words"


def test_log_probabilities_are_given_where_asked_for(server: ScriptedServer) -> None:
    server.enqueue(*[Scripted.choice({"No": 0.2, "Yes": 0.8, "never": 0.0})] * 2)
    choice = send(server, logprobs=True, top_logprobs=2)[1]["choices"][0]
    first = choice["logprobs"]["content"][0]
    assert choice["message"]["content"] == first["token"] == "Yes"
    assert [entry["token"] for entry in first["top_logprobs"]] == ["Yes", "No"]
    assert send(server)[1]["choices"][0]["logprobs"] is None


def test_usage_is_counted_or_as_set(server: ScriptedServer) -> None:
    server.enqueue("word " * 8, Scripted.text("x").using(100, 20, 64))
    counted, given = send(server)[1]["usage"], send(server)[1]["usage"]
    assert counted["completion_tokens"] > 5
    assert (given["prompt_tokens"], given["completion_tokens"], given["total_tokens"]) == (100, 20, 120)
    assert given["prompt_tokens_details"] == {"cached_tokens": 64}


def test_refusals_and_filtered_replies_have_their_own_fields(server: ScriptedServer) -> None:
    server.enqueue(Scripted.refusal("no"), Scripted.filtered(), Scripted.empty())
    assert message(send(server)) == {"role": "assistant", "content": None, "refusal": "no"}
    assert send(server)[1]["choices"][0]["finish_reason"] == "content_filter"
    assert message(send(server))["content"] == ""


def test_errors_have_the_form_of_the_api(server: ScriptedServer) -> None:
    server.enqueue(Scripted.error(503, "busy", "overloaded", retry_after=3))
    assert send(server) == (
        503,
        {"error": {"message": "busy", "type": "overloaded", "code": "overloaded", "param": None}},
    )


@pytest.mark.parametrize("within", [False, True])
def test_a_dropped_connection_gives_no_whole_reply(server: ScriptedServer, within: bool) -> None:
    server.enqueue(Scripted.drop(within=within))
    with pytest.raises((http.client.HTTPException, OSError)):
        send(server)


def test_a_malformed_body_is_sent_as_it_is(server: ScriptedServer) -> None:
    server.enqueue(Scripted.malformed("{nothing"))
    with pytest.raises(json.JSONDecodeError):
        send(server)


def test_a_slow_body_comes_whole(server: ScriptedServer) -> None:
    server.enqueue(Scripted.text("late").slow(0.2))
    assert message(send(server))["content"] == "late"


def test_a_hanging_request_ends_with_the_server() -> None:
    seen: list[Exception] = []

    def hang(server: ScriptedServer) -> None:
        try:
            send(server)
        except (http.client.HTTPException, OSError) as error:
            seen.append(error)

    with ScriptedServer() as server:
        server.enqueue(Scripted.hang())
        thread = threading.Thread(target=hang, args=(server,))
        thread.start()
        while not server.requests:
            time.sleep(0.01)
        assert not seen
    thread.join(timeout=10)
    assert len(seen) == 1


def test_many_requests_at_once_are_each_answered(server: ScriptedServer) -> None:
    server.enqueue(*[str(number) for number in range(20)])
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(message(send(server))["content"])) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, answers)) == list(range(20))
