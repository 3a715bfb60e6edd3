"""A stopped command goes on where it was; a budget ends it before it is passed; Ctrl-C loses nothing finished."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import BudgetError, EventDraft, Extraction, Settings, Summarizer
from summarizer.settings import OPERATIONAL
from summarizer.testing import Scripted, ScriptedRequest, ScriptedServer

DAYS = 12


def telling(day: int) -> str:
    return f"Police closed the Aran bridge on day {day}, the mayor said. Two drivers were injured."


RECORD = {
    "sentences": [1],
    "event_class": "other",
    "status": "occurred",
    "initiators": ["Police"],
    "targets": [],
    "place": "the Aran bridge",
    **dict.fromkeys(("when", "killed", "killed_who", "injured", "injured_who", "other_figure", "other_kind")),
    "weapons": [],
    "claimants": [],
}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        running.respond(lambda request: Scripted.json({"records": [RECORD]}).using(900, 100))
        yield running


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps({"text": telling(n)}) + "\n" for n in range(DAYS)), encoding="utf-8")
    return path


def started(server: ScriptedServer, news: Path, *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": "none",
        "SUMMARIZER_MODEL": "scripted",
        "SUMMARIZER_CACHE": "true",
        "SUMMARIZER_CACHE_DIR": str(news.parent / "cache"),
        "SUMMARIZER_GAZETTEER": "false",
    }
    command = [sys.executable, "-m", "summarizer.cli", "extract", news.name, *words]
    return subprocess.Popen(
        command,
        cwd=news.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(server: ScriptedServer, news: Path, *words: str) -> tuple[int, str, str]:
    process = started(server, news, *words)
    out, told = process.communicate(timeout=120)
    return process.returncode, out, " ".join(told.split())


def events(news: Path) -> list[str]:
    lines = (news.parent / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["event_id"] for line in lines]


def test_the_same_command_again_asks_and_writes_nothing(server: ScriptedServer, news: Path) -> None:
    assert run(server, news, "-o", "events.jsonl")[0] == 0
    first = events(news)
    status, _, told = run(server, news, "-o", "events.jsonl")
    assert status == 0
    assert f"{DAYS} articles were done before" in told
    assert events(news) == first
    assert len(set(first)) == len(server.requests) == DAYS


def test_new_articles_are_added_to_those_that_are_done(server: ScriptedServer, news: Path) -> None:
    run(server, news, "-o", "events.jsonl")
    with news.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"text": telling(99)}) + "\n")
    run(server, news, "-o", "events.jsonl")
    assert len(set(events(news))) == len(events(news)) == DAYS + 1
    assert len(server.requests) == DAYS + 1


def test_a_failed_article_is_asked_again(server: ScriptedServer, news: Path) -> None:
    server.enqueue(Scripted.refusal())
    status, _, told = run(server, news, "-o", "events.jsonl")
    assert status == 1
    assert "refused" in told
    assert run(server, news, "-o", "events.jsonl")[0] == 0
    assert len(set(events(news))) == DAYS
    assert len(server.requests) == DAYS + 1


def test_replies_are_kept_for_other_outputs_too_and_said_to_be_unpaid(server: ScriptedServer, news: Path) -> None:
    run(server, news, "-o", "events.jsonl")
    status, out, told = run(server, news, "-o", "-")
    assert status == 0
    assert len(out.splitlines()) == DAYS
    assert f"{DAYS} of {DAYS} questions answered from the local cache" in told
    assert len(server.requests) == DAYS


def test_fresh_starts_over_and_asks_anew(server: ScriptedServer, news: Path) -> None:
    run(server, news, "-o", "events.jsonl")
    assert run(server, news, "-o", "events.jsonl", "--fresh")[0] == 0
    assert len(events(news)) == DAYS
    assert len(server.requests) == 2 * DAYS


def test_results_of_another_model_do_not_go_into_the_same_file(server: ScriptedServer, news: Path) -> None:
    run(server, news, "-o", "events.jsonl")
    status, _, told = run(server, news, "-o", "events.jsonl", "--strategy", "staged")
    assert status == 2
    assert "strategy: auto before, staged now" in told
    assert len(events(news)) == DAYS


def test_a_budget_stops_before_it_is_passed_and_the_same_command_goes_on(server: ScriptedServer, news: Path) -> None:
    status, _, told = run(server, news, "-o", "events.jsonl", "--max-tokens", "14000")
    first = len(server.requests)
    assert status == 1
    assert "failed" not in told, "an article that was not reached has not failed"
    assert "of 14,000 tokens spent" in told
    assert f"{DAYS - first} articles not reached; the same command goes on" in told
    assert 0 < first < DAYS
    assert first * 1000 <= 14_000
    assert run(server, news, "-o", "events.jsonl")[0] == 0
    assert len(set(events(news))) == len(server.requests) == DAYS


def test_dollars_are_counted_at_the_prices_that_are_set(server: ScriptedServer) -> None:
    settings = server.settings(budget=1.0, prices=(100.0, 500.0), gazetteer=False, max_output_tokens=200)
    found: list[Extraction[EventDraft]] = []
    with Summarizer(settings) as summarizer, pytest.raises(BudgetError, match=r"of \$1\.0000"):
        found.extend(summarizer.extract_many(telling(n) for n in range(100)))
    spent = sum(result.usage.cost or 0 for result in found)
    assert all(result.ok for result in found)
    assert 0.1 < spent <= 1.0
    assert found[0].usage.cost == pytest.approx(0.14)


def test_where_the_server_counts_no_tokens_the_worst_case_is_charged(server: ScriptedServer) -> None:
    server.respond(lambda request: Scripted.json({"records": []}).using(0, 0))
    found: list[Extraction[EventDraft]] = []
    with Summarizer(server.settings(max_tokens=30_000, gazetteer=False)) as summarizer, pytest.raises(BudgetError):
        found.extend(summarizer.extract_many(telling(n) for n in range(100)))
    assert 0 < len(server.requests) < 10


def test_ctrl_c_lets_finish_what_is_in_work_and_loses_nothing(server: ScriptedServer, news: Path) -> None:
    if os.name != "posix":
        return  # no such signal to send from here
    going = threading.Event()

    def slowly(request: ScriptedRequest) -> Scripted:
        if len(server.requests) >= 4:
            going.set()
            time.sleep(0.3)
        return Scripted.json({"records": [RECORD]})

    server.respond(slowly)
    process = started(server, news, "-o", "events.jsonl")
    assert going.wait(60)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    told = " ".join(told.split())
    asked = len(server.requests)
    assert process.returncode == 130, told
    assert "not reached; the same command goes on" in told
    assert len(set(events(news))) == asked < DAYS, "every request that was sent has its events in the file"
    assert run(server, news, "-o", "events.jsonl")[0] == 0
    assert len(set(events(news))) == len(server.requests) == DAYS


def test_an_article_that_takes_too_long_is_a_failure_of_its_own(server: ScriptedServer) -> None:
    server.respond(lambda request: Scripted.hang() if "day 1," in request.user else Scripted.json({"records": []}))
    with Summarizer(server.settings(article_timeout=0.5, gazetteer=False)) as summarizer:
        found = list(summarizer.extract_many((telling(n) for n in range(3)), in_order=True))
    assert [result.error.kind if result.error else None for result in found] == [None, "deadline", None]
    assert found[1].usage.attempts == 1, "what was sent is counted"


def test_stopped_from_another_thread_the_stream_ends_with_what_is_finished(server: ScriptedServer) -> None:
    with Summarizer(server.settings(concurrency=2, gazetteer=False)) as summarizer:
        found: list[Extraction[EventDraft]] = []
        for result in summarizer.extract_many(telling(n) for n in range(10_000)):
            found.append(result)
            if len(found) == 5:
                threading.Thread(target=summarizer.stop).start()
    assert 5 <= len(found) < 10_000
    assert all(result.ok for result in found)


def test_a_reprint_word_for_word_is_asked_once_and_cited_where_it_stands(
    server: ScriptedServer, tmp_path: Path
) -> None:
    first = telling(1)
    reprint = "\n\n  " + first.replace(". ", ".\n   ")
    settings = server.settings(cache=True, cache_dir=tmp_path, gazetteer=False)
    with Summarizer(settings) as summarizer:
        one, two = summarizer.extract_many([first, reprint], in_order=True)
    assert len(server.requests) == 1
    assert two.usage.from_cache == 1
    for text, result in ((first, one), (reprint, two)):
        (event,) = result.events
        assert all(text[e.start : e.end] == e.quote for e in event.evidence)
    assert one.events[0].evidence[0].start != two.events[0].evidence[0].start


def test_the_operational_settings_are_settings() -> None:
    assert set(Settings.model_fields) >= OPERATIONAL
