"""A client asked of a scripted server, for the tests of what lies between the two."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from summarizer.errors import ArticleError, SummarizerError
from summarizer.model.client import ModelClient, Prompt, Reply
from summarizer.schemas import FailureKind, Record
from summarizer.testing import Scripted, ScriptedServer

PROMPT = Prompt("Take notes.", "[1] Rain fell on Marden.")
OK = Scripted.json({"records": []})
KEY = "sk-very-secret-0123456789"


class Asked:
    """A client of one server, with the waits it would have made."""

    def __init__(self, server: ScriptedServer, **settings: Any) -> None:
        self.waits: list[float] = []
        self.settings = server.settings(**settings)

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def client(self) -> ModelClient:
        own = self.settings
        return ModelClient(own, model=own.model or "", base_url=own.base_url, api_key=own.api_key, sleep=self._sleep)

    def ask(self, times: int = 1) -> list[Reply[list[Record]]]:
        async def run() -> list[Reply[list[Record]]]:
            async with self.client() as client:
                return [await client.structured_records(PROMPT, Record) for _ in range(times)]

        return asyncio.run(run())


def fail(server: ScriptedServer, *answers: Scripted, **settings: Any) -> SummarizerError:
    server.enqueue(*answers)
    with pytest.raises(SummarizerError) as caught:
        Asked(server, **settings).ask()
    return caught.value


def kind(error: SummarizerError) -> FailureKind:
    assert isinstance(error, ArticleError)
    return error.failure.kind
