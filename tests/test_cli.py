"""The command line as a person and a program meet it: output, exit status, and clear words for what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.schemas import EventRecord
from summarizer.schemas.brief import DailyBrief
from summarizer.testing import ScriptedRequest, ScriptedServer

STORM = "Police closed the Aran bridge on Monday, the mayor said. Two drivers were injured."
RECORD = {
    "sentences": [1, 2],
    "event_class": "other",
    "status": "occurred",
    "initiators": ["Police"],
    "targets": [],
    "place": "the Aran bridge",
    "when": "Monday",
    "killed": None,
    "killed_who": None,
    "injured": "Two",
    "injured_who": "drivers",
    "other_figure": None,
    "other_kind": None,
    "weapons": [],
    "claimants": ["the mayor"],
}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    def answer(request: ScriptedRequest) -> dict[str, object]:
        return {"records": [RECORD]} if "Aran" in request.user else {"records": []}

    with ScriptedServer() as running:
        running.respond(answer)
        yield running


def run(server: ScriptedServer, *words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": "k-secret-1234",
        "SUMMARIZER_MODEL": "scripted",
    }
    command = [sys.executable, "-m", "summarizer.cli", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, timeout=120
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "storm.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "storm.json").write_text(
        json.dumps({"title": "Bridge shut", "published": "2024-06-05"}), encoding="utf-8"
    )
    (tmp_path / "calm.txt").write_text("A calm day in Brask.", encoding="utf-8")
    return tmp_path


def test_extract_prints_a_table_for_people(server: ScriptedServer, news: Path) -> None:
    done = run(server, "extract", news / "storm.txt")
    assert done.returncode == 0, done.stderr
    assert "Bridge shut" in done.stdout
    assert "the mayor" in done.stdout
    assert "2024-06-03" in done.stdout


def test_extract_pipes_json_lines_and_nothing_else(server: ScriptedServer, news: Path) -> None:
    done = run(server, "extract", news, "-o", "-")
    assert done.returncode == 0, done.stderr
    events = [EventRecord.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [e.event_class for e in events] == ["other"]


def test_rejected_values_are_shown_with_their_reasons(server: ScriptedServer, news: Path) -> None:
    server.respond(lambda request: {"records": [{**RECORD, "place": "Mardin"}]})
    done = run(server, "extract", news / "storm.txt")
    assert "Mardin" in done.stdout
    assert "not_in_text" in done.stdout


@pytest.mark.parametrize("suffix", [".md", ".html", ".json"])
def test_a_brief_is_written_in_the_form_that_its_name_asks_for(server: ScriptedServer, news: Path, suffix: str) -> None:
    out = news / f"brief{suffix}"
    done = run(server, "brief", news / "storm.txt", "--date", "2024-06-05", "-o", out)
    assert done.returncode == 0, done.stderr
    text = out.read_text(encoding="utf-8")
    assert "mayor" in text
    if suffix == ".json":
        assert str(DailyBrief.model_validate_json(text).edition_date) == "2024-06-05"


def test_what_cannot_be_read_is_listed_and_the_rest_goes_through(server: ScriptedServer, news: Path) -> None:
    (news / "broken.txt").write_bytes(b"\x00\x01\x02 binary")
    (news / "empty.txt").write_text("", encoding="utf-8")
    done = run(server, "extract", news, news / "missing.txt", "-o", "-")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    for name in ("broken.txt", "empty.txt", "missing.txt"):
        assert name in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("extract",), "Missing argument"),
        (("brief", "x.txt", "-o", "brief.pdf"), ".html"),
        (("extract", "x.txt", "--strategy", "magic"), "strategy"),
        (("extract", "x.txt", "--config", "no-such.toml"), "no-such.toml"),
        (("schema", "nothing"), "event"),
        (("extract", "storm.txt", "-m", "other-model"), "scripted"),
    ],
)
def test_wrong_use_is_exit_status_2_and_says_what_to_do(
    server: ScriptedServer, news: Path, words: tuple[str, ...], told: str
) -> None:
    done = run(server, *words, cwd=news)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "k-secret-1234" not in done.stderr


def test_schema_prints_json_schema(server: ScriptedServer) -> None:
    event = json.loads(run(server, "schema", "event").stdout)
    assert "event_class" in event["properties"]
    wire = json.loads(run(server, "schema", "event", "--wire").stdout)
    assert wire["additionalProperties"] is False


def test_settings_come_from_a_toml_file_too(server: ScriptedServer, news: Path) -> None:
    (news / "summarizer.toml").write_text('strategy = "staged"\n', encoding="utf-8")
    assert run(server, "extract", news / "storm.txt", cwd=news).returncode == 0
    assert len(server.requests) == 2, "one question a sentence"


def test_every_call_can_be_recorded_without_the_key(server: ScriptedServer, news: Path) -> None:
    record = news / "calls.jsonl"
    assert run(server, "extract", news / "storm.txt", "--record", record).returncode == 0
    (line,) = record.read_text(encoding="utf-8").splitlines()
    assert "Aran" in line
    assert "k-secret-1234" not in line


def test_doctor_looks_at_the_endpoint(server: ScriptedServer) -> None:
    done = run(server, "doctor")
    assert "scripted" in done.stdout
    assert "standard (setting: auto): one call an article" in done.stdout
    assert done.returncode == 0, done.stdout + done.stderr


def test_doctor_says_what_a_profile_means(server: ScriptedServer) -> None:
    done = run(server, "doctor", "--profile", "small")
    assert "staged, questions for a schema of your own" in done.stdout
    assert run(server, "doctor", "--profile", "huge").returncode == 2


def test_models_list_names_the_catalogue(server: ScriptedServer) -> None:
    done = run(server, "models", "list")
    assert "qwen2.5-coder-1.5b" in done.stdout
    assert "Apache-2.0" in done.stdout


def test_version(server: ScriptedServer) -> None:
    assert run(server, "--version").stdout.startswith("summarizer ")


def test_a_doubtful_article_goes_to_the_model_named_for_it(
    server: ScriptedServer, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.respond(lambda request: {"records": []})
    with ScriptedServer(("strong",)) as strong:
        strong.respond(lambda request: {"records": [RECORD]})
        monkeypatch.setenv("SUMMARIZER_ESCALATE_BASE_URL", strong.base_url)
        asked = ("extract", news / "storm.txt", "-o", "-", "--escalate-to", "strong", "--escalate-below", "0.7")
        done = run(server, *asked)
        told = run(server, "brief", news / "storm.txt", "--escalate-to", "strong")
        monkeypatch.setenv("SUMMARIZER_ESCALATE_TO", "strong")
        seen = run(server, "doctor")
    assert [json.loads(line)["provenance"]["model"] for line in done.stdout.splitlines()] == ["strong"]
    assert "Aran bridge" in told.stdout
    assert "stronger model" in seen.stdout
    assert seen.returncode == 0, seen.stdout
    assert all("k-secret-1234" not in r.headers.get("authorization", "") for r in strong.requests)
