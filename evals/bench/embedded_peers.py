"""Ours and the peers on the same embedded model: `python -m evals.bench.embedded_peers --articles 3`.

Every client reads the same gold articles (the shortest of dev that have events) through a server of its own that loads the
same file, one article at a time, at temperature 0; loading is not counted. Told are seconds and events an article, how
many of these stand in the article (their sentence or evidence does), and the articles that failed.

    ours         as `summarizer` does for the embedded model, by sentence
    ours, whole  the same in one call
    instructor   one plain call (`evals.plain`)
    langextract  whole articles, our fields and rules (`evals.bench.peer_langextract`); where it is installed

Nothing here says how right the events are: that is what `evals.run` is for.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from evals.bench import peer_langextract
from evals.datasets.gold import Gold
from evals.plain import Plain
from summarizer import Article, Settings, Summarizer
from summarizer.model.download import model_path
from summarizer.model.embedded import serve
from summarizer.settings import DEFAULT_MODEL, Strategy

MINUTES = 10
"""Of one article; a client that takes longer has failed it."""


class Told(NamedTuple):
    """What a client told of one article; `events` None where it failed."""

    events: int | None
    grounded: int
    """Events whose sentence stands in the article."""


class Address(NamedTuple):
    """Where a server is reached."""

    base_url: str
    api_key: str
    model: str


Client = Callable[[Article], Told]
OURS: dict[str, Strategy] = {"ours": "staged", "ours, whole": "one_call"}


@contextmanager
def ours(model: str, strategy: Strategy) -> Iterator[Client]:
    """As a user has it, warmed by a first short question."""
    settings = Settings(model=model, strategy=strategy, cache=False, gazetteer=False, timeout=60 * MINUTES)
    with Summarizer(settings) as summarizer:
        summarizer.extract(Article(text="It rained in Harle."))

        def ask(article: Article) -> Told:
            result = summarizer.extract(article)
            return Told(None if result.error else len(result.events), len(result.events))

        yield ask


def instructor(server: Address) -> Client:
    """The plain call. It names sentences by number: such a number must be one of the article's."""

    async def told(article: Article) -> Told:
        async with Plain(Gold("dev"), model=server.model, base_url=server.base_url, api_key=server.api_key) as plain:
            found = await plain.extract(article)
        numbers = {sentence.number for sentence in article.sentences}
        if found.error:
            return Told(None, 0)
        return Told(len(found.records), sum(set(r.sentences) <= numbers for r in found.records))

    return lambda article: asyncio.run(told(article))


def langextract(server: Address) -> Client:
    """langextract, whole articles; it says where it found the sentence, if it did."""

    def ask(article: Article) -> Told:
        try:
            (document,) = peer_langextract.annotated(
                server.base_url, [article], workers=1, batch=1, chars=peer_langextract.WHOLE, key=server.api_key
            )
        except Exception as error:
            print(f"langextract: {type(error).__name__}: {str(error)[:120]}", file=sys.stderr)
            return Told(None, 0)
        return Told(len(document.extractions), sum(e.char_interval is not None for e in document.extractions))

    return ask


def run(client: Client, articles: Sequence[Article]) -> tuple[list[float], list[Told]]:
    """Seconds and what was told, article by article."""
    seconds, told = [], []
    for article in articles:
        start = time.perf_counter()
        told.append(client(article))
        seconds.append(time.perf_counter() - start)
    return seconds, told


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.embedded_peers", description="Peers, embedded.")
    parser.add_argument("--articles", type=int, default=3)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args(argv)
    items = sorted((i for i in Gold("dev").items if i.gold.events), key=lambda i: len(i.article.text))
    articles = [item.article for item in items[: options.articles]]
    path = model_path(options.model, Settings().cache_dir)
    table = Table("client", "s an article", "events an article", "of them grounded", "failed")
    for name, row in _rows(path, options.model, articles):
        table.add_row(name, *row)
        print(name, *row, file=sys.stderr, flush=True)
    Console(width=100).print(table)
    return 0


def _rows(path: Path, model: str, articles: Sequence[Article]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, strategy in OURS.items():
        with ours(model, strategy) as client:
            yield name, _row(*run(client, articles))
    peers = {"instructor": instructor}
    if peer_langextract.installed():
        peers[peer_langextract.NAME] = langextract
    for name, made in peers.items():
        with serve(path) as server:
            yield name, _row(*run(made(Address(server.base_url, server.api_key, server.model)), articles))


def _row(seconds: Sequence[float], told: Sequence[Told]) -> tuple[str, ...]:
    events = [t.events for t in told if t.events is not None]
    grounded = sum(t.grounded for t in told)
    return (
        f"{sum(seconds) / len(seconds):.0f}",
        f"{sum(events) / max(len(events), 1):.1f}",
        f"{grounded} of {sum(events)}",
        str(len(told) - len(events)),
    )


if __name__ == "__main__":
    sys.exit(main())
