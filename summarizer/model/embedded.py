"""Serves a GGUF file in-process: llama.cpp's OpenAI-compatible server on a loopback port, with a random key."""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
import weakref
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast
from urllib.parse import urlsplit

from summarizer.errors import MissingExtraError, ModelFileError

LOCAL_EXTRA = 'the embedded model needs an extra: pip install "news-event-summarizer[local]"'

PROMPT_CACHE_MIB = 1024
"""Memory for the prompts of earlier requests, beside those in the slots. llama.cpp's own default is 8 GiB."""

_FAILED_START = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.verbosity = sys.argv[1], 1
params.n_ctx, params.n_parallel = int(sys.argv[2]), int(sys.argv[3])
xllamacpp.Server(params)
"""


class _Runtime(Protocol):
    """The part of `xllamacpp.Server` that is used; it serves until the object is gone."""

    listening_address: str


class EmbeddedServer:
    """A running server; talk to it as to any OpenAI-compatible endpoint. Close it, or use it as a context manager.

    Several may run at once, of the same or of different files. What is still open is closed at exit.
    """

    base_url: str
    """Ends in `/v1`."""
    api_key: str
    model: str
    """The model's name at this endpoint."""
    context_tokens: int
    """Context of one request, prompt and reply: what was asked for, or what the model was trained for if less."""
    slots: int
    """Requests that are worked on at once; further ones wait."""

    def __init__(self, runtime: _Runtime, *, api_key: str, model: str, slots: int) -> None:
        self.api_key = api_key
        self.model = model
        self.slots = slots
        address = runtime.listening_address
        self.base_url = f"{address}/v1"
        self._close = weakref.finalize(self, _stop, [runtime], address, api_key)
        self.context_tokens = min(cast(int, slot["n_ctx"]) for slot in _slots(address, api_key))

    @property
    def closed(self) -> bool:
        return not self._close.alive

    def close(self) -> None:
        """Stop serving and free the memory. Requests in work are broken off (on Windows: waited for)."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(
    path: Path, *, name: str | None = None, context_tokens: int = 8192, slots: int = 1, threads: int | None = None
) -> EmbeddedServer:
    """Load the GGUF file at `path` and serve it; returns when it is ready.

    `context_tokens` is for each of the `slots`; `threads` defaults to the cores this process may use; `name` (default:
    the file's stem) is the model's name at the endpoint. The model's own chat template lays out the prompt.

    Raises MissingExtraError without the `local` extra, ModelFileError where the file cannot be served, saying why.
    """
    _check_gguf(path)
    try:
        xllamacpp = importlib.import_module("xllamacpp")
    except ImportError as error:
        raise MissingExtraError(LOCAL_EXTRA) from error
    model, api_key = name or path.stem, secrets.token_urlsafe(24)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.model_alias = {model}
    params.api_keys = [api_key]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    # llama.cpp divides its context among the slots.
    params.n_ctx, params.n_parallel, params.kv_unified = context_tokens * slots, slots, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads or _cores()
    params.cache_ram_mib = PROMPT_CACHE_MIB
    # The first request warms the model as well as an empty run would.
    params.warmup = False
    params.ui = False
    params.endpoint_slots = True
    # Silent, errors too: a refused request is in the reply, a failed start is looked into below.
    params.verbosity = 0
    try:
        runtime = cast(_Runtime, xllamacpp.Server(params))
    except RuntimeError as error:
        why = _reason(path, context_tokens * slots, slots) or str(error)
        asked = f"{slots} x {context_tokens} tokens of context"
        raise ModelFileError(f"{path}: cannot be served with {asked}: {why}") from error
    return EmbeddedServer(runtime, api_key=api_key, model=model, slots=slots)


def _check_gguf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelFileError(f"{path}: cannot be read: {error.strerror}") from error
    if magic != b"GGUF":
        raise ModelFileError(f"{path}: not a GGUF file (it starts with {magic!r})")


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _reason(path: Path, n_ctx: int, slots: int) -> str | None:
    """Why a start failed, in llama.cpp's words: the first error of a second try, in a process whose stderr is ours."""
    command = [sys.executable, "-c", _FAILED_START, str(path), str(n_ctx), str(slots)]
    try:
        run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"^[\d.]+ E (?:\w+: )?(.+)$", run.stderr, re.MULTILINE)
    return found[1].strip() if found else None


def _slots(address: str, api_key: str) -> list[dict[str, object]]:
    """The server's slots: `n_ctx` in tokens and `is_processing` of each."""
    request = urllib.request.Request(f"{address}/slots", headers={"Authorization": f"Bearer {api_key}"})
    # No proxy of the environment may come between us and the loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=10) as reply:
        return cast(list[dict[str, object]], json.load(reply))


def _stop(held: list[_Runtime], address: str, api_key: str) -> None:
    """Let go of the one runtime in `held`, and with it of the server.

    xllamacpp's destructor holds the interpreter's lock until every request has ended: with one in work, made by another
    thread of this process, it would wait for ever. So the connections are broken first, or the requests waited for
    where the system does not let us.
    """
    try:
        if not _disconnect(urlsplit(address).port):
            _wait_until_idle(address, api_key)
    except BaseException:
        # Interrupted while it waits: better a server that is never let go of than a process that cannot end.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(held[0]))
        raise
    held.clear()


def _disconnect(port: int | None) -> bool:
    """Shut down this process's sockets bound to loopback `port`, the listening one first; False if unsupported."""
    try:
        descriptors = [int(name) for name in os.listdir("/dev/fd")]
    except OSError:
        return False
    bound = []
    for descriptor in descriptors:
        with suppress(OSError):
            known = socket.socket(fileno=descriptor)
            try:
                if known.family == socket.AF_INET and known.getsockname() == ("127.0.0.1", port):
                    bound.append((known.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN), descriptor))
            finally:
                known.detach()
    for _, descriptor in sorted(bound, reverse=True):
        with suppress(OSError):
            known = socket.socket(fileno=descriptor)
            try:
                known.shutdown(socket.SHUT_RDWR)
            finally:
                known.detach()
    return True


def _wait_until_idle(address: str, api_key: str) -> None:
    while any(slot["is_processing"] for slot in _slots(address, api_key)):
        time.sleep(0.1)
