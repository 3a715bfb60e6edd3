"""The cache of replies: what was paid for is not asked again, and trouble with it never stops a run."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ArticleError
from summarizer.model.cache import ReplyCache, Stored, question_key
from summarizer.model.client import ModelClient, Prompt, Reply
from summarizer.schemas import Record, Verbatim
from summarizer.testing import Answer, Scripted, ScriptedServer

REPLY = Stored('{"records": []}', "m", "f")
NOTES = {"records": [{"sentences": [1], "word": "rain"}]}
PROMPT = Prompt("Take notes.", "[1] Rain fell on Marden.")


class Note(Record):
    """Something noted."""

    word: Verbatim


class Remark(Record):
    """Something remarked: the same words asked for with another schema."""

    word: Verbatim
    tone: str | None = None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "replies.sqlite"


def ask(
    server: ScriptedServer,
    path: Path,
    prompt: Prompt = PROMPT,
    schema: type[Record] = Note,
    times: int = 1,
    *,
    fresh: bool = False,
    **settings: Any,
) -> list[Reply[list[Record]]]:
    async def run() -> list[Reply[list[Record]]]:
        own = server.settings(**settings)
        cache = ReplyCache(path, 10**8, fresh=fresh)
        client = ModelClient(own, model="scripted", base_url=own.base_url, api_key=own.api_key, cache=cache)
        async with client:
            asked = [client.structured_records(prompt, schema) for _ in range(times)]
            replies = await asyncio.gather(*asked)
        cache.close()
        return list(replies)

    return asyncio.run(run())


def test_a_question_is_paid_once(server: ScriptedServer, path: Path) -> None:
    server.enqueue(NOTES)
    (first,) = ask(server, path)
    (again,) = ask(server, path)
    assert len(server.requests) == 1
    assert again.value == first.value
    assert (again.fingerprint, again.model) == (first.fingerprint, first.model)
    assert (again.usage.calls, again.usage.from_cache, again.usage.attempts, again.usage.cost) == (1, 1, 0, 0.0)
    assert (first.usage.from_cache, first.usage.attempts) == (0, 1)


def test_the_same_question_at_the_same_time_is_asked_once(server: ScriptedServer, path: Path) -> None:
    server.respond(lambda request: NOTES)
    replies = ask(server, path, times=20)
    assert len(server.requests) == 1
    assert sum(reply.usage.from_cache for reply in replies) == 19


@pytest.mark.parametrize(
    "other",
    [
        {"prompt": Prompt("Take notes.", "[1] Rain fell on Brask.")},
        {"prompt": Prompt("Take good notes.", "[1] Rain fell on Marden.")},
        {"schema": Remark},
        {"mode": "tools"},
        {"temperature": 0.5},
        {"seed": 7},
        {"max_output_tokens": 99},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_is_asked_differently_is_another_question(
    server: ScriptedServer, path: Path, other: dict[str, Any]
) -> None:
    server.respond(lambda request: {"records": []})
    ask(server, path)
    ask(server, path, **other)
    assert len(server.requests) == 2


def test_how_it_is_asked_is_no_part_of_the_question(server: ScriptedServer, path: Path) -> None:
    server.respond(lambda request: NOTES)
    ask(server, path)
    ask(server, path, timeout=7.0, max_attempts=1, concurrency=9, max_article_tokens=999)
    assert len(server.requests) == 1


def test_the_key_does_not_hang_on_the_order_of_fields() -> None:
    assert question_key({"a": 1, "b": [1, 2]}) == question_key({"b": [1, 2], "a": 1})
    assert question_key({"a": [1, 2]}) != question_key({"a": [2, 1]})
    assert question_key("a", "b") != question_key("ab")
    assert question_key("\ud83d") != question_key("\ud83e"), "half a surrogate pair has a key too"


def test_sampling_without_a_seed_is_never_cached(server: ScriptedServer, path: Path) -> None:
    server.respond(lambda request: NOTES)
    for _ in range(2):
        ask(server, path, temperature=0.7, seed=None)
    assert len(server.requests) == 2


def test_fresh_asks_anew_and_keeps_the_new_reply(server: ScriptedServer, path: Path) -> None:
    cache = ReplyCache(path, 10**8, clock=lambda: 1000)
    cache.put(b"k", REPLY)
    cache.close()
    renewed = ReplyCache(path, 10**8, fresh=True, clock=lambda: 2000)
    assert renewed.get(b"k") is None
    renewed.put(b"k", REPLY._replace(model="new"))
    assert renewed.get(b"k") == REPLY._replace(model="new")
    renewed.close()
    later = ReplyCache(path, 10**8)
    assert later.get(b"k") == REPLY._replace(model="new")
    later.close()


@pytest.mark.parametrize(
    "bad",
    [
        Scripted.refusal(),
        Scripted.empty(),
        Scripted.text("no JSON here"),
        Scripted.truncated('{"records": [{"sent'),
        Scripted.error(500),
        Scripted.json({"records": [{"sentences": "x"}]}),
    ],
    ids=["refused", "empty", "prose", "truncated", "error", "misfit"],
)
def test_only_what_passed_validation_is_kept(server: ScriptedServer, path: Path, bad: Answer) -> None:
    server.enqueue(bad)
    with pytest.raises(ArticleError):
        ask(server, path, max_attempts=1, max_reasks=0)
    server.enqueue(NOTES)
    assert ask(server, path)[0].usage.from_cache == 0


def test_a_reply_that_broke_off_is_used_but_not_kept(server: ScriptedServer, path: Path) -> None:
    broken = '{"records": [{"sentences": [1], "word": "rain"}, {"sentences": [1], "wo'
    server.enqueue(Scripted.truncated(broken), NOTES)
    assert ask(server, path)[0].truncated
    assert not ask(server, path)[0].truncated
    assert len(server.requests) == 2


def test_a_re_ask_is_kept_under_the_first_question(server: ScriptedServer, path: Path) -> None:
    server.enqueue(Scripted.text("sorry?"), NOTES)
    ask(server, path)
    assert ask(server, path)[0].usage.from_cache == 1
    assert len(server.requests) == 2


def test_a_stored_reply_is_validated_again(server: ScriptedServer, path: Path) -> None:
    server.respond(lambda request: NOTES)
    ask(server, path)
    with sqlite3.connect(path) as database:
        database.execute('UPDATE replies SET text = \'{"records": [{"sentences": 5}]}\'')
    database.close()
    assert [record.model_dump()["word"] for record in ask(server, path)[0].value] == ["rain"]
    assert len(server.requests) == 2


def test_a_choice_is_paid_once_too(server: ScriptedServer, path: Path) -> None:
    server.respond(lambda request: Scripted.choice({"Yes": 0.75, "No": 0.25}))

    async def run() -> list[float]:
        own = server.settings()
        cache = ReplyCache(path, 10**8)
        client = ModelClient(own, model="scripted", base_url=own.base_url, api_key=own.api_key, cache=cache)
        async with client:
            found = [await client.choose(PROMPT, ["Yes", "No"]) for _ in range(2)]
        cache.close()
        assert found[1].usage.from_cache == 1
        return [choice.probabilities["Yes"] for choice in found]

    assert asyncio.run(run()) == pytest.approx([0.75, 0.75])
    assert len(server.requests) == 1


# --- the file -----------------------------------------------------------------------------------------------------


def test_the_size_is_kept_by_dropping_what_was_unused_for_longest(path: Path) -> None:
    now = [0.0]
    cache = ReplyCache(path, 1_000_000, clock=lambda: now[0])
    for number in range(2000):
        now[0] += 100_000
        cache.put(question_key(number), REPLY._replace(text="x" * 2000))
        assert cache.get(question_key(0)) is not None, "the first is used all the time"
    assert cache.get(question_key(1999)) is not None
    assert cache.get(question_key(1)) is None
    cache.close()
    assert path.stat().st_size < 1_400_000


def test_a_damaged_file_is_set_aside_and_begun_anew(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(b"this is no database, it is a shopping list" * 100)
    with caplog.at_level(logging.WARNING, "summarizer"):
        cache = ReplyCache(path, 10**8)
    cache.put(b"k", REPLY)
    assert cache.get(b"k") == REPLY
    cache.close()
    assert len(caplog.records) == 1
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes().startswith(b"this is no database")


def test_damage_that_shows_later_is_met_the_same_way(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = ReplyCache(path, 10**8)
    for number in range(500):
        cache.put(question_key(number), REPLY._replace(text="x" * 3000))
    cache.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    with caplog.at_level(logging.WARNING, "summarizer"):
        cache = ReplyCache(path, 10**8)
        assert cache.get(question_key(3)) is None
        cache.put(b"k", REPLY)
        assert cache.get(b"k") == REPLY
    cache.close()
    assert len(caplog.records) == 1


def test_a_full_disk_is_said_once_and_the_run_goes_on(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = ReplyCache(path, 10**8)
    assert cache._database is not None
    cache._database.execute("PRAGMA max_page_count = 20")
    with caplog.at_level(logging.WARNING, "summarizer"):
        for number in range(200):
            cache.put(question_key(number), REPLY._replace(text="x" * 3000))
    assert [record for record in caplog.records if "going on without it" in record.getMessage()]
    assert len(caplog.records) == 1
    cache.close()
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_a_folder_that_cannot_be_made_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.WARNING, "summarizer"):
        cache = ReplyCache(tmp_path / "file" / "replies.sqlite", 10**8)
        cache.put(b"k", REPLY)
        assert cache.get(b"k") is None
    assert len(caplog.records) == 1


def test_only_its_owner_may_read_it(path: Path) -> None:
    ReplyCache(path, 10**8).close()
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_several_processes_share_one_file(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from summarizer.model.cache import ReplyCache, Stored, question_key\n"
        "cache = ReplyCache(Path(sys.argv[1]), 10**8)\n"
        "for n in range(100): cache.put(question_key(sys.argv[2], n), Stored('x' * 2000, sys.argv[2], 'f'))\n"
        "cache.close()"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(n)], stderr=subprocess.PIPE, text=True)
        for n in range(4)
    ]
    told = [process.communicate(timeout=60)[1] for process in running]
    assert told == [""] * 4
    cache = ReplyCache(path, 10**8)
    found = [cache.get(question_key(str(process), n)) for process in range(4) for n in range(100)]
    cache.close()
    assert None not in found
