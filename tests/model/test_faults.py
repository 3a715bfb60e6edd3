"""Errors of an endpoint: which stop the run, which fail one article, and which can be worked around."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket

import pytest

from summarizer.errors import (
    ArticleError,
    AuthenticationError,
    ConfigurationError,
    EndpointError,
    UnknownModelError,
)
from summarizer.model.endpoint import Endpoint
from summarizer.schemas import FailureKind, Record
from summarizer.testing import Scripted, ScriptedServer
from tests.model.asking import KEY, OK, PROMPT, Asked, fail, kind

# --- errors that no retry helps -----------------------------------------------------------------------------------


def test_used_up_credit_is_not_retried(server: ScriptedServer) -> None:
    error = fail(server, Scripted.error(429, "You exceeded your quota", "insufficient_quota"))
    assert isinstance(error, ConfigurationError)
    assert "credit" in str(error)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_stops_the_run(server: ScriptedServer, status: int) -> None:
    error = fail(server, Scripted.error(status, f"Incorrect API key provided: {KEY}"), api_key=KEY)
    assert isinstance(error, AuthenticationError)
    assert "api_key" in str(error)
    assert KEY not in str(error)
    assert len(server.requests) == 1


def test_an_unknown_model_is_answered_with_those_on_offer() -> None:
    with ScriptedServer(models=("small", "large")) as server:
        error = fail(server, model="medium")
    assert isinstance(error, UnknownModelError)
    assert "small, large" in str(error)


def test_a_wrong_address_is_not_called_a_wrong_model(server: ScriptedServer) -> None:
    error = fail(server, base_url=server.base_url.removesuffix("/v1") + "/v2/x")
    assert isinstance(error, ConfigurationError)
    assert "/v2/x" in str(error)


def free_port() -> int:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    return port


def test_no_connection_at_the_first_call_stops_the_run_at_once(server: ScriptedServer) -> None:
    asked = Asked(server, base_url=f"http://127.0.0.1:{free_port()}/v1")
    with pytest.raises(EndpointError, match="base_url"):
        asked.ask()
    assert asked.waits == []


def test_no_connection_later_fails_the_article_only() -> None:
    async def run() -> None:
        with ScriptedServer() as server:
            asked = Asked(server, max_attempts=2)
            server.enqueue(OK)
            client = asked.client()
            await client.structured_records(PROMPT, Record)
        async with client:
            await client.structured_records(PROMPT, Record)

    with pytest.raises(ArticleError) as caught:
        asyncio.run(run())
    assert kind(caught.value) is FailureKind.TRANSPORT
    assert caught.value.usage.attempts == 2


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Scripted.error(400, "maximum context length is 8192", "context_length_exceeded"), FailureKind.TOO_LONG),
        (Scripted.error(400, "request exceeds the context size", "exceed_context_size_error"), FailureKind.TOO_LONG),
        (Scripted.error(400, "The response was filtered", "content_filter"), FailureKind.REFUSED),
    ],
)  # fmt: skip
def test_a_request_that_only_this_article_makes_bad(
    server: ScriptedServer, answer: Scripted, expected: FailureKind
) -> None:
    assert kind(fail(server, answer)) is expected
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("mode", "message", "advice"),
    [
        ("json_schema", "'response_format.type' json_schema is not supported by this model", '"tools" or "json"'),
        ("tools", "this server does not support tools", '"json_schema" or "json"'),
        ("json", "response_format: unsupported", '"tools"'),
    ],
)
def test_an_unsupported_mode_is_named_with_those_to_try(
    server: ScriptedServer, mode: str, message: str, advice: str
) -> None:
    error = fail(server, Scripted.error(400, message), mode=mode)
    assert isinstance(error, ConfigurationError)
    assert f"set mode to {advice}" in str(error)


def test_any_other_bad_request_is_the_settings_fault_at_first_and_the_articles_later(server: ScriptedServer) -> None:
    assert isinstance(fail(server, Scripted.error(400, "bad")), ConfigurationError)
    server.enqueue(OK, Scripted.error(400, "bad"))
    with pytest.raises(ArticleError) as caught:
        Asked(server).ask(times=2)
    assert kind(caught.value) is FailureKind.TRANSPORT


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host/v1", "http://", "/v1"])
def test_an_address_that_is_none_is_refused_before_any_call(url: str) -> None:
    with pytest.raises(ConfigurationError, match="base_url"):
        Endpoint.of(url, None)


# --- what an endpoint does not take -------------------------------------------------------------------------------


def test_a_parameter_that_the_model_refuses_is_left_out_from_then_on(server: ScriptedServer) -> None:
    message = "Unsupported value: 'temperature' does not support 0 with this model."
    refused = Scripted.error(400, message, "unsupported_value")
    server.enqueue(refused, OK, OK)
    Asked(server).ask(times=2)
    assert ["temperature" in request.body for request in server.requests] == [True, False, False]


def test_max_tokens_is_renamed_where_the_model_says_so(server: ScriptedServer) -> None:
    message = (
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    )
    server.enqueue(Scripted.error(400, message, "unsupported_parameter"), OK)
    Asked(server).ask()
    assert server.requests[1].body["max_completion_tokens"] == 2048
    assert "max_tokens" not in server.requests[1].body


def test_bounds_that_a_strict_mode_does_not_know_are_left_out(server: ScriptedServer) -> None:
    server.enqueue(Scripted.error(400, "Invalid schema for response_format: 'maxItems' is not permitted."), OK)
    Asked(server).ask()
    before, after = (json.dumps(request.body) for request in server.requests)
    assert "maxItems" in before
    assert "maxItems" not in after
    assert "properties" in after
