"""The embedded model: a GGUF file served in-process by the real runtime, with the smallest model of the catalogue."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import platformdirs
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletion

from summarizer.errors import MissingExtraError, ModelFileError
from summarizer.model.download import model_path
from summarizer.model.embedded import EmbeddedServer, serve

REAL_CACHE = Path(platformdirs.user_cache_dir("summarizer", appauthor=False))
"""The machine's own cache, so that the 94 MB are fetched once, and not by every run of the tests."""

QUESTION = "Which is larger, the sea or a lake? Answer in a few words."

LONG_RUN = """
import sys, threading, time, urllib.request, json
from pathlib import Path
from summarizer.model import embedded

server = embedded.serve(Path(sys.argv[1]), context_tokens=1024)
body = {"messages": [{"role": "user", "content": "Count."}], "max_tokens": int(sys.argv[2]), "ignore_eos": True}
request = urllib.request.Request(
    server.base_url + "/chat/completions",
    json.dumps(body).encode(),
    {"Authorization": "Bearer " + server.api_key, "Content-Type": "application/json"},
)
ended = []
def ask():
    try:
        ended.append(urllib.request.urlopen(request).status)
    except OSError as error:
        ended.append(type(error).__name__)
thread = threading.Thread(target=ask, daemon=True)
thread.start()
while not any(slot["is_processing"] for slot in embedded._slots(server.base_url[:-3], server.api_key)):
    time.sleep(0.01)
"""
"""A program with one request in work; what follows is how it ends."""


@pytest.fixture(scope="module")
def small() -> Path:
    return model_path("smollm2-135m", REAL_CACHE)


@pytest.fixture(scope="module")
def server(small: Path) -> Iterator[EmbeddedServer]:
    with serve(small, context_tokens=1024, slots=2) as served:
        yield served


def ask(server: EmbeddedServer, prompt: str = QUESTION, **options: Any) -> ChatCompletion:
    with OpenAI(base_url=server.base_url, api_key=server.api_key, max_retries=0) as client:
        reply: ChatCompletion = client.chat.completions.create(
            model=server.model,
            messages=[{"role": "user", "content": prompt}],
            **{"temperature": 0, "max_tokens": 16, **options},
        )
    return reply


