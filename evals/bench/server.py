"""A quick OpenAI-compatible server with a fixed latency and one reply, in a process of its own.

Benchmarks of clients need a server that costs next to nothing: the reply's bytes are made once, and a request is not
parsed beyond its length. What it saw is told by `seen`, which asks `GET /v1/seen`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import TypedDict

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)


class Seen(TypedDict):
    """What a server has seen."""

    requests: int
    most_at_once: int
    cpu: float
    """Its processor time since it was ready, seconds."""


@contextlib.contextmanager
def serving(content: str, latency: float, tokens: tuple[int, int] = (2000, 700)) -> Iterator[str]:
    """The base URL of a server in another process that answers `content` after `latency` seconds, until the block ends."""
    command = [sys.executable, "-m", "evals.bench.server", str(latency), *map(str, tokens)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(content.encode() + b"\n")
        process.stdin.flush()
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        finally:
            # It ends when its standard input does: also where this process is killed.
            process.stdin.close()
            process.wait(10)


def seen(url: str) -> Seen:
    """What the server at this base URL has seen so far."""
    with urllib.request.urlopen(f"{url}/seen") as answer:
        found: Seen = json.load(answer)
    return found


def response(content: str, tokens: tuple[int, int]) -> bytes:
    """A whole HTTP response with a chat completion."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    body = {
        "id": "chatcmpl-bench",
        "object": "chat.completion",
        "created": 0,
        "model": "bench",
        "choices": [choice],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)},
    }
    return _http(body)


def _http(body: object) -> bytes:
    data = json.dumps(body).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(data) + data


class _Connection(asyncio.Protocol):
    seen = Seen(requests=0, most_at_once=0, cpu=0.0)
    at_once = 0

    def __init__(self, answer: bytes, latency: float) -> None:
        self._answer, self._latency, self._data, self._length = answer, latency, b"", 0
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._length and (end := self._data.find(b"\r\n\r\n")) >= 0:
            found = _LENGTH.search(self._data, 0, end)
            self._length = end + 4 + (int(found.group(1)) if found else 0)
        if not self._length or len(self._data) < self._length:
            return
        get, self._data, self._length = self._data.startswith(b"GET"), self._data[self._length :], 0
        seen = type(self).seen
        if get:
            self._write(_http(seen | {"cpu": time.process_time() - seen["cpu"]}))
            return
        seen["requests"] += 1
        _Connection.at_once += 1
        seen["most_at_once"] = max(seen["most_at_once"], _Connection.at_once)
        self._loop.call_later(self._latency, self._reply)

    def _reply(self) -> None:
        _Connection.at_once -= 1
        self._write(self._answer)

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)


async def _serve(content: str, latency: float, tokens: tuple[int, int]) -> None:
    loop = asyncio.get_running_loop()
    answer = response(content, tokens)
    server = await loop.create_server(lambda: _Connection(answer, latency), "127.0.0.1", 0, backlog=1024)
    _Connection.seen["cpu"] = time.process_time()
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(sys.stdin.readline().rstrip("\n"), float(sys.argv[1]), (int(sys.argv[2]), int(sys.argv[3]))))
