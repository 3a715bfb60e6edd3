"""The OpenAI Batch API in place of single requests: half the price, within a day, and it survives this program.

To the rest of the program a batched request is a slow one. Requests are collected until no more come for a while, then
uploaded together; each waits for its line of the result. A ledger on disk says which request went out in which batch,
so that a run that was killed asks for the same batch again and pays for nothing twice.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import httpx2
import openai
from openai.types import Batch
from pydantic import BaseModel, ValidationError

MAX_REQUESTS = 50_000
MAX_BYTES = 200 * 2**20
"""Limits of one batch, as OpenAI states them."""
SETTLE = 2.0
"""Seconds without a new request after which those collected are submitted."""
KEEP_SECONDS = 29 * 86_400
"""The service keeps results for 30 days; an older entry of the ledger is of no use."""
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_WINDOW: Literal["24h"] = "24h"


class Entry(BaseModel):
    """A batch that was, or was about to be, submitted."""

    mark: str
    """Written into the batch's metadata: it finds a batch whose id was lost in a crash."""
    keys: list[str]
    """SHA-256 (32 hex digits) of each request's body, its `custom_id`."""
    submitted: float
    """Unix time."""
    batch_id: str | None = None


class Ledger:
    """The entries on disk, one JSON line each, replaced as a whole. An unreadable line is dropped, not an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.entries: dict[str, Entry] = {}
        with suppress(OSError):
            for line in path.read_text(encoding="utf-8").splitlines():
                with suppress(ValidationError):
                    entry = Entry.model_validate_json(line)
                    if entry.submitted > time.time() - KEEP_SECONDS:
                        self.entries[entry.mark] = entry

    def put(self, entry: Entry) -> None:
        self.entries[entry.mark] = entry
        self._write()

    def drop(self, mark: str) -> None:
        self.entries.pop(mark, None)
        self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_name(self._path.name + ".part")
        partial.write_text("".join(e.model_dump_json() + "\n" for e in self.entries.values()), encoding="utf-8")
        partial.replace(self._path)


class Batches:
    """Takes requests one by one and answers each when its batch is done. For the tasks of one event loop."""

    def __init__(
        self,
        client: openai.AsyncOpenAI,
        ledger: Path,
        *,
        settle: float = SETTLE,
        poll: float = 30.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`settle` and `poll` in seconds: between two looks for new requests, and between two looks at a batch."""
        self._client, self._ledger = client, Ledger(ledger)
        self._settle, self._poll, self._sleep = settle, poll, sleep
        self._waiting: dict[str, tuple[bytes, list[asyncio.Future[bytes]]]] = {}
        self._fresh: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._collecting: asyncio.Task[None] | None = None
        self._read: set[str] = set()
        """Batches whose results were handed out in this run: a request that failed there goes into a new one."""

    async def post(self, raw: bytes) -> bytes:
        """The reply's body to the request body `raw`.

        Raises openai.APIStatusError for a request that the service refused, openai.APIConnectionError where the batch
        was lost: both as for a single request.
        """
        key = hashlib.sha256(raw).hexdigest()[:32]
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        if key in self._waiting:
            self._waiting[key][1].append(future)
        else:
            self._waiting[key] = (raw, [future])
            self._fresh.append(key)
            if self._collecting is None or self._collecting.done():
                self._collecting = self._start(self._collect())
        return await future

    async def aclose(self) -> None:
        """Stop looking; batches that are under way go on at the service and are found again by the next run."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- collecting and submitting ----------------------------------------------------------------------------------

    def _start(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.ensure_future(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guarded(self, work: Awaitable[None]) -> None:
        """Whatever goes wrong reaches those who wait: a task that dies in silence would keep them for ever."""
        try:
            await work
        except (openai.OpenAIError, OSError, ValueError) as error:
            self._fail(list(self._waiting), error)

    async def _collect(self) -> None:
        seen = -1
        while seen != len(self._fresh):
            seen = len(self._fresh)
            await self._sleep(self._settle)
        keys, self._fresh = self._fresh, []
        for entry, of_entry in await self._known(keys):
            self._start(self._watch(entry, of_entry))
            keys = [k for k in keys if k not in of_entry]
        for portion in self._portions(keys):
            self._start(self._submit(portion))

    async def _known(self, keys: list[str]) -> list[tuple[Entry, list[str]]]:
        """Entries of the ledger that hold some of `keys` and were not read yet; a lost id is looked up by its mark."""
        found = []
        left = set(keys)
        for entry in list(self._ledger.entries.values()):
            shared = [k for k in entry.keys if k in left]
            if not shared or entry.mark in self._read:
                continue
            if entry.batch_id is None:
                entry.batch_id = await self._find(entry.mark)
                if entry.batch_id is None:  # the crash came before the submission
                    self._ledger.drop(entry.mark)
                    continue
                self._ledger.put(entry)
            found.append((entry, shared))
            left -= set(shared)
        return found

    async def _find(self, mark: str) -> str | None:
        async for batch in self._client.batches.list(limit=100):
            if (batch.metadata or {}).get("summarizer") == mark:
                return batch.id
        return None

    def _portions(self, keys: list[str]) -> list[list[str]]:
        portions: list[list[str]] = []
        size = MAX_BYTES
        for key in keys:
            length = len(self._waiting[key][0]) + 200
            if size + length > MAX_BYTES or len(portions[-1]) >= MAX_REQUESTS:
                portions.append([])
                size = 0
            portions[-1].append(key)
            size += length
        return portions

    async def _submit(self, keys: list[str]) -> None:
        lines = (
            b'{"custom_id":"%s","method":"POST","url":"/v1/chat/completions","body":%s}\n'
            % (k.encode(), self._waiting[k][0])
            for k in keys
        )
        mark = hashlib.sha256(f"{time.time_ns()} {' '.join(keys)}".encode()).hexdigest()[:32]
        uploaded = await self._client.files.create(file=("requests.jsonl", b"".join(lines)), purpose="batch")
        entry = Entry(mark=mark, keys=keys, submitted=time.time())
        # Before it is sent: a batch that is paid for must be found again, whatever happens in between.
        self._ledger.put(entry)
        batch = await self._client.batches.create(
            input_file_id=uploaded.id,
            endpoint="/v1/chat/completions",
            completion_window=_WINDOW,
            metadata={"summarizer": mark},
        )
        entry.batch_id = batch.id
        self._ledger.put(entry)
        await self._watch(entry, keys)

    # --- waiting and handing out ------------------------------------------------------------------------------------

    async def _watch(self, entry: Entry, keys: list[str]) -> None:
        assert entry.batch_id is not None
        while True:
            try:
                batch = await self._client.batches.retrieve(entry.batch_id)
            except openai.NotFoundError:
                break
            except (openai.APIConnectionError, openai.InternalServerError, openai.RateLimitError):
                batch = None
            if batch is not None and batch.status in ENDED:
                await self._hand_out(batch)
                break
            await self._sleep(self._poll)
        self._read.add(entry.mark)
        lost = openai.APIConnectionError(message=f"batch {entry.batch_id} ended without a reply", request=_request())
        self._fail([k for k in keys if k in self._waiting], lost)

    async def _hand_out(self, batch: Batch) -> None:
        for file_id in (batch.output_file_id, batch.error_file_id):
            if file_id is None:
                continue
            content = await self._client.files.content(file_id)
            for line in content.text.splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    told = json.loads(line)
                    self._answer(str(told["custom_id"]), told.get("response"), told.get("error"))

    def _answer(self, key: str, response: dict[str, Any] | None, error: dict[str, Any] | None) -> None:
        if key not in self._waiting or (response is None and error is None):
            return
        status = int((response or {}).get("status_code", 503))
        body = (response or {}).get("body") or {"error": error}
        if status == 200:
            for future in self._waiting.pop(key)[1]:
                if not future.done():
                    future.set_result(json.dumps(body).encode())
            return
        said = body.get("error") if isinstance(body, dict) else None
        message = str(said.get("message", said)) if isinstance(said, dict) else str(body)
        reply = httpx2.Response(status, json=body, request=_request())
        self._fail([key], openai.APIStatusError(message, response=reply, body=said))

    def _fail(self, keys: list[str], error: Exception) -> None:
        for key in keys:
            for future in self._waiting.pop(key, (b"", []))[1]:
                if not future.done():
                    future.set_exception(error)
        self._fresh = [k for k in self._fresh if k in self._waiting]


def _request() -> httpx2.Request:
    return httpx2.Request("POST", "https://batch/v1/chat/completions")
