"""Whether memory stays flat over a long run: `python -m evals.bench.memory`.

One `Summarizer` reads up to 100,000 generated articles with `extract_many`, as a user has it, reply cache and all, from a
server in a process of its own that answers at once. Told is the resident memory of this process when so many articles
are done, the median of five looks around that point. After the first 1,000 everything that is made once is there: from
then on it should stay within 10 %. About 10 ms of processor time an article: `--articles 10000` for a shorter look.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil
from rich.console import Console
from rich.table import Table

from evals.bench.server import serving
from evals.bench.stories import reply, stories
from summarizer import Settings, Summarizer

FIRST = 1000
"""Articles after which the memory is the measure of what follows."""
LOOKS = 5
STEP = 20
"""Articles between two looks."""
FLAT = 0.10


class Look(NamedTuple):
    """The memory when some articles were done."""

    articles: int
    bytes: int


def points(last: int) -> list[int]:
    """Numbers of articles to look at: 1,000, doubled as often as fits, and `last`."""
    doubled = itertools.takewhile(lambda n: n < last, (FIRST * 2**k for k in itertools.count()))
    return [*doubled, last]


def looks(done: Iterable[object], at: Sequence[int]) -> Iterator[Look]:
    """The resident memory around each number of articles in `at`, which rises."""
    process, waiting, seen = psutil.Process(), list(at), list[int]()
    for number, _ in enumerate(done, start=1):
        if number > waiting[0] - LOOKS * STEP and number % STEP == 0:
            seen.append(process.memory_info().rss)
        if number == waiting[0]:
            yield Look(waiting.pop(0), int(statistics.median(seen or [process.memory_info().rss])))
            seen.clear()


def growth(found: Sequence[Look]) -> float:
    """The largest change against the first look, as a share of it."""
    first = found[0].bytes
    return max((look.bytes / first - 1 for look in found), key=abs)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 1 where the memory was not flat."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.memory", description="Memory over a long run.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--concurrency", type=int, default=16)
    options = parser.parse_args(argv)
    found: list[Look] = []
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder, serving(reply(), 0.0) as url:
        settings = Settings.load(
            base_url=url,
            api_key="bench",
            model="bench",
            concurrency=options.concurrency,
            cache_dir=Path(folder),
            gazetteer=False,
        )
        with Summarizer(settings) as summarizer:
            for look in looks(summarizer.extract_many(stories(options.articles)), points(options.articles)):
                print(f"{look.articles:,}: {look.bytes / 2**20:.1f} MiB", file=sys.stderr, flush=True)
                found.append(look)
    _print(found, (time.process_time() - start) / options.articles * 1000)
    return 0 if abs(growth(found)) <= FLAT else 1


def _print(found: Sequence[Look], cpu_ms: float) -> None:
    table = Table("articles", "MiB", "against the first", title=f"{cpu_ms:.1f} ms of processor time an article")
    for look in found:
        table.add_row(f"{look.articles:,}", f"{look.bytes / 2**20:.1f}", f"{look.bytes / found[0].bytes - 1:+.1%}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
