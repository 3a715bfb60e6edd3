"""`summarizer brief` as a cron job: feeds and a store, an edition a day, a report for the program that started it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.editions import RunReport
from summarizer.schemas.brief import DailyBrief
from summarizer.testing import ScriptedRequest, ScriptedServer
from tests.smallweb import Web, small_web
from tests.test_cli import RECORD, STORM

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Post</title>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate></item>"
PAGE = "<!doctype html><html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>"
MONDAY, OLD = "Mon, 05 Jun 2023 20:00:00 GMT", "Mon, 01 May 2023 20:00:00 GMT"
QUIET = "The ferry to the islands runs again after a week of repairs, the harbour office said. " * 4


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    def answer(request: ScriptedRequest) -> dict[str, object]:
        return {"records": [RECORD]} if "Aran" in request.user else {"records": []}

    with ScriptedServer() as running:
        running.respond(answer)
        yield running


@pytest.fixture
def web() -> Iterator[Web]:
    with small_web() as server:
        yield server


@pytest.fixture
def desk(web: Web, tmp_path: Path) -> Path:
    """A folder with a feeds.toml; the feed lists a storm, a quiet day, an old story and a page that is gone."""
    web.put("/storm", PAGE.format(title="Storm", text=STORM))
    web.put("/quiet", PAGE.format(title="Ferry", text=QUIET))
    items = [("Storm", "/storm", MONDAY), ("Ferry", "/quiet", MONDAY), ("Old", "/old", OLD), ("Gone", "/gone", MONDAY)]
    listed = "".join(ITEM.format(title=t, link=web.url(path), day=day) for t, path, day in items)
    web.put("/feed", FEED.format(items=listed), kind="application/rss+xml")
    (tmp_path / "feeds.toml").write_text(f'[[feeds]]\nurl = "{web.url("/feed")}"\n', encoding="utf-8")
    return tmp_path


def run(server: ScriptedServer, desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k", "SUMMARIZER_MODEL": "scripted",
                   "SUMMARIZER_CACHE_DIR": str(desk / "cache")}  # fmt: skip
    command = [sys.executable, "-m", "summarizer.cli", *words]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=desk, timeout=120
    )


def daily(server: ScriptedServer, desk: Path, day: str = "2023-06-06") -> tuple[int, RunReport, DailyBrief]:
    done = run(
        server, desk, "brief", "--feeds", "feeds.toml", "--store", "news.db", "--report", "run.json", "--date", day,
        "-o", "brief.json", "--allow-private",
    )  # fmt: skip
    assert (desk / "run.json").exists(), done.stderr
    report = RunReport.model_validate(json.loads((desk / "run.json").read_text(encoding="utf-8")))
    return done.returncode, report, DailyBrief.model_validate_json((desk / "brief.json").read_text(encoding="utf-8"))


def test_an_edition_from_feeds(server: ScriptedServer, desk: Path) -> None:
    status, report, brief = daily(server, desk)
    assert [r.provenance.outlet for r in brief.records] == ["Harbour Post"]
    assert (report.given, report.read, report.told, report.revision) == (2, 2, 2, 1)
    assert [lost.reason for lost in report.passed_over] == ["dated 2023-05-01, before the period of the edition"]
    assert (status, len(report.failures), "404" in report.failures[0].reason) == (1, 1, True)
    assert brief.verify() == []


def test_a_second_run_on_the_day_asks_nothing_and_keeps_the_edition(server: ScriptedServer, desk: Path) -> None:
    daily(server, desk)
    asked = len(server.requests)
    _, report, _ = daily(server, desk)
    assert (len(server.requests), report.known, report.read, report.revision) == (asked, 2, 0, 1)


def test_the_next_day_is_compared_with_the_day_before(server: ScriptedServer, desk: Path) -> None:
    daily(server, desk)
    _, report, brief = daily(server, desk, "2023-06-07")
    assert report.revision == 1
    assert brief.prior is not None
    assert [change.type for change in brief.changes] == ["no_new_reporting"]


def test_history_lists_editions_and_what_became_of_an_event(server: ScriptedServer, desk: Path) -> None:
    _, _, brief = daily(server, desk)
    told = run(server, desk, "history", "--store", "news.db")
    assert told.stdout.startswith("2023-06-06  revision 1")
    one = run(server, desk, "history", "--store", "news.db", "--event", brief.records[0].event_id)
    assert "told in the edition of 2023-06-06, revision 1" in one.stdout
    unknown = run(server, desk, "history", "--store", "news.db", "--event", "none")
    assert (unknown.returncode, "no record 'none'" in unknown.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing to read"),
        (("--feeds", "none.toml"), "none.toml: cannot be read"),
        (("--store", "news.db", "--since", "soon"), "'soon' is no period"),
        (("--store", "feeds.toml"), "cannot be opened"),
    ],
)
def test_wrong_use_says_what_and_where(server: ScriptedServer, desk: Path, words: tuple[str, ...], said: str) -> None:
    done = run(server, desk, "brief", *words)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_what_cannot_be_written_is_told_before_anything_is_asked(server: ScriptedServer, desk: Path) -> None:
    (desk / "storm.txt").write_text(STORM, encoding="utf-8")
    (desk / "taken").mkdir()
    (desk / "file").touch()
    for words, told in (
        (["-o", "file/brief.html"], "file is no folder"),
        (["-o", "brief.html", "--report", "taken"], "it is a folder"),
    ):
        done = run(server, desk, "brief", "storm.txt", *words)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not server.requests


def test_folders_of_outputs_are_made(server: ScriptedServer, desk: Path) -> None:
    (desk / "storm.txt").write_text(STORM, encoding="utf-8")
    done = run(server, desk, "brief", "storm.txt", "-o", "2023/june/brief.md", "--report", "log/run.json")
    assert done.returncode == 0, done.stderr
    assert "records of 1 articles: 2023/june/brief.md" in done.stderr
    assert (desk / "2023/june/brief.md").is_file()
    assert (desk / "log/run.json").is_file()


@pytest.mark.parametrize("given", ["missing.txt", "nothing"])
def test_without_any_article_the_page_of_yesterday_stays(server: ScriptedServer, desk: Path, given: str) -> None:
    (desk / "nothing").mkdir()
    (desk / "brief.html").write_text("yesterday", encoding="utf-8")
    done = run(server, desk, "brief", given, "-o", "brief.html")
    assert done.returncode == 2
    assert "nothing was written" in done.stderr
    assert (desk / "brief.html").read_text(encoding="utf-8") == "yesterday"
    assert sorted(p.name for p in desk.glob(".brief*")) == []


def test_a_store_that_is_not_there_is_not_made_to_show_its_history(server: ScriptedServer, desk: Path) -> None:
    done = run(server, desk, "history", "--store", "none.db")
    assert done.returncode == 2
    assert "no such store" in done.stderr
    assert not (desk / "none.db").exists()


def test_a_file_that_cannot_be_read_is_named_beside_the_events(server: ScriptedServer, desk: Path) -> None:
    (desk / "storm.txt").write_text(STORM, encoding="utf-8")
    (desk / "bad.txt").write_bytes(b"\x00\x01\xff")
    for _ in range(2):
        done = run(server, desk, "extract", "storm.txt", "bad.txt", "-o", "events.jsonl")
        assert done.returncode == 1
        (line,) = (desk / "events.rejected.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(line)["source"] == "bad.txt"
