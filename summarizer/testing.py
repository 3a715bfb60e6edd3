"""A scriptable OpenAI-compatible server, to test code that uses this package without a model.

It answers over real HTTP on the loopback interface, so that everything between your code and a model is exercised:
the client, its retries, the parsing, the gate. Standard library only; threads are daemonic; nothing leaves the machine.

>>> from summarizer.testing import Scripted, ScriptedServer
>>> with ScriptedServer() as server:
...     server.enqueue({"records": []})                       # an object is sent as a JSON reply
...     server.enqueue(Scripted.error(429, retry_after=0))    # a fault: the client will retry
...     server.respond(lambda request: {"records": [], "seen": len(request.text)})   # when the queue is empty
...     settings = server.settings(max_attempts=2)            # Settings that point to this server
...     print(settings.base_url == server.base_url, len(server.requests))
True 0
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from summarizer.testing_batches import ScriptedBatches
from summarizer.testing_replies import Scripted, ScriptedRequest, completion

if TYPE_CHECKING:
    from summarizer.settings import Settings

__all__ = ["Answer", "Scripted", "ScriptedRequest", "ScriptedServer"]

Answer = Scripted | str | Mapping[str, Any] | list[Any]
"""What may be scripted: a string is sent as text, another object as JSON."""


class ScriptedServer:
    """Answers each chat completion with the next reply of its queue, or with what the `respond` function returns.

    A context manager; it stops by itself at the end of the block. `requests` holds every chat completion asked for.
    With neither queue nor function the answer is status 400.
    """

    def __init__(self, models: tuple[str, ...] = ("scripted",), api_key: str | None = None) -> None:
        """`models` are listed and others are unknown (404); with `api_key`, other keys are refused (401)."""
        self.models = models
        self.api_key = api_key
        self.requests: list[ScriptedRequest] = []
        self._queue: deque[Scripted] = deque()
        self._function: Callable[[ScriptedRequest], Answer] | None = None
        self._lock = threading.Lock()
        self.batches = ScriptedBatches(self.answer)
        """The Batch API: its requests are answered as single ones are."""
        self._http = _Server(self)

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.stop()

    @property
    def base_url(self) -> str:
        """Such as `http://127.0.0.1:40123/v1`."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def settings(self, **values: Any) -> Settings:
        """Settings that point to this server; `values` are further settings."""
        from summarizer.settings import Settings

        own = {"base_url": self.base_url, "api_key": self.api_key or "scripted", "model": self.models[0]}
        return Settings(**{**own, **values})

    def enqueue(self, *answers: Answer) -> None:
        """Answer the next requests with these, in order. A string is sent as text, another object as JSON."""
        self._queue.extend(_scripted(answer) for answer in answers)

    def respond(self, function: Callable[[ScriptedRequest], Answer]) -> None:
        """Answer requests that find the queue empty with what `function` returns; it may run in several threads."""
        self._function = function

    def answer(self, request: ScriptedRequest) -> Scripted:
        """What `request` is answered with; takes it from the queue."""
        with self._lock:
            self.requests.append(request)
            if self._queue:
                return self._queue.popleft()
        if self._function is None:
            return Scripted.error(400, "the script has run out: enqueue more replies, or use respond()")
        return _scripted(self._function(request))


def _scripted(answer: Answer) -> Scripted:
    if isinstance(answer, Scripted):
        return answer
    return Scripted.text(answer) if isinstance(answer, str) else Scripted.json(answer)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, script: ScriptedServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.stopping = threading.Event()
        self.open: set[socket.socket] = set()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that has gone: it may have been killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()
        for connection in list(self.open):
            _hang_up(connection)


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was first


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        try:
            super().finish()
        except OSError:
            return  # the client has gone

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path.rstrip("/").endswith("/models"):
            entries = [
                {"id": name, "object": "model", "created": 0, "owned_by": "test"} for name in self.server.script.models
            ]
            self._send(200, json.dumps({"object": "list", "data": entries}))
        else:
            self._send_found(self.server.script.batches.get(self.path))

    def _send_found(self, body: str | None) -> None:
        if body is None:
            self._send_scripted(Scripted.error(404, f"no such address: {self.path}"))
        else:
            self._send(200, body)

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.path.split("?")[0].endswith("/chat/completions"):
            self._send_found(self.server.script.batches.post(self.path, data))
            return
        request = ScriptedRequest(json.loads(data), {name.lower(): value for name, value in self.headers.items()})
        script = self.server.script
        if script.api_key and request.headers.get("authorization") != f"Bearer {script.api_key}":
            self._send_scripted(Scripted.error(401, "Incorrect API key provided", "invalid_api_key"))
        elif request.body.get("model") not in script.models:
            name = request.body.get("model")
            self._send_scripted(Scripted.error(404, f"The model `{name}` does not exist", "model_not_found"))
        else:
            reply = script.answer(request)
            self._send_scripted(reply, completion(reply, request))

    def _send_scripted(self, reply: Scripted, body: str = "") -> None:
        body = body if reply.raw is None else reply.raw
        if reply.fault == "hang":
            self.server.stopping.wait()
        if reply.fault in ("hang", "drop"):
            self.close_connection = True
            _hang_up(self.connection)
        else:
            self._send(reply.status, body, reply.headers, reply.seconds, cut=reply.fault == "cut")

    def _send(
        self, status: int, body: str, headers: Mapping[str, str] | None = None, seconds: float = 0.0, cut: bool = False
    ) -> None:
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        parts = 5 if seconds else 2
        size = len(data) // parts + 1
        for start in range(0, len(data), size):
            self.server.stopping.wait(seconds / parts)
            self.wfile.write(data[start : start + size])
            if seconds or cut:
                self.wfile.flush()
            if cut:
                self.close_connection = True
                _hang_up(self.connection)
                return
