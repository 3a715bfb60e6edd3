"""The contestants of the throughput benchmark, each doing what its users would have it do.

    ours (calls)   one structured call an article: prompt, request, limits, reply validated; the stage that peers have
    ours           whole articles: that, and the gate, places, actors, dates and figures, the records, the reply stored
    instructor     instructor's async client over the same schema, its own retries, an asyncio semaphore
    openai         the bare async client with the same request; the reply is parsed as JSON and not validated
    langextract    its OpenAI provider at its best setting (`evals.bench.peer_langextract`); where it is installed

To add a client, write a function that yields once when it is ready and once for each article that is done, and list it in
`CLIENTS`; where it has a reply format of its own, in `REPLIES` too.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.bench import peer_langextract
from evals.bench.stories import reply, stories, story
from summarizer import Article, Settings, Summarizer

if TYPE_CHECKING:
    from openai import AsyncOpenAI

WARM = 10**6
"""Number of the article that is asked about before the clock starts: imports and first connections are not the run."""
TIMEOUT = 120.0
"""Seconds, for connections too: on a busy machine the peers' own few would end their run."""
Client = Callable[[str, int, int], Iterator[None]]
"""From base URL, concurrency and number of articles, a yield for each that is done; one first, when
it is ready and the clock may start."""


def ours(url: str, concurrency: int, count: int) -> Iterator[None]:
    """Whole articles, as a user gets them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Summarizer(_settings(url, concurrency, folder)) as summarizer,
    ):
        summarizer.extract(story(WARM))
        yield
        for result in summarizer.extract_many(stories(count)):
            assert len(result.events) == 8, result.error
            yield


def ours_calls(url: str, concurrency: int, count: int) -> Iterator[None]:
    """One structured call an article through the pipeline, without what comes after it."""
    from summarizer.extraction import Extractor
    from summarizer.model.client import ModelClient
    from summarizer.model.usage import Budget
    from summarizer.pipeline import Pipeline
    from summarizer.schemas import EventDraft

    async def run(folder: str) -> AsyncIterator[None]:
        settings = _settings(url, concurrency, folder)
        async with ModelClient(settings, model="bench", base_url=url, api_key="bench") as client:
            extractor = Extractor(client, settings, EventDraft, secret=b"bench" * 7)

            async def call(article: Article) -> int:
                return len((await extractor._drafts(article, Budget(10**6))).items)

            assert await call(story(WARM)) == 8
            yield
            pipeline = Pipeline(stories(count), call, concurrency)
            while done := await pipeline.ready():
                for _ in done:
                    yield

    with tempfile.TemporaryDirectory() as folder:
        yield from _in_loop(run(folder))


def instructor(url: str, concurrency: int, count: int) -> Iterator[None]:
    """A plain loop around instructor."""
    from instructor import Mode, from_openai
    from openai import AsyncOpenAI

    from summarizer.schemas import EventDraft
    from summarizer.schemas.wire import records_model

    plain = AsyncOpenAI(base_url=url, api_key="bench", max_retries=0, timeout=TIMEOUT)
    client = from_openai(plain, mode=Mode.JSON_SCHEMA)

    async def call(body: dict[str, Any]) -> None:
        found: Any = await client.create(
            model="bench", response_model=records_model(EventDraft), messages=body["messages"], max_retries=1
        )
        assert len(found.records) == 8

    yield from _in_loop(_plain_loop(plain, call, concurrency, count))


def bare_openai(url: str, concurrency: int, count: int) -> Iterator[None]:
    """A plain loop around the openai client."""
    from openai import AsyncOpenAI

    client = AsyncOpenAI(base_url=url, api_key="bench", max_retries=0, timeout=TIMEOUT)

    async def call(body: dict[str, Any]) -> None:
        completion = await client.chat.completions.create(**body)
        assert len(json.loads(completion.choices[0].message.content or "")["records"]) == 8

    yield from _in_loop(_plain_loop(client, call, concurrency, count))


CLIENTS: dict[str, Client] = {
    "ours (calls)": ours_calls,
    "ours": ours,
    "instructor": instructor,
    "openai": bare_openai,
    peer_langextract.NAME: peer_langextract.client,
}
REPLIES: dict[str, Callable[[], str]] = dict.fromkeys(CLIENTS, reply) | {peer_langextract.NAME: peer_langextract.reply}
"""What the server answers to a client: `stories.reply`, unless it has a format of its own."""


def _settings(url: str, concurrency: int, folder: str) -> Settings:
    return Settings(
        base_url=url,
        api_key="bench",
        model="bench",
        concurrency=concurrency,
        cache_dir=Path(folder),
        gazetteer=GAZETTEER,
    )


GAZETTEER = False
"""Places are looked up only where the extra is installed and the table is built: that is not what is compared here."""


async def _plain_loop(
    client: AsyncOpenAI, call: Callable[[dict[str, Any]], Awaitable[None]], concurrency: int, count: int
) -> AsyncIterator[None]:
    """The loop that users write: a semaphore, a task for each article, results as they are completed."""
    room = asyncio.Semaphore(concurrency)

    async def one(article: Article) -> None:
        async with room:
            await call(body_of(article))

    async with client:
        await call(body_of(story(WARM)))
        yield
        for done in asyncio.as_completed([asyncio.ensure_future(one(article)) for article in stories(count)]):
            await done
            yield


def body_of(article: Article) -> dict[str, Any]:
    """The request that ours sends for an article: prompt and schema are the same for all."""
    from summarizer.model.structured import format_of
    from summarizer.schemas import EventDraft
    from summarizer.schemas.wire import records_model
    from summarizer.templates import PromptFolder, data_tag, numbered

    folder = _FOLDER.setdefault("folder", PromptFolder("extract/v1", EventDraft, None))
    prompt = folder.question(
        tag=data_tag(article.text, b"bench"),
        title=article.title or "",
        published=article.published,
        sentences=numbered([(s.number, s.text) for s in article.sentences]),
    )
    fields = format_of(records_model(EventDraft), "json_schema").request
    return {"model": "bench", "messages": prompt.messages(), "temperature": 0.0, "max_tokens": 2048, **fields}


_FOLDER: dict[str, Any] = {}


def _in_loop(steps: AsyncIterator[None]) -> Iterator[None]:
    """An async iterator as a plain one, in a loop of its own."""
    with asyncio.Runner() as runner:
        while True:
            try:
                runner.run(_next(steps))
            except StopAsyncIteration:
                return
            yield


async def _next(steps: AsyncIterator[None]) -> None:
    await anext(steps)
