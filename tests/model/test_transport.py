"""Between client and endpoint: retries, secrets, the record of calls, prices."""

from __future__ import annotations

import json
import logging
import time
import traceback
from email.utils import formatdate
from pathlib import Path

import pytest

from summarizer.errors import (
    ArticleError,
    AuthenticationError,
    ConfigurationError,
)
from summarizer.model.faults import MAX_WAIT, retry_after
from summarizer.model.usage import price
from summarizer.schemas import FailureKind, Usage
from summarizer.testing import Scripted, ScriptedServer
from tests.model.asking import KEY, OK, Asked, fail, kind

# --- retries ------------------------------------------------------------------------------------------------------

TRANSIENT = [
    *(Scripted.error(status) for status in (408, 409, 429, 500, 502, 503)),
    Scripted.drop(),
    Scripted.drop(within=True),
    Scripted.malformed(),
    Scripted.malformed("<html>busy</html>"),
    Scripted.malformed('{"error": {"message": "upstream failed"}}'),
    Scripted.malformed('{"choices": []}'),
    Scripted.malformed('{"choices": "none"}'),
    Scripted.malformed("[]"),
]


@pytest.mark.parametrize("fault", TRANSIENT, ids=lambda fault: f"{fault.status}-{fault.fault}-{fault.raw}"[:30])
def test_transient_faults_are_retried(server: ScriptedServer, fault: Scripted) -> None:
    server.enqueue(fault, fault, OK)
    asked = Asked(server)
    (reply,) = asked.ask()
    assert reply.attempts == len(server.requests) == 3
    assert all(0 < wait < 3 for wait in asked.waits)


def test_retries_are_capped_and_then_the_article_fails(server: ScriptedServer) -> None:
    error = fail(server, *[Scripted.error(503, "loading")] * 5, max_attempts=3)
    assert kind(error) is FailureKind.TRANSPORT
    assert len(server.requests) == 3
    assert isinstance(error, ArticleError)
    assert error.usage.attempts == 3
    assert "loading" in str(error)


def test_a_hanging_endpoint_is_given_up_after_the_timeout(server: ScriptedServer) -> None:
    error = fail(server, Scripted.hang(), Scripted.hang(), timeout=0.2, max_attempts=2)
    assert kind(error) is FailureKind.TRANSPORT
    assert "timeout" in str(error)
    assert len(server.requests) == 2


def test_a_slow_body_is_waited_for(server: ScriptedServer) -> None:
    server.enqueue(OK.slow(0.3))
    assert Asked(server).ask()[0].attempts == 1


def test_the_server_says_how_long_to_wait(server: ScriptedServer) -> None:
    server.enqueue(Scripted.error(429, retry_after=7), Scripted.error(503, retry_after=0.25), OK)
    asked = Asked(server)
    asked.ask()
    assert asked.waits == [7.0, 0.25]


def test_retry_after_is_read_in_every_form_and_capped() -> None:
    assert retry_after({"retry-after": "7"}) == 7
    assert retry_after({"retry-after-ms": "250", "retry-after": "7"}) == 0.25
    assert retry_after({"retry-after": "100000"}) == MAX_WAIT
    assert retry_after({"retry-after": "-3"}) == 0
    assert 20 < (retry_after({"retry-after": formatdate(time.time() + 30, usegmt=True)}) or 0) <= 30
    assert retry_after({"retry-after": formatdate(time.time() - 30, usegmt=True)}) == 0
    for nothing in ({}, {"retry-after": "soon"}, {"retry-after": "nan"}):
        assert retry_after(nothing) is None


# --- secrets ------------------------------------------------------------------------------------------------------


def test_no_secret_is_in_any_log_error_or_record(
    server: ScriptedServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = server.base_url.replace("http://", "http://reader:pass-word-1@") + "?token=query-secret-1"
    asked = Asked(server, api_key=KEY, base_url=address, record=tmp_path / "calls.jsonl", max_attempts=2)
    server.enqueue(OK, Scripted.error(500, f"key {KEY} failed"), Scripted.error(401, f"bad key {KEY}"))
    with pytest.raises(AuthenticationError) as caught:
        asked.ask(times=2)
    shown = [caplog.text, "".join(traceback.format_exception(caught.value)), repr(asked.client()), str(asked.client())]
    shown += [repr(asked.client().endpoint), (tmp_path / "calls.jsonl").read_text("utf-8")]
    for secret in (KEY, "pass-word-1", "cGFzcy13b3Jk"):
        assert not any(secret in text for text in shown), secret
    assert not any("query-secret-1" in text for text in shown[1:])


def test_user_and_password_of_the_address_are_sent_as_such(server: ScriptedServer) -> None:
    server.enqueue(OK)
    Asked(server, base_url=server.base_url.replace("http://", "http://reader:pass@") + "?v=1").ask()
    assert server.requests[0].headers["authorization"] == "Basic cmVhZGVyOnBhc3M="


def test_no_proxy_stands_between_this_machine_and_itself(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    server.enqueue(OK)
    assert len(Asked(server).ask()) == 1


# --- record and price ---------------------------------------------------------------------------------------------


def test_every_attempt_is_one_line_of_the_record(server: ScriptedServer, tmp_path: Path) -> None:
    path = tmp_path / "new" / "calls.jsonl"
    server.enqueue(Scripted.error(500, "trouble"), OK.using(40, 4, 32))
    Asked(server, record=path).ask()
    failed, done = map(json.loads, path.read_text("utf-8").splitlines())
    assert (failed["reply"], failed["error"]["type"]) == (None, "ArticleError")
    assert "trouble" in failed["error"]["message"]
    assert failed["request"] == done["request"] == server.requests[0].body
    assert done["reply"]["choices"][0]["message"]["content"] == '{"records": []}'
    assert (done["usage"]["input_tokens"], done["usage"]["cached_tokens"], done["error"]) == (40, 32, None)


def test_a_record_that_cannot_be_written_is_said_at_the_start(server: ScriptedServer, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="record"):
        Asked(server, record=tmp_path).client()


def test_a_full_disk_later_costs_the_record_and_no_article(
    server: ScriptedServer, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    server.enqueue(OK, OK)
    asked = Asked(server, record=tmp_path / "calls.jsonl")
    monkeypatch.setattr("summarizer.model.journal.os.write", full)
    assert len(asked.ask(times=2)) == 2
    assert caplog.text.count("No space left") == 1


def test_prices_are_known_or_none() -> None:
    usage = Usage(attempts=1, input_tokens=1000, output_tokens=100, cached_tokens=500)
    at_openai = price("gpt-4o-mini", "https://api.openai.com/v1", usage)
    assert at_openai is not None
    assert at_openai == pytest.approx(500 * 0.15e-6 + 500 * 0.075e-6 + 100 * 0.6e-6)
    assert price("gpt-4o-mini", "https://models.example.org/v1", usage) is None
    assert price("no-such-model", "https://api.openai.com/v1", usage) is None
