"""How much of a service's speed a client takes: `python -m evals.bench.throughput`, about twelve minutes.

Every client (`evals.bench.clients`) asks a server of the same kind (a process of its own; each reply comes after
`--latency` seconds) about the same articles: 2.4 thousand characters each, no two with a sentence in common, answered with
8 events of 5 values. Clients take turns, one after the other, so that all meet the same machine.

    share      articles done between 10 % and 90 % of the run for each second, divided by the best possible rate,
               concurrency / latency; the median where `--repeat` says that all take several turns
    CPU ms     the client's own processor time for each article, over the whole run; it may be compared on a busy
               machine, where the share may not
    server ms  the server's, for each request: what the client does not have of the machine
    workers    processes, each with its part of the concurrency; all clients of a row have the same

langextract runs `FEWER` rounds: with more it would take most of the time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from evals.bench import peer_langextract
from evals.bench.clients import CLIENTS, REPLIES
from evals.bench.server import seen, serving

FEWER = {peer_langextract.NAME: 10}
"""Rounds of a client that takes too long for all of them."""
FIRST, LAST = 0.1, 0.9
"""The part of a run that counts: neither its start nor its end, when fewer than `concurrency` are under way."""


class Work(NamedTuple):
    """What one process did."""

    done: list[float]
    """When each article was done, in seconds on a clock that all processes of the machine share, in order."""
    cpu: float
    """Its processor time, seconds."""


class Task(NamedTuple):
    """One client at one concurrency."""

    client: str
    concurrency: int
    workers: int
    rounds: int
    latency: float


class FailedError(Exception):
    """A client ended before its run did."""


class Run(NamedTuple):
    """What came of a task; times in milliseconds an article, but for the whole run's seconds."""

    share: float
    cpu_ms: float
    server_ms: float
    seconds: float


def work(client: str, url: str, concurrency: int, count: int, wait: Callable[[], object]) -> Work:
    """Run one client in this process; `wait` is called when it is ready, and returns when it may begin."""
    steps = CLIENTS[client](url, concurrency, count)
    next(steps)
    wait()
    cpu, done = time.process_time(), []
    for _ in steps:
        done.append(time.monotonic())
    return Work(done, time.process_time() - cpu)


def share(done: Sequence[float], ideal: float) -> float:
    """The rate at which articles were done in the part of the run that counts, as a share of the `ideal` one."""
    first, last = int(len(done) * FIRST), int(len(done) * LAST)
    return (last - first) / (done[last] - done[first]) / ideal


def run(task: Task) -> Run:
    """A task in fresh processes, with a server of its own."""
    with serving(REPLIES[task.client](), task.latency) as url:
        processes = [_started(task, url, part) for part in _parts(task.concurrency, task.workers)]
        for process in processes:
            assert process.stdout is not None
            if process.stdout.readline() != "ready\n":
                raise FailedError(task.client)
        start = time.monotonic()
        # All begin at once; each ends its standard output with what it did.
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        told = [process.communicate()[0] for process in processes]
        if any(process.returncode for process in processes):
            raise FailedError(task.client)
        works = [Work(*json.loads(text)) for text in told]
        server = seen(url)
    done = sorted(moment for part in works for moment in part.done)
    return Run(
        share=share(done, task.concurrency / task.latency),
        cpu_ms=sum(part.cpu for part in works) / len(done) * 1000,
        server_ms=server["cpu"] / server["requests"] * 1000,
        seconds=done[-1] - start,
    )


def _started(task: Task, url: str, concurrency: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "evals.bench.throughput", "--url", url, "--clients", task.client]
    command += ["--concurrency", str(concurrency), "--rounds", str(task.rounds)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _parts(concurrency: int, workers: int) -> list[int]:
    """The concurrency of each worker."""
    return [concurrency // workers + (n < concurrency % workers) for n in range(workers)]


def _as_worker(client: str, url: str, concurrency: int, rounds: int) -> None:
    """The other end of `_started`."""

    def wait() -> None:
        print("ready", flush=True)
        sys.stdin.readline()

    print(json.dumps(work(client, url, concurrency, rounds * concurrency, wait)))


def tasks(options: argparse.Namespace) -> list[Task]:
    """What is to be run, in order: for each concurrency all clients, in turn."""
    workers = options.workers if len(options.workers) > 1 else options.workers * len(options.concurrency)
    return [
        Task(client, concurrency, count, min(options.rounds, FEWER.get(client, options.rounds)), options.latency)
        for concurrency, count in zip(options.concurrency, workers, strict=True)
        for _ in range(options.repeat)
        for client in options.clients
        if client != peer_langextract.NAME or peer_langextract.installed()
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.throughput", description="Throughput, side by side.")
    parser.add_argument("--clients", nargs="+", choices=list(CLIENTS), default=list(CLIENTS))
    parser.add_argument("--concurrency", nargs="+", type=int, default=[8, 64, 256])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 1, 2], help="processes: one number, or one each")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=1, help="turns of every client at each concurrency")
    parser.add_argument("--latency", type=float, default=1.0, help="seconds")
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.url:
        _as_worker(options.clients[0], options.url, options.concurrency[0], options.rounds)
        return 0
    if len(options.workers) not in (1, len(options.concurrency)):
        parser.error("--workers takes one number, or one for each concurrency")
    runs: dict[Task, list[Run]] = {}
    for task in tasks(options):
        found = runs.setdefault(task, [])
        try:
            found.append(run(task))
        except FailedError:
            print(f"{task}: failed", file=sys.stderr, flush=True)
            continue
        print(json.dumps(task._asdict() | found[-1]._asdict()), file=sys.stderr, flush=True)
    _print(runs)
    if peer_langextract.NAME in options.clients and not peer_langextract.installed():
        print(f"{peer_langextract.NAME} is not installed")
    return 0


def _print(runs: dict[Task, list[Run]]) -> None:
    columns = ("client", "concurrency", "workers", "rounds", "share", "CPU ms", "server ms", "seconds")
    table = Table(*columns, title="medians" if any(len(found) > 1 for found in runs.values()) else None)
    for task, found in runs.items():
        if not found:
            table.add_row(*map(str, task[:-1]), "failed")
            continue
        medians = Run(*map(statistics.median, zip(*found, strict=True)))
        table.add_row(
            *map(str, task[:-1]),
            f"{medians.share:.3f}",
            f"{medians.cpu_ms:.1f}",
            f"{medians.server_ms:.2f}",
            f"{medians.seconds:.0f}",
        )
    Console(width=110).print(table)


if __name__ == "__main__":
    sys.exit(main())
