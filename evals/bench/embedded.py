"""The embedded model against the bare server doing the same work: `python -m evals.bench.embedded --articles 20`.

Ours reads the gold articles with the embedded model as a user would. Then every request that it made goes, with the same
bytes and in the same order, straight to a llama.cpp server of its own, through a plain HTTP client, as many at once as
the server has slots. Both servers start empty; loading is not counted. Repeats alternate, and the median is told.

    prefix      tokens that all prompts begin with: instructions and examples, laid out by the model's own template
    cached      share of the prefix, over all requests with the first, that the server took from its cache
    tokens/s    prompt and reply tokens, by the wall clock from the first request to the last reply
    ratio       ours by bare; the target is 0.9, and 90 % for the cached share

The processor must be quiet: two runs share it one after the other, and whatever else runs is measured too.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from evals.goldset import load_gold
from summarizer import Settings, Summarizer
from summarizer.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    import httpx2

Line = Mapping[str, Any]
"""A line of the recorded calls (`Settings.record`)."""


@dataclass(frozen=True)
class Work:
    """What was done, and in what time."""

    calls: int
    prompt: int
    reply: int
    cached: tuple[int, ...]
    """Prompt tokens from the server's cache, request by request."""
    seconds: float

    @property
    def rate(self) -> float:
        """Tokens in a second."""
        return (self.prompt + self.reply) / self.seconds


def recorded_work(lines: Sequence[Line]) -> Work:
    """The work of recorded calls; the clock runs from the first one's start to the last one's end."""
    used = [line["usage"] for line in lines]
    ends = [datetime.fromisoformat(line["time"]).timestamp() for line in lines]
    starts = [end - usage["seconds"] for end, usage in zip(ends, used, strict=True)]
    return Work(
        calls=len(lines),
        prompt=sum(usage["input_tokens"] for usage in used),
        reply=sum(usage["output_tokens"] for usage in used),
        cached=tuple(usage["cached_tokens"] for usage in used),
        seconds=max(ends) - min(starts),
    )


def common_prefix(prompts: Sequence[Sequence[int]]) -> int:
    """Number of tokens that all prompts begin with."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*prompts, strict=False)))


def cached_share(cached: Sequence[int], prefix: int) -> float:
    """Share of the prefix, over all requests, that came from the cache."""
    return sum(min(tokens, prefix) for tokens in cached) / (prefix * len(cached))


# --- the two runs ---------------------------------------------------------------------------------------------------


def ours(settings: Settings, articles: int) -> list[Line]:
    """Every call that reading `articles` gold articles takes."""
    assert settings.record is not None
    settings.record.unlink(missing_ok=True)
    with Summarizer(settings) as summarizer:
        for _ in summarizer.extract_many(gold.article for gold in load_gold(split="dev")[:articles]):
            pass
    lines = settings.record.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def bare(settings: Settings, bodies: Sequence[Mapping[str, Any]]) -> Work:
    """The same requests, straight to a server."""
    with _server(settings) as (client, slots), ThreadPoolExecutor(slots) as pool:
        start = time.perf_counter()
        replies = list(pool.map(lambda body: client.post("/v1/chat/completions", json=body), bodies))
        seconds = time.perf_counter() - start
    used = [reply.raise_for_status().json()["usage"] for reply in replies]
    return Work(
        calls=len(used),
        prompt=sum(usage["prompt_tokens"] for usage in used),
        reply=sum(usage["completion_tokens"] for usage in used),
        cached=tuple(usage["prompt_tokens_details"]["cached_tokens"] for usage in used),
        seconds=seconds,
    )


def prefix_tokens(settings: Settings, bodies: Sequence[Mapping[str, Any]]) -> int:
    """Tokens that all the prompts begin with."""
    with _server(settings) as (client, _):
        return common_prefix([_tokens(client, body["messages"]) for body in bodies])


def _tokens(client: httpx2.Client, messages: object) -> list[int]:
    prompt = client.post("/apply-template", json={"messages": messages}).raise_for_status().json()["prompt"]
    reply = client.post("/tokenize", json={"content": prompt, "parse_special": True}).raise_for_status()
    tokens: list[int] = reply.json()["tokens"]
    return tokens


@contextlib.contextmanager
def _server(settings: Settings) -> Iterator[tuple[httpx2.Client, int]]:
    """A client of a server that is started as `Summarizer` starts its own, and the number of its slots."""
    import httpx2

    from summarizer.model.download import model_path
    from summarizer.model.embedded import serve

    path = model_path(settings.model or DEFAULT_MODEL, settings.cache_dir)
    with serve(path, context_tokens=settings.context_tokens, threads=settings.threads) as server:
        headers, base = {"Authorization": f"Bearer {server.api_key}"}, server.base_url.removesuffix("/v1")
        with httpx2.Client(base_url=base, headers=headers, timeout=settings.timeout, trust_env=False) as client:
            yield client, server.slots


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.embedded", description="Embedded, against bare.")
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--threads", type=int, help="default: all cores")
    options = parser.parse_args(argv)
    runs: list[tuple[Work, Work]] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(
            model=options.model, cache=False, record=Path(folder) / "calls.jsonl", threads=options.threads
        )
        for _ in range(options.repeats):
            lines = ours(settings, options.articles)
            bodies = [line["request"] for line in lines]
            runs.append((recorded_work(lines), bare(settings, bodies)))
            print(*(f"{work.rate:.1f} tokens/s" for work in runs[-1]), file=sys.stderr, flush=True)
        prefix = prefix_tokens(settings, bodies)
    _print(runs, prefix, f"{options.model}: {options.articles} articles, median of {options.repeats}")
    return 0


def _print(runs: Sequence[tuple[Work, Work]], prefix: int, title: str) -> None:
    table = Table("", "calls", "prompt", "reply", "cached", "tokens/s", title=title)
    for name, works in zip(("ours", "bare"), zip(*runs, strict=True), strict=True):
        rate, last = statistics.median(work.rate for work in works), works[-1]
        share = cached_share(last.cached, prefix)
        table.add_row(name, str(last.calls), f"{last.prompt:,}", f"{last.reply:,}", f"{share:.1%}", f"{rate:.1f}")
    ratio = statistics.median(work.rate / plain.rate for work, plain in runs)
    Console().print(table, f"prefix {prefix:,} tokens; ratio {ratio:.3f}")


if __name__ == "__main__":
    sys.exit(main())
