"""A run that is killed at random moments, again and again: `python -m evals.bench.kills`.

`summarizer extract articles.jsonl -o events.jsonl` is started against the scripted server and killed (SIGKILL: no
handler runs) at a random moment, often in mid-request; then it is started again, until it has been killed often enough,
and once more to the end. What must hold: after every kill the finished articles, as the file's journal tells them, have
all their events, each once; no article that was finished is ever asked about again; in the end the union is complete,
without duplicates; and the store of replies is whole. Questions asked again are only those that were under way at a
kill: at most `concurrency` each.

Exit status: 0 if all of it holds, 1 if not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from evals.bench.stories import EVENTS, answer, stories
from summarizer.testing import Scripted, ScriptedRequest, ScriptedServer

CONCURRENCY = 4
LATENCY = 0.1
"""Seconds over which a reply is sent: there is always something under way to be cut."""
STARTING = 0.15
"""Share of the kills that come before the first request of a life."""
_NUMBER = re.compile(r"report under number (\d+)")


@dataclass
class Desk:
    """The run under test, its server's view of it, and what was found wrong."""

    folder: Path
    articles: int
    wanted: int
    """Kills."""
    seed: int
    kills: int = 0
    requests: list[int] = field(default_factory=list)
    """The number of the article of each request."""
    finished: set[int] = field(default_factory=set)
    """Articles that a journal has told to be finished."""
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.output = self.folder / "events.jsonl"
        self.docs = {article.doc_id: number for number, article in enumerate(stories(self.articles))}
        self._asked = threading.Event()
        self._random = random.Random(self.seed)
        with (self.folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(article.model_dump_json() + "\n" for article in stories(self.articles))

    @property
    def asked_again(self) -> int:
        """Requests for an article that had been asked about before."""
        return len(self.requests) - len(set(self.requests))

    def respond(self, request: ScriptedRequest) -> Scripted:
        """The server's answer; notes what was asked, and that it should not have been."""
        number = int(_NUMBER.findall(request.user)[-1])
        self.requests.append(number)
        if number in self.finished:
            self.problems.append(f"article {number} was finished, and asked about again")
        self._asked.set()
        return Scripted.json(answer()).slow(LATENCY)

    def live(self, base_url: str, *, kill: bool) -> int | None:
        """One life of the command; its exit status, or None where it was killed."""
        environment = os.environ | {
            "OPENAI_BASE_URL": base_url,
            "OPENAI_API_KEY": "none",
            "SUMMARIZER_MODEL": "scripted",
            "SUMMARIZER_CACHE": "true",
            "SUMMARIZER_CACHE_DIR": str(self.folder / "cache"),
            "SUMMARIZER_CONCURRENCY": str(CONCURRENCY),
            "SUMMARIZER_GAZETTEER": "false",
            "NO_PROXY": "*",
        }
        command = [sys.executable, "-m", "summarizer.cli", "extract", "articles.jsonl", "-o", self.output.name]
        self._asked.clear()
        with subprocess.Popen(
            command, cwd=self.folder, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as process:
            assert process.stderr is not None
            # Its progress must not fill the pipe.
            told = threading.Thread(target=process.stderr.read, daemon=True)
            told.start()
            if kill:
                self._wait_for_a_moment(process)
                process.kill()
            status = process.wait(600)
            told.join()
        killed = kill and status not in (0, 1, 2)
        self.kills += killed
        return None if killed else status

    def _wait_for_a_moment(self, process: subprocess.Popen[bytes]) -> None:
        if self._random.random() < STARTING:
            time.sleep(self._random.uniform(0, 1.5))
            return
        while not self._asked.wait(0.05) and process.poll() is None:
            continue
        # Two thirds of what would end the run before it has been killed often enough.
        life = LATENCY * self.articles / CONCURRENCY / self.wanted
        time.sleep(self._random.uniform(0, 4 / 3 * life))

    def check(self) -> None:
        """What the files say after a kill, or at the end."""
        journal = self.output.with_name(self.output.name + ".done")
        if not journal.exists():
            return
        entries = [json.loads(line) for line in journal.read_bytes().split(b"\n")[1:-1]]
        docs = [entry["doc"] for entry in entries]
        end = entries[-1]["end"] if entries else 0
        lines = self.output.read_bytes()[:end].splitlines()
        events = Counter(json.loads(line)["provenance"]["doc_id"] for line in lines)
        ids = [json.loads(line)["event_id"] for line in lines]
        told = {
            "an article is finished twice": len(docs) != len(set(docs)),
            "an event is there twice": len(ids) != len(set(ids)),
            "a finished article lacks events": any(events[doc] != EVENTS for doc in docs),
            "there are events of articles that are not finished": set(events) - set(docs),
            "what was finished is no longer": not self.finished <= {self.docs[doc] for doc in docs},
        }
        self.problems += [what for what, wrong in told.items() if wrong]
        self.finished = {self.docs[doc] for doc in docs}

    def check_store(self) -> None:
        """Whether the database of replies is whole."""
        with closing(sqlite3.connect(self.folder / "cache" / "replies.sqlite")) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                self.problems.append("the store of replies is damaged")


def run(folder: Path, articles: int, kills: int, seed: int = 0) -> Desk:
    """Kill the command `kills` times, or until it is done before that; then let it end."""
    desk = Desk(folder, articles, kills, seed)
    with ScriptedServer() as server:
        server.respond(desk.respond)
        status: int | None = None
        while desk.kills < kills and status is None:
            status = desk.live(server.base_url, kill=True)
            desk.check()
        if status is None:
            status = desk.live(server.base_url, kill=False)
            desk.check()
        before = len(desk.requests)
        again = desk.live(server.base_url, kill=False)
    desk.check_store()
    if status != 0 or again != 0:
        desk.problems.append(f"exit status {status}, and {again} when all was done")
    if len(desk.requests) != before:
        desk.problems.append("a finished run asked again")
    if desk.finished != set(range(articles)):
        desk.problems.append(f"{articles - len(desk.finished)} articles are missing in the end")
    if desk.output.stat().st_size != json.loads(_last_line(desk.output))["end"]:
        desk.problems.append("the file holds more than the finished articles")
    if desk.asked_again > desk.kills * CONCURRENCY:
        desk.problems.append(f"{desk.asked_again} questions asked again after {desk.kills} kills")
    return desk


def _last_line(output: Path) -> bytes:
    return output.with_name(output.name + ".done").read_bytes().splitlines()[-1]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.kills", description="Kill a run at random moments.")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(argv)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        desk = run(Path(folder), options.articles, options.kills, options.seed)
    print(
        f"{desk.kills} kills of a run over {options.articles} articles, {time.perf_counter() - start:.0f} s: "
        f"{len(desk.finished)} finished, {len(desk.requests)} requests, {desk.asked_again} of them asked again "
        f"(under way at a kill: at most {desk.kills * CONCURRENCY})"
    )
    for problem in desk.problems:
        print(f"WRONG: {problem}")
    if desk.kills < options.kills:
        print(f"WRONG: it was done after {desk.kills} kills: give more articles")
    return 1 if desk.problems or desk.kills < options.kills else 0


if __name__ == "__main__":
    sys.exit(main())
