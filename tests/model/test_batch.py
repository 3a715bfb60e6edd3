"""The Batch API in place of single requests: the same results, one upload, and a crash costs nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer import Article, Settings, Summarizer
from summarizer.model.batch import Entry, Ledger
from summarizer.testing import Scripted, ScriptedServer

ARTICLES = [Article(text=f"Shell number {n} fell on Marden.", source="Coast Wire") for n in range(12)]


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        running.respond(lambda _: {"records": []})
        yield running


def settings(server: ScriptedServer, folder: Path, **more: Any) -> Settings:
    return server.settings(batch=True, batch_poll=0.02, cache=False, cache_dir=folder, **more)


def errors(server: ScriptedServer, folder: Path, articles: list[Article] = ARTICLES, **more: Any) -> list[str | None]:
    with Summarizer(settings(server, folder, **more)) as summarizer:
        found = {r.doc_id: r for r in summarizer.extract_many(articles)}
    return [e.kind.value if (e := found[a.doc_id].error) else None for a in articles]


def test_all_articles_go_out_in_one_batch(server: ScriptedServer, tmp_path: Path) -> None:
    assert errors(server, tmp_path) == [None] * 12
    assert [len(keys) for keys in server.batches.submitted] == [12]


def test_a_batch_is_looked_at_until_it_is_done(server: ScriptedServer, tmp_path: Path) -> None:
    server.batches.looks = 5
    assert errors(server, tmp_path) == [None] * 12


def test_what_fails_in_a_batch_is_asked_for_in_the_next(server: ScriptedServer, tmp_path: Path) -> None:
    server.enqueue(Scripted.error(500, "try again"), Scripted.error(429, "slow down"))
    assert errors(server, tmp_path) == [None] * 12
    sizes = [len(keys) for keys in server.batches.submitted]
    assert (sizes[0], sum(sizes)) == (12, 14)


def test_an_invalid_reply_is_asked_again_and_only_that_article(server: ScriptedServer, tmp_path: Path) -> None:
    server.enqueue("no JSON at all")
    assert errors(server, tmp_path) == [None] * 12
    assert [len(keys) for keys in server.batches.submitted] == [12, 1]


def test_a_batch_that_expires_is_submitted_again_and_then_given_up(server: ScriptedServer, tmp_path: Path) -> None:
    server.batches.ends_as = "expired"
    assert errors(server, tmp_path, max_attempts=2) == ["transport"] * 12
    assert set(Counter(key for keys in server.batches.submitted for key in keys).values()) == {2}


def test_a_run_that_was_killed_finds_its_batch_again(server: ScriptedServer, tmp_path: Path) -> None:
    server.batches.looks = 10**9
    code = (
        "import sys\nfrom pathlib import Path\nfrom summarizer import Article, Settings, Summarizer\n"
        "s = Settings(model='scripted', base_url=sys.argv[1], api_key='k', batch=True, batch_poll=0.02, cache=False,"
        " cache_dir=Path(sys.argv[2]))\n"
        "articles = [Article(text=f'Shell number {n} fell on Marden.', source='Coast Wire') for n in range(12)]\n"
        "list(Summarizer(s).extract_many(articles))\n"
    )
    # The tag around an article is the installation's: the same folder gives the same requests.
    with subprocess.Popen([sys.executable, "-c", code, server.base_url, str(tmp_path)], env=dict(os.environ)) as first:
        until = time.monotonic() + 60
        while not any(b["looks"] for b in server.batches.batches.values()) and time.monotonic() < until:
            time.sleep(0.02)
        first.kill()
    server.batches.looks = 1
    assert errors(server, tmp_path) == [None] * 12
    assert [len(keys) for keys in server.batches.submitted] == [12]


def test_a_crash_between_submission_and_answer_finds_the_batch_by_its_mark(
    server: ScriptedServer, tmp_path: Path
) -> None:
    errors(server, tmp_path)
    (ledger,) = (tmp_path / "batches").iterdir()
    entries = [Entry.model_validate_json(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    ledger.write_text(
        "".join(e.model_copy(update={"batch_id": None}).model_dump_json() + "\n" for e in entries), encoding="utf-8"
    )
    assert errors(server, tmp_path) == [None] * 12
    assert len(server.batches.submitted) == 1


def test_a_crash_before_submission_submits(server: ScriptedServer, tmp_path: Path) -> None:
    errors(server, tmp_path)
    (ledger,) = (tmp_path / "batches").iterdir()
    entry = Entry.model_validate_json(ledger.read_text(encoding="utf-8"))
    lost = entry.model_copy(update={"batch_id": None, "mark": "never sent"})
    ledger.write_text(lost.model_dump_json() + "\n", encoding="utf-8")
    assert errors(server, tmp_path) == [None] * 12
    assert len(server.batches.submitted) == 2


def test_a_refused_key_ends_the_run_at_once(server: ScriptedServer, tmp_path: Path) -> None:
    server.enqueue(*[Scripted.error(401, "Incorrect API key provided", "invalid_api_key")] * 12)
    with pytest.raises(Exception, match="401"):
        errors(server, tmp_path)


def test_a_damaged_ledger_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    good = Entry(mark="a", keys=["k"], submitted=time.time(), batch_id="b")
    path.write_text(good.model_dump_json() + '\n{"mark": "cut', encoding="utf-8")
    assert list(Ledger(path).entries) == ["a"]


def test_entries_that_the_service_has_forgotten_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    old = Entry(mark="a", keys=["k"], submitted=time.time() - 31 * 86_400, batch_id="b")
    path.write_text(old.model_dump_json() + "\n", encoding="utf-8")
    assert Ledger(path).entries == {}


def test_the_command_line_takes_a_batch(server: ScriptedServer, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Shells fell on Marden.", encoding="utf-8")
    environment = {**os.environ, "OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k", "SUMMARIZER_MODEL": "scripted",
                   "SUMMARIZER_BATCH_POLL": "0.02", "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache")}  # fmt: skip
    command = [sys.executable, "-m", "summarizer.cli", "extract", str(tmp_path / "a.txt"), "--batch", "-o", "-"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, len(server.batches.submitted)) == (0, 1), done.stderr
