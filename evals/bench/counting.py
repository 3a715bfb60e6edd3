"""Counting the tokens of requests and replies, with a model's own tokenizer, for `evals.bench.tokens`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.model.usage import price
from summarizer.schemas import Usage
from summarizer.settings import cache_folder

LEAST_CACHED, CACHED_STEP = 1024, 128
"""Tokens; OpenAI's rule (platform.openai.com/docs/guides/prompt-caching)."""
OPENAI = "https://api.openai.com/v1"

Tokenize = Callable[[str], list[int]]
"""From text to tokens, a number each."""


@dataclass(frozen=True)
class Call:
    """One request and its reply, as text."""

    schema: str
    messages: str
    reply: str


@dataclass
class Cost:
    """Tokens of one client over all articles."""

    client: str
    articles: int
    events: int
    """Gold events told in the replies."""
    calls: int = 0
    messages: int = 0
    schema: int = 0
    cached: int = 0
    output: int = 0

    @property
    def input(self) -> int:
        return self.messages + self.schema

    def dollars(self, model: str) -> float | None:
        """For 1,000 articles."""
        usage = Usage(input_tokens=self.input, cached_tokens=self.cached, output_tokens=self.output)
        total = price(model, OPENAI, usage)
        return None if total is None else total / self.articles * 1000


def counted(name: str, calls: Sequence[Call], articles: int, events: int, tokenize: Tokenize) -> Cost:
    """The cost of `calls`, in the order in which they were made."""
    cost, seen = Cost(name, articles, events), set[int]()
    for call in calls:
        schema, messages = tokenize(call.schema) if call.schema else [], tokenize(call.messages)
        cost.calls += 1
        cost.schema += len(schema)
        cost.messages += len(messages)
        # A schema stands before the messages.
        cost.cached += cached_tokens([*schema, *messages], seen)
        cost.output += len(tokenize(call.reply))
    return cost


def cached_tokens(tokens: Sequence[int], seen: set[int]) -> int:
    """Tokens of a prompt that a prefix cache holds which has `seen` others; this one is added to it."""
    ends = range(LEAST_CACHED, len(tokens) + 1, CACHED_STEP)
    keys = {end: hash(tuple(tokens[:end])) for end in ends}
    found = max((end for end, key in keys.items() if key in seen), default=0)
    seen.update(keys.values())
    return found


def call_of(body: Mapping[str, Any], reply: str) -> Call:
    """A chat completion's request body as text: what the model reads."""
    messages = "\n".join(f"{message['role']}\n{message['content']}" for message in body["messages"])
    schema = body.get("response_format", {}).get("json_schema") or [tool["function"] for tool in body.get("tools", ())]
    return Call(compact(schema) if schema else "", messages, reply)


@contextlib.contextmanager
def tokenizer(name: str) -> Iterator[Tokenize]:
    """That of a model of the catalogue, or `chars`."""
    if name == "chars":
        yield lambda text: [hash(text[start : start + 4]) for start in range(0, len(text), 4)]
        return
    import httpx2

    from summarizer.model.download import model_path
    from summarizer.model.embedded import serve

    with serve(model_path(name, cache_folder()), context_tokens=1024, threads=1) as server:
        headers = {"Authorization": f"Bearer {server.api_key}"}
        base = server.base_url.removesuffix("/v1")
        with httpx2.Client(base_url=base, headers=headers, timeout=60, trust_env=False) as client:

            def tokenize(text: str) -> list[int]:
                reply = client.post("/tokenize", json={"content": text})
                tokens: list[int] = reply.raise_for_status().json()["tokens"]
                return tokens

            yield tokenize


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