def wire(schema: dict[str, object]) -> dict[str, object]:
    return {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": schema}}


# --- what the endpoint does -----------------------------------------------------------------------------------------


def test_it_answers_as_an_openai_endpoint_and_counts_tokens(server: EmbeddedServer) -> None:
    reply = ask(server)
    assert reply.choices[0].message.content
    assert reply.usage is not None
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens


def test_it_is_known_by_the_name_of_its_file(server: EmbeddedServer, small: Path) -> None:
    with OpenAI(base_url=server.base_url, api_key=server.api_key) as client:
        assert [model.id for model in client.models.list()] == [server.model] == [small.stem]


def test_it_listens_on_the_loopback_and_refuses_another_key(server: EmbeddedServer) -> None:
    assert server.base_url.startswith("http://127.0.0.1:")
    with (
        OpenAI(base_url=server.base_url, api_key="guess", max_retries=0) as client,
        pytest.raises(openai.AuthenticationError),
    ):
        client.chat.completions.create(model=server.model, messages=[{"role": "user", "content": "hello"}])


def test_a_schema_binds_the_reply(server: EmbeddedServer) -> None:
    schema = {
        "type": "object",
        "properties": {
            "larger": {"enum": ["sea", "lake"]},
            "words": {"type": "array", "items": {"type": "string", "maxLength": 8}, "minItems": 1, "maxItems": 2},
            "depth": {"type": ["integer", "null"]},
        },
        "required": ["larger", "words", "depth"],
        "additionalProperties": False,
    }
    value = json.loads(ask(server, max_tokens=80, response_format=wire(schema)).choices[0].message.content or "")
    assert list(value) == ["larger", "words", "depth"]
    assert value["larger"] in ("sea", "lake")
    assert 1 <= len(value["words"]) <= 2
    assert all(len(word) <= 8 for word in value["words"])


@pytest.mark.parametrize("grammar", ['root ::= "sea" | "lake"', '%llguidance {}\nstart: "sea" | "lake"'])
def test_a_grammar_binds_the_reply(server: EmbeddedServer, grammar: str) -> None:
    assert ask(server, extra_body={"grammar": grammar}).choices[0].message.content in ("sea", "lake")


def test_a_reply_that_does_not_fit_says_so(server: EmbeddedServer) -> None:
    assert ask(server, max_tokens=2).choices[0].finish_reason == "length"


def test_the_first_token_comes_with_probabilities_of_its_rivals(server: EmbeddedServer) -> None:
    logprobs = ask(server, max_tokens=1, logprobs=True, top_logprobs=5).choices[0].logprobs
    assert logprobs is not None
    assert logprobs.content
    rivals = [math.exp(rival.logprob) for rival in logprobs.content[0].top_logprobs]
    assert len(rivals) == 5
    assert rivals == sorted(rivals, reverse=True)
    assert 0 < sum(rivals) <= 1.0001


def test_a_prefix_is_read_once_unless_that_is_turned_off(server: EmbeddedServer) -> None:
    text = "The ferry leaves at noon from the old pier. " * 20

    def cached(question: str, **extra: bool) -> int:
        usage = ask(server, text + question, max_tokens=1, extra_body=extra).usage
        assert usage is not None
        assert usage.prompt_tokens_details is not None
        return usage.prompt_tokens_details.cached_tokens or 0

    cached("When does it leave?")
    assert cached("Where from?") > 150
    assert cached("Where from?", cache_prompt=False) == 0


def test_every_slot_has_the_whole_context(server: EmbeddedServer) -> None:
    assert server.context_tokens == 1024
    usage = ask(server, "tide " * 900, max_tokens=1).usage
    assert usage is not None
    assert usage.prompt_tokens > 900
    with pytest.raises(openai.BadRequestError, match="exceed_context_size_error"):
        ask(server, "tide " * 1100, max_tokens=1)


def test_two_servers_run_at_once(server: EmbeddedServer, small: Path) -> None:
    with serve(small, context_tokens=512, name="second") as second:
        assert (second.model, second.context_tokens) == ("second", 512)
        assert ask(second, max_tokens=2).model == "second"
        assert ask(server, max_tokens=2).model == small.stem
    assert ask(server, max_tokens=2).model == small.stem


def test_requests_at_the_same_time_are_all_answered(server: EmbeddedServer) -> None:
    said: dict[int, str] = {}

    def one(number: int) -> None:
        said[number] = ask(server, f"Write the number {number}.", max_tokens=6).choices[0].message.content or ""

    threads = [threading.Thread(target=one, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [0, 1, 2, 3, 4]
    assert all(said.values())


# --- start and end --------------------------------------------------------------------------------------------------


def test_it_is_silent_from_start_to_end(small: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serve(small, context_tokens=512) as served:
        ask(served, max_tokens=2)
        with pytest.raises(openai.BadRequestError):
            ask(served, "tide " * 600)
    assert capfd.readouterr() == ("", "")


def test_a_closed_server_is_gone_and_may_be_closed_again(small: Path) -> None:
    served = serve(small, context_tokens=512)
    assert not served.closed
    served.close()
    served.close()
    assert served.closed
    with pytest.raises(openai.APIConnectionError):
        ask(served)


def run_to_the_end(small: Path, ending: str, tokens: int = 900) -> tuple[int, str, str]:
    """Status, stdout and stderr of LONG_RUN and then `ending`, in a process that can be killed if it hangs."""
    command = [sys.executable, "-c", LONG_RUN + ending, str(small), str(tokens)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    return run.returncode, run.stdout, run.stderr


def test_closing_breaks_off_a_request_in_work(small: Path) -> None:
    ended = run_to_the_end(small, "server.close(); thread.join(); print(ended)")
    assert ended == (0, "['RemoteDisconnected']\n", "")


def test_closing_waits_for_a_request_in_work_where_sockets_cannot_be_shut_down(small: Path) -> None:
    ending = "embedded._disconnect = lambda port: False; server.close(); thread.join(); print(ended)"
    assert run_to_the_end(small, ending, tokens=60) == (0, "[200]\n", "")


def test_a_program_that_ends_with_a_request_in_work_ends(small: Path) -> None:
    assert run_to_the_end(small, "") == (0, "", "")


# --- what cannot be served ------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"none\.gguf: cannot be read: No such file"):
        serve(tmp_path / "none.gguf")


def test_a_file_of_another_kind_is_told_from_its_first_bytes(tmp_path: Path) -> None:
    page = tmp_path / "page.gguf"
    page.write_text("<html>not found</html>", encoding="utf-8")
    with pytest.raises(ModelFileError, match="not a GGUF file"):
        serve(page)


def test_a_model_that_was_cut_off_is_refused_in_the_words_of_the_runtime(small: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.gguf"
    with small.open("rb") as whole:
        cut.write_bytes(whole.read(8_000_000))
    with pytest.raises(ModelFileError, match="corrupted or incomplete"):
        serve(cut)


def test_without_the_extra_the_error_says_what_to_install(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(MissingExtraError, match=r"news-event-summarizer\[local\]"):
        serve(small)
