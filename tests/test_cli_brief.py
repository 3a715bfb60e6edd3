"""`summarizer brief`: layout, length, the edition before, and sentences phrased by the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app
from summarizer.schemas.brief import DailyBrief
from summarizer.testing import ScriptedRequest, ScriptedServer

RECORD = {
    "sentences": [1], "event_class": "protest", "status": "occurred", "initiators": ["Dockers"], "targets": [],
    "place": "Port Aran", "when": "on Monday", "killed": None, "killed_who": None, "injured": None, "injured_who": None,
    "other_figure": None, "other_kind": None, "weapons": [], "claimants": ["the mayor"],
}  # fmt: skip
TEXT = "Dockers protested in Port Aran on Monday, the mayor said."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ScriptedServer]:
    def answer(request: ScriptedRequest) -> dict[str, object]:
        if "wording: " in request.user:
            return {"sentence": "Dockers protested in Port Aran on Monday 5 June, the mayor said."}
        return {"records": [RECORD]}

    with ScriptedServer() as running:
        running.respond(answer)
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "k-test")
        monkeypatch.setenv("SUMMARIZER_MODEL", "scripted")
        monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setenv("SUMMARIZER_GAZETTEER", "false")
        yield running


def run(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["brief", *map(str, words)])
    return done.exit_code, done.output


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "port.json"
    path.write_text(json.dumps({"text": TEXT, "published": "2023-06-06", "source": "Harbour Post"}), encoding="utf-8")
    return path


def test_the_layout_is_chosen(server: ScriptedServer, story: Path, tmp_path: Path) -> None:
    page = tmp_path / "brief.md"
    assert run(story, "--date", "2023-06-06", "--layout", "newsroom", "-o", page)[0] == 0
    assert "## What happened" in page.read_text(encoding="utf-8")


def test_the_model_phrases_where_it_is_asked_to(server: ScriptedServer, story: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.json"
    assert run(story, "--date", "2023-06-06", "--phrase", "-o", out)[0] == 0
    brief = DailyBrief.model_validate_json(out.read_text(encoding="utf-8"))
    assert brief.coverage.phrasing.kept == 1
    assert brief.key_takeaways[0].text == "Dockers protested in Port Aran on Monday 5 June, the mayor said."
    assert brief.verify() == []


def test_an_earlier_edition_is_compared_with(server: ScriptedServer, story: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert run(story, "--date", "2023-06-06", "-o", first)[0] == 0
    assert run(story, "--date", "2023-06-07", "--previous", first, "-o", second)[0] == 0
    brief = DailyBrief.model_validate_json(second.read_text(encoding="utf-8"))
    assert brief.prior is not None
    assert brief.prior.edition_date.isoformat() == "2023-06-06"


@pytest.mark.parametrize(
    "words",
    [("--layout", "poster"), ("--length", "endless"), ("--previous", "missing.json"), ("--previous", "{story}")],
)
def test_wrong_use_is_exit_status_2(server: ScriptedServer, story: Path, words: tuple[str, str]) -> None:
    assert run(story, words[0], words[1].format(story=story))[0] == 2
